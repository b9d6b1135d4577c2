use proptest::prelude::*;

use super::{Error, NamedText, read};

/// Each name as "TYPE words".
fn names(corpus: &NamedText) -> Vec<String> {
    let listed = corpus.names.iter();
    listed.map(|name| format!("{:?} {}", name.kind, name.span.of(&corpus.text))).collect()
}

#[test]
fn universal_ner_is_read_with_its_spaces() {
    let corpus = read(
        "# sent_id = 1\n# text = Ana Diaz's team left Juba.\n\
         1\tAna\tB-PER\t-\tx\n2\tDiaz\tI-PER\t-\tx\n3\t's\tO\t-\t-\n4\tteam\tO\t-\t-\n\
         5\tleft\tO\n6\tJuba\tB-LOC\t-\tx\n7\t.\tB-O\t-\tx\n\n",
    )
    .unwrap();
    assert_eq!(corpus.text, "Ana Diaz's team left Juba.\n");
    assert_eq!(names(&corpus), ["Person Ana Diaz", "Location Juba"]);
    assert!(corpus.sentences[0].tokens[1].joined);
}

#[test]
fn wikigold_and_conll_are_read_with_their_older_scheme() {
    let corpus = read(
        "-DOCSTART- O\n\nThe O\nUnited I-ORG\nNations I-ORG\nsent O\nDiaz NNP I-NP I-PER\n\
         Okello NNP B-NP B-PER\n# O\n\nWar I-MISC\n",
    )
    .unwrap();
    assert_eq!(corpus.text, "The United Nations sent Diaz Okello #\nWar\n");
    assert_eq!(names(&corpus), ["Organization United Nations", "Person Diaz", "Person Okello"]);
    assert_eq!(corpus.sentences.len(), 2);
}

#[test]
fn a_line_without_a_tag_is_named() {
    assert_eq!(read("Juba I-LOC\nJuba\n"), Err(Error { line: 2 }));
}

proptest! {
    #[test]
    fn any_file_is_read_or_refused(file in "([A-Za-zé# \t-]|# text = |[BI]-PER|O|[0-9]|\n){0,80}") {
        if let Ok(corpus) = read(&file) {
            for name in &corpus.names {
                prop_assert!(!name.span.of(&corpus.text).is_empty());
            }
        }
    }
}
