//! How sure a claim is: the weights and thresholds of `lexicon/confidence.toml`.

use std::collections::BTreeMap;

use rapporteur_model::EventType;
use serde::Deserialize;

use super::lexicon::LexiconError;

/// The file, as its own top explains it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Weights {
    pub(super) keep: f64,
    pub(super) thresholds: Thresholds,
    weights: Evidence,
    /// What is added for each type.
    types: BTreeMap<EventType, f64>,
    /// What is added for each frame, by identifier; nothing for those that are not listed.
    pub(super) frames: BTreeMap<String, f64>,
}

/// From which share on a candidate takes a role.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Thresholds {
    /// Everybody above the first; where there is nobody, the best above the second.
    pub(super) actor: [f32; 2],
    pub(super) recipient: [f32; 2],
    pub(super) mediator: [f32; 2],
    /// Nobody below this part of the best one's share.
    pub(super) beside_the_best: [f32; 2],
    /// For those whose happening it is, where nobody is named.
    pub(super) happening: f32,
    /// For somebody, a time or a place of the sentences before, where the own one leaves it open.
    pub(super) before: f32,
    pub(super) time: f32,
    pub(super) of_the_day: f32,
    pub(super) place: f32,
    pub(super) issue: f32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Evidence {
    bias: f64,
    #[serde(rename = "type")]
    kind: f64,
    tells: f64,
    frame_agrees: f64,
    frame_other: f64,
    frame_alone: f64,
    doer: f64,
    doer_by_frame: f64,
    nobody: f64,
    noun: f64,
    second: f64,
}

/// What speaks for and against a claim.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs<'a> {
    /// The type of the claim.
    pub(super) event_type: EventType,
    /// The frame that finds the same type at the word.
    pub(super) agreeing_frame: Option<&'a str>,
    /// How probable the network holds the type, where it sees an event at all.
    pub(super) kind: Option<f32>,
    /// How probable it holds any event.
    pub(super) tells: Option<f32>,
    /// What the lexicon finds at the word.
    pub(super) frame: FrameSays,
    /// How probable the most probable doer is.
    pub(super) doer: Option<f32>,
    /// Whether only the frame knows who does it.
    pub(super) doer_by_frame: bool,
    /// Whether nobody is known to do it.
    pub(super) nobody: bool,
    /// Whether a noun tells it.
    pub(super) noun: bool,
    /// Whether another type is likelier.
    pub(super) second: bool,
}

/// What the lexicon finds at a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameSays {
    /// The same type.
    Same,
    /// Another type.
    Other,
    /// Nothing.
    Nothing,
}

impl FrameSays {
    pub(super) fn of(frame: Option<EventType>, event_type: EventType) -> Self {
        match frame {
            Some(found) if found == event_type => Self::Same,
            Some(_) => Self::Other,
            None => Self::Nothing,
        }
    }
}

/// A share that the network does not give at all counts as this one.
const UNSEEN: f64 = 0.03;
/// Below this share of its type a frame stands alone.
const ALONE: f64 = 0.1;
/// The log odds of a doer whom the network does not name.
const NO_DOER: f64 = -3.0;

impl Weights {
    /// The weights that come with the program.
    ///
    /// # Errors
    /// Never for the file as committed; a test parses it.
    pub(super) fn built_in() -> Result<Self, LexiconError> {
        Ok(toml::from_str(include_str!("../../lexicon/confidence.toml"))?)
    }

    /// How probably a claim with these signs is one that an annotator would make.
    pub(super) fn confidence(&self, signs: &Signs<'_>) -> f64 {
        let w = &self.weights;
        let kind = signs.kind.map_or(UNSEEN, f64::from);
        let flag = |yes: bool, weight: f64| if yes { weight } else { 0.0 };
        let same = signs.frame == FrameSays::Same;
        let sum = w.bias
            + w.kind * log_odds(kind)
            + w.tells * log_odds(signs.tells.map_or(UNSEEN, f64::from))
            + flag(same, w.frame_agrees)
            + flag(signs.frame == FrameSays::Other, w.frame_other)
            + flag(same && kind < ALONE, w.frame_alone)
            + w.doer * signs.doer.map_or(NO_DOER, |share| log_odds(f64::from(share)))
            + flag(signs.doer_by_frame, w.doer_by_frame)
            + flag(signs.nobody, w.nobody)
            + flag(signs.noun, w.noun)
            + flag(signs.second, w.second)
            + self.types.get(&signs.event_type).copied().unwrap_or_default()
            + signs.agreeing_frame.and_then(|id| self.frames.get(id)).copied().unwrap_or_default();
        1.0 / (1.0 + (-sum).exp())
    }
}

fn log_odds(share: f64) -> f64 {
    let share = share.clamp(1e-4, 1.0 - 1e-4);
    (share / (1.0 - share)).ln()
}
