//! Exports, selections, corrections that come back, records as wholes.

use super::harness::Folder;

/// Two reports that can be told apart.
fn talks() -> Folder {
    let folder = Folder::new()
        .with(
            "in/a.txt",
            "Oslo, May 3, 2019 (AW) -- The League and the government of Ruritania \
            agreed to a truce on Friday, the mediator said.\n\nThe League freed 12 prisoners.\n",
        )
        .with(
            "in/b.txt",
            "Geneva, June 7, 2019 (EP) -- The League rejected the plan of Norway on \
            Friday. At least 40 people were killed in May.\n",
        );
    folder.run("build in -o t.record").ends_with(0);
    folder
}

fn csv(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_selection_narrows_views_and_exports_alike() {
    let folder = talks();
    let all = csv(&folder.run("export t.record --to csv").ends_with(0).stdout).len();
    let some = folder.run("export t.record --to csv --where document=a").ends_with(0).stdout;
    assert!(csv(&some).len() < all && csv(&some).len() > 1, "{some}");
    let other = folder.run("export t.record --to csv -w -document=a").ends_with(0).stdout;
    assert_eq!(csv(&some).len() + csv(&other).len(), all + 1);
    folder.run("show t.record documents --where document=b").ends_with(0).says("b");
    folder.run("export t.record --to csv -w colour=red").ends_with(2).warns("R401");
    folder.run("export t.record --to csv -w party=Nobody").ends_with(0).warns("R403");
    folder.run("export t.record --to nonsense").ends_with(2).warns("markdown");
}

#[test]
fn what_is_read_document_by_document_is_the_same_as_from_memory() {
    let folder = talks()
        .with("in/other/a.txt", "The League met Norway in Oslo on Friday.")
        .with("nobody.txt", "Zyxquavius Wolkenstadt = X\n");
    folder.run("build in -o t.record").ends_with(0);
    for format in ["csv", "jsonl", "plover", "polecat", "cameo", "annotations", "schema-org"] {
        let streamed = folder.run(&format!("export t.record --to {format}")).ends_with(0).stdout;
        let everything = format!("export t.record --to {format} -w kind=event&kind=figure");
        let selected = folder.run(&everything).ends_with(0).stdout;
        assert_eq!(streamed, selected, "{format}");
        if format == "jsonl" {
            // It says what a date rests on, and that is what --redact leaves out.
            continue;
        }
        // A list of names that nobody bears leaves all as it is, and needs the whole in memory.
        for some in ["", " -w document=a&q=league", " -w document=a&q=truce"] {
            let some = format!("export t.record --to {format}{some}");
            let streamed = folder.run(&some).ends_with(0).stdout;
            let whole = folder.run(&format!("{some} --redact nobody.txt")).ends_with(0).stdout;
            assert_eq!(streamed, whole, "{some}");
        }
    }
}

#[test]
fn help_lists_each_format_with_its_tool() {
    let help = Folder::new().run("export --help").ends_with(0).stdout;
    for tool in
        ["Gephi", "Aleph", "Hypothesis", "DuckDB", "Obsidian", "TimelineJS", "frictionless", "QGIS"]
    {
        assert!(help.contains(tool), "{tool}: {help}");
    }
    // Who has a build without Parquet learns how to get one with it.
    assert_eq!(help.contains("--features parquet"), !cfg!(feature = "parquet"), "{help}");
}

#[test]
fn tables_guard_formulas_unless_they_are_exact() {
    let report = "{\"id\": \"a\", \"outlet\": \"=1+1\", \"title\": \"-2\", \"text\": \"The League and \
        the government of Ruritania agreed to a truce on Friday.\"}\n";
    let folder = Folder::new().with("in.jsonl", report);
    folder.run("build in.jsonl -o t.record").ends_with(0);
    for format in ["csv", "cameo", "polecat"] {
        let guarded = folder.run(&format!("export t.record --to {format}")).ends_with(0).stdout;
        assert!(guarded.contains("'=1+1"), "{format}: {guarded}");
        let exact = folder.run(&format!("export t.record --to {format} --exact")).ends_with(0);
        assert!(exact.stdout.contains("=1+1") && !exact.stdout.contains("'=1+1"), "{format}");
    }
    let excel = folder.run("export t.record --to csv --excel").ends_with(0).stdout;
    assert!(excel.starts_with('\u{feff}') && excel.contains("'=1+1"), "{excel}");
    folder.run("export t.record --to csv --excel --exact").ends_with(2);
    folder.run("export t.record --to bundle -o out").ends_with(0);
    let documents = String::from_utf8(folder.bytes("out/documents.csv")).unwrap();
    assert!(documents.contains("'=1+1,'-2"), "{documents}");
}

#[test]
fn folders_appear_whole_and_replace_nothing() {
    let folder = talks();
    folder.run("export t.record --to bundle -o out").ends_with(0);
    assert!(folder.path("out/datapackage.json").exists());
    folder.run("export t.record --to bundle -o out").ends_with(2).warns("not empty");
    folder.run("export t.record --to markdown").ends_with(2).warns("-o FOLDER");
    folder.run("export t.record --to markdown -o notes").ends_with(0);
    assert!(folder.path("notes/index.md").exists());
    for format in ["xlsx", "ftm", "ftm-statements", "annotations", "timelinejs", "geojson", "gexf"]
    {
        folder.run(&format!("export t.record --to {format} -o x.{format}")).ends_with(0);
        assert!(!folder.bytes(&format!("x.{format}")).is_empty(), "{format}");
    }
}

#[test]
fn an_edited_table_comes_back_as_decisions() {
    let folder = talks();
    for excel in ["", " --excel"] {
        folder.run(&format!("export t.record --to csv{excel} -o t.csv")).ends_with(0);
        folder.run("import t.record t.csv").ends_with(0).says("0 corrections");
    }
    let rows = csv(&folder.run("export t.record --to csv").stdout);
    let at = |name: &str| rows[0].iter().position(|column| column == name).unwrap();
    let (kind, measure, review, place) = (at("kind"), at("measure"), at("review"), at("place"));
    let figure = rows.iter().position(|row| row[kind] == "figure").unwrap();
    let event = rows.iter().position(|row| row[kind] == "event").unwrap();
    let mut edited = rows.clone();
    edited[figure][measure] = "taken".to_owned();
    edited[event][place] = "Bergen".to_owned();
    edited[event][review] = "accepted".to_owned();
    let write = |rows: &[Vec<String>]| {
        let mut writer = csv::Writer::from_writer(Vec::new());
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        writer.into_inner().unwrap()
    };
    let folder = folder.with("edited.csv", write(&edited));
    folder
        .run("import t.record edited.csv")
        .ends_with(0)
        .says("3 corrections")
        .says("+ Bergen")
        .warns("--apply");
    folder.run("import t.record edited.csv --apply --as Ana").ends_with(0).warns("3 decisions");
    folder.run("import t.record edited.csv").ends_with(0).says("0 corrections");
    let after = folder.run("export t.record --to csv --where review=accepted").stdout;
    assert!(csv(&after)[1].contains(&"Bergen".to_owned()), "{after}");
    edited[event][at("type")] = "DANCE".to_owned();
    edited[figure][review] = "perhaps".to_owned();
    let folder = folder.with("bad.csv", write(&edited));
    folder.run("import t.record bad.csv").ends_with(1).warns("DANCE").warns("perhaps");
    folder
        .with("other.csv", "a,b\n1,2\n")
        .run("import t.record other.csv")
        .ends_with(2)
        .warns("claim");
}

#[test]
fn edited_annotations_come_back_as_decisions() {
    let folder = talks();
    folder.run("export t.record --to annotations -o a.jsonl").ends_with(0);
    folder.run("import t.record a.jsonl").ends_with(0).says("0 corrections");
    let text = String::from_utf8(folder.bytes("a.jsonl")).unwrap();
    let edited = text.replace("measure:released", "measure:held");
    assert_ne!(edited, text);
    let folder = folder.with("b.jsonl", edited);
    folder.run("import t.record b.jsonl").ends_with(0).says("1 correction").says("+ held");
}

#[test]
fn records_are_compared_merged_and_split() {
    let folder = talks();
    folder.run("build in/a.txt -o a.record").ends_with(0);
    folder.run("build in/b.txt -o b.record").ends_with(0);
    folder.run("diff a.record t.record").ends_with(0).says("Reports: 1 more, 0 fewer");
    folder.run("diff t.record t.record").ends_with(0).says("nothing changed");
    folder
        .run("diff t.record --since 2019-05-31 --until 2019-06-30")
        .ends_with(0)
        .says("Reports: 1 more");
    folder.run("diff t.record").ends_with(2).warns("two dates");
    folder.run("merge a.record b.record -o m.record").ends_with(0);
    folder.run("check m.record").ends_with(0);
    folder.run("diff m.record t.record").ends_with(0).says("nothing changed");
    folder.run("merge a.record b.record -o m.record").ends_with(2).warns("it exists");
    let dossier = "[[party]]\nname = \"League\"\n\n[[party]]\nname = \"Ruritania\"\n";
    let folder = folder.with("d.toml", dossier);
    folder.run("split t.record --dossier d.toml -o s.record").ends_with(0).warns("1 report,");
    folder.run("diff s.record a.record").ends_with(0).says("nothing changed");
}
