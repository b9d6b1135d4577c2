//! From sentences to what the network takes in.
//!
//! A [`Unit`] is what gets one tree: a sentence, or a part of one that is absurdly long. It takes
//! one row of the encoder, or several overlapping ones where it has more pieces than the encoder
//! was trained on. Batches hold units of similar length, in an order that depends on the
//! sentences alone.

use std::ops::Range;

use super::pieces::{WordPieces, shape};

/// Pieces in one encoder row, its two special pieces not counted.
const ROW_PIECES: usize = 198;
/// Pieces that two rows of one sentence share at least: context for words near the border.
const OVERLAP_PIECES: usize = 64;
/// Pieces of a batch, padding included: enough for fast matrix products, few enough for the
/// processor's cache. Calibrated by words per second on EWT dev and GUM dev: 256 reads a fifth
/// faster than 1,024.
const BATCH_PIECES: usize = 256;

/// The longest run of words that gets one tree. Tables and lists without a full stop go on
/// forever, and a tree's cost grows with the square of its words.
pub(super) const UNIT_WORDS: usize = 400;

/// Some words with one tree.
pub(super) struct Unit {
    /// Position of the sentence, as the caller counts.
    pub(super) sentence: usize,
    /// Which of the sentence's words.
    pub(super) words: Range<usize>,
    rows: Vec<Row>,
    /// The root first, then one per word.
    nodes: Vec<Node>,
}

/// One row of the encoder: pieces and the shapes of their words.
struct Row {
    pieces: Vec<i32>,
    shapes: Vec<i32>,
}

/// Where a word (or the root) stands: its row in the unit, its first and last piece there.
struct Node {
    row: usize,
    first: usize,
    last: usize,
    shape: i32,
}

impl Unit {
    pub(super) fn new(
        vocabulary: &WordPieces,
        words: &[&str],
        sentence: usize,
        range: Range<usize>,
    ) -> Self {
        let mut pieces = Vec::with_capacity(words.len() * 2);
        let ends: Vec<usize> = words
            .iter()
            .map(|word| {
                vocabulary.push(word, &mut pieces);
                pieces.len()
            })
            .collect();
        let start_of = |word: usize| if word == 0 { 0 } else { ends[word - 1] };
        let root = Node { row: 0, first: 0, last: 0, shape: 0 };
        let mut unit = Self { sentence, words: range, rows: Vec::new(), nodes: vec![root] };
        for (own, window) in windows(&ends) {
            let offset = start_of(window.start);
            let mut row = Row { pieces: vec![vocabulary.start], shapes: vec![0] };
            for word in window {
                let piece_range = start_of(word)..ends[word];
                let shape = shape(words[word]);
                row.shapes.extend(piece_range.clone().map(|_| shape));
                if own.contains(&word) {
                    let first = piece_range.start - offset + 1;
                    let last = piece_range.end - offset;
                    unit.nodes.push(Node { row: unit.rows.len(), first, last, shape });
                }
                row.pieces.extend_from_slice(&pieces[piece_range]);
            }
            row.pieces.push(vocabulary.end);
            row.shapes.push(0);
            unit.rows.push(row);
        }
        unit
    }

    /// The length of the longest row, in pieces.
    fn length(&self) -> usize {
        self.rows.iter().map(|row| row.pieces.len()).max().unwrap_or(0)
    }

    /// Words and the root.
    pub(super) fn n_nodes(&self) -> usize {
        self.nodes.len()
    }
}

/// Cuts words, given where each one's pieces end, into windows of at most [`ROW_PIECES`].
///
/// Yields for each window the words that are read from it (together: every word once) and the
/// words that it holds. Borders lie in the middle of what two windows share.
fn windows(ends: &[usize]) -> Vec<(Range<usize>, Range<usize>)> {
    let start_of = |word: usize| if word == 0 { 0 } else { ends[word - 1] };
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut start = 0;
    while start < ends.len() {
        let limit = start_of(start) + ROW_PIECES;
        let end = start + ends[start..].partition_point(|&end| end <= limit);
        // A word has at most twelve pieces, so a window holds at least one.
        let end = end.max(start + 1);
        let own_start = match out.last_mut() {
            Some((own, window)) => {
                let middle = usize::midpoint(start_of(start), ends[window.end - 1]);
                let border = ends.partition_point(|&end| end <= middle).clamp(start, window.end);
                own.end = border;
                border
            }
            None => 0,
        };
        out.push((own_start..end, start..end));
        if end == ends.len() {
            break;
        }
        let next = ends.partition_point(|&piece_end| piece_end + OVERLAP_PIECES <= ends[end - 1]);
        start = next.clamp(start + 1, end);
    }
    out
}

/// Units that go through the network together.
pub(super) struct Batch<'a> {
    pub(super) units: Vec<&'a Unit>,
    /// Rows and the pieces in each, padding included.
    pub(super) size: [usize; 2],
}

/// The network's inputs for one batch, as `train/export.py` describes them.
#[derive(Default)]
pub(super) struct Inputs {
    pub(super) pieces: Vec<i32>,
    pub(super) shapes: Vec<i32>,
    pub(super) mask: Vec<i32>,
    pub(super) first: Vec<i32>,
    pub(super) last: Vec<i32>,
    pub(super) node_shapes: Vec<i32>,
}

impl Batch<'_> {
    pub(super) fn inputs(&self) -> Inputs {
        let [n_rows, length] = self.size;
        let mut inputs = Inputs::default();
        for column in [&mut inputs.pieces, &mut inputs.shapes, &mut inputs.mask] {
            column.reserve(n_rows * length);
        }
        for unit in &self.units {
            let first_row = inputs.pieces.len() / length;
            for row in &unit.rows {
                let n_pieces = row.pieces.len();
                let padding = std::iter::repeat_n(0, length - n_pieces);
                inputs.pieces.extend(row.pieces.iter().copied().chain(padding.clone()));
                inputs.shapes.extend(row.shapes.iter().copied().chain(padding.clone()));
                inputs.mask.extend(std::iter::repeat_n(1, n_pieces).chain(padding));
            }
            // A batch is far from 2^31 pieces.
            let flat = |row: usize, piece: usize| ((first_row + row) * length + piece) as i32;
            inputs.first.extend(unit.nodes.iter().map(|node| flat(node.row, node.first)));
            inputs.last.extend(unit.nodes.iter().map(|node| flat(node.row, node.last)));
            inputs.node_shapes.extend(unit.nodes.iter().map(|node| node.shape));
        }
        inputs
    }
}

/// Groups units of similar length, long ones first.
pub(super) fn batches(units: &[Unit]) -> Vec<Batch<'_>> {
    let mut order: Vec<&Unit> = units.iter().collect();
    // Stable: units of one length stay in text order.
    order.sort_by_key(|unit| std::cmp::Reverse(unit.length()));
    let mut out: Vec<Batch<'_>> = Vec::new();
    for unit in order {
        match out.last_mut() {
            Some(batch) if (batch.size[0] + unit.rows.len()) * batch.size[1] <= BATCH_PIECES => {
                batch.size[0] += unit.rows.len();
                batch.units.push(unit);
            }
            _ => out.push(Batch { units: vec![unit], size: [unit.rows.len(), unit.length()] }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_word_is_read_from_one_window(sizes in prop::collection::vec(1usize..13, 0..400)) {
            let ends: Vec<usize> = sizes.iter().scan(0, |sum, n| { *sum += n; Some(*sum) }).collect();
            let mut next = 0;
            for (own, window) in windows(&ends) {
                prop_assert_eq!(own.start, next);
                prop_assert!(window.start <= own.start && own.end <= window.end);
                let start = if window.start == 0 { 0 } else { ends[window.start - 1] };
                prop_assert!(ends[window.end - 1] - start <= ROW_PIECES);
                next = own.end;
            }
            prop_assert_eq!(next, sizes.len());
        }
    }

    #[test]
    fn long_sentences_are_windowed_with_context() {
        let ends: Vec<usize> = (1..=300).collect();
        assert_eq!(windows(&ends), [(0..166, 0..198), (166..300, 134..300)]);
    }
}
