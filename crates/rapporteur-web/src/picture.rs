//! Pictures of a selection, and where their marks lead.

use std::borrow::Cow;

use rapporteur_model::{Claim, Document};
use rapporteur_pictures::{Picture, Table, Target, at_both_widths};
use rapporteur_record::selection::{Field, Selection};
use rapporteur_record::views::Contents;
use rapporteur_record::views::positions::Position;
use rapporteur_record::views::series::FigureSeries;
use rapporteur_record::views::sources::Carrier;
use rapporteur_record::views::timeline::Row;

use crate::ask::Ask;
use crate::card::outlet;
use crate::escape::html;
use crate::links::{Links, anchor};
use crate::selecting::Drawing;
use crate::text::{fill, grouped};

/// Where a mark leads; `None` in a file of its own for what only a server can narrow.
fn address(ask: &Ask<'_>, target: Target<'_>) -> Option<String> {
    let served = |view: &str, selection: Selection| match ask.links {
        Links::Served { .. } => Some(Links::Served { query: selection.to_string() }.view(view)),
        Links::Report { .. } => None,
    };
    let chosen = &ask.selection;
    match target {
        Target::Entry(id) => Some(ask.links.entry(id)),
        Target::Document(key) => Some(ask.links.document(key)),
        Target::Period { from, to, types, party } => {
            let mut selection =
                chosen.with(Field::From, &from.to_string()).with(Field::To, &to.to_string());
            for event_type in types {
                selection = selection.with(Field::Type, event_type.name());
            }
            if let Some(party) = party {
                selection = selection.with(Field::Party, party);
            }
            served("timeline", selection)
        }
        Target::Issue(issue) => served("positions", chosen.with(Field::Issue, issue.name())),
        Target::Party(party) => served("timeline", chosen.with(Field::Party, party)),
        Target::Position { issue, party } => Some(format!("#{}", position_id(issue, party))),
        Target::Tie { from, to, through } => {
            let mut selection = chosen.with(Field::Party, from).with(Field::Party, to);
            if let Some(mediator) = through {
                selection = selection.with(Field::Mediator, mediator);
            }
            served("timeline", selection)
        }
        Target::Place(place) => served("timeline", chosen.with(Field::Place, place)),
    }
}

/// Where a position is: on this page, or where it is alone.
pub(crate) fn position(
    ask: &Ask<'_>,
    issue: rapporteur_model::Issue,
    party: &str,
    paged: bool,
) -> String {
    if paged {
        let alone = ask.selection.with(Field::Issue, issue.name()).with(Field::Party, party);
        return Links::Served { query: alone.to_string() }.view("positions");
    }
    format!("#{}", position_id(issue, party))
}

/// Where a position stands on its page.
pub(crate) fn position_id(issue: rapporteur_model::Issue, party: &str) -> String {
    format!("p-{}-{}", issue.name(), anchor(&rapporteur_model::slug(party)))
}

/// A picture with its summary; its table is the list that the view shows below it.
fn framed(picture: &Picture) -> String {
    framed_with(picture, "")
}

/// A picture with its summary and what belongs below it.
fn framed_with(picture: &Picture, below: &str) -> String {
    let Picture { svg, title, summary, .. } = picture;
    format!(
        "<figure class=\"figure\"><figcaption class=\"unseen\">{}</figcaption>{svg}\
         <p class=\"summary\">{}</p>{below}</figure>",
        html(title),
        html(summary)
    )
}

/// The data of a picture that stand nowhere else on the page, to be opened.
fn opened(caption: &str, table: &Table) -> String {
    let caption = html(caption);
    let mut rows = String::new();
    for row in &table.rows {
        rows.push_str("<tr>");
        for cell in row {
            let text = html(&cell.text);
            rows.push_str(&match &cell.link {
                Some(link) => format!("<td><a href=\"{}\"><bdi>{text}</bdi></a></td>", html(link)),
                None => format!("<td><bdi>{text}</bdi></td>"),
            });
        }
        rows.push_str("</tr>");
    }
    let head: String =
        table.columns.iter().map(|name| format!("<th scope=\"col\">{}</th>", html(name))).collect();
    format!(
        "<details><summary>{caption}</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" \
         aria-label=\"{caption}\"><table class=\"ledger\"><caption class=\"unseen\">{caption}\
         </caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )
}

/// Dated happenings in lanes.
pub(crate) fn timeline(ask: &Ask<'_>, id: &str, rows: &[Row]) -> String {
    let lanes = rapporteur_pictures::timeline::Lanes::Family;
    let links = |target: Target<'_>| address(ask, target);
    framed(&at_both_widths(id, |frame| rapporteur_pictures::timeline(rows, lanes, frame, &links)))
}

/// One series of figures, each report's own.
pub(crate) fn figures(ask: &Ask<'_>, id: &str, series: &FigureSeries) -> String {
    let layout = rapporteur_pictures::figures::Layout::fitting(series);
    let links = |target: Target<'_>| address(ask, target);
    framed(&at_both_widths(id, |frame| rapporteur_pictures::figures(series, layout, frame, &links)))
}

/// Who stands where; `paged` where the positions do not all stand on this page.
pub(crate) fn positions(ask: &Ask<'_>, positions: &[Position], paged: bool) -> String {
    let links = |target: Target<'_>| match target {
        Target::Position { issue, party } => Some(position(ask, issue, party, paged)),
        other => address(ask, other),
    };
    framed(&at_both_widths("positions", |frame| {
        rapporteur_pictures::positions(positions, frame, &links)
    }))
}

/// Above this many claims a narrower selection gets no picture that is worked out from all of them:
/// it would keep a reader waiting.
const WORKED_OUT: usize = 20_000;

/// What a picture is worked out from: everything, or what is selected.
fn contents<'a>(ask: &Ask<'a>) -> Option<Cow<'a, Contents>> {
    let all = &ask.snapshot.core.contents;
    if ask.everything() {
        return Some(Cow::Borrowed(all));
    }
    let few = ask.selected().claims.len() <= WORKED_OUT;
    few.then(|| Cow::Owned(ask.selected().whole_entries(all)))
}

/// A page gives so many ties in words; more make it heavy and are read by nobody.
const TIES: usize = 200;

/// Who deals with whom.
pub(crate) fn network(ask: &Ask<'_>) -> String {
    ask.drawn(Drawing::Network, || draw_network(ask))
}

fn draw_network(ask: &Ask<'_>) -> String {
    let core = &ask.snapshot.core;
    let ties = match contents(ask) {
        Some(Cow::Borrowed(_)) => core.ties().to_vec(),
        Some(Cow::Owned(contents)) => rapporteur_pictures::network::ties(&contents),
        None => return String::new(),
    };
    if ties.is_empty() {
        return String::new();
    }
    let links = |target: Target<'_>| address(ask, target);
    let picture =
        at_both_widths("network", |frame| rapporteur_pictures::network(&ties, frame, &links));
    let shown = ties.get(..ties.len().min(TIES)).unwrap_or_default();
    let numbers = [("shown", grouped(shown.len())), ("all", grouped(ties.len()))];
    let numbers = numbers.each_ref().map(|(name, number)| (*name, number.as_str()));
    let table = rapporteur_pictures::network::table(shown, &links);
    framed_with(&picture, &opened(&fill("actors.ties", &numbers), &table))
}

/// How an entry went from report to report, those of `members` in the order in which they carried it;
/// nothing where one report alone tells it.
pub(crate) fn spread(ask: &Ask<'_>, members: &[(&Claim, &Document)]) -> String {
    let families = &ask.snapshot.core.families;
    let mut carriers: Vec<Carrier> = Vec::new();
    for (claim, document) in members {
        let at = carriers.iter().position(|known| known.document == document.key);
        let at = at.unwrap_or_else(|| {
            carriers.push(Carrier {
                document: document.key.clone(),
                outlet: outlet(document),
                published: document.published,
                repeats: None,
                speakers: Vec::new(),
            });
            carriers.len() - 1
        });
        let Some(carrier) = carriers.get_mut(at) else { continue };
        let family = families.of(document, claim.span);
        if family != document.key {
            carrier.repeats = Some(family.to_owned());
        }
        let speaker = claim.innermost_speaker().map(|link| link.speaker.clone());
        carrier.speakers.extend(speaker.filter(|name| !carrier.speakers.contains(name)));
    }
    if carriers.len() < 2 {
        return String::new();
    }
    let links = |target: Target<'_>| address(ask, target);
    framed(&at_both_widths("spread", |frame| rapporteur_pictures::spread(&carriers, frame, &links)))
}

/// Where it happens.
pub(crate) fn map(ask: &Ask<'_>) -> String {
    ask.drawn(Drawing::Map, || draw_map(ask))
}

fn draw_map(ask: &Ask<'_>) -> String {
    let core = &ask.snapshot.core;
    let places = match contents(ask) {
        Some(Cow::Borrowed(_)) => core.places().to_vec(),
        Some(Cow::Owned(contents)) => rapporteur_pictures::map::places(&contents),
        None => return String::new(),
    };
    if places.is_empty() {
        return String::new();
    }
    let links = |target: Target<'_>| address(ask, target);
    framed(&at_both_widths("map", |frame| rapporteur_pictures::map(&places, frame, &links)))
}
