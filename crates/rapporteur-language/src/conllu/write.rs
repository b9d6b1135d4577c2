//! Sentences to lines.

use std::fmt::{Display, Formatter, Result, Write};

use super::{Id, Row, Sentence};

/// Writes sentences as a CoNLL-U file, a blank line after each.
#[must_use]
pub fn write(sentences: &[Sentence]) -> String {
    sentences.iter().fold(String::new(), |mut file, sentence| {
        let _ = writeln!(file, "{sentence}"); // writing to a string never fails
        file
    })
}

impl Display for Sentence {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        for comment in &self.comments {
            writeln!(out, "# {comment}")?;
        }
        self.rows.iter().try_for_each(|row| writeln!(out, "{row}"))
    }
}

impl Display for Row {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let Self { id, form, lemma, upos, xpos, feats, head, deprel, deps, misc } = self;
        let head = head.map_or_else(|| "_".to_owned(), |head| head.to_string());
        write!(out, "{id}")?;
        for column in [form, lemma, upos, xpos, feats, &head, deprel, deps, misc] {
            write!(out, "\t{column}")?;
        }
        Ok(())
    }
}

impl Display for Id {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::Word(word) => write!(out, "{word}"),
            Self::Multiword(first, last) => write!(out, "{first}-{last}"),
            Self::Empty(word, nth) => write!(out, "{word}.{nth}"),
        }
    }
}
