//! Precision and recall of what was found against what was planted.

use std::collections::BTreeSet;

use rapporteur_model::Span;
use rapporteur_record::Families;
use rapporteur_record::gold::score::Score;
use rapporteur_record::voices::reprints::Reprint;

use super::generator::Synthetic;

/// Of whole reports: each copy with the report that it copies.
pub(crate) fn copies(made: &Synthetic, found: &[Reprint]) -> Score {
    let key = |number: usize| made.documents[number].key.as_str();
    let planted: BTreeSet<(&str, &str)> =
        made.copies.iter().map(|&(copy, of)| (key(copy), key(of))).collect();
    let hits = found
        .iter()
        .filter(|reprint| planted.contains(&(reprint.document.as_str(), reprint.of.as_str())))
        .count() as f64;
    Score::new(hits, found.len() as f64, hits, planted.len() as f64)
}

/// Of sentences: each that stood in an earlier report with the first to carry it.
pub(crate) fn passages(made: &Synthetic, families: &Families) -> Score {
    let mut hits = 0.0;
    for &(number, at, first) in &made.passages {
        let family = families.of(&made.documents[number], Span::new(at, at + 1));
        hits += f64::from(u8::from(family == made.documents[first].key));
    }
    let found: usize =
        made.documents.iter().map(|document| families.reprinted(&document.key).len()).sum();
    Score::new(hits, found as f64, hits, made.passages.len() as f64)
}
