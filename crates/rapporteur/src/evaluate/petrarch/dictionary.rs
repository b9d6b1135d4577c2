//! Actor and agent dictionaries in PETRARCH's layout: a name's country and role codes.
//!
//! ```text
//! GONDOR [GON]            a name and its code
//! +MINAS_TIRITH           another name for the same
//!     [HOBGOV >990816]    a code for a part of time: taken where there is no other
//! POLICE {} [~COP]        an agent: `~` stands for the country's code
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;

/// What PETRARCH writes for a side that it cannot code.
pub(super) const NOBODY: &str = "---";

#[derive(Debug, Default)]
pub(super) struct Dictionary {
    actors: BTreeMap<Vec<String>, String>,
    agents: BTreeMap<Vec<String>, String>,
}

impl Dictionary {
    /// Reads the files of a folder whose names hold `actors` and `agents`.
    pub(super) fn read(folder: &Path) -> anyhow::Result<Self> {
        let name = || folder.display().to_string();
        let mut dictionary = Self::default();
        for entry in fs::read_dir(folder).with_context(name)? {
            let path = entry.with_context(name)?.path();
            let file = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            if file.contains("actors") {
                dictionary.actors.extend(phrases(&super::super::read(&path)?));
            } else if file.contains("agents") {
                dictionary.agents.extend(phrases(&super::super::read(&path)?));
            }
        }
        anyhow::ensure!(
            !dictionary.actors.is_empty(),
            "{}: no dictionary of actors here (a file with `actors` in its name)",
            folder.display()
        );
        Ok(dictionary)
    }

    /// The code of an actor: of its name, else of its party, with the agents in its name.
    pub(super) fn code(&self, name: &str, party: &str) -> String {
        let name = words(name);
        let known = longest(&self.actors, &name).or_else(|| longest(&self.actors, &words(party)));
        let country = known.unwrap_or(NOBODY);
        match longest(&self.agents, &name) {
            Some(agent) if !country.ends_with(agent.trim_matches('~')) => {
                agent.replacen('~', country, 1)
            }
            _ => country.to_owned(),
        }
    }
}

/// The code of the longest phrase that stands in the words; of equally long ones the first.
fn longest<'a>(phrases: &'a BTreeMap<Vec<String>, String>, words: &[String]) -> Option<&'a str> {
    (1..=words.len())
        .rev()
        .flat_map(|length| words.windows(length))
        .find_map(|window| phrases.get(window).map(String::as_str))
}

/// Every phrase of a dictionary with its code, plurals in -s included.
fn phrases(text: &str) -> Vec<(Vec<String>, String)> {
    let mut phrases: Vec<(Vec<String>, String)> = Vec::new();
    let mut group: Vec<Vec<String>> = Vec::new();
    let mut code: Option<(bool, String)> = None;
    let mut close = |group: &mut Vec<Vec<String>>, code: &mut Option<(bool, String)>| {
        if let Some((_, code)) = code.take() {
            phrases.extend(group.drain(..).map(|phrase| (phrase, code.clone())));
        }
        group.clear();
    };
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default();
        if line.trim().is_empty() || line.starts_with("<!") || line.trim() == "-->" {
            continue;
        }
        let (before, bracketed) = match line.split_once('[') {
            Some((before, rest)) => (before, rest.split(']').next()),
            None => (line, None),
        };
        let (phrase, plural) = before.split_once('{').unwrap_or((before, ""));
        let continues = line.starts_with(['+', ' ', '\t']);
        if !continues {
            close(&mut group, &mut code);
        }
        let named = words(phrase.trim_start_matches('+'));
        if let Some((last, head)) = named.split_last() {
            group.push([head, &[format!("{last}S")]].concat());
            group.push(named.clone());
        }
        group.extend(Some(words(plural)).filter(|plural| !plural.is_empty()));
        if let Some(inside) = bracketed {
            let first = inside.split([' ', '<', '>']).find(|part| !part.is_empty());
            let is_open = !inside.trim().contains([' ', '<', '>']);
            if let Some(first) = first
                && (code.is_none() || is_open && code.as_ref().is_some_and(|known| !known.0))
            {
                code = Some((is_open, first.to_uppercase()));
            }
        }
    }
    close(&mut group, &mut code);
    phrases
}

/// Words in capitals, as both the dictionaries and the names of a claim can be compared.
fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTORS: &str = "# a comment\nRURITANIA [RUR]\n+STRELSAU # its capital\n\
        NORTHERN_LEAGUE  \n+LEAGUE\n\t[LEA <990101]\n\t[RURREB]\nRURITANIAN_RADIO_ [RURMED]\n";

    fn dictionary() -> Dictionary {
        Dictionary {
            actors: phrases(ACTORS).into_iter().collect(),
            agents: phrases("POLICE {} [~COP]\nWOMAN {WOMEN} [~CVL]\nAID_BODY [NGO~]\n")
                .into_iter()
                .collect(),
        }
    }

    #[test]
    fn a_name_has_the_code_of_its_longest_phrase() {
        let dictionary = dictionary();
        for (name, party, code) in [
            ("Strelsau", "Strelsau", "RUR"),
            ("Northern League", "", "RURREB"),
            ("Ruritanian Radio", "", "RURMED"),
            ("Rudolf Elphberg", "Ruritania", "RUR"),
            ("Ruritania police", "", "RURCOP"),
            ("women", "Ruritania", "RURCVL"),
            ("aid body", "Ruritania", "NGORUR"),
            ("police", "Nowhere", "---COP"),
            ("Nowhere", "Nowhere", "---"),
        ] {
            assert_eq!(dictionary.code(name, party), code, "{name} of {party}");
        }
    }
}
