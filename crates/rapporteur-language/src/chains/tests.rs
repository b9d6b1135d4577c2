use proptest::prelude::*;

use super::chains;
use super::lexicon::Lexicon;
use crate::conllu::{read, treebank};
use crate::segment::segment;
use crate::types::{Analysis, Name, NameType};
use rapporteur_model::Span;

/// Sentences of words "form UPOS head deprel"; names are the words in `[…]`, with `P`, `O` or `L`
/// after the bracket.
fn analysis(sentences: &[impl AsRef<str>]) -> (String, Analysis) {
    let mut file = String::new();
    let mut marks = Vec::new();
    for (sentence, lines) in sentences.iter().enumerate() {
        let mut start = None;
        for (index, word) in lines.as_ref().split(", ").enumerate() {
            let [form, upos, head, deprel] = word.split(' ').collect::<Vec<_>>()[..] else {
                panic!("four columns in {word:?}")
            };
            start = if form.starts_with('[') { Some(index) } else { start };
            let (form, kind) = form.trim_start_matches('[').split_once(']').unwrap_or((form, ""));
            let form = form.trim_start_matches('[');
            let kind = match kind {
                "P" => Some(NameType::Person),
                "O" => Some(NameType::Organization),
                "L" => Some(NameType::Location),
                _ => None,
            };
            if let (Some(kind), Some(start)) = (kind, start) {
                marks.push((sentence, start..index + 1, kind));
            }
            let lemma = form.to_lowercase();
            file +=
                &format!("{}\t{form}\t{lemma}\t{upos}\t_\t_\t{head}\t{deprel}\t_\t_\n", index + 1);
        }
        file += "\n";
    }
    let bank = treebank(&read(&file).unwrap());
    let names = marks
        .into_iter()
        .map(|(sentence, tokens, kind)| {
            let words = &bank.sentences[sentence].tokens[tokens.clone()];
            let span = words[0].span.cover(words[words.len() - 1].span);
            Name { span, sentence, tokens, kind }
        })
        .collect();
    (bank.text, Analysis { sentences: bank.sentences, names })
}

/// One line a chain: its mentions, the longest name in brackets.
#[track_caller]
fn check(sentences: &[impl AsRef<str>], expected: &[impl AsRef<str>]) {
    let (text, analysis) = analysis(sentences);
    let found: Vec<String> = chains(&text, &analysis)
        .iter()
        .map(|chain| {
            let mentions = chain.mentions.iter().enumerate().map(|(index, mention)| {
                let words = mention.span.of(&text);
                if index == chain.longest_name { format!("[{words}]") } else { words.to_owned() }
            });
            mentions.collect::<Vec<_>>().join(" = ")
        })
        .collect();
    assert_eq!(found, expected.iter().map(AsRef::as_ref).collect::<Vec<_>>());
}

#[test]
fn short_names_and_pronouns_join_the_long_name() {
    check(
        &[
            "[Ana PROPN 3 nsubj, Diaz]P PROPN 1 flat, left VERB 0 root, [Juba]L PROPN 3 obj",
            "She PRON 2 nsubj, smiled VERB 0 root",
            "[Diaz]P PROPN 2 nsubj, met VERB 0 root, [Okello]P PROPN 2 obj",
        ],
        &["[Ana Diaz] = She = Diaz", "[Juba]", "[Okello]"],
    );
}

#[test]
fn a_descriptor_stands_for_the_name_it_stood_beside() {
    check(
        &[
            "Foreign ADJ 2 amod, minister NOUN 3 nmod:desc, [Okello]P PROPN 4 nsubj, met VERB 0 root, [Diaz]P PROPN 4 obj",
            "The DET 2 det, minister NOUN 3 nsubj, left VERB 0 root",
            "The DET 3 det, Kenyan ADJ 3 amod, minister NOUN 4 nsubj, stayed VERB 0 root",
        ],
        &["[Okello] = The minister", "[Diaz]"],
    );
}

#[test]
fn every_list_keeps_its_example() {
    for list in Lexicon::lists() {
        check(&list.example, &list.chains);
    }
}

#[test]
fn initials_join_the_name_they_shorten() {
    check(
        &[
            "[Council PROPN 4 nsubj, of ADP 3 case, Elders]O PROPN 1 nmod, met VERB 0 root",
            "[CE]O PROPN 2 nsubj, agreed VERB 0 root",
        ],
        &["[Council of Elders] = CE"],
    );
}

proptest! {
    #[test]
    fn any_analysis_gives_chains_of_its_names(
        text in "([A-Za-zé]{1,5}|he|its|[.,’]| |\n){0,60}",
        marks in prop::collection::vec((0_usize..4, 0_usize..6, 0_usize..3), 0..6),
    ) {
        let sentences = segment(&text, &[Span::new(0, text.len())]);
        let names: Vec<Name> = marks
            .into_iter()
            .map(|(sentence, start, length)| Name {
                span: Span::default(), // only the tokens count
                sentence,
                tokens: start..start + length,
                kind: NameType::Person,
            })
            .collect();
        for chain in chains(&text, &Analysis { sentences, names }) {
            prop_assert!(chain.longest_name < chain.mentions.len());
            prop_assert!(chain.mentions.is_sorted_by_key(|mention| mention.sentence));
        }
    }
}
