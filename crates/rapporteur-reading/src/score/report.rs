//! Precision, recall and slots over many documents.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::actor::Aliases;
use super::calibration::{Calibration, calibration};
use super::claim::ScoredClaim;
use super::pairing::pairs;
use super::rounded;
use super::slot::{Slot, ratio};

/// One document with what is annotated and what was found in it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The text, with [universal newlines](super::with_universal_newlines).
    pub text: String,
    /// Annotated claims.
    pub gold: Vec<ScoredClaim>,
    /// Found claims.
    pub predicted: Vec<ScoredClaim>,
}

/// Precision, recall and their harmonic mean, from 0 to 1, rounded to four places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Rates {
    /// Share of predicted claims that the gold has.
    pub precision: f64,
    /// Share of gold claims that were found.
    pub recall: f64,
    /// Harmonic mean.
    pub f1: f64,
    /// How many gold claims.
    pub gold: usize,
    /// How many predicted claims.
    pub predicted: usize,
}

/// Everything that `score.py --json` prints, and the reliability of confidences.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// All events.
    pub event: Rates,
    /// All figures.
    pub figure: Rates,
    /// Events by PLOVER type, of the types that the gold has.
    pub types: BTreeMap<String, Rates>,
    /// Mean slot score over found claims, by `event.actors` and the like.
    pub slots: Map<String, Value>,
    /// The same over those where gold or prediction fills the slot.
    pub slots_where_filled: Map<String, Value>,
    /// Where claims say how sure they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calibration: Option<Calibration>,
}

/// Scores the claims of all documents together.
#[must_use]
pub fn report(documents: &[Document], aliases: &Aliases) -> Report {
    let mut kinds: BTreeMap<bool, Counts> = BTreeMap::new();
    let mut types: BTreeMap<String, Counts> = BTreeMap::new();
    let mut sums: BTreeMap<(bool, &str), [Mean; 2]> = BTreeMap::new();
    let mut confidences = Vec::new();
    for document in documents {
        let Document { text, gold, predicted } = document;
        let paired = pairs(text, gold, predicted, aliases);
        for claim in gold {
            kinds.entry(claim.is_event()).or_default().gold += 1;
            if claim.is_event() {
                types.entry(claim.type_name()).or_default().gold += 1;
            }
        }
        for claim in predicted {
            match claim.kind.as_deref() {
                Some("event") => {
                    kinds.entry(true).or_default().predicted += 1;
                    types.entry(claim.type_name()).or_default().predicted += 1;
                }
                Some("figure") => kinds.entry(false).or_default().predicted += 1,
                _ => {}
            }
        }
        let mut is_found = vec![false; predicted.len()];
        for (i, j) in paired {
            let (one, other) = (&gold[i], &predicted[j]);
            is_found[j] = true;
            kinds.entry(one.is_event()).or_default().hit += 1;
            if one.is_event() {
                types.entry(one.type_name()).or_default().hit += 1;
            }
            for slot in Slot::of(one.is_event()) {
                let value = slot.score(one, other, aliases);
                let [all, filled] = sums.entry((one.is_event(), slot.name())).or_default();
                all.add(value);
                if slot.is_filled(one) || slot.is_filled(other) {
                    filled.add(value);
                }
            }
        }
        confidences.extend(predicted.iter().zip(is_found).filter_map(|(claim, found)| {
            Some((claim.confidence.filter(|sure| sure.is_finite())?, found))
        }));
    }
    let rates = |is_event| kinds.get(&is_event).copied().unwrap_or_default().rates();
    let types = types.into_iter().filter(|(_, counts)| counts.gold > 0);
    Report {
        event: rates(true),
        figure: rates(false),
        types: types.map(|(name, counts)| (name, counts.rates())).collect(),
        slots: means(&sums, 0),
        slots_where_filled: means(&sums, 1),
        calibration: calibration(&confidences),
    }
}

impl ScoredClaim {
    fn type_name(&self) -> String {
        self.event_type.clone().unwrap_or_default()
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    hit: usize,
    gold: usize,
    predicted: usize,
}

impl Counts {
    fn rates(self) -> Rates {
        let (p, r) = (ratio(self.hit, self.predicted), ratio(self.hit, self.gold));
        let f1 = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
        Rates {
            precision: rounded(p),
            recall: rounded(r),
            f1: rounded(f1),
            gold: self.gold,
            predicted: self.predicted,
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Mean {
    sum: f64,
    count: usize,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }
}

/// The means by name, events first, in the order of the slots.
fn means(sums: &BTreeMap<(bool, &str), [Mean; 2]>, which: usize) -> Map<String, Value> {
    let mut means = Map::new();
    for (is_event, kind) in [(true, "event"), (false, "figure")] {
        for slot in Slot::of(is_event) {
            let mean = sums.get(&(is_event, slot.name())).map(|both| both[which]);
            if let Some(mean) = mean.filter(|mean| mean.count > 0) {
                #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
                let value = rounded(mean.sum / mean.count as f64);
                means.insert(format!("{kind}.{}", slot.name()), value.into());
            }
        }
    }
    means
}
