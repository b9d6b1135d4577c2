//! Walking a dependency tree (Universal Dependencies).

use rapporteur_language::{Sentence, Span, Token, Upos};

/// A sentence with the dependents of each word at hand.
pub struct Tree<'a> {
    /// The sentence.
    pub sentence: &'a Sentence,
    children: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    /// Prepares a sentence. Heads that lie outside it count as roots.
    #[must_use]
    pub fn new(sentence: &'a Sentence) -> Self {
        let mut children = vec![Vec::new(); sentence.tokens.len()];
        for (index, token) in sentence.tokens.iter().enumerate() {
            if let Some(dependents) = token.head.and_then(|head| children.get_mut(head)) {
                dependents.push(index);
            }
        }
        Self { sentence, children }
    }

    /// The words.
    #[must_use]
    pub fn tokens(&self) -> &'a [Token] {
        &self.sentence.tokens
    }

    /// A word.
    #[must_use]
    pub fn token(&self, index: usize) -> &'a Token {
        &self.sentence.tokens[index]
    }

    /// Whether a word's lemma is one of these.
    #[must_use]
    pub fn is(&self, index: usize, lemmas: &[&str]) -> bool {
        lemmas.contains(&self.token(index).lemma.as_str())
    }

    /// The words that depend directly on a word, in text order.
    #[must_use]
    pub fn children(&self, index: usize) -> &[usize] {
        &self.children[index]
    }

    /// The direct dependents in one of these relations, given without subtype (`obl` finds
    /// `obl:tmod`) or with it (`nsubj:pass`).
    pub fn dependents<'t>(
        &'t self,
        index: usize,
        relations: &'t [&'t str],
    ) -> impl Iterator<Item = usize> + 't {
        self.children(index).iter().copied().filter(move |&child| self.relates(child, relations))
    }

    /// Whether a word stands in one of these relations to its head.
    #[must_use]
    pub fn relates(&self, index: usize, relations: &[&str]) -> bool {
        let relation = self.token(index).deprel.as_str();
        relations.contains(&relation)
            || relation.split_once(':').is_some_and(|(general, _)| relations.contains(&general))
    }

    /// The word of a span that stands highest in the tree.
    #[must_use]
    pub fn head_of(&self, span: Span) -> Option<usize> {
        let inside = |&word: &usize| self.token(word).span.overlaps(span);
        (0..self.tokens().len()).filter(inside).min_by_key(|&word| self.ancestors(word).len())
    }

    /// A word and its coordinated words ("Egypt, Qatar and Norway").
    #[must_use]
    pub fn coordinated(&self, index: usize) -> Vec<usize> {
        let mut words = vec![index];
        words.extend(self.dependents(index, &["conj"]));
        words
    }

    /// The lemma of the preposition that introduces a word, without multi-word parts.
    pub fn prepositions<'t>(&'t self, index: usize) -> impl Iterator<Item = &'t str> + 't {
        self.dependents(index, &["case", "mark"]).map(|child| self.token(child).lemma.as_str())
    }

    /// Whether one of these prepositions introduces a word.
    #[must_use]
    pub fn introduced_by(&self, index: usize, prepositions: &[impl AsRef<str>]) -> bool {
        self.prepositions(index).any(|found| prepositions.iter().any(|one| one.as_ref() == found))
    }

    /// The words on the way from a word to the root, nearest first, without the word itself.
    #[must_use]
    pub fn ancestors(&self, index: usize) -> Vec<usize> {
        let mut way = Vec::new();
        let mut at = index;
        while let Some(head) = self.token(at).head.filter(|&head| head < self.tokens().len()) {
            if way.contains(&head) || head == index {
                break;
            }
            way.push(head);
            at = head;
        }
        way
    }

    /// A word and everything below it, in text order.
    #[must_use]
    pub fn subtree(&self, index: usize) -> Vec<usize> {
        self.subtree_without(index, &[])
    }

    /// A word and everything below it, not going into dependents of these relations.
    #[must_use]
    pub fn subtree_without(&self, index: usize, relations: &[&str]) -> Vec<usize> {
        let mut seen = vec![false; self.tokens().len()];
        let mut open = vec![index];
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                open.extend(
                    self.children(at).iter().filter(|&&child| !self.relates(child, relations)),
                );
            }
        }
        seen.iter().enumerate().filter(|(_, inside)| **inside).map(|(index, _)| index).collect()
    }

    /// The words from the first to the last of some positions.
    #[must_use]
    pub fn span_of(&self, positions: &[usize]) -> Option<Span> {
        positions.iter().map(|&index| self.token(index).span).reduce(Span::cover)
    }

    /// Whether a word has a feature ("VerbForm=Part").
    #[must_use]
    pub fn has_feature(&self, index: usize, feature: &str) -> bool {
        self.token(index).feats.split('|').any(|one| one == feature)
    }

    /// Whether a word is a verb in the passive.
    #[must_use]
    pub fn is_passive(&self, index: usize) -> bool {
        self.children(index)
            .iter()
            .any(|&child| matches!(self.token(child).deprel.as_str(), "nsubj:pass" | "aux:pass"))
    }

    /// Whether a word is an infinitive with "to".
    #[must_use]
    pub fn is_to_infinitive(&self, index: usize) -> bool {
        self.token(index).upos == Upos::Verb
            && self.dependents(index, &["mark"]).any(|mark| self.is(mark, &["to"]))
    }
}
