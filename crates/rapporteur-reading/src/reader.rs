//! Runs the stages on one document and puts their answers together.

mod said_by;
mod when;

use rapporteur_language::{Analysis, Span};
use rapporteur_model::{Claim, Code, Content, Diagnostic, Document, Reading, Speaker, sha256_hex};
use thiserror::Error;

use crate::actors::{self, ActorMention, Knowledge};
use crate::attribution::{self, Attribution, CueLexicon};
use crate::dossier::Dossier;
use crate::events::lexicon::{EventLexicon, LexiconError};
use crate::events::{self, EventMention, Found};
use crate::figures::{self, FigureLexicon, FigureMention};
use crate::syntax::Tree;
use crate::time::{self, TimeExpression};

/// Everything that reading needs: the network, the lexicons, the dossier. Share one among threads.
pub struct Reader {
    language: rapporteur_language::Reader,
    lexicon: EventLexicon,
    dossier: Dossier,
    fingerprint: String,
}

/// Every table that a person can change and that claims depend on.
const TABLES: &[&str] = &[
    include_str!("../knowledge/bodies.toml"),
    include_str!("../knowledge/leaders.toml"),
    include_str!("../knowledge/nouns.toml"),
    include_str!("../knowledge/places.toml"),
    include_str!("../knowledge/states.toml"),
    include_str!("../lexicon/events.toml"),
    include_str!("../lexicon/issues.toml"),
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
}

impl Reader {
    /// A reader with the built-in network and lexicons, and what the dossier knows.
    ///
    /// # Errors
    /// When the weights or a lexicon cannot be used.
    pub fn new(dossier: Dossier) -> Result<Self, ReaderError> {
        let language = rapporteur_language::Reader::new()?;
        let conflict = format!("{dossier:?}");
        let made_of: Vec<&str> = [env!("CARGO_PKG_VERSION"), language.description(), &conflict]
            .into_iter()
            .chain(TABLES.iter().copied())
            .collect();
        let fingerprint = sha256_hex(made_of.join("\0").as_bytes());
        Ok(Self { language, lexicon: EventLexicon::built_in()?, dossier, fingerprint })
    }

    /// What the claims depend on besides the document: the same fingerprint, the same claims.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The claims of a document, in text order, with who says so, when and where.
    #[must_use]
    pub fn read(&self, document: &Document) -> Reading {
        let mut diagnostics = open_questions(document);
        let analysis = self.analyse(document, &mut diagnostics);
        let claims = self.claims(document, &analysis);
        if claims.is_empty() {
            diagnostics.push(Diagnostic::new(
                Code::NothingClaimed,
                &document.key,
                "no event and no figure was found",
            ));
        }
        Reading { claims, diagnostics }
    }

    /// Everyone whom a document mentions, in text order.
    #[must_use]
    pub fn mentions(&self, document: &Document) -> Vec<ActorMention> {
        let analysis = self.analyse(document, &mut Vec::new());
        self.actors(document, &analysis)
    }

    /// Who says the words at each span, outermost first: the chain over the head word of each.
    #[must_use]
    pub fn speakers(&self, document: &Document, spans: &[Span]) -> Vec<Vec<Speaker>> {
        let analysis = self.analyse(document, &mut Vec::new());
        let text = document.text.as_str();
        let actors = self.actors(document, &analysis);
        let attributions =
            attribution::attributions(text, &analysis.sentences, CueLexicon::built_in());
        let said = Said { text, attributions: &attributions, actors: &actors };
        let head = |span: Span| {
            let sentence =
                analysis.sentences.iter().find(|sentence| sentence.span.overlaps(span))?;
            let tree = Tree::new(sentence);
            Some(tree.token(tree.head_of(span)?).span)
        };
        spans.iter().map(|&span| said_by::chain(&said, head(span).unwrap_or(span))).collect()
    }

    fn analyse(&self, document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Analysis {
        self.language.analyse(&document.text, &document.readable()).unwrap_or_else(|error| {
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

    fn claims(&self, document: &Document, analysis: &Analysis) -> Vec<Claim> {
        let text = document.text.as_str();
        let sentences = &analysis.sentences;
        let times = time::expressions(text, sentences, document.published);
        let actors = self.actors(document, analysis);
        let places = actors::places(text, sentences, Knowledge::builtin());
        let attributions = attribution::attributions(text, sentences, CueLexicon::built_in());
        let found = Found { text, analysis, actors: &actors, places: &places, times: &times };
        let said = Said { text, attributions: &attributions, actors: &actors };

        let mut claims: Vec<Claim> = events::events(found, &self.lexicon)
            .into_iter()
            .map(|event| event_claim(document, &said, event))
            .collect();
        let figures = figures::figures(text, sentences, FigureLexicon::built_in());
        claims.extend(
            figures
                .into_iter()
                .map(|figure| figure_claim(document, &said, analysis, &times, figure)),
        );
        claims.retain(|claim| !claim.quote.is_empty() && does_somebody(claim));
        claims.sort_by(|a, b| (a.span, &a.found_by).cmp(&(b.span, &b.found_by)));
        for (number, claim) in claims.iter_mut().enumerate() {
            claim.id = format!("{}.{number}", document.key);
        }
        claims
    }
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
    let said_by = said_by::chain(said, event.trigger);
    if event.event.actors.is_empty() && event.by_saying {
        said_by::speaker_acts(&said_by, &mut event.event);
    }
    Claim {
        time: event.time.or_else(|| when::by_default(document, event.realis)),
        realis: event.realis,
        place: event.place,
        found_by: event.frame,
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
