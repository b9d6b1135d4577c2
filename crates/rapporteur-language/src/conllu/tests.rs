use proptest::prelude::*;
use rapporteur_model::Span;

use super::{Problem, from_analysis, read, treebank, write};
use crate::segment::segment;
use crate::types::{Analysis, Name, NameType, Upos};

const FILE: &str = "\
# newdoc
# sent_id = 1
# text = They don't talk.
1\tThey\tthey\tPRON\tPRP\tCase=Nom\t4\tnsubj\t4:nsubj\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t4:aux\t_
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t4:advmod\t_
4\ttalk\ttalk\tVERB\tVB\t_\t0\troot\t0:root\tSpaceAfter=No
4.1\ttalk\ttalk\tVERB\t_\t_\t_\t_\t4:conj\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t4:punct\t_

# newpar
1\tSilence\tsilence\tNOUN\tNN\tNumber=Sing\t0\troot\t0:root\t_

";

#[test]
fn a_file_is_written_as_it_was_read() {
    assert_eq!(write(&read(FILE).unwrap()), FILE);
}

#[test]
fn a_treebank_is_its_text_and_a_perfect_analysis() {
    let sentences = read(FILE).unwrap();
    assert_eq!(sentences[0].comment("sent_id"), Some("1"));
    let bank = treebank(&sentences);
    assert_eq!(bank.text, "They don't talk.\n\nSilence ");
    let words: Vec<&str> =
        bank.sentences[0].tokens.iter().map(|token| token.span.of(&bank.text)).collect();
    assert_eq!(words, ["They", "do", "n't", "talk", "."]);
    assert_eq!(bank.multiwords[0].first(), Some(&(1..3)));
    assert_eq!(bank.multiwords[0].len(), 1);
    assert_eq!(bank.sentences[0].tokens[0].head, Some(3));
    assert_eq!(bank.sentences[0].tokens[3].head, None);
    assert_eq!(bank.sentences[0].tokens[2].upos, Upos::Part);
    assert_eq!(bank.sentences[1].span.of(&bank.text), "Silence");
}

#[test]
fn words_that_do_not_spell_out_their_token_share_it() {
    let file = "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\tde\tADP\t_\t_\t0\troot\t_\t_\n2\tle\tle\tDET\t_\t_\t1\tdet\t_\t_\n";
    let bank = treebank(&read(file).unwrap());
    let spans: Vec<Span> = bank.sentences[0].tokens.iter().map(|token| token.span).collect();
    assert_eq!(spans, [Span::new(0, 1), Span::new(1, 2)]);
}

#[test]
fn a_broken_line_is_named() {
    let error = read("# text = x\n1\tx\n").unwrap_err();
    assert_eq!((error.line, error.problem), (2, Problem::Columns(2)));
    assert_eq!(error.to_string(), "line 2: 2 columns instead of 10 separated by tabs");
    let skipped = FILE.replace("\n4\ttalk", "\n6\ttalk");
    let error = read(&skipped).unwrap_err();
    assert_eq!(error.problem, Problem::Order { expected: 4, found: 6 });
}

#[test]
fn an_analysis_becomes_a_file() {
    let text = "Ana Diaz can't come.";
    let sentences = segment(text, &[Span::new(0, text.len())]);
    let name = Name { span: Span::new(0, 8), sentence: 0, tokens: 0..2, kind: NameType::Person };
    let analysis = Analysis { sentences, names: vec![name] };
    expect_test::expect![[r"
        # sent_id = 1
        # span = 0..20
        # text = Ana Diaz can't come.
        1	Ana	ana	X	_	_	_	_	_	Name=B-PER
        2	Diaz	diaz	X	_	_	_	_	_	Name=I-PER
        3-4	can't	_	_	_	_	_	_	_	_
        3	ca	ca	X	_	_	_	_	_	_
        4	n't	n't	X	_	_	_	_	_	_
        5	come	come	X	_	_	_	_	_	SpaceAfter=No
        6	.	.	X	_	_	_	_	_	_

    "]]
    .assert_eq(&write(&from_analysis(text, &analysis)));
}

proptest! {
    #[test]
    fn any_file_is_read_or_refused(file in "([0-9a-z#_.\t -]|\n){0,200}") {
        if let Ok(sentences) = read(&file) {
            let _ = treebank(&sentences);
            prop_assert_eq!(read(&write(&sentences)).unwrap(), sentences);
        }
    }

    #[test]
    fn any_text_is_exported_and_read_back(text in any::<String>()) {
        let sentences = segment(&text, &[Span::new(0, text.len())]);
        let analysis = Analysis { sentences, names: Vec::new() };
        let file = from_analysis(&text, &analysis);
        prop_assert_eq!(read(&write(&file)).unwrap().len(), analysis.sentences.len());
    }
}
