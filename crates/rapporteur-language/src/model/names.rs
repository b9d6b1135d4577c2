//! Names from the scores of their BIO labels.

use std::ops::Range;

use crate::types::{NameType, Token, Upos};

/// The name labels in the network's order.
pub(super) struct NameLabels(Vec<Label>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Outside,
    Begin(NameType),
    Inside(NameType),
}

impl NameLabels {
    /// From `O`, `B-PER`, …; `None` where a label is unknown.
    pub(super) fn parse(labels: &[String]) -> Option<Self> {
        let parse = |label: &String| {
            let (position, kind) = label.split_once('-').unwrap_or((label, ""));
            let kind = match kind {
                "PER" => NameType::Person,
                "ORG" => NameType::Organization,
                "LOC" => NameType::Location,
                _ => return (label == "O").then_some(Label::Outside),
            };
            match position {
                "B" => Some(Label::Begin(kind)),
                "I" => Some(Label::Inside(kind)),
                _ => None,
            }
        };
        labels.iter().map(parse).collect::<Option<_>>().map(Self)
    }

    /// The names in a sentence, as token ranges: Viterbi over log probabilities, in which a label
    /// "inside" follows only the same type's "begin" or "inside".
    pub(super) fn decode<'a>(
        &self,
        logits: impl Iterator<Item = &'a [f32]>,
    ) -> Vec<(Range<usize>, NameType)> {
        let mut totals: Vec<f32> = Vec::new();
        let mut back: Vec<Vec<usize>> = Vec::new();
        for row in logits {
            let scores = log_softmax(row);
            let mut pointers = vec![0; self.0.len()];
            let mut next = scores;
            for (to, total) in next.iter_mut().enumerate() {
                let paths =
                    (0..self.0.len()).filter(|from| self.may_follow(totals.is_empty(), *from, to));
                let best = paths.map(|from| (from, totals.get(from).copied().unwrap_or(0.0)));
                match best.reduce(|a, b| if b.1 > a.1 { b } else { a }) {
                    Some((from, before)) => (pointers[to], *total) = (from, *total + before),
                    None => *total = f32::NEG_INFINITY,
                }
            }
            totals = next;
            back.push(pointers);
        }
        let indexed = totals.into_iter().enumerate();
        let Some((mut label, _)) = indexed.reduce(|a, b| if b.1 > a.1 { b } else { a }) else {
            return Vec::new();
        };
        let mut path = Vec::with_capacity(back.len());
        for pointers in back.iter().rev() {
            path.push(self.0[label]);
            label = pointers[label];
        }
        path.reverse();
        spans(&path)
    }

    fn may_follow(&self, at_start: bool, from: usize, to: usize) -> bool {
        match (self.0[from], self.0[to]) {
            (_, Label::Outside | Label::Begin(_)) => true,
            (Label::Begin(before) | Label::Inside(before), Label::Inside(kind)) => {
                !at_start && before == kind
            }
            (Label::Outside, Label::Inside(_)) => false,
        }
    }
}

/// The name with a word of its own at the end: one that ends in a small word ("Broad Front for")
/// goes on over the names that follow ("Change"), or else ends before that word. `tokens` know their
/// parts of speech.
pub(super) fn ended(name: Range<usize>, tokens: &[Token]) -> Range<usize> {
    let small = |token: &Token| matches!(token.upos, Upos::Adp | Upos::Cconj | Upos::Det);
    if !small(&tokens[name.end - 1]) {
        return name;
    }
    let run =
        |from: usize, upos| tokens[from..].iter().take_while(|token| token.upos == upos).count();
    let after_articles = name.end + run(name.end, Upos::Det);
    let names = run(after_articles, Upos::Propn);
    if names > 0 {
        return name.start..after_articles + names;
    }
    let own = tokens[name.clone()].iter().rposition(|token| !small(token));
    own.map_or(name.clone(), |last| name.start..name.start + last + 1)
}

fn spans(path: &[Label]) -> Vec<(Range<usize>, NameType)> {
    let mut names: Vec<(Range<usize>, NameType)> = Vec::new();
    for (at, label) in path.iter().enumerate() {
        match (label, names.last_mut()) {
            (Label::Begin(kind), _) => names.push((at..at + 1, *kind)),
            (Label::Inside(_), Some((range, _))) => range.end = at + 1,
            _ => {}
        }
    }
    names
}

fn log_softmax(row: &[f32]) -> Vec<f32> {
    let highest = row.iter().copied().fold(f32::MIN, f32::max);
    let sum: f32 = row.iter().map(|score| (score - highest).exp()).sum();
    let shift = highest + sum.ln();
    row.iter().map(|score| score - shift).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> NameLabels {
        let names = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"];
        NameLabels::parse(&names.map(str::to_owned)).unwrap()
    }

    #[test]
    fn inside_never_follows_another_type() {
        // The second word's best label is I-ORG; after B-PER only I-PER may go on.
        let rows: [&[f32]; 3] = [
            &[0.0, 5.0, 0.0, 2.0, 0.0, 0.0, 0.0],
            &[0.0, 0.0, 3.0, 0.0, 3.5, 0.0, 0.0],
            &[4.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        ];
        assert_eq!(labels().decode(rows.into_iter()), [(0..2, NameType::Person)]);
    }

    #[test]
    fn inside_never_begins_a_sentence() {
        let rows: [&[f32]; 1] = [&[0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 9.0]];
        assert_eq!(labels().decode(rows.into_iter()), [(0..1, NameType::Location)]);
    }

    #[test]
    fn a_name_does_not_end_in_a_small_word() {
        use Upos::{Adp, Det, Noun, Propn, Verb};
        let mended = |upos: &[Upos], name| {
            let token = |upos: &Upos| Token { upos: *upos, ..Token::default() };
            ended(name, &upos.iter().map(token).collect::<Vec<_>>())
        };
        // [Broad Front for] Change met: goes on.
        assert_eq!(mended(&[Propn, Propn, Adp, Propn, Verb], 0..3), 0..4);
        // [Movement for] the Jungle met
        assert_eq!(mended(&[Propn, Adp, Det, Propn, Verb], 0..2), 0..4);
        // [Tarn of] rebels: ends before.
        assert_eq!(mended(&[Propn, Adp, Noun], 0..2), 0..1);
        // [Tarn] of Norway: is whole.
        assert_eq!(mended(&[Propn, Adp, Propn], 0..1), 0..1);
        // [The]: nothing of its own, left as it is.
        assert_eq!(mended(&[Det, Verb], 0..1), 0..1);
    }

    #[test]
    fn no_words_no_names() {
        assert_eq!(labels().decode(std::iter::empty()), []);
    }

    #[test]
    fn unknown_labels_are_refused() {
        assert!(NameLabels::parse(&["B-EVENT".to_owned()]).is_none());
    }
}
