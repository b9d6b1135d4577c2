//! Which names are the same actor.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::claim::Named;
use super::sentence::is_space;

/// Groups of names that count as the same actor, in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases {
    groups: Vec<BTreeSet<String>>,
}

impl Aliases {
    /// Reads `{"groups": [["name", "other name"], …]}`.
    ///
    /// # Errors
    /// When it is no such JSON.
    pub fn from_json(text: &str) -> serde_json::Result<Self> {
        #[derive(Deserialize)]
        struct File {
            groups: Vec<Vec<String>>,
        }
        let file: File = serde_json::from_str(text)?;
        let lower = |group: Vec<String>| group.iter().map(|name| name.to_lowercase()).collect();
        Ok(Self { groups: file.groups.into_iter().map(lower).collect() })
    }

    /// Whether two actors share a name, a party or an alias of either.
    pub(super) fn agree(&self, a: &Named, b: &Named) -> bool {
        !self.names(a).is_disjoint(&self.names(b))
    }

    /// Everything that whoever bears the names is called.
    #[must_use]
    pub fn widened<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
        self.with_aliases(names.into_iter().filter_map(key).collect())
    }

    /// Everything that the actor is called, in lower case.
    fn names(&self, actor: &Named) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        match actor {
            Named::Name(name) => names.extend(key(name)),
            Named::Fields { name, party, speaker, aliases } => {
                names.extend([name, party, speaker].into_iter().flatten().filter_map(|n| key(n)));
                names.extend(aliases.iter().map(|alias| alias.to_lowercase()));
            }
        }
        self.with_aliases(names)
    }

    /// Groups are joined in the file's order, each once.
    fn with_aliases(&self, mut names: BTreeSet<String>) -> BTreeSet<String> {
        for group in &self.groups {
            if !names.is_disjoint(group) {
                names.extend(group.iter().cloned());
            }
        }
        names
    }
}

/// The name without space around it and without its article; `None` where nothing is left.
fn key(name: &str) -> Option<String> {
    let name = name.trim_matches(is_space).to_lowercase();
    let after_article = name.strip_prefix("the").filter(|rest| rest.starts_with(is_space));
    let key = after_article.map_or(name.as_str(), |rest| rest.trim_start_matches(is_space));
    (!key.is_empty()).then(|| key.to_owned())
}
