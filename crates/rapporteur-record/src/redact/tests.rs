use rapporteur_model::{
    Actor, Event, EventType, Furniture, FurnitureKind, Origin, Realis, Speaker,
};

use super::*;
use crate::invariants::violations;
use crate::{entries, families};

fn document(id: &str, text: &str) -> Document {
    Document {
        key: document_key(id, text),
        id: id.to_owned(),
        title: Some("Ana Ruiz speaks".to_owned()),
        authors: vec!["Ana Ruiz".to_owned()],
        url: Some("https://andes.example/ana-ruiz-speaks".to_owned()),
        origin: Origin {
            path: format!("{id}.txt"),
            sha256: sha256_hex(text.as_bytes()),
            headers: vec![("From".to_owned(), "Ana Ruiz".to_owned())],
            ..Origin::default()
        },
        furniture: vec![Furniture { span: Span::new(0, 5), kind: FurnitureKind::Dateline }],
        text: text.to_owned(),
        ..Document::default()
    }
}

fn claim(document: &Document, number: usize, quote: &str) -> Claim {
    let start = document.text.find(quote).unwrap();
    let source = document.text.find("Ruiz").map(|at| Span::new(at, at + 4));
    Claim {
        id: format!("{}.{number}", document.key),
        document: document.key.clone(),
        span: Span::new(start, start + quote.len()),
        quote: quote.to_owned(),
        said_by: vec![Speaker {
            speaker: "Ana Ruiz".to_owned(),
            party: Some("League".to_owned()),
            medium: None,
            source,
            cue: None,
        }],
        realis: Realis::Actual,
        time: None,
        place: None,
        content: Content::Event(Event {
            event_type: EventType::Consult,
            mode: None,
            actors: vec![Actor::acting_for("Ana Ruiz", "League")],
            recipients: vec![Actor::new("Government")],
            mediators: Vec::new(),
            issues: Vec::new(),
            object: None,
        }),
        found_by: "meet".to_owned(),
        confidence: None,
    }
}

fn contents() -> Contents {
    let mut documents = vec![
        document("ana-ruiz", "Oslo, Ana Ruiz met the envoy. Señora Ruiz's brother met nobody."),
        document("b", "Juba, the envoy met Ana Ruiz of the League on Monday."),
    ];
    documents.sort_by(|a, b| a.key.cmp(&b.key));
    let claims: Vec<Claim> = documents
        .iter()
        .flat_map(|document| {
            let quote = if document.id == "b" { "met Ana Ruiz" } else { "Ruiz met the envoy" };
            [claim(document, 0, quote)]
        })
        .collect();
    let families = families(&documents);
    let entries = entries(&documents, &claims, &families);
    Contents { documents, claims, entries, ..Contents::default() }
}

#[test]
fn names_are_nowhere_and_every_invariant_holds() {
    let before = contents();
    assert!(violations(&before).is_empty(), "{:?}", violations(&before));
    let after = redact(&before, &"Ana Ruiz = Witness A".parse().unwrap());
    assert!(violations(&after).is_empty(), "{:?}", violations(&after));
    let json = serde_json::to_string(&(&after.documents, &after.claims, &after.entries)).unwrap();
    assert!(!json.to_lowercase().contains("ruiz"), "{json}");
    assert!(json.contains("Witness A"));
    assert_eq!(after.claims.len(), before.claims.len());
    assert_eq!(after.entries.len(), before.entries.len());
    let quotes: Vec<&str> = after.claims.iter().map(|claim| claim.quote.as_str()).collect();
    assert!(
        quotes.contains(&"met Witness A") && quotes.contains(&"Witness A met the envoy"),
        "{quotes:?}"
    );
}

#[test]
fn the_same_list_gives_the_same_record_and_another_name_changes_nothing() {
    let names: Names = "Ana Ruiz".parse().unwrap();
    let json = |contents: &Contents| {
        serde_json::to_string(&(&contents.documents, &contents.claims, &contents.entries)).unwrap()
    };
    assert_eq!(json(&redact(&contents(), &names)), json(&redact(&contents(), &names)));
    let other = redact(&contents(), &"Bela Lugos".parse().unwrap());
    assert_eq!(other.claims, contents().claims);
}
