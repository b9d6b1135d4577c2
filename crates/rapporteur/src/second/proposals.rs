//! Which proposals are taken. Whatever a model answers, nothing goes into a record that the report
//! does not carry.

use std::collections::BTreeMap;

use rapporteur_model::{
    Actor, Claim, Content, Document, Event, EventType, Figure, Issue, Measure, Mode, PartialDate,
    Qualifier, Realis, Span, TimeSpan, slug,
};
use rapporteur_reading::Reader;
use rapporteur_reading::actors::ActorMention;
use serde_json::Value;

use super::numbers::stands_in;
use super::{FOUND_BY, same};

/// Bytes of a quote, at most: longer ones are no sentence.
const LONGEST_QUOTE: usize = 1_000;

/// What a second reader finds in a document.
#[derive(Debug, Default)]
pub(crate) struct Proposed {
    /// Proposals that are taken, in text order.
    pub(crate) claims: Vec<Claim>,
    /// For each of the others why not.
    pub(crate) refused: Vec<&'static str>,
}

const FORM: &str = "not in the form that was asked for";
const QUOTE: &str = "a quote that does not stand in the report";
const CODE: &str = "a code that is not in its list";
const NOBODY: &str = "nobody whom the report names";
const NUMBER: &str = "a number that does not stand in its quote";
const DATE: &str = "a date that is none";
const TWICE: &str = "the same claim twice";

impl Proposed {
    /// How many proposals were not taken, and why.
    pub(crate) fn reasons(&self) -> String {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for why in &self.refused {
            *counts.entry(why).or_default() += 1;
        }
        let all = self.claims.len() + self.refused.len();
        let reasons: Vec<String> =
            counts.iter().map(|(why, count)| format!("{count} × {why}")).collect();
        format!("{} of {all} proposals were not taken: {}", self.refused.len(), reasons.join("; "))
    }
}

/// Takes from an answer what the document carries.
///
/// # Errors
/// In words, when the answer holds no list of claims.
pub(crate) fn proposed(
    reader: &Reader,
    document: &Document,
    model: &str,
    answer: &str,
) -> Result<Proposed, String> {
    let proposals = proposals(answer)?;
    let mut found = Proposed::default();
    if proposals.is_empty() {
        return Ok(found);
    }
    let ground = Ground { document, mentions: reader.mentions(document), model };
    for proposal in &proposals {
        match ground.claim(proposal) {
            Ok(claim) if found.claims.iter().any(|known| same(known, &claim)) => {
                found.refused.push(TWICE);
            }
            Ok(claim) => found.claims.push(claim),
            Err(why) => found.refused.push(why),
        }
    }
    found.claims.sort_by_key(|claim| claim.span);
    let acts: Vec<(Span, Vec<Actor>)> = found
        .claims
        .iter()
        .map(|claim| (claim.span, claim.event().map_or_else(Vec::new, |e| e.actors.clone())))
        .collect();
    for (claim, said_by) in found.claims.iter_mut().zip(reader.speakers(document, &acts)) {
        claim.said_by = said_by;
    }
    Ok(found)
}

/// The list of claims in the body of an answer.
fn proposals(answer: &str) -> Result<Vec<Value>, String> {
    let not_json = |what: &str| format!("{what} is not the JSON that was asked for");
    let body: Value = serde_json::from_str(answer).map_err(|_| not_json("the answer"))?;
    let content = body.pointer("/choices/0/message/content").and_then(Value::as_str);
    let content = content.ok_or_else(|| not_json("the answer"))?;
    let inside = unfenced(content);
    let told: Value = serde_json::from_str(inside).map_err(|_| not_json("the model's text"))?;
    let list = match told {
        Value::Object(mut object) => object.remove("claims").unwrap_or_default(),
        other => other,
    };
    match list {
        Value::Array(list) => Ok(list),
        _ => Err(not_json("the model's text")),
    }
}

/// What stands between the marks that some models put around JSON.
fn unfenced(content: &str) -> &str {
    let content = content.trim();
    let Some(inside) = content.strip_prefix("```").and_then(|rest| rest.strip_suffix("```")) else {
        return content;
    };
    inside.strip_prefix("json").unwrap_or(inside).trim()
}

/// What proposals are checked against.
struct Ground<'a> {
    document: &'a Document,
    mentions: Vec<ActorMention>,
    model: &'a str,
}

impl Ground<'_> {
    fn claim(&self, told: &Value) -> Result<Claim, &'static str> {
        let quote = words(told, "quote")?.ok_or(FORM)?;
        let span = self.find(quote).ok_or(QUOTE)?;
        let realis = member(told, "realis", Realis::from_name)?.unwrap_or(Realis::Actual);
        let content = match words(told, "kind")? {
            Some("event") => Content::Event(self.event(told)?),
            Some("figure") => Content::Figure(self.figure(told, quote)?),
            _ => return Err(FORM),
        };
        Ok(Claim {
            id: String::new(),
            document: self.document.key.clone(),
            span,
            quote: quote.to_owned(),
            said_by: Vec::new(),
            realis,
            time: time(told)?,
            place: self.told(told, "place")?,
            content,
            found_by: format!("{FOUND_BY}{}", self.model),
            confidence: None,
        })
    }

    /// Where some words stand, outside of what a crawl left around the report.
    fn find(&self, quote: &str) -> Option<Span> {
        if quote.len() > LONGEST_QUOTE || quote.contains("\n\n") {
            return None;
        }
        self.document.readable().into_iter().find_map(|region| {
            let at = region.of(&self.document.text).find(quote)?;
            Some(Span::new(region.start + at, region.start + at + quote.len()))
        })
    }

    fn event(&self, told: &Value) -> Result<Event, &'static str> {
        let event_type = member(told, "type", EventType::from_name)?.ok_or(CODE)?;
        let mode = member(told, "mode", Mode::from_name)?;
        if mode.is_some_and(|mode| !event_type.modes().contains(&mode)) {
            return Err(CODE);
        }
        let mut issues = Vec::new();
        for name in strings(told, "issues")? {
            let issue = Issue::from_name(name).ok_or(CODE)?;
            if !issues.contains(&issue) {
                issues.push(issue);
            }
        }
        let event = Event {
            event_type,
            mode,
            actors: self.actors(told, "actors")?,
            recipients: self.actors(told, "recipients")?,
            mediators: self.actors(told, "mediators")?,
            issues,
            object: self.told(told, "object")?,
        };
        if event.actors.is_empty() && event.recipients.is_empty() {
            return Err(NOBODY);
        }
        Ok(event)
    }

    fn figure(&self, told: &Value, quote: &str) -> Result<Figure, &'static str> {
        let value = number(told, "value")?.ok_or(FORM)?;
        let high = number(told, "high")?.filter(|high| *high > value);
        if ![Some(value), high].into_iter().flatten().all(|number| stands_in(number, quote)) {
            return Err(NUMBER);
        }
        Ok(Figure {
            measure: member(told, "measure", Measure::from_name)?.ok_or(CODE)?,
            of: self.told(told, "of")?,
            by: self.told(told, "by")?,
            value,
            high,
            qualifier: member(told, "qualifier", Qualifier::from_name)?.unwrap_or(Qualifier::Exact),
            unit: words(told, "unit")?.map(str::to_owned),
        })
    }

    /// Words that the report has; nothing where it has them not.
    fn told(&self, told: &Value, field: &str) -> Result<Option<String>, &'static str> {
        let said = words(told, field)?.filter(|said| self.document.text.contains(*said));
        Ok(said.map(str::to_owned))
    }

    /// Those among the names whom the report names, as the built-in reader knows them.
    fn actors(&self, told: &Value, field: &str) -> Result<Vec<Actor>, &'static str> {
        let mut actors: Vec<Actor> = Vec::new();
        for actor in strings(told, field)?.into_iter().filter_map(|name| self.actor(name)) {
            if !actors.contains(&actor) {
                actors.push(actor);
            }
        }
        Ok(actors)
    }

    fn actor(&self, name: &str) -> Option<Actor> {
        let text = &self.document.text;
        let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        let ids = [slug(name), slug(bare)];
        if ids.iter().any(String::is_empty) {
            return None;
        }
        let known = self.mentions.iter().flat_map(|mention| &mention.actors);
        let by_name = known.clone().find(|actor| ids.contains(&slug(&actor.name)));
        let by_words = || {
            let is_meant = |mention: &&ActorMention| {
                mention.actors.len() == 1 && ids.contains(&slug(mention.span.of(text)))
            };
            self.mentions.iter().find(is_meant).and_then(|mention| mention.actors.first())
        };
        let unknown = || text.contains(bare).then(|| Actor::new(bare));
        by_name.or_else(by_words).cloned().or_else(unknown)
    }
}

/// A field's words; `None` where it is left out, null or empty.
fn words<'v>(told: &'v Value, field: &str) -> Result<Option<&'v str>, &'static str> {
    match &told[field] {
        Value::Null => Ok(None),
        Value::String(words) => Ok(Some(words.trim()).filter(|words| !words.is_empty())),
        _ => Err(FORM),
    }
}

/// A field's list of words.
fn strings<'v>(told: &'v Value, field: &str) -> Result<Vec<&'v str>, &'static str> {
    match &told[field] {
        Value::Null => Ok(Vec::new()),
        Value::Array(list) => {
            let each = list.iter().map(|one| one.as_str().map(str::trim).ok_or(FORM));
            each.collect()
        }
        _ => Err(FORM),
    }
}

/// A member of a closed list.
fn member<T>(
    told: &Value,
    field: &str,
    named: fn(&str) -> Option<T>,
) -> Result<Option<T>, &'static str> {
    words(told, field)?.map(|name| named(name).ok_or(CODE)).transpose()
}

fn number(told: &Value, field: &str) -> Result<Option<f64>, &'static str> {
    match &told[field] {
        Value::Null => Ok(None),
        Value::Number(number) => Ok(number.as_f64().filter(|number| number.is_finite())),
        _ => Err(FORM),
    }
}

fn time(told: &Value) -> Result<Option<TimeSpan>, &'static str> {
    let date = |field: &str| {
        let words = words(told, field)?;
        words.map(|words| PartialDate::parse(words).map_err(|_| DATE)).transpose()
    };
    let (start, end) = (date("start")?, date("end")?);
    let Some(start) = start.or(end) else { return Ok(None) };
    let end = end.unwrap_or(start);
    if end.last_day() < start.first_day() {
        return Err(DATE);
    }
    Ok(Some(TimeSpan { start, end }))
}
