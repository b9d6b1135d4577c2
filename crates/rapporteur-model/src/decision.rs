//! What a person decides about what the machine found: a log that only grows.

use serde::{Deserialize, Serialize};

use crate::claim::Claim;
use crate::span::Span;

/// One line of the decision log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its place in the log, counted from 1.
    pub number: u64,
    /// When it was made (RFC 3339, UTC).
    pub at: String,
    /// Who made it.
    pub by: String,
    /// Why, in the person's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What was decided.
    #[serde(flatten)]
    pub act: Act,
}

/// What a person can decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Act {
    /// A verdict on claims.
    Judge {
        /// The claims.
        claims: Vec<Anchor>,
        /// The verdict.
        verdict: Verdict,
    },
    /// Another value for a slot of a claim.
    Edit {
        /// The claim.
        claim: Anchor,
        /// The slot.
        slot: EditedSlot,
        /// What it should say, as a person writes it; empty for nothing. Lists are joined by `; `.
        value: String,
    },
    /// Claims that tell the same happening, with all that the machine grouped with them.
    Merge {
        /// One claim or more of each entry.
        claims: Vec<Anchor>,
    },
    /// Claims that tell another happening than the rest of their entry.
    Split {
        /// The claims that leave it, and stay together.
        claims: Vec<Anchor>,
    },
    /// Names of one actor.
    MergeActors {
        /// The names, as the machine has them.
        names: Vec<String>,
        /// The name that stands for all of them.
        into: String,
    },
    /// Takes another decision back.
    Undo {
        /// Its number.
        number: u64,
    },
}

/// A moment as records write it (RFC 3339, UTC), to the second.
#[must_use]
pub fn moment(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Which claim is meant. Holds after the report is read again: it names the document by its
/// contents, the words by their place, and what the claim is by its type or measure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// Key of the document: a hash of its identifier and text.
    pub document: String,
    /// The claim's words: bytes into the text.
    pub span: Span,
    /// The event's type or the figure's measure.
    pub what: String,
}

impl Anchor {
    /// The anchor of a claim.
    #[must_use]
    pub fn of(claim: &Claim) -> Self {
        let what = claim.content.code().to_owned();
        Self { document: claim.document.clone(), span: claim.span, what }
    }
}

/// What a person thinks of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The report does say so.
    Accepted,
    /// The report says no such thing: views leave the claim out.
    Rejected,
    /// A person has looked and cannot tell.
    Unsure,
    /// No verdict, whatever was said before.
    Open,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: &'static [Self] = &[Self::Accepted, Self::Rejected, Self::Unsure, Self::Open];

    /// The name as the JSON spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Unsure => "unsure",
            Self::Open => "open",
        }
    }

    /// The verdict of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|verdict| verdict.name() == name)
    }
}

/// A slot that a person can correct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EditedSlot {
    /// The PLOVER type of an event; its mode goes where the new type has none such.
    Type,
    /// The PLOVER mode of an event.
    Mode,
    /// Who does it: names, `Name (party)` for one that acts for a party.
    Actors,
    /// To whom.
    Recipients,
    /// Through whom.
    Mediators,
    /// What it is about: names of the guide's issues.
    Issues,
    /// The proposal or agreement that it refers to.
    Object,
    /// How it is told.
    Realis,
    /// When: a date prefix, or two with `/` between.
    Time,
    /// Where.
    Place,
    /// The innermost speaker; empty for the outlet itself.
    Speaker,
    /// The measure of a figure.
    Measure,
    /// The number; a range with ` to ` between.
    Value,
    /// How exact a figure claims to be.
    Qualifier,
    /// Whom or what it counts.
    Of,
    /// Who did it or holds them.
    By,
}

impl EditedSlot {
    /// Slots of an event, in the order of a form.
    pub const OF_EVENT: &'static [Self] = &[
        Self::Type,
        Self::Mode,
        Self::Actors,
        Self::Recipients,
        Self::Mediators,
        Self::Issues,
        Self::Object,
        Self::Realis,
        Self::Time,
        Self::Place,
        Self::Speaker,
    ];

    /// Slots of a figure, in the order of a form.
    pub const OF_FIGURE: &'static [Self] = &[
        Self::Measure,
        Self::Value,
        Self::Qualifier,
        Self::Of,
        Self::By,
        Self::Realis,
        Self::Time,
        Self::Place,
        Self::Speaker,
    ];

    /// The name as the JSON spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Mode => "mode",
            Self::Actors => "actors",
            Self::Recipients => "recipients",
            Self::Mediators => "mediators",
            Self::Issues => "issues",
            Self::Object => "object",
            Self::Realis => "realis",
            Self::Time => "time",
            Self::Place => "place",
            Self::Speaker => "speaker",
            Self::Measure => "measure",
            Self::Value => "value",
            Self::Qualifier => "qualifier",
            Self::Of => "of",
            Self::By => "by",
        }
    }

    /// The slot of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::OF_EVENT.iter().chain(Self::OF_FIGURE).copied().find(|slot| slot.name() == name)
    }
}

/// Where a claim stands with people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The latest verdict; [`Verdict::Open`] where nobody gave one.
    pub verdict: Verdict,
    /// Who decided last.
    pub by: String,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Corrected slots with what the machine had put there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<SlotEdit>,
}

/// A slot that a person corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotEdit {
    /// The slot.
    pub slot: EditedSlot,
    /// What the machine found, as a person would write it.
    pub was: String,
    /// What it says now.
    pub is: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_log_reads_back() {
        let decision = Decision {
            number: 7,
            at: "2026-11-29T12:00:00Z".to_owned(),
            by: "ana".to_owned(),
            why: None,
            act: Act::Judge {
                claims: vec![Anchor {
                    document: "k".to_owned(),
                    span: Span::new(3, 9),
                    what: "AGREE".to_owned(),
                }],
                verdict: Verdict::Rejected,
            },
        };
        let json = serde_json::to_string(&decision).expect("plain data");
        assert!(json.contains(r#""act":"judge""#), "{json}");
        assert_eq!(serde_json::from_str::<Decision>(&json).expect("reads back"), decision);
    }

    #[test]
    fn slots_are_known_by_name() {
        for slot in EditedSlot::OF_EVENT.iter().chain(EditedSlot::OF_FIGURE) {
            assert_eq!(EditedSlot::from_name(slot.name()), Some(*slot));
        }
    }
}
