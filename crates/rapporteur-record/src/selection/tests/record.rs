//! A small record of sentences in the manner of `samples/havana`.

use rapporteur_model::{
    Actor, Claim, Content, Disagreement, Document, Entry, Event, EventType, Figure, Issue, Measure,
    Mode, PartialDate, Qualifier, Realis, Side, Slot, Span, Speaker, TimeSpan, document_key,
};

use crate::selection::{Index, Selection};
use crate::views::Contents;
use crate::{entries, families};

const WIRE: &str = "Havana, November 20 -- Iván Márquez of the FARC announced a truce of two months \
    on Monday. Norway and Cuba are the guarantors. The guerrillas freed 3 soldiers.";
const COURIER: &str = "Bogotá -- The government rejected the truce, President Santos said. \
    Delegates met in Oslo in October through Norway.";

fn document(id: &str, outlet: Option<&str>, published: &str, text: &str) -> Document {
    Document {
        key: document_key(id, text),
        id: id.into(),
        outlet: outlet.map(str::to_owned),
        published: PartialDate::parse(published).ok(),
        text: text.into(),
        ..Document::default()
    }
}

fn claim(document: &Document, number: usize, words: &str, content: Content) -> Claim {
    let start = document.text.find(words).unwrap();
    Claim {
        id: format!("{}.{number}", document.key),
        document: document.key.clone(),
        span: Span::new(start, start + words.len()),
        quote: words.into(),
        said_by: Vec::new(),
        realis: Realis::Actual,
        time: None,
        place: None,
        content,
        found_by: "test".into(),
        confidence: None,
    }
}

fn event(event_type: EventType, mode: Option<Mode>, actors: &[Actor]) -> Event {
    Event {
        event_type,
        mode,
        actors: actors.to_vec(),
        recipients: Vec::new(),
        mediators: Vec::new(),
        issues: Vec::new(),
        object: None,
    }
}

/// Two reports, four events and a figure; the truce is told by two claims that contradict.
pub(super) fn record() -> Contents {
    let wire = document("wire-1", Some("Andes Wire"), "2012-11-20", WIRE);
    let courier = document("courier-1", Some("The Bogotá Courier"), "2012-11-20", COURIER);
    let farc = Actor::acting_for("Iván Márquez", "FARC");
    let truce = Event {
        issues: vec![Issue::Ceasefire],
        ..event(EventType::Concede, Some(Mode::Ceasefire), std::slice::from_ref(&farc))
    };
    let refusal = Event {
        issues: vec![Issue::Ceasefire],
        recipients: vec![Actor::new("FARC")],
        ..event(EventType::Reject, None, &[Actor::new("Colombia")])
    };
    let talks = Event {
        mediators: vec![Actor::new("Norway")],
        ..event(
            EventType::Consult,
            Some(Mode::ThirdParty),
            &[Actor::new("Colombia"), Actor::new("FARC")],
        )
    };
    let freed = Figure {
        measure: Measure::Released,
        of: Some("soldiers".into()),
        by: Some("FARC".into()),
        value: 3.0,
        high: None,
        qualifier: Qualifier::Exact,
        unit: Some("people".into()),
    };
    let said = |name: &str, party: &str| {
        vec![Speaker {
            speaker: name.into(),
            party: Some(party.into()),
            medium: None,
            source: None,
            cue: None,
        }]
    };
    let at = |date: &str| PartialDate::parse(date).ok().map(TimeSpan::at);
    let claims = vec![
        Claim {
            said_by: said("Iván Márquez", "FARC"),
            time: at("2012-11-19"),
            ..claim(&wire, 0, "announced a truce of two months", Content::Event(truce))
        },
        claim(&wire, 1, "freed 3 soldiers", Content::Figure(freed)),
        Claim {
            said_by: said("Juan Manuel Santos", "Colombia"),
            realis: Realis::Planned,
            ..claim(&courier, 0, "rejected the truce", Content::Event(refusal))
        },
        Claim {
            time: at("2012-10"),
            place: Some("Oslo".into()),
            ..claim(&courier, 1, "met in Oslo in October", Content::Event(talks))
        },
    ];
    let documents = vec![wire, courier];
    let mut claims = claims;
    claims.sort_by(|a, b| (&a.document, a.span).cmp(&(&b.document, b.span)));
    let entries = entries(&documents, &claims, &families(&documents));
    Contents { documents, claims, entries: disputed(entries), ..Contents::default() }
}

/// The first entry gets a dispute and a second voice.
fn disputed(mut entries: Vec<Entry>) -> Vec<Entry> {
    let entry = entries.first_mut().unwrap();
    let side = |value: &str| Side { value: value.into(), claims: entry.claims.clone() };
    entry.disagreements = vec![Disagreement {
        slot: Slot::Realis,
        sides: vec![side("actual"), side("negated")],
        correction: false,
    }];
    entry.independent_reports = 2;
    entries
}

/// The quotes of the claims that a query selects, sorted.
pub(super) fn quotes(query: &str) -> Vec<String> {
    let contents = record();
    let (selection, diagnostics) = Selection::from_query(query);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let selected = Index::new(&contents).select(&selection);
    let mut quotes: Vec<String> =
        selected.claims.iter().map(|&at| contents.claims[at].quote.clone()).collect();
    quotes.sort();
    quotes
}
