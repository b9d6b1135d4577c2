//! The steps of a record, each over a part of the reports, such that the parts together give what
//! [`reconcile`](crate::record::reconcile) gives at once.
//!
//! Every step asks [`grow`](rapporteur_record::grow()) what a record becomes, and answers its
//! questions about what is kept from the part at hand:
//!
//! | step | over | gives |
//! |---|---|---|
//! | [`passages`] | all texts | who carried which words first |
//! | [`components`] | one document | its claims that are connected |
//! | [`connections`] | the claims under some keys | pairs above the merge score |
//! | [`entries`] | whole components | their entries |

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use pyo3::prelude::*;
use rapporteur_model::{Claim, Document};
use rapporteur_record::families;
use rapporteur_record::grow::{Kept, KeptPassage, Nothing};
use rapporteur_record::voices::Carrier;

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

/// Claims that pairs above the merge score connect, each with the first of them; those that are
/// connected with none are left out.
#[pyfunction]
pub(crate) fn components(
    py: Python<'_>,
    documents: Vec<String>,
    claims: Vec<String>,
) -> PyResult<Vec<(String, String)>> {
    py.detach(|| {
        let documents = all::<Document>(&documents, "document")?;
        let claims = all::<Claim>(&claims, "claim")?;
        Ok(grown(&Nothing, &documents, &claims).components)
    })
}

/// Pairs of claims of different documents above the merge score, among claims that meet under some
/// keys. `documents` and `claims` as JSON; `stands` and `looks` are pairs of a key and a claim's
/// identifier, as [`block_keys`](crate::record::block_keys) gives them.
#[pyfunction]
pub(crate) fn connections(
    py: Python<'_>,
    documents: Vec<String>,
    claims: Vec<String>,
    stands: Vec<(i64, String)>,
    looks: Vec<(i64, String)>,
) -> PyResult<Vec<(String, String)>> {
    py.detach(|| {
        let part = Part::new(all(&documents, "document")?, all(&claims, "claim")?);
        let mut under: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
        for (key, claim) in &stands {
            under.entry(*key).or_default().push(claim);
        }
        let mut near: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (key, claim) in &looks {
            near.entry(claim).or_default().extend(under.get(key).into_iter().flatten());
        }
        let mut pairs = Vec::new();
        for (id, others) in near {
            let Some(claim) = part.claims.get(id) else { continue };
            // Each pair once; claims of one document are connected where it was read.
            let others: Vec<String> = others
                .into_iter()
                .filter(|other| *other > id)
                .filter_map(|other| part.claims.get(other))
                .filter(|other| other.document != claim.document)
                .map(|other| other.id.clone())
                .collect();
            let Some(document) = part.documents.get(&claim.document) else { continue };
            if others.is_empty() {
                continue;
            }
            // What a claim says of its words is its own document's text; which passages it shares
            // with whom is of no account here.
            let near = Near { part: &part, claims: others };
            let growth = grown(&near, std::slice::from_ref(document), std::slice::from_ref(claim));
            pairs.extend(growth.regrouped.into_iter().map(|other| (id.to_owned(), other)));
        }
        Ok(pairs)
    })
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

/// The claims of documents, to be found by name.
struct Part {
    documents: BTreeMap<String, Document>,
    claims: BTreeMap<String, Claim>,
}

impl Part {
    fn new(documents: Vec<Document>, claims: Vec<Claim>) -> Self {
        Self {
            documents: documents.into_iter().map(|one| (one.key.clone(), one)).collect(),
            claims: claims.into_iter().map(|one| (one.id.clone(), one)).collect(),
        }
    }
}

/// A record in which some claims stand under whatever key is asked for.
struct Near<'a> {
    part: &'a Part,
    claims: Vec<String>,
}

impl Kept for Near<'_> {
    type Error = Infallible;

    fn claims_under(&self, _: &[u64]) -> Result<Vec<String>, Infallible> {
        Ok(self.claims.clone())
    }

    fn readings(&self, keys: &[String]) -> Result<(Vec<Document>, Vec<Claim>), Infallible> {
        let documents = keys.iter().filter_map(|key| self.part.documents.get(key)).cloned();
        let of_them = |claim: &&Claim| keys.contains(&claim.document);
        let claims = self.claims.iter().filter_map(|id| self.part.claims.get(id));
        Ok((documents.collect(), claims.filter(of_them).cloned().collect()))
    }
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
