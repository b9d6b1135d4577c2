//! Segmentation and formats against the corpora in `../shared`, where they are there.
#![expect(clippy::print_stderr, reason = "a skipped test says so, a measured one what it measured")]
#![expect(clippy::unwrap_used, reason = "a corpus that cannot be read is a failed test")]

mod corpus;

use rapporteur_language::{conllu, iob2, score};

/// F1 from raw text in percent: sentences, tokens, words.
#[track_caller]
fn check_segmentation(name: &str, least: [f64; 3]) {
    let Some(file) = corpus::read(name) else { return };
    let score = score::sentences(&conllu::read(&file).unwrap());
    let found = [score.sentences, score.tokens, score.words].map(|ratio| 100.0 * ratio.f1());
    eprintln!("{name}: sentences {:.2}, tokens {:.2}, words {:.2}", found[0], found[1], found[2]);
    assert!(found.iter().zip(least).all(|(found, least)| *found >= least), "{found:?} < {least:?}");
}

#[test]
fn news_is_split_as_gum_splits_it() {
    check_segmentation("syntax/gum-news-dev.conllu.gz", [99.0, 99.9, 99.9]);
    check_segmentation("syntax/gum-dev.conllu.gz", [95.0, 99.8, 99.8]);
}

#[test]
fn web_text_is_split_as_ewt_splits_it() {
    check_segmentation("syntax/ewt-dev.conllu.gz", [85.0, 99.2, 98.9]);
}

#[test]
fn treebanks_are_written_as_they_were_read() {
    for name in ["syntax/gum-news-dev.conllu.gz", "syntax/ewt-dev.conllu.gz"] {
        let Some(file) = corpus::read(name) else { return };
        assert_eq!(conllu::write(&conllu::read(&file).unwrap()).trim_end(), file.trim_end());
    }
}

#[test]
fn name_corpora_are_read() {
    let Some(file) = corpus::read("names/uner-ewt-dev.iob2.gz") else { return };
    let names = iob2::read(&file).unwrap();
    assert_eq!(names.sentences.len(), 2001);
    let Some(file) = corpus::read("names/wikigold.conll.gz") else { return };
    let names = iob2::read(&file).unwrap();
    assert!(names.sentences.len() > 1600, "{}", names.sentences.len());
    assert!(names.names.len() > 2500, "{}", names.names.len());
}
