//! What each report states, value by value.

use std::collections::BTreeMap;

use rapporteur_model::{Actor, Claim, Document, Event, Realis, TimeSpan, sha256_hex, slug};
use rapporteur_record::views::Contents;
use rapporteur_record::views::entries::{EntryRow, entry_rows};

use crate::Options;
use crate::timelinejs::headline;

/// One value of one property of one entity, as one outlet has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Statement {
    pub(super) entity: String,
    pub(super) schema: &'static str,
    pub(super) property: &'static str,
    pub(super) value: String,
    /// The outlet.
    pub(super) dataset: String,
    /// The type of the property.
    pub(super) kind: &'static str,
    /// The rule that found it.
    pub(super) origin: String,
    /// The words behind the value, where they are others.
    pub(super) original: Option<String>,
    /// When the report was published.
    pub(super) seen: String,
    /// Whether it is a machine's suggestion: everything that was read out of a text.
    pub(super) external: bool,
}

/// Every statement, by entity, property and value; each once for each outlet.
pub(super) fn statements(contents: &Contents, options: &Options) -> Vec<Statement> {
    let documents = contents.documents_by_key();
    let rows = entry_rows(contents);
    let entries: BTreeMap<&str, &EntryRow> = rows
        .iter()
        .flat_map(|row| row.claims.iter().map(move |claim| (claim.as_str(), row)))
        .collect();
    let mut all = Vec::new();
    for document in &contents.documents {
        article(document, options, &mut all);
    }
    for claim in &contents.claims {
        let (Some(document), Some(row)) =
            (documents.get(claim.document.as_str()), entries.get(claim.id.as_str()))
        else {
            continue;
        };
        let mut says = Says { document, claim, options, all: &mut all };
        match claim.event() {
            Some(event) => says.event(event, row),
            None => says.figure(row),
        }
    }
    all.sort();
    all.dedup_by(|a, b| {
        (&a.entity, a.property, &a.value, &a.dataset)
            == (&b.entity, b.property, &b.value, &b.dataset)
    });
    let parties: Vec<String> = all
        .iter()
        .filter(|statement| statement.schema == "Organization")
        .map(|statement| statement.entity.clone())
        .collect();
    for statement in all.iter_mut().filter(|statement| statement.schema == "LegalEntity") {
        if parties.binary_search(&statement.entity).is_ok() {
            statement.schema = "Organization";
        }
    }
    all.sort();
    all.dedup_by(|a, b| {
        (&a.entity, a.property, &a.value, &a.dataset)
            == (&b.entity, b.property, &b.value, &b.dataset)
    });
    all
}

fn dataset(document: &Document) -> String {
    let outlet = document.outlet.as_deref().map(slug).filter(|outlet| !outlet.is_empty());
    outlet.unwrap_or_else(|| "unnamed".to_owned()).replace('-', "_")
}

fn article_id(document: &Document) -> String {
    format!("doc-{}", document.key)
}

fn actor_id(name: &str) -> String {
    format!("actor-{}", plain(name))
}

/// A name as part of an identifier: its slug, or where that is not ASCII, as FollowTheMoney wants
/// identifiers to be, its hash.
fn plain(name: &str) -> String {
    let slug = slug(name);
    if slug.is_ascii() {
        return slug;
    }
    sha256_hex(slug.as_bytes()).chars().take(16).collect()
}

fn article(document: &Document, options: &Options, all: &mut Vec<Statement>) {
    let published = document.published.map(|date| date.to_string());
    let mut add = |property, kind, value: Option<String>| {
        let Some(value) = value.filter(|value| !value.is_empty()) else { return };
        all.push(Statement {
            entity: article_id(document),
            schema: "Article",
            property,
            value,
            dataset: dataset(document),
            kind,
            origin: "ingest".to_owned(),
            original: None,
            seen: published.clone().unwrap_or_default(),
            external: false,
        });
    };
    add("fileName", "string", Some(document.id.clone()));
    add("title", "string", document.title.clone());
    for author in &document.authors {
        add("author", "string", Some(author.clone()));
    }
    add("publishedAt", "date", published.clone());
    add("language", "language", document.language.as_deref().and_then(language));
    add("publisher", "string", document.outlet.clone());
    add("sourceUrl", "url", Some(options.links.source(document)));
    add("retrievedAt", "date", document.origin.retrieved.clone());
    add(
        "processingAgent",
        "string",
        Some(concat!("rapporteur ", env!("CARGO_PKG_VERSION")).into()),
    );
}

/// FollowTheMoney's codes of languages have three letters.
fn language(code: &str) -> Option<String> {
    const LONG: [(&str, &str); 20] = [
        ("am", "amh"),
        ("ar", "ara"),
        ("de", "deu"),
        ("en", "eng"),
        ("es", "spa"),
        ("fa", "fas"),
        ("fr", "fra"),
        ("he", "heb"),
        ("hi", "hin"),
        ("it", "ita"),
        ("ja", "jpn"),
        ("nl", "nld"),
        ("pl", "pol"),
        ("pt", "por"),
        ("ru", "rus"),
        ("sw", "swa"),
        ("tr", "tur"),
        ("uk", "ukr"),
        ("ur", "urd"),
        ("zh", "zho"),
    ];
    let long = LONG.iter().find(|(short, _)| *short == code).map(|(_, long)| *long);
    long.or((code.len() == 3).then_some(code)).map(str::to_owned)
}

/// What one claim states.
struct Says<'a> {
    document: &'a Document,
    claim: &'a Claim,
    options: &'a Options,
    all: &'a mut Vec<Statement>,
}

impl Says<'_> {
    fn add(
        &mut self,
        (entity, schema): (&str, &'static str),
        property: &'static str,
        kind: &'static str,
        value: &str,
    ) {
        if value.trim().is_empty() {
            return;
        }
        self.all.push(Statement {
            entity: entity.to_owned(),
            schema,
            property,
            value: value.to_owned(),
            dataset: dataset(self.document),
            kind,
            origin: self.claim.found_by.clone(),
            original: None,
            seen: self.document.published.map(|date| date.to_string()).unwrap_or_default(),
            external: true,
        });
    }

    /// Whoever is named, with the party that it acts for.
    fn actor(&mut self, actor: &Actor) -> String {
        let id = actor_id(&actor.name);
        let Some(party) = &actor.party else {
            self.add((&id, "Organization"), "name", "name", &actor.name);
            return id;
        };
        self.add((&id, "LegalEntity"), "name", "name", &actor.name);
        let party_id = actor_id(party);
        self.add((&party_id, "Organization"), "name", "name", party);
        if party_id != id {
            let membership = format!("member-{}-{}", plain(&actor.name), plain(party));
            let entity = (membership.as_str(), "Membership");
            self.add(entity, "member", "entity", &id);
            self.add(entity, "organization", "entity", &party_id);
        }
        id
    }

    fn dates(&mut self, entity: (&str, &'static str), time: TimeSpan) {
        if time.start == time.end {
            self.add(entity, "date", "date", &time.start.to_string());
        } else {
            self.add(entity, "startDate", "date", &time.start.to_string());
            self.add(entity, "endDate", "date", &time.end.to_string());
        }
    }

    fn event(&mut self, event: &Event, row: &EntryRow) {
        let entity = (row.entry.as_str(), "Event");
        self.add(entity, "name", "name", &headline(row));
        if let Some(time) = self.claim.time {
            self.dates(entity, time);
        }
        let quote = self.claim.quote.clone();
        self.add(entity, "summary", "text", &quote);
        if let Some(place) = self.claim.place.clone() {
            self.add(entity, "location", "address", &place);
        }
        self.add(entity, "keywords", "string", event.event_type.name());
        if let Some(mode) = event.mode {
            self.add(entity, "keywords", "string", mode.name());
        }
        for issue in &event.issues {
            self.add(entity, "keywords", "string", issue.name());
        }
        let actors: Vec<String> = event.actors.iter().map(|actor| self.actor(actor)).collect();
        let others: Vec<String> = event.recipients.iter().map(|actor| self.actor(actor)).collect();
        for id in actors.iter().chain(&others) {
            self.add(entity, "involved", "entity", id);
        }
        for mediator in &event.mediators {
            let id = self.actor(mediator);
            self.add(entity, "organizer", "entity", &id);
        }
        self.evidence(entity);
        let article = article_id(self.document);
        let id = format!("says-{}-{}", row.entry, self.document.key);
        let documentation = (id.as_str(), "Documentation");
        self.add(documentation, "document", "entity", &article);
        self.add(documentation, "entity", "entity", &row.entry);
        self.add(documentation, "role", "string", role(self.claim));
        for actor in &actors {
            for other in others.iter().filter(|other| *other != actor) {
                let id = format!("{}-{actor}-{other}", row.entry);
                let link = (id.as_str(), "UnknownLink");
                self.add(link, "subject", "entity", actor);
                self.add(link, "object", "entity", other);
                self.add(link, "role", "string", event.event_type.name());
                if let Some(time) = self.claim.time {
                    self.dates(link, time);
                }
                self.add(link, "recordId", "string", &row.entry);
                let permalink = self.options.links.entry(&row.entry);
                self.add(link, "sourceUrl", "url", &permalink);
            }
        }
    }

    fn figure(&mut self, row: &EntryRow) {
        let Some(figure) = self.claim.figure() else { return };
        let entity = (row.entry.as_str(), "Note");
        let of = figure.of.as_deref().map(|of| format!(" {of}")).unwrap_or_default();
        self.add(entity, "name", "name", &format!("{}: {}{of}", figure.measure, figure.value));
        let quote = self.claim.quote.clone();
        self.add(entity, "description", "text", &quote);
        self.add(entity, "entity", "entity", &article_id(self.document));
        self.add(entity, "keywords", "string", figure.measure.name());
        self.evidence(entity);
    }

    /// Where it can be looked at.
    fn evidence(&mut self, entity: (&str, &'static str)) {
        let article = article_id(self.document);
        self.add(entity, "proof", "entity", &article);
        let permalink = self.options.links.entry(entity.0);
        self.add(entity, "sourceUrl", "url", &permalink);
        if let Some(outlet) = self.document.outlet.clone() {
            self.add(entity, "publisher", "string", &outlet);
        }
        if entity.1 == "Event" {
            self.add(entity, "recordId", "string", entity.0);
        }
    }
}

/// What a report does with an event.
const fn role(claim: &Claim) -> &'static str {
    match claim.realis {
        Realis::Negated => "denies",
        _ if claim.said_by.is_empty() => "reports",
        _ => "quotes",
    }
}
