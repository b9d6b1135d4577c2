//! Query strings: read, printed, and what is not understood.

use proptest::prelude::*;
use rapporteur_model::Code;

use crate::selection::{Field, Selection};

fn read(query: &str) -> Selection {
    let (selection, diagnostics) = Selection::from_query(query);
    assert!(diagnostics.is_empty(), "{query}: {diagnostics:?}");
    selection
}

#[test]
fn one_selection_prints_in_one_way() {
    let spelled =
        "q=Two+Truces&-outlet=Andes%20Wire&party=FARC&party=Bogotá&party=farc&from=2015-05";
    let canonical = "party=bogota&party=farc&-outlet=andes-wire&from=2015-05&q=two+truces";
    assert_eq!(read(spelled).to_string(), canonical);
    assert_eq!(read(canonical), read(spelled));
    assert_eq!(read("?not.outlet=andes-wire"), read("-outlet=Andes Wire"));
    assert_eq!(read("party=&from=&q="), Selection::default());
    assert_eq!(Selection::default().to_string(), "");
}

#[test]
fn what_is_not_understood_is_told_and_left_out() {
    for (query, code, left) in [
        ("colour=red&party=farc", Code::UnknownFilter, "party=farc"),
        ("type=DANCE", Code::BadFilterValue, ""),
        ("from=yesterday&issue=ceasefire", Code::BadFilterValue, "issue=ceasefire"),
        ("voices=none", Code::BadFilterValue, ""),
        ("voices=0", Code::BadFilterValue, ""),
        ("-from=2015", Code::BadFilterValue, ""),
        ("from=2015&from=2016", Code::BadFilterValue, "from=2016"),
        ("from=2016&to=2015", Code::BadFilterValue, "from=2016&to=2015"),
        ("party=---", Code::BadFilterValue, ""),
        ("q=%21%21", Code::BadFilterValue, ""),
    ] {
        let (selection, diagnostics) = Selection::from_query(query);
        let codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(codes, [code], "{query}");
        assert_eq!(selection.to_string(), left, "{query}");
    }
}

#[test]
fn a_page_adds_and_takes_away() {
    let start = read("party=farc&from=2015");
    let more = start.with(Field::Party, "Colombia").with(Field::From, "2016");
    assert_eq!(more.to_string(), "party=colombia&party=farc&from=2016");
    let turned = more.except(Field::Party, "FARC");
    assert_eq!(turned.to_string(), "party=colombia&-party=farc&from=2016");
    assert_eq!(turned.with(Field::Party, "FARC"), more);
    assert_eq!(
        turned.without(Field::Party, "farc").without_field(Field::From),
        read("party=colombia")
    );
    assert!(start.without_field(Field::Party).without(Field::From, "2015").is_everything());
}

#[test]
fn every_example_is_taken_and_every_key_is_its_own() {
    for &field in Field::ALL {
        assert!(field.canonical(field.example()).is_ok(), "{field}");
        assert_eq!(Field::from_key(field.key()), Some(field));
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_and_prints_stably(query in "(-|not\\.|)(party|q|outlet|type|from|voices)=.{0,20}(&.{0,30})?") {
        let (selection, _) = Selection::from_query(&query);
        let printed = selection.to_string();
        let (again, diagnostics) = Selection::from_query(&printed);
        prop_assert!(diagnostics.is_empty(), "{} {:?}", printed, diagnostics);
        prop_assert_eq!(&again, &selection);
        prop_assert_eq!(again.to_string(), printed);
    }
}
