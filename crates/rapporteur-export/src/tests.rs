//! Snapshots of every format, from one small record.

use expect_test::expect;
use rapporteur_model::{
    Actor, Claim, Code, Content, Diagnostic, Document, Event, EventType, Figure, Issue, Measure,
    Medium, Origin, PartialDate, Qualifier, Realis, Span, Speaker, TimeSpan, document_key,
};
use rapporteur_record::views::Contents;
use rapporteur_record::{entries, families};

use crate::{Format, export};

fn small_record() -> Contents {
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

fn exported(format: Format) -> String {
    let mut bytes = Vec::new();
    export(&small_record(), format, &mut bytes).expect("writing to memory");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn jsonl_counts_code_points_and_bytes() {
    expect![[r#"
        {"id":"one","key":"b880e53e9036968d","outlet":"Andes Wire","title":null,"published":"2019-05-03","published_basis":null,"language":null,"url":null,"sha256":"00","metadata":{},"claims":[{"id":"b880e53e9036968d.0","document":"b880e53e9036968d","start":15,"end":44,"start_byte":18,"end_byte":47,"quote":"The League freed 12 detainees","said_by":[{"speaker":"envoy","for":"The League","medium":"speech","source":[46,55],"cue":[56,60]}],"realis":"actual","time":{"start":"2019-05-03","end":"2019-05-03"},"place":null,"kind":"event","type":"RETREAT","mode":"release","actors":[{"name":"The League","id":"the-league"}],"recipients":[],"mediators":[],"issues":["detainees"],"object":null,"found_by":"test","confidence":0.75,"entry":"e-b880e53e9036968d.0","independent_reports":1},{"id":"b880e53e9036968d.1","document":"b880e53e9036968d","start":32,"end":44,"start_byte":35,"end_byte":47,"quote":"12 detainees","said_by":[{"speaker":"envoy","for":"The League","medium":"speech","source":[46,55],"cue":[56,60]}],"realis":"actual","time":{"start":"2019-05-03","end":"2019-05-03"},"place":null,"kind":"figure","measure":"released","of":"detainees","by":"The League","value":12,"qualifier":"exact","unit":"people","found_by":"test","confidence":0.75,"entry":"e-b880e53e9036968d.1","independent_reports":1}],"diagnostics":[{"code":"R201","subject":"b880e53e9036968d","message":"an example"}]}
    "#]].assert_eq(&exported(Format::Jsonl));
}

#[test]
fn csv_has_one_claim_a_row() {
    expect![[r#"
        claim,document,outlet,published,url,kind,type,mode,actors,recipients,mediators,issues,object,measure,value,high,qualifier,unit,of,by,realis,time_start,time_end,place,said_by,medium,quote,start,end,found_by,confidence,entry,independent_reports,sha256
        b880e53e9036968d.0,one,Andes Wire,2019-05-03,,event,RETREAT,release,The League,,,detainees,,,,,,,,,actual,2019-05-03,2019-05-03,,envoy,speech,The League freed 12 detainees,15,44,test,0.75,e-b880e53e9036968d.0,1,00
        b880e53e9036968d.1,one,Andes Wire,2019-05-03,,figure,,,,,,,,released,12,,exact,people,detainees,The League,actual,2019-05-03,2019-05-03,,envoy,speech,12 detainees,32,44,test,0.75,e-b880e53e9036968d.1,1,00
    "#]].assert_eq(&exported(Format::Csv));
}

#[test]
fn plover_has_one_event_a_line() {
    expect![[r#"
        {"id":"b880e53e9036968d.0","document":"one","outlet":"Andes Wire","published":"2019-05-03","date":{"start":"2019-05-03","end":"2019-05-03"},"type":"RETREAT","mode":"release","auxiliary":null,"quad":"MATERIAL COOPERATION","contexts":["legal"],"actors":[{"name":"The League","id":"the-league"}],"recipients":[],"place":null,"evidence":{"quote":"The League freed 12 detainees","start":15,"end":44},"said_by":["envoy"],"told_as":{"type":"RETREAT","mode":"release","realis":"actual"},"entry":"e-b880e53e9036968d.0","independent_reports":1}
    "#]].assert_eq(&exported(Format::Plover));
}

#[test]
fn cameo_has_one_pair_a_row() {
    expect![[r#"
        claim,document,outlet,published,date_start,date_end,source,source_party,code,target,target_party,auxiliary,place,quote
        b880e53e9036968d.0,one,Andes Wire,2019-05-03,2019-05-03,2019-05-03,The League,The League,0841,,,,,The League freed 12 detainees
    "#]].assert_eq(&exported(Format::Cameo));
}

#[test]
fn cameo_cells_are_no_formulas() {
    let mut record = small_record();
    for (place, shown) in
        [("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)")]
    {
        record.claims[0].place = Some(place.into());
        let mut bytes = Vec::new();
        export(&record, Format::Cameo, &mut bytes).expect("writing to memory");
        let csv = String::from_utf8(bytes).expect("UTF-8");
        assert!(csv.contains(&format!(",{shown},")), "{csv}");
    }
}

#[test]
fn an_empty_record_is_an_empty_export() {
    for &format in Format::ALL {
        let mut bytes = Vec::new();
        export(&Contents::default(), format, &mut bytes).expect("writing to memory");
        let lines = bytes.iter().filter(|&&byte| byte == b'\n').count();
        let header = usize::from(matches!(format, Format::Csv | Format::Cameo));
        assert_eq!(lines, header, "{}", format.name());
    }
}
