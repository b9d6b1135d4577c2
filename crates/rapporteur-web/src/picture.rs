//! Pictures of a selection, and where their marks lead.

use std::borrow::Cow;

use rapporteur_pictures::{Picture, Target, at_both_widths};
use rapporteur_record::selection::{Field, Selection};
use rapporteur_record::views::Contents;
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

/// Above this many claims a narrower selection gets no picture that is worked out from all of them:
/// it would keep a reader waiting.
const WORKED_OUT: usize = 20_000;

/// What a picture is worked out from: everything, or what is selected.
fn contents<'a>(ask: &Ask<'a>) -> Option<Cow<'a, Contents>> {
    let all = &ask.snapshot.core.contents;
    if ask.everything() {
        return Some(Cow::Borrowed(all));
    }
    let few = ask.selected.claims.len() <= WORKED_OUT;
    few.then(|| Cow::Owned(ask.selected.whole_entries(all)))
}

/// Who deals with whom.
pub(crate) fn network(ask: &Ask<'_>) -> String {
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
    framed(&at_both_widths("network", |frame| rapporteur_pictures::network(&ties, frame, &links)))
}

/// Where it happens.
pub(crate) fn map(ask: &Ask<'_>) -> String {
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
