//! Takes a form, makes decisions of it, and leads back to where the reader was.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use rapporteur_model::{Act, Anchor, Claim, EditedSlot, Verdict};
use rapporteur_record::decisions::{edit, shown};

use crate::forms::{Form, ours};
use crate::snapshot::Snapshot;
use crate::state::AppState;
use crate::text::{fill, text};

/// Claims that one form can decide about: a page of the queue and a large entry.
const MOST: usize = 1_000;

/// `POST /decide`.
pub(crate) async fn decide(
    State(state): State<Arc<AppState>>,
    headers: HeaderMap,
    body: String,
) -> Response {
    if state.read_only {
        return refused(StatusCode::FORBIDDEN, text("review.refused-read-only"));
    }
    let form = Form::of(body.as_bytes());
    if !form.one("token").is_some_and(|given| state.token.is(given)) {
        return refused(StatusCode::FORBIDDEN, text("review.refused-token"));
    }
    let snapshot = state.snapshot();
    let acts = match acts(&form, &snapshot) {
        Ok(acts) => acts,
        Err(why) => return refused(StatusCode::UNPROCESSABLE_ENTITY, &why),
    };
    let by = form.one("by").map(str::trim).filter(|name| !name.is_empty());
    let named = by.map(str::to_owned);
    let by = named.clone().unwrap_or_else(|| reviewer(&state, &headers));
    let why = form.one("why").map(str::trim).filter(|why| !why.is_empty()).map(str::to_owned);
    let writer = Arc::clone(&state);
    let written = tokio::task::spawn_blocking(move || {
        let mut last = None;
        for act in acts {
            last = Some(writer.decide(act, &by, why.clone())?);
        }
        Ok::<_, rapporteur_store::StoreError>(last)
    });
    match written.await {
        Ok(Ok(last)) => {
            let done = last.map(|decision| decision.number);
            let mut response = Redirect::to(&back(form.one("back"), done)).into_response();
            if let Some(cookie) = named.as_deref().and_then(remembered) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            response
        }
        Ok(Err(error)) => refused(StatusCode::SERVICE_UNAVAILABLE, &error.to_string()),
        Err(error) => refused(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

/// What a form asks for.
fn acts(form: &Form, snapshot: &Snapshot) -> Result<Vec<Act>, String> {
    let claims = || -> Result<Vec<&Claim>, String> {
        let named: Vec<&str> = form.all("claim").take(MOST + 1).collect();
        if named.len() > MOST {
            return Err(text("review.refused-many").to_owned());
        }
        let found: Option<Vec<&Claim>> = named.iter().map(|id| snapshot.core.claim(id)).collect();
        found
            .filter(|found| !found.is_empty())
            .ok_or_else(|| text("review.refused-claim").to_owned())
    };
    let anchors = |claims: Vec<&Claim>| claims.into_iter().map(Anchor::of).collect::<Vec<_>>();
    match form.one("act") {
        Some("judge") => {
            let verdict = form.one("verdict").and_then(Verdict::from_name);
            let verdict = verdict.ok_or_else(|| text("review.refused-verdict").to_owned())?;
            Ok(vec![Act::Judge { claims: anchors(claims()?), verdict }])
        }
        Some("merge") => Ok(vec![Act::Merge { claims: anchors(claims()?) }]),
        Some("split") => Ok(vec![Act::Split { claims: anchors(claims()?) }]),
        Some("edit") => {
            let claims = claims()?;
            let claim = claims.first().ok_or_else(|| text("review.refused-claim").to_owned())?;
            edits(form, claim)
        }
        Some("merge-actors") => {
            let names: Vec<String> = form
                .all("name")
                .map(str::trim)
                .filter(|n| !n.is_empty())
                .map(str::to_owned)
                .collect();
            let into = form.one("into").map(str::trim).unwrap_or_default().to_owned();
            if names.is_empty() || into.is_empty() {
                return Err(text("review.refused-names").to_owned());
            }
            Ok(vec![Act::MergeActors { names, into }])
        }
        Some("undo") => {
            let number = form.one("number").and_then(|number| number.parse().ok());
            let number =
                number.filter(|number| snapshot.log.iter().any(|one| one.number == *number));
            let number = number.ok_or_else(|| text("review.refused-undo").to_owned())?;
            Ok(vec![Act::Undo { number }])
        }
        _ => Err(text("review.refused-act").to_owned()),
    }
}

/// One decision for each slot that the form changes; an order that lets a new type take a new mode.
fn edits(form: &Form, claim: &Claim) -> Result<Vec<Act>, String> {
    let slots = if claim.event().is_some() { EditedSlot::OF_EVENT } else { EditedSlot::OF_FIGURE };
    let mut acts = Vec::new();
    let mut tried = claim.clone();
    // The anchor is the claim as the machine found it; its type may change on the way.
    let anchor = Anchor::of(claim);
    for &slot in slots {
        let Some(value) = form.one(&format!("slot.{}", slot.name())) else { continue };
        if value.trim() == shown(&tried, slot) {
            continue;
        }
        let type_changed = shown(&tried, EditedSlot::Type) != shown(claim, EditedSlot::Type);
        if let Err(refused) = edit(&mut tried, slot, value) {
            // The form offers the modes of the old type.
            if slot == EditedSlot::Mode && type_changed {
                continue;
            }
            return Err(fill("review.refused-slot", &[("why", &refused.to_string())]));
        }
        acts.push(Act::Edit { claim: anchor.clone(), slot, value: value.trim().to_owned() });
    }
    Ok(acts)
}

/// A page of ours, with what was done.
fn back(asked: Option<&str>, done: Option<u64>) -> String {
    let asked = ours(asked).unwrap_or("/review");
    let (path, fragment) = asked.split_once('#').map_or((asked, None), |(p, f)| (p, Some(f)));
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "done");
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    if let Some(done) = done {
        query.append_pair("done", &done.to_string());
    }
    let query = query.finish();
    let query = if query.is_empty() { query } else { format!("?{query}") };
    let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    format!("{path}{query}{fragment}")
}

/// Who decides: the name given before, or the one that the program was started with.
pub(crate) fn reviewer(state: &AppState, headers: &HeaderMap) -> String {
    cookie(headers).unwrap_or_else(|| state.reviewer.clone())
}

/// Keeps a reviewer's name for the next form, for a year.
fn remembered(name: &str) -> Option<HeaderValue> {
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let cookie = format!("reviewer={name}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly");
    HeaderValue::from_str(&cookie).ok()
}

/// The name that a reviewer gave before.
fn cookie(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    let value = cookies.split(';').find_map(|pair| pair.trim().strip_prefix("reviewer="))?;
    let decoded = form_urlencoded::parse(format!("n={value}").as_bytes()).next()?.1.into_owned();
    (!decoded.trim().is_empty()).then_some(decoded)
}

fn refused(status: StatusCode, why: &str) -> Response {
    (status, format!("{}: {why}\n", text("review.refused"))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_back_to_our_own_pages_alone() {
        assert_eq!(back(Some("/review?party=x&done=3#c1"), Some(4)), "/review?party=x&done=4#c1");
        assert_eq!(back(Some("//evil.example/"), Some(1)), "/review?done=1");
        assert_eq!(back(Some("https://evil.example/"), None), "/review");
        assert_eq!(back(Some("/\\evil.example"), None), "/review");
    }
}
