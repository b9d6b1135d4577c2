//! How the tree leads from a trigger to a word that may take a role.
//!
//! Mirrors `path` in `train/events/material.py`; change both together.

use crate::syntax::Tree;

/// Longer paths tell nothing.
const MOST_STEPS: usize = 3;

/// The path as words: `^xcomp nsubj`, `obl:in`, `same`, `far`.
///
/// Steps up carry `^` and the relation that is left, steps down the relation that is entered;
/// coordination on the way down does not count; the last step down carries the preposition.
pub(super) fn path(text: &str, tree: &Tree<'_>, trigger: usize, word: usize) -> String {
    let far = || "far".to_owned();
    let up = chain(tree, trigger);
    let down = chain(tree, word);
    let Some(rise) = up.iter().position(|at| down.contains(at)) else { return far() };
    let meet = down.iter().position(|at| *at == up[rise]).unwrap_or_default();
    let relation = |at: usize| tree.token(at).deprel.as_str();
    let mut steps: Vec<String> =
        up[..rise].iter().map(|&at| format!("^{}", relation(at))).collect();
    let below: Vec<usize> =
        down[..meet].iter().rev().copied().filter(|&at| relation(at) != "conj").collect();
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
