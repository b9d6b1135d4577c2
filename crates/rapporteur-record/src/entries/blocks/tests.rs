//! Of any two comparable claims each finds the other.

use std::sync::Arc;

use proptest::prelude::*;
use rapporteur_model::{
    Actor, Claim, Content, Document, Event, EventType, Figure, Measure, Mode, PartialDate,
    Qualifier, Realis, Span, TimeSpan,
};

use super::*;
use crate::entries::setting::setting;

const DATES: &[&str] = &[
    "1931",
    "1931-05",
    "1931-05-01",
    "1931-05-08",
    "1931-05-09",
    "1931-06-20",
    "1931-07-20",
    "1932-02",
    "1933",
    "1990",
];
const TYPES: &[EventType] =
    &[EventType::Agree, EventType::Support, EventType::Retreat, EventType::Accuse];

fn date(at: usize) -> Option<PartialDate> {
    DATES.get(at).and_then(|date| PartialDate::parse(date).ok())
}

fn claim() -> impl Strategy<Value = (Document, Claim)> {
    let parties = prop::collection::vec(prop::sample::select(vec!["Ruritania", "Graustark"]), 0..3);
    let at = 0..DATES.len() + 3;
    let where_to =
        prop::sample::select(vec!["the League", "Graustark", "the League in Graustark", "peace"]);
    (at.clone(), at, 0..6_usize, parties, where_to).prop_map(
        |(published, time, kind, parties, of)| {
            let content = match TYPES.get(kind) {
                Some(&event_type) => Content::Event(Event {
                    event_type,
                    mode: (event_type == EventType::Retreat).then_some(Mode::Ceasefire),
                    actors: parties.into_iter().map(Actor::new).collect(),
                    recipients: Vec::new(),
                    mediators: Vec::new(),
                    issues: Vec::new(),
                    object: None,
                }),
                None => Content::Figure(Figure {
                    measure: if kind == 4 { Measure::Killed } else { Measure::Released },
                    of: Some("prisoners".to_owned()),
                    by: None,
                    value: 100.0,
                    high: None,
                    qualifier: Qualifier::Exact,
                    unit: None,
                }),
            };
            let claim = Claim {
                id: "k.0".to_owned(),
                document: "k".to_owned(),
                span: Span::new(0, 33),
                quote: "They freed prisoners under a plan".to_owned(),
                said_by: Vec::new(),
                realis: Realis::Actual,
                time: date(time).map(TimeSpan::at),
                place: None,
                content,
                found_by: String::new(),
                confidence: None,
            };
            let text = format!("They freed prisoners under a plan of {of}, they said.");
            (
                Document {
                    key: "k".to_owned(),
                    published: date(published),
                    text,
                    ..Document::default()
                },
                claim,
            )
        },
    )
}

fn told<'a>(claim: &'a Claim, document: &'a Document) -> Told<'a> {
    Told::new(claim, document, 0, Arc::new(setting(&document.text)))
}

proptest! {
    #[test]
    fn comparable_claims_find_each_other((document, claim) in claim(), (other_document, other) in claim()) {
        let other_document = Document { key: "l".to_owned(), ..other_document };
        let (one, other) = (told(&claim, &document), told(&other, &other_document));
        let finds = |one: &Told<'_>, other: &Told<'_>| {
            let stands = stands_under(other);
            looks_under(one).iter().any(|key| stands.contains(key))
        };
        prop_assert!(!comparable(&one, &other) || finds(&one, &other) && finds(&other, &one));
    }
}
