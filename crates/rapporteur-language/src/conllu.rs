//! CoNLL-U, the format of Universal Dependencies
//! (<https://universaldependencies.org/format.html>): read, written, and turned into text.
//!
//! | function | what it does |
//! |---|---|
//! | [`read()`] | lines to sentences, or the line of what is wrong |
//! | [`write()`] | sentences to lines |
//! | [`treebank()`] | sentences to the text they were cut from, with their analysis as spans |
//! | [`from_analysis()`] | an analysis of ours to sentences |

mod export;
mod read;
mod tags;
mod treebank;
mod write;

pub use export::{from_analysis, name_label};
pub use read::{Error, Problem, read};
pub use tags::{UPOS, upos, upos_name};
pub use treebank::{Treebank, treebank};
pub use write::write;

/// A sentence as the file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Comment lines in order, without the leading `#` and spaces ("sent_id = 12").
    pub comments: Vec<String>,
    /// Words, multi-word tokens and empty nodes in file order.
    pub rows: Vec<Row>,
}

/// One line of a sentence. Columns the program never interprets are kept as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What the line stands for.
    pub id: Id,
    /// Word form or punctuation mark.
    pub form: String,
    /// Dictionary form; "_" for none.
    pub lemma: String,
    /// Universal part of speech; "_" for none.
    pub upos: String,
    /// Language-specific tag; "_" for none.
    pub xpos: String,
    /// Features; "_" for none.
    pub feats: String,
    /// Head: a word's number, 0 for the root, `None` for "_".
    pub head: Option<usize>,
    /// Relation to the head; "_" for none.
    pub deprel: String,
    /// Enhanced graph; "_" for none.
    pub deps: String,
    /// Everything else (`SpaceAfter=No`); "_" for none.
    pub misc: String,
}

/// The first column. Numbers count from 1 within the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id {
    /// A syntactic word.
    Word(usize),
    /// A token that covers the words from the first to the last number ("2-3 don't").
    Multiword(usize, usize),
    /// The n-th empty node after a word ("8.1"), an elided word in the enhanced graph.
    Empty(usize, usize),
}

impl Sentence {
    /// The value of a comment "key = value"; the empty string for a bare key ("newpar").
    #[must_use]
    pub fn comment(&self, key: &str) -> Option<&str> {
        self.comments.iter().find_map(|comment| {
            let rest = comment.strip_prefix(key)?.trim_start();
            if rest.is_empty() { Some("") } else { rest.strip_prefix('=').map(str::trim) }
        })
    }

    /// The syntactic words in order.
    pub fn words(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| matches!(row.id, Id::Word(_)))
    }
}

impl Row {
    /// Whether the next token follows without a space.
    #[must_use]
    pub fn joined(&self) -> bool {
        self.misc.split('|').any(|entry| entry == "SpaceAfter=No")
    }
}

#[cfg(test)]
mod tests;
