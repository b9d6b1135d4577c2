//! The words and rules of figures, read from the files in `lexicon/`.

use std::sync::LazyLock;

use rapporteur_model::{Measure, Qualifier};
use serde::Deserialize;

use super::pattern::Pattern;

mod file;

static BUILT_IN: LazyLock<FigureLexicon> =
    LazyLock::new(|| FigureLexicon::parse(BUILT_IN_SOURCE).unwrap_or_default());

/// The files of `lexicon/` in one text.
pub(super) const BUILT_IN_SOURCE: &str = concat!(
    include_str!("lexicon/lists.toml"),
    include_str!("lexicon/units.toml"),
    include_str!("lexicon/bounds.toml"),
    include_str!("lexicon/skips.toml"),
    include_str!("lexicon/durations.toml"),
    include_str!("lexicon/cues.toml"),
);

/// What a person may change about how figures are read: bounds, cues, exclusions, units.
#[derive(Clone, Debug, Default)]
pub struct FigureLexicon {
    pub(super) bounds: Vec<Bound>,
    pub(super) skips: Vec<Context>,
    pub(super) durations: Vec<DurationRule>,
    pub(super) cues: Vec<Cue>,
    pub(super) units: Vec<TimeUnit>,
    pub(super) currencies: Vec<Currency>,
    pub(super) lists: Lists,
    pub(super) examples: Vec<RuleExample>,
}

/// Why a lexicon cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("figure lexicon: {0}")]
pub struct LexiconError(#[from] toml::de::Error);

impl FigureLexicon {
    /// The lexicon that comes with the program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads a lexicon: the files of `lexicon/` in one text.
    ///
    /// # Errors
    ///
    /// Where the text is no TOML or not of that layout.
    pub fn parse(source: &str) -> Result<Self, LexiconError> {
        let file: file::File = toml::from_str(source)?;
        Ok(Self::from(file))
    }

    /// The rules whose example sentence is not read as they say: `ID: EXAMPLE`, in file order.
    ///
    /// Empty for a sound lexicon; ask it after every change.
    #[must_use]
    pub fn unexplained_examples(&self) -> Vec<String> {
        self.examples
            .iter()
            .filter(|example| !super::example::is_explained(example, self))
            .map(|example| format!("{}: {}", example.id, example.sentence))
            .collect()
    }
}

/// An example sentence of a rule; square brackets mark the number that it is about.
#[derive(Clone, Debug)]
pub(super) struct RuleExample {
    pub(super) id: String,
    pub(super) sentence: String,
    pub(super) expected: Expected,
}

/// What an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    Measure(Measure),
    Qualifier(Qualifier),
    NoFigure,
}

/// "at least" and its like, before or after the number.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) qualifier: Qualifier,
    pub(super) before: Vec<Pattern>,
    pub(super) after: Vec<Pattern>,
}

/// Words right before and right after a number; an empty list sets no condition.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) id: String,
    pub(super) before: Vec<Pattern>,
    pub(super) after: Vec<Pattern>,
}

/// Whether a number of days or years in this context says how long something lasted.
#[derive(Clone, Debug)]
pub(super) struct DurationRule {
    pub(super) verdict: Verdict,
    pub(super) context: Context,
    /// Words anywhere before in the clause.
    pub(super) clause: Vec<Pattern>,
}

/// Figure or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Verdict {
    Figure,
    NoFigure,
}

/// Words that say what is counted.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub(super) id: String,
    pub(super) measure: Measure,
    pub(super) side: Side,
    pub(super) phrases: Vec<Pattern>,
    /// Added to the distance: the higher, the weaker the cue.
    pub(super) cost: f64,
    /// Farthest distance at which the cue still counts.
    pub(super) reach: f64,
}

/// Where a cue stands, seen from the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Side {
    /// Before the number, which is its object or complement, and its subject did it.
    Verb,
    /// Before the number, without a subject that did it.
    Before,
    /// After the number and its noun phrase.
    After,
    /// Right after, and not itself followed by an object ("12 wounded in the raid").
    Bare,
    /// In the noun phrase of the number.
    Noun,
}

/// A unit of time.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct TimeUnit {
    pub(super) words: Vec<String>,
    pub(super) days: f64,
}

/// A currency by its words or signs.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Currency {
    pub(super) unit: String,
    pub(super) signs: Vec<String>,
    pub(super) words: Vec<String>,
}

/// Flat word lists.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Lists {
    /// Words that end a noun phrase.
    pub(super) stops: Vec<String>,
    /// Participles that end a noun phrase once it has a noun.
    pub(super) participles: Vec<String>,
    /// Words between a number and its noun that belong to neither.
    pub(super) fillers: Vec<String>,
    /// Words that begin a new clause.
    pub(super) clause_openers: Vec<String>,
    /// Nouns for people.
    pub(super) people: Vec<String>,
    /// Names of months, also shortened.
    pub(super) months: Vec<String>,
    /// What lasts: nouns after "six-year-old" that are no person.
    pub(super) lasting: Vec<String>,
    /// Nouns whose count below `smallest_other` still is a figure.
    pub(super) countable: Vec<String>,
    /// Nouns for what is neither killed nor held nor freed.
    pub(super) things: Vec<String>,
    /// Nouns whose count is no claim ("the two sides").
    pub(super) uncounted: Vec<String>,
    /// The smallest number of anything else that is a figure of its own.
    pub(super) smallest_other: f64,
    /// Words after which "one" counts nothing.
    pub(super) before_pronoun_one: Vec<String>,
}
