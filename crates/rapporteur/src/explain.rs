//! `rapporteur explain`: why a claim was made, and where each part of it comes from.

use std::io::{self, Write};

use anyhow::Context;
use rapporteur_language::{Analysis, inspect};
use rapporteur_model::{Claim, Document};
use rapporteur_reading::Explanation;
use rapporteur_reading::events::Why;
use rapporteur_store::Record;

use crate::args::Explain;
use crate::exit::Exit;
use crate::second::{beside, is_second};
use crate::table::one_line;
use crate::{build, say};

/// Reads the claim's report once more and prints what led to the claim.
pub(crate) fn explain(args: &Explain) -> anyhow::Result<Exit> {
    let record = Record::open(&args.record)?;
    let claims = record.rows().claims()?;
    let claim = claims.iter().find(|claim| claim.id == args.claim).with_context(|| {
        format!(
            "{}: no claim `{}`; `rapporteur show {} claims --json` lists them",
            args.record.display(),
            args.claim,
            args.record.display()
        )
    })?;
    let documents = record.rows().documents()?;
    let document = documents
        .iter()
        .find(|document| document.key == claim.document)
        .with_context(|| format!("{}: its report is missing", args.claim))?;
    let mut to = io::stdout().lock();
    if is_second(claim) {
        let path = beside(&args.record);
        writeln!(to, "claim      {}  {}", claim.id, what(claim))?;
        writeln!(to, "quote      “{}”", one_line(&claim.quote))?;
        writeln!(
            to,
            "told by    a second reader ({}); its answer: {}",
            claim.found_by,
            path.display()
        )?;
        return Ok(Exit::Done);
    }
    let made_by = record.rows().reader()?;
    let Some(explanation) = explained(args, document, claim, made_by.as_deref())? else {
        writeln!(to, "{}: this reader does not make the claim any more", claim.id)?;
        return Ok(Exit::Flawed);
    };
    write(&mut to, document, &explanation)?;
    Ok(Exit::Done)
}

/// Reads as usual, and where that does not yield the claim everything: what a first look sets aside
/// was read where the record was built with `--read-all`.
fn explained(
    args: &Explain,
    document: &Document,
    claim: &Claim,
    made_by: Option<&str>,
) -> anyhow::Result<Option<Explanation>> {
    let reader = build::reader(args.dossier.as_deref())?;
    let is_maker = made_by == Some(reader.fingerprint());
    let found = reader.explain(document, claim);
    let reader = reader.reading_all();
    if !is_maker && made_by != Some(reader.fingerprint()) {
        say::note(
            "the record was made by another reader, with another dossier (`--dossier`) or \
             threshold (`--triage`), or with a second reader",
        );
    }
    Ok(found.or_else(|| reader.explain(document, claim)))
}

fn write(to: &mut dyn Write, document: &Document, found: &Explanation) -> anyhow::Result<()> {
    let Explanation { claim, trigger, sentence, why, .. } = found;
    let text = document.text.as_str();
    writeln!(to, "claim      {}  {}", claim.id, what(claim))?;
    writeln!(to, "quote      “{}”", one_line(&claim.quote))?;
    writeln!(to, "told by    “{}” ({})", trigger.of(text), claim.found_by)?;
    if let Some(confidence) = claim.confidence {
        writeln!(
            to,
            "sure       {confidence:.2}: as often as this an annotator makes such a claim"
        )?;
    }
    if let Some(why) = why {
        network(to, why)?;
        for part in &why.parts {
            let words = one_line(part.span.of(text));
            let (role, share, path) = (part.role, part.share, &part.path);
            writeln!(to, "{role:<10} “{words}” (share {share:.2}, path `{path}`)")?;
        }
        if why.parts.is_empty() {
            writeln!(to, "parts      by the frame's own rules over the tree")?;
        }
    }
    for link in &claim.said_by {
        let at = |span: Option<rapporteur_model::Span>| {
            span.map(|span| format!("“{}”", one_line(span.of(text)))).unwrap_or_default()
        };
        writeln!(to, "said by    {} {} {}", link.speaker, at(link.source), at(link.cue))?;
    }
    when(to, document, found)?;
    for (what, words) in found.elsewhere.iter().filter(|(what, _)| *what != "time") {
        writeln!(to, "{what:<10} as told in “{}”", one_line(words.of(text)))?;
    }
    writeln!(to, "\nsentence   “{}”\n", one_line(sentence.span.of(text)))?;
    let alone = Analysis { sentences: vec![sentence.clone()], names: Vec::new() };
    write!(to, "{}", inspect::trees(text, &alone))?;
    Ok(())
}

fn network(to: &mut dyn Write, why: &Why) -> io::Result<()> {
    match (why.tells, why.type_share) {
        (Some(tells), Some(share)) => {
            writeln!(to, "network    an event {tells:.2}, of this type {share:.2}")?;
        }
        _ => writeln!(to, "network    sees no event here")?,
    }
    match &why.frame {
        Some(frame) => writeln!(to, "frame      {frame} (lexicon/events.toml)"),
        None => writeln!(to, "frame      none of this type"),
    }
}

/// The time, with what it rests on.
fn when(to: &mut dyn Write, document: &Document, found: &Explanation) -> io::Result<()> {
    let Some(time) = found.claim.time else { return writeln!(to, "time       not told") };
    let by_words =
        found.why.as_ref().is_none_or(|why| why.parts.iter().any(|part| part.role == "time"));
    let day = document.published.map(rapporteur_model::TimeSpan::at);
    let elsewhere = found.elsewhere.iter().find(|(what, _)| *what == "time");
    let rests_on = match elsewhere {
        Some((_, words)) => format!("as told in “{}”", one_line(words.of(&document.text))),
        None if !by_words && day == Some(time) => "the day of the report".to_owned(),
        None => "words of the sentence".to_owned(),
    };
    writeln!(to, "time       {} to {}: {rests_on}", time.start, time.end)
}

fn what(claim: &Claim) -> String {
    match (claim.event(), claim.figure()) {
        (Some(event), _) => {
            let mode = event.mode.map(|mode| format!(" {mode}")).unwrap_or_default();
            format!("{}{mode}, {}", event.event_type, claim.realis)
        }
        (_, Some(figure)) => format!("{} {}", figure.measure, figure.value),
        _ => String::new(),
    }
}
