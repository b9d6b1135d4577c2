//! The layout of the lexicon files.

use rapporteur_model::{Measure, Qualifier};
use serde::Deserialize;

use super::{
    Bound, Context, Cue, Currency, DurationRule, Expected, FigureLexicon, Lists, RuleExample, Side,
    TimeUnit, Verdict,
};
use crate::figures::pattern::Pattern;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    lists: Lists,
    unit: Vec<TimeUnit>,
    currency: Vec<Currency>,
    bound: Vec<BoundEntry>,
    skip: Vec<SkipEntry>,
    duration: Vec<DurationEntry>,
    cue: Vec<CueEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundEntry {
    id: String,
    qualifier: Qualifier,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    example: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SkipEntry {
    id: String,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    example: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DurationEntry {
    id: String,
    verdict: Verdict,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    clause: Vec<String>,
    example: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueEntry {
    id: String,
    measure: Measure,
    side: Side,
    phrases: Vec<String>,
    #[serde(default)]
    cost: f64,
    reach: f64,
    example: String,
}

impl From<File> for FigureLexicon {
    fn from(file: File) -> Self {
        let mut examples = Vec::new();
        let mut example = |id: &str, sentence: String, expected: Expected| {
            examples.push(RuleExample { id: id.to_owned(), sentence, expected });
        };
        let bounds = file
            .bound
            .into_iter()
            .map(|entry| {
                example(&entry.id, entry.example, Expected::Qualifier(entry.qualifier));
                Bound {
                    qualifier: entry.qualifier,
                    before: patterns(&entry.before),
                    after: patterns(&entry.after),
                }
            })
            .collect();
        let skips = file
            .skip
            .into_iter()
            .map(|entry| {
                example(&entry.id, entry.example, Expected::NoFigure);
                Context {
                    id: entry.id,
                    before: patterns(&entry.before),
                    after: patterns(&entry.after),
                }
            })
            .collect();
        let durations = file
            .duration
            .into_iter()
            .map(|entry| {
                let expected = match entry.verdict {
                    Verdict::Figure => Expected::Measure(Measure::Duration),
                    Verdict::NoFigure => Expected::NoFigure,
                };
                example(&entry.id, entry.example, expected);
                DurationRule {
                    verdict: entry.verdict,
                    context: Context {
                        id: entry.id,
                        before: patterns(&entry.before),
                        after: patterns(&entry.after),
                    },
                    clause: patterns(&entry.clause),
                }
            })
            .collect();
        let cues = file
            .cue
            .into_iter()
            .map(|entry| {
                example(&entry.id, entry.example, Expected::Measure(entry.measure));
                Cue {
                    id: entry.id,
                    measure: entry.measure,
                    side: entry.side,
                    phrases: patterns(&entry.phrases),
                    cost: entry.cost,
                    reach: entry.reach,
                }
            })
            .collect();
        Self {
            bounds,
            skips,
            durations,
            cues,
            units: file.unit,
            currencies: file.currency,
            lists: file.lists,
            examples,
        }
    }
}

fn patterns(sources: &[String]) -> Vec<Pattern> {
    sources.iter().map(|source| Pattern::new(source)).collect()
}
