//! The order in which reports arrive never matters.

use proptest::prelude::*;
use rapporteur_record::gold::{Annotated, read_claims};
use rapporteur_record::{entries, families};
use serde_json::json;

const PARTIES: &[&str] = &["Ruritania", "the Northern Front", "Graustark", "the League"];
const TYPES: &[&str] = &["CONSULT", "AGREE", "REJECT", "RETREAT"];

/// A report: its day, and of each claim type, one party, the other, and day.
type Told = (u8, Vec<(u8, u8, u8, u8)>);

/// Reports of few words about few happenings, so that much of it meets.
fn reports() -> impl Strategy<Value = Vec<Told>> {
    let claim = (0..4_u8, 0..4_u8, 0..4_u8, 1..4_u8);
    prop::collection::vec((1..5_u8, prop::collection::vec(claim, 1..4)), 1..7)
}

fn annotated(reports: &[Told]) -> Annotated {
    let mut lines = String::new();
    for (number, (day, claims)) in reports.iter().enumerate() {
        let claims: Vec<_> = claims
            .iter()
            .map(|&(kind, one, other, on)| {
                let party = |at: u8| PARTIES[usize::from(at)];
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
        let published = format!("1931-05-0{day}");
        let line = json!({
            "id": format!("r{number}"), "outlet": format!("Outlet {}", number % 3),
            "published": published, "claims": claims,
        });
        lines.push_str(&format!("{line}\n"));
    }
    let text = |id: &str| {
        let sentences: Vec<String> = PARTIES
            .iter()
            .flat_map(|one| PARTIES.iter().map(move |other| format!("{one} met {other}.")))
            .collect();
        Ok::<_, String>(format!("Report {id}. {}", sentences.join(" ")))
    };
    read_claims(&lines, text).expect("annotated claims")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_order_gives_the_same_entries(
        (reports, seed) in reports().prop_flat_map(|reports| {
            let order: Vec<usize> = (0..reports.len()).collect();
            (Just(reports), Just(order).prop_shuffle())
        }),
    ) {
        let all = annotated(&reports);
        let at_once = entries(&all.documents, &all.claims, &families(&all.documents));
        let mut documents = Vec::new();
        let mut claims = Vec::new();
        let mut one_by_one = Vec::new();
        for at in seed {
            documents.push(all.documents[at].clone());
            let own = all.claims.iter().filter(|claim| claim.document == all.documents[at].key);
            claims.extend(own.rev().cloned());
            one_by_one = entries(&documents, &claims, &families(&documents));
        }
        prop_assert_eq!(at_once, one_by_one);
    }
}
