//! What somebody asks to see: a view of a snapshot, narrowed by a selection.

use std::sync::Arc;

use rapporteur_model::{Diagnostic, Entry};
use rapporteur_record::selection::{Facet, Selected, Selection};

use crate::links::Links;
use crate::secret::Secret;
use crate::selecting::{Chosen, Drawing};
use crate::snapshot::Snapshot;

/// Keys of an address that are no part of the selection.
const OWN: &[&str] = &["page", "c", "done", "edit", "note"];

/// Rows on one page of a long view: two or three screens on a desk, and a tenth of a megabyte.
pub(crate) const ROWS: usize = 150;

/// What somebody asks to see.
#[derive(Debug)]
pub(crate) struct Ask<'a> {
    /// What is shown.
    pub(crate) snapshot: &'a Snapshot,
    /// What of it.
    pub(crate) selection: Selection,
    /// What the selection yields.
    chosen: Arc<Chosen>,
    /// What of the address was not understood.
    pub(crate) problems: Vec<Diagnostic>,
    /// How to write addresses.
    pub(crate) links: Links,
    /// Which page of a long view, from 1; `None` for all of it.
    pub(crate) page: Option<usize>,
    own: Vec<(String, String)>,
    /// What forms need; `None` where nothing can be decided.
    pub(crate) desk: Option<Desk<'a>>,
}

/// What a form that decides needs.
#[derive(Clone, Debug)]
pub(crate) struct Desk<'a> {
    /// What proves that the form is ours.
    pub(crate) token: &'a Secret,
    /// Who decides.
    pub(crate) by: String,
}

impl<'a> Ask<'a> {
    /// What an address asks for.
    pub(crate) fn served(snapshot: &'a Snapshot, query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes()).into_owned();
        let (own, asked): (Vec<_>, Vec<_>) =
            pairs.partition(|(name, _)| OWN.contains(&name.as_str()));
        let (selection, problems) = Selection::parse(asked);
        let links = Links::Served { query: selection.to_string() };
        Self::new(snapshot, selection, problems, links, own)
    }

    /// The same for a report that is one file.
    pub(crate) fn report(snapshot: &'a Snapshot, selection: Selection) -> Self {
        let entries = &snapshot.core.contents.entries;
        let laid_out = entries.iter().filter(|entry| entry.claims.len() > 1);
        let links = Links::Report { laid_out: laid_out.map(|entry| entry.id.clone()).collect() };
        Self { page: None, ..Self::new(snapshot, selection, Vec::new(), links, Vec::new()) }
    }

    fn new(
        snapshot: &'a Snapshot,
        selection: Selection,
        mut problems: Vec<Diagnostic>,
        links: Links,
        own: Vec<(String, String)>,
    ) -> Self {
        let chosen = snapshot.selecting.choose(&selection);
        problems.extend(snapshot.selecting.index.unknown(&selection));
        let page = own.iter().find(|(name, _)| name == "page");
        let page = page.and_then(|(_, value)| value.parse().ok()).unwrap_or(1).max(1);
        Self { snapshot, selection, chosen, problems, links, page: Some(page), own, desk: None }
    }

    /// The claims and entries that the selection yields.
    pub(crate) fn selected(&self) -> &Selected {
        &self.chosen.yields().selected
    }

    /// A picture of the selection, drawn once for all who ask for the same.
    pub(crate) fn drawn(&self, which: Drawing, draw: impl FnOnce() -> String) -> String {
        match self.links {
            Links::Served { .. } => self.chosen.picture(which, draw).to_owned(),
            Links::Report { .. } => draw(),
        }
    }

    /// Whether everything is shown.
    pub(crate) fn everything(&self) -> bool {
        self.selection.is_everything()
    }

    /// Whether an entry is selected.
    pub(crate) fn wants(&self, entry: &str) -> bool {
        self.snapshot.core.entry_at(entry).is_some_and(|at| self.wants_at(at))
    }

    /// Whether the entry at a position is selected.
    pub(crate) fn wants_at(&self, entry: usize) -> bool {
        self.chosen.yields().wanted.get(entry).copied().unwrap_or_default()
    }

    /// The selected entries.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (usize, &'a Entry)> {
        let entries = &self.snapshot.core.contents.entries;
        self.selected().entries.iter().filter_map(|&at| Some((at, entries.get(at)?)))
    }

    /// The values of every field with the entries that they would yield.
    pub(crate) fn facets(&self) -> &[Facet] {
        self.snapshot.selecting.facets(&self.selection, &self.chosen)
    }

    /// A parameter of the address that is no part of the selection.
    pub(crate) fn own(&self, name: &str) -> Option<&str> {
        self.own.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The rows of this page where rows differ in length, and how many pages there are: a page ends
    /// with the row that fills it.
    pub(crate) fn paged_by<T: Clone>(
        &self,
        rows: &[T],
        length: impl Fn(&T) -> usize,
    ) -> (Vec<T>, usize) {
        let Some(page) = self.page else { return (rows.to_vec(), 1) };
        let mut pages: Vec<Vec<T>> = vec![Vec::new()];
        let mut filled = 0;
        for row in rows {
            if filled >= ROWS {
                pages.push(Vec::new());
                filled = 0;
            }
            filled += length(row);
            if let Some(page) = pages.last_mut() {
                page.push(row.clone());
            }
        }
        let last = pages.len();
        (pages.swap_remove(page.min(last) - 1), last)
    }

    /// The rows of this page, and how many pages there are.
    pub(crate) fn paged<T: Clone>(&self, rows: &[T]) -> (Vec<T>, usize) {
        let Some(page) = self.page else { return (rows.to_vec(), 1) };
        let pages = rows.len().div_ceil(ROWS).max(1);
        let from = (page.min(pages) - 1) * ROWS;
        let to = (from + ROWS).min(rows.len());
        (rows.get(from..to).unwrap_or_default().to_vec(), pages)
    }
}
