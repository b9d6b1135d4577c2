//! A list of names to redact: whatever it holds, the record that comes out is a whole one.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rapporteur_model::{Claim, Document, document_key};
use rapporteur_record::invariants::violations;
use rapporteur_record::redact::{Names, redact};
use rapporteur_record::views::Contents;
use rapporteur_record::{entries, families};

const TEXT: &str = "Oslo, Ana Ruiz met the envoy of José Núñez. \u{130}ns\u{327}a O\u{2019}Brien-Ruiz's brother met nobody.";

/// One report with a claim that begins within a name.
static CONTENTS: LazyLock<Contents> = LazyLock::new(|| {
    let document = Document {
        key: document_key("ana-ruiz", TEXT),
        id: "ana-ruiz".to_owned(),
        title: Some("Ana Ruiz speaks".to_owned()),
        url: Some("https://andes.example/ana-ruiz%20jos%C3%A9_nu%CC%81n%CC%83ez-speaks".to_owned()),
        text: TEXT.to_owned(),
        ..Document::default()
    };
    let quote = "Ruiz met the envoy of José";
    let start = TEXT.find(quote).expect("it is there");
    let json = format!(
        r#"{{"id": "{key}.0", "document": "{key}", "span": {{"start": {start}, "end": {}}}, "quote": "{quote}",
            "said_by": [{{"speaker": "Ana Ruiz", "medium": null, "source": {{"start": 6, "end": 14}}}}],
            "realis": "actual", "time": null, "place": null, "kind": "event", "type": "CONSULT", "mode": null,
            "actors": [{{"name": "Ana Ruiz", "for": "League", "id": "ana-ruiz"}}], "recipients": [], "mediators": [],
            "issues": [], "object": null, "found_by": "x"}}"#,
        start + quote.len(),
        key = document.key,
    );
    let claims: Vec<Claim> = vec![serde_json::from_str(&json).expect("a claim")];
    let documents = vec![document];
    let entries = entries(&documents, &claims, &families(&documents));
    let contents = Contents { documents, claims, entries, ..Contents::default() };
    assert_eq!(violations(&contents), Vec::<String>::new());
    contents
});

fuzz_target!(|text: &str| {
    let Ok(names) = text.parse::<Names>() else { return };
    let redacted = redact(&CONTENTS, &names);
    assert_eq!(violations(&redacted), Vec::<String>::new());
});
