//! An analysis laid out for people who extend the rules.

use std::fmt::Write;

use crate::conllu::{name_label, upos_name};
use crate::types::{Analysis, Sentence};

/// Each sentence with its tree and its names, one word a line, indented below its head.
///
/// Words without a tree stand in text order without indentation.
#[must_use]
pub fn trees(text: &str, analysis: &Analysis) -> String {
    let mut out = String::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        // Writing to a string never fails.
        let _ = writeln!(out, "{} [{}..{}]", index + 1, sentence.span.start, sentence.span.end);
        for (position, depth) in rows(sentence) {
            let token = &sentence.tokens[position];
            let indent = 2 * (depth + 1);
            let form = token.span.of(text);
            let width = 40_usize.saturating_sub(indent);
            let _ = writeln!(
                out,
                "{:indent$}{form:<width$} {:<6} {} {}",
                "",
                upos_name(token.upos),
                token.deprel,
                token.lemma,
            );
        }
        for name in analysis.names.iter().filter(|name| name.sentence == index) {
            let _ = writeln!(out, "  {} {}", name_label(name.kind), name.span.of(text));
        }
        out.push('\n');
    }
    out
}

/// Word positions, each head before its dependants, with their depth in the tree.
fn rows(sentence: &Sentence) -> Vec<(usize, usize)> {
    let tokens = &sentence.tokens;
    let mut rows = Vec::with_capacity(tokens.len());
    let mut seen = vec![false; tokens.len()];
    let roots = (0..tokens.len()).filter(|&position| tokens[position].head.is_none());
    // A broken tree may hold words that no root reaches: they follow, as roots of their own.
    for root in roots.chain(0..tokens.len()) {
        let mut pending = vec![(root, 0)];
        while let Some((position, depth)) = pending.pop() {
            if std::mem::replace(&mut seen[position], true) {
                continue;
            }
            rows.push((position, depth));
            let below = (0..tokens.len()).rev().filter(|&p| tokens[p].head == Some(position));
            pending.extend(below.map(|dependant| (dependant, depth + 1)));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::conllu::{read, treebank};
    use crate::types::{Name, NameType};

    #[test]
    fn words_stand_below_their_heads() {
        let file = "1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\t_\n2\tenvoy\tenvoy\tNOUN\t_\t_\t3\tnsubj\t_\t_\n\
                    3\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_\n4\tJuba\tJuba\tPROPN\t_\t_\t3\tobj\t_\t_\n";
        let bank = treebank(&read(file).unwrap());
        let span = bank.sentences[0].tokens[3].span;
        let name = Name { span, sentence: 0, tokens: 3..4, kind: NameType::Location };
        let analysis = Analysis { sentences: bank.sentences, names: vec![name] };
        expect![[r"
            1 [0..19]
              left                                   VERB   root leave
                envoy                                NOUN   nsubj envoy
                  The                                DET    det the
                Juba                                 PROPN  obj Juba
              LOC Juba

        "]]
        .assert_eq(&trees(&bank.text, &analysis));
    }

    #[test]
    fn a_circle_of_heads_is_still_listed() {
        let file = "1\tA\ta\tX\t_\t_\t2\tdep\t_\t_\n2\tB\tb\tX\t_\t_\t1\tdep\t_\t_\n";
        let bank = treebank(&read(file).unwrap());
        assert_eq!(rows(&bank.sentences[0]), [(0, 0), (1, 1)]);
    }
}
