//! Runs the stages on one document and puts their answers together.

mod elsewhere;
mod said_by;
mod when;

use rapporteur_language::segment::segment;
use rapporteur_language::{Analysis, Sentence, Span};
use rapporteur_model::{
    Actor, Claim, Code, Content, Diagnostic, Document, Reading, Speaker, sha256_hex,
};
use thiserror::Error;

use crate::actors::{self, ActorMention, Knowledge};
use crate::attribution::{self, Attribution, CueLexicon};
use crate::dossier::Dossier;
use crate::events::lexicon::{EventLexicon, LexiconError};
use crate::events::{self, Confidence, EventFinder, EventMention, EventNetwork, Found, Why};
use crate::figures::{self, FigureLexicon, FigureMention};
use crate::syntax::Tree;
use crate::time::{self, TimeExpression};
use crate::triage::{Thresholds, Triage, TriageError};

/// The language that the reader reads.
const READ_LANGUAGE: &str = "en";

/// Everything that reading needs: the network, the lexicons, the dossier. Share one among threads.
pub struct Reader {
    language: rapporteur_language::Reader,
    network: EventNetwork,
    lexicon: EventLexicon,
    confidence: Confidence,
    dossier: Dossier,
    triage: Triage,
    /// `None`: everything is read.
    thresholds: Option<Thresholds>,
    /// Of all but the thresholds.
    made_of: String,
    fingerprint: String,
}

/// Every table that a person can change and that claims depend on.
const TABLES: &[&str] = &[
    include_str!("../knowledge/bodies.toml"),
    include_str!("../knowledge/leaders.toml"),
    include_str!("../knowledge/nouns.toml"),
    include_str!("../knowledge/places.toml"),
    include_str!("../knowledge/states.toml"),
    include_str!("../lexicon/confidence.toml"),
    include_str!("../lexicon/events.toml"),
    include_str!("../lexicon/issues.toml"),
    include_str!("../lexicon/triage.toml"),
    include_str!("attribution/cues.toml"),
    include_str!("attribution/words.toml"),
    include_str!("figures/lexicon/bounds.toml"),
    include_str!("figures/lexicon/cues.toml"),
    include_str!("figures/lexicon/durations.toml"),
    include_str!("figures/lexicon/lists.toml"),
    include_str!("figures/lexicon/skips.toml"),
    include_str!("figures/lexicon/units.toml"),
    include_str!("time/lexicon.toml"),
    include_str!("time/rules.toml"),
];

/// Why a reader could not be made.
#[derive(Debug, Error)]
pub enum ReaderError {
    /// The network's weights.
    #[error(transparent)]
    Model(#[from] rapporteur_language::ModelError),
    /// The lexicon of events.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// The words of triage.
    #[error(transparent)]
    Triage(#[from] TriageError),
}

impl Reader {
    /// A reader with the built-in network and lexicons, and what the dossier knows.
    ///
    /// # Errors
    /// When the weights or a lexicon cannot be used.
    pub fn new(dossier: Dossier) -> Result<Self, ReaderError> {
        Self::with_network(dossier, EventNetwork::built_in()?)
    }

    /// The same with another network for events, for experiments.
    ///
    /// # Errors
    /// When the weights or a lexicon cannot be used.
    pub fn with_network(dossier: Dossier, network: EventNetwork) -> Result<Self, ReaderError> {
        let language = rapporteur_language::Reader::new()?;
        let conflict = format!("{dossier:?}");
        let own = [env!("CARGO_PKG_VERSION"), language.description(), network.description()];
        let made_of: Vec<&str> =
            own.into_iter().chain([conflict.as_str()]).chain(TABLES.iter().copied()).collect();
        let made_of = sha256_hex(made_of.join("\0").as_bytes());
        let (lexicon, confidence) = (EventLexicon::built_in()?, Confidence::built_in()?);
        let triage = Triage::built_in()?;
        let thresholds = Some(triage.thresholds());
        let fingerprint = String::new();
        let reader = Self {
            language,
            network,
            lexicon,
            confidence,
            dossier,
            triage,
            thresholds,
            made_of,
            fingerprint,
        };
        Ok(reader.fingerprinted())
    }

    /// The same reader that reads every sentence of every report.
    #[must_use]
    pub fn reading_all(mut self) -> Self {
        self.thresholds = None;
        self.fingerprinted()
    }

    /// The same reader that sets reports aside which less probably than this tell of a conflict.
    #[must_use]
    pub fn reading_from(mut self, report: f64) -> Self {
        self.thresholds = Some(Thresholds { report, ..self.triage.thresholds() });
        self.fingerprinted()
    }

    fn fingerprinted(mut self) -> Self {
        self.fingerprint = match self.thresholds {
            Some(thresholds) if thresholds != self.triage.thresholds() => {
                sha256_hex(format!("{}\0{}", self.made_of, thresholds.report).as_bytes())
            }
            Some(_) => self.made_of.clone(),
            None => sha256_hex(format!("{}\0all", self.made_of).as_bytes()),
        };
        self
    }

    /// Whether a first look at a document finds so little on a conflict that it is not read.
    #[must_use]
    pub fn sets_aside(&self, document: &Document) -> bool {
        let report = |thresholds: Thresholds| {
            let odds = self.triage.report(&document.text, &document.readable());
            odds.probability() < thresholds.report
        };
        self.thresholds.is_some_and(report)
    }

    /// What the claims depend on besides the document: the same fingerprint, the same claims.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The claims of a document, in text order, with who says so, when and where; none where a
    /// first look finds nothing on a conflict.
    #[must_use]
    pub fn read(&self, document: &Document) -> Reading {
        self.set_aside(document).unwrap_or_else(|| self.read_through(document))
    }

    /// The reading of a document that is kept and not read for claims, and why: it is in another
    /// language than the reader's, or a first look finds nothing on a conflict in it.
    #[must_use]
    pub fn first_look(&self, document: &Document) -> Option<Reading> {
        let other = document.language.as_deref().filter(|language| *language != READ_LANGUAGE);
        let Some(language) = other else { return self.set_aside(document) };
        let message = format!("its language is `{language}`");
        let note = Diagnostic::new(Code::OtherLanguage, &document.key, message);
        Some(Reading { diagnostics: vec![note], ..Reading::default() })
    }

    fn set_aside(&self, document: &Document) -> Option<Reading> {
        if !self.sets_aside(document) {
            return None;
        }
        let mut diagnostics = open_questions(document);
        let message = "a first look finds nothing on a conflict in it";
        diagnostics.push(Diagnostic::new(Code::SetAside, &document.key, message));
        Some(Reading { claims: Vec::new(), diagnostics })
    }

    /// The claims of a document that has passed the first look.
    #[must_use]
    pub fn read_through(&self, document: &Document) -> Reading {
        let mut diagnostics = open_questions(document);
        let analysis = self.analyse_worthwhile(document, &mut diagnostics);
        let told = self.told(document, &analysis, &mut diagnostics);
        let claims: Vec<Claim> = told.into_iter().map(|told| told.claim).collect();
        if claims.is_empty() {
            diagnostics.push(Diagnostic::new(
                Code::NothingClaimed,
                &document.key,
                "no event and no figure was found",
            ));
        }
        let mut reading = Reading { claims, diagnostics };
        reading.arrange(&document.key);
        reading
    }

    /// Why the reader makes a claim of a document: the claim that the same rule makes of the same
    /// words, whatever its number; `None` where it makes none.
    #[must_use]
    pub fn explain(&self, document: &Document, claim: &Claim) -> Option<Explanation> {
        let mut analysis = self.analyse_worthwhile(document, &mut Vec::new());
        let mut told = self.told(document, &analysis, &mut Vec::new());
        told.retain(|told| told.claim.span == claim.span && told.claim.found_by == claim.found_by);
        let same = told.iter().position(|told| told.claim.content == claim.content).unwrap_or(0);
        let Told { claim: found, trigger, why, elsewhere } = told.into_iter().nth(same)?;
        let at = analysis.sentence_at(trigger.start)?;
        let sentence = analysis.sentences.swap_remove(at);
        let claim = Claim { id: claim.id.clone(), ..found };
        Some(Explanation { claim, trigger, sentence, why, elsewhere })
    }

    /// Everyone whom a document mentions, in text order.
    #[must_use]
    pub fn mentions(&self, document: &Document) -> Vec<ActorMention> {
        let analysis = self.analyse(document, &mut Vec::new());
        self.actors(document, &analysis)
    }

    /// Who says that the actors do what the words at each span tell, outermost first: the chain over
    /// the head word of each span, or of what is reported where the span holds a cue as well.
    #[must_use]
    pub fn speakers(&self, document: &Document, acts: &[(Span, Vec<Actor>)]) -> Vec<Vec<Speaker>> {
        let analysis = self.analyse(document, &mut Vec::new());
        let text = document.text.as_str();
        let actors = self.actors(document, &analysis);
        let attributions =
            attribution::attributions(text, &analysis.sentences, CueLexicon::built_in());
        let said = Said { text, attributions: &attributions, actors: &actors };
        let head = |span: Span, actors: &[Actor]| {
            let sentence =
                analysis.sentences.iter().find(|sentence| sentence.span.overlaps(span))?;
            let tree = Tree::new(sentence);
            let head = tree.token(tree.head_of(span)?).span;
            let is_cue =
                attributions.iter().any(|one| one.cue.iter().any(|cue| cue.overlaps(head)));
            let told = said_by::reported_in(&said, span, actors).filter(|_| is_cue);
            Some(told.and_then(|told| tree.head_of(told)).map_or(head, |at| tree.token(at).span))
        };
        let chain = |(span, actors): &(Span, Vec<Actor>)| {
            said_by::chain_of_act(&said, head(*span, actors).unwrap_or(*span), actors)
        };
        acts.iter().map(chain).collect()
    }

    /// All of a document's sentences.
    fn analyse(&self, document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Analysis {
        let sentences = segment(&document.text, &document.readable());
        self.annotate(document, sentences, diagnostics)
    }

    /// Those sentences of a document that are worth reading.
    fn analyse_worthwhile(
        &self,
        document: &Document,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Analysis {
        let text = document.text.as_str();
        let regions = document.readable();
        let mut sentences = segment(text, &regions);
        if let Some(thresholds) = self.thresholds {
            let report = self.triage.report(text, &regions);
            sentences.retain(|sentence| {
                let odds = self.triage.sentence(sentence.span.of(text), report);
                odds.probability() >= thresholds.sentence
            });
        }
        self.annotate(document, sentences, diagnostics)
    }

    fn annotate(
        &self,
        document: &Document,
        sentences: Vec<Sentence>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Analysis {
        self.language.annotate(&document.text, sentences).unwrap_or_else(|error| {
            let message = error.to_string();
            diagnostics.push(Diagnostic::new(Code::NotAnalysed, &document.key, message));
            Analysis::default()
        })
    }

    fn actors(&self, document: &Document, analysis: &Analysis) -> Vec<ActorMention> {
        let Analysis { sentences, names, .. } = analysis;
        let dossier = self.dossier.as_of(document.published);
        actors::mentions(&document.text, sentences, names, Knowledge::builtin(), &dossier)
    }

    /// The claims of a document, with why each was found.
    fn told(
        &self,
        document: &Document,
        analysis: &Analysis,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Told> {
        let text = document.text.as_str();
        let sentences = &analysis.sentences;
        let times = time::expressions(text, sentences, document.published);
        let actors = self.actors(document, analysis);
        let places = actors::places(text, sentences, Knowledge::builtin());
        let attributions = attribution::attributions(text, sentences, CueLexicon::built_in());
        let found = Found { text, analysis, actors: &actors, places: &places, times: &times };
        let said = Said { text, attributions: &attributions, actors: &actors };

        let finder = EventFinder {
            language: &self.language,
            network: &self.network,
            lexicon: &self.lexicon,
            weights: &self.confidence,
        };
        let events = events::events(found, &finder).unwrap_or_else(|error| {
            let message = error.to_string();
            diagnostics.push(Diagnostic::new(Code::NotAnalysed, &document.key, message));
            Vec::new()
        });
        let event = |mut event: EventMention| {
            event.event.mediators.retain(|one| !self.dossier.is_side(one.party()));
            Told {
                trigger: event.trigger,
                why: Some(std::mem::take(&mut event.why)),
                elsewhere: Vec::new(),
                claim: event_claim(document, &said, event),
            }
        };
        let figure = |figure: FigureMention| Told {
            trigger: figure.number,
            why: None,
            elsewhere: Vec::new(),
            claim: figure_claim(document, &said, analysis, &times, figure),
        };
        let figures = figures::figures(text, sentences, FigureLexicon::built_in());
        let mut told: Vec<Told> =
            events.into_iter().map(event).chain(figures.into_iter().map(figure)).collect();
        told.retain(|told| !told.claim.quote.is_empty() && does_somebody(&told.claim));
        let claims: Vec<&Claim> = told.iter().map(|told| &told.claim).collect();
        let added = elsewhere::told_elsewhere(&claims);
        for (told, added) in told.iter_mut().zip(added) {
            told.elsewhere = added.write(&mut told.claim);
        }
        told
    }
}

/// A claim with the word that tells it, and why it is an event.
struct Told {
    claim: Claim,
    trigger: Span,
    why: Option<Why>,
    elsewhere: Vec<(&'static str, Span)>,
}

/// Why the reader makes a claim.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The claim as the reader makes it now.
    pub claim: Claim,
    /// The word, or the number, that tells it.
    pub trigger: Span,
    /// The sentence with its tree.
    pub sentence: Sentence,
    /// What speaks for an event; `None` for a figure, whose rule is `found_by`.
    pub why: Option<Why>,
    /// What is taken from other claims of the report ("time", "place", "mediator"), with their words.
    pub elsewhere: Vec<(&'static str, Span)>,
}

/// Whether a claim is a figure, or an event that names somebody.
fn does_somebody(claim: &Claim) -> bool {
    claim.event().is_none_or(|event| !event.actors.is_empty() || !event.recipients.is_empty())
}

/// What is needed to tell who says a claim.
struct Said<'a> {
    text: &'a str,
    attributions: &'a [Attribution],
    actors: &'a [ActorMention],
}

fn open_questions(document: &Document) -> Vec<Diagnostic> {
    let mut open = Vec::new();
    if document.published.is_none() {
        let message = "neither text nor metadata says when it was published";
        open.push(Diagnostic::new(Code::Undated, &document.key, message));
    }
    if document.outlet.is_none() {
        let message = "neither text nor metadata names the outlet";
        open.push(Diagnostic::new(Code::NoOutlet, &document.key, message));
    }
    open
}

fn event_claim(document: &Document, said: &Said<'_>, event: EventMention) -> Claim {
    let mut event = event;
    let said_by = said_by::chain_of_act(said, event.trigger, &event.event.actors);
    if event.event.actors.is_empty() && event.by_saying {
        said_by::speaker_acts(&said_by, &mut event.event);
    }
    Claim {
        time: event.time.or_else(|| when::of_the_day(document, event.of_the_day)),
        realis: event.realis,
        place: event.place,
        found_by: event.frame,
        confidence: Some((event.confidence * 1000.0).round() / 1000.0),
        ..claim(document, event.span, said_by, Content::Event(event.event))
    }
}

fn figure_claim(
    document: &Document,
    said: &Said<'_>,
    analysis: &Analysis,
    times: &[TimeExpression],
    mention: FigureMention,
) -> Claim {
    let said_by = said_by::chain(said, mention.number);
    Claim {
        time: when::of_figure(document, analysis, times, mention.number),
        found_by: mention.rule,
        ..claim(document, mention.span, said_by, Content::Figure(mention.figure))
    }
}

fn claim(document: &Document, span: Span, said_by: Vec<Speaker>, content: Content) -> Claim {
    Claim {
        id: String::new(),
        document: document.key.clone(),
        span,
        quote: span.of(&document.text).to_owned(),
        said_by,
        realis: rapporteur_model::Realis::Actual,
        time: None,
        place: None,
        content,
        found_by: String::new(),
        confidence: None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::TABLES;

    #[test]
    fn the_fingerprint_covers_every_table() {
        let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else if path.extension().is_some_and(|extension| extension == "toml")
                    && !path.ends_with("Cargo.toml")
                {
                    let text = fs::read_to_string(&path).unwrap();
                    assert!(TABLES.contains(&text.as_str()), "{} is not in it", path.display());
                }
            }
        }
    }
}
