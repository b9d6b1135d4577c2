//! Claims and entries.

use std::collections::BTreeMap;

use rapporteur_model::Entry;
use rapporteur_record::Selection;
use rapporteur_record::views::entries::EntryRow;
use serde_json::{Value, json};

use super::page::paged;
use super::{Answers, Page, Problem};

/// Claims shown with an entry in a list: of different outlets where there are.
const SHOWN: usize = 3;

impl Answers<'_> {
    /// Selected claims, the latest report first.
    ///
    /// # Errors
    /// When the cursor is none of this list.
    pub fn claims(&self, selection: &Selection, page: &Page) -> Result<Value, Problem> {
        let mut claims = self.selected(selection).claims;
        let published = |at: &usize| {
            let document = self.contents.claims.get(*at).and_then(|claim| self.document_of(claim));
            document.and_then(|document| document.published)
        };
        claims.sort_by(|a, b| published(b).cmp(&published(a)).then(a.cmp(b)));
        let id = |at: &usize| self.contents.claims.get(*at).map(|claim| claim.id.clone());
        paged(&claims, page, |at| id(at).unwrap_or_default(), |&at| self.claim_answer(at, None))
    }

    /// One claim.
    ///
    /// # Errors
    /// When there is none of that identifier.
    pub fn one_claim(&self, id: &str) -> Result<Value, Problem> {
        let at = *self.lookup.claims.get(id).ok_or_else(|| Problem::not_found("claim", id))?;
        Ok(self.claim_answer(at, None))
    }

    /// Selected entries, by date, undated ones last.
    ///
    /// # Errors
    /// When the cursor is none of this list.
    pub fn entries(&self, selection: &Selection, page: &Page) -> Result<Value, Problem> {
        let chosen = self.chosen(&self.selected(selection));
        let mut rows: Vec<&EntryRow> =
            self.rows().iter().filter(|row| chosen(&row.entry)).collect();
        rows.sort_by(|a, b| {
            let when =
                |row: &EntryRow| row.time.map(|time| (time.start.first_day(), time.end.last_day()));
            (a.time.is_none(), when(a), &a.entry).cmp(&(b.time.is_none(), when(b), &b.entry))
        });
        paged(&rows, page, |row| row.entry.clone(), |row| self.entry_answer(row))
    }

    /// An entry with all its claims, its voices, and both sides of what it is disputed on.
    ///
    /// # Errors
    /// When there is none of that identifier.
    pub fn entry(&self, id: &str) -> Result<Value, Problem> {
        let missing = || Problem::not_found("entry", id);
        let at = *self.lookup.entries.get(id).ok_or_else(missing)?;
        let entry = self.contents.entries.get(at).ok_or_else(missing)?;
        let row = self.rows().iter().find(|row| row.entry == id).ok_or_else(missing)?;
        let mut answer = self.entry_answer(row);
        if let Value::Object(answer) = &mut answer {
            let claims = entry.claims.iter().filter_map(|claim| self.lookup.claims.get(claim));
            let claims: Vec<Value> = claims.map(|&at| self.claim_answer(at, None)).collect();
            answer.insert("claims".into(), claims.into());
            answer.remove("evidence");
            answer.insert("voices".into(), self.voices(entry));
            answer.insert("disagreements".into(), self.sides(entry));
        }
        Ok(answer)
    }

    fn voices(&self, entry: &Entry) -> Value {
        let voices = entry.voices.iter().map(|voice| {
            let carried_first = self.lookup.documents.get(&voice.family);
            let document = carried_first.and_then(|&at| self.contents.documents.get(at));
            json!({
                "speaker": voice.speaker,
                "outlet": document.and_then(|document| document.outlet.as_ref()),
                "claims": voice.claims,
            })
        });
        voices.collect()
    }

    fn sides(&self, entry: &Entry) -> Value {
        let slots = entry.disagreements.iter().map(|disagreement| {
            let sides: Vec<Value> = disagreement
                .sides
                .iter()
                .map(|side| {
                    let evidence: Vec<Value> =
                        side.claims.iter().map(|claim| self.evidence_of(claim)).collect();
                    json!({"value": side.value, "evidence": evidence})
                })
                .collect();
            json!({
                "slot": disagreement.slot,
                "correction": disagreement.correction,
                "sides": sides,
            })
        });
        slots.collect()
    }

    pub(super) fn entry_answer(&self, row: &EntryRow) -> Value {
        let Ok(Value::Object(mut answer)) = serde_json::to_value(row) else { return Value::Null };
        for name in ["claims", "quote", "claim", "document", "independent_reports"] {
            answer.remove(name);
        }
        let mut by_outlet: BTreeMap<String, Value> = BTreeMap::new();
        let quoted = std::iter::once(&row.claim).chain(&row.claims);
        for claim in quoted.filter_map(|claim| self.claim(claim)) {
            let outlet = self.document_of(claim).and_then(|document| document.outlet.clone());
            by_outlet.entry(outlet.unwrap_or_default()).or_insert_with(|| self.evidence(claim));
        }
        let evidence: Vec<Value> = by_outlet.into_values().take(SHOWN).collect();
        answer.insert("claims".into(), row.claims.len().into());
        answer.insert("independent_voices".into(), row.independent_reports.into());
        answer.insert("permalink".into(), self.links.entry(&row.entry).into());
        answer.insert("evidence".into(), evidence.into());
        Value::Object(answer)
    }
}
