//! Who says the gold claims: `attribution_said_by TEXT_DIR ALIASES.json GOLD.jsonl… [--errors]`.
//!
//! For every gold claim, found or not, the innermost speaker over the head word of its quote (where
//! the quote holds "Tarn said" as well, of what Tarn said) is
//! compared with the innermost gold speaker as `score.py` does: none with none, else by name or party
//! and the aliases. Documents with even and odd numbers are told apart: errors were looked at in even
//! ones only, and `--errors` prints no other.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use rapporteur_model::{Actor, Document, Span, Speaker};
use rapporteur_reading::dossier::Dossier;
use rapporteur_reading::reader::Reader;
use rapporteur_reading::score::Aliases;
use serde_json::Value;

#[derive(Default)]
struct Tally {
    said: usize,
    said_right: usize,
    outlet: usize,
    outlet_right: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let errors = arguments.iter().any(|argument| argument == "--errors");
    arguments.retain(|argument| argument != "--errors");
    let [texts, aliases, golds @ ..] = arguments.as_slice() else {
        return Err(
            "usage: attribution_said_by TEXT_DIR ALIASES.json GOLD.jsonl… [--errors]".into()
        );
    };
    let aliases = Aliases::from_json(&std::fs::read_to_string(aliases)?)?;
    let reader = Reader::new(Dossier::default())?;
    for gold in golds {
        let mut tallies = [Tally::default(), Tally::default()];
        for line in std::fs::read_to_string(gold)?.lines() {
            let annotated: Value = serde_json::from_str(line)?;
            let id = annotated["id"].as_str().unwrap_or_default();
            let text = std::fs::read_to_string(format!("{texts}/{id}.txt"))?;
            let digits: String = id.chars().filter(char::is_ascii_digit).collect();
            let odd = digits.parse::<usize>().unwrap_or(0) % 2;
            let mut places = Vec::new();
            let mut speakers = Vec::new();
            for claim in annotated["claims"].as_array().into_iter().flatten() {
                let quote = claim["quote"].as_str().unwrap_or_default();
                let Some(at) = text.find(quote).filter(|_| !quote.is_empty()) else { continue };
                places.push((Span::new(at, at + quote.len()), actors_of(claim)));
                speakers.push(claim["said_by"].as_array().and_then(|chain| chain.last()));
            }
            let document = Document { text, ..Document::default() };
            let chains = reader.speakers(&document, &places);
            for (((place, _), gold), chain) in places.iter().zip(&speakers).zip(&chains) {
                let right = count(&mut tallies[odd], *gold, chain.last(), &aliases);
                if errors && odd == 0 && !right {
                    let quote = place.of(&document.text).split_whitespace().collect::<Vec<_>>();
                    let found = chain.last().map(|speaker| {
                        (
                            &speaker.speaker,
                            &speaker.party,
                            speaker.cue.map(|cue| cue.of(&document.text)),
                        )
                    });
                    let gold = gold.map(|gold| &gold["speaker"]);
                    println!("{id} gold {gold:?} found {found:?} «{}»", quote.join(" "));
                }
            }
        }
        for (name, tally) in ["even", "odd"].into_iter().zip(&tallies) {
            print_tally(gold, name, tally);
        }
    }
    Ok(())
}

fn actors_of(claim: &Value) -> Vec<Actor> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let actor = |actor: &Value| {
        let name = Actor::new(actor["name"].as_str()?);
        Some(Actor { party: text(&actor["for"]), ..name })
    };
    claim["actors"].as_array().into_iter().flatten().filter_map(actor).collect()
}

fn count(
    tally: &mut Tally,
    gold: Option<&Value>,
    found: Option<&Speaker>,
    aliases: &Aliases,
) -> bool {
    let Some(gold) = gold else {
        tally.outlet += 1;
        tally.outlet_right += usize::from(found.is_none());
        return found.is_none();
    };
    tally.said += 1;
    let right = found.is_some_and(|found| {
        let more = gold["aliases"].as_array().into_iter().flatten();
        let wanted = [&gold["speaker"], &gold["for"]].into_iter().chain(more);
        let wanted = aliases.widened(wanted.filter_map(Value::as_str));
        let named = [found.speaker.as_str()].into_iter().chain(found.party.as_deref());
        !aliases.widened(named).is_disjoint(&wanted)
    });
    tally.said_right += usize::from(right);
    right
}

fn print_tally(gold: &str, name: &str, tally: &Tally) {
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!(
        "{gold} {name}: claims {} right {:.3} | said {} right {:.3} | outlet {} empty {:.3}",
        tally.said + tally.outlet,
        share(tally.said_right + tally.outlet_right, tally.said + tally.outlet),
        tally.said,
        share(tally.said_right, tally.said),
        tally.outlet,
        share(tally.outlet_right, tally.outlet),
    );
}
