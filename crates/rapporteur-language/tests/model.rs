//! The reader with the weights that are built in: what it says, and that nothing upsets it.
#![expect(clippy::unwrap_used, reason = "weights that do not load are a failed test")]

use std::fmt::Write as _;
use std::sync::LazyLock;

use expect_test::{Expect, expect};
use proptest::prelude::*;
use rapporteur_language::{Analysis, Reader, Span};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

fn read(text: &str) -> Analysis {
    READER.analyse(text, &[Span::new(0, text.len())]).unwrap()
}

/// One line per word: form, lemma, part of speech, relation and head; then the names.
#[track_caller]
fn check(text: &str, expected: Expect) {
    let analysis = read(text);
    let mut out = String::new();
    for sentence in &analysis.sentences {
        for token in &sentence.tokens {
            let head = token.head.map_or("", |head| sentence.tokens[head].span.of(text));
            let form = token.span.of(text);
            let upos = rapporteur_language::conllu::upos_name(token.upos);
            writeln!(out, "{form} {} {upos} {} {head}", token.lemma, token.deprel).unwrap();
        }
    }
    for name in &analysis.names {
        writeln!(out, "[{}] {:?}", name.span.of(text), name.kind).unwrap();
    }
    expected.assert_eq(&out);
}

#[test]
fn a_sentence_gets_a_tree_and_names() {
    check(
        "Hamas leader Ismail Haniyeh met Egyptian mediators in Cairo on Thursday.",
        expect![[r#"
            Hamas Hamas PROPN compound leader
            leader leader NOUN nmod:desc Ismail
            Ismail Ismail PROPN nsubj met
            Haniyeh Haniyeh PROPN flat Ismail
            met meet VERB root 
            Egyptian Egyptian ADJ amod mediators
            mediators mediator NOUN obj met
            in in ADP case Cairo
            Cairo Cairo PROPN obl met
            on on ADP case Thursday
            Thursday Thursday PROPN obl met
            . . PUNCT punct met
            [Hamas] Organization
            [Ismail Haniyeh] Person
            [Cairo] Location
        "#]],
    );
}

#[test]
fn capitals_only_wire_copy_is_read() {
    check(
        "QATAR SAYS TALKS WILL RESUME IN DOHA",
        expect![[r#"
        QATAR Qatar PROPN nsubj SAYS
        SAYS say VERB root 
        TALKS talk NOUN nsubj RESUME
        WILL will AUX aux RESUME
        RESUME resume VERB ccomp SAYS
        IN in ADP case DOHA
        DOHA Doha PROPN obl RESUME
        [QATAR] Location
        [DOHA] Location
    "#]],
    );
}

#[test]
fn every_tree_has_one_root_and_no_cycle() {
    let text =
        "Officials said, \"We will not go\" — not now, not ever; the talks (in Doha) failed.";
    for sentence in read(text).sentences {
        let heads: Vec<Option<usize>> = sentence.tokens.iter().map(|token| token.head).collect();
        assert_eq!(heads.iter().filter(|head| head.is_none()).count(), 1);
        for mut word in 0..heads.len() {
            for _ in 0..heads.len() {
                word = heads[word].unwrap_or(word);
            }
            assert_eq!(heads[word], None, "every word leads to the root");
        }
    }
}

#[test]
fn long_sentences_are_read_to_their_end() {
    let place = "Qatar, Egypt, the United States, Jordan, Ireland, ";
    let text = format!("Delegations came from {}and Norway.", place.repeat(60));
    let analysis = read(&text);
    let tokens = &analysis.sentences.last().unwrap().tokens;
    assert!(tokens.len() > 400, "{}", tokens.len());
    assert_eq!(tokens.iter().filter(|token| token.head.is_none()).count(), 1);
    assert!(tokens.iter().all(|token| !token.deprel.is_empty()));
    assert_eq!(analysis.names.last().unwrap().span.of(&text), "Norway");
    assert!(analysis.names.len() > 250, "{}", analysis.names.len());
}

/// Invariant 3: neither what stands beside a sentence nor the number of threads matters.
#[test]
fn a_sentence_is_read_alike_in_any_company() {
    let sentences = [
        "Israel's negotiating team arrived in Doha.",
        "Talks!",
        "Hamas said on Friday that it had received a new proposal from the Egyptian mediators.",
        "The ministry put the number of dead at 38,000.",
    ];
    let together = sentences.join("\n\n");
    let all = read(&together);
    let alone = std::thread::scope(|scope| {
        let reads = sentences.map(|text| scope.spawn(move || read(text)));
        reads.map(|handle| handle.join().unwrap())
    });
    assert_eq!(all.sentences.len(), sentences.len());
    for (beside, alone) in all.sentences.iter().zip(alone) {
        for (left, right) in beside.tokens.iter().zip(&alone.sentences[0].tokens) {
            assert_eq!((left.upos, left.head), (right.upos, right.head));
            assert_eq!((&left.deprel, &left.lemma), (&right.deprel, &right.lemma));
        }
    }
}

#[test]
fn sentence_ends_are_seen_without_full_stops() {
    let words = "the talks ended on friday the delegation left doha without a deal";
    let words: Vec<&str> = words.split(' ').collect();
    let odds = READER.sentence_ends(&words).unwrap();
    let best = (0..words.len() - 1).max_by(|a, b| odds[*a].total_cmp(&odds[*b])).unwrap();
    assert_eq!(words[best], "friday", "{odds:?}");
    assert!(READER.sentence_ends(&[]).unwrap().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_text_is_read(text in "\\PC{0,120}") {
        let analysis = read(&text);
        for token in analysis.sentences.iter().flat_map(|sentence| &sentence.tokens) {
            prop_assert!(!token.lemma.is_empty());
            prop_assert!(text.is_char_boundary(token.span.start));
        }
    }
}
