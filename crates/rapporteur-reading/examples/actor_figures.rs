//! Whether the gold actors can be had: `actor_figures TEXT_DIR ALIASES.json GOLD.jsonl… [--errors]`.
//!
//! Over gold events with actors, agreement as in `score.py` (name or party, by the aliases):
//!
//! - *named*: gold actors that some mention in the sentences of the quote means;
//! - *role*: events whose quote has a verb as its head word with a subject (or agent) that is a
//!   mention and stands for the gold actor; right where that mention means a gold actor. A name stands
//!   for the gold actor where it shares a word with it; a pronoun always; any other phrase where no
//!   other phrase of the sentence means the gold actor (it is then the accuser, the speaker);
//! - *resolved*: the same, over roles that mean anybody at all.
//!
//! Documents with even and odd numbers are told apart: errors were looked at in even ones only, and
//! `--errors` prints no other.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::collections::BTreeSet;
use std::error::Error;

use rapporteur_language::{Reader, Upos};
use rapporteur_model::{Actor, Span};
use rapporteur_reading::actors::{ActorMention, Knowledge, MentionKind, mentions};
use rapporteur_reading::dossier::Dossier;
use rapporteur_reading::score::Aliases;
use rapporteur_reading::syntax::Tree;
use serde_json::Value;

#[derive(Default)]
struct Tally {
    actors: usize,
    named: usize,
    roles: usize,
    resolved: usize,
    right: usize,
}

struct Document<'a> {
    id: &'a str,
    text: &'a str,
    trees: Vec<Tree<'a>>,
    mentions: Vec<ActorMention>,
    errors: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let errors = arguments.iter().any(|argument| argument == "--errors");
    arguments.retain(|argument| argument != "--errors");
    let [texts, aliases, golds @ ..] = arguments.as_slice() else {
        return Err("usage: actor_figures TEXT_DIR ALIASES.json GOLD.jsonl… [--errors]".into());
    };
    let aliases = Aliases::from_json(&std::fs::read_to_string(aliases)?)?;
    let reader = Reader::new()?;
    let dossier = Dossier::default();
    for gold in golds {
        let mut tallies = [Tally::default(), Tally::default()];
        for line in std::fs::read_to_string(gold)?.lines() {
            let document: Value = serde_json::from_str(line)?;
            let id = document["id"].as_str().unwrap_or_default();
            let text = std::fs::read_to_string(format!("{texts}/{id}.txt"))?;
            let digits: String = id.chars().filter(char::is_ascii_digit).collect();
            let odd = digits.parse::<usize>().unwrap_or(0) % 2;
            let analysis = reader.analyse(&text, &[Span::new(0, text.len())])?;
            let sentences = &analysis.sentences;
            let read = Document {
                id,
                text: &text,
                trees: sentences.iter().map(Tree::new).collect(),
                mentions: mentions(
                    &text,
                    sentences,
                    &analysis.names,
                    Knowledge::builtin(),
                    &dossier,
                ),
                errors: errors && odd == 0,
            };
            count(&mut tallies[odd], &read, &document["claims"], &aliases);
        }
        for (name, tally) in ["even", "odd"].into_iter().zip(&tallies) {
            print_tally(gold, name, tally);
        }
    }
    Ok(())
}

fn count(tally: &mut Tally, read: &Document<'_>, claims: &Value, aliases: &Aliases) {
    for claim in claims.as_array().into_iter().flatten() {
        let quote = claim["quote"].as_str().unwrap_or_default();
        let gold: Vec<&Value> = claim["actors"].as_array().into_iter().flatten().collect();
        let Some(at) = read.text.find(quote).filter(|_| !quote.is_empty() && !gold.is_empty())
        else {
            continue;
        };
        let quoted = Span::new(at, at + quote.len());
        let touched: Vec<usize> = (0..read.trees.len())
            .filter(|&index| read.trees[index].sentence.span.overlaps(quoted))
            .collect();
        let here = || read.mentions.iter().filter(|mention| touched.contains(&mention.sentence));
        for actor in &gold {
            let wanted = gold_names(actor, aliases);
            let named = here()
                .flat_map(|mention| &mention.actors)
                .any(|one| !names(one, aliases).is_disjoint(&wanted));
            tally.actors += 1;
            tally.named += usize::from(named);
            if !named && read.errors {
                let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
                println!(
                    "absent {} {actor} «{quote}» in «{}»",
                    read.id,
                    sentences_of(read, &touched)
                );
            }
        }
        let Some((tree, words)) = touched
            .iter()
            .find_map(|&at| doers(&read.trees[at], quoted).filter(|(_, words)| !words.is_empty()))
        else {
            continue;
        };
        let found: Vec<&ActorMention> =
            words.iter().filter_map(|&word| mention_at(read, tree.token(word).span)).collect();
        if found.is_empty() {
            if read.errors {
                let words: Vec<&str> =
                    words.iter().map(|&word| tree.token(word).span.of(read.text)).collect();
                let sentences = sentences_of(read, &touched);
                println!("unread {} {words:?} {} in «{sentences}»", read.id, claim["actors"]);
            }
            continue;
        }
        let wanted: BTreeSet<String> =
            gold.iter().flat_map(|actor| gold_names(actor, aliases)).collect();
        let agrees = |mention: &ActorMention| {
            mention.actors.iter().any(|one| !names(one, aliases).is_disjoint(&wanted))
        };
        let right = found.iter().any(|mention| agrees(mention));
        let elsewhere = || {
            here().any(|mention| {
                !matches!(mention.kind, MentionKind::Pronoun | MentionKind::Happening)
                    && agrees(mention)
            })
        };
        let stands = |mention: &&ActorMention| match mention.kind {
            MentionKind::Pronoun => true,
            MentionKind::Happening => false,
            MentionKind::Descriptor | MentionKind::Collective | MentionKind::Office => !elsewhere(),
            _ => shares_word(mention.span.of(read.text), &wanted),
        };
        if !right && !found.iter().any(stands) {
            continue;
        }
        tally.roles += 1;
        tally.resolved += usize::from(found.iter().any(|mention| !mention.actors.is_empty()));
        tally.right += usize::from(right);
        if !right && read.errors {
            for mention in found {
                println!(
                    "wrong  {} «{}» {:?} {} not {} in «{}»",
                    read.id,
                    mention.span.of(read.text),
                    mention.kind,
                    listed(&mention.actors),
                    claim["actors"],
                    sentences_of(read, &touched),
                );
            }
        }
    }
}

fn shares_word(words: &str, names: &BTreeSet<String>) -> bool {
    let words = words.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.len() > 3).any(|word| names.iter().any(|name| name.contains(&word)))
}

fn sentences_of(read: &Document<'_>, touched: &[usize]) -> String {
    let bodies = touched.iter().map(|&at| read.trees[at].sentence.span.of(read.text));
    bodies.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn listed(actors: &[Actor]) -> String {
    let named = actors.iter().map(|actor| match &actor.party {
        Some(party) => format!("{}|{party}", actor.name),
        None => actor.name.clone(),
    });
    named.collect::<Vec<_>>().join(", ")
}

/// The smallest mention that a word heads, else the smallest that holds it.
fn mention_at<'a>(read: &'a Document<'_>, word: Span) -> Option<&'a ActorMention> {
    let smallest = |mention: &&ActorMention| mention.span.len();
    let heads = read.mentions.iter().filter(|mention| mention.head.overlaps(word));
    heads
        .min_by_key(smallest)
        .or_else(|| read.mentions.iter().filter(|m| m.span.contains(word)).min_by_key(smallest))
}

/// The subjects (in the passive the agents) of the quote's head word, where that is a verb.
fn doers<'t, 'a>(tree: &'t Tree<'a>, quoted: Span) -> Option<(&'t Tree<'a>, Vec<usize>)> {
    let head = tree.head_of(quoted)?;
    if tree.token(head).upos != Upos::Verb {
        return Some((tree, Vec::new()));
    }
    let words: Vec<usize> = if tree.is_passive(head) {
        let agents = tree.dependents(head, &["obl"]);
        agents.filter(|&word| tree.introduced_by(word, &["by"])).collect()
    } else {
        subject(tree, head, 0)
    };
    Some((tree, words.iter().flat_map(|&word| tree.coordinated(word)).collect()))
}

fn subject(tree: &Tree<'_>, verb: usize, depth: usize) -> Vec<usize> {
    let own: Vec<usize> = tree.dependents(verb, &["nsubj"]).collect();
    if let Some(&first) = own.first() {
        let relative = tree.is(first, &["who", "which", "that"]) && tree.relates(verb, &["acl"]);
        return match tree.token(verb).head {
            Some(noun) if relative => vec![noun],
            _ => own,
        };
    }
    match tree.token(verb).head {
        Some(head) if tree.relates(verb, &["acl"]) => vec![head],
        Some(head) if depth < 4 && tree.relates(verb, &["conj", "advcl", "xcomp"]) => {
            subject(tree, head, depth + 1)
        }
        _ => Vec::new(),
    }
}

fn gold_names(actor: &Value, aliases: &Aliases) -> BTreeSet<String> {
    let more = actor["aliases"].as_array().into_iter().flatten();
    let all = [&actor["name"], &actor["for"]].into_iter().chain(more).filter_map(Value::as_str);
    aliases.widened(all)
}

fn names(actor: &Actor, aliases: &Aliases) -> BTreeSet<String> {
    aliases.widened([actor.name.as_str()].into_iter().chain(actor.party.as_deref()))
}

fn print_tally(gold: &str, name: &str, tally: &Tally) {
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!(
        "{gold} {name}: actors {} named {:.3} | roles {} right {:.3} | resolved {} right {:.3}",
        tally.actors,
        share(tally.named, tally.actors),
        tally.roles,
        share(tally.right, tally.roles),
        tally.resolved,
        share(tally.right, tally.resolved),
    );
}
