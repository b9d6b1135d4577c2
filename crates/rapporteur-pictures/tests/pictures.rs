//! Every picture of a small record, as files that a browser opens: `UPDATE_EXPECT=1 cargo test -p
//! rapporteur-pictures` rewrites them.

use expect_test::{ExpectFile, expect, expect_file};
use rapporteur_model::{
    Document, EventType, Issue, Measure, Mode, PartialDate, Qualifier, Realis, TimeSpan,
};
use rapporteur_pictures::map::{Place, resolve};
use rapporteur_pictures::network::Tie;
use rapporteur_pictures::timeline::Lanes;
use rapporteur_pictures::{
    Frame, Picture, STYLE, Target, at_both_widths, figures, map, network, positions, sparkline,
    spread, timeline,
};
use rapporteur_record::views::positions::{Position, Stance, StanceKind};
use rapporteur_record::views::series::{Fall, FigureSeries, Point};
use rapporteur_record::views::sources::Carrier;
use rapporteur_record::views::timeline::Row;

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).expect("a date")
}

fn time(text: &str) -> TimeSpan {
    match text.split_once('/') {
        Some((start, end)) => TimeSpan { start: date(start), end: date(end) },
        None => TimeSpan::at(date(text)),
    }
}

fn names(text: &str) -> Vec<String> {
    text.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn row(when: &str, event_type: EventType, realis: Realis, actors: &str, recipients: &str) -> Row {
    Row {
        entry: format!("e-{when}"),
        time: time(when),
        event_type,
        mode: None,
        realis: vec![realis],
        actors: names(actors),
        recipients: names(recipients),
        mediators: Vec::new(),
        outlets: names("Fjord Wire"),
        independent_reports: 1,
        quote: "words".to_owned(),
        claim: "k.0".to_owned(),
    }
}

fn happenings() -> Vec<Row> {
    vec![
        row("1994-06-02", EventType::Consult, Realis::Actual, "Northland, Southland", ""),
        Row {
            independent_reports: 3,
            mediators: names("Islandia"),
            ..row("1994-06", EventType::Request, Realis::Actual, "Northland", "Southland")
        },
        row("1994-06-20", EventType::Reject, Realis::Negated, "Southland", "Northland"),
        Row {
            mode: Some(Mode::Ceasefire),
            ..row("1994-07-01", EventType::Retreat, Realis::Planned, "Northland, Southland", "")
        },
        row("1994-07-04", EventType::Assault, Realis::Hypothetical, "Southland", "port"),
    ]
}

fn point(when: &str, value: f64, high: Option<f64>, qualifier: Qualifier, by: &str) -> Point {
    Point {
        time: Some(time(when)),
        value,
        high,
        qualifier,
        said_by: names(by),
        outlets: names("Fjord Wire"),
        entry: format!("e-{when}"),
        claims: Vec::new(),
        quote: "words".to_owned(),
    }
}

fn dead() -> FigureSeries {
    FigureSeries {
        measure: Measure::Killed,
        of: Some("sailors".to_owned()),
        by: None,
        unit: Some("people".to_owned()),
        cumulative: true,
        points: vec![
            point("1994/1994-06-02", 1200.0, None, Qualifier::AtLeast, "Ministry of Health"),
            point("1994/1994-06-20", 1500.0, Some(1800.0), Qualifier::About, ""),
            point("1994/1994-07-01", 1100.0, None, Qualifier::Exact, "Southland"),
        ],
        falls: vec![Fall {
            from: ("e-1994/1994-06-20".to_owned(), 1500.0),
            to: ("e-1994/1994-07-01".to_owned(), 1100.0),
        }],
    }
}

fn stance(kind: StanceKind, when: &str) -> Stance {
    Stance {
        kind,
        time: Some(time(when)),
        to: Vec::new(),
        object: None,
        figures: Vec::new(),
        said_by: None,
        outlets: names("Fjord Wire"),
        independent_reports: 2,
        entry: format!("e-{when}"),
        claim: "k.0".to_owned(),
        quote: "words".to_owned(),
    }
}

fn stances() -> Vec<Position> {
    let position = |issue, party: &str, latest, earlier| Position {
        issue,
        party: party.to_owned(),
        latest,
        earlier,
    };
    vec![
        position(
            Issue::Ceasefire,
            "Northland",
            stance(StanceKind::Accepts, "1994-07-01"),
            vec![stance(StanceKind::Refuses, "1994-06-02")],
        ),
        position(Issue::Ceasefire, "Southland", stance(StanceKind::Demands, "1994-06"), vec![]),
        position(Issue::Territory, "Southland", stance(StanceKind::Refuses, "1994-06"), vec![]),
        position(Issue::Territory, "Westland", stance(StanceKind::Concedes, "1994-07"), vec![]),
    ]
}

fn tie(from: &str, to: &str, through: Option<&str>, directed: bool, entries: usize) -> Tie {
    Tie {
        from: from.to_owned(),
        to: to.to_owned(),
        through: through.map(str::to_owned),
        directed,
        entries,
        kinds: vec![(EventType::Consult, entries)],
    }
}

fn ties() -> Vec<Tie> {
    vec![
        tie("Northland", "Southland", None, false, 7),
        tie("Northland", "Southland", Some("Islandia"), true, 3),
        tie("Westland", "Northland", None, true, 1),
    ]
}

fn somewhere() -> Vec<Place> {
    [("Oslo", 5), ("Geneva", 2), ("Norway", 1), ("Nowhere Bay", 1)]
        .into_iter()
        .map(|(name, entries)| Place { name: name.to_owned(), entries, position: resolve(name) })
        .collect()
}

fn carriers() -> Vec<Carrier> {
    let carrier =
        |document: &str, outlet: &str, when: &str, repeats: Option<&str>, by: &str| Carrier {
            document: document.to_owned(),
            outlet: outlet.to_owned(),
            published: Some(date(when)),
            repeats: repeats.map(str::to_owned),
            speakers: names(by),
        };
    vec![
        carrier("a", "Fjord Wire", "1994-06-02", None, ""),
        carrier("b", "The Harbour Post", "1994-06-03", Some("a"), ""),
        carrier("c", "Radio South", "1994-06-05", None, "Admiral Holm"),
    ]
}

fn reports() -> Vec<Document> {
    ["1994-06-02", "1994-06-02", "1994-06-05", "1994-06"]
        .into_iter()
        .map(|day| Document { published: Some(date(day)), ..Document::default() })
        .collect()
}

fn address(target: Target<'_>) -> Option<String> {
    Some(match target {
        Target::Entry(id) => format!("/e/{id}"),
        Target::Document(key) => format!("/a/{key}"),
        Target::Period { from, to, .. } => format!("/timeline?from={from}&to={to}"),
        Target::Issue(issue) => format!("/positions?issue={issue}"),
        Target::Party(name) | Target::Place(name) => format!("/search?q={name}"),
        Target::Position { issue, party } => format!("/positions?issue={issue}&party={party}"),
        Target::Tie { from, to, .. } => format!("/timeline?party={from}&to={to}"),
    })
}

/// An element a line, so that a change shows where it is.
#[track_caller]
fn check(picture: &Picture, expected: ExpectFile) {
    roxmltree::Document::parse(&picture.svg).expect("well-formed");
    expected.assert_eq(&(picture.svg.replace("><", ">\n<") + "\n"));
}

#[test]
fn a_timeline_draws_planned_denied_and_inexact_each_in_its_way() {
    let picture = timeline(&happenings(), Lanes::Family, &Frame::wide("t"), &address);
    check(&picture, expect_file!["snapshots/timeline.svg"]);
    let narrow = timeline(&happenings(), Lanes::Actor, &Frame::narrow("t"), &address);
    check(&narrow, expect_file!["snapshots/timeline-narrow.svg"]);
    expect!["5 dated entries. By kind: talks 1, proposals and answers 2, truces, releases and relief 1, on the ground 1. As told: 2 happened, 1 planned, 1 possible, 1 denied. More than one independent voice tells 1 of them."]
        .assert_eq(&picture.summary);
    assert_eq!(picture.table.rows.len(), 5);
}

#[test]
fn a_timeline_of_thousands_counts_and_stays_small() {
    let many: Vec<Row> = (0..2_000)
        .map(|at: u32| {
            let when = format!("{}-{:02}", 1990 + at / 12 % 4, 1 + at % 12);
            let realis = if at.is_multiple_of(7) { Realis::Planned } else { Realis::Actual };
            let event_type = EventType::ALL[at as usize % 16];
            Row { entry: format!("e-{at}"), ..row(&when, event_type, realis, "Northland", "") }
        })
        .collect();
    let picture = timeline(&many, Lanes::Family, &Frame::wide("t"), &address);
    assert!(picture.svg.len() < 200_000, "{} bytes", picture.svg.len());
    let drawn = roxmltree::Document::parse(&picture.svg).expect("well-formed");
    let names: Vec<&str> =
        drawn.descendants().filter_map(|node| node.attribute("aria-label")).collect();
    assert!(
        names.contains(
            &"Mar 1991, On the ground: 42 entries, of which 6 planned, possible or denied"
        ),
        "{names:#?}"
    );
    let total: usize = drawn
        .descendants()
        .filter(|node| node.attribute("class") == Some("p-aside"))
        .filter_map(|node| node.text()?.split_whitespace().next()?.parse::<usize>().ok())
        .sum();
    assert_eq!(total, 2_000);
}

/// `cargo test --release -p rapporteur-pictures --test pictures hundred_thousand -- --ignored
/// --nocapture` prints how long a drawing takes; docs/performance.md has the figure.
#[test]
#[ignore = "a measurement, for a release build"]
fn a_hundred_thousand_entries_are_drawn_at_once() {
    let many: Vec<Row> = (0..100_000u32)
        .map(|at| {
            let when = format!("{}-{:02}-{:02}", 2010 + at / 12 % 10, 1 + at % 12, 1 + at % 28);
            let event_type = EventType::ALL[at as usize % 16];
            row(&when, event_type, Realis::Actual, &format!("Northland, Actor {}", at % 300), "")
        })
        .collect();
    for lanes in [Lanes::Family, Lanes::Actor] {
        let start = std::time::Instant::now();
        let both = at_both_widths("t", |frame| timeline(&many, lanes, frame, &address));
        println!("{lanes:?}: {:?}, {} bytes", start.elapsed(), both.svg.len());
        assert!(both.svg.len() < 200_000);
    }
}

#[test]
fn far_off_years_stand_aside_and_are_counted() {
    let mut rows: Vec<Row> = (1..=28)
        .map(|day| row(&format!("1994-06-{day:02}"), EventType::Consult, Realis::Actual, "A", "B"))
        .collect();
    rows.push(row("1948", EventType::Assault, Realis::Actual, "A", "B"));
    let picture = timeline(&rows, Lanes::Family, &Frame::wide("t"), &address);
    assert!(picture.svg.contains("◀ 1 earlier (1948)"));
    assert!(picture.svg.contains("/timeline?from=1948-01-01&amp;to=1948-12-31"));
    assert_eq!(picture.table.rows.len(), 29);
}

#[test]
fn figures_stand_side_by_side_and_a_total_that_falls_is_flagged() {
    let by_report = figures(&dead(), figures::Layout::ByReport, &Frame::wide("f"), &address);
    check(&by_report, expect_file!["snapshots/figures.svg"]);
    let over_time = figures(&dead(), figures::Layout::OverTime, &Frame::wide("f"), &address);
    check(&over_time, expect_file!["snapshots/figures-over-time.svg"]);
    expect!["3 values given by reports. The lowest is 1,100 (Southland), the highest 1,500 to 1,800 (Fjord Wire). A total that can only grow falls from 1,500 to 1,100."]
        .assert_eq(&by_report.summary);
    assert!(by_report.svg.contains("▼ lower than 1,500"));
    assert!(over_time.svg.contains("▼ 1,100, lower than 1,500"));
    assert_eq!(by_report.table.rows[2][6].text, "lower than before");
}

#[test]
fn positions_say_what_they_replaced() {
    let picture = positions(&stances(), &Frame::wide("p"), &address);
    check(&picture, expect_file!["snapshots/positions.svg"]);
    assert!(picture.svg.contains("before: refuses, 2 Jun 1994"));
    let narrow = positions(&stances(), &Frame::narrow("p"), &address);
    check(&narrow, expect_file!["snapshots/positions-narrow.svg"]);
}

#[test]
fn a_network_runs_what_is_mediated_through_the_mediator() {
    let picture = network(&ties(), &Frame::wide("n"), &address);
    check(&picture, expect_file!["snapshots/network.svg"]);
    expect![
        "4 actors. Most entries tell of Northland with Southland (7). Between parties: Islandia."
    ]
    .assert_eq(&picture.summary);
    let dashed = picture.svg.matches("<path class=\"p-tie p-dashed\"").count();
    assert_eq!(dashed, 2, "one line to the mediator and one from it");
}

#[test]
fn a_map_shows_what_is_known_and_names_what_is_not() {
    let picture = map(&somewhere(), &Frame::wide("m"), &address);
    check(&picture, expect_file!["snapshots/map.svg"]);
    expect!["4 places are named. Most entries: Oslo (5), Geneva (2), Norway (1), Nowhere Bay (1). Without coordinates: Nowhere Bay."]
        .assert_eq(&picture.summary);
}

#[test]
fn a_spread_leads_from_a_reprint_to_its_source() {
    let picture = spread(&carriers(), &Frame::wide("s"), &address);
    check(&picture, expect_file!["snapshots/spread.svg"]);
    expect!["3 reports tell it, first Fjord Wire on 2 Jun 1994; 1 in the words of another."]
        .assert_eq(&picture.summary);
    assert_eq!(picture.table.rows[1][3].text, "Fjord Wire");
}

#[test]
fn a_sparkline_is_an_image_without_links() {
    let picture = sparkline(&reports(), &Frame::new("r", 120.0));
    check(&picture, expect_file!["snapshots/sparkline.svg"]);
    assert!(picture.svg.contains("role=\"img\""));
    expect!["3 reports dated to the day, 2 Jun 1994 to 5 Jun 1994, most on 2 Jun 1994 (2); 1 dated less exactly or not at all."]
        .assert_eq(&picture.summary);
}

#[test]
fn a_line_of_names_from_right_to_left_keeps_its_arrow() {
    let rows = [row("1994-06-02", EventType::Request, Realis::Actual, "حماس", "إسرائيل")];
    let picture = timeline(&rows, Lanes::Family, &Frame::wide("t"), &address);
    assert!(picture.svg.contains("\u{2068}حماس\u{2069} → \u{2068}إسرائيل\u{2069}: ask"));
    assert!(picture.svg.contains("direction=\"ltr\""));
}

#[test]
fn nothing_to_draw_is_said() {
    let frame = Frame::wide("x");
    let none = FigureSeries { points: vec![], falls: vec![], ..dead() };
    let pictures = [
        timeline(&[], Lanes::Family, &frame, &address),
        figures(&none, figures::Layout::ByReport, &frame, &address),
        figures(&none, figures::Layout::OverTime, &frame, &address),
        positions(&[], &frame, &address),
        network(&[], &frame, &address),
        map(&[], &frame, &address),
        spread(&[], &frame, &address),
        sparkline(&[], &frame),
    ];
    for picture in pictures {
        roxmltree::Document::parse(&picture.svg).expect("well-formed");
        assert!(picture.table.rows.is_empty() && !picture.summary.is_empty(), "{picture:?}");
    }
}

#[test]
fn two_widths_share_a_title_and_no_identifier() {
    let both = at_both_widths("t", |frame| timeline(&happenings(), Lanes::Family, frame, &address));
    let page = roxmltree::Document::parse(&both.svg).expect("well-formed");
    let mut ids: Vec<&str> = page.descendants().filter_map(|node| node.attribute("id")).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["t-narrow-desc", "t-narrow-title", "t-wide-desc", "t-wide-title"]);
}

#[test]
fn a_picture_in_a_file_of_its_own_carries_its_colours() {
    let both = at_both_widths("t", |frame| timeline(&happenings(), Lanes::Family, frame, &address));
    let file = both.standalone();
    let page = roxmltree::Document::parse(&file).expect("well-formed");
    assert_eq!(page.root_element().tag_name().name(), "svg");
    let style =
        page.descendants().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "style")));
    assert_eq!(style.and_then(|node| node.text()), Some(STYLE));
}
