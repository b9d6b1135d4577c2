//! Events in the codes of event data: PLOVER by its own conventions, and CAMEO.
//!
//! Two flat tables hold every choice: `codes/plover.toml` and `codes/cameo.toml`. `docs/codes.md`
//! explains them to users.

mod cameo;
mod plover;
mod polecat;
mod tables;

pub(crate) use cameo::Cameo;
pub(crate) use plover::Plover;
pub(crate) use polecat::Polecat;

use rapporteur_model::{Actor, Event, EventType, Mode, Realis};

pub use tables::TableError;
use tables::Tables;

/// The tables, read once.
#[derive(Clone, Debug)]
pub struct Codes {
    tables: Tables,
}

/// An event as PLOVER codes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coded {
    /// The type: AGREE for an announced meeting.
    pub event_type: EventType,
    /// The mode, where the type has been kept.
    pub mode: Option<Mode>,
    /// `future`, `hypothetical` or `negation`; `None` for what happened or goes on.
    pub auxiliary: Option<&'static str>,
}

/// One side to the other, by a CAMEO code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dyad<'a> {
    /// Who does it, where somebody is named.
    pub source: Option<&'a Actor>,
    /// To whom, where somebody is named.
    pub target: Option<&'a Actor>,
    /// The code: a root of two digits, or three or four digits.
    pub code: &'a str,
}

impl Codes {
    /// The built-in tables.
    ///
    /// # Errors
    /// When a table holds a name that PLOVER or the guide does not know, or no row for a type.
    pub fn built_in() -> Result<Self, TableError> {
        Ok(Self { tables: Tables::built_in()? })
    }

    /// The event by PLOVER's conventions: cooperation that is only announced is AGREE, and the
    /// commitment is then made, not planned.
    #[must_use]
    pub fn plover(&self, event: &Event, realis: Realis) -> Coded {
        let announced =
            realis == Realis::Planned && self.tables.agree_when_planned.contains(&event.event_type);
        if announced {
            return Coded { event_type: EventType::Agree, mode: None, auxiliary: None };
        }
        let auxiliary = match realis {
            Realis::Actual | Realis::Ongoing => None,
            Realis::Planned => Some("future"),
            Realis::Hypothetical => Some("hypothetical"),
            Realis::Negated => Some("negation"),
        };
        Coded { event_type: event.event_type, mode: event.mode, auxiliary }
    }

    /// The CAMEO code by the published crosswalk.
    #[must_use]
    pub fn cameo(&self, event: &Event, realis: Realis) -> &str {
        let coded = self.plover(event, realis);
        let fits = |row: &&tables::Row| {
            row.event_type == coded.event_type
                && row.from.is_none_or(|from| from == event.event_type)
                && row.mode.is_none_or(|mode| Some(mode) == coded.mode)
                && row.issue.is_none_or(|issue| event.issues.contains(&issue))
        };
        self.tables.cameo.iter().find(fits).map_or("", |row| &row.cameo)
    }

    /// The event as CAMEO's pairs of a source and a target: every actor with every recipient. Those
    /// who consult or agree with nobody named as recipient do so with each other, both ways.
    /// A visit is two pairs: 042 of the visitor, 043 of the host.
    #[must_use]
    pub fn dyads<'a>(&'a self, event: &'a Event, realis: Realis) -> Vec<Dyad<'a>> {
        let code = self.cameo(event, realis);
        let pair = |source, target, code| Dyad { source, target, code };
        if event.recipients.is_empty() && event.actors.len() > 1 && is_mutual(event.event_type) {
            let all = &event.actors;
            return all
                .iter()
                .flat_map(|one| all.iter().map(move |other| (one, other)))
                .filter(|(one, other)| one != other)
                .map(|(one, other)| pair(Some(one), Some(other), code))
                .collect();
        }
        let mut dyads: Vec<_> = sides(&event.actors)
            .flat_map(|source| sides(&event.recipients).map(move |target| (source, target)))
            .map(|(source, target)| pair(source, target, code))
            .collect();
        if code == VISITS {
            let hosted = dyads.iter().filter(|dyad| dyad.source.is_some() && dyad.target.is_some());
            let hosted: Vec<_> = hosted.map(|dyad| pair(dyad.target, dyad.source, HOSTS)).collect();
            dyads.extend(hosted);
        }
        dyads
    }
}

/// CAMEO: make a visit.
const VISITS: &str = "042";
/// CAMEO: host a visit.
const HOSTS: &str = "043";

/// Types that sides do with each other.
pub(crate) const fn is_mutual(event_type: EventType) -> bool {
    matches!(event_type, EventType::Consult | EventType::Agree | EventType::Cooperate)
}

/// The actors of one side, or nobody once.
fn sides(actors: &[Actor]) -> impl Iterator<Item = Option<&Actor>> + Clone {
    let nobody = actors.is_empty().then_some(None);
    actors.iter().map(Some).chain(nobody)
}

#[cfg(test)]
mod tests;
