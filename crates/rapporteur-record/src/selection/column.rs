//! The values of one field, claim by claim, as small numbers.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fold::key;

/// Zero, one or several values for each claim.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// Distinct values by key, each with the spelling that most claims use.
    values: Vec<(String, String)>,
    /// Where the values of claim `n` start in `cells`; one more at the end.
    starts: Vec<u32>,
    /// Positions in `values`.
    cells: Vec<u32>,
}

/// Collects a column claim by claim.
#[derive(Debug, Default)]
pub(super) struct Builder {
    /// For each spelling its number and how often it stands.
    spellings: BTreeMap<String, (u32, usize)>,
    numbers: BTreeMap<String, u32>,
    starts: Vec<u32>,
    cells: Vec<u32>,
}

impl Builder {
    /// Adds the values of the next claim; a value that is given twice counts once.
    pub(super) fn push<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        let start = self.cells.len();
        self.starts.push(position(start));
        for name in names {
            let number = self.number(name);
            if !self.cells[start..].contains(&number) {
                self.cells.push(number);
            }
        }
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some((number, uses)) = self.spellings.get_mut(name) {
            *uses += 1;
            return *number;
        }
        let next = position(self.numbers.len());
        let number = *self.numbers.entry(key(name)).or_insert(next);
        self.spellings.insert(name.to_owned(), (number, 1));
        number
    }

    pub(super) fn finish(mut self) -> Column {
        let mut values = vec![(String::new(), String::new(), 0); self.numbers.len()];
        for (key, number) in self.numbers {
            values[number as usize].0 = key;
        }
        for (spelling, (number, uses)) in self.spellings {
            let value = &mut values[number as usize];
            if uses > value.2 {
                (value.1, value.2) = (spelling, uses);
            }
        }
        self.starts.push(position(self.cells.len()));
        let values = values.into_iter().map(|(key, spelling, _)| (key, spelling)).collect();
        Column { values, starts: self.starts, cells: self.cells }
    }
}

impl Column {
    /// The values of a claim.
    pub(super) fn of(&self, claim: usize) -> &[u32] {
        let range: Range<usize> = self.starts[claim] as usize..self.starts[claim + 1] as usize;
        &self.cells[range]
    }

    /// Distinct values: key and spelling.
    pub(super) fn values(&self) -> &[(String, String)] {
        &self.values
    }
}

/// Claims and values are counted in 32 bits: four thousand million are more than a record holds.
fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
