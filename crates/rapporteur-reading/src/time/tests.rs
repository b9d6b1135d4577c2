//! Sentences of our own, with the value and the interval of each expression in brackets.

use proptest::prelude::*;
use rapporteur_model::PartialDate;

use super::expressions;

/// `publication date | sentence | values | intervals`; `-` stands for none. All expressions of a
/// sentence are in brackets, in order; values and intervals are separated by `;`.
const SENTENCES: &str = include_str!("sentences.txt");

#[test]
fn every_sentence_reads_as_written_down() {
    let mut wrong = Vec::new();
    let mut n_sentences = 0;
    for line in SENTENCES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        n_sentences += 1;
        let [published, sentence, values, intervals] =
            line.split('|').map(str::trim).collect::<Vec<_>>()[..]
        else {
            panic!("four columns: {line}")
        };
        let text = sentence.replace(['[', ']'], "");
        let found = expressions(&text, &[], PartialDate::parse(published).ok());
        let marked = found.iter().rev().fold(text.clone(), |mut marked, expression| {
            marked.insert(expression.span.end, ']');
            marked.insert(expression.span.start, '[');
            marked
        });
        let list = |items: Vec<String>| {
            if items.is_empty() { "-".to_owned() } else { items.join("; ") }
        };
        let interval = |interval: Option<rapporteur_model::TimeSpan>| {
            interval.map_or_else(|| "-".to_owned(), |interval| interval.to_string())
        };
        let read = format!(
            "{published} | {marked} | {} | {}",
            list(found.iter().map(|expression| expression.value.clone()).collect()),
            list(found.iter().map(|expression| interval(expression.interval)).collect()),
        );
        let expected = format!("{published} | {sentence} | {values} | {intervals}");
        if read != expected {
            wrong.push(format!("expected {expected}\n     got {read}"));
        }
    }
    assert!(n_sentences >= 60, "{n_sentences} sentences");
    assert!(wrong.is_empty(), "{} of {n_sentences}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn both_ends_of_a_range_know_the_whole() {
    for (text, range) in [
        ("Rains fell from November 20 to December 4, 2021.", "2021-11-20/2021-12-04"),
        ("Talks took place between March and May 2014.", "2014-03/2014-05"),
        ("Envoys met on 3-5 May 2021 in Muscat.", "2021-05-03/2021-05-05"),
        ("The war of 1939-45 was long.", "1939/1945"),
        ("It lasted from 28 December to 3 January 2021.", "2020-12-28/2021-01-03"),
    ] {
        let found = expressions(text, &[], PartialDate::parse("2022-02-02").ok());
        let ranges: Vec<String> =
            found.iter().filter_map(|found| found.range).map(|range| range.to_string()).collect();
        assert_eq!(ranges, [range, range], "{text}");
    }
}

#[test]
fn a_list_is_no_range() {
    let found = expressions("They met on 3 and 5 May 2021.", &[], None);
    assert!(found.iter().all(|expression| expression.range.is_none()), "{found:?}");
}

#[test]
fn precision_tells_exact_from_rough() {
    use super::Precision::{Approximate, Exact, Vague};
    for (text, precision) in [
        ("They met on 3 May 2021.", Exact),
        ("They met in early May 2021.", Approximate),
        ("The truce held for about five months.", Approximate),
        ("Talks resume within a few days.", Vague),
        ("They have recently met.", Vague),
    ] {
        let found = expressions(text, &[], None);
        assert_eq!(found.first().map(|found| found.precision), Some(precision), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in any::<String>()) {
        spans_fit(&text, None)?;
    }

    #[test]
    fn any_mix_of_time_words_is_read_without_panic(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "last", "the", "next", "two", "a", "hundred", "thousand", "years", "ago", "May",
                "31", "30", "February", "2023", "BC", "0", "9999", "12:61", "century", "first",
                "99th", "quarter", "-", ",", ".", "'", "of", "early", "Monday", "night", "'90s",
                "half", "and", "week", "later", "Easter", "fiscal", "Q9", "1/2", "é", "00/00/0000",
            ]),
            0..30,
        ),
        year in 0_i16..=9999,
    ) {
        spans_fit(&words.join(" "), PartialDate::year(year))?;
        let day = jiff::civil::Date::new(year, 2, 28).ok().and_then(PartialDate::day);
        spans_fit(&words.join(" "), day)?;
    }
}

fn spans_fit(text: &str, published: Option<PartialDate>) -> Result<(), TestCaseError> {
    let mut end = 0;
    for expression in expressions(text, &[], published) {
        prop_assert!(expression.span.start >= end);
        prop_assert!(text.get(expression.span.range()).is_some_and(|words| !words.is_empty()));
        end = expression.span.end;
    }
    Ok(())
}
