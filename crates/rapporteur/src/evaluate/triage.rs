//! `rapporteur evaluate triage`: what of annotated claims survives the first look, and how much of
//! other texts it lets through.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use rapporteur_ingest::Columns;
use rapporteur_language::Span;
use rapporteur_language::segment::segment;
use rapporteur_reading::triage::{Thresholds, Triage};
use serde::Deserialize;
use serde_json::json;

use super::{Figures, figures, read};
use crate::args::TriageOf;

/// One line of an annotated file.
#[derive(Deserialize)]
struct Annotated {
    id: String,
    claims: Vec<Quoted>,
}

#[derive(Deserialize)]
struct Quoted {
    quote: String,
}

/// How much passed.
#[derive(Default)]
struct Passed {
    reports: [usize; 2],
    sentences: [usize; 2],
    claims: [usize; 2],
}

impl Passed {
    fn share([passed, all]: [usize; 2]) -> f64 {
        passed as f64 / all.max(1) as f64
    }
}

/// The figures of triage; a claim survives where the sentence with most of its quote is read.
pub(super) fn triage(task: &TriageOf) -> anyhow::Result<Figures> {
    let triage = match &task.lexicon {
        Some(path) => Triage::parse(&read(path)?).with_context(|| path.display().to_string())?,
        None => Triage::built_in()?,
    };
    let from_lexicon = triage.thresholds();
    let thresholds =
        Thresholds { report: task.triage.unwrap_or(from_lexicon.report), ..from_lexicon };
    let mut gold = Passed::default();
    let mut not_found = 0;
    for (number, line) in read(&task.gold)?.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let one: Annotated = serde_json::from_str(line).with_context(|| {
            format!("{}:{}: no annotated document", task.gold.display(), number + 1)
        })?;
        let path = task.texts.join(format!("{}.txt", one.id));
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let whole = [Span::new(0, text.len())];
        let sentences = look(&triage, thresholds, &text, &whole, &mut gold);
        for claim in &one.claims {
            let Some(quote) = find(&text, &claim.quote) else {
                not_found += 1;
                continue;
            };
            let shared =
                |span: Span| span.end.min(quote.end).saturating_sub(span.start.max(quote.start));
            let most = sentences.iter().max_by_key(|(span, _)| shared(*span));
            count(&mut gold.claims, most.is_some_and(|(_, passed)| *passed));
        }
    }
    let mut all = figures(json!({
        "report_threshold": thresholds.report,
        "sentence_threshold": thresholds.sentence,
        "claims_kept": Passed::share(gold.claims),
        "reports_kept": Passed::share(gold.reports),
        "sentences_kept": Passed::share(gold.sentences),
        "claims": gold.claims[1],
        "quotes_not_found": not_found,
        "reports": gold.reports[1],
    }));
    all.extend(unrelated(task, &triage, thresholds)?);
    Ok(all)
}

/// What passes of reports that concern no conflict, by the part of their identifiers before a
/// slash, and the time of the first look at all of them.
fn unrelated(task: &TriageOf, triage: &Triage, thresholds: Thresholds) -> anyhow::Result<Figures> {
    let (sources, problems) = rapporteur_ingest::sources(&task.unrelated);
    if let Some(problem) = problems.first() {
        anyhow::bail!("{}: {}", problem.subject, problem.message);
    }
    let mut documents = Vec::new();
    for source in &sources {
        for report in rapporteur_ingest::read(source, &Columns::default(), &Arc::default()) {
            // What cannot be read passes no triage.
            documents.extend(report.and_then(rapporteur_ingest::document).ok());
        }
    }
    let start = Instant::now();
    for (document, _) in &documents {
        std::hint::black_box(triage.report(&document.text, &document.readable()));
    }
    let seconds = start.elapsed().as_secs_f64();
    let mut groups: BTreeMap<String, Passed> = BTreeMap::new();
    for (document, _) in &documents {
        let group = document.id.split_once('/').map_or("unrelated", |(group, _)| group);
        let passed = groups.entry(group.to_owned()).or_default();
        look(triage, thresholds, &document.text, &document.readable(), passed);
    }
    let mut all = Figures::new();
    for (group, passed) in groups {
        all.insert(format!("{group}_reports"), json!(passed.reports[1]));
        all.insert(format!("{group}_reports_passed"), json!(Passed::share(passed.reports)));
        all.insert(format!("{group}_sentences_passed"), json!(Passed::share(passed.sentences)));
    }
    if !documents.is_empty() {
        all.insert(
            "first_looks_a_second".into(),
            super::per_second(documents.len(), seconds).into(),
        );
    }
    Ok(all)
}

/// The sentences of a text with whether they are read.
fn look(
    triage: &Triage,
    thresholds: Thresholds,
    text: &str,
    regions: &[Span],
    passed: &mut Passed,
) -> Vec<(Span, bool)> {
    let report = triage.report(text, regions);
    let related = report.probability() >= thresholds.report;
    count(&mut passed.reports, related);
    let sentence = |span: Span| {
        let odds = triage.sentence(span.of(text), report);
        (span, related && odds.probability() >= thresholds.sentence)
    };
    let sentences: Vec<_> = segment(text, regions).iter().map(|one| sentence(one.span)).collect();
    for (_, kept) in &sentences {
        count(&mut passed.sentences, *kept);
    }
    sentences
}

fn count([passed, all]: &mut [usize; 2], kept: bool) {
    *passed += usize::from(kept);
    *all += 1;
}

/// Where a quote stands: as it is, or with other white space.
fn find(text: &str, quote: &str) -> Option<Span> {
    if let Some(start) = text.find(quote) {
        return Some(Span::new(start, start + quote.len()));
    }
    let mut words = quote.split_whitespace();
    let first = words.next()?;
    let rest: Vec<&str> = words.collect();
    text.match_indices(first).find_map(|(start, _)| {
        let end = rest.iter().try_fold(start + first.len(), |at, word| {
            let after = text[at..].trim_start();
            after.starts_with(word).then_some(text.len() - after.len() + word.len())
        })?;
        Some(Span::new(start, end))
    })
}
