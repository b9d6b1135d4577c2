//! What a claim looks like to the scorer: the fields that it reads, all of them optional in a
//! prediction.

use serde::Deserialize;

/// A gold or predicted claim.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct ScoredClaim {
    /// `event` or `figure`.
    pub kind: Option<String>,
    /// The words that carry it.
    pub quote: Option<String>,
    /// First code point of the evidence.
    pub start: Option<usize>,
    /// One past its last code point.
    pub end: Option<usize>,
    /// Attribution chain, outermost first.
    pub said_by: Option<Vec<Named>>,
    /// Whether it is told as having happened.
    pub realis: Option<String>,
    /// When.
    pub time: Option<Time>,
    /// Where.
    pub place: Option<String>,
    /// PLOVER type of an event.
    #[serde(rename = "type")]
    pub event_type: Option<String>,
    /// PLOVER mode of an event.
    pub mode: Option<String>,
    /// Who does it.
    pub actors: Option<Vec<Named>>,
    /// To whom.
    pub recipients: Option<Vec<Named>>,
    /// Through whom.
    pub mediators: Option<Vec<Named>>,
    /// What it is about.
    pub issues: Option<Vec<String>>,
    /// What a figure counts.
    pub measure: Option<String>,
    /// How many.
    pub value: Option<Number>,
    /// How exact a figure claims to be.
    pub qualifier: Option<String>,
    /// How sure the reader is that the claim is right, from 0 to 1.
    pub confidence: Option<f64>,
}

/// An actor or a link of an attribution chain: an object, or a name alone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Named {
    /// The name.
    Name(String),
    /// The name with what belongs to it.
    Fields {
        /// An actor's name.
        #[serde(default)]
        name: Option<String>,
        /// The party that the actor or speaker acts for.
        #[serde(default, rename = "for")]
        party: Option<String>,
        /// A speaker's name.
        #[serde(default)]
        speaker: Option<String>,
        /// Further names that count as the same.
        #[serde(default)]
        aliases: Vec<String>,
    },
}

/// A span of time as ISO prefixes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Time {
    /// First day, month or year.
    pub start: Option<String>,
    /// Last day, month or year.
    pub end: Option<String>,
}

/// A figure's value, written as a number or as digits in a string.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Number {
    /// As a number.
    Plain(f64),
    /// As a string.
    Written(String),
}

impl Number {
    /// The number; `None` where the string holds none.
    #[must_use]
    pub fn get(&self) -> Option<f64> {
        match self {
            Self::Plain(value) => Some(*value),
            Self::Written(text) => text.trim().parse().ok(),
        }
    }
}

impl ScoredClaim {
    pub(super) fn is_event(&self) -> bool {
        self.kind.as_deref() == Some("event")
    }
}
