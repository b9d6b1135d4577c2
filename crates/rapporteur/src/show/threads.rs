//! The threads.

use std::io::{self, Write};

use rapporteur_record::views::Contents;
use rapporteur_record::views::threads::{Answer, Phase, Step, Thread, threads};

use super::{count, voices};
use crate::table;
use crate::table::one_line;

/// Prints each thread that has more than one step, and counts the rest.
pub(super) fn write(to: &mut dyn Write, contents: &Contents) -> io::Result<()> {
    let threads = threads(contents);
    let (long, short): (Vec<&Thread>, Vec<&Thread>) =
        threads.iter().partition(|thread| thread.steps.len() > 1);
    table::answer(to, &count(threads.len(), "thread"))?;
    for thread in &long {
        writeln!(to)?;
        table::answer(to, &thread.name)?;
        if !thread.answers.is_empty() {
            let answers: Vec<String> = thread.answers.iter().map(answer).collect();
            table::item(to, "Answers", &answers.join("; "))?;
        }
        for step in &thread.steps {
            table::item(to, &facts(step), &words(step))?;
        }
    }
    if !short.is_empty() {
        writeln!(to)?;
        table::answer(to, "Named once")?;
        for thread in short {
            for step in &thread.steps {
                table::item(to, &format!("{}  {}", facts(step), thread.name), &words(step))?;
            }
        }
    }
    Ok(())
}

/// What a party answered, in words.
pub(super) fn answer(answer: &Answer) -> String {
    let when = answer.time.map(|time| format!(" {}", time.to_string().replace('/', " to ")));
    if let Some((contrary, _)) = &answer.contrary {
        let (one, other) = (phase(*contrary), phase(answer.phase));
        return format!("{} disputed: {one} and {other}{}", answer.party, when.unwrap_or_default());
    }
    let disputed = if answer.disputed { " (disputed)" } else { "" };
    format!("{} {}{}{disputed}", answer.party, phase(answer.phase), when.unwrap_or_default())
}

fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::PutForward => "put forward",
        Phase::Conveyed => "conveyed",
        Phase::Amended => "asked for changes",
        Phase::Accepted => "accepted",
        Phase::Refused => "refused",
        Phase::Signed => "signed or endorsed",
        Phase::CarriedOut => "carried out",
        Phase::Broken => "broken",
        Phase::Expected => "expected",
        Phase::Mentioned => "mentioned",
    }
}

fn facts(step: &Step) -> String {
    let when = step.time.map_or_else(|| "undated".to_owned(), |time| time.to_string());
    let mut facts = format!("{:<11} {}", when.replace('/', " to "), phase(step.phase));
    if !step.actors.is_empty() {
        facts.push_str(&format!(" by {}", step.actors.join(", ")));
    }
    if !step.mediators.is_empty() {
        facts.push_str(&format!(" through {}", step.mediators.join(", ")));
    }
    facts
}

fn words(step: &Step) -> String {
    let told = voices(step.independent_reports);
    format!("“{}” {}{told}", one_line(&step.quote), step.outlets.join(", "))
}
