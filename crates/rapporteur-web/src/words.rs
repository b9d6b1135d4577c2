//! Values of a record in words: dates, amounts, names of the closed lists.

use rapporteur_model::{
    Claim, Content, EventType, Figure, PartialDate, Qualifier, Realis, TimeSpan,
};

use crate::text::{fill, text};

/// "23 Sep 2015", "Sep 2015", "2015".
pub(crate) fn date(date: PartialDate) -> String {
    let month = |number: i8| {
        let at = usize::try_from(number - 1).unwrap_or_default();
        text("word.months").split('|').nth(at).unwrap_or_default()
    };
    match (date.as_day(), date.of_month()) {
        (Some(day), _) => format!("{} {} {:04}", day.day(), month(day.month()), day.year()),
        (None, Some(number)) => format!("{} {:04}", month(number), date.of_year()),
        (None, None) => format!("{:04}", date.of_year()),
    }
}

/// "23 Sep 2015", "10–12 Nov 2012", "Nov 2012 to Aug 2016".
pub(crate) fn time(time: TimeSpan) -> String {
    if time.start == time.end {
        return date(time.start);
    }
    match (time.start.as_day(), time.end.as_day()) {
        (Some(from), Some(to)) if (from.year(), from.month()) == (to.year(), to.month()) => {
            format!("{}–{}", from.day(), date(time.end))
        }
        _ => format!("{} {} {}", date(time.start), text("word.to"), date(time.end)),
    }
}

/// "12 killed", "at least 36,224", "5 to 10 days".
pub(crate) fn amount(figure: &Figure) -> String {
    let most = figure.high.unwrap_or(figure.value);
    // What lasts less than a day is told in hours, as reports do.
    let in_hours = most < 1.0 && figure.unit.as_deref() == Some("days");
    let one = |number: f64| number.total_cmp(&1.0).is_eq();
    let unit = match figure.unit.as_deref() {
        None | Some("people") => "",
        Some("days") if in_hours && one(hours(most)) => text("unit.hour"),
        Some("days") if in_hours => text("unit.hours"),
        Some("days") if one(most) => text("unit.day"),
        Some("days") => text("unit.days"),
        Some(unit) => unit,
    };
    let shown = |value: f64| plain(if in_hours { hours(value) } else { value });
    let number = match figure.high {
        Some(high) => format!("{} {} {}", shown(figure.value), text("word.to"), shown(high)),
        None => shown(figure.value),
    };
    // A range says itself that it is not exact.
    let qualifier = match (figure.qualifier, figure.high) {
        (Qualifier::About, Some(_)) => Qualifier::Exact,
        (qualifier, _) => qualifier,
    };
    let number = fill(&format!("qualified.{}", qualifier.name()), &[("number", &number)]);
    if unit.is_empty() { number } else { format!("{number} {unit}") }
}

/// Days as hours. Records keep days to two decimals: a quarter of an hour is lost in them.
fn hours(days: f64) -> f64 {
    (days * 24.0 * 4.0).round() / 4.0
}

/// A number with its digits in groups: 36,224; 1,200.5.
pub(crate) fn plain(value: f64) -> String {
    let shown = value.to_string();
    let (whole, fraction) =
        shown.split_once('.').map_or((shown.as_str(), None), |(w, f)| (w, Some(f)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let Ok(number) = digits.parse::<usize>() else { return shown };
    let whole = crate::text::grouped(number);
    match fraction {
        Some(fraction) => format!("{sign}{whole}.{fraction}"),
        None => format!("{sign}{whole}"),
    }
}

/// What a claim is, in a word or two: "Talks, by phone"; "Killed".
pub(crate) fn what(claim: &Claim) -> String {
    match &claim.content {
        Content::Event(event) => {
            let name = event_type(event.event_type);
            match event.mode {
                Some(mode) => format!("{name}, {}", text(&format!("mode.{}", mode.name()))),
                None => name.to_owned(),
            }
        }
        Content::Figure(figure) => text(&format!("measure.{}", figure.measure.name())).to_owned(),
    }
}

/// What an event of a type is called.
pub(crate) fn event_type(event_type: EventType) -> &'static str {
    text_of("type", event_type.name())
}

/// How something is told.
pub(crate) fn realis(realis: Realis) -> &'static str {
    text_of("realis", realis.name())
}

/// The text of a closed list's name.
pub(crate) fn text_of(section: &str, name: &str) -> &'static str {
    text(&format!("{section}.{name}"))
}

/// The same words on one line.
pub(crate) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who says a claim: "Humberto de la Calle", "a spokesman, citing Santos"; `None` for the outlet.
pub(crate) fn said_by(claim: &Claim) -> Option<String> {
    let names: Vec<&str> = claim.said_by.iter().map(|link| link.speaker.as_str()).collect();
    let between = format!(", {} ", text("word.citing"));
    (!names.is_empty()).then(|| one_line(&names.join(&between)))
}

/// "September 2015"; a year alone where no month is known.
pub(crate) fn month(date: PartialDate) -> String {
    let Some(number) = date.of_month() else { return format!("{:04}", date.of_year()) };
    let at = usize::try_from(number - 1).unwrap_or_default();
    let month = text("word.long-months").split('|').nth(at).unwrap_or_default();
    format!("{month} {:04}", date.of_year())
}

/// The name of a value as JSON spells it.
pub(crate) fn serialised(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use rapporteur_model::Measure;

    use super::*;

    fn lasts(value: f64, high: Option<f64>, qualifier: Qualifier) -> String {
        let unit = Some("days".to_owned());
        amount(&Figure {
            measure: Measure::Duration,
            of: None,
            by: None,
            value,
            high,
            qualifier,
            unit,
        })
    }

    #[test]
    fn durations_are_told_as_people_tell_them() {
        assert_eq!(lasts(1.0, None, Qualifier::Exact), "1 day");
        assert_eq!(lasts(7.0 / 24.0, None, Qualifier::About), "about 7 hours");
        assert_eq!(lasts(0.29, None, Qualifier::About), "about 7 hours");
        assert_eq!(lasts(0.04, None, Qualifier::Exact), "1 hour");
        assert_eq!(lasts(1825.0, Some(2920.0), Qualifier::About), "1,825 to 2,920 days");
        assert_eq!(lasts(5.0, None, Qualifier::AtMost), "at most 5 days");
    }
}
