//! Threads, positions, disagreements, figures.

use rapporteur_record::Selection;
use rapporteur_record::views::disagreements;
use rapporteur_record::views::positions::{Position, Stance};
use rapporteur_record::views::threads::Thread;
use serde_json::{Value, json};

use super::page::paged;
use super::{Answers, Page, Problem};

impl Answers<'_> {
    /// Proposals and agreements with a selected step, the latest first.
    ///
    /// # Errors
    /// When the cursor is none of this list.
    pub fn thread_list(&self, selection: &Selection, page: &Page) -> Result<Value, Problem> {
        let chosen = self.chosen(&self.selected(selection));
        let threads: Vec<&Thread> = self
            .threads()
            .iter()
            .filter(|thread| thread.steps.iter().any(|step| chosen(&step.entry)))
            .collect();
        paged(&threads, page, |thread| thread.id.clone(), |thread| self.thread(thread))
    }

    fn thread(&self, thread: &Thread) -> Value {
        let Ok(Value::Object(mut answer)) = serde_json::to_value(thread) else {
            return Value::Null;
        };
        let steps: Vec<Value> = thread
            .steps
            .iter()
            .filter_map(|step| {
                let Ok(Value::Object(mut shown)) = serde_json::to_value(step) else { return None };
                shown.remove("quote");
                shown.remove("claim");
                self.with_evidence(&mut shown, &step.entry, &step.claim, step.independent_reports);
                Some(Value::Object(shown))
            })
            .collect();
        answer.insert("steps".into(), steps.into());
        Value::Object(answer)
    }

    /// What each party demands, offers or refuses on each issue: the latest first, with those
    /// before it.
    ///
    /// # Errors
    /// When the cursor is none of this list.
    pub fn position_list(&self, selection: &Selection, page: &Page) -> Result<Value, Problem> {
        let chosen = self.chosen(&self.selected(selection));
        let positions: Vec<&Position> = self
            .positions()
            .iter()
            .filter(|position| {
                let stances = std::iter::once(&position.latest).chain(&position.earlier);
                stances.into_iter().any(|stance| chosen(&stance.entry))
            })
            .collect();
        let id = |position: &&Position| format!("{} {}", position.issue, position.party);
        paged(&positions, page, id, |position| {
            let earlier: Vec<Value> =
                position.earlier.iter().map(|stance| self.stance(stance)).collect();
            json!({
                "party": position.party,
                "issue": position.issue,
                "latest": self.stance(&position.latest),
                "earlier": earlier,
            })
        })
    }

    fn stance(&self, stance: &Stance) -> Value {
        let Ok(Value::Object(mut shown)) = serde_json::to_value(stance) else { return Value::Null };
        for name in ["quote", "claim", "said_by"] {
            shown.remove(name);
        }
        self.with_evidence(&mut shown, &stance.entry, &stance.claim, stance.independent_reports);
        Value::Object(shown)
    }

    /// Where reports contradict each other, with the words of every side.
    ///
    /// # Errors
    /// When the cursor is none of this list.
    pub fn disagreement_list(&self, selection: &Selection, page: &Page) -> Result<Value, Problem> {
        let chosen = self.chosen(&self.selected(selection));
        let rows: Vec<&disagreements::Row> =
            self.disagreements().iter().filter(|row| chosen(&row.entry)).collect();
        let id = |row: &&disagreements::Row| format!("{} {}", row.entry, row.slot);
        paged(&rows, page, id, |row| {
            let sides: Vec<Value> = row
                .sides
                .iter()
                .map(|side| {
                    let evidence: Vec<Value> =
                        side.evidence.iter().map(|one| self.evidence_of(&one.claim)).collect();
                    json!({"value": side.value, "evidence": evidence})
                })
                .collect();
            json!({
                "entry": row.entry,
                "permalink": self.links.entry(&row.entry),
                "slot": row.slot,
                "about": row.about,
                "time": row.time,
                "correction": row.correction,
                "independent_voices": self.voices_of(&row.entry),
                "sides": sides,
            })
        })
    }

    /// What is counted, one figure of one report after the other, by measure and moment.
    ///
    /// # Errors
    /// When the cursor is none of this list.
    pub fn figure_list(&self, selection: &Selection, page: &Page) -> Result<Value, Problem> {
        let claims = &self.contents.claims;
        let mut figures: Vec<usize> = self
            .selected(selection)
            .claims
            .into_iter()
            .filter(|&at| claims.get(at).is_some_and(|claim| claim.figure().is_some()))
            .collect();
        figures.sort_by_cached_key(|&at| {
            let claim = &claims[at];
            let measure = claim.figure().map(|figure| figure.measure);
            (measure, claim.time.map(|time| time.start.first_day()), at)
        });
        paged(&figures, page, |&at| claims[at].id.clone(), |&at| self.claim_answer(at, None))
    }

    fn voices_of(&self, entry: &str) -> Option<usize> {
        let at = *self.lookup.entries.get(entry)?;
        self.contents.entries.get(at).map(|entry| entry.independent_reports)
    }

    fn with_evidence(
        &self,
        shown: &mut serde_json::Map<String, Value>,
        entry: &str,
        claim: &str,
        voices: usize,
    ) {
        shown.remove("independent_reports");
        shown.insert("independent_voices".into(), voices.into());
        shown.insert("permalink".into(), self.links.entry(entry).into());
        shown.insert("evidence".into(), self.evidence_of(claim));
    }
}
