//! One report with an event and a figure.

use rapporteur_model::{
    Actor, Claim, Code, Content, Diagnostic, Document, Event, EventType, Figure, Issue, Measure,
    Medium, Origin, PartialDate, Qualifier, Realis, Span, Speaker, TimeSpan, document_key,
};
use rapporteur_record::views::Contents;
use rapporteur_record::{entries, families};

pub(super) fn small_record() -> Contents {
    let text = "Évora, 3 May — The League freed 12 detainees, its envoy said.";
    let document = Document {
        key: document_key("one", text),
        id: "one".into(),
        outlet: Some("Andes Wire".into()),
        published: PartialDate::parse("2019-05-03").ok(),
        origin: Origin { path: "one.txt".into(), sha256: "00".into(), ..Origin::default() },
        text: text.into(),
        ..Document::default()
    };
    let at = |words: &str| {
        let start = text.find(words).expect("the words stand in the text");
        Span::new(start, start + words.len())
    };
    let claim = |number: usize, words: &str, content: Content| Claim {
        id: format!("{}.{number}", document.key),
        document: document.key.clone(),
        span: at(words),
        quote: words.into(),
        said_by: vec![Speaker {
            speaker: "envoy".into(),
            party: Some("The League".into()),
            medium: Some(Medium::Speech),
            source: Some(at("its envoy")),
            cue: Some(at("said")),
        }],
        realis: Realis::Actual,
        time: PartialDate::parse("2019-05-03").ok().map(TimeSpan::at),
        place: None,
        content,
        found_by: "test".into(),
        confidence: Some(0.75),
    };
    let event = Event {
        event_type: EventType::Retreat,
        mode: Some(rapporteur_model::Mode::Release),
        actors: vec![Actor::new("The League")],
        recipients: Vec::new(),
        mediators: Vec::new(),
        issues: vec![Issue::Detainees],
        object: None,
    };
    let figure = Figure {
        measure: Measure::Released,
        of: Some("detainees".into()),
        by: Some("The League".into()),
        value: 12.0,
        high: None,
        qualifier: Qualifier::Exact,
        unit: Some("people".into()),
    };
    let claims = vec![
        claim(0, "The League freed 12 detainees", Content::Event(event)),
        claim(1, "12 detainees", Content::Figure(figure)),
    ];
    let documents = vec![document];
    let entries = entries(&documents, &claims, &families(&documents));
    let diagnostics = vec![Diagnostic::new(Code::Undated, &documents[0].key, "an example")];
    Contents { documents, claims, entries, diagnostics, ..Contents::default() }
}
