//! Byte ranges into a text, and their code-point twins.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A byte range `start..end` into a document's text, always on character boundaries.
///
/// Bytes inside the program; exports convert to Unicode code points with [`CodePoints`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The words that the span covers, or the empty string where it does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The same as a standard range.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Converts byte offsets of one text to code-point offsets.
///
/// Built once per text; each look-up walks at most [`CodePoints::STRIDE`] bytes.
pub struct CodePoints<'text> {
    text: &'text str,
    /// Code points before byte `i * STRIDE`.
    marks: Vec<usize>,
}

impl<'text> CodePoints<'text> {
    /// Bytes between two stored marks: a small table and short walks.
    pub const STRIDE: usize = 256;

    /// Prepares the table for a text.
    #[must_use]
    pub fn new(text: &'text str) -> Self {
        let mut marks = vec![0];
        let mut count = 0;
        for (index, byte) in text.bytes().enumerate() {
            if index > 0 && index % Self::STRIDE == 0 {
                marks.push(count);
            }
            count += usize::from(!is_continuation(byte));
        }
        Self { text, marks }
    }

    /// How many code points stand before a byte offset (clamped to the text's end).
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let mark = (byte / Self::STRIDE).min(self.marks.len() - 1);
        let from = mark * Self::STRIDE;
        let walked =
            self.text.as_bytes()[from..byte].iter().filter(|&&b| !is_continuation(b)).count();
        self.marks[mark] + walked
    }

    /// A byte span as code points.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.at(span.start), self.at(span.end))
    }
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn code_points_count_characters(text in any::<String>()) {
            let table = CodePoints::new(&text);
            for (points, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(table.at(byte), points);
            }
            prop_assert_eq!(table.at(text.len()), text.chars().count());
        }

        #[test]
        fn long_texts_use_the_marks(text in "[aé€😀]{0,900}") {
            let table = CodePoints::new(&text);
            prop_assert_eq!(table.at(text.len()), text.chars().count());
        }
    }

    #[test]
    fn a_span_that_does_not_fit_covers_nothing() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(0, 9).of("short"), "");
    }
}
