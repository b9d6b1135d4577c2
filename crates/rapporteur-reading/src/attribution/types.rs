//! The plain types of an attribution.

use rapporteur_model::{Medium, Span};

/// One act of saying or thinking: who (source), by which word (cue), what (content).
///
/// Terms of PARC 3.0 and PolNeAR. All spans are byte ranges into the document's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The words that name the source; empty for an implicit source. Where the source is a relative
    /// pronoun, its antecedent comes first and the pronoun last.
    pub source: Vec<Span>,
    /// The words that attribute: verb group, noun or punctuation; empty where a quotation goes on
    /// without one.
    pub cue: Vec<Span>,
    /// What is attributed, in text order; several spans where the cue stands in its midst.
    pub content: Vec<Span>,
    /// To whom it is said ("told reporters").
    pub addressee: Option<Span>,
    /// Through what, where the words tell.
    pub medium: Option<Medium>,
    /// Whether the source is told to have said it.
    pub polarity: Polarity,
    /// How the source is named.
    pub source_kind: SourceKind,
    /// Direct, indirect or mixed.
    pub manner: Manner,
    /// Whether the cue reports, is itself the act, or tells a thought.
    pub cue_class: CueClass,
    /// Position of the attribution in whose content this one stands. Following it outwards gives the
    /// chain.
    pub within: Option<usize>,
    /// Identifier of the pattern and the cue that found it ("verb.before:say").
    pub rule: String,
}

impl Attribution {
    /// First byte of anything that belongs to it.
    #[must_use]
    pub fn start(&self) -> usize {
        self.spans().map(|span| span.start).min().unwrap_or_default()
    }

    /// All its spans: source, cue, content.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.source.iter().chain(&self.cue).chain(&self.content).copied()
    }

    /// How many bytes of a span the content covers.
    #[must_use]
    pub fn content_overlap(&self, span: Span) -> usize {
        self.content
            .iter()
            .map(|part| part.end.min(span.end).saturating_sub(part.start.max(span.start)))
            .sum()
    }
}

/// Whether the source is told to have said it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Polarity {
    /// It said so.
    #[default]
    Affirmed,
    /// It denied it.
    Denied,
    /// It did not say, declined or refused to say.
    DeclinedToSay,
    /// It did not or could not confirm it.
    NotConfirmed,
}

/// How a source is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceKind {
    /// By a name ("Foreign Minister Ana Ruiz").
    Named,
    /// By a pronoun ("she", "who").
    Pronoun,
    /// By a description that another part of the report resolves ("the movement").
    Descriptor,
    /// Kept unnamed ("an official who asked not to be named").
    Unnamed,
    /// Not at all ("it was announced that").
    #[default]
    Implicit,
}

/// How the words are rendered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// All of it in quotation marks.
    Direct,
    /// None of it in quotation marks.
    #[default]
    Indirect,
    /// Some of it in quotation marks.
    Mixed,
}

/// What the cue does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CueClass {
    /// Words that report words: said, told, according to. Their source is a speaker.
    #[default]
    Report,
    /// Words that are the act: accused, praised, rejected, insisted, pledged. Their source is the
    /// doer, and the annotation guide leaves `said_by` empty for what they do.
    Act,
    /// Words that tell a thought: believes, hopes, fears.
    Thought,
}
