//! The shapes that tell how something is told: done, planned, denied. One table serves the marks,
//! their legend and the words.

use rapporteur_model::{EventType, Mode, Realis};

use crate::phrases::phrase;
use crate::svg::{Element, circle, line, polyline, rect, words};
use crate::text::width;

/// Half the height of a mark.
pub(crate) const RADIUS: f64 = 5.0;

/// How an entry's claims tell it, taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Manner {
    Done,
    Ongoing,
    Planned,
    Hypothetical,
    Denied,
    /// As done by one report, as not done by another.
    Contradicted,
}

impl Manner {
    pub(crate) const ALL: [Self; 6] = [
        Self::Done,
        Self::Ongoing,
        Self::Planned,
        Self::Hypothetical,
        Self::Denied,
        Self::Contradicted,
    ];

    /// What distinct claims say together: what one report tells as done has been told as done,
    /// whoever else had announced it.
    pub(crate) fn of(realis: &[Realis]) -> Self {
        let any = |one: Realis| realis.contains(&one);
        let happened = any(Realis::Actual) || any(Realis::Ongoing);
        match (happened, any(Realis::Negated)) {
            (true, true) => Self::Contradicted,
            (true, false) if any(Realis::Actual) => Self::Done,
            (true, false) => Self::Ongoing,
            (false, true) => Self::Denied,
            (false, false) if any(Realis::Planned) => Self::Planned,
            (false, false) if any(Realis::Hypothetical) => Self::Hypothetical,
            (false, false) => Self::Done,
        }
    }

    /// As the legend and the tables say it.
    pub(crate) fn name(self) -> &'static str {
        phrase(self.words())
    }

    /// The key of its name.
    const fn words(self) -> &'static str {
        match self {
            Self::Done => "manner.happened",
            Self::Ongoing => "manner.going-on",
            Self::Planned => "manner.planned",
            Self::Hypothetical => "manner.possible",
            Self::Denied => "manner.denied",
            Self::Contradicted => "manner.contradicted",
        }
    }

    /// Whether reports tell it as having happened, at least one of them.
    pub(crate) const fn happened(self) -> bool {
        matches!(self, Self::Done | Self::Ongoing | Self::Contradicted)
    }
}

/// A mark at a point.
pub(crate) fn dot((x, y): (f64, f64), manner: Manner) -> Vec<Element> {
    const R: f64 = RADIUS;
    match manner {
        Manner::Done => vec![circle((x, y), R, "p-mark p-full")],
        Manner::Ongoing => vec![polyline(
            &[(x - R, y - R), (x + 1.0, y - R), (x + R + 2.0, y), (x + 1.0, y + R), (x - R, y + R)],
            true,
            "p-mark p-full",
        )],
        Manner::Planned => vec![circle((x, y), R, "p-mark p-open p-dashed")],
        Manner::Hypothetical => vec![polyline(
            &[(x, y - R - 1.0), (x + R + 1.0, y), (x, y + R + 1.0), (x - R - 1.0, y)],
            true,
            "p-mark p-open",
        )],
        Manner::Denied => vec![circle((x, y), R, "p-mark p-open"), cross((x, y))],
        Manner::Contradicted => vec![
            circle((x, y), R, "p-mark p-open"),
            Element::new("path").class("p-mark p-full").set(
                "d",
                &format!(
                    "M{x} {top}A{R} {R} 0 0 0 {x} {bottom}Z",
                    x = crate::svg::number(x),
                    top = crate::svg::number(y - R),
                    bottom = crate::svg::number(y + R),
                ),
            ),
        ],
    }
}

fn cross((x, y): (f64, f64)) -> Element {
    let reach = RADIUS * 0.7;
    line((x - reach, y + reach), (x + reach, y - reach), "p-mark")
}

/// Half the height of a bar: words stand in it.
pub(crate) const BAR: f64 = 7.5;

/// What a bar takes at its beginning to say that it is denied.
pub(crate) const STRUCK: f64 = 14.0;

/// A mark over the days that an inexact date allows.
pub(crate) fn bar((left, right): (f64, f64), y: f64, manner: Manner) -> Vec<Element> {
    let height = 2.0 * BAR;
    let class = match manner {
        Manner::Done | Manner::Ongoing | Manner::Contradicted => "p-mark p-tint",
        Manner::Planned => "p-mark p-open p-dashed",
        Manner::Hypothetical => "p-mark p-open p-dotted",
        Manner::Denied => "p-mark p-open",
    };
    let mut drawn = vec![
        rect((left, y - BAR), (right - left, height), class)
            .num("rx", RADIUS.min((right - left) / 2.0)),
    ];
    match manner {
        Manner::Denied | Manner::Contradicted => {
            let end = (left + STRUCK).min(right);
            drawn.push(line((left, y + BAR), (end, y - BAR), "p-mark"));
        }
        _ => {}
    }
    drawn
}

/// An item of a legend: what it looks like around a point, and what it means.
pub(crate) struct Key {
    pub(crate) look: fn((f64, f64)) -> Vec<Element>,
    /// The key of its words.
    pub(crate) words: &'static str,
}

impl Manner {
    pub(crate) const fn key(self) -> Key {
        let look: fn((f64, f64)) -> Vec<Element> = match self {
            Self::Done => |at| dot(at, Self::Done),
            Self::Ongoing => |at| dot(at, Self::Ongoing),
            Self::Planned => |at| dot(at, Self::Planned),
            Self::Hypothetical => |at| dot(at, Self::Hypothetical),
            Self::Denied => |at| dot(at, Self::Denied),
            Self::Contradicted => |at| dot(at, Self::Contradicted),
        };
        Key { look, words: self.words() }
    }
}

/// A bar, for the legend.
pub(crate) const INEXACT: Key =
    Key { look: |(x, y)| bar((x - 9.0, x + 9.0), y, Manner::Done), words: "legend.inexact" };

/// Lays a legend out in lines from `(left, top)`; answers with its height.
pub(crate) fn legend(keys: &[Key], left: f64, right: f64, top: f64) -> (Vec<Element>, f64) {
    const SIZE: f64 = 12.0;
    const LINE: f64 = 18.0;
    let mut drawn = Vec::new();
    let (mut x, mut y) = (left, top + LINE / 2.0);
    for key in keys {
        let said = phrase(key.words);
        let room = 30.0 + width(said, SIZE);
        if x > left && x + room > right {
            (x, y) = (left, y + LINE);
        }
        drawn.extend((key.look)((x + 12.0, y)));
        drawn.push(words((x + 29.0, y + 4.0), said, "p-note"));
        x += room + 18.0;
    }
    let height = if keys.is_empty() { 0.0 } else { y + LINE / 2.0 - top };
    (drawn, height)
}

/// What a type, or where it says more its mode, is called in a label: plain verbs that judge
/// nothing.
pub(crate) fn verb(event_type: EventType, mode: Option<Mode>) -> &'static str {
    let mode = match (event_type, mode) {
        (EventType::Consult, Some(mode @ (Mode::Visit | Mode::Phone)))
        | (
            EventType::Retreat,
            Some(
                mode @ (Mode::Withdraw
                | Mode::Release
                | Mode::Disarm
                | Mode::Ceasefire
                | Mode::Access
                | Mode::Resign),
            ),
        ) => Some(mode.name()),
        _ => None,
    };
    phrase(&format!("verb.{}", mode.unwrap_or(event_type.name())))
}
