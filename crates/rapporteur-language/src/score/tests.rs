use rapporteur_model::Span;

use super::{Ratio, names, raw_text, sentences, syntax};
use crate::conllu::{read, treebank};
use crate::types::{Name, NameType};

/// Makes a CoNLL-U file of lines like "word UPOS head deprel", "_" joining to the next word.
fn file(sentences: &[&[&str]]) -> String {
    let mut lines = String::new();
    for sentence in sentences {
        for (index, word) in sentence.iter().enumerate() {
            let [form, upos, head, deprel] = word.split(' ').collect::<Vec<_>>()[..] else {
                panic!("four columns in {word:?}")
            };
            let misc = if form.ends_with('_') { "SpaceAfter=No" } else { "_" };
            let form = form.trim_end_matches('_');
            lines +=
                &format!("{}\t{form}\t_\t{upos}\t_\t_\t{head}\t{deprel}\t_\t{misc}\n", index + 1);
        }
        lines += "\n";
    }
    lines
}

const GOLD: &[&[&str]] = &[
    &[
        "Diaz PROPN 2 nsubj",
        "left VERB 0 root",
        "Juba PROPN 2 obj",
        "today_ NOUN 2 obl:tmod",
        ". PUNCT 2 punct",
    ],
    &["Talks NOUN 2 nsubj", "ended_ VERB 0 root", ". PUNCT 2 punct"],
];

#[test]
fn a_perfect_analysis_scores_one() {
    let gold = treebank(&read(&file(GOLD)).unwrap());
    let score = syntax(&gold.sentences, &gold.sentences);
    assert_eq!((score.upos(), score.uas(), score.las()), (1.0, 1.0, 1.0));
    let score = raw_text(&gold, &gold.sentences);
    let all = [score.tokens, score.sentences, score.words, score.upos, score.uas, score.las];
    assert!(all.iter().all(|ratio| ratio.f1() == 1.0), "{score:?}");
}

#[test]
fn syntax_counts_tags_heads_and_the_universal_part_of_labels() {
    let gold = treebank(&read(&file(GOLD)).unwrap()).sentences;
    let mut system = gold.clone();
    system[0].tokens[3].deprel = "obl".into(); // the subtype does not count
    system[0].tokens[2].deprel = "obl".into(); // the label does
    system[0].tokens[0].head = Some(2); // the head too
    system[1].tokens[0].upos = crate::types::Upos::Verb;
    let score = syntax(&gold, &system);
    assert_eq!((score.words, score.tagged, score.attached, score.labelled), (8, 7, 7, 6));
}

#[test]
fn what_was_not_analysed_is_wrong() {
    let gold = treebank(&read(&file(GOLD)).unwrap()).sentences;
    let score = syntax(&gold, &gold[..1]);
    assert_eq!((score.words, score.attached), (8, 5));
}

#[test]
fn from_raw_text_heads_count_only_where_they_agree() {
    let gold = treebank(&read(&file(GOLD)).unwrap());
    // One sentence instead of two, and "today." left in one piece.
    let system = treebank(
        &read(&file(&[&[
            "Diaz PROPN 2 nsubj",
            "left VERB 0 root",
            "Juba PROPN 2 obj",
            "today. NOUN 2 obl",
            "Talks NOUN 6 nsubj",
            "ended_ VERB 2 parataxis",
            ". PUNCT 2 punct",
        ]]))
        .unwrap(),
    );
    assert_eq!(gold.text, system.text);
    let score = raw_text(&gold, &system.sentences);
    assert_eq!(score.sentences, Ratio { gold: 2, system: 1, correct: 0 });
    assert_eq!(score.words, Ratio { gold: 8, system: 7, correct: 6 });
    assert_eq!(score.upos.correct, 6);
    assert_eq!(score.uas.correct, 4); // Diaz, left, Juba, Talks
    assert_eq!(score.las.correct, 4);
}

#[test]
fn contractions_are_one_token_and_two_words() {
    let split = "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\t_\tAUX\t_\t_\t0\troot\t_\t_\n2\tn't\t_\tPART\t_\t_\t1\tadvmod\t_\t_\n";
    let score = sentences(&read(split).unwrap());
    assert_eq!(score.tokens, Ratio { gold: 1, system: 1, correct: 1 });
    assert_eq!(score.words, Ratio { gold: 2, system: 2, correct: 2 });
}

#[test]
fn names_need_the_span_and_the_type() {
    let name =
        |start, end, kind| Name { span: Span::new(start, end), sentence: 0, tokens: 0..1, kind };
    let gold = [name(0, 4, NameType::Person), name(10, 14, NameType::Location)];
    let system = [
        name(0, 4, NameType::Person),
        name(10, 14, NameType::Organization),
        name(20, 22, NameType::Location),
    ];
    let score = names(&gold, &system);
    assert_eq!(score.all, Ratio { gold: 2, system: 3, correct: 1 });
    assert_eq!(score.persons.f1(), 1.0);
    assert_eq!(score.locations, Ratio { gold: 1, system: 1, correct: 0 });
    assert_eq!(score.organizations.precision(), 0.0);
}
