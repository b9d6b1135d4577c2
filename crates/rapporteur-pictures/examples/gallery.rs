//! Draws every picture of a record into one HTML page, to be looked at in light and dark:
//! `cargo run -p rapporteur-pictures --example gallery -- talks.record gallery.html [dark]`.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;
use rapporteur_pictures::timeline::Lanes;
use rapporteur_pictures::{
    Frame, Picture, STYLE, Target, figures, map, network, positions, sparkline, spread, timeline,
};
use rapporteur_record::views::{self, Contents, series, sources};
use rapporteur_store::Record;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let usage = "give a record and the HTML file to write, and `dark` for a dark page";
    let record = PathBuf::from(arguments.next().context(usage)?);
    let page = PathBuf::from(arguments.next().context(usage)?);
    let theme = if arguments.next().is_some_and(|word| word == "dark") { "dark" } else { "light" };
    let opened = Record::open(&record)?;
    let rows = opened.rows();
    let contents = rows.contents()?;
    let body: String = pictures(&contents).iter().map(section).collect();
    fs::write(&page, html(theme, &body)).with_context(|| page.display().to_string())?;
    Ok(())
}

fn pictures(contents: &Contents) -> Vec<Picture> {
    let rows = views::timeline::timeline(contents);
    let links: &dyn Fn(Target<'_>) -> Option<String> = &address;
    let mut pictures = vec![
        sparkline(&contents.documents, &Frame::new("reports", 200.0)),
        at_both_widths("families", |frame| timeline(&rows, Lanes::Family, frame, links)),
        at_both_widths("actors", |frame| timeline(&rows, Lanes::Actor, frame, links)),
        at_both_widths("few", |frame| {
            let few = rows.get(..rows.len().min(5)).unwrap_or_default();
            timeline(few, Lanes::Family, frame, links)
        }),
    ];
    // As many entries as a long conflict has: the record over and over, some weeks apart.
    let many = repeated(&rows, 2_000);
    pictures.push(at_both_widths("many", |frame| timeline(&many, Lanes::Family, frame, links)));
    pictures.push(at_both_widths("positions", |frame| {
        positions(&views::positions::positions(contents), frame, links)
    }));
    let ties = network::ties(contents);
    pictures.push(at_both_widths("network", |frame| network(&ties, frame, links)));
    let places = map::places(contents);
    pictures.push(at_both_widths("map", |frame| map(&places, frame, links)));
    for (at, series) in series::series(contents).iter().take(4).enumerate() {
        pictures.push(at_both_widths(&format!("series-{at}"), |frame| {
            figures(series, figures::Layout::ByReport, frame, links)
        }));
        pictures.push(at_both_widths(&format!("series-time-{at}"), |frame| {
            figures(series, figures::Layout::OverTime, frame, links)
        }));
    }
    let mut entries: Vec<_> = contents.entries.iter().collect();
    entries.sort_by_key(|entry| (usize::MAX - entry.claims.len(), entry.id.clone()));
    for entry in entries.iter().take(2) {
        let carriers = sources::spread(contents, &entry.id);
        pictures.push(at_both_widths(&format!("spread-{}", entry.id), |frame| {
            spread(&carriers, frame, links)
        }));
    }
    pictures
}

/// At both widths, with the table that a page would have as its own list.
fn at_both_widths(id: &str, draw: impl Fn(&Frame) -> Picture) -> Picture {
    let table = draw(&Frame::wide(id)).table;
    Picture { table, ..rapporteur_pictures::at_both_widths(id, draw) }
}

fn repeated(rows: &[views::timeline::Row], most: usize) -> Vec<views::timeline::Row> {
    use jiff::ToSpan as _;
    use rapporteur_model::{PartialDate, TimeSpan};
    let mut many = Vec::new();
    for round in 0..most {
        if many.len() >= most || rows.is_empty() {
            break;
        }
        for row in rows {
            let days = i64::try_from(round % 17).unwrap_or(0) * 9;
            let moved = |date: PartialDate| {
                let moved = date.as_day().and_then(|day| day.checked_add(days.days()).ok());
                moved.and_then(PartialDate::day).unwrap_or(date)
            };
            let time = TimeSpan { start: moved(row.time.start), end: moved(row.time.end) };
            many.push(views::timeline::Row { time, ..row.clone() });
        }
    }
    many.truncate(most);
    many
}

fn address(target: Target<'_>) -> Option<String> {
    Some(match target {
        Target::Entry(id) => format!("#{id}"),
        Target::Document(key) => format!("#{key}"),
        Target::Period { from, to, .. } => format!("?from={from}&to={to}"),
        Target::Issue(issue) => format!("?issue={issue}"),
        Target::Party(name) | Target::Place(name) => format!("?q={name}"),
        Target::Position { issue, party } => format!("?issue={issue}&party={party}"),
        Target::Tie { from, to, .. } => format!("?party={from}&to={to}"),
    })
}

fn section(picture: &Picture) -> String {
    let head: String =
        picture.table.columns.iter().map(|column| format!("<th>{}</th>", escape(column))).collect();
    let rows: String = picture
        .table
        .rows
        .iter()
        .take(40)
        .map(|row| {
            let cells: String = row
                .iter()
                .map(|cell| match &cell.link {
                    Some(link) => {
                        format!("<td><a href=\"{}\">{}</a></td>", escape(link), escape(&cell.text))
                    }
                    None => format!("<td>{}</td>", escape(&cell.text)),
                })
                .collect();
            format!("<tr>{cells}</tr>")
        })
        .collect();
    format!(
        "<section><h2>{}</h2><p>{}</p>{}<details><summary>Table</summary>\
         <table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details></section>\n",
        escape(&picture.title),
        escape(&picture.summary),
        picture.svg
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn html(theme: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\" data-theme=\"{theme}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Gallery</title><style>{STYLE}\n\
         :root {{ color-scheme: {theme} }} \
         body {{ font: 15px/1.5 system-ui, sans-serif; margin: 24px auto; max-width: 960px; padding: 0 12px }} \
         [data-theme=dark] body {{ background: #10151a; color: #e6eaee }} \
         h2 {{ font-size: 19px; margin: 40px 0 4px }} p {{ margin: 0 0 12px; max-width: 44em }} \
         table {{ font-size: 12px; border-collapse: collapse }} td {{ padding: 2px 8px; vertical-align: top }}\
         </style></head><body>\n{body}</body></html>\n"
    )
}
