//! An entry in a list: when, what, who, in which words, told by whom.

use rapporteur_model::{Actor, Claim, Document, Event, Realis, TimeSpan, Verdict};
use serde::Serialize;

use crate::ask::Ask;
use crate::text::{count, fill, text};
use crate::words;

/// An entry in a list. Serialises to what the JSON twin of a list has.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Card {
    /// The entry.
    pub(crate) entry: String,
    /// First and last day that its claims allow, as ISO prefixes.
    pub(crate) time: Option<TimeSpan>,
    /// PLOVER type or measure.
    #[serde(rename = "type")]
    pub(crate) code: &'static str,
    /// Parties that act.
    pub(crate) actors: Vec<String>,
    /// Parties acted upon.
    pub(crate) recipients: Vec<String>,
    /// Parties that carry it.
    pub(crate) mediators: Vec<String>,
    /// As told, each way once.
    pub(crate) realis: Vec<Realis>,
    /// Where.
    pub(crate) place: Option<String>,
    /// What a figure says.
    pub(crate) figure: Option<String>,
    /// Outlets that tell it, the first to report in front.
    pub(crate) outlets: Vec<String>,
    /// Number of independent voices.
    pub(crate) independent_reports: usize,
    /// Slots on which reports contradict each other.
    pub(crate) disputed: Vec<&'static str>,
    /// The words of the claim that was reported first.
    pub(crate) quote: String,
    /// Who says so, other than the outlet.
    pub(crate) said_by: Option<String>,
    /// That claim.
    pub(crate) claim: String,
    /// Where a person finds the words.
    pub(crate) permalink: String,
    /// The address of the report.
    pub(crate) url: Option<String>,
    /// What a person decided about that claim.
    pub(crate) review_status: &'static str,
    /// Language of the report.
    #[serde(skip)]
    pub(crate) language: String,
    /// When, in words.
    #[serde(skip)]
    pub(crate) when: String,
    /// What, in words.
    #[serde(skip)]
    pub(crate) what: String,
    /// How it is told, where not as done.
    #[serde(skip)]
    pub(crate) told: Vec<&'static str>,
    /// Where the entry stands with its evidence.
    #[serde(skip)]
    pub(crate) href: String,
}

impl Card {
    /// The card of an entry; `None` where it has no claim.
    pub(crate) fn of(ask: &Ask<'_>, at: usize) -> Option<Self> {
        let core = &ask.snapshot.core;
        let entry = core.contents.entries.get(at)?;
        let members: Vec<(&Claim, &Document)> = core.members(at).collect();
        let (claim, document) = first(&members)?;
        let events = || members.iter().filter_map(|(claim, _)| claim.event());
        let parties = |slot: fn(&Event) -> &[Actor]| {
            distinct(events().flat_map(slot).map(|actor| words::one_line(actor.party())))
        };
        let realis = distinct(members.iter().map(|(claim, _)| claim.realis));
        let time = time(&members);
        let mut by_report = members.clone();
        by_report.sort_by_key(|&(claim, document)| reported(claim, document));
        let review = ask.snapshot.review(&claim.id);
        Some(Self {
            entry: entry.id.clone(),
            time,
            code: claim.content.code(),
            actors: parties(|event| &event.actors),
            recipients: parties(|event| &event.recipients),
            mediators: parties(|event| &event.mediators),
            place: members.iter().find_map(|(claim, _)| claim.place.clone()),
            figure: claim.figure().map(words::amount),
            outlets: distinct(by_report.iter().map(|(_, document)| outlet(document))),
            independent_reports: entry.independent_reports,
            disputed: entry
                .disagreements
                .iter()
                .filter(|disagreement| !disagreement.correction)
                .map(|disagreement| words::text_of("slot", disagreement.slot.name()))
                .collect(),
            quote: words::one_line(&claim.quote),
            said_by: words::said_by(claim),
            claim: claim.id.clone(),
            permalink: ask.links.claim(claim),
            url: document.url.clone(),
            review_status: review.map_or("unreviewed", |review| match review.verdict {
                Verdict::Open => "unreviewed",
                verdict => verdict.name(),
            }),
            language: document.language.clone().unwrap_or_default(),
            when: time.map_or_else(|| text("word.undated").to_owned(), words::time),
            what: words::what(claim),
            told: realis
                .iter()
                .filter(|&&realis| realis != Realis::Actual)
                .map(|&realis| words::realis(realis))
                .collect(),
            href: ask.links.entry(&entry.id),
            realis,
        })
    }

    /// "3 independent voices".
    pub(crate) fn voices(&self) -> String {
        count(self.independent_reports, "voice")
    }

    /// "Andes Wire and 2 more".
    pub(crate) fn told_by(&self) -> String {
        match &self.outlets[..] {
            [] => String::new(),
            [one] => one.clone(),
            [one, other] => format!("{one}, {other}"),
            [one, others @ ..] => {
                let more = others.len().to_string();
                fill("word.and-more", &[("first", one), ("more", &more)])
            }
        }
    }

    /// Whether a person looked at it.
    pub(crate) fn reviewed(&self) -> bool {
        self.review_status != "unreviewed"
    }

    /// The verdict, in words.
    pub(crate) fn verdict(&self) -> &'static str {
        words::text_of("verdict", self.review_status)
    }

    /// The cells of a table of entries, as [`COLUMNS`] names them.
    pub(crate) fn cells(&self) -> Vec<String> {
        let date = |pick: fn(TimeSpan) -> String| self.time.map(pick).unwrap_or_default();
        let realis: Vec<&str> = self.realis.iter().map(|realis| realis.name()).collect();
        vec![
            self.entry.clone(),
            date(|time| time.start.to_string()),
            date(|time| time.end.to_string()),
            self.code.to_owned(),
            self.actors.join("; "),
            self.recipients.join("; "),
            self.mediators.join("; "),
            realis.join("; "),
            self.place.clone().unwrap_or_default(),
            self.figure.clone().unwrap_or_default(),
            self.outlets.join("; "),
            self.independent_reports.to_string(),
            self.disputed.join("; "),
            self.said_by.clone().unwrap_or_default(),
            self.quote.clone(),
            self.claim.clone(),
            self.review_status.to_owned(),
            self.permalink.clone(),
            self.url.clone().unwrap_or_default(),
        ]
    }
}

/// The columns of a table of entries.
pub(crate) const COLUMNS: &[&str] = &[
    "entry",
    "time_start",
    "time_end",
    "type",
    "actors",
    "recipients",
    "mediators",
    "realis",
    "place",
    "figure",
    "outlets",
    "independent_reports",
    "disputed",
    "said_by",
    "quote",
    "claim",
    "review_status",
    "permalink",
    "url",
];

/// The claim that was reported first.
pub(crate) fn first<'a>(
    members: &[(&'a Claim, &'a Document)],
) -> Option<(&'a Claim, &'a Document)> {
    members.iter().copied().min_by_key(|&(claim, document)| reported(claim, document))
}

/// When a claim was reported: undated reports last.
pub(crate) fn reported<'a>(claim: &'a Claim, document: &'a Document) -> impl Ord + use<'a> {
    (document.published.is_none(), document.published, &document.key, claim.span)
}

/// The time that most claims give; of those the most exact, then the earliest.
pub(crate) fn time(members: &[(&Claim, &Document)]) -> Option<TimeSpan> {
    time_of(members.iter().filter_map(|(claim, _)| claim.time).collect())
}

/// The most frequent of some times; of those the most exact, then the earliest.
pub(crate) fn time_of(mut times: Vec<TimeSpan>) -> Option<TimeSpan> {
    times.sort_unstable();
    let runs = times.chunk_by(|a, b| a == b);
    let weighed = runs.filter_map(|run| {
        let time = *run.first()?;
        Some((run.len(), time.start.as_day().is_some(), time))
    });
    let heaviest = weighed.max_by(|(uses, exact, time), (others, other_exact, other)| {
        (uses, exact).cmp(&(others, other_exact)).then_with(|| other.cmp(time))
    });
    heaviest.map(|(_, _, time)| time)
}

/// The outlet of a document, or its identifier where it names none.
pub(crate) fn outlet(document: &Document) -> String {
    document.outlet.clone().unwrap_or_else(|| document.id.clone())
}

/// Each once, in the order of first use.
pub(crate) fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for item in items {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen
}
