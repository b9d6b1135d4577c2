//! A record of 100,000 claims whose happenings are planted: reports about an invented conflict of
//! ten years, told by sixty outlets.
//!
//! Which claims tell the same happening is known here and need not be found: comparing claims that
//! are all of one conflict's dozen parties takes longer than everything else together
//! (`docs/performance.md`, "What is new, and all at once"). So the claims are put together by the
//! same function that puts them together for a reviewer, and the entries written at once.

use std::collections::BTreeMap;

use rapporteur_model::{
    Act, Actor, Anchor, Claim, Content, Decision, Document, Entry, Event, EventType, Figure, Issue,
    Measure, Origin, PartialDate, Qualifier, Reading, Realis, Span, Speaker, TimeSpan,
    document_key, sha256_hex,
};
use rapporteur_record::decisions::decisions;
use rapporteur_record::families;
use rapporteur_record::views::Contents;
use rapporteur_store::Record;

/// Claims in a report.
const TOGETHER: usize = 10;

/// Tellings of a happening, on average.
const TELLINGS: usize = 3;

const PARTIES: [&str; 12] = [
    "League",
    "Crown",
    "Guild",
    "North",
    "South",
    "Assembly",
    "Front",
    "Union",
    "Council",
    "Delta",
    "Hill People",
    "Coast",
];
const MEDIATORS: [&str; 4] = ["Norway", "Qatar", "the United Nations", "the Bishops"];
const PLACES: [&str; 8] =
    ["Oslo", "Havana", "Doha", "Cairo", "Geneva", "Bogotá", "Addis Ababa", "Manila"];
const MEASURES: [Measure; 4] =
    [Measure::Killed, Measure::Injured, Measure::Displaced, Measure::Held];

/// Numbers that look like chance and are the same in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn of(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) >> 33).unwrap() % most
    }

    /// Made-up words.
    fn words(&mut self, number: usize) -> String {
        const SYLLABLES: [&str; 16] = [
            "ba", "den", "ko", "ra", "mil", "tu", "ves", "lo", "gar", "ni", "sha", "pe", "ron",
            "ti", "mu", "lan",
        ];
        let words = (0..number).map(|_| {
            let syllables = 2 + self.of(2);
            (0..syllables).map(|_| SYLLABLES[self.of(SYLLABLES.len())]).collect::<String>()
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

/// What happened; reports tell it each in their own words, or in those of the first.
struct Happening {
    content: Content,
    place: Option<&'static str>,
    realis: Realis,
    said: String,
    words: String,
}

fn happening(number: usize) -> Happening {
    let mut chance = Chance(number as u64);
    let one = PARTIES[chance.of(PARTIES.len())];
    let other = PARTIES[chance.of(PARTIES.len())];
    let person = format!("Delegate {}", chance.of(300));
    let place = (chance.of(2) == 0).then(|| PLACES[chance.of(PLACES.len())]);
    let realis = [Realis::Actual, Realis::Actual, Realis::Actual, Realis::Planned, Realis::Negated]
        [chance.of(5)];
    let content = if chance.of(8) == 0 {
        Content::Figure(Figure {
            measure: MEASURES[chance.of(MEASURES.len())],
            of: Some("civilians".to_owned()),
            by: Some(one.to_owned()),
            value: (1 + chance.of(200)) as f64,
            high: None,
            qualifier: Qualifier::Exact,
            unit: Some("people".to_owned()),
        })
    } else {
        let actor = if chance.of(4) == 0 {
            Actor { party: Some(one.to_owned()), ..Actor::new(&person) }
        } else {
            Actor::new(one)
        };
        let mediated = chance.of(10) == 0;
        Content::Event(Event {
            event_type: EventType::ALL[chance.of(EventType::ALL.len())],
            mode: None,
            actors: vec![actor],
            recipients: vec![Actor::new(other)],
            mediators: if mediated { vec![Actor::new(MEDIATORS[chance.of(4)])] } else { vec![] },
            issues: vec![Issue::ALL[chance.of(Issue::ALL.len())]],
            object: (chance.of(15) == 0).then(|| format!("the plan of ward {}", chance.of(97))),
        })
    };
    let scene = place.map(|place| format!(" in {place}")).unwrap_or_default();
    let words = chance.words(8);
    let said = format!("The {one} and the {other} met{scene} on item {number} of {words}");
    Happening { content, place, realis, said, words: person }
}

/// One report: ten happenings of its days.
fn read(at: usize, reports: usize) -> (Document, Reading, Vec<usize>) {
    let mut chance = Chance(0xFFFF_0000 + at as u64);
    let days = i64::try_from(at * 3_600 / reports).unwrap();
    let day = jiff::civil::date(2014, 1, 1).saturating_add(jiff::Span::new().days(days));
    let day = PartialDate::parse(&day.to_string()).unwrap();
    let happenings = reports * TOGETHER / TELLINGS;
    let near = at * TOGETHER / TELLINGS;
    let (mut text, mut told, mut claims) = (String::new(), Vec::new(), Vec::new());
    let outlet = format!("Outlet {}", at % 60);
    for number in 0..TOGETHER {
        let which = (near + chance.of(20) + number * 4).min(happenings - 1);
        let happening = happening(which);
        // A fifth is printed as an agency worded it.
        let sentence = if chance.of(5) == 0 {
            happening.said.clone()
        } else {
            format!("{}, {}", happening.said, chance.words(9))
        };
        let start = text.len();
        text.push_str(&sentence);
        let spoken = (chance.of(3) == 0).then(|| {
            let from = text.len() + 2;
            text.push_str(&format!(", {} said", happening.words));
            let to = text.len() - " said".len();
            (Span::new(from, to), Span::new(to + 1, text.len()))
        });
        let mut content = happening.content;
        if let (Content::Figure(figure), 0) = (&mut content, chance.of(4)) {
            figure.value += 1.0;
        }
        if let (Content::Event(event), 0) = (&mut content, chance.of(12)) {
            event.event_type = EventType::Reject;
        }
        told.push(which);
        claims.push(Claim {
            id: String::new(),
            document: String::new(),
            span: Span::new(start, start + sentence.len()),
            quote: sentence,
            said_by: spoken
                .map(|(source, cue)| Speaker {
                    speaker: happening.words,
                    party: None,
                    medium: None,
                    source: Some(source),
                    cue: Some(cue),
                })
                .into_iter()
                .collect(),
            realis: happening.realis,
            time: Some(TimeSpan::at(day)),
            place: happening.place.map(str::to_owned),
            content,
            found_by: "test".to_owned(),
            confidence: Some(0.5 + chance.of(50) as f64 / 100.0),
        });
        text.push_str(".\n\n");
    }
    let id = format!("r{at}");
    let document = Document {
        key: document_key(&id, &text),
        id,
        outlet: Some(outlet),
        title: Some(format!("Day {days}: {}", chance.words(5))),
        published: Some(day),
        language: Some("en".to_owned()),
        origin: Origin { sha256: sha256_hex(text.as_bytes()), ..Origin::default() },
        text,
        ..Document::default()
    };
    for (number, claim) in claims.iter_mut().enumerate() {
        claim.id = format!("{}.{number}", document.key);
        claim.document.clone_from(&document.key);
    }
    (document, Reading { claims, diagnostics: Vec::new() }, told)
}

/// Writes the record.
pub(super) fn write(record: &mut Record, claims: usize) {
    let reports = claims / TOGETHER;
    let mut tellings: BTreeMap<usize, Vec<Anchor>> = BTreeMap::new();
    let mut contents = Contents::default();
    let update = record.update().unwrap();
    for at in 0..reports {
        let (document, reading, told) = read(at, reports);
        update.put(&document, &reading).unwrap();
        for (claim, happening) in reading.claims.iter().zip(told) {
            tellings.entry(happening).or_default().push(Anchor::of(claim));
        }
        contents.entries.extend(reading.claims.iter().map(alone));
        contents.claims.extend(reading.claims);
        contents.documents.push(document);
    }
    contents.documents.sort_by(|a, b| a.key.cmp(&b.key));
    contents.claims.sort_by(|a, b| (&a.document, a.span).cmp(&(&b.document, b.span)));
    contents.entries.sort_by(|a, b| a.id.cmp(&b.id));
    let merges: Vec<Decision> = (1..)
        .zip(tellings.into_values().filter(|claims| claims.len() > 1))
        .map(|(number, claims)| Decision {
            number,
            at: String::new(),
            by: String::new(),
            why: None,
            act: Act::Merge { claims },
        })
        .collect();
    let families = families(&contents.documents);
    let (contents, lost) = decisions(contents, &merges, &families);
    assert!(lost.is_empty());
    update.add_entries(&contents.entries).unwrap();
    update.commit().unwrap();
}

fn alone(claim: &Claim) -> Entry {
    Entry {
        id: format!("e-{}", claim.id),
        claims: vec![claim.id.clone()],
        independent_reports: 1,
        voices: Vec::new(),
        merges: Vec::new(),
        disagreements: Vec::new(),
    }
}
