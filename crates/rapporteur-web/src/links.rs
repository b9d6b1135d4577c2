//! Where things are: in pages that are served, and in a report that is one file.

use std::collections::BTreeSet;

use rapporteur_model::Claim;

/// How links are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Links {
    /// Addresses of the server; the selection goes along from view to view.
    Served {
        /// The query of the selection, without `?`; empty for everything.
        query: String,
    },
    /// Places within one file.
    Report {
        /// Entries that are laid out side by side; the others lead to their one claim.
        laid_out: BTreeSet<String>,
    },
}

impl Links {
    /// An entry with its evidence.
    pub(crate) fn entry(&self, id: &str) -> String {
        match self {
            Self::Served { .. } => format!("/e/{}", encoded(id)),
            Self::Report { laid_out } if laid_out.contains(id) => format!("#{}", anchor(id)),
            Self::Report { .. } => self.claim_id(id.strip_prefix("e-").unwrap_or(id)),
        }
    }

    /// A claim in its report.
    pub(crate) fn claim(&self, claim: &Claim) -> String {
        self.claim_of(&claim.document, &claim.id)
    }

    /// The claim of that identifier in its report.
    pub(crate) fn claim_id(&self, id: &str) -> String {
        let document = id.rsplit_once('.').map_or(id, |(document, _)| document);
        self.claim_of(document, id)
    }

    fn claim_of(&self, document: &str, id: &str) -> String {
        let number = id.rsplit_once('.').map_or("", |(_, number)| number);
        match self {
            Self::Served { .. } => format!("/d/{}?c={number}#c{number}", encoded(document)),
            Self::Report { .. } => format!("#d-{}-c{number}", anchor(document)),
        }
    }

    /// A report.
    pub(crate) fn document(&self, key: &str) -> String {
        match self {
            Self::Served { .. } => format!("/d/{}", encoded(key)),
            Self::Report { .. } => format!("#d-{}", anchor(key)),
        }
    }

    /// The page of an actor; a report has none.
    pub(crate) fn actor(&self, id: &str) -> Option<String> {
        let served = matches!(self, Self::Served { .. }) && !id.is_empty();
        served.then(|| format!("/p/{}", encoded(id)))
    }

    /// A view, with the selection.
    pub(crate) fn view(&self, name: &str) -> String {
        match self {
            Self::Served { query } if query.is_empty() => path(name),
            Self::Served { query } => format!("{}?{query}", path(name)),
            Self::Report { .. } => format!("#{name}"),
        }
    }

    /// A view narrowed to one value; `None` where nothing can be narrowed.
    pub(crate) fn only(&self, view: &str, field: &str, value: &str) -> Option<String> {
        let Self::Served { query } = self else { return None };
        let mut pairs: Vec<(String, String)> =
            form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        if !pairs.iter().any(|(name, has)| name == field && has == value) {
            pairs.push((field.to_owned(), value.to_owned()));
        }
        Some(format!("{}?{}", path(view), query_of(&pairs)))
    }
}

/// The path of a view.
pub(crate) fn path(view: &str) -> String {
    if view == "brief" { "/".to_owned() } else { format!("/{view}") }
}

/// Pairs as a query.
pub(crate) fn query_of(pairs: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// A segment of a path.
fn encoded(segment: &str) -> String {
    let encoded: String = form_urlencoded::byte_serialize(segment.as_bytes()).collect();
    encoded.replace('+', "%20")
}

/// An identifier that can stand in an attribute and behind `#`.
pub(crate) fn anchor(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect()
}
