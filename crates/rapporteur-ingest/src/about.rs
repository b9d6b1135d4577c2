//! What a text says about itself: where and when it was written, by whom it was published.
//!
//! Nothing here is guessed: what the text does not fix stays open.

pub(crate) mod calendar;
mod dateline;
mod evidence;
mod facts;
mod outlet;
mod published;
mod stamp;
mod title;
mod war_length;
mod year;

use std::collections::BTreeSet;

use rapporteur_model::{Basis, Furniture, FurnitureKind, PartialDate};

use crate::clean::lines::Line;
pub(crate) use published::by_address;

/// What a text says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// Who published it.
    pub(crate) outlet: Option<String>,
    /// Its headline.
    pub(crate) title: Option<String>,
    /// When it was published, and what that rests on.
    pub(crate) published: Option<(PartialDate, Basis)>,
    /// Where its dateline places it.
    pub(crate) dateline_place: Option<String>,
    /// Datelines, time stamps and signatures, which are no report.
    pub(crate) furniture: Vec<Furniture>,
}

/// Where a report was found.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Places<'a> {
    /// Its address.
    pub(crate) url: Option<&'a str>,
    /// The name it was saved under ("2016-06-23-andes-wire").
    pub(crate) name: &'a str,
}

/// Reads what a text says about itself. `wording` is what is known to be furniture by its wording;
/// `places` are where it was found: its address and the name it was saved under, as far as known.
pub(crate) fn about(
    text: &str,
    lines: &[Line<'_>],
    wording: &[Furniture],
    places: Places<'_>,
) -> About {
    let dateline = dateline::first(text, lines);
    let stamps = stamp::stamps(text, lines);
    let notices: BTreeSet<usize> = wording
        .iter()
        .filter(|piece| piece.kind == FurnitureKind::Notice)
        .map(|piece| piece.span.start)
        .collect();
    let is_report = |line: &&Line<'_>| !notices.contains(&line.span.start);
    let signed: Vec<Line<'_>> = lines.iter().filter(is_report).copied().collect();
    let signature = outlet::outlet(&signed, dateline.as_ref(), places.url);
    let published = published::published(text, lines, dateline.as_ref(), &stamps, places);
    let mut furniture = signature.furniture;
    furniture.extend(stamps.iter().map(stamp::Stamp::furniture));
    furniture.extend(dateline.as_ref().map(dateline::Dateline::furniture));
    About {
        outlet: signature.name,
        title: title::title(lines, &[&furniture, wording].concat()),
        published,
        dateline_place: dateline.and_then(|dateline| dateline.place),
        furniture,
    }
}
