//! Corrections that come back: an edited table or edited annotations, and what each slot is to say.
//!
//! The readers are the command's own files; what a slot refuses must leave the claim as it was, and
//! what it takes must read back as it is shown.

#![no_main]

#[path = "../../crates/rapporteur/src/import/annotations.rs"]
mod annotations;
#[path = "../../crates/rapporteur/src/import/said.rs"]
mod said;
#[path = "../../crates/rapporteur/src/import/table.rs"]
mod table;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rapporteur_model::Claim;
use rapporteur_record::decisions::{edit, shown};
use rapporteur_record::views::Contents;

use self::said::Said;

/// An event and a figure of our own.
const CLAIMS: [&str; 2] = [
    r#"{"id": "a.0", "document": "a", "span": {"start": 0, "end": 30}, "quote": "The League accepted the plan.",
        "said_by": [{"speaker": "the envoy", "medium": null}], "realis": "actual", "time": null, "place": "Oslo",
        "kind": "event", "type": "AGREE", "mode": null, "actors": [{"name": "League", "for": "the League", "id": "league"}],
        "recipients": [], "mediators": [], "issues": [], "object": null, "found_by": "x"}"#,
    r#"{"id": "a.1", "document": "a", "span": {"start": 31, "end": 60}, "quote": "At least 40 people were killed.",
        "said_by": [], "realis": "actual", "time": null, "place": null, "kind": "figure", "measure": "killed",
        "of": "people", "by": null, "value": 40, "qualifier": "at_least", "unit": "people", "found_by": "x"}"#,
];

static CONTENTS: LazyLock<Contents> = LazyLock::new(|| {
    let read = |json: &&str| serde_json::from_str::<Claim>(json).expect("a claim");
    Contents { claims: CLAIMS.iter().map(read).collect(), ..Contents::default() }
});

/// Every correction is taken or refused.
fn try_all(said: &[Said]) {
    for said in said {
        let named = CONTENTS.claims.iter().find(|claim| claim.id == said.claim);
        let claims = named.map_or(&CONTENTS.claims[..], std::slice::from_ref);
        for (claim, (slot, value)) in
            claims.iter().flat_map(|c| said.slots.iter().map(move |s| (c, s)))
        {
            let mut edited = claim.clone();
            if edit(&mut edited, *slot, value).is_err() {
                assert_eq!(&edited, claim);
                continue;
            }
            let is = shown(&edited, *slot);
            let mut again = edited.clone();
            assert_eq!(edit(&mut again, *slot, &is), Ok(()), "{}: `{is}`", slot.name());
            assert_eq!(shown(&again, *slot), is, "{}", slot.name());
        }
        std::hint::black_box((said.place, &said.verdict));
    }
}

fuzz_target!(|text: &str| {
    for read in
        [table::read(text, b','), table::read(text, b'\t'), annotations::read(text, &CONTENTS)]
    {
        if let Ok(said) = read {
            try_all(&said);
        }
    }
});
