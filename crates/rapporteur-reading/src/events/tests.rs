//! Every frame and every issue finds what its example promises; sentences and their events, by the
//! lexicon alone and by the whole reader.

use std::sync::LazyLock;

use rapporteur_language::Span;
use rapporteur_model::{
    Actor, Basis, Claim, Document, EventType, PartialDate, Realis, document_key,
};

use crate::actors::{self, Knowledge};
use crate::dossier::Dossier;
use crate::events::lexicon::EventLexicon;
use crate::events::{Confidence, EventMention, Found, by_lexicon};
use crate::{Reader, time};

/// Reads single sentences, which triage would judge without their report.
static READER: LazyLock<Reader> = LazyLock::new(|| {
    Reader::new(Dossier::default()).expect("the built-in parts load").reading_all()
});
static LANGUAGE: LazyLock<rapporteur_language::Reader> =
    LazyLock::new(|| rapporteur_language::Reader::new().expect("the built-in weights load"));
static LEXICON: LazyLock<EventLexicon> =
    LazyLock::new(|| EventLexicon::built_in().expect("it parses"));

/// What the lexicon alone finds in a text that was published on Friday, 3 May 2019.
fn by_frames(text: &str) -> Vec<EventMention> {
    let analysis = LANGUAGE.analyse(text, &[Span::new(0, text.len())]).expect("it runs");
    let (sentences, names) = (&analysis.sentences, &analysis.names);
    let (knowledge, dossier) = (Knowledge::builtin(), Dossier::default());
    let actors = actors::mentions(text, sentences, names, knowledge, &dossier);
    let places = actors::places(text, sentences, knowledge);
    let times = time::expressions(text, sentences, PartialDate::parse("2019-05-03").ok());
    let found =
        Found { text, analysis: &analysis, actors: &actors, places: &places, times: &times };
    by_lexicon(found, &LEXICON)
}

/// Claims of the whole reader, of a text that was published on the same day.
fn claims(text: &str) -> Vec<Claim> {
    READER.read(&document(text)).claims
}

fn document(text: &str) -> Document {
    Document {
        key: document_key("test", text),
        id: "test".into(),
        published: PartialDate::parse("2019-05-03").ok(),
        published_basis: Some(Basis::Metadata),
        text: text.into(),
        ..Document::default()
    }
}

/// The events that the lexicon finds, one a line: type, mode, realis, actors > recipients.
fn told(text: &str) -> String {
    let parties = |actors: &[Actor]| {
        actors.iter().map(|actor| actor.party().to_owned()).collect::<Vec<_>>().join(" + ")
    };
    let line = |EventMention { event, realis, .. }: EventMention| {
        let mode = event.mode.map(|mode| format!(" {mode}")).unwrap_or_default();
        let mut line = format!("{}{mode} {realis}: {}", event.event_type, parties(&event.actors));
        if !event.recipients.is_empty() {
            line.push_str(&format!(" > {}", parties(&event.recipients)));
        }
        line
    };
    by_frames(text).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_frame_finds_its_example() {
    let mut missed = Vec::new();
    for frame in LEXICON.frames() {
        let found = by_frames(&frame.example);
        if !found.iter().any(|event| event.frame == frame.id) {
            let instead: Vec<&str> = found.iter().map(|event| event.frame.as_str()).collect();
            missed.push(format!("{}: {} (found {instead:?})", frame.id, frame.example));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn every_issue_is_found_in_its_example() {
    let mut missed = Vec::new();
    for issue in &LEXICON.issues {
        let found = by_frames(&issue.example);
        if !found.iter().any(|found| found.event.issues.contains(&issue.name)) {
            missed.push(format!("{}: {}", issue.name, issue.example));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn frame_identifiers_are_distinct() {
    let mut ids: Vec<&str> = LEXICON.frames().iter().map(|frame| frame.id.as_str()).collect();
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

#[test]
fn the_weights_parse() {
    Confidence::built_in().expect("lexicon/confidence.toml parses");
}

#[test]
fn the_whole_reader_says_how_sure_it_is() {
    let text = "The government of Chad rejected the proposal of the rebels on Thursday. The two \
                sides had met in Oslo in April.";
    let found = claims(text);
    let rejection = found.iter().find(|claim| claim.quote.contains("rejected")).expect("found");
    let event = rejection.event().expect("an event");
    assert_eq!(event.event_type.to_string(), "REJECT");
    assert_eq!(event.actors[0].party(), "Chad");
    let confidence = rejection.confidence.expect("told");
    assert!(confidence > 0.5 && confidence <= 1.0, "{confidence}");
    let time = rejection.time.expect("told");
    assert_eq!(time.start.to_string(), "2019-05-02");
}

#[test]
fn nobody_is_the_recipient_of_talks_between_equals() {
    let parties = |actors: &[Actor]| -> Vec<String> {
        actors.iter().map(|actor| actor.party().to_owned()).collect()
    };
    let told = |text: &str| {
        let found = claims(text);
        let event = found[0].event().expect("an event").clone();
        (event.event_type.to_string(), parties(&event.actors), parties(&event.recipients))
    };
    let (consult, chad, sudan) = ("CONSULT".to_owned(), "Chad".to_owned(), "Sudan".to_owned());
    assert_eq!(
        told("Chad held talks with Sudan on Thursday."),
        (consult.clone(), vec![chad.clone(), sudan.clone()], vec![]),
    );
    assert_eq!(
        told("The president of Chad arrived in Sudan on Thursday for a visit."),
        (consult, vec![chad], vec![sudan]),
    );
}

#[test]
fn no_two_claims_of_one_type_have_the_same_words() {
    let text = "The delegation said that the fighting was the result of operations by the army of \
                Chad against the rebels. Chad and Sudan held talks and met for a round of talks.";
    let found = claims(text);
    let mut told: Vec<_> =
        found.iter().filter_map(|claim| Some((claim.span, claim.event()?.event_type))).collect();
    let all = told.len();
    told.sort_unstable();
    told.dedup();
    assert!(all > 1 && told.len() == all, "{found:#?}");
}

#[test]
fn nobody_takes_the_stance_of_another_clause() {
    let text = "Last May the rebels agreed to a plan put forward by Norway and Kenya, but Chad \
                rejected it, saying that it did not meet its terms.";
    let found = claims(text);
    let by = |event_type: EventType| -> Vec<String> {
        let told = found.iter().filter(|claim| claim.realis != Realis::Negated);
        let of_type = told.filter_map(Claim::event).filter(|event| event.event_type == event_type);
        of_type.flat_map(|event| &event.actors).map(|one| one.party().to_owned()).collect()
    };
    assert_eq!(by(EventType::Agree), ["rebels"], "{found:#?}");
    assert_eq!(by(EventType::Reject), ["Chad"], "{found:#?}");
}

#[test]
fn who_accepts_only_one_thing_refuses_the_rest() {
    let stances = |text: &str| -> Vec<EventType> {
        let found = claims(text);
        let types = found.iter().filter_map(Claim::event).map(|event| event.event_type);
        types.filter(|one| matches!(one, EventType::Agree | EventType::Reject)).collect()
    };
    assert_eq!(stances("The rebels will accept only a short truce."), [EventType::Reject]);
    assert_eq!(stances("The rebels accepted a short truce."), [EventType::Agree]);
    assert_eq!(
        stances("The rebels will accept the truce only if Chad leaves."),
        [EventType::Agree]
    );
}

#[test]
fn an_act_told_again_is_when_and_where_the_report_says_elsewhere() {
    let text = "The Taliban attacked the rebels near Khartoum in April. Norway condemned it on \
                Thursday. The weather was cold. Many read books. The minister \
                is a lawyer. Officials said that the Taliban attacked the rebels in the past.";
    let found = claims(text);
    let attacks: Vec<String> = found
        .iter()
        .filter(|claim| claim.quote.contains("attacked"))
        .filter_map(|claim| Some(claim.time?.start.to_string()))
        .collect();
    assert_eq!(attacks, ["2019-04", "2019-04"], "{found:#?}");
    let places: Vec<_> = found
        .iter()
        .filter(|claim| claim.quote.contains("attacked"))
        .map(|claim| claim.place.as_deref())
        .collect();
    assert_eq!(places, [Some("Khartoum"), Some("Khartoum")], "{found:#?}");
    let again = found.iter().rfind(|claim| claim.quote.contains("attacked")).expect("found");
    let document = document(text);
    let explanation = READER.explain(&document, again).expect("the same claim");
    let told: Vec<_> =
        explanation.elsewhere.iter().map(|(what, words)| (*what, &words.of(text)[..20])).collect();
    let first = "The Taliban attacked";
    assert_eq!(told, [("time", first), ("place", first)], "not by its own words");
}

#[test]
fn an_explanation_names_the_words_of_each_part() {
    let text = "Norway condemned the Sudanese army on Thursday.";
    let document = Document {
        key: document_key("test", text),
        id: "test".into(),
        text: text.into(),
        ..Document::default()
    };
    let claim = READER.read(&document).claims.remove(0);
    let numbered = Claim { id: format!("{}.7", document.key), ..claim.clone() };
    let explanation = READER.explain(&document, &numbered).expect("whatever its number");
    assert_eq!(explanation.claim, numbered);
    assert_eq!(explanation.trigger.of(text), "condemned");
    let why = explanation.why.expect("an event");
    let actor = why.parts.iter().find(|part| part.role == "actor").expect("Norway");
    assert_eq!((actor.span.of(text), actor.path.as_str()), ("Norway", "nsubj"));
    let unheard = Claim { found_by: "nothing".into(), ..claim };
    assert!(READER.explain(&document, &unheard).is_none());
}

#[test]
fn every_frame_that_is_weighed_is_one_of_the_lexicon() {
    let weights = crate::events::Weights::built_in().expect("it parses");
    let known = |id: &String| LEXICON.frames().iter().any(|frame| frame.id == *id);
    let unknown: Vec<_> = weights.frames.keys().filter(|id| !known(id)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
