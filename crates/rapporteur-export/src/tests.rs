//! Snapshots of every format, from one small record.

mod hostile;
mod small;

use expect_test::expect;
use rapporteur_record::views::Contents;

use self::small::small_record;
use crate::{Folder, Format, Options, Shape, export, export_folder};

/// Files of a folder in memory.
#[derive(Default)]
struct Files(std::collections::BTreeMap<String, Vec<u8>>);

impl Folder for Files {
    fn file(&mut self, name: &str) -> std::io::Result<Box<dyn std::io::Write + '_>> {
        Ok(Box::new(self.0.entry(name.to_owned()).or_default()))
    }
}

fn bytes(contents: &Contents, format: Format, options: &Options) -> Vec<u8> {
    let mut bytes = Vec::new();
    export(contents, format, options, &mut bytes).expect("writing to memory");
    bytes
}

fn text(contents: &Contents, format: Format) -> String {
    String::from_utf8(bytes(contents, format, &Options::default())).expect("UTF-8")
}

fn folder(contents: &Contents, format: Format) -> Vec<(String, String)> {
    let mut files = Files::default();
    export_folder(contents, format, &Options::default(), &mut files).expect("writing to memory");
    let files = files.0.into_iter();
    files.map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8"))).collect()
}

/// The formats of one file that this build has.
fn files() -> impl Iterator<Item = Format> {
    let file = |format: &Format| format.shape() == Shape::File;
    let built = |format: &Format| *format != Format::Parquet || cfg!(feature = "parquet");
    Format::ALL.iter().copied().filter(file).filter(built)
}

fn exported(format: Format) -> String {
    text(&small_record(), format)
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
fn polecat_has_its_forty_columns() {
    let rows = exported(Format::Polecat);
    for row in rows.lines() {
        assert_eq!(row.split('\t').count(), 40, "{row}");
    }
    expect![""].assert_eq(rows.lines().nth(1).unwrap_or_default());
}

#[test]
fn an_annotation_is_tied_to_the_words_of_its_sentence() {
    expect![""].assert_eq(exported(Format::Annotations).lines().next().unwrap_or_default());
}

#[test]
fn a_web_page_says_what_is_claimed_and_by_whom() {
    expect![""].assert_eq(&exported(Format::SchemaOrg));
}

#[test]
fn followthemoney_has_the_report_the_parties_and_the_event() {
    expect![""].assert_eq(&exported(Format::Ftm));
    expect![""].assert_eq(exported(Format::FtmStatements).lines().nth(1).unwrap_or_default());
}

#[test]
fn a_timeline_escapes_what_a_report_says() {
    expect![""].assert_eq(&exported(Format::TimelineJs));
}

#[test]
fn a_network_is_dynamic_where_gephi_reads_it() {
    expect![""].assert_eq(&exported(Format::Gexf));
    expect![""].assert_eq(&exported(Format::Graphml));
}

#[test]
fn notes_link_threads_and_parties() {
    let notes = folder(&hostile::threaded(), Format::Markdown);
    let all: Vec<String> =
        notes.iter().map(|(name, note)| format!("=== {name}\n{note}")).collect();
    expect![""].assert_eq(&all.concat());
}

#[test]
fn a_data_package_describes_each_of_its_files() {
    let files = folder(&small_record(), Format::Bundle);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "claims.csv",
            "claims.jsonl",
            "datapackage.json",
            "disagreements.csv",
            "documents.csv",
            "entries.csv"
        ]
    );
    let package: serde_json::Value = serde_json::from_str(&files[2].1).expect("JSON");
    for resource in package["resources"].as_array().expect("a list") {
        let path = resource["path"].as_str().expect("a path");
        let (_, written) = files.iter().find(|(name, _)| name == path).expect("its file");
        assert_eq!(resource["bytes"].as_u64(), Some(written.len() as u64), "{path}");
        let hash = format!("sha256:{}", rapporteur_model::sha256_hex(written.as_bytes()));
        assert_eq!(resource["hash"].as_str(), Some(hash.as_str()), "{path}");
        let Some(fields) = resource["schema"]["fields"].as_array() else { continue };
        let described: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
        assert_eq!(described.join(","), written.lines().next().unwrap_or_default(), "{path}");
    }
}

#[test]
fn excel_gets_a_mark_and_no_formulas() {
    let options = Options { excel: true, ..Options::default() };
    let written = bytes(&hostile::record(&["=1+1", "-2", "@x"]), Format::Csv, &options);
    assert!(written.starts_with("\u{feff}claim,".as_bytes()));
    let rows = String::from_utf8(written).expect("UTF-8");
    assert!(rows.contains("'=1+1"), "{rows}");
}

#[test]
fn an_empty_record_is_an_empty_export() {
    for format in files() {
        let written = bytes(&Contents::default(), format, &Options::default());
        let header = match format {
            Format::Csv | Format::Cameo | Format::Polecat | Format::FtmStatements => 1,
            Format::Jsonl | Format::Plover | Format::Ftm | Format::Annotations => 0,
            _ => continue,
        };
        let lines = written.iter().filter(|&&byte| byte == b'\n').count();
        assert_eq!(lines, header, "{}", format.name());
    }
    for format in [Format::Bundle, Format::Markdown] {
        assert!(!folder(&Contents::default(), format).is_empty());
    }
}

#[test]
fn every_format_has_a_name_of_its_own_and_says_what_it_is_for() {
    for &format in Format::ALL {
        assert_eq!(Format::from_name(format.name()), Some(format));
        assert!(format.purpose().contains(": for") || format == Format::Bundle, "{}", format.name());
    }
}
