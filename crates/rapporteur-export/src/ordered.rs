//! Claims in the order in which every format writes them.

use rapporteur_model::{Claim, Document};
use rapporteur_record::views::Contents;

/// By shown identifier, then place in the text, each with the identifier and its document.
pub(crate) fn ordered(contents: &Contents) -> Vec<(String, &Document, &Claim)> {
    let shown_ids = contents.shown_ids();
    let documents = contents.documents_by_key();
    let mut ordered: Vec<(String, &Document, &Claim)> = contents
        .claims
        .iter()
        .filter_map(|claim| {
            let key = claim.document.as_str();
            Some((shown_ids.get(key)?.clone(), *documents.get(key)?, claim))
        })
        .collect();
    ordered.sort_by(|a, b| {
        (&a.0, &a.1.key, a.2.span, &a.2.id).cmp(&(&b.0, &b.1.key, b.2.span, &b.2.id))
    });
    ordered
}
