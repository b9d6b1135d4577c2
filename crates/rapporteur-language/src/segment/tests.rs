use proptest::prelude::*;
use rapporteur_model::Span;

use super::{is_gap, segment};

/// Text in, one line a sentence out, tokens separated by spaces.
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = segment(text, &[Span::new(0, text.len())])
        .iter()
        .map(|s| s.tokens.iter().map(|t| t.span.of(text)).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_dateline_belongs_to_its_sentence() {
    check(
        "Juba, Aug. 17 (NEWS)-- The rebels' envoy has arrived. Talks resume.",
        &["Juba , Aug. 17 ( NEWS ) -- The rebels ' envoy has arrived .", "Talks resume ."],
    );
}

#[test]
fn closing_quotes_belong_to_the_sentence_they_close() {
    check(
        "“We will talk. We will not yield.” She left.",
        &["“ We will talk .", "We will not yield . ”", "She left ."],
    );
    check(
        "\"We will talk. We won't yield.\" \"Nobody will,\" he said.",
        &["\" We will talk .", "We wo n't yield . \"", "\" Nobody will , \" he said ."],
    );
    check(
        "\"Will they sign?\" Diaz asked. (He left early.) No one did.",
        &["\" Will they sign ? \" Diaz asked .", "( He left early . )", "No one did ."],
    );
}

#[test]
fn headlines_and_bylines_end_without_a_full_stop() {
    check(
        "Envoy meets both sides in Nairobi\nBy Ana Diaz\n\nThe envoy met both sides.",
        &["Envoy meets both sides in Nairobi", "By Ana Diaz", "The envoy met both sides ."],
    );
}

#[test]
fn wrapped_lines_do_not_end_a_sentence() {
    check(
        "The two delegations met for a third time on Monday in the capital, and\n\
         agreed to go on with the talks in May. A spokesman for the mediator in\n\
         Nairobi said so.\n",
        &[
            "The two delegations met for a third time on Monday in the capital , and agreed to go on with the talks in May .",
            "A spokesman for the mediator in Nairobi said so .",
        ],
    );
}

#[test]
fn wire_copy_that_is_wrapped_and_indented_is_read_by_paragraph() {
    check(
        "   NAIROBI, 5 MAR 91 (NEWS) -- [TEXT] THE REBELS AND THE GOVERNMENT OF\n\
         GEN. OKELLO AGREED TODAY TO MEET FOR THE FIRST TIME, A SPOKESMAN\n\
         SAID.  THE MEETING WILL TAKE PLACE IN JUBA.\n\n   THE DATE IS OPEN.\n",
        &[
            "NAIROBI , 5 MAR 91 ( NEWS ) -- [ TEXT ] THE REBELS AND THE GOVERNMENT OF GEN. OKELLO AGREED TODAY TO MEET FOR THE FIRST TIME , A SPOKESMAN SAID .",
            "THE MEETING WILL TAKE PLACE IN JUBA .",
            "THE DATE IS OPEN .",
        ],
    );
}

#[test]
fn dots_that_leave_something_out_do_not_end_a_sentence() {
    check(
        "They have asked for talks . . . only to be refused. “We waited ... for years.”",
        &["They have asked for talks . . . only to be refused .", "“ We waited ... for years . ”"],
    );
}

#[test]
fn a_list_of_short_lines_is_no_wrapped_paragraph() {
    check(
        "Read next:\r\n- Truce holds in the north\r\n- Envoy leaves\r\n* 12 freed",
        &["Read next :", "- Truce holds in the north", "- Envoy leaves", "* 12 freed"],
    );
}

#[test]
fn wire_copy_in_capitals_is_split_like_any_other() {
    check(
        "ENVOY LEAVES JUBA. GEN. OKELLO SAYS U.N. MUST ACT. TALKS TO RESUME NOV. 5.",
        &["ENVOY LEAVES JUBA .", "GEN. OKELLO SAYS U.N. MUST ACT .", "TALKS TO RESUME NOV. 5 ."],
    );
}

#[test]
fn initials_belong_to_names() {
    check(
        "J. R. Okello and Ana M. Diaz met. Plan B failed.",
        &["J. R. Okello and Ana M. Diaz met .", "Plan B failed ."],
    );
}

#[test]
fn spaces_of_every_kind_separate_words() {
    check("\u{FEFF}Some\u{A0}5,300\u{202F}people\u{200B} fled.", &["Some 5,300 people fled ."]);
}

#[test]
fn a_missing_space_after_a_full_stop_still_ends_a_sentence() {
    check("They left the town.Nobody stayed.", &["They left the town .", "Nobody stayed ."]);
}

#[test]
fn no_sentence_crosses_a_border_of_regions() {
    let text = "They met the MENU envoy.";
    let found = segment(text, &[Span::new(0, 12), Span::new(17, text.len())]);
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].span.of(text), "envoy.");
}

/// The contract for any text: boundaries of characters, order, and only gaps between tokens.
fn holds(text: &str, regions: &[Span]) {
    let sentences = segment(text, regions);
    let mut end = 0;
    for sentence in &sentences {
        assert!(!sentence.tokens.is_empty());
        assert_eq!(sentence.span.start, sentence.tokens[0].span.start);
        assert_eq!(sentence.span.end, sentence.tokens[sentence.tokens.len() - 1].span.end);
        for (index, token) in sentence.tokens.iter().enumerate() {
            assert!(token.span.start >= end, "tokens in order");
            assert!(!token.span.of(text).is_empty(), "tokens on character boundaries");
            end = token.span.end;
            let next = sentence.tokens.get(index + 1);
            assert_eq!(token.joined, next.is_some_and(|next| next.span.start == end));
        }
        let _ = super::multiword_tokens(text, sentence);
    }
    for region in regions {
        let mut at = region.start;
        let inside = sentences.iter().flat_map(|s| &s.tokens).filter(|t| region.contains(t.span));
        for token in inside {
            assert!(text[at..token.span.start].chars().all(is_gap), "only gaps between tokens");
            at = token.span.end;
        }
        assert!(text[at..region.end].chars().all(is_gap), "only gaps after the last token");
    }
}

proptest! {
    #[test]
    fn any_text_is_rebuilt_from_tokens_and_gaps(text in any::<String>()) {
        holds(&text, &[Span::new(0, text.len())]);
    }

    #[test]
    fn texts_of_odd_marks_are_rebuilt(
        text in "([A-Za-z]{1,9}|[0-9]{1,4}|Dr|U\\.S|é|’|'s|n't|[.?!,\"“”()\\[\\]:;–-]|\u{200B}|[ \n\r\t]){0,80}"
    ) {
        holds(&text, &[Span::new(0, text.len())]);
    }

    #[test]
    fn any_regions_are_rebuilt(text in "\\PC{0,60}", cut in 0_usize..60) {
        let cut = (0..=cut.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap();
        holds(&text, &[Span::new(0, cut), Span::new(cut, text.len())]);
    }

    #[test]
    fn regions_that_do_not_fit_yield_nothing_and_do_not_panic(
        text in any::<String>(), start in 0_usize..90, end in 0_usize..90
    ) {
        let _ = segment(&text, &[Span::new(start, end)]);
    }
}
