//! Reads a dossier, and says in which line a fault stands and what to do about it.

use std::collections::BTreeMap;

use super::Dossier;

/// A fault in a dossier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}; {remedy}")]
pub struct DossierError {
    /// From 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

/// Parses and checks a dossier.
pub(super) fn parse(source: &str) -> Result<Dossier, DossierError> {
    let dossier: Dossier = toml::from_str(source).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let message = error.message().lines().next().unwrap_or_default().to_owned();
        let remedy = remedy(&message);
        DossierError { line: line_at(source, at), message, remedy }
    })?;
    check_names(source, &dossier)?;
    check_dates(source, &dossier)?;
    Ok(dossier)
}

fn remedy(message: &str) -> String {
    let remedy = match message {
        message if message.starts_with("unknown field") => {
            "correct the field's name, or remove the line"
        }
        message if message.starts_with("missing field") => "add the field to this entry",
        message if message.starts_with("unknown variant") => "write `party`, `mediator` or `ally`",
        message if message.starts_with("invalid type") => {
            "write it as in the example dossier in `samples`"
        }
        _ => "put texts in quotation marks and lists in square brackets",
    };
    remedy.to_owned()
}

/// One name must not mean two actors: the record could not tell them apart.
fn check_names(source: &str, dossier: &Dossier) -> Result<(), DossierError> {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    let parties = dossier.party.iter().map(|party| (party.name.as_str(), &party.aliases));
    let people = dossier.person.iter().map(|person| (person.name.as_str(), &person.aliases));
    for (owner, aliases) in parties.chain(people) {
        for name in std::iter::once(owner).chain(aliases.iter().map(String::as_str)) {
            if name.trim().is_empty() {
                return Err(fault(
                    source,
                    owner,
                    "a name is empty",
                    "write the name between the quotation marks",
                ));
            }
            let before = owners.insert(name.to_lowercase(), owner);
            if let Some(before) = before.filter(|before| *before != owner) {
                let message = format!("`{name}` names both `{before}` and `{owner}`");
                return Err(fault_at_last(source, name, &message, "leave it to one of them"));
            }
        }
    }
    Ok(())
}

/// Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn check_dates(source: &str, dossier: &Dossier) -> Result<(), DossierError> {
    let offices = dossier.person.iter().flat_map(|person| &person.offices);
    let spans = offices.map(|office| (&office.from, &office.to));
    let talks = dossier.talks.iter().map(|talks| (&talks.from, &talks.to));
    let single = dossier.proposal.iter().map(|proposal| (&proposal.date, &None));
    for (from, to) in spans.chain(talks).chain(single) {
        for date in [from, to].into_iter().flatten() {
            if !is_date(date) {
                let message = format!("`{date}` is no date");
                return Err(fault(
                    source,
                    date,
                    &message,
                    "write it as 2016, 2016-08 or 2016-08-24",
                ));
            }
        }
        if let (Some(from), Some(to)) = (from, to)
            && to.as_str() < &from[..from.len().min(to.len())]
        {
            let message = format!("`{to}` is before `{from}`");
            return Err(fault(source, to, &message, "exchange `from` and `to`, or correct one"));
        }
    }
    Ok(())
}

fn is_date(date: &str) -> bool {
    let parts: Vec<&str> = date.split('-').collect();
    let digits =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let within =
        |part: &str, most| part.parse::<u8>().is_ok_and(|number| (1..=most).contains(&number));
    match parts[..] {
        [year] => digits(year, 4),
        [year, month] => digits(year, 4) && digits(month, 2) && within(month, 12),
        [year, month, day] => {
            digits(year, 4)
                && digits(month, 2)
                && within(month, 12)
                && digits(day, 2)
                && within(day, 31)
        }
        _ => false,
    }
}

fn fault(source: &str, near: &str, message: &str, remedy: &str) -> DossierError {
    let at = source.find(&format!("\"{near}\"")).unwrap_or(0);
    DossierError {
        line: line_at(source, at),
        message: message.to_owned(),
        remedy: remedy.to_owned(),
    }
}

fn fault_at_last(source: &str, near: &str, message: &str, remedy: &str) -> DossierError {
    let at = source.to_lowercase().rfind(&format!("\"{}\"", near.to_lowercase())).unwrap_or(0);
    DossierError {
        line: line_at(source, at),
        message: message.to_owned(),
        remedy: remedy.to_owned(),
    }
}

fn line_at(source: &str, at: usize) -> usize {
    1 + source.bytes().take(at).filter(|byte| *byte == b'\n').count()
}
