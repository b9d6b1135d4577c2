//! How the tree leads from a trigger to a word that may take a role.
//!
//! Mirrors `path` in `train/events/material.py`; change both together.

use rapporteur_language::Upos;

use crate::syntax::Tree;

/// Longer paths tell nothing.
const MOST_STEPS: usize = 3;

/// The path as words: `^xcomp nsubj`, `obl:in`, `same`, `far`.
///
/// Steps up carry `^` and the relation that is left, steps down the relation that is entered.
/// Coordination of names on the way down does not count ("Tarn and Norway"), that of verbs does; a
/// verb that has its own subject says so on the way up (`^conj:own`). The last step down carries the
/// preposition.
pub(super) fn path(text: &str, tree: &Tree<'_>, trigger: usize, word: usize) -> String {
    let far = || "far".to_owned();
    let up = chain(tree, trigger);
    let down = chain(tree, word);
    let Some(rise) = up.iter().position(|at| down.contains(at)) else { return far() };
    let meet = down.iter().position(|at| *at == up[rise]).unwrap_or_default();
    let relation = |at: usize| tree.token(at).deprel.as_str();
    let rising = |&at: &usize| match relation(at) {
        "conj" if has_subject(tree, at) => "^conj:own".to_owned(),
        relation => format!("^{relation}"),
    };
    let mut steps: Vec<String> = up[..rise].iter().map(rising).collect();
    let counts = |at: &usize| {
        relation(*at) != "conj" || matches!(tree.token(*at).upos, Upos::Verb | Upos::Aux)
    };
    let below: Vec<usize> = down[..meet].iter().rev().copied().filter(counts).collect();
    steps.extend(below.iter().map(|&at| relation(at).to_owned()));
    let general = relation(word).split(':').next().unwrap_or_default();
    if below.last() == Some(&word) && matches!(general, "obl" | "nmod") {
        let exactly = |&child: &usize| relation(child) == "case";
        let case = tree.children(word).iter().copied().find(exactly);
        if let (Some(case), Some(last)) = (case, steps.last_mut()) {
            *last = format!("{general}:{}", tree.token(case).span.of(text).to_lowercase());
        }
    }
    match steps.len() {
        0 => "same".to_owned(),
        1..=MOST_STEPS => steps.join(" "),
        _ => far(),
    }
}

fn has_subject(tree: &Tree<'_>, word: usize) -> bool {
    let subject = |&child: &usize| {
        let relation = tree.token(child).deprel.as_str();
        relation.starts_with("nsubj") || relation.starts_with("csubj")
    };
    tree.children(word).iter().any(subject)
}

/// A word and the words above it.
fn chain(tree: &Tree<'_>, word: usize) -> Vec<usize> {
    let mut chain = vec![word];
    let mut at = word;
    while let Some(head) = tree.token(at).head.filter(|head| !chain.contains(head)) {
        chain.push(head);
        at = head;
    }
    chain
}

#[cfg(test)]
mod tests {
    use rapporteur_language::{Reader, Span};

    use super::{Tree, path};

    #[test]
    fn names_joined_are_one_step_and_clauses_joined_are_two() {
        let text = "The League agreed to the plan, but Norway and Tarn rejected it.";
        let analysis = Reader::new()
            .and_then(|reader| reader.analyse(text, &[Span::new(0, text.len())]))
            .expect("the built-in weights run");
        let tree = Tree::new(&analysis.sentences[0]);
        let at = |word: &str| {
            let spans = analysis.sentences[0].tokens.iter().map(|token| token.span.of(text));
            spans.into_iter().position(|span| span == word).expect("the word is there")
        };
        let of = |trigger: &str, word: &str| path(text, &tree, at(trigger), at(word));
        assert_eq!(of("agreed", "League"), "nsubj");
        assert_eq!(of("rejected", "Norway"), "nsubj");
        assert_eq!(of("rejected", "Tarn"), "nsubj");
        assert_eq!(of("agreed", "Norway"), "conj nsubj");
        assert_eq!(of("rejected", "League"), "^conj:own nsubj");
    }
}
