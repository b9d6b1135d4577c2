//! Every frame and every issue finds what its example promises; sentences and their events.

use std::sync::LazyLock;

use rapporteur_model::{Basis, Claim, Document, PartialDate, document_key};

use crate::Reader;
use crate::dossier::Dossier;
use crate::events::lexicon::EventLexicon;

static READER: LazyLock<Reader> =
    LazyLock::new(|| Reader::new(Dossier::default()).expect("the built-in parts load"));

/// Claims of a text that was published on Friday, 3 May 2019.
fn claims(text: &str) -> Vec<Claim> {
    let document = Document {
        key: document_key("test", text),
        id: "test".into(),
        published: PartialDate::parse("2019-05-03").ok(),
        published_basis: Some(Basis::Metadata),
        text: text.into(),
        ..Document::default()
    };
    READER.read(&document).claims
}

/// The events of a text, one a line: type, mode, realis, actors > recipients.
fn told(text: &str) -> String {
    let mut lines = Vec::new();
    for claim in claims(text) {
        let Some(event) = claim.event() else { continue };
        let names = |actors: &[rapporteur_model::Actor]| {
            actors.iter().map(|actor| actor.party().to_owned()).collect::<Vec<_>>().join(" + ")
        };
        let mode = event.mode.map(|mode| format!(" {mode}")).unwrap_or_default();
        let mut line =
            format!("{}{mode} {}: {}", event.event_type, claim.realis, names(&event.actors));
        if !event.recipients.is_empty() {
            line.push_str(&format!(" > {}", names(&event.recipients)));
        }
        lines.push(line);
    }
    lines.join("\n")
}

#[test]
fn every_frame_finds_its_example() {
    let lexicon = EventLexicon::built_in().expect("it parses");
    let mut missed = Vec::new();
    for frame in lexicon.frames() {
        let found = claims(&frame.example);
        if !found.iter().any(|claim| claim.found_by == frame.id) {
            let instead: Vec<&str> = found.iter().map(|claim| claim.found_by.as_str()).collect();
            missed.push(format!("{}: {} (found {instead:?})", frame.id, frame.example));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn every_issue_is_found_in_its_example() {
    let lexicon = EventLexicon::built_in().expect("it parses");
    let mut missed = Vec::new();
    for issue in &lexicon.issues {
        let found = claims(&issue.example);
        let finds = |claim: &Claim| claim.event().is_some_and(|e| e.issues.contains(&issue.name));
        if !found.iter().any(finds) {
            missed.push(format!("{}: {}", issue.name, issue.example));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn frame_identifiers_are_distinct() {
    let lexicon = EventLexicon::built_in().expect("it parses");
    let mut ids: Vec<&str> = lexicon.frames().iter().map(|frame| frame.id.as_str()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(told(text), expected, "{text}");
}

#[test]
fn who_does_it_to_whom() {
    check(
        "Norway condemned the Sudanese army.",
        "ACCUSE disapprove actual: Norway > Sudanese Armed Forces",
    );
    check("The plan was rejected by Chad.", "REJECT actual: Chad");
    check("Kenya refused to sign the accord.", "REJECT actual: Kenya");
}

#[test]
fn realis_follows_mood_and_negation() {
    check("Norway will host talks with Chad.", "CONSULT planned: Norway > Chad");
    check("Chad did not attack Sudan.", "ASSAULT negated: Chad > Sudan");
    check("Chad could attack Sudan.", "ASSAULT hypothetical: Chad > Sudan");
    check("Chad is bombing Sudan.", "ASSAULT ongoing: Chad > Sudan");
}

#[test]
fn what_an_act_is_about_is_no_claim_of_its_own() {
    check("Chad agreed to withdraw from Sudan.", "AGREE actual: Chad");
    check("Norway called for talks.", "REQUEST meet actual: Norway");
    check("Chad hopes to reach a deal.", "");
}
