//! Of any two comparable claims each finds the other.

use proptest::prelude::*;
use rapporteur_model::{
    Actor, Claim, Content, Document, Event, EventType, Figure, Measure, Mode, PartialDate,
    Qualifier, Realis, Span, TimeSpan,
};

use super::*;

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
    (at.clone(), at, 0..6_usize, parties).prop_map(|(published, time, kind, parties)| {
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
        let text = "They freed prisoners under a plan of the League.".to_owned();
        (
            Document {
                key: "k".to_owned(),
                published: date(published),
                text,
                ..Document::default()
            },
            claim,
        )
    })
}

proptest! {
    #[test]
    fn comparable_claims_find_each_other((document, claim) in claim(), (other_document, other) in claim()) {
        let other_document = Document { key: "l".to_owned(), ..other_document };
        let one = Told::new(&claim, &document, 0);
        let other = Told::new(&other, &other_document, 0);
        let finds = |one: &Told<'_>, other: &Told<'_>| {
            let stands = stands_under(other);
            looks_under(one).iter().any(|key| stands.contains(key))
        };
        prop_assert!(!comparable(&one, &other) || finds(&one, &other) && finds(&other, &one));
    }
}
