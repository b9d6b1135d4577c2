//! The steps of a record, each over a part of the reports, such that the parts together give what
//! [`reconcile`](crate::record::reconcile) gives at once.
//!
//! | step | over | gives |
//! |---|---|---|
//! | [`passages`] | all texts | who carried which words first |
//! | [`keys`] | some documents | the keys of their claims, and what is connected within a document |
//! | [`connections`] | the claims under some keys | pairs above the merge score |
//! | [`entries`] | whole components | their entries |
//!
//! The first and the last ask [`grow`](rapporteur_record::grow()) what a record becomes, and answer
//! its questions about what is kept from the part at hand; the others are functions of
//! [`meeting`](rapporteur_record::meeting).

use std::collections::BTreeMap;
use std::convert::Infallible;

use pyo3::prelude::*;
use rapporteur_model::{Claim, Document};
use rapporteur_record::grow::{Kept, KeptPassage, Nothing};
use rapporteur_record::meeting::Keyed;
use rapporteur_record::voices::Carrier;
use rapporteur_record::{families, meeting};

use crate::all;
use crate::record::{grown, json_lines};

/// A passage with the reports that carried exactly it, and it or nearly it, first; each as a date
/// (empty for none), a space and a document's key.
type PassageRow = (i64, String, String);

/// For each document its passages, and the key of the first version of it, where it is a later one.
type Passages = Vec<(String, Option<String>, Vec<PassageRow>)>;

/// Who carried which words first, of documents as JSON.
#[pyfunction]
pub(crate) fn passages(py: Python<'_>, documents: Vec<String>) -> PyResult<Passages> {
    py.detach(|| {
        let documents = all::<Document>(&documents, "document")?;
        let growth = grown(&Nothing, &documents, &[]);
        let known: BTreeMap<u64, PassageRow> = growth
            .passages
            .iter()
            .map(|one| (one.id, (one.id.cast_signed(), told(&one.carrier), told(&one.family))))
            .collect();
        let mut carried: BTreeMap<&str, Vec<PassageRow>> = BTreeMap::new();
        for (id, document) in &growth.carried {
            carried.entry(document).or_default().extend(known.get(id).cloned());
        }
        // Versions hang on addresses and dates alone.
        let bare: Vec<Document> = documents
            .iter()
            .map(|one| Document { text: String::new(), furniture: Vec::new(), ..one.clone() })
            .collect();
        let versions = families(&bare);
        let row = |document: &Document| {
            let first = versions.report(document);
            let first = (first != document.key).then(|| first.to_owned());
            let passages = carried.remove(document.key.as_str()).unwrap_or_default();
            (document.key.clone(), first, passages)
        };
        Ok(documents.iter().map(row).collect())
    })
}

/// A claim's identifier, the keys under which it stands, those under which it looks, and the first
/// of the claims of its document that it is connected with, where there are others.
type Keys = (String, Vec<i64>, Vec<i64>, Option<String>);

/// The keys of each claim of some documents, and what is connected within a document.
///
/// Two claims that are ever compared share a key of the second list of the one and the third of the
/// other.
#[pyfunction]
pub(crate) fn keys(
    py: Python<'_>,
    documents: Vec<String>,
    claims: Vec<String>,
) -> PyResult<Vec<Keys>> {
    py.detach(|| {
        let (documents, claims) =
            (all::<Document>(&documents, "document")?, all::<Claim>(&claims, "claim")?);
        let signed = |keys: Vec<u64>| keys.into_iter().map(u64::cast_signed).collect();
        let row = |one: Keyed| (one.claim, signed(one.stands), signed(one.looks), one.first);
        Ok(meeting::keyed(&documents, &claims).into_iter().map(row).collect())
    })
}

/// Pairs of claims of different documents above the merge score, among claims that meet under some
/// keys. `documents` and `claims` as JSON; `stands` and `looks` are pairs of a key and a claim's
/// identifier, as [`keys`] gives them.
#[pyfunction]
pub(crate) fn connections(
    py: Python<'_>,
    documents: Vec<String>,
    claims: Vec<String>,
    stands: Vec<(i64, String)>,
    looks: Vec<(i64, String)>,
) -> PyResult<Vec<(String, String)>> {
    py.detach(|| {
        let (documents, claims) =
            (all::<Document>(&documents, "document")?, all::<Claim>(&claims, "claim")?);
        let (stands, looks) = (unsigned(&stands), unsigned(&looks));
        Ok(meeting::connections(&documents, &claims, &stands, &looks))
    })
}

fn unsigned(keys: &[(i64, String)]) -> Vec<(u64, &str)> {
    keys.iter().map(|(key, claim)| (key.cast_unsigned(), claim.as_str())).collect()
}

/// The entries among claims whose components are whole, as JSON. `documents` with all their
/// claims; `passages` of them as [`passages`] gives them; `versions` are further documents, the
/// first versions of those among `documents` that are later ones.
#[pyfunction]
pub(crate) fn entries(
    py: Python<'_>,
    documents: Vec<String>,
    claims: Vec<String>,
    passages: Vec<PassageRow>,
    versions: Vec<String>,
) -> PyResult<Vec<String>> {
    py.detach(|| {
        let documents = all::<Document>(&documents, "document")?;
        let passages = passages.into_iter().map(|(id, carrier, family)| {
            let id = id.cast_unsigned();
            let (carrier, family) = (carrier_of(&carrier), carrier_of(&family));
            (id, KeptPassage { id, words: Vec::new(), carrier, family })
        });
        let known = Known { passages: passages.collect(), versions: all(&versions, "version")? };
        json_lines(&grown(&known, &documents, &all::<Claim>(&claims, "claim")?).entries)
    })
}

/// A record that knows who carried the words of new documents first, and nothing of claims.
struct Known {
    passages: BTreeMap<u64, KeptPassage>,
    versions: Vec<Document>,
}

impl Kept for Known {
    type Error = Infallible;

    fn passages(&self, ids: &[u64]) -> Result<Vec<KeptPassage>, Infallible> {
        Ok(ids.iter().filter_map(|id| self.passages.get(id)).cloned().collect())
    }

    fn versions(&self, addresses: &[String]) -> Result<Vec<Document>, Infallible> {
        let at = |one: &&Document| one.url.as_ref().is_some_and(|url| addresses.contains(url));
        Ok(self.versions.iter().filter(at).cloned().collect())
    }
}

fn told(carrier: &Carrier) -> String {
    format!("{} {}", carrier.published, carrier.key)
}

fn carrier_of(told: &str) -> Carrier {
    let (published, key) = told.split_once(' ').unwrap_or_default();
    Carrier { undated: published.is_empty(), published: published.to_owned(), key: key.to_owned() }
}
