//! How far two claims agree, slot by slot.

use super::actor::Aliases;
use super::claim::{Named, ScoredClaim, Time};

/// A part of a claim that is scored on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Actors,
    Recipients,
    Mediators,
    SaidBy,
    Realis,
    Time,
    Place,
    Issues,
    Mode,
    Qualifier,
}

impl Slot {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Recipients => "recipients",
            Self::Mediators => "mediators",
            Self::SaidBy => "said_by",
            Self::Realis => "realis",
            Self::Time => "time",
            Self::Place => "place",
            Self::Issues => "issues",
            Self::Mode => "mode",
            Self::Qualifier => "qualifier",
        }
    }

    /// The slots of an event, or of a figure, in the order in which their scores are added up.
    pub(super) const fn of(is_event: bool) -> &'static [Self] {
        if is_event {
            &[
                Self::Actors,
                Self::Recipients,
                Self::Mediators,
                Self::SaidBy,
                Self::Realis,
                Self::Time,
                Self::Place,
                Self::Issues,
                Self::Mode,
            ]
        } else {
            &[Self::SaidBy, Self::Realis, Self::Time, Self::Qualifier]
        }
    }

    /// Whether the claim fills the slot.
    pub(super) fn is_filled(self, claim: &ScoredClaim) -> bool {
        match self {
            Self::Time => claim.time.is_some(),
            Self::Issues => claim.issues.as_ref().is_some_and(|issues| !issues.is_empty()),
            Self::Actors | Self::Recipients | Self::Mediators | Self::SaidBy => {
                !self.actors(claim).is_empty()
            }
            Self::Realis | Self::Place | Self::Mode | Self::Qualifier => {
                !self.word(claim).is_empty()
            }
        }
    }

    /// From 0 to 1. Two empty slots agree.
    pub(super) fn score(
        self,
        gold: &ScoredClaim,
        predicted: &ScoredClaim,
        aliases: &Aliases,
    ) -> f64 {
        let share = |agree: bool| f64::from(u8::from(agree));
        match self {
            Self::Actors | Self::Recipients | Self::Mediators => {
                set_f1(self.actors(gold), self.actors(predicted), |a, b| aliases.agree(a, b))
            }
            Self::Issues => {
                let issues = |claim| ScoredClaim::issues_or_none(claim);
                set_f1(issues(gold), issues(predicted), PartialEq::eq)
            }
            Self::SaidBy => match (self.actors(gold).last(), self.actors(predicted).last()) {
                (None, None) => 1.0,
                (Some(a), Some(b)) => share(aliases.agree(a, b)),
                _ => 0.0,
            },
            Self::Time => match (bounds(gold.time.as_ref()), bounds(predicted.time.as_ref())) {
                (None, None) => 1.0,
                (Some(a), Some(b)) => share(a.0 <= b.1 && b.0 <= a.1),
                _ => 0.0,
            },
            Self::Place => {
                share(self.word(gold).to_lowercase() == self.word(predicted).to_lowercase())
            }
            Self::Realis | Self::Mode | Self::Qualifier => {
                share(self.word(gold) == self.word(predicted))
            }
        }
    }

    fn actors(self, claim: &ScoredClaim) -> &[Named] {
        let actors = match self {
            Self::Actors => &claim.actors,
            Self::Recipients => &claim.recipients,
            Self::Mediators => &claim.mediators,
            Self::SaidBy => &claim.said_by,
            _ => &None,
        };
        actors.as_deref().unwrap_or_default()
    }

    fn word(self, claim: &ScoredClaim) -> &str {
        let word = match self {
            Self::Realis => &claim.realis,
            Self::Place => &claim.place,
            Self::Mode => &claim.mode,
            Self::Qualifier => &claim.qualifier,
            _ => &None,
        };
        word.as_deref().unwrap_or_default()
    }
}

impl ScoredClaim {
    fn issues_or_none(&self) -> &[String] {
        self.issues.as_deref().unwrap_or_default()
    }
}

/// Harmonic mean of the shares of each side that has its like on the other.
fn set_f1<T>(gold: &[T], predicted: &[T], same: impl Fn(&T, &T) -> bool) -> f64 {
    if gold.is_empty() && predicted.is_empty() {
        return 1.0;
    }
    if gold.is_empty() || predicted.is_empty() {
        return 0.0;
    }
    let in_gold = gold.iter().filter(|a| predicted.iter().any(|b| same(a, b))).count();
    let in_predicted = predicted.iter().filter(|b| gold.iter().any(|a| same(a, b))).count();
    let precision = ratio(in_predicted, predicted.len());
    let recall = ratio(in_gold, gold.len());
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

#[expect(clippy::cast_precision_loss, reason = "counts of claims are far below 2^52")]
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// First and last day as comparable strings: `2024-05` reaches from `2024-05-01` to `2024-05-99`.
fn bounds(time: Option<&Time>) -> Option<(String, String)> {
    let time = time?;
    let filled = |date: &Option<String>| date.clone().filter(|date| !date.is_empty());
    let start = filled(&time.start).or_else(|| filled(&time.end))?;
    let end = filled(&time.end).or_else(|| filled(&time.start))?;
    Some((widened(start, "0000-01-01"), widened(end, "9999-99-99")))
}

fn widened(date: String, to: &str) -> String {
    let missing: String = to.chars().skip(date.chars().count()).collect();
    date + &missing
}
