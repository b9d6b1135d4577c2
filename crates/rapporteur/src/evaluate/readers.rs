//! `rapporteur evaluate readers`: the built-in reader beside a second one, on the same reports.

use std::collections::BTreeMap;

use rapporteur_model::{Claim, Verdict};
use rapporteur_store::Record;

use super::Figures;
use crate::args::Readers;
use crate::second::{Kept, beside, is_second, kept, proposed, same};
use crate::{build, load};

/// What was found by whom.
#[derive(Debug, Default)]
struct Found {
    own: usize,
    second: usize,
    both: usize,
}

/// Lays what the second reader answered beside what the built-in one found.
pub(super) fn readers(args: &Readers) -> anyhow::Result<Figures> {
    let record = Record::open(&args.record)?;
    let path = beside(&args.record);
    let answers = kept(&path)?;
    // Of several models or questions the last one: it is the one that the record was built with.
    let Some(last) = answers.last().cloned() else {
        anyhow::bail!(
            "{}: no answers of a second reader are there; build the record with `--second-reader`",
            path.display()
        )
    };
    let answers: BTreeMap<&str, &Kept> = answers
        .iter()
        .filter(|kept| kept.model == last.model && kept.prompt == last.prompt)
        .map(|kept| (kept.document.as_str(), kept))
        .collect();
    let reader = build::reader(args.dossier.as_deref())?;
    let claims = record.rows().claims()?;
    let mut own: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| !is_second(claim)) {
        own.entry(&claim.document).or_default().push(claim);
    }
    let mut counts: BTreeMap<&str, Found> = BTreeMap::new();
    let (mut documents, mut unusable, mut refused) = (0_usize, 0_usize, BTreeMap::new());
    for document in record.rows().documents()? {
        let Some(kept) = answers.get(document.key.as_str()) else { continue };
        documents += 1;
        let Ok(found) = proposed(&reader, &document, &kept.model, &kept.answer) else {
            unusable += 1;
            continue;
        };
        for why in found.refused {
            *refused.entry(why).or_insert(0_usize) += 1;
        }
        let own = own.remove(document.key.as_str()).unwrap_or_default();
        for claim in &own {
            counts.entry(claim.content.code()).or_default().own += 1;
        }
        for claim in &found.claims {
            let both = own.iter().any(|own| same(own, claim));
            let counts = counts.entry(claim.content.code()).or_default();
            counts.second += 1;
            counts.both += usize::from(both);
        }
    }
    let mut figures = Figures::new();
    figures.insert("model".into(), last.model.into());
    figures.insert("documents".into(), documents.into());
    figures.insert("unusable_answers".into(), unusable.into());
    let sum = |of: fn(&Found) -> usize| counts.values().map(of).sum::<usize>();
    let (own, second, both) = (sum(|n| n.own), sum(|n| n.second), sum(|n| n.both));
    for (name, count) in [
        ("own", own),
        ("second", second),
        ("both", both),
        ("second_alone", second - both),
        ("refused", refused.values().sum()),
    ] {
        figures.insert(name.into(), count.into());
    }
    if own + second > 0 {
        figures.insert("agreement_f1".into(), (2.0 * both as f64 / (own + second) as f64).into());
    }
    for (why, count) in refused {
        figures.insert(format!("refused: {why}"), count.into());
    }
    for (kind, found) in counts {
        figures.insert(format!("{kind}_own"), found.own.into());
        figures.insert(format!("{kind}_second"), found.second.into());
        figures.insert(format!("{kind}_both"), found.both.into());
    }
    judged(&record, &mut figures)?;
    Ok(figures)
}

/// How people judged the claims of each reader, where they did.
fn judged(record: &Record, figures: &mut Figures) -> anyhow::Result<()> {
    let contents = load::decided(record)?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for claim in contents.claims.iter().chain(&contents.rejected) {
        let verdict = contents.reviews.get(&claim.id).map(|review| review.verdict);
        if let Some(verdict @ (Verdict::Accepted | Verdict::Rejected)) = verdict {
            let whose = if is_second(claim) { "second" } else { "own" };
            *counts.entry(format!("{whose}_{}", verdict.name())).or_default() += 1;
        }
    }
    figures.extend(counts.into_iter().map(|(name, count)| (name, count.into())));
    Ok(())
}
