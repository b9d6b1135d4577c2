//! What is loaded for a selection by names is all that it selects in the whole record.

use std::ffi::OsStr;

use rapporteur_record::Selection;
use rapporteur_record::selection::{Field, Index, Takes, key};
use rapporteur_record::views::Contents;
use rapporteur_record::{decisions, families};
use rapporteur_store::{Record, Rows};

use super::harness::{Folder, repository};

/// A part or the whole of a record, with what people decided.
fn decided(rows: Rows<'_>, machine: Contents) -> Contents {
    let families = families(&machine.documents);
    let (decided, lost) = decisions(machine, &rows.decisions().unwrap(), &families);
    assert!(lost.is_empty(), "{lost:?}");
    decided
}

/// What a selection yields, and the names that it asks for in vain.
fn selected(contents: &Contents, selection: &Selection) -> (Contents, Vec<String>) {
    let index = Index::of(contents);
    // A name may be spelled otherwise by most of a part.
    let vain = index.unknown(selection).iter().map(|note| key(&note.message)).collect();
    let mut selected = index.select(selection).whole_entries(contents);
    // Reviews of claims beyond it may come along.
    selected.reviews.clear();
    (selected, vain)
}

#[test]
fn names_of_the_sample_select_the_same_in_its_part_as_in_the_whole() {
    let folder = Folder::new();
    let sample = repository("samples/havana");
    let arguments: [&OsStr; 4] =
        ["build".as_ref(), sample.as_ref(), "-o".as_ref(), "havana.record".as_ref()];
    folder.run_with(arguments, "").ends_with(0);
    let table = folder.run("export havana.record --to csv").ends_with(0).stdout;
    // People reject one claim, correct the doer of another, and are not sure of a third.
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let head = rows.headers().unwrap().clone();
    let at = |name: &str| head.iter().position(|column| column == name).unwrap();
    let (review, actors) = (at("review"), at("actors"));
    let mut edited = csv::Writer::from_writer(Vec::new());
    edited.write_record(&head).unwrap();
    for (number, row) in rows.records().enumerate() {
        let mut row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        match number % 50 {
            7 => row[review] = "rejected".to_owned(),
            12 if !row[actors].is_empty() => row[actors] = "Grand Duchy".to_owned(),
            23 => row[review] = "unsure".to_owned(),
            _ => {}
        }
        edited.write_record(row).unwrap();
    }
    let edited = folder.with("edited.csv", edited.into_inner().unwrap());

    for decide in [false, true] {
        if decide {
            edited.run("import havana.record edited.csv --apply").ends_with(0);
        }
        let record = Record::open(&edited.path("havana.record")).unwrap();
        let rows = record.rows();
        let whole = decided(rows, rows.contents().unwrap());
        let facets = Index::of(&whole).facets(&Selection::default());
        let mut tried = 0;
        for facet in facets {
            let field = Field::from_key(facet.field).unwrap();
            if field.takes() != Takes::Name {
                continue;
            }
            for value in facet.values.into_iter().step_by(4) {
                let plain = Selection::default().with(field, &value.value);
                let narrow = plain.with(Field::From, "2014").with(Field::Voices, "2");
                let cut: String = value.value.chars().take(4).collect();
                let vain = plain.with(field, &cut).with(Field::Outlet, &cut);
                for selection in [plain, narrow, vain] {
                    let part = decided(rows, rows.around(&selection).unwrap().unwrap());
                    assert!(part.claims.len() <= whole.claims.len());
                    let ours = selected(&part, &selection);
                    assert_eq!(ours, selected(&whole, &selection), "{selection}");
                    tried += 1;
                }
            }
        }
        assert!(tried > 80, "{tried}");
    }
}

#[test]
fn a_redacted_record_finds_both_reports_of_an_entry() {
    let text = "Oslo, May 3, 2019 -- The League and Ruritania signed a truce on Friday.\n";
    let folder = Folder::new()
        .with("in/a/one.txt", format!("Andes Wire\n\n{text}"))
        .with("in/b/two.txt", format!("Example Post\n\n{text}"))
        .with("nobody.txt", "Zyxquavius Wolkenstadt = X\n");
    folder.run("build in -o t.record").ends_with(0);
    folder.run("redact t.record nobody.txt -o r.record").ends_with(0);
    for document in ["one", "two"] {
        let show = format!("show r.record documents --json -w document={document}");
        let both = folder.run(&show).ends_with(0).stdout;
        assert!(both.contains("\"one\"") && both.contains("\"two\""), "{both}");
    }
}
