//! The stylesheet: text and marks stand out from what they stand on, in light, dark and print
//! (WCAG 2.2, 1.4.3 and 1.4.11).

use std::collections::BTreeMap;

use rapporteur_pictures::STYLE;

/// Names and colours of one block of custom properties.
type Theme<'a> = BTreeMap<&'a str, [f64; 3]>;

fn themes() -> Vec<Theme<'static>> {
    STYLE
        .split('{')
        .map(|block| block.split('}').next().unwrap_or(""))
        .map(|block| block.lines().filter_map(colour).collect::<Theme<'_>>())
        .filter(|theme| !theme.is_empty())
        .collect()
}

fn colour(line: &str) -> Option<(&str, [f64; 3])> {
    let (name, value) = line.trim().strip_prefix("--p-")?.split_once(": #")?;
    let part = |at: usize| {
        let byte = u8::from_str_radix(value.get(at..at + 2)?, 16).ok()?;
        let share = f64::from(byte) / 255.0;
        Some(if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) })
    };
    Some((name, [part(0)?, part(2)?, part(4)?]))
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let light = |c: [f64; 3]| 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2] + 0.05;
    let (a, b) = (light(a), light(b));
    a.max(b) / a.min(b)
}

#[test]
fn words_and_marks_stand_out() {
    let themes = themes();
    assert_eq!(themes.len(), 4, "light, dark by the system, dark by choice, print");
    for theme in &themes {
        for ground in ["paper", "band", "sea", "land"] {
            for (name, least) in [("ink", 4.5), ("muted", 4.5), ("flag", 4.5), ("mark", 3.0)] {
                let found = contrast(theme[name], theme[ground]);
                assert!(found >= least, "{name} on {ground}: {found:.2} in {theme:?}");
            }
        }
        for name in ["ink", "muted"] {
            let found = contrast(theme[name], theme["tint"]);
            assert!(found >= 4.5, "{name} in a bar: {found:.2} in {theme:?}");
        }
    }
}

#[test]
fn every_theme_names_every_colour_and_both_dark_ones_agree() {
    let themes = themes();
    for theme in &themes {
        assert!(theme.keys().eq(themes[0].keys()), "{theme:?}");
    }
    assert_eq!(themes[1], themes[2]);
}
