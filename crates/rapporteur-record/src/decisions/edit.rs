//! Slots of a claim as a person writes them.

use std::fmt;

use rapporteur_model::{
    Actor, Claim, Content, EditedSlot, EventType, Issue, Measure, Mode, PartialDate, Qualifier,
    Realis, Speaker, TimeSpan,
};

/// Why a slot cannot say what a person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The slot.
    pub slot: EditedSlot,
    /// What it may say.
    pub expected: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: write {}", self.slot.name(), self.expected)
    }
}

impl std::error::Error for Refused {}

/// What a slot says, as a person would write it; empty for nothing, and for a slot that the claim
/// does not have.
#[must_use]
pub fn shown(claim: &Claim, slot: EditedSlot) -> String {
    let of_event = || claim.event();
    let of_figure = || claim.figure();
    let shown = match slot {
        EditedSlot::Type => of_event().map(|event| event.event_type.to_string()),
        EditedSlot::Mode => of_event().and_then(|event| event.mode).map(|mode| mode.to_string()),
        EditedSlot::Actors => of_event().map(|event| names(&event.actors)),
        EditedSlot::Recipients => of_event().map(|event| names(&event.recipients)),
        EditedSlot::Mediators => of_event().map(|event| names(&event.mediators)),
        EditedSlot::Issues => of_event().map(|event| {
            event.issues.iter().map(|issue| issue.name()).collect::<Vec<_>>().join("; ")
        }),
        EditedSlot::Object => of_event().and_then(|event| event.object.clone()),
        EditedSlot::Realis => Some(claim.realis.to_string()),
        EditedSlot::Time => claim.time.map(|time| time.to_string()),
        EditedSlot::Place => claim.place.clone(),
        EditedSlot::Speaker => claim.innermost_speaker().map(|link| link.speaker.clone()),
        EditedSlot::Measure => of_figure().map(|figure| figure.measure.to_string()),
        EditedSlot::Value => of_figure().map(|figure| match figure.high {
            Some(high) => format!("{} to {high}", figure.value),
            None => figure.value.to_string(),
        }),
        EditedSlot::Qualifier => of_figure().map(|figure| figure.qualifier.to_string()),
        EditedSlot::Of => of_figure().and_then(|figure| figure.of.clone()),
        EditedSlot::By => of_figure().and_then(|figure| figure.by.clone()),
    };
    shown.unwrap_or_default()
}

fn names(actors: &[Actor]) -> String {
    let shown: Vec<String> = actors
        .iter()
        .map(|actor| match &actor.party {
            Some(party) => format!("{} ({party})", actor.name),
            None => actor.name.clone(),
        })
        .collect();
    shown.join("; ")
}

/// Puts what a person wrote into a slot.
///
/// # Errors
/// When the slot cannot say that; the claim is then as it was.
pub fn edit(claim: &mut Claim, slot: EditedSlot, value: &str) -> Result<(), Refused> {
    let value = value.trim();
    let said = (!value.is_empty()).then(|| value.to_owned());
    match (slot, &mut claim.content) {
        (EditedSlot::Realis, _) => {
            claim.realis = one_of(slot, value, Realis::from_name, names_of(Realis::ALL))?;
        }
        (EditedSlot::Time, _) => claim.time = time(value)?,
        (EditedSlot::Place, _) => claim.place = said,
        (EditedSlot::Speaker, _) => speaker(claim, said),
        (EditedSlot::Type, Content::Event(event)) => {
            let expected = names_of(EventType::ALL);
            event.event_type = one_of(slot, value, EventType::from_name, expected)?;
            event.mode = event.mode.filter(|mode| event.event_type.modes().contains(mode));
        }
        (EditedSlot::Mode, Content::Event(event)) => {
            let modes = event.event_type.modes();
            let named = |name: &str| Mode::from_name(name).filter(|mode| modes.contains(mode));
            event.mode = match said {
                Some(_) => Some(one_of(slot, value, named, names_of(modes))?),
                None => None,
            };
        }
        (EditedSlot::Actors, Content::Event(event)) => event.actors = actors(value),
        (EditedSlot::Recipients, Content::Event(event)) => event.recipients = actors(value),
        (EditedSlot::Mediators, Content::Event(event)) => event.mediators = actors(value),
        (EditedSlot::Issues, Content::Event(event)) => {
            let named = |name| one_of(slot, name, Issue::from_name, names_of(Issue::ALL));
            event.issues = parts(value).map(named).collect::<Result<_, _>>()?;
        }
        (EditedSlot::Object, Content::Event(event)) => event.object = said,
        (EditedSlot::Measure, Content::Figure(figure)) => {
            figure.measure = one_of(slot, value, Measure::from_name, names_of(Measure::ALL))?;
        }
        (EditedSlot::Value, Content::Figure(figure)) => {
            (figure.value, figure.high) = number(value)?;
        }
        (EditedSlot::Qualifier, Content::Figure(figure)) => {
            let expected = names_of(Qualifier::ALL);
            figure.qualifier = one_of(slot, value, Qualifier::from_name, expected)?;
        }
        (EditedSlot::Of, Content::Figure(figure)) => figure.of = said,
        (EditedSlot::By, Content::Figure(figure)) => figure.by = said,
        _ => {
            let expected = "nothing: this claim has no such slot".to_owned();
            return Err(Refused { slot, expected });
        }
    }
    Ok(())
}

/// The innermost speaker; where it is taken away, the outlet itself speaks.
fn speaker(claim: &mut Claim, said: Option<String>) {
    match (said, claim.said_by.last_mut()) {
        (Some(name), Some(link)) => link.speaker = name,
        (Some(speaker), None) => {
            let link = Speaker { speaker, party: None, medium: None, source: None, cue: None };
            claim.said_by.push(link);
        }
        (None, _) => claim.said_by.clear(),
    }
}

fn parts(value: &str) -> impl Iterator<Item = &str> {
    value.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// `Name; Name (party)`.
fn actors(value: &str) -> Vec<Actor> {
    parts(value)
        .map(|part| match part.strip_suffix(')').and_then(|part| part.rsplit_once('(')) {
            Some((name, party)) if !name.trim().is_empty() && !party.trim().is_empty() => {
                Actor::acting_for(name.trim(), party.trim())
            }
            _ => Actor::new(part),
        })
        .collect()
}

fn time(value: &str) -> Result<Option<TimeSpan>, Refused> {
    if value.is_empty() {
        return Ok(None);
    }
    let refused = |_| Refused {
        slot: EditedSlot::Time,
        expected: "a date as YYYY, YYYY-MM or YYYY-MM-DD, or two with `/` between".to_owned(),
    };
    let (start, end) = value.split_once('/').unwrap_or((value, value));
    let start = PartialDate::parse(start.trim()).map_err(refused)?;
    let end = PartialDate::parse(end.trim()).map_err(refused)?;
    if end.last_day() < start.first_day() {
        return Err(Refused {
            slot: EditedSlot::Time,
            expected: "the earlier date first".to_owned(),
        });
    }
    Ok(Some(TimeSpan { start, end }))
}

fn number(value: &str) -> Result<(f64, Option<f64>), Refused> {
    let parse = |text: &str| {
        text.trim().replace(',', "").parse::<f64>().ok().filter(|n| n.is_finite()).ok_or_else(
            || Refused {
                slot: EditedSlot::Value,
                expected: "a number, or two with ` to ` between".to_owned(),
            },
        )
    };
    match value.split_once(" to ") {
        Some((low, high)) => Ok((parse(low)?, Some(parse(high)?))),
        None => Ok((parse(value)?, None)),
    }
}

fn one_of<T>(
    slot: EditedSlot,
    value: &str,
    named: impl Fn(&str) -> Option<T>,
    expected: String,
) -> Result<T, Refused> {
    named(value).ok_or(Refused { slot, expected })
}

fn names_of<T: fmt::Display>(all: &[T]) -> String {
    if all.is_empty() {
        return "nothing: this type has no modes".to_owned();
    }
    format!("one of {}", all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}
