//! Small invented reports about few happenings, so that much of it meets.

#![allow(dead_code, reason = "each test uses a part of it")]

use proptest::prelude::*;
use rapporteur_record::gold::{Annotated, read_claims};
use serde_json::json;

const PARTIES: &[&str] = &["Ruritania", "the Northern Front", "Graustark", "the League"];
const TYPES: &[&str] = &["CONSULT", "AGREE", "REJECT", "RETREAT"];

/// Sentences that several reports carry, with a word that may change.
const BACKGROUND: &[&str] = &[
    "The war in the valley began when the Northern Front took the bridges NUMBER years ago.",
    "At least NUMBER people have fled from the towns along the river since the spring.",
];

/// A report.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    /// Day of publication; 0 for none.
    day: u8,
    /// Type, one party, the other, and day of each claim.
    claims: Vec<(u8, u8, u8, u8)>,
    /// Which background, with which number.
    background: (u8, u8),
    /// Which address; 0 for none. Reports that share one are versions.
    address: u8,
}

/// Some reports.
pub(crate) fn reports() -> impl Strategy<Value = Vec<Report>> {
    let claim = (0..4_u8, 0..4_u8, 0..4_u8, 1..4_u8);
    let claims = prop::collection::vec(claim, 1..4);
    let report = (0..5_u8, claims, (0..3_u8, 0..4_u8), 0..6_u8).prop_map(
        |(day, claims, background, address)| Report {
            day,
            claims,
            background,
            address: if address > 2 { 0 } else { address },
        },
    );
    prop::collection::vec(report, 1..8)
}

/// Reports that repeat one background, each with another number.
pub(crate) fn repeating(days: &[u8]) -> Vec<Report> {
    let report = |(number, &day): (usize, &u8)| Report {
        day,
        claims: vec![(0, 0, 1, 1)],
        background: (1, u8::try_from(number).expect("few reports")),
        address: 0,
    };
    days.iter().enumerate().map(report).collect()
}

/// The reports with their claims.
pub(crate) fn annotated(reports: &[Report]) -> Annotated {
    let mut lines = String::new();
    for (number, report) in reports.iter().enumerate() {
        let party = |at: u8| PARTIES[usize::from(at)];
        let claims: Vec<_> = report
            .claims
            .iter()
            .map(|&(kind, one, other, on)| {
                json!({
                    "kind": "event", "quote": format!("{} met {}", party(one), party(other)),
                    "said_by": [], "realis": if on == 3 { "negated" } else { "actual" },
                    "time": {"start": format!("1931-05-0{on}"), "end": format!("1931-05-0{on}")},
                    "place": null, "type": TYPES[usize::from(kind)], "mode": null,
                    "actors": [{"name": party(one)}], "recipients": [{"name": party(other)}],
                    "mediators": [], "issues": ["ceasefire"], "object": null,
                })
            })
            .collect();
        let published = (report.day > 0).then(|| format!("1931-05-{:02}", report.day));
        let line = json!({
            "id": format!("r{number}"), "outlet": format!("Outlet {}", number % 3),
            "published": published, "claims": claims,
        });
        lines.push_str(&format!("{line}\n"));
    }
    let text = |id: &str| {
        let mut sentences: Vec<String> = PARTIES
            .iter()
            .flat_map(|one| PARTIES.iter().map(move |other| format!("{one} met {other}.")))
            .collect();
        let number: usize = id[1..].parse().expect("a number");
        let (which, changing) = reports[number].background;
        if let Some(background) = BACKGROUND.get(usize::from(which)) {
            sentences.push(background.replace("NUMBER", &(10 + changing).to_string()));
        }
        Ok::<_, String>(format!("Report {id}. {}", sentences.join(" ")))
    };
    let mut annotated = read_claims(&lines, text).expect("annotated claims");
    for (document, report) in annotated.documents.iter_mut().zip(reports) {
        let address = || format!("https://gazette.example/{}", report.address);
        document.url = (report.address > 0).then(address);
    }
    annotated
}
