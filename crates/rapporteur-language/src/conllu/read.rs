//! Lines to sentences.

use super::{Id, Row, Sentence};

/// What is wrong with a line of a CoNLL-U file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct Error {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: Problem,
}

/// The ways in which a line can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Columns are separated by single tabs.
    #[error("{0} columns instead of 10 separated by tabs")]
    Columns(usize),
    /// The first column is neither "7" nor "7-8" nor "7.1".
    #[error("the first column is no number, range or empty node")]
    Id,
    /// The seventh column is neither a number nor "_".
    #[error("the head is no number")]
    Head,
    /// Words count up from 1 in each sentence.
    #[error("word {found} where word {expected} should be")]
    Order {
        /// The number that would follow.
        expected: usize,
        /// The number in the file.
        found: usize,
    },
}

/// Reads a whole CoNLL-U file. A byte-order mark and CRLF line ends are accepted.
///
/// # Errors
///
/// The first line that does not follow the format.
pub fn read(source: &str) -> Result<Vec<Sentence>, Error> {
    let mut sentences = Vec::new();
    let mut current = Sentence::default();
    let mut words = 0;
    for (index, line) in source.trim_start_matches('\u{FEFF}').lines().enumerate() {
        let failed = |problem| Error { line: index + 1, problem };
        if line.trim().is_empty() {
            if !current.rows.is_empty() {
                sentences.push(std::mem::take(&mut current));
                words = 0;
            }
        } else if let Some(comment) = line.strip_prefix('#') {
            current.comments.push(comment.trim().to_owned());
        } else {
            let row = row(line).map_err(failed)?;
            if let Id::Word(found) = row.id {
                words += 1;
                if found != words {
                    return Err(failed(Problem::Order { expected: words, found }));
                }
            }
            current.rows.push(row);
        }
    }
    if !current.rows.is_empty() {
        sentences.push(current);
    }
    Ok(sentences)
}

fn row(line: &str) -> Result<Row, Problem> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, xpos, feats, head, deprel, deps, misc] = columns[..] else {
        return Err(Problem::Columns(columns.len()));
    };
    let head = match head {
        "_" => None,
        number => Some(number.parse().map_err(|_| Problem::Head)?),
    };
    Ok(Row {
        id: self::id(id).ok_or(Problem::Id)?,
        form: form.to_owned(),
        lemma: lemma.to_owned(),
        upos: upos.to_owned(),
        xpos: xpos.to_owned(),
        feats: feats.to_owned(),
        head,
        deprel: deprel.to_owned(),
        deps: deps.to_owned(),
        misc: misc.to_owned(),
    })
}

fn id(column: &str) -> Option<Id> {
    if let Some((first, last)) = column.split_once('-') {
        return Some(Id::Multiword(first.parse().ok()?, last.parse().ok()?));
    }
    if let Some((word, nth)) = column.split_once('.') {
        return Some(Id::Empty(word.parse().ok()?, nth.parse().ok()?));
    }
    column.parse().ok().map(Id::Word)
}
