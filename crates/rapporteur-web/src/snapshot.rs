//! The whole record in memory, with what pages look things up by.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rapporteur_export::answers::Lookup;
use rapporteur_model::{Claim, Decision, Document, Entry, Review, Span, TimeSpan, Verdict};
use rapporteur_pictures::map::{Place, places};
use rapporteur_pictures::network::{Tie, ties};
use rapporteur_record::decisions::{Lost, decisions};
use rapporteur_record::selection::{self, Index};
use rapporteur_record::views::disagreements::{self, disagreements};
use rapporteur_record::views::positions::{Position, positions};
use rapporteur_record::views::series::{FigureSeries, series};
use rapporteur_record::views::sources::{Source, sources};
use rapporteur_record::views::threads::{Thread, threads};
use rapporteur_record::views::wording::{Wording, wording};
use rapporteur_record::views::{Contents, brief, timeline};
use rapporteur_record::voices::{Voice, voice};
use rapporteur_record::{Families, Selection, families};
use rapporteur_store::{Record, StoreError};

use crate::card;
use crate::passages::Passages;
use crate::people::People;
use crate::selecting::Selecting;

/// What the machine found, and which passages are reprints: the ground that decisions are laid on.
#[derive(Debug)]
pub struct Machine {
    /// Documents, claims and entries as they stand in the record: all, or what the part needs.
    pub contents: Contents,
    /// Reprint families of its documents.
    pub families: Arc<Families>,
    /// What of the record is shown; everything where it leaves nothing out.
    pub part: Selection,
}

impl Machine {
    /// Reads what a selection needs of a record, or all of it, with the log of decisions.
    ///
    /// # Errors
    /// When it cannot be opened or read.
    pub fn load(
        path: &Path,
        needed: &Selection,
        part: &Selection,
    ) -> Result<(Self, Vec<Decision>), StoreError> {
        let (contents, log) =
            Record::open(path)?.rows().together(|rows| -> Result<_, StoreError> {
                Ok((rows.needed(needed)?, rows.decisions()?))
            })?;
        let families = Arc::new(families(&contents.documents));
        Ok((Self { contents, families, part: part.clone() }, log))
    }

    /// What is shown: the part with what people decided, and the decisions that find no claim.
    fn decided(&self, log: &[Decision]) -> (Contents, Vec<Lost>) {
        let (whole, lost) = decisions(self.contents.clone(), log, &self.families);
        if self.part.is_everything() {
            return (whole, lost);
        }
        // What was rejected can be taken back where it was part of it.
        let rejected = if self.part.asks_for_rejected() {
            Contents::default()
        } else {
            let rejected = whole.rejected_alone();
            Index::of(&rejected).select(&self.part).whole_entries(&rejected)
        };
        let whole = whole.to_select(&self.part);
        let mut part = Index::of(&whole).select(&self.part).whole_entries(&whole);
        let known: BTreeSet<&str> = part.documents.iter().map(|shown| shown.key.as_str()).collect();
        let beside = rejected.documents.iter();
        let beside = beside.filter(|shown| !known.contains(shown.key.as_str())).cloned();
        let beside: Vec<Document> = beside.collect();
        part.documents.extend(beside);
        part.documents.sort_by(|a, b| a.key.cmp(&b.key));
        part.rejected = rejected.claims;
        (part, lost)
    }
}

/// A record as it is shown: contents with decisions, and where to find things in them. Never
/// changes; a decision makes another one.
#[derive(Debug)]
pub struct Snapshot {
    /// What is shown, shared by the snapshots that differ in verdicts alone.
    pub core: Arc<Core>,
    /// What selections are made with.
    pub selecting: Arc<Selecting>,
    /// Where claims stand with people, by claim; newer than those of the contents.
    pub reviews: BTreeMap<String, Review>,
    /// The log of decisions.
    pub log: Vec<Decision>,
}

/// Contents with decisions, indexes, and the views, each worked out when it is first asked for.
#[derive(Debug)]
pub struct Core {
    /// Documents by key, claims by document and position, entries by identifier.
    pub contents: Contents,
    /// Reprint families.
    pub families: Arc<Families>,
    /// Decisions that do not find their claims any more.
    pub lost: Vec<Lost>,
    documents: HashMap<String, usize>,
    claims: HashMap<String, usize>,
    entries: HashMap<String, usize>,
    /// By position of the claim.
    entry_of: Vec<Option<usize>>,
    /// By position of the claim.
    document_of: Vec<usize>,
    /// Whether a claim is on a side of a dispute, by its position.
    disputed: Vec<bool>,
    /// Positions of the claims of each entry, by position of the entry.
    members: Vec<Vec<usize>>,
    /// By position of the entry.
    times: Vec<Option<TimeSpan>>,
    /// Positions of the entries that are dated events, in the order of their dates.
    dated: Vec<usize>,
    /// Number of the voice, by position of the claim.
    voice_of: Vec<usize>,
    voices: usize,
    passages: OnceLock<Passages>,
    brief: OnceLock<brief::Brief>,
    threads: OnceLock<Vec<Thread>>,
    positions: OnceLock<Vec<Position>>,
    series: OnceLock<Vec<FigureSeries>>,
    disagreements: OnceLock<Vec<disagreements::Row>>,
    sources: OnceLock<Vec<Source>>,
    wording: OnceLock<Vec<Wording>>,
    timeline: OnceLock<Vec<timeline::Row>>,
    lookup: OnceLock<Lookup>,
    ties: OnceLock<Vec<Tie>>,
    places: OnceLock<Vec<Place>>,
    people: OnceLock<People>,
}

impl Snapshot {
    /// What the machine found with what people decided.
    #[must_use]
    pub fn new(machine: &Machine, log: Vec<Decision>) -> Self {
        let core = Arc::new(Core::new(machine, &log));
        let reviews = core.contents.reviews.clone();
        let selecting = Arc::new(Selecting::new(index(&core.contents, &reviews), &core.contents));
        Self { core, selecting, reviews, log }
    }

    /// The review of a claim, where somebody looked at it.
    #[must_use]
    pub fn review(&self, claim: &str) -> Option<&Review> {
        self.reviews.get(claim)
    }
}

/// What selections are made with, with the verdicts of people.
pub(crate) fn index(contents: &Contents, reviews: &BTreeMap<String, Review>) -> Index {
    let status = |review: &Review| match review.verdict {
        Verdict::Open => selection::Review::Unreviewed,
        Verdict::Accepted => selection::Review::Accepted,
        Verdict::Rejected => selection::Review::Rejected,
        Verdict::Unsure => selection::Review::Unsure,
    };
    let reviews: BTreeMap<&str, selection::Review> =
        reviews.iter().map(|(claim, review)| (claim.as_str(), status(review))).collect();
    Index::reviewed(contents, &reviews)
}

impl Core {
    fn new(machine: &Machine, log: &[Decision]) -> Self {
        let (contents, lost) = machine.decided(log);
        let by_id = |ids: &mut dyn Iterator<Item = &String>| -> HashMap<String, usize> {
            ids.cloned().zip(0..).collect()
        };
        let documents = by_id(&mut contents.documents.iter().map(|document| &document.key));
        let claims = by_id(&mut contents.claims.iter().map(|claim| &claim.id));
        let entries = by_id(&mut contents.entries.iter().map(|entry| &entry.id));
        let members: Vec<Vec<usize>> = contents
            .entries
            .iter()
            .map(|entry| entry.claims.iter().filter_map(|id| claims.get(id).copied()).collect())
            .collect();
        let mut entry_of = vec![None; contents.claims.len()];
        for (entry, members) in members.iter().enumerate() {
            for &claim in members {
                entry_of[claim] = Some(entry);
            }
        }
        let document_of: Vec<usize> = contents
            .claims
            .iter()
            .map(|claim| documents.get(&claim.document).copied().unwrap_or_default())
            .collect();
        let mut disputed = vec![false; contents.claims.len()];
        let disputes = contents.entries.iter().flat_map(|entry| &entry.disagreements);
        for side in disputes.filter(|one| !one.correction).flat_map(|one| &one.sides) {
            for &claim in side.claims.iter().filter_map(|id| claims.get(id)) {
                disputed[claim] = true;
            }
        }
        let mut voices: BTreeMap<Voice, usize> = BTreeMap::new();
        let mut voice_of = Vec::with_capacity(contents.claims.len());
        for (claim, &document) in contents.claims.iter().zip(&document_of) {
            let next = voices.len();
            let number = contents.documents.get(document).map_or(0, |document| {
                *voices.entry(voice(claim, document, &machine.families)).or_insert(next)
            });
            voice_of.push(number);
        }
        let times: Vec<Option<TimeSpan>> = members
            .iter()
            .map(|members| {
                let claims = members.iter().filter_map(|&at| contents.claims.get(at));
                card::time_of(claims.filter_map(|claim| claim.time).collect())
            })
            .collect();
        let is_event = |at: &usize| {
            let first = members.get(*at).and_then(|members| members.first());
            first.is_some_and(|&claim| contents.claims[claim].event().is_some())
        };
        let mut dated: Vec<(jiff::civil::Date, jiff::civil::Date, usize)> = (0..members.len())
            .filter(is_event)
            .filter_map(|at| {
                let time = times.get(at).copied().flatten()?;
                Some((time.start.first_day(), time.end.last_day(), at))
            })
            .collect();
        dated.sort_unstable();
        Self {
            dated: dated.into_iter().map(|(_, _, at)| at).collect(),
            times,
            voice_of,
            voices: voices.len(),
            passages: OnceLock::new(),
            contents,
            families: Arc::clone(&machine.families),
            lost,
            documents,
            claims,
            entries,
            entry_of,
            document_of,
            disputed,
            members,
            brief: OnceLock::new(),
            threads: OnceLock::new(),
            positions: OnceLock::new(),
            series: OnceLock::new(),
            disagreements: OnceLock::new(),
            sources: OnceLock::new(),
            wording: OnceLock::new(),
            timeline: OnceLock::new(),
            lookup: OnceLock::new(),
            ties: OnceLock::new(),
            places: OnceLock::new(),
            people: OnceLock::new(),
        }
    }

    /// Works out what the first page and every view need, so that no reader waits for it.
    pub fn warm(&self) {
        self.brief();
        self.threads();
        self.positions();
        self.series();
        self.disagreements();
        self.sources();
        self.wording();
        self.timeline();
        self.ties();
        self.places();
        self.people();
        self.passages.get_or_init(|| Passages::of(&self.contents.documents));
    }

    /// The document of that key.
    #[must_use]
    pub fn document(&self, key: &str) -> Option<&Document> {
        self.documents.get(key).map(|&at| &self.contents.documents[at])
    }

    /// Where a document stands among the documents.
    #[must_use]
    pub fn document_position(&self, key: &str) -> Option<usize> {
        self.documents.get(key).copied()
    }

    /// The claim of that identifier, rejected ones included.
    #[must_use]
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        let kept = self.claims.get(id).map(|&at| &self.contents.claims[at]);
        kept.or_else(|| self.contents.rejected.iter().find(|claim| claim.id == id))
    }

    /// Where an entry stands among the entries.
    #[must_use]
    pub fn entry_at(&self, id: &str) -> Option<usize> {
        self.entries.get(id).copied()
    }

    /// The entry of that identifier; an identifier that merging took away leads to the entry that
    /// its first claim is in now.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        let moved = || self.entry_of_claim(id.strip_prefix("e-")?);
        self.entry_at(id).map(|at| &self.contents.entries[at]).or_else(moved)
    }

    /// The entry that a claim is in.
    #[must_use]
    pub fn entry_of_claim(&self, claim: &str) -> Option<&Entry> {
        let at = self.entry_of[*self.claims.get(claim)?]?;
        Some(&self.contents.entries[at])
    }

    /// The claims of an entry with their documents, by document and position.
    pub fn members(&self, entry: usize) -> impl Iterator<Item = (&Claim, &Document)> {
        let claims = self.members.get(entry).map_or(&[][..], Vec::as_slice);
        claims
            .iter()
            .map(|&at| (&self.contents.claims[at], &self.contents.documents[self.document_of[at]]))
    }

    /// The report whose words a claim's report repeats, where it repeats another's.
    pub(crate) fn repeated(&self, claim: &Claim, document: &Document) -> Option<&Document> {
        let family = self.families.of(document, claim.span);
        self.document(family).filter(|first| first.key != document.key)
    }

    /// The claims of a document, in text order, without rejected ones.
    #[must_use]
    pub fn claims_of(&self, key: &str) -> &[Claim] {
        let claims = &self.contents.claims;
        let from = claims.partition_point(|claim| claim.document.as_str() < key);
        let to = claims.partition_point(|claim| claim.document.as_str() <= key);
        claims.get(from..to).unwrap_or_default()
    }

    /// When an entry happened: the time that most of its claims give.
    #[must_use]
    pub fn time_of(&self, entry: usize) -> Option<TimeSpan> {
        self.times.get(entry).copied().flatten()
    }

    /// Positions of the entries that are dated events, in the order of their dates.
    #[must_use]
    pub fn dated(&self) -> &[usize] {
        &self.dated
    }

    /// Whether an entry is an event, and not a figure.
    #[must_use]
    pub fn is_event(&self, entry: usize) -> bool {
        self.members(entry).next().is_some_and(|(claim, _)| claim.event().is_some())
    }

    /// Whether the claim at a position is on a side of a dispute.
    pub(crate) fn is_disputed(&self, claim: usize) -> bool {
        self.disputed.get(claim).copied().unwrap_or_default()
    }

    /// The position of a claim's document.
    #[must_use]
    pub fn document_at(&self, claim: usize) -> usize {
        self.document_of.get(claim).copied().unwrap_or_default()
    }

    /// The number of a claim's voice, below [`Core::voices`].
    #[must_use]
    pub fn voice_at(&self, claim: usize) -> usize {
        self.voice_of.get(claim).copied().unwrap_or_default()
    }

    /// How many independent voices the record has.
    #[must_use]
    pub const fn voices(&self) -> usize {
        self.voices
    }

    /// Where words stand in reports: the document's position and the first word's place.
    #[must_use]
    pub(crate) fn search(&self, terms: &[String], limit: usize) -> Vec<(usize, Span)> {
        let documents = &self.contents.documents;
        self.passages.get_or_init(|| Passages::of(documents)).search(documents, terms, limit)
    }

    /// What the API looks things up by.
    pub fn lookup(&self) -> &Lookup {
        self.lookup.get_or_init(|| Lookup::new(&self.contents))
    }

    /// The brief of the whole record.
    pub fn brief(&self) -> &brief::Brief {
        self.brief.get_or_init(|| brief::brief(&self.contents))
    }

    /// Threads of the whole record.
    pub fn threads(&self) -> &[Thread] {
        self.threads.get_or_init(|| threads(&self.contents))
    }

    /// Positions of the whole record.
    pub fn positions(&self) -> &[Position] {
        self.positions.get_or_init(|| positions(&self.contents))
    }

    /// Series of figures of the whole record.
    pub fn series(&self) -> &[FigureSeries] {
        self.series.get_or_init(|| series(&self.contents))
    }

    /// Disagreements of the whole record.
    pub fn disagreements(&self) -> &[disagreements::Row] {
        self.disagreements.get_or_init(|| disagreements(&self.contents))
    }

    /// Outlets of the whole record.
    pub fn sources(&self) -> &[Source] {
        self.sources.get_or_init(|| sources(&self.contents))
    }

    /// Who deals with whom in the whole record.
    pub(crate) fn ties(&self) -> &[Tie] {
        self.ties.get_or_init(|| ties(&self.contents))
    }

    /// Who takes part in what.
    pub(crate) fn people(&self) -> &People {
        let entries = 0..self.contents.entries.len();
        let claims = entries.map(|at| self.members(at).map(|(claim, _)| claim));
        self.people.get_or_init(|| People::of(claims))
    }

    /// Where it happens in the whole record.
    pub(crate) fn places(&self) -> &[Place] {
        self.places.get_or_init(|| places(&self.contents))
    }

    /// The timeline of the whole record.
    pub fn timeline(&self) -> &[timeline::Row] {
        self.timeline.get_or_init(|| timeline::timeline(&self.contents))
    }

    /// Wording of the whole record.
    pub fn wording(&self) -> &[Wording] {
        self.wording.get_or_init(|| wording(&self.contents))
    }
}
