//! Pictures of a selection, and where their marks lead.

use rapporteur_pictures::{Picture, Target, at_both_widths};
use rapporteur_record::selection::{Field, Selection};
use rapporteur_record::views::positions::Position;
use rapporteur_record::views::series::FigureSeries;
use rapporteur_record::views::timeline::Row;

use crate::ask::Ask;
use crate::escape::html;
use crate::links::{Links, anchor};

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

/// Where a position stands on its page.
pub(crate) fn position_id(issue: rapporteur_model::Issue, party: &str) -> String {
    format!("p-{}-{}", issue.name(), anchor(&rapporteur_model::slug(party)))
}

/// A picture with its summary; its table is the list that the view shows below it.
fn framed(picture: &Picture) -> String {
    let Picture { svg, title, summary, .. } = picture;
    format!(
        "<figure class=\"figure\"><figcaption class=\"unseen\">{}</figcaption>{svg}\
         <p class=\"summary\">{}</p></figure>",
        html(title),
        html(summary)
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

/// Who stands where.
pub(crate) fn positions(ask: &Ask<'_>, positions: &[Position]) -> String {
    let links = |target: Target<'_>| address(ask, target);
    framed(&at_both_widths("positions", |frame| {
        rapporteur_pictures::positions(positions, frame, &links)
    }))
}
