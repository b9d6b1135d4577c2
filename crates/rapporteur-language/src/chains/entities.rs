//! Which entity a new mention is of.

use super::entity::Entity;
use super::lexicon::{Lexicon, PronounClass, pronoun};
use super::mentions::Found;
use super::{Chain, Mention, MentionKind};
use crate::types::{Analysis, NameType, Sentence, Upos};

/// How many sentences back a general word for a body looks. Calibrated on GUM (train).
const BODY_REACH: usize = 3;

/// All entities of a document so far.
pub(super) struct Entities {
    entities: Vec<Entity>,
    lexicon: &'static Lexicon,
}

impl Entities {
    pub(super) fn new() -> Self {
        Self { entities: Vec::new(), lexicon: Lexicon::builtin() }
    }

    pub(super) fn add(&mut self, text: &str, analysis: &Analysis, found: Found) {
        let sentence = &analysis.sentences[found.mention.sentence];
        match (found.mention.kind, found.name) {
            (MentionKind::Name, Some(kind)) => self.add_name(text, sentence, found.mention, kind),
            (MentionKind::Pronoun, _) => self.add_pronoun(text, analysis, found.mention),
            _ => self.add_descriptor(sentence, found.mention),
        }
    }

    pub(super) fn into_chains(self) -> Vec<Chain> {
        let mut chains: Vec<Chain> = self.entities.into_iter().map(Entity::into_chain).collect();
        chains.sort_by_key(|chain| chain.mentions[0].span.start);
        chains
    }

    fn add_name(&mut self, text: &str, sentence: &Sentence, mention: Mention, kind: NameType) {
        let words = name_words(text, sentence, &mention);
        let index = self.latest(|entity| entity.is_called(&words, kind)).unwrap_or_else(|| {
            self.entities.push(Entity::default());
            self.entities.len() - 1
        });
        let entity = &mut self.entities[index];
        for noun in nouns_beside(sentence, &mention) {
            entity.modifiers.extend(modifiers(sentence, noun));
            let lemma = sentence.tokens[noun].lemma.to_lowercase();
            entity.gender = entity.gender.or(self.lexicon.gender(&lemma));
            entity.descriptors.insert(lemma);
        }
        entity.gender = entity.gender.or(words.iter().find_map(|word| self.lexicon.gender(word)));
        entity.kinds.push(kind);
        if !entity.names.contains(&words) {
            entity.names.push(words);
        }
        entity.mentions.push(mention);
    }

    fn add_descriptor(&mut self, sentence: &Sentence, mention: Mention) {
        let token = &sentence.tokens[mention.head];
        if token.feats.contains("Number=Plur") || owns_name(sentence, &mention) {
            return;
        }
        let lemma = token.lemma.to_lowercase();
        let modifiers = modifiers(sentence, mention.head);
        let described = self.latest(|entity| entity.is_described(&lemma, &modifiers));
        let index = described.or_else(|| {
            let reach = mention.sentence.saturating_sub(BODY_REACH);
            let index = self.latest(|entity| entity.kind() == NameType::Organization)?;
            let near = self.entities[index].last_sentence() >= reach;
            (near && modifiers.is_empty() && self.lexicon.is_body(&lemma)).then_some(index)
        });
        if let Some(index) = index {
            self.entities[index].mentions.push(mention);
        }
    }

    fn add_pronoun(&mut self, text: &str, analysis: &Analysis, mention: Mention) {
        let form =
            analysis.sentences[mention.sentence].tokens[mention.head].span.of(text).to_lowercase();
        let Some(class) = pronoun(&form) else { return };
        let best = (0..self.entities.len())
            .filter(|&index| self.entities[index].fits(class))
            .filter_map(|index| {
                let rank = self.entities[index].rank(analysis, &mention, class)?;
                Some((rank, index))
            })
            .max();
        if let Some((_, index)) = best {
            let entity = &mut self.entities[index];
            if let PronounClass::Person(gender) = class {
                entity.gender = Some(gender);
            }
            entity.mentions.push(mention);
        }
    }

    /// The entity mentioned last of those that pass a test.
    fn latest(&self, test: impl Fn(&Entity) -> bool) -> Option<usize> {
        (0..self.entities.len())
            .filter(|&index| test(&self.entities[index]))
            .max_by_key(|&index| self.entities[index].mentions.last().map(|m| m.span.start))
    }
}

/// Lower-case words of a name without its article and possessive.
fn name_words(text: &str, sentence: &Sentence, mention: &Mention) -> Vec<String> {
    sentence.tokens[mention.tokens.clone()]
        .iter()
        .map(|token| token.span.of(text).to_lowercase())
        .filter(|word| !matches!(word.as_str(), "the" | "'s" | "’s" | "'" | "’"))
        .collect()
}

/// The nouns that describe what a name names: "minister" of "Minister Diaz", "leader" of "Diaz, the
/// leader" and of "the leader, Diaz".
fn nouns_beside(sentence: &Sentence, mention: &Mention) -> Vec<usize> {
    let tokens = &sentence.tokens;
    let below = (0..tokens.len()).filter(|&position| {
        let token = &tokens[position];
        token.head == Some(mention.head)
            && matches!(token.deprel.as_str(), "appos" | "nmod:desc" | "compound" | "flat")
            && (token.upos == Upos::Noun || token.deprel == "nmod:desc")
    });
    let head = &tokens[mention.head];
    let above = head.head.filter(|&above| {
        head.deprel == "appos" && tokens.get(above).is_some_and(|token| token.upos == Upos::Noun)
    });
    below.chain(above).collect()
}

/// Lemmas of what modifies a noun.
fn modifiers(sentence: &Sentence, noun: usize) -> Vec<String> {
    let tokens = sentence.tokens.iter();
    tokens
        .filter(|token| token.head == Some(noun))
        .filter(|token| {
            matches!(token.deprel.as_str(), "amod" | "compound" | "nummod" | "nmod" | "nmod:poss")
        })
        .map(|token| token.lemma.to_lowercase())
        .collect()
}

/// Whether a name hangs on a descriptor, so that it tells what the descriptor belongs to.
fn owns_name(sentence: &Sentence, mention: &Mention) -> bool {
    sentence
        .tokens
        .iter()
        .any(|token| token.head == Some(mention.head) && token.upos == Upos::Propn)
}
