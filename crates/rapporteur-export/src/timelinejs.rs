//! TimelineJS 3: dated events with the words that tell them.
//!
//! TimelineJS reads text as HTML, so report text is escaped. A date that is not known to the day
//! says so in words (`display_date`).

use std::collections::BTreeMap;
use std::io::{self, Write};

use rapporteur_model::{Document, PartialDate, TimeSpan};
use rapporteur_record::views::Contents;
use rapporteur_record::views::entries::{EntryRow, entry_rows};
use serde_json::{Map, Value, json};

use crate::Options;

pub(crate) fn write(contents: &Contents, options: &Options, to: &mut dyn Write) -> io::Result<()> {
    let documents = contents.documents_by_key();
    let mut rows: Vec<(TimeSpan, EntryRow)> = entry_rows(contents)
        .into_iter()
        .filter(|row| row.event_type.is_some())
        .filter_map(|row| Some((row.time?, row)))
        .collect();
    rows.sort_by(|(a, row), (b, other)| {
        let days = |time: &TimeSpan| (time.start.first_day(), time.end.last_day());
        days(a).cmp(&days(b)).then_with(|| row.entry.cmp(&other.entry))
    });
    let events: Vec<Value> =
        rows.iter().map(|(time, row)| event(*time, row, &documents, options)).collect();
    serde_json::to_writer_pretty(&mut *to, &json!({ "events": events }))?;
    to.write_all(b"\n")
}

fn event(
    time: TimeSpan,
    row: &EntryRow,
    documents: &BTreeMap<&str, &Document>,
    options: &Options,
) -> Value {
    let mut event = Map::new();
    event.insert("start_date".into(), date(time.start));
    if time.end != time.start {
        event.insert("end_date".into(), date(time.end));
    }
    event.insert("display_date".into(), words(time).into());
    let source =
        documents.get(row.document.as_str()).map(|document| options.links.source(document));
    let voices = match row.independent_reports {
        1 => "1 independent voice".to_owned(),
        n => format!("{n} independent voices"),
    };
    let disputed = if row.disputed.is_empty() { "" } else { "; reports contradict each other" };
    let outlets = escaped(&row.outlets.join(", "));
    let told = match &source {
        Some(source) if source.starts_with("http") => {
            format!("<a href=\"{}\" rel=\"noreferrer\">{outlets}</a>", escaped(source))
        }
        _ => outlets,
    };
    let text = format!(
        "<p>“{}”</p><p>{told} ({voices}{disputed}; \
         <a href=\"{}\">in the record</a>)</p>",
        escaped(&row.quote),
        escaped(&options.links.entry(&row.entry)),
    );
    event.insert("text".into(), json!({"headline": escaped(&headline(row)), "text": text}));
    if let Some(event_type) = row.event_type {
        event.insert("group".into(), event_type.name().into());
    }
    event.insert("unique_id".into(), row.entry.clone().into());
    event.insert("autolink".into(), false.into());
    Value::Object(event)
}

fn date(date: PartialDate) -> Value {
    let mut parts = Map::new();
    parts.insert("year".into(), date.of_year().into());
    if let Some(month) = date.of_month() {
        parts.insert("month".into(), month.into());
    }
    if let Some(day) = date.as_day() {
        parts.insert("day".into(), day.day().into());
    }
    Value::Object(parts)
}

/// A date as exact as it is known, in words: `May 2015`, `12 May 2015 to 14 May 2015`.
pub(crate) fn words(time: TimeSpan) -> String {
    let one = |date: PartialDate| {
        let month = date.of_month().and_then(|month| MONTHS.get(usize::try_from(month).ok()? - 1));
        let day = date.as_day().map(|day| format!("{} ", day.day()));
        let month = month.map(|month| format!("{month} "));
        format!("{}{}{}", day.unwrap_or_default(), month.unwrap_or_default(), date.of_year())
    };
    if time.start == time.end {
        one(time.start)
    } else {
        format!("{} to {}", one(time.start), one(time.end))
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What it is, in the words of the closed lists.
pub(crate) fn headline(row: &EntryRow) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(row.event_type.map(|event_type| event_type.to_string()));
    words.extend(row.mode.map(|mode| mode.to_string()));
    words.extend(row.measure.map(|measure| measure.to_string()));
    let mut headline = words.join(" ");
    if !row.actors.is_empty() {
        headline.push_str(&format!(": {}", row.actors.join(", ")));
    }
    if !row.recipients.is_empty() {
        headline.push_str(&format!(" → {}", row.recipients.join(", ")));
    }
    if !row.mediators.is_empty() {
        headline.push_str(&format!(" (through {})", row.mediators.join(", ")));
    }
    headline
}

/// Text that HTML takes for nothing else.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}
