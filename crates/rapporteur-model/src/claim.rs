//! One event or figure that one sentence of one document puts forward.

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::date::TimeSpan;
use crate::plover::{EventType, Issue, Measure, Medium, Mode, Qualifier, Realis};
use crate::span::Span;

/// One event or figure, with who says so and the exact words. Field names are the guide's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// `DOCUMENT-KEY.N`, N counted from 0 in text order.
    pub id: String,
    /// Key of the document.
    pub document: String,
    /// The words that carry the claim: bytes into the document's text.
    pub span: Span,
    /// The same words, as they stand in the text.
    pub quote: String,
    /// Who says it, outermost first, without the outlet. Empty: the outlet itself.
    pub said_by: Vec<Speaker>,
    /// Whether it is told as having happened.
    pub realis: Realis,
    /// When, as exact as told.
    pub time: Option<TimeSpan>,
    /// Where, as a gazetteer would list it.
    pub place: Option<String>,
    /// The event or the figure.
    #[serde(flatten)]
    pub content: Content,
    /// Identifier of the pattern or head that found it.
    pub found_by: String,
    /// How probably an annotator would make this claim, between 0 and 1; calibrated on reports that
    /// the reader was not trained on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

/// One link of an attribution chain (PARC's source, PolNeAR's source).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The speaker's name, fullest form.
    pub speaker: String,
    /// The party it speaks for.
    #[serde(rename = "for", default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// Through what.
    pub medium: Option<Medium>,
    /// Where the source is named: bytes into the document's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Span>,
    /// Where the cue stands ("said").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Span>,
}

/// What is claimed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Content {
    /// Who did what to whom.
    Event(Event),
    /// How many.
    Figure(Figure),
}

impl Content {
    /// The PLOVER type of an event, the measure of a figure.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Event(event) => event.event_type.name(),
            Self::Figure(figure) => figure.measure.name(),
        }
    }
}

/// Who did what to whom, coded in PLOVER, plus what PLOVER lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// PLOVER type.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// PLOVER mode, where one fits.
    pub mode: Option<Mode>,
    /// Who does it.
    pub actors: Vec<Actor>,
    /// To whom.
    pub recipients: Vec<Actor>,
    /// Third parties that carry, host or broker it.
    pub mediators: Vec<Actor>,
    /// What it is about.
    pub issues: Vec<Issue>,
    /// The proposal, agreement or plan it refers to.
    pub object: Option<String>,
}

/// A counted or measured claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What is counted.
    pub measure: Measure,
    /// Whom or what, in the text's words without the number.
    pub of: Option<String>,
    /// The party that did it or holds them, as the text says it.
    pub by: Option<String>,
    /// The number; for a range its lower end.
    #[serde(with = "plain_number")]
    pub value: f64,
    /// The upper end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "plain_number_option")]
    pub high: Option<f64>,
    /// How exact it claims to be.
    pub qualifier: Qualifier,
    /// `people`, `days`, `USD`, …
    pub unit: Option<String>,
}

impl Claim {
    /// The event, where the claim is one.
    #[must_use]
    pub const fn event(&self) -> Option<&Event> {
        match &self.content {
            Content::Event(event) => Some(event),
            Content::Figure(_) => None,
        }
    }

    /// The figure, where the claim is one.
    #[must_use]
    pub const fn figure(&self) -> Option<&Figure> {
        match &self.content {
            Content::Figure(figure) => Some(figure),
            Content::Event(_) => None,
        }
    }

    /// The innermost speaker: the one whose claim it is. `None` for the outlet itself.
    #[must_use]
    pub fn innermost_speaker(&self) -> Option<&Speaker> {
        self.said_by.last()
    }
}

/// Whole numbers are written without a decimal point: `105`, not `105.0`.
mod plain_number {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &f64, to: S) -> Result<S::Ok, S::Error> {
        /// Above this, not every whole number has a double of its own.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if value.fract() == 0.0 && value.abs() < EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "whole and within range")]
            to.serialize_i64(*value as i64)
        } else {
            to.serialize_f64(*value)
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
        f64::deserialize(from)
    }
}

/// The same for an optional number.
mod plain_number_option {
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::ref_option, reason = "the shape that serde's `with` asks for")]
    pub(super) fn serialize<S: Serializer>(value: &Option<f64>, to: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => super::plain_number::serialize(value, to),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
        Option::deserialize(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_flat_and_reads_back() {
        let claim = Claim {
            id: "k.0".into(),
            document: "k".into(),
            span: Span::new(0, 3),
            quote: "105".into(),
            said_by: Vec::new(),
            realis: Realis::Actual,
            time: None,
            place: None,
            content: Content::Figure(Figure {
                measure: Measure::Released,
                of: Some("captives".into()),
                by: None,
                value: 105.0,
                high: None,
                qualifier: Qualifier::Exact,
                unit: Some("people".into()),
            }),
            found_by: "figure".into(),
            confidence: None,
        };
        let json = serde_json::to_string(&claim).expect("plain data");
        assert!(json.contains(r#""kind":"figure","measure":"released""#), "{json}");
        assert!(json.contains(r#""value":105,"#), "{json}");
        assert_eq!(serde_json::from_str::<Claim>(&json).expect("reads back"), claim);
    }
}
