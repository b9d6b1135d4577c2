//! The cue lexicon: verbs, phrases and nouns that attribute, from TOML.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use rapporteur_model::Medium;
use serde::Deserialize;

use super::types::CueClass;
use crate::inflect::{Doubling, Form, forms};

/// The lexicon that ships with the program.
const BUILT_IN: &str = include_str!("cues.toml");

/// A cue lexicon that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file is no TOML of the documented shape.
    #[error("the cue lexicon cannot be read: {0}")]
    Shape(#[from] toml::de::Error),
    /// An entry has no example.
    #[error("cue `{0}` has no example")]
    NoExample(String),
}

/// What attributes words and thoughts to a source.
#[derive(Clone, Debug)]
pub struct CueLexicon {
    pub(crate) verbs: Vec<VerbCue>,
    pub(crate) phrases: Vec<PhraseCue>,
    pub(crate) nouns: Vec<NounCue>,
    pub(crate) media: Vec<(String, Medium)>,
    pub(crate) light_verbs: LightVerbs,
    verb_forms: HashMap<String, (usize, Form)>,
    noun_forms: HashMap<String, usize>,
}

/// One verb.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerbCue {
    #[serde(skip)]
    pub(crate) lemma: String,
    pub(crate) kind: CueKind,
    #[serde(default)]
    pub(crate) class: CueClass,
    pub(crate) takes: Vec<String>,
    #[serde(default)]
    pub(crate) noun: bool,
    pub(crate) medium: Option<Medium>,
    past: Option<String>,
    participle: Option<String>,
    #[serde(default)]
    doubles: bool,
    pub(crate) particle: Option<String>,
    pub(crate) example: String,
    /// Whether the cue is an adjective after be, feel or seem.
    #[serde(skip)]
    pub(crate) adjective: bool,
}

impl VerbCue {
    /// Whether the verb can be followed by a clause at all.
    pub(crate) fn takes_clause(&self) -> bool {
        self.takes("clause") || self.takes("that")
    }

    /// Whether the verb can be followed by this kind of complement or preposition.
    pub(crate) fn takes(&self, complement: &str) -> bool {
        self.takes.iter().any(|one| one == complement)
    }
}

/// What kind of saying or thinking a cue tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum CueKind {
    Say,
    Write,
    Claim,
    Deny,
    Tell,
    Ask,
    Announce,
    Confirm,
    Think,
    Want,
    Show,
    Judge,
    Promise,
    Demand,
    Seem,
}

/// A prepositional cue whose source follows.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PhraseCue {
    pub(crate) words: String,
    /// Whether the source must be a name.
    #[serde(default)]
    pub(crate) name: bool,
    pub(crate) medium: Option<Medium>,
    pub(crate) example: String,
}

/// A noun that holds what was said.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NounCue {
    #[serde(skip)]
    pub(crate) lemma: String,
    pub(crate) kind: CueKind,
    #[serde(default)]
    pub(crate) class: CueClass,
    pub(crate) before: Vec<String>,
    pub(crate) example: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verbs: BTreeMap<String, VerbCue>,
    adjectives: BTreeMap<String, VerbCue>,
    light_verbs: LightVerbs,
    phrases: Vec<PhraseCue>,
    nouns: BTreeMap<String, NounCue>,
    media: BTreeMap<String, Vec<String>>,
}

/// Verbs that lend themselves to a noun of saying.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LightVerbs {
    forms: Vec<String>,
    pub(crate) example: String,
}

impl CueLexicon {
    /// The lexicon that ships with the program, parsed once.
    ///
    /// # Panics
    ///
    /// Never: a test parses it.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static LEXICON: LazyLock<CueLexicon> =
            LazyLock::new(|| CueLexicon::parse(BUILT_IN).expect("the built-in lexicon is tested"));
        &LEXICON
    }

    /// Reads a lexicon from TOML in the shape of `cues.toml`.
    ///
    /// # Errors
    ///
    /// When it is no TOML of that shape, or an entry lacks an example.
    pub fn parse(toml: &str) -> Result<Self, LexiconError> {
        let file: File = toml::from_str(toml)?;
        let adjectives = file.adjectives.into_iter().map(|(lemma, cue)| VerbCue {
            lemma,
            adjective: true,
            ..cue
        });
        let verbs: Vec<VerbCue> = file
            .verbs
            .into_iter()
            .map(|(lemma, verb)| VerbCue { lemma, ..verb })
            .chain(adjectives)
            .collect();
        let nouns: Vec<NounCue> =
            file.nouns.into_iter().map(|(lemma, noun)| NounCue { lemma, ..noun }).collect();
        let missing = verbs
            .iter()
            .map(|verb| (&verb.lemma, &verb.example))
            .chain(nouns.iter().map(|noun| (&noun.lemma, &noun.example)))
            .chain(file.phrases.iter().map(|phrase| (&phrase.words, &phrase.example)))
            .chain(file.light_verbs.forms.first().map(|form| (form, &file.light_verbs.example)))
            .find(|(_, example)| example.is_empty());
        if let Some((name, _)) = missing {
            return Err(LexiconError::NoExample(name.clone()));
        }
        let media = file
            .media
            .iter()
            .filter_map(|(medium, words)| Some((Medium::from_name(medium)?, words)))
            .flat_map(|(medium, words)| words.iter().map(move |word| (word.clone(), medium)))
            .collect();
        Ok(Self {
            verb_forms: verb_forms(&verbs),
            noun_forms: noun_forms(&nouns),
            verbs,
            phrases: file.phrases,
            nouns,
            media,
            light_verbs: file.light_verbs,
        })
    }

    /// The verb and the form that a lower-case word may be.
    pub(crate) fn verb(&self, word: &str) -> Option<(&VerbCue, Form)> {
        let (index, form) = *self.verb_forms.get(word)?;
        Some((self.verbs.get(index)?, form))
    }

    /// Whether a lower-case word is a form of a verb that lends itself to a noun of saying.
    pub(crate) fn is_light_verb(&self, word: &str) -> bool {
        self.light_verbs.forms.iter().any(|form| form == word)
    }

    /// The adjective that a lower-case word may be.
    pub(crate) fn adjective(&self, word: &str) -> Option<&VerbCue> {
        self.verbs.iter().find(|cue| cue.adjective && cue.lemma == word)
    }

    /// The noun that a lower-case word may be.
    pub(crate) fn noun(&self, word: &str) -> Option<&NounCue> {
        self.nouns.get(*self.noun_forms.get(word)?)
    }
}

fn verb_forms(verbs: &[VerbCue]) -> HashMap<String, (usize, Form)> {
    let mut map = HashMap::new();
    for (index, verb) in verbs.iter().enumerate() {
        if verb.adjective {
            continue;
        }
        let doubling = if verb.doubles { Doubling::Doubled } else { Doubling::Plain };
        let all = forms(&verb.lemma, verb.past.as_deref(), verb.participle.as_deref(), doubling);
        for (word, form) in all {
            map.entry(word).or_insert((index, form));
        }
    }
    map
}

fn noun_forms(nouns: &[NounCue]) -> HashMap<String, usize> {
    let mut map = HashMap::new();
    for (index, noun) in nouns.iter().enumerate() {
        map.insert(noun.lemma.clone(), index);
        map.insert(format!("{}s", noun.lemma), index);
    }
    map
}

#[cfg(test)]
mod tests {
    use rapporteur_language::Span;
    use rapporteur_language::segment::segment;

    use super::*;
    use crate::attribution::attributions;

    /// The rules that fire on a sentence.
    fn rules(sentence: &str) -> Vec<String> {
        let sentences = segment(sentence, &[Span::new(0, sentence.len())]);
        attributions(sentence, &sentences, CueLexicon::built_in())
            .into_iter()
            .map(|attribution| attribution.rule)
            .collect()
    }

    /// What is wrong where a cue is not found in its example.
    fn checked(name: &str, example: &str) -> Option<String> {
        let rules = rules(example);
        let found = rules.iter().any(|rule| rule.split(':').nth(1) == Some(name));
        (!found).then(|| format!("`{name}` is no cue in its example: {example} ({rules:?})"))
    }

    #[test]
    fn the_built_in_lexicon_parses() {
        let lexicon = CueLexicon::parse(BUILT_IN).expect("shape");
        assert!(lexicon.verbs.len() > 100);
        assert_eq!(lexicon.verb("said").map(|(verb, _)| verb.lemma.as_str()), Some("say"));
        assert_eq!(lexicon.verb("denies").map(|(_, form)| form), Some(Form::Third));
    }

    #[test]
    fn every_verb_and_adjective_is_the_cue_of_its_example() {
        let verbs = &CueLexicon::built_in().verbs;
        let wrong: Vec<String> =
            verbs.iter().filter_map(|verb| checked(&verb.lemma, &verb.example)).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn every_noun_and_phrase_is_the_cue_of_its_example() {
        let lexicon = CueLexicon::built_in();
        let nouns = lexicon.nouns.iter().map(|noun| (&noun.lemma, &noun.example));
        let phrases = lexicon.phrases.iter().map(|phrase| (&phrase.words, &phrase.example));
        let mut wrong: Vec<String> =
            nouns.chain(phrases).filter_map(|(name, example)| checked(name, example)).collect();
        wrong.extend(checked("announcement", &lexicon.light_verbs.example));
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn every_medium_is_one_of_the_guide() {
        let lexicon = CueLexicon::built_in();
        let file: File = toml::from_str(BUILT_IN).expect("shape");
        assert_eq!(lexicon.media.len(), file.media.values().map(Vec::len).sum::<usize>());
    }

    #[test]
    fn an_entry_without_an_example_is_refused() {
        let with_hole = BUILT_IN.replacen(
            "example = \"The minister said that the border was open.\"",
            "example = \"\"",
            1,
        );
        let error = CueLexicon::parse(&with_hole).expect_err("an example is missing");
        assert_eq!(error.to_string(), "cue `say` has no example");
    }
}
