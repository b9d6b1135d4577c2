//! The smallest pieces of a text: words, numbers, addresses, single marks.

use std::sync::LazyLock;

use rapporteur_model::Span;
use regex::Regex;

/// One shape of atom. The first shape that matches at a place wins, with its longest match.
struct Shape {
    #[cfg_attr(not(test), expect(dead_code, reason = "names the row in failing tests"))]
    id: &'static str,
    pattern: &'static str,
    /// A text and its atoms, separated by spaces.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tested reason for the row"))]
    example: (&'static str, &'static str),
}

/// All shapes, most specific first. Conventions are those of UD English EWT and GUM (train).
/// What looks ahead for a mark far away (`@`, `.com`) is bounded, so that no text takes long.
static SHAPES: &[Shape] = &[
    Shape {
        id: "url",
        pattern: r#"(?i:https?|ftps?|mailto):[^\s<>"“”]*[\p{L}\p{N}/#=_~&%+-]"#,
        example: ("(https://example.org/a,b?c=1).", "( https://example.org/a,b?c=1 ) ."),
    },
    Shape {
        id: "www",
        pattern: r#"(?i:www)\.[^\s<>"“”]*[\p{L}\p{N}/]"#,
        example: ("www.example.org/talks.", "www.example.org/talks ."),
    },
    Shape {
        id: "email",
        pattern: r"[0-9A-Za-z][0-9A-Za-z._%+-]{0,63}@[0-9A-Za-z_-]+(?:\.[0-9A-Za-z-]*[0-9A-Za-z])*",
        example: ("<desk@example.org>", "< desk@example.org >"),
    },
    Shape {
        id: "domain",
        pattern: r#"(?:[0-9A-Za-z-]{1,63}\.){1,6}(?:com|org|net|edu|gov|mil|info|int|cn|co|cu|de|eu|fr|il|ir|jp|lb|ps|qa|ru|sa|sd|sy|tr|tv|ua|uk|ye)(?:/[^\s<>"“”]*[\p{L}\p{N}/])?\b"#,
        example: ("Source: example.org/news.", "Source : example.org/news ."),
    },
    Shape {
        id: "file",
        pattern: r"[0-9A-Za-z_#~%-]{0,63}\.(?i:docx?|xlsx?|pdf|jpe?g|png|gif|zip|pptx?|txt|html?|mp[34])\b",
        example: ("See annex_2.pdf.", "See annex_2.pdf ."),
    },
    Shape {
        id: "handle",
        pattern: r"[@#]\p{L}[\p{L}\p{M}\p{N}_]*",
        example: ("@mediator: #CeasefireNow!", "@mediator : #CeasefireNow !"),
    },
    Shape {
        id: "phone",
        pattern: r"(?:\+?\d{1,3}[-.])?\d{3}[-./]\d{3}[-.]\d{4}\b|\d{3}-\d{3}[1-9]\b|\+\d{2,}",
        example: ("Call 713-555-0142, not 500-1000.", "Call 713-555-0142 , not 500 - 1000 ."),
    },
    Shape {
        id: "date",
        pattern: r"\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?\b|\d{4}[/-]\d{1,2}[/-]\d{1,2}\b|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})\b",
        example: ("On 24/11/2023, or 2023-11-24:", "On 24/11/2023 , or 2023-11-24 :"),
    },
    Shape {
        id: "time",
        pattern: r"\d{1,2}:\d{2}(?::\d{2})?",
        example: ("at 3:53pm.", "at 3:53 pm ."),
    },
    Shape {
        id: "number",
        pattern: r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?:st|nd|rd|th)?|\d+(?:\.\d+)+",
        example: ("36,224 or $4.5bn, the 50,000th", "36,224 or $ 4.5 bn , the 50,000th"),
    },
    Shape {
        id: "acronym",
        pattern: r"\p{L}\.&\p{L}\.|\p{L}(?:\.\p{L})+(?:\.|\b)|\p{L}{1,2}(?:\.\p{L}{1,2})+\.",
        example: ("a U.S.-led U.N. team at 5 p.m.", "a U.S. - led U.N. team at 5 p.m."),
    },
    Shape {
        id: "ampersand",
        pattern: r"\p{L}{1,3}&\p{L}{1,3}\b",
        example: ("R&D at A&B", "R&D at A&B"),
    },
    Shape {
        id: "currency",
        pattern: r"(?:US|U|AU|A|CA|C|HK|NT|NZ|S|R)\$",
        example: ("US$5 for C$7", "US$ 5 for C$ 7"),
    },
    Shape { id: "slashed", pattern: r"(?i:b/c|w/o|w/)", example: ("w/o and/or", "w/o and / or") },
    Shape {
        id: "clipped",
        pattern: r"['’](?:\d\ds?|em|til|tis|twas)\b",
        example: ("in the '90s", "in the '90s"),
    },
    Shape {
        id: "word",
        pattern: r"[\p{L}\p{N}][\p{L}\p{N}\p{M}_\u{AD}]*(?:['’ʼ`´]\p{L}[\p{L}\p{M}]*)*",
        example: ("Sana'a didn't split F16s", "Sana'a didn't split F16s"),
    },
    Shape {
        id: "omission",
        pattern: r"\[(?:\.{3,}|…)\]",
        example: ("“we [...] agreed”", "“ we [...] agreed ”"),
    },
    Shape {
        id: "full stops",
        pattern: r"[.?!…]{2,}",
        example: ("Well... really?!", "Well ... really ?!"),
    },
    Shape {
        id: "dashes",
        pattern: r"-{2,}>?|->|[—–―]{2,}",
        example: ("(ABC)-- The", "( ABC ) -- The"),
    },
    Shape {
        id: "repeats",
        pattern: r"={2,}|\*{2,}|_{2,}|~{2,}|#{2,}|\+{2,}|<{2,}|>{2,}|\|{2,}|,{2,}|\${2,}",
        example: ("**Note** <<", "** Note ** <<"),
    },
    Shape {
        id: "doubled quotes", pattern: r"''|``|’’|‘‘|‘’", example: ("``yes''", "`` yes ''")
    },
    Shape {
        id: "picture",
        pattern: r"\p{So}[\u{FE0F}\u{200D}\u{1F3FB}-\u{1F3FF}\p{So}]*",
        example: ("peace ✌🏽.", "peace ✌🏽 ."),
    },
    Shape {
        id: "mark",
        pattern: r"[^\s\u{200B}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2060}\u{2066}-\u{2069}\u{FEFF}]\p{M}*",
        example: ("“(£5)”", "“ ( £ 5 ) ”"),
    },
];

static ATOM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let patterns: Vec<String> =
        SHAPES.iter().map(|shape| format!("(?:{})", shape.pattern)).collect();
    Regex::new(&patterns.join("|")).ok() // a test compiles it; the table is constant
});

/// The atoms of a block in order; what lies between them is white space or has no width.
pub(super) fn atoms(text: &str, block: Span) -> Vec<Span> {
    let Some(atom) = ATOM.as_ref() else { return Vec::new() };
    atom.find_iter(block.of(text))
        .map(|found| Span::new(block.start + found.start(), block.start + found.end()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_keeps_its_example() {
        assert!(ATOM.is_some(), "the shapes compile");
        for shape in SHAPES {
            let (text, expected) = shape.example;
            let found: Vec<&str> =
                atoms(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text)).collect();
            assert_eq!(found.join(" "), expected, "shape {:?}", shape.id);
        }
    }
}
