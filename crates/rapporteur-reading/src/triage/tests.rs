use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

/// Made once: its automaton takes some tens of milliseconds.
static BUILT_IN: LazyLock<Triage> = LazyLock::new(|| Triage::built_in().unwrap());

const SMALL: &str = r##"
bias = [-1.0, -2.0]
mix = { bias = 0.0, sentence = 1.0, report = 0.0 }
thresholds = { report = 0.5, sentence = 0.5 }
[words]
"negotiat*" = [2.0, 4.0]
"truce" = [3.0, 5.0]
"war" = [1.0, 3.0]
"warn*" = [1.5, 1.0]
"#" = [0.5, 0.1]
"##;

fn small() -> Triage {
    Triage::parse(SMALL).unwrap()
}

fn hits(triage: &Triage, text: &str) -> Vec<usize> {
    triage.hits(text).map(|(_, entry)| entry).collect()
}

#[test]
fn the_lexicon_can_be_read() {
    let triage = &BUILT_IN;
    let Thresholds { report, sentence } = triage.thresholds();
    assert!(report > 0.0 && report < 1.0 && sentence > 0.0 && sentence < 1.0);
    assert!(triage.patterns.iter().all(|pattern| !pattern.text.is_empty()));
}

#[test]
fn words_are_whole_or_beginnings() {
    let triage = small();
    let odds = |text: &str| triage.sentence(text, LogOdds(9.0)).0;
    let is = |text: &str, sum: f64| assert!((odds(text) - sum).abs() < 1e-9, "{text}");
    is("Negotiators and negotiations", 1.0);
    is("The truce", 2.0);
    is("No truces were spruced", -1.0);
    is("Cold war, warned he", 1.5);
    is("The wardens of Warsaw", -1.0);
    is("in 1998 and 2003", -0.5);
    is("the éwar of the B52s", -1.0);
}

#[test]
fn a_report_within_a_long_page_is_found() {
    let triage = small();
    let dull = "The bakery on the corner sells bread and cakes to everybody. ".repeat(60);
    let talks = "Negotiators say the truce ends the war. ".repeat(60);
    let mixed = format!("{dull}{talks}{dull}");
    let whole = |text: &str| triage.report(text, &[Span::new(0, text.len())]).probability();
    assert!(whole(&dull) < f64::EPSILON);
    assert!(whole(&mixed) > 0.9);
    let before = Span::new(0, dull.len());
    let readable = triage.report(&mixed, &[before]).probability();
    assert!(readable < f64::EPSILON, "only readable regions count");
}

/// Sentences of our own about invented conflicts, and others.
#[test]
fn talks_are_told_from_cakes() {
    let triage = &BUILT_IN;
    let Thresholds { report, sentence } = triage.thresholds();
    let talks = "Envoys of the Northern League and the government of Arvania resumed peace talks on \
                 Monday. The rebels rejected a proposal for a ceasefire, a spokesman said, and 12 \
                 soldiers were killed in an attack on a convoy.";
    let cakes = "Beat the butter with the sugar until it is pale, fold in the flour and bake the \
                 cake for 40 minutes. Let it cool before you add the icing, and serve it with cream.";
    let whole = |text: &str| triage.report(text, &[Span::new(0, text.len())]);
    let [on_talks, on_cakes] = [talks, cakes].map(whole);
    assert!(on_talks.probability() > report, "{on_talks:?}");
    assert!(on_cakes.probability() < report, "{on_cakes:?}");
    let holds = |text: &str, report| triage.sentence(text, report).probability() > sentence;
    assert!(holds("The rebels rejected the truce, the minister said.", on_talks));
    assert!(!holds("Serve it with cream.", on_cakes));
}

proptest! {
    /// The automaton finds what looking up each word would find: the longest pattern with which it
    /// begins, where that is a beginning or the whole word.
    #[test]
    fn the_automaton_finds_words(text in "[a-z0-9 .éß-]{0,40}(war|Warning|truce|negotiate|9)?[a-z ]{0,9}") {
        let triage = small();
        let look_up = |word: &str| {
            let fitting = triage.patterns.iter().filter(|one| word.starts_with(&one.text));
            let longest = fitting.max_by_key(|one| one.text.len())?;
            (longest.begins_only || longest.text == word).then_some(longest.entry)
        };
        let expected: Vec<usize> = words(&text).filter_map(|(_, word)| look_up(&word)).collect();
        prop_assert_eq!(hits(&triage, &text), expected);
    }

    #[test]
    fn any_text_has_a_probability(text in any::<String>()) {
        let triage = &BUILT_IN;
        let whole = triage.report(&text, &[Span::new(0, text.len())]);
        prop_assert!((0.0..=1.0).contains(&whole.probability()));
        prop_assert!((0.0..=1.0).contains(&triage.sentence(&text, whole).probability()));
    }
}

#[test]
fn words_stand_once() {
    let triage = &BUILT_IN;
    let distinct: BTreeSet<(&str, bool)> = triage
        .patterns
        .iter()
        .map(|pattern| (pattern.text.as_str(), pattern.begins_only))
        .collect();
    assert_eq!(distinct.len(), triage.patterns.len());
}
