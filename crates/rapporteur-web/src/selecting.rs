//! Selections that somebody asked for lately, worked out once: readers go from view to view with
//! one filter, and several read the same.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rapporteur_record::selection::{Facet, Index, Selected, Selection};
use rapporteur_record::views::Contents;

/// Selections that are kept. Of a record of 100,000 claims one has at most 1.3 MB.
const KEPT: usize = 32;

/// What selections are made with, and the latest of them.
#[derive(Debug)]
pub struct Selecting {
    /// What selections are made with.
    pub index: Index,
    entries: usize,
    latest: Mutex<Latest>,
}

/// Selections by their address, each with when it was last asked for.
#[derive(Debug, Default)]
struct Latest {
    chosen: BTreeMap<String, (u64, Arc<Chosen>)>,
    asked: u64,
}

/// What a selection yields.
#[derive(Debug)]
pub(crate) struct Chosen {
    /// What does not change with verdicts.
    yields: Arc<Yields>,
    facets: OnceLock<Vec<Facet>>,
}

/// What a selection yields, whatever the verdicts are.
#[derive(Debug)]
pub(crate) struct Yields {
    /// Claims and entries.
    pub(crate) selected: Selected,
    /// Whether an entry is selected, by its position.
    pub(crate) wanted: Vec<bool>,
    /// Its pictures: the timeline, the network, the map.
    pub(crate) drawn: [OnceLock<String>; 3],
}

/// A picture that is drawn once for a selection: its place in [`Yields::drawn`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum Drawing {
    Timeline,
    Network,
    Map,
}

impl Chosen {
    pub(crate) fn yields(&self) -> &Yields {
        &self.yields
    }

    /// A picture of the selection, drawn when it is first asked for.
    pub(crate) fn picture(&self, which: Drawing, draw: impl FnOnce() -> String) -> &str {
        self.yields.drawn[which as usize].get_or_init(draw)
    }
}

impl Selecting {
    pub(crate) fn new(index: Index, contents: &Contents) -> Self {
        Self { index, entries: contents.entries.len(), latest: Mutex::default() }
    }

    /// The same contents with other verdicts: selections that ask for none stay as they are.
    pub(crate) fn with_verdicts(&self, index: Index) -> Self {
        let kept = self
            .latest()
            .chosen
            .iter()
            .filter(|(address, _)| !address.contains("review="))
            .map(|(address, (asked, chosen))| {
                let yields = Arc::clone(&chosen.yields);
                let chosen = Arc::new(Chosen { yields, facets: OnceLock::new() });
                (address.clone(), (*asked, chosen))
            })
            .collect();
        let latest = Latest { chosen: kept, asked: self.latest().asked };
        Self { index, entries: self.entries, latest: Mutex::new(latest) }
    }

    /// What a selection yields.
    pub(crate) fn choose(&self, selection: &Selection) -> Arc<Chosen> {
        let address = selection.to_string();
        if let Some(known) = self.latest().known(&address) {
            return known;
        }
        let selected = self.index.select(selection);
        let mut wanted = vec![false; self.entries];
        for &at in &selected.entries {
            wanted[at] = true;
        }
        let yields = Arc::new(Yields { selected, wanted, drawn: Default::default() });
        let chosen = Arc::new(Chosen { yields, facets: OnceLock::new() });
        // Whoever came first has perhaps its facets already.
        self.latest().keep(address, chosen)
    }

    /// The values of every field with the entries that they would yield beside a selection.
    pub(crate) fn facets<'a>(&self, selection: &Selection, chosen: &'a Chosen) -> &'a [Facet] {
        chosen.facets.get_or_init(|| self.index.facets(selection))
    }

    fn latest(&self) -> std::sync::MutexGuard<'_, Latest> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Latest {
    fn known(&mut self, address: &str) -> Option<Arc<Chosen>> {
        self.asked += 1;
        let (asked, known) = self.chosen.get_mut(address)?;
        *asked = self.asked;
        Some(Arc::clone(known))
    }

    fn keep(&mut self, address: String, chosen: Arc<Chosen>) -> Arc<Chosen> {
        if let Some(known) = self.known(&address) {
            return known;
        }
        if self.chosen.len() >= KEPT {
            let oldest = self.chosen.iter().min_by_key(|(_, (asked, _))| *asked);
            if let Some(oldest) = oldest.map(|(address, _)| address.clone()) {
                self.chosen.remove(&oldest);
            }
        }
        self.chosen.insert(address, (self.asked, Arc::clone(&chosen)));
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_selections_are_kept_and_no_more() {
        let selecting = Selecting::new(Index::default(), &Contents::default());
        let selection =
            |day: usize| Selection::parse([("from".to_owned(), format!("{}", 1900 + day))]).0;
        let first = selecting.choose(&selection(0));
        assert!(Arc::ptr_eq(&first, &selecting.choose(&selection(0))));
        for day in 1..=KEPT {
            selecting.choose(&selection(day));
            selecting.choose(&selection(1));
        }
        assert_eq!(selecting.latest().chosen.len(), KEPT);
        assert!(!Arc::ptr_eq(&first, &selecting.choose(&selection(0))), "it was the oldest");
    }

    #[test]
    fn verdicts_change_what_asks_for_them_alone() {
        let selecting = Selecting::new(Index::default(), &Contents::default());
        let [plain, reviewed] = ["from=2015", "-review=accepted"].map(|query| {
            let (name, value) = query.split_once('=').unwrap();
            Selection::parse([(name.to_owned(), value.to_owned())]).0
        });
        let before = [&plain, &reviewed].map(|selection| selecting.choose(selection));
        let after = selecting.with_verdicts(Index::default());
        let after = [&plain, &reviewed].map(|selection| after.choose(selection));
        assert!(Arc::ptr_eq(&before[0].yields, &after[0].yields));
        assert!(!Arc::ptr_eq(&before[1].yields, &after[1].yields));
    }
}
