//! `evaluate petrarch` on sentences and dictionaries of our own.

use serde_json::{Value, json};

use super::harness::Folder;

#[test]
fn events_are_compared_by_root_and_with_dictionaries_by_who_and_whom() {
    let record = json!({
        "id": "a", "date": "20210503", "evaluate": "true",
        "text": "France condemned Russia on Monday.", "events": [["FRA", "RUS", "111"]],
    });
    let left_out = json!({
        "id": "b", "date": "20210503", "evaluate": "false", "text": "It rained.",
        "events": [["FRA", "RUS", "111"]],
    });
    let folder = Folder::new()
        .with("coded.jsonl", format!("{record}\n{left_out}\n"))
        .with("dictionaries/actors.txt", "FRANCE [FRA]\nRUSSIA [RUS]\n")
        .with("broken.jsonl", "{\"id\": \"a\"}\n")
        .with("none/readme.txt", "nothing");
    let roots = folder.run("evaluate petrarch coded.jsonl --json").ends_with(0);
    let roots: Value = serde_json::from_str(&roots.stdout).unwrap();
    assert_eq!((&roots["records"], &roots["roots_f1"]), (&json!(1), &json!(1.0)), "{roots}");
    assert_eq!(roots.get("triples_f1"), None, "nothing tells who is who");
    let command = "evaluate petrarch coded.jsonl --dictionaries dictionaries --json";
    let triples = folder.run(command).ends_with(0);
    let triples: Value = serde_json::from_str(&triples.stdout).unwrap();
    assert_eq!(triples["triples_f1"], json!(1.0), "{triples}");
    folder.run("evaluate petrarch broken.jsonl").ends_with(2).warns("broken.jsonl:1");
    folder.run("evaluate petrarch coded.jsonl --dictionaries none").ends_with(2).warns("`actors`");
}
