//! What a program or an agent gets to know of a record: the same JSON for HTTP and MCP.
//!
//! Whatever is answered carries its evidence: the exact words, who says so, the outlet, the date,
//! the address, a permalink, and how many independent voices tell it. Lists come in pages whose
//! cursors name the last item shown, so that a page stays the same when something is added.

mod documents;
mod entries;
mod evidence;
mod page;
mod views;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rapporteur_model::{Claim, Document, Entry, Review};
use rapporteur_record::Selection;
use rapporteur_record::selection::{Index, Selected};
use rapporteur_record::views::Contents;
use rapporteur_record::views::disagreements::{self, disagreements};
use rapporteur_record::views::entries::{EntryRow, entry_rows};
use rapporteur_record::views::positions::{Position, positions};
use rapporteur_record::views::threads::{Thread, threads};

use crate::Links;

pub use self::page::{MOST, Page, Problem};

/// Where things are in a record, and its views, worked out once when they are asked for.
#[derive(Debug, Default)]
pub struct Lookup {
    claims: BTreeMap<String, usize>,
    documents: BTreeMap<String, usize>,
    entries: BTreeMap<String, usize>,
    /// For each claim its entry.
    entry_of: Vec<Option<usize>>,
    shown: BTreeMap<String, String>,
    rows: OnceLock<Vec<EntryRow>>,
    threads: OnceLock<Vec<Thread>>,
    positions: OnceLock<Vec<Position>>,
    disagreements: OnceLock<Vec<disagreements::Row>>,
}

impl Lookup {
    /// Looks through a record.
    #[must_use]
    pub fn new(contents: &Contents) -> Self {
        let claims: BTreeMap<String, usize> =
            contents.claims.iter().enumerate().map(|(at, claim)| (claim.id.clone(), at)).collect();
        let mut entry_of = vec![None; contents.claims.len()];
        for (at, entry) in contents.entries.iter().enumerate() {
            for claim in entry.claims.iter().filter_map(|claim| claims.get(claim)) {
                entry_of[*claim] = Some(at);
            }
        }
        let shown =
            contents.shown_ids().into_iter().map(|(key, id)| (key.to_owned(), id)).collect();
        let documents = contents.documents.iter().enumerate();
        let entries = contents.entries.iter().enumerate();
        Self {
            documents: documents.map(|(at, document)| (document.key.clone(), at)).collect(),
            entries: entries.map(|(at, entry)| (entry.id.clone(), at)).collect(),
            claims,
            entry_of,
            shown,
            ..Self::default()
        }
    }
}

/// A record that answers.
#[derive(Clone, Copy, Debug)]
pub struct Answers<'a> {
    /// The record.
    pub contents: &'a Contents,
    /// The same, ready to be selected from.
    pub index: &'a Index,
    /// The same, ready to be looked up.
    pub lookup: &'a Lookup,
    /// What people decided, by claim.
    pub reviews: &'a BTreeMap<String, Review>,
    /// Where permalinks lead.
    pub links: &'a Links,
}

impl<'a> Answers<'a> {
    fn selected(&self, selection: &Selection) -> Selected {
        self.index.select(selection)
    }

    fn document_of(&self, claim: &Claim) -> Option<&'a Document> {
        self.contents.documents.get(*self.lookup.documents.get(&claim.document)?)
    }

    fn claim(&self, id: &str) -> Option<&'a Claim> {
        self.contents.claims.get(*self.lookup.claims.get(id)?)
    }

    fn entry_of(&self, claim: usize) -> Option<&'a Entry> {
        self.contents.entries.get((*self.lookup.entry_of.get(claim)?)?)
    }

    fn rows(&self) -> &'a [EntryRow] {
        self.lookup.rows.get_or_init(|| entry_rows(self.contents))
    }

    fn threads(&self) -> &'a [Thread] {
        self.lookup.threads.get_or_init(|| threads(self.contents))
    }

    fn positions(&self) -> &'a [Position] {
        self.lookup.positions.get_or_init(|| positions(self.contents))
    }

    fn disagreements(&self) -> &'a [disagreements::Row] {
        self.lookup.disagreements.get_or_init(|| disagreements(self.contents))
    }

    /// Whether an entry is among the selected ones, by identifier.
    fn chosen(&self, selected: &Selected) -> impl Fn(&str) -> bool + use<'a> {
        let chosen: BTreeSet<&str> = selected
            .entries
            .iter()
            .filter_map(|&at| self.contents.entries.get(at))
            .map(|entry| entry.id.as_str())
            .collect();
        move |id| chosen.contains(id)
    }
}
