//! Reports.

use std::collections::BTreeSet;

use rapporteur_model::{CodePoints, Document};
use rapporteur_record::Selection;
use serde_json::{Value, json};

use super::page::paged;
use super::{Answers, Page, Problem};

impl<'a> Answers<'a> {
    /// Reports with a selected claim, the latest first; all of them where everything is selected.
    ///
    /// # Errors
    /// When the cursor is none of this list.
    pub fn documents(&self, selection: &Selection, page: &Page) -> Result<Value, Problem> {
        let selected = self.selected(selection);
        let keys: BTreeSet<&str> = selected
            .claims
            .iter()
            .filter_map(|&at| self.contents.claims.get(at))
            .map(|claim| claim.document.as_str())
            .collect();
        let all = selection.is_everything();
        let mut documents: Vec<&Document> = self
            .contents
            .documents
            .iter()
            .filter(|document| all || keys.contains(document.key.as_str()))
            .collect();
        documents.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| a.key.cmp(&b.key)));
        paged(&documents, page, |document| document.key.clone(), |document| self.about(document))
    }

    /// A report with its text and its claims, by key, identifier or shown identifier.
    ///
    /// # Errors
    /// When there is none, or when several share the identifier.
    pub fn document(&self, id: &str) -> Result<Value, Problem> {
        let document = self.find(id)?;
        let points = CodePoints::new(&document.text);
        let claims: Vec<Value> = self
            .contents
            .claims
            .iter()
            .enumerate()
            .filter(|(_, claim)| claim.document == document.key)
            .map(|(at, _)| self.claim_answer(at, Some(&points)))
            .collect();
        let mut answer = self.about(document);
        if let Value::Object(answer) = &mut answer {
            answer.insert("text".into(), document.text.clone().into());
            answer.insert("claims".into(), claims.into());
        }
        Ok(answer)
    }

    fn find(&self, id: &str) -> Result<&'a Document, Problem> {
        let documents = &self.contents.documents;
        if let Some(document) = self.lookup.documents.get(id).and_then(|&at| documents.get(at)) {
            return Ok(document);
        }
        let shown = |document: &&Document| {
            self.lookup.shown.get(&document.key).is_some_and(|shown| shown == id)
        };
        if let Some(document) = documents.iter().find(shown) {
            return Ok(document);
        }
        let named: Vec<&str> = documents
            .iter()
            .filter(|document| document.id == id)
            .map(|document| document.key.as_str())
            .collect();
        if named.is_empty() {
            return Err(Problem::not_found("document", id));
        }
        Err(Problem::parameter(format!(
            "several documents are called `{id}`: name one by its key, {}",
            json!(named)
        )))
    }
}
