//! The weights of the features, as `entries/weights.toml` has them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::features::{FEATURES, Features};

/// How two claims are scored and when they are merged.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weights {
    /// Mean score of the pairs of two groups above which they are one entry.
    pub(crate) merge_above: f64,
    /// Score of a pair that is not compared, and the lowest that counts: one bad pair does not
    /// keep apart what many good ones join.
    pub(crate) floor: f64,
    event: BTreeMap<String, f64>,
    figure: BTreeMap<String, f64>,
}

/// A table of weights.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) bias: f64,
    /// In the order of [`FEATURES`].
    pub(crate) weights: [f64; FEATURES.len()],
}

static BUILT_IN: LazyLock<(Weights, Table, Table)> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "embedded in the program and read by every test")]
    let weights: Weights =
        toml::from_str(include_str!("../../entries/weights.toml")).expect("weights.toml is valid");
    let (event, figure) = (Table::new(&weights.event), Table::new(&weights.figure));
    (weights, event, figure)
});

impl Weights {
    /// The weights of the program.
    pub(crate) fn built_in() -> &'static Self {
        &BUILT_IN.0
    }
}

impl Table {
    fn new(named: &BTreeMap<String, f64>) -> Self {
        let weight = |name: &str| named.get(name).copied().unwrap_or_default();
        let mut weights = [0.0; FEATURES.len()];
        for (to, name) in weights.iter_mut().zip(FEATURES) {
            *to = weight(name);
        }
        Self { bias: weight("bias"), weights }
    }

    /// The weights for events, or for figures.
    pub(crate) fn of(figures: bool) -> &'static Self {
        if figures { &BUILT_IN.2 } else { &BUILT_IN.1 }
    }

    /// The most that some features can add to a score when none is more than 1.
    pub(crate) fn most(&self, features: &[usize]) -> f64 {
        features.iter().map(|&feature| self.weights[feature].max(0.0)).sum()
    }
}

/// The features that spoke most for a pair, the heaviest first, at most four.
pub(crate) fn reasons(features: &Features, figure: bool) -> Vec<String> {
    let weights = &Table::of(figure).weights;
    let mut spoke: Vec<(f64, &str)> = features
        .iter()
        .zip(weights)
        .zip(FEATURES)
        .map(|((value, weight), name)| (value * weight, *name))
        .filter(|(share, _)| *share > 0.0)
        .collect();
    spoke.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.cmp(other)));
    spoke.into_iter().take(4).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_names_a_feature() {
        let weights = Weights::built_in();
        for name in weights.event.keys().chain(weights.figure.keys()) {
            assert!(name == "bias" || FEATURES.contains(&name.as_str()), "{name}");
        }
        assert!(weights.floor < weights.merge_above);
    }
}
