//! Two numbers for one moment.

use rapporteur_model::{Figure, Measure, Qualifier};

use crate::entries::background::same_people;
use crate::entries::told::Told;

/// How far apart two durations may be, as a share of the longer: "a week" is told of eight days,
/// "a month" of four weeks.
const DURATION_SLACK: f64 = 0.15;

/// How far "about" reaches, as a share of the number.
const ABOUT_SLACK: f64 = 0.1;

/// How far words such as "dozens" and "hundreds" reach: to this many times their lowest reading.
const VAGUE_REACH: f64 = 10.0;

/// Days after the moment of a count on which reports still count on.
const STILL_COUNTING: i64 = 3;

/// Stems of words for the rest of a group.
const OTHERS: &[&str] = &["other", "others", "more"];

pub(super) fn says(told: &Told<'_>) -> Option<String> {
    let figure = told.claim.figure()?;
    Some(match figure.high {
        Some(high) => format!("{}-{high}", figure.value),
        None => figure.value.to_string(),
    })
}

pub(super) fn contradict(a: &Told<'_>, b: &Told<'_>) -> bool {
    let (Some(one), Some(other)) = (a.claim.figure(), b.claim.figure()) else { return false };
    let ((low, high), (other_low, other_high)) = (reach(one), reach(other));
    (high < other_low || other_high < low) && counted_alike(a, b) && !grew(a, b) && !grew(b, a)
}

/// The lowest and the highest number that a figure allows.
fn reach(figure: &Figure) -> (f64, f64) {
    let value = figure.value;
    let slack = match figure.measure {
        Measure::Duration => value * DURATION_SLACK,
        _ => rounding(value) / 2.0,
    };
    let upper = figure.high.unwrap_or(value);
    match figure.qualifier {
        Qualifier::Exact => (value - slack, upper + slack),
        Qualifier::About => {
            (value * (1.0 - ABOUT_SLACK) - slack, upper * (1.0 + ABOUT_SLACK) + slack)
        }
        Qualifier::AtLeast => (value.next_up(), f64::INFINITY),
        Qualifier::AtMost => (value * (1.0 - ABOUT_SLACK) - slack, upper),
        Qualifier::Vague => (value, value * VAGUE_REACH),
    }
}

/// The unit that a number is rounded to: 1 for 105, 100 for 1,900, 10 for 80. A number below 20
/// is counted.
fn rounding(value: f64) -> f64 {
    let mut unit = 1.0;
    while value >= 20.0 && value % (unit * 10.0) == 0.0 {
        unit *= 10.0;
    }
    if unit > 1.0 { unit } else { 0.0 }
}

/// Whether both count the same people: "Palestinians" and "children" need not agree, and "eleven
/// others" leave some out.
fn counted_alike(a: &Told<'_>, b: &Told<'_>) -> bool {
    let others = |told: &Told<'_>| told.object.stems().any(|stem| OTHERS.contains(&stem));
    if others(a) != others(b) {
        return false;
    }
    a.object.is_empty()
        || b.object.is_empty()
        || a.object.in_common(&b.object) > 0
        || same_people(a, b)
}

/// Whether the second report is later, counts more, and the first was made while it was still
/// being counted: an update.
fn grew(earlier: &Told<'_>, later: &Told<'_>) -> bool {
    let (Some(published), Some(again)) = (earlier.published, later.published) else {
        return false;
    };
    let (Some(one), Some(other)) = (earlier.claim.figure(), later.claim.figure()) else {
        return false;
    };
    let counting = earlier.days.is_none_or(|days| published.first - days.last <= STILL_COUNTING);
    published.first < again.first && one.value < other.value && counting
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_numbers_reach_further() {
        assert_eq!(rounding(105.0), 0.0);
        assert_eq!(rounding(1900.0), 100.0);
        assert_eq!(rounding(80.0), 10.0);
        assert_eq!(rounding(10.0), 0.0);
    }
}
