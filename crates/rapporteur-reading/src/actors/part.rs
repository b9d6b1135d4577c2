//! Which part a word plays in its sentence, by the dependency tree: subjects are spoken of again.

use rapporteur_language::types::Sentence;

use crate::syntax::Tree;

/// The part of a word in its clause, the least salient first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// There is no tree.
    #[default]
    Unknown,
    /// Inside another phrase, or no noun at all.
    Inside,
    /// "with Chad"
    Oblique,
    /// "met Chad"
    Object,
    /// The subject of a clause inside another.
    Subject,
    /// The subject of a main clause.
    Main,
}

/// Verbs whose subject speaks: the first person in a quotation beside them is theirs.
const SAYING: &[&str] = &[
    "say",
    "tell",
    "add",
    "state",
    "declare",
    "announce",
    "explain",
    "warn",
    "stress",
    "note",
    "insist",
    "write",
    "tweet",
    "reply",
    "answer",
    "ask",
    "claim",
    "argue",
    "reiterate",
    "emphasize",
    "affirm",
    "assert",
    "comment",
    "continue",
    "conclude",
    "remark",
    "post",
    "pledge",
    "vow",
    "admit",
    "observe",
    "point",
    "indicate",
    "complain",
    "acknowledge",
    "respond",
];

/// What the tree tells of one token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    pub part: Part,
    /// Whether it is the subject of a verb of saying.
    pub speaks: bool,
}

/// What the tree tells of each token of a sentence; nothing where there is no tree.
pub(crate) fn places(sentence: &Sentence) -> Vec<Place> {
    let tree = Tree::new(sentence);
    if !sentence.tokens.iter().any(|token| token.deprel == "root") {
        return vec![Place::default(); sentence.tokens.len()];
    }
    (0..sentence.tokens.len()).map(|word| place(&tree, word)).collect()
}

fn place(tree: &Tree<'_>, word: usize) -> Place {
    let mut at = word;
    // Coordinated, apposed and flat words stand where their head stands.
    for _ in 0..tree.tokens().len() {
        match tree.token(at).head {
            Some(head) if tree.relates(at, &["conj", "appos", "flat", "goeswith"]) => at = head,
            _ => break,
        }
    }
    let Some(head) = tree.token(at).head else {
        return Place { part: Part::Inside, speaks: false };
    };
    if tree.relates(at, &["nsubj"]) {
        let main = tree.relates(head, &["root", "parataxis"])
            || tree.relates(head, &["conj"])
                && tree.token(head).head.is_some_and(|first| tree.relates(first, &["root"]));
        let part = if main { Part::Main } else { Part::Subject };
        return Place { part, speaks: tree.is(head, SAYING) };
    }
    let part = match () {
        () if tree.relates(at, &["obj", "iobj"]) => Part::Object,
        () if tree.relates(at, &["obl"]) => Part::Oblique,
        () => Part::Inside,
    };
    Place { part, speaks: false }
}
