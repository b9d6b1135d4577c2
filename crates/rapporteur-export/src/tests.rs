//! Snapshots of every format, from one small record.

mod hostile;
mod small;

use expect_test::expect;
use rapporteur_model::{Review, Verdict};
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
    Format::ALL.iter().copied().filter(file).filter(|format| format.is_built())
}

fn exported(format: Format) -> String {
    text(&small_record(), format)
}

#[test]
fn jsonl_counts_code_points_and_bytes() {
    expect![[r#"
        {"id":"one","key":"b880e53e9036968d","outlet":"Andes Wire","title":null,"published":"2019-05-03","published_basis":null,"language":null,"url":null,"sha256":"00","metadata":{},"claims":[{"id":"b880e53e9036968d.0","document":"b880e53e9036968d","start":15,"end":44,"start_byte":18,"end_byte":47,"quote":"The League freed 12 detainees","said_by":[{"speaker":"envoy","for":"The League","medium":"speech","source":[46,55],"cue":[56,60]}],"realis":"actual","time":{"start":"2019-05-03","end":"2019-05-03"},"place":null,"kind":"event","type":"RETREAT","mode":"release","actors":[{"name":"The League","id":"the-league"}],"recipients":[],"mediators":[],"issues":["detainees"],"object":null,"found_by":"test","confidence":0.75,"entry":"e-b880e53e9036968d.0","independent_reports":1,"review":null,"permalink":"http://127.0.0.1:4848/d/b880e53e9036968d?c=0#c0"},{"id":"b880e53e9036968d.1","document":"b880e53e9036968d","start":32,"end":44,"start_byte":35,"end_byte":47,"quote":"12 detainees","said_by":[{"speaker":"envoy","for":"The League","medium":"speech","source":[46,55],"cue":[56,60]}],"realis":"actual","time":{"start":"2019-05-03","end":"2019-05-03"},"place":null,"kind":"figure","measure":"released","of":"detainees","by":"The League","value":12,"qualifier":"exact","unit":"people","found_by":"test","confidence":0.75,"entry":"e-b880e53e9036968d.1","independent_reports":1,"review":null,"permalink":"http://127.0.0.1:4848/d/b880e53e9036968d?c=1#c1"}],"diagnostics":[{"code":"R201","subject":"b880e53e9036968d","message":"an example"}]}
    "#]].assert_eq(&exported(Format::Jsonl));
}

#[test]
fn csv_has_one_claim_a_row() {
    expect![[r#"
        claim,document,outlet,published,url,kind,type,mode,actors,recipients,mediators,issues,object,measure,value,high,qualifier,unit,of,by,realis,time_start,time_end,place,said_by,medium,quote,start,end,found_by,confidence,entry,independent_reports,sha256,title,language,disputed,review,permalink
        b880e53e9036968d.0,one,Andes Wire,2019-05-03,,event,RETREAT,release,The League,,,detainees,,,,,,,,,actual,2019-05-03,2019-05-03,,envoy,speech,The League freed 12 detainees,15,44,test,0.75,e-b880e53e9036968d.0,1,00,,,false,,http://127.0.0.1:4848/d/b880e53e9036968d?c=0#c0
        b880e53e9036968d.1,one,Andes Wire,2019-05-03,,figure,,,,,,,,released,12,,exact,people,detainees,The League,actual,2019-05-03,2019-05-03,,envoy,speech,12 detainees,32,44,test,0.75,e-b880e53e9036968d.1,1,00,,,false,,http://127.0.0.1:4848/d/b880e53e9036968d?c=1#c1
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
        claim,document,outlet,published,date_start,date_end,source,source_party,code,target,target_party,auxiliary,place,quote,url,permalink
        b880e53e9036968d.0,one,Andes Wire,2019-05-03,2019-05-03,2019-05-03,The League,The League,0841,,,,,The League freed 12 detainees,,http://127.0.0.1:4848/d/b880e53e9036968d?c=0#c0
    "#]].assert_eq(&exported(Format::Cameo));
}

#[test]
fn cameo_cells_are_no_formulas() {
    let mut record = small_record();
    for (place, shown) in
        [("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)")]
    {
        record.claims[0].place = Some(place.into());
        let csv = text(&record, Format::Cameo);
        assert!(csv.contains(&format!(",{shown},")), "{csv}");
    }
}

#[test]
fn polecat_has_its_forty_columns() {
    let rows = exported(Format::Polecat);
    for row in rows.lines() {
        assert_eq!(row.split('\t').count(), 40, "{row}");
    }
    expect!["b880e53e9036968d.0	2019-05-03	RETREAT	release		MATERIAL COOPERATION	legal	The League						The League																				Andes Wire	2019-05-03					rapporteur 0.1.0"].assert_eq(rows.lines().nth(1).unwrap_or_default());
}

#[test]
fn an_annotation_is_tied_to_the_words_of_its_sentence() {
    expect![[r#"{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://127.0.0.1:4848/d/b880e53e9036968d?c=0#c0","type":"Annotation","motivation":"classifying","generator":{"type":"Software","name":"Rapporteur 0.1.0"},"body":[{"type":"TextualBody","purpose":"tagging","value":"type:RETREAT"},{"type":"TextualBody","purpose":"tagging","value":"mode:release"},{"type":"TextualBody","purpose":"tagging","value":"actor:The League"},{"type":"TextualBody","purpose":"tagging","value":"issue:detainees"},{"type":"TextualBody","purpose":"tagging","value":"realis:actual"},{"type":"TextualBody","purpose":"describing","format":"application/json","value":"{\"id\":\"b880e53e9036968d.0\",\"document\":\"b880e53e9036968d\",\"start\":15,\"end\":44,\"start_byte\":18,\"end_byte\":47,\"quote\":\"The League freed 12 detainees\",\"said_by\":[{\"speaker\":\"envoy\",\"for\":\"The League\",\"medium\":\"speech\",\"source\":[46,55],\"cue\":[56,60]}],\"realis\":\"actual\",\"time\":{\"start\":\"2019-05-03\",\"end\":\"2019-05-03\"},\"place\":null,\"kind\":\"event\",\"type\":\"RETREAT\",\"mode\":\"release\",\"actors\":[{\"name\":\"The League\",\"id\":\"the-league\"}],\"recipients\":[],\"mediators\":[],\"issues\":[\"detainees\"],\"object\":null,\"found_by\":\"test\",\"confidence\":0.75}"},{"type":"SpecificResource","purpose":"linking","source":"http://127.0.0.1:4848/e/e-b880e53e9036968d.0"}],"target":{"source":"http://127.0.0.1:4848/d/b880e53e9036968d","selector":[{"type":"TextQuoteSelector","exact":"The League freed 12 detainees","prefix":"Évora, 3 May — ","suffix":", its envoy said."},{"type":"TextPositionSelector","start":15,"end":44}]}}"#]].assert_eq(exported(Format::Annotations).lines().next().unwrap_or_default());
}

#[test]
fn a_web_page_says_what_is_claimed_and_by_whom() {
    expect![[r#"
        {"@context":"https://schema.org","@graph":[
        {"@type":"NewsArticle","@id":"http://127.0.0.1:4848/d/b880e53e9036968d","datePublished":"2019-05-03","publisher":{"@type":"NewsMediaOrganization","name":"Andes Wire"}},
        {"@type":"Claim","@id":"http://127.0.0.1:4848/d/b880e53e9036968d?c=0#c0","text":"The League freed 12 detainees","appearance":[{"@id":"http://127.0.0.1:4848/d/b880e53e9036968d"},{"@type":"Quotation","text":"The League freed 12 detainees","spokenByCharacter":{"@type":"Thing","name":"envoy"},"isPartOf":{"@id":"http://127.0.0.1:4848/d/b880e53e9036968d"}}],"datePublished":"2019-05-03","name":"RETREAT release","keywords":["detainees"],"about":[{"@type":"Thing","name":"The League"}],"author":{"@type":"Thing","name":"envoy"}},
        {"@type":"Claim","@id":"http://127.0.0.1:4848/d/b880e53e9036968d?c=1#c1","text":"12 detainees","appearance":[{"@id":"http://127.0.0.1:4848/d/b880e53e9036968d"},{"@type":"Quotation","text":"12 detainees","spokenByCharacter":{"@type":"Thing","name":"envoy"},"isPartOf":{"@id":"http://127.0.0.1:4848/d/b880e53e9036968d"}}],"datePublished":"2019-05-03","name":"released 12","about":[{"@type":"QuantitativeValue","value":12.0,"unitText":"people"}],"author":{"@type":"Thing","name":"envoy"}}
        ]}
    "#]].assert_eq(&exported(Format::SchemaOrg));
}

#[test]
fn followthemoney_has_the_report_the_parties_and_the_event() {
    expect![[r#"
        {"id":"actor-the-league","schema":"Organization","properties":{"name":["The League"]}}
        {"id":"doc-b880e53e9036968d","schema":"Article","properties":{"fileName":["one"],"processingAgent":["rapporteur 0.1.0"],"publishedAt":["2019-05-03"],"publisher":["Andes Wire"],"sourceUrl":["http://127.0.0.1:4848/d/b880e53e9036968d"]}}
        {"id":"e-b880e53e9036968d.0","schema":"Event","properties":{"date":["2019-05-03"],"involved":["actor-the-league"],"keywords":["RETREAT","detainees","release"],"name":["RETREAT release: The League"],"proof":["doc-b880e53e9036968d"],"publisher":["Andes Wire"],"recordId":["e-b880e53e9036968d.0"],"sourceUrl":["http://127.0.0.1:4848/e/e-b880e53e9036968d.0"],"summary":["The League freed 12 detainees"]}}
        {"id":"e-b880e53e9036968d.1","schema":"Note","properties":{"description":["12 detainees"],"entity":["doc-b880e53e9036968d"],"keywords":["released"],"name":["released: 12 detainees"],"proof":["doc-b880e53e9036968d"],"publisher":["Andes Wire"],"sourceUrl":["http://127.0.0.1:4848/e/e-b880e53e9036968d.1"]}}
        {"id":"says-e-b880e53e9036968d.0-b880e53e9036968d","schema":"Documentation","properties":{"document":["doc-b880e53e9036968d"],"entity":["e-b880e53e9036968d.0"],"role":["quotes"]}}
    "#]].assert_eq(&exported(Format::Ftm));
    expect!["actor-the-league,actor-the-league,name,name,Organization,The League,andes_wire,test,,,t,2019-05-03,2019-05-03,8609a04849e0689f069f3e92e8feb06259f6a4ed"].assert_eq(exported(Format::FtmStatements).lines().nth(1).unwrap_or_default());
}

#[test]
fn a_timeline_escapes_what_a_report_says() {
    expect![[r#"
        {
          "events": [
            {
              "start_date": {
                "year": 2019,
                "month": 5,
                "day": 3
              },
              "display_date": "3 May 2019",
              "text": {
                "headline": "RETREAT release: The League",
                "text": "<p>“The League freed 12 detainees”</p><p><a href=\"http://127.0.0.1:4848/d/b880e53e9036968d\" rel=\"noreferrer\">Andes Wire</a> (1 independent voice; <a href=\"http://127.0.0.1:4848/e/e-b880e53e9036968d.0\">in the record</a>)</p>"
              },
              "group": "RETREAT",
              "unique_id": "e-b880e53e9036968d.0",
              "autolink": false
            }
          ]
        }
    "#]].assert_eq(&exported(Format::TimelineJs));
}

#[test]
fn an_entry_stands_on_the_map_where_its_place_is_known() {
    let located = |place: Option<&str>| {
        let mut record = small_record();
        for claim in &mut record.claims {
            claim.place = place.map(Into::into);
        }
        let map: serde_json::Value =
            serde_json::from_str(&text(&record, Format::GeoJson)).expect("JSON");
        let first = map["features"][0].clone();
        (first["geometry"].to_string(), first["properties"]["position"].clone())
    };
    let point = r#"{"type":"Point","coordinates":[-74.1,4.7]}"#;
    assert_eq!(located(Some("Bogotá")), (point.to_owned(), "city".into()));
    assert_eq!(located(Some("Colombia")).1, "area");
    assert_eq!(located(Some("Utopia")), ("null".to_owned(), serde_json::Value::Null));
    assert_eq!(located(None), ("null".to_owned(), serde_json::Value::Null));
    expect![[r#"
        {"type":"FeatureCollection","features":[
        {"type":"Feature","id":"e-b880e53e9036968d.0","geometry":null,"properties":{"entry":"e-b880e53e9036968d.0","type":"RETREAT","mode":"release","measure":null,"low":null,"high":null,"of":null,"realis":"actual","time_start":"2019-05-03","time_end":"2019-05-03","actors":"The League","recipients":null,"mediators":null,"issues":"detainees","objects":null,"places":null,"speakers":"envoy","outlets":"Andes Wire","first_published":"2019-05-03","claims":1,"independent_reports":1,"disputed":null,"quote":"The League freed 12 detainees","review_status":"unreviewed","permalink":"http://127.0.0.1:4848/e/e-b880e53e9036968d.0","position":null}},
        {"type":"Feature","id":"e-b880e53e9036968d.1","geometry":null,"properties":{"entry":"e-b880e53e9036968d.1","type":null,"mode":null,"measure":"released","low":12,"high":12,"of":"detainees","realis":"actual","time_start":"2019-05-03","time_end":"2019-05-03","actors":"The League","recipients":null,"mediators":null,"issues":null,"objects":null,"places":null,"speakers":"envoy","outlets":"Andes Wire","first_published":"2019-05-03","claims":1,"independent_reports":1,"disputed":null,"quote":"12 detainees","review_status":"unreviewed","permalink":"http://127.0.0.1:4848/e/e-b880e53e9036968d.1","position":null}}
        ]}
    "#]].assert_eq(&exported(Format::GeoJson));
    let empty = text(&Contents::default(), Format::GeoJson);
    assert_eq!(empty, "{\"type\":\"FeatureCollection\",\"features\":[\n]}\n");
}

#[test]
fn a_network_is_dynamic_where_gephi_reads_it() {
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <gexf xmlns="http://gexf.net/1.3" version="1.3">
         <meta>
          <creator>Rapporteur 0.1.0</creator>
         </meta>
         <graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">
          <attributes class="node" mode="static">
           <attribute id="entries" title="entries" type="integer"/>
          </attributes>
          <attributes class="edge" mode="static">
           <attribute id="type" title="type" type="string"/>
           <attribute id="mode" title="mode" type="string"/>
           <attribute id="issues" title="issues" type="string"/>
           <attribute id="realis" title="realis" type="string"/>
           <attribute id="date" title="date" type="string"/>
           <attribute id="voices" title="voices" type="integer"/>
           <attribute id="disputed" title="disputed" type="boolean"/>
           <attribute id="outlets" title="outlets" type="string"/>
           <attribute id="quote" title="quote" type="string"/>
           <attribute id="entry" title="entry" type="string"/>
           <attribute id="permalink" title="permalink" type="string"/>
          </attributes>
          <nodes>
           <node id="the-league" label="The League">
            <attvalues>
             <attvalue for="entries" value="1"/>
            </attvalues>
           </node>
          </nodes>
          <edges>
          </edges>
         </graph>
        </gexf>
    "#]].assert_eq(&exported(Format::Gexf));
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
         <key id="label" for="node" attr.name="label" attr.type="string"/>
         <key id="entries" for="node" attr.name="entries" attr.type="int"/>
         <key id="type" for="edge" attr.name="type" attr.type="string"/>
         <key id="mode" for="edge" attr.name="mode" attr.type="string"/>
         <key id="issues" for="edge" attr.name="issues" attr.type="string"/>
         <key id="realis" for="edge" attr.name="realis" attr.type="string"/>
         <key id="date" for="edge" attr.name="date" attr.type="string"/>
         <key id="voices" for="edge" attr.name="voices" attr.type="int"/>
         <key id="disputed" for="edge" attr.name="disputed" attr.type="boolean"/>
         <key id="outlets" for="edge" attr.name="outlets" attr.type="string"/>
         <key id="quote" for="edge" attr.name="quote" attr.type="string"/>
         <key id="entry" for="edge" attr.name="entry" attr.type="string"/>
         <key id="permalink" for="edge" attr.name="permalink" attr.type="string"/>
         <graph id="record" edgedefault="directed">
          <node id="the-league">
           <data key="label">The League</data>
           <data key="entries">1</data>
          </node>
         </graph>
        </graphml>
    "#]]
    .assert_eq(&exported(Format::Graphml));
}

#[test]
fn notes_link_threads_and_parties() {
    let notes = folder(&hostile::threaded(), Format::Markdown);
    let all: Vec<String> = notes.iter().map(|(name, note)| format!("=== {name}\n{note}")).collect();
    expect![[r#"
        === index.md
        # The record

        ## Threads

        - [[threads/the-league-plan|*The* League plan]], May 2019

        ## Parties

        - [[parties/norway|Norway]]
        - [[parties/the-league|*The* League]]
        - [[parties/حماس|حماس]]
        === parties/norway.md
        ---
        title: "Norway"
        ---

        # Norway

        - [[threads/the-league-plan|*The* League plan]]
        === parties/the-league.md
        ---
        title: "*The* [League]"
        ---

        # \*The\* \[League\]

        - [[threads/the-league-plan|*The* League plan]]
        === parties/حماس.md
        ---
        title: "حماس"
        ---

        # حماس

        - [[threads/the-league-plan|*The* League plan]]
        === threads/the-league-plan.md
        ---
        id: "t-e906888535a35d91.0"
        title: "*The* [League] plan"
        aliases: ["*The* [League] plan"]
        issues: []
        from: "2019-05"
        to: "2019-05"
        ---

        # \*The\* \[League\] plan

        ## Steps

        - **May 2019** conveyed by [[parties/the-league|*The* League]] to [[parties/حماس|حماس]] through [[parties/norway|Norway]]: “\*The\* \[League\]” [\*The\* \[League\]](<https://example.org/0?a=1&b=2>) (1 independent; [record](<http://127.0.0.1:4848/e/e-e906888535a35d91.0>))
    "#]].assert_eq(&all.concat());
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
        let described: Vec<&str> =
            fields.iter().filter_map(|field| field["name"].as_str()).collect();
        assert_eq!(described.join(","), written.lines().next().unwrap_or_default(), "{path}");
    }
}

#[test]
fn what_people_decided_stands_with_the_entry() {
    let mut record = small_record();
    let status = |record: &Contents| -> Vec<String> {
        let files = folder(record, Format::Bundle);
        let (_, entries) = files.iter().find(|(name, _)| name == "entries.csv").expect("entries");
        let mut rows = ::csv::Reader::from_reader(entries.as_bytes());
        let headers = rows.headers().expect("a head").clone();
        let at = headers.iter().position(|name| name == "review_status").expect("a column");
        rows.records().map(|row| row.expect("a row")[at].to_owned()).collect()
    };
    assert_eq!(status(&record), ["unreviewed", "unreviewed"]);
    for (at, verdict) in [(0, Verdict::Accepted), (1, Verdict::Unsure)] {
        let review = Review {
            verdict,
            by: "Ana".into(),
            at: "2026-11-30T00:00:00Z".into(),
            why: None,
            edits: Vec::new(),
        };
        record.reviews.insert(record.claims[at].id.clone(), review);
    }
    assert_eq!(status(&record), ["accepted", "unsure"]);
    // Two claims of one entry, of which one was looked at.
    record.entries[0].claims.push(record.claims[1].id.clone());
    record.entries.truncate(1);
    record.reviews.remove(&record.claims[1].id);
    assert_eq!(status(&record), ["partly"]);
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
        assert!(
            format.purpose().contains(": for") || format == Format::Bundle,
            "{}",
            format.name()
        );
    }
}
