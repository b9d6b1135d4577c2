//! Every claim with its words.

use std::io::{self, Write};

use rapporteur_model::{Claim, CodePoints, Content, Realis};
use rapporteur_record::views::Contents;
use serde_json::Value;

use super::count;
use crate::table;
use crate::table::one_line;

/// Every claim in the exchange form, by report and position.
pub(super) fn rows(contents: &Contents) -> serde_json::Result<Vec<Value>> {
    let documents = contents.documents_by_key();
    contents
        .claims
        .iter()
        .filter_map(|claim| Some((claim, documents.get(claim.document.as_str())?)))
        .map(|(claim, document)| {
            rapporteur_export::claim_json(claim, &CodePoints::new(&document.text))
                .map(Value::Object)
        })
        .collect()
}

/// Prints the claims under their reports.
pub(super) fn write(to: &mut dyn Write, contents: &Contents) -> io::Result<()> {
    table::answer(to, &count(contents.claims.len(), "claim"))?;
    let shown = contents.shown_ids();
    for document in &contents.documents {
        let claims: Vec<&Claim> =
            contents.claims.iter().filter(|claim| claim.document == document.key).collect();
        if claims.is_empty() {
            continue;
        }
        let id = shown.get(document.key.as_str()).unwrap_or(&document.id);
        let outlet = document.outlet.as_deref().unwrap_or("outlet not named");
        let date = document.published.map_or_else(|| "undated".to_owned(), |date| date.to_string());
        writeln!(to)?;
        table::answer(to, &format!("{id} ({outlet}, {date})"))?;
        for claim in claims {
            let mut facts = format!("{}  {}", what(claim), who(claim));
            if let Some(review) = contents.reviews.get(&claim.id) {
                let status = contents.review_status(&claim.id);
                facts.push_str(&format!("  [{status} by {}]", review.by));
            }
            let said = said_by(claim);
            let said = if said.is_empty() { said } else { format!(" according to {said}") };
            table::item(to, &facts, &format!("“{}”{said}", one_line(&claim.quote)))?;
        }
    }
    Ok(())
}

fn what(claim: &Claim) -> String {
    let mut words = match &claim.content {
        Content::Event(event) => {
            let mode = event.mode.map(|mode| mode.to_string());
            [Some(event.event_type.to_string()), mode].into_iter().flatten().collect::<Vec<_>>()
        }
        Content::Figure(figure) => vec![format!("{} {}", figure.measure, figure.value)],
    };
    if claim.realis != Realis::Actual {
        words.push(claim.realis.to_string());
    }
    words.extend(claim.time.map(|time| time.to_string().replace('/', " to ")));
    words.join(" ")
}

fn who(claim: &Claim) -> String {
    match &claim.content {
        Content::Event(event) => {
            let names = |actors: &[rapporteur_model::Actor]| {
                actors.iter().map(|actor| actor.party()).collect::<Vec<_>>().join(", ")
            };
            let mut words = names(&event.actors);
            if !event.recipients.is_empty() {
                words.push_str(&format!(" → {}", names(&event.recipients)));
            }
            if !event.mediators.is_empty() {
                words.push_str(&format!(" through {}", names(&event.mediators)));
            }
            words
        }
        Content::Figure(figure) => figure.of.as_deref().map(one_line).unwrap_or_default(),
    }
}

fn said_by(claim: &Claim) -> String {
    claim.said_by.iter().map(|link| link.speaker.as_str()).collect::<Vec<_>>().join(" > ")
}
