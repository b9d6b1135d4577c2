//! Whatever the text, a document comes of it: unchanged, with furniture in order and on boundaries.

use proptest::prelude::*;
use rapporteur_ingest::{RawDocument, RawReport, document};
use rapporteur_model::Document;

fn read(text: &str) -> Document {
    let raw = RawDocument { id: "any".to_owned(), text: text.to_owned(), ..RawDocument::default() };
    document(RawReport::Text(raw)).expect("a text is a document").0
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let document = read(text);
    prop_assert_eq!(&document.text, text);
    let mut end = 0;
    for piece in &document.furniture {
        prop_assert!(piece.span.start >= end && piece.span.start < piece.span.end);
        prop_assert!(text.get(piece.span.range()).is_some(), "{:?}", piece);
        end = piece.span.end;
    }
    prop_assert!(end <= text.len());
    prop_assert_eq!(document, read(text));
    Ok(())
}

/// What datelines, stamps and furniture are made of.
fn piece() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "JUBA",
        "Bogotá",
        " (",
        ")",
        "NPA",
        "--",
        " — ",
        " - ",
        "/",
        "[TEXT]",
        "[",
        "]",
        ", ",
        ".",
        "May 3",
        "3 MAY 89",
        "2016",
        "Thu 20 Jun 2024",
        "4:53 pm",
        "last October",
        "Thursday",
        "\n",
        "\r\n",
        "\n\n",
        "\u{A0}",
        "\u{FEFF}",
        "**",
        "# ",
        "---",
        "<https://x.example/2016/06/23>",
        "Source: ",
        "Read next: ",
        "Share",
        "Image caption ",
        "© ",
        "212 days of war in Gaza",
        "d",
        "The parties met",
        "é",
        "🎙",
        "”",
        "On 03 July 2025, ",
        "Radio Habana Cuba",
        "İ",
        "ſ",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_unicode(text in any::<String>()) {
        holds(&text)?;
    }

    #[test]
    fn any_make_up_of_a_report(pieces in prop::collection::vec(piece(), 0..60)) {
        holds(&pieces.concat())?;
    }
}

/// A report at the limit must not take time that grows faster than its length.
#[test]
fn long_texts_are_read_in_linear_time() {
    let paragraph = "The parties met on 3 May 2016 in Juba (the capital) - again, he said.\n\n";
    let one_line = "On Monday 3 May 2016 the parties met, he said. ".repeat(40_000);
    let hard = [
        "(",
        "\n[a",
        "3 May 2016) ",
        "90 days of war ",
        "[TEXT] ",
        "\nSource: a",
        "<http://a",
        "Read more\n",
    ];
    let texts = hard.iter().map(|piece| piece.repeat((1 << 20) / piece.len()));
    for text in texts.chain([paragraph.repeat(25_000), one_line]) {
        let start = std::time::Instant::now();
        let document = read(&text);
        assert_eq!(document.text.len(), text.len());
        // A debug build reads these in about two seconds; quadratic time would be hours.
        assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    }
}
