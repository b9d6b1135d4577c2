//! Figures as a reader meets them: a sentence and what it claims.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Vec<FigureMention> {
    let sentence = Sentence { span: Span::new(0, text.len()), tokens: Vec::new() };
    figures(text, &[sentence], FigureLexicon::built_in())
}

#[track_caller]
fn check(text: &str, expected: Expect) {
    let mut table = String::new();
    for mention in read(text) {
        let figure = &mention.figure;
        let high = figure.high.map(|high| format!("..{high}")).unwrap_or_default();
        let _ = writeln!(
            table,
            "{} {}{} {} of={} by={} unit={} «{}»",
            figure.measure.name(),
            figure.value,
            high,
            figure.qualifier.name(),
            figure.of.as_deref().unwrap_or("-"),
            figure.by.as_deref().unwrap_or("-"),
            figure.unit.as_deref().unwrap_or("-"),
            mention.span.of(text),
        );
    }
    expected.assert_eq(&table);
}

#[test]
fn the_built_in_lexicon_is_of_the_right_layout() {
    let parsed = FigureLexicon::parse(lexicon::BUILT_IN_SOURCE);
    assert!(parsed.is_ok(), "{}", parsed.unwrap_err());
}

#[test]
fn every_rule_has_an_example_that_it_explains() {
    assert_eq!(FigureLexicon::built_in().unexplained_examples(), Vec::<String>::new());
}

#[test]
fn exchanges_tell_two_numbers() {
    check(
        "In June the rebels released 105 of the sailors for 240 jailed miners.",
        expect![[r#"
            released 105 exact of=sailors by=rebels unit=people «105 of the sailors»
            released 240 exact of=jailed miners by=- unit=people «240 jailed miners»
        "#]],
    );
}

#[test]
fn lengths_are_in_days() {
    check(
        "After a two-and-a-half-year war, a yearlong siege and half an hour of talks in the third \
         week, the standoff entered its 29th day and has lasted a year and a half.",
        expect![[r#"
            duration 912.5 exact of=war by=- unit=days «two-and-a-half-year war»
            duration 365 exact of=siege by=- unit=days «a yearlong siege»
            duration 0.02 exact of=talks by=- unit=days «half an hour of talks»
            duration 29 exact of=- by=- unit=days «29th day»
            duration 547.5 exact of=- by=- unit=days «a year and a half»
        "#]],
    );
}

#[test]
fn bodies_and_crowds_take_part() {
    check(
        "A 12-member delegation met envoys from 14 clans while tens of thousands of farmers marched.",
        expect![[r#"
            participants 12 exact of=delegation by=- unit=people «12-member delegation»
            participants 14 exact of=clans by=- unit=clans «14 clans»
            participants 20000 vague of=farmers by=- unit=people «tens of thousands of farmers marched»
        "#]],
    );
}

#[test]
fn lists_and_parts_share_what_they_count() {
    check(
        "A mine killed one herder and wounded another; shelling killed 30 farmers and 12 monks, most \
         of them women, and 9 of those were buried at sea.",
        expect![[r#"
            killed 1 exact of=herder by=mine unit=people «one herder»
            injured 1 exact of=- by=- unit=people «wounded another»
            killed 30 exact of=farmers by=shelling unit=people «30 farmers»
            killed 12 exact of=monks by=- unit=people «12 monks»
            killed 9 exact of=- by=- unit=people «9 of those were buried»
        "#]],
    );
}

#[test]
fn hard_wrapped_wire_copy_in_capitals_reads_the_same() {
    check(
        "THE UNREST HAS COST THE PROVINCE MORE THAN\n8 000 LIVES, AND\n40 TO 50 MINERS WERE \
         ARRESTED\nIN MARCH.",
        expect![[r#"
            killed 8000 at_least of=LIVES by=- unit=people «MORE THAN
            8 000 LIVES»
            taken 40..50 about of=MINERS by=- unit=people «40 TO 50 MINERS WERE ARRESTED»
        "#]],
    );
}

#[test]
fn names_dates_and_times_are_no_figures() {
    check(
        "On 14 May 2011, at 7:30 p.m., the G7, the Group of 77 and the M-19 discussed Resolution 1860; \
         the envoy, 62, drove 30 km for the 5+1 talks (see page 4). 1. Withdrawal",
        expect![""],
    );
}

#[test]
fn quotation_marks_dashes_and_narrow_spaces_are_read() {
    check(
        "“AT LEAST 12 PEASANTS WERE MURDERED,” said the mayor; 8\u{a0}000 fled — and ‘dozens’ of the \
         5–7 million villagers’ homes burned.",
        expect![[r#"
            killed 12 at_least of=PEASANTS by=- unit=people «AT LEAST 12 PEASANTS WERE MURDERED»
            displaced 8000 exact of=- by=- unit=people «8 000 fled»
            other 5000000..7000000 about of=villagers by=- unit=people «5–7 million villagers»
        "#]],
    );
}

#[test]
fn a_table_of_numbers_takes_no_time() {
    let table = "1,204 dead, 7 wounded; ".repeat(4000);
    assert_eq!(read(&table).len(), 8000);
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in any::<String>()) {
        for mention in read(&text) {
            prop_assert!(text.get(mention.span.range()).is_some());
            prop_assert!(text.get(mention.number.range()).is_some());
        }
    }

    #[test]
    fn number_like_text_is_read_without_panic(
        text in "(one|two|half| a |dozens|of|hundred|million|and|[0-9]{1,4}|,|\\.|-|%|\\$| |years?|killed|people|[’“é]){0,40}"
    ) {
        for mention in read(&text) {
            prop_assert!(text.get(mention.span.range()).is_some());
            prop_assert!(mention.figure.value.is_finite());
        }
    }
}
