//! Whatever a report says, and whatever an address holds: pictures stay well-formed, harmless and
//! the same.

use proptest::collection::vec;
use proptest::prelude::*;
use rapporteur_model::{
    Document, EventType, Issue, Measure, Mode, PartialDate, Qualifier, Realis, TimeSpan,
};
use rapporteur_pictures::map::{Place, resolve};
use rapporteur_pictures::network::Tie;
use rapporteur_pictures::timeline::Lanes;
use rapporteur_pictures::{
    Frame, Picture, figures, map, network, positions, sparkline, spread, timeline,
};
use rapporteur_record::views::positions::{Position, Stance, StanceKind};
use rapporteur_record::views::series::{Fall, FigureSeries, Point};
use rapporteur_record::views::sources::Carrier;
use rapporteur_record::views::timeline::Row;

/// Anything, and now and then what has broken other programs.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => any::<String>(),
        1 => Just("<script>alert(1)</script>".to_owned()),
        1 => Just("\"/><image href=\"http://tracker.example/x.png\" onload=\"x()\"/>".to_owned()),
        1 => Just("]]>&amp;<!-- --><![CDATA[".to_owned()),
        1 => Just("\u{202e}\u{2066}حماس (Hamas)\u{200f}".to_owned()),
        1 => Just(format!("z{}", "\u{301}".repeat(10_000))),
        1 => Just("\u{0}\u{1}\u{b}\u{1f}\u{7f}\u{9f}\u{fffe}\u{ffff}\u{feff}".to_owned()),
        1 => Just("javascript:alert(1)".to_owned()),
        1 => Just("👩‍👩‍👧‍👦𓀀漢字".repeat(40)),
        1 => Just(String::new()),
    ]
}

fn date() -> impl Strategy<Value = PartialDate> {
    (0i16..=9999, 1i8..=12, 1i8..=28, 0u8..3).prop_map(|(year, month, day, exact)| {
        let date = match exact {
            0 => PartialDate::year(year),
            1 => PartialDate::month(year, month),
            _ => jiff::civil::Date::new(year, month, day).ok().and_then(PartialDate::day),
        };
        date.expect("a date")
    })
}

/// Spans, some of which end before they begin.
fn time() -> impl Strategy<Value = TimeSpan> {
    prop_oneof![
        3 => date().prop_map(TimeSpan::at),
        1 => (date(), date()).prop_map(|(start, end)| TimeSpan { start, end }),
    ]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![0.0f64..1e6, any::<f64>()]
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    (0..all.len()).prop_map(move |at| all[at])
}

fn row() -> impl Strategy<Value = Row> {
    let kinds = (one_of(EventType::ALL), proptest::option::of(one_of(Mode::ALL)));
    let parties = (vec(text(), 0..4), vec(text(), 0..3), vec(text(), 0..3));
    (time(), kinds, vec(one_of(Realis::ALL), 0..3), parties, text(), text(), 0usize..9).prop_map(
        |(
            time,
            (event_type, mode),
            realis,
            (actors, recipients, mediators),
            entry,
            quote,
            voices,
        )| {
            Row {
                entry,
                time,
                event_type,
                mode,
                realis,
                actors,
                recipients,
                mediators,
                outlets: vec![quote.clone()],
                independent_reports: voices,
                quote,
                claim: String::new(),
            }
        },
    )
}

fn series() -> impl Strategy<Value = FigureSeries> {
    let point = (
        proptest::option::of(time()),
        number(),
        proptest::option::of(number()),
        one_of(Qualifier::ALL),
        vec(text(), 0..3),
        text(),
    )
        .prop_map(|(time, value, high, qualifier, said_by, quote)| Point {
            time,
            value,
            high,
            qualifier,
            said_by,
            outlets: vec![quote.clone()],
            entry: quote.clone(),
            claims: vec![],
            quote,
        });
    (one_of(Measure::ALL), text(), any::<bool>(), vec(point, 0..30)).prop_map(
        |(measure, of, cumulative, points)| {
            let end = |point: &Point| (point.entry.clone(), point.value);
            let falls = match (points.first(), points.last()) {
                (Some(first), Some(last)) => vec![Fall { from: end(first), to: end(last) }],
                _ => vec![],
            };
            let by = Some(of.clone());
            FigureSeries {
                measure,
                of: Some(of.clone()),
                by,
                unit: Some(of),
                cumulative,
                points,
                falls,
            }
        },
    )
}

fn position() -> impl Strategy<Value = Position> {
    const KINDS: &[StanceKind] =
        &[StanceKind::Demands, StanceKind::Refuses, StanceKind::Accepts, StanceKind::Concedes];
    let stance =
        (one_of(KINDS), proptest::option::of(time()), text()).prop_map(|(kind, time, quote)| {
            Stance {
                kind,
                time,
                to: vec![quote.clone()],
                object: Some(quote.clone()),
                figures: vec![quote.clone()],
                said_by: Some(quote.clone()),
                outlets: vec![quote.clone()],
                independent_reports: 1,
                entry: quote.clone(),
                claim: String::new(),
                quote,
            }
        });
    (one_of(Issue::ALL), text(), vec(stance, 1..3)).prop_map(|(issue, party, mut stances)| {
        let latest = stances.remove(0);
        Position { issue, party, latest, earlier: stances }
    })
}

fn tie() -> impl Strategy<Value = Tie> {
    (text(), text(), proptest::option::of(text()), any::<bool>(), 0usize..1_000).prop_map(
        |(from, to, through, directed, entries)| Tie {
            from,
            to,
            through,
            directed,
            entries,
            kinds: vec![],
        },
    )
}

fn place() -> impl Strategy<Value = Place> {
    let known = prop_oneof![
        Just("Oslo"),
        Just("Gaza"),
        Just("Jerusalem"),
        Just("Washington"),
        Just("Apia")
    ];
    prop_oneof![text(), known.prop_map(str::to_owned)].prop_flat_map(|name| {
        (0usize..500, Just(resolve(&name))).prop_map(move |(entries, position)| Place {
            name: name.clone(),
            entries,
            position,
        })
    })
}

fn carrier() -> impl Strategy<Value = Carrier> {
    (text(), text(), proptest::option::of(date()), proptest::option::of(text()), vec(text(), 0..3))
        .prop_map(|(document, outlet, published, repeats, speakers)| Carrier {
            document,
            outlet,
            published,
            repeats,
            speakers,
        })
}

fn frame() -> impl Strategy<Value = Frame> {
    (text(), prop_oneof![Just(960.0), Just(360.0), any::<f64>()])
        .prop_map(|(id, width)| Frame::new(&id, width))
}

/// Well-formed, known elements alone, no handler, no foreign address, one name for each identifier.
fn assert_harmless(picture: &Picture) -> Result<(), TestCaseError> {
    const ELEMENTS: &[&str] =
        &["svg", "title", "desc", "g", "a", "text", "tspan", "rect", "circle", "line", "path"];
    let parsed = roxmltree::Document::parse(&picture.svg);
    let parsed =
        parsed.map_err(|error| TestCaseError::fail(format!("{error}: {}", picture.svg)))?;
    let mut ids = std::collections::BTreeSet::new();
    for node in parsed.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        prop_assert!(ELEMENTS.contains(&name), "{name}");
        for attribute in node.attributes() {
            prop_assert!(!attribute.name().starts_with("on"), "{attribute:?}");
            prop_assert!(!["style", "fill", "stroke"].contains(&attribute.name()), "{attribute:?}");
            if attribute.name() == "href" {
                let start = attribute.value().to_lowercase();
                prop_assert!(!start.trim_start().starts_with("javascript:"), "{attribute:?}");
            }
            if attribute.name() == "id" {
                prop_assert!(ids.insert(attribute.value().to_owned()), "{attribute:?}");
            }
        }
    }
    for node in parsed.descendants() {
        let named = node.attributes().filter(|attribute| attribute.name() != "href");
        let texts = node.text().into_iter().chain(named.map(|attribute| attribute.value()));
        for text in texts {
            prop_assert!(
                !text.contains([
                    '\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}'
                ]),
                "{text:?}"
            );
            let (open, closed) =
                (text.matches('\u{2068}').count(), text.matches('\u{2069}').count());
            prop_assert_eq!(open, closed, "{:?}", text);
        }
    }
    prop_assert!(!picture.svg.contains("NaN") && !picture.svg.contains("inf\""), "{}", picture.svg);
    for row in &picture.table.rows {
        prop_assert_eq!(row.len(), picture.table.columns.len());
    }
    prop_assert!(roxmltree::Document::parse(&picture.standalone()).is_ok());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn timelines(rows in vec(row(), 0..20), times in 1usize..8, frame in frame(), href in text()) {
        let links = |_: rapporteur_pictures::Target<'_>| Some(href.clone());
        let many: Vec<Row> = rows.iter().cycle().take(rows.len() * times).cloned().collect();
        for lanes in [Lanes::Family, Lanes::Actor] {
            let picture = timeline(&many, lanes, &frame, &links);
            assert_harmless(&picture)?;
            prop_assert_eq!(&picture, &timeline(&many, lanes, &frame, &links));
        }
    }

    #[test]
    fn series_of_figures(series in series(), frame in frame(), href in text()) {
        let links = |_: rapporteur_pictures::Target<'_>| Some(href.clone());
        for layout in [figures::Layout::ByReport, figures::Layout::OverTime] {
            let picture = figures(&series, layout, &frame, &links);
            assert_harmless(&picture)?;
            prop_assert_eq!(&picture, &figures(&series, layout, &frame, &links));
        }
    }

    #[test]
    fn matrices(cells in vec(position(), 0..30), frame in frame(), href in text()) {
        let links = |_: rapporteur_pictures::Target<'_>| Some(href.clone());
        assert_harmless(&positions(&cells, &frame, &links))?;
    }

    #[test]
    fn networks(ties in vec(tie(), 0..60), frame in frame(), href in text()) {
        let links = |_: rapporteur_pictures::Target<'_>| Some(href.clone());
        let picture = network(&ties, &frame, &links);
        assert_harmless(&picture)?;
        prop_assert_eq!(&picture, &network(&ties, &frame, &links));
    }

    #[test]
    fn maps(places in vec(place(), 0..30), frame in frame(), href in text()) {
        let links = |_: rapporteur_pictures::Target<'_>| Some(href.clone());
        assert_harmless(&map(&places, &frame, &links))?;
    }

    #[test]
    fn spreads(carriers in vec(carrier(), 0..40), frame in frame(), href in text()) {
        let links = |_: rapporteur_pictures::Target<'_>| Some(href.clone());
        assert_harmless(&spread(&carriers, &frame, &links))?;
    }

    #[test]
    fn sparklines(dates in vec(proptest::option::of(date()), 0..60), frame in frame()) {
        let documents: Vec<Document> = dates
            .into_iter()
            .map(|published| Document { published, ..Document::default() })
            .collect();
        assert_harmless(&sparkline(&documents, &frame))?;
    }
}
