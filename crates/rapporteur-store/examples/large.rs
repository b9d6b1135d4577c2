//! How long a record of many documents takes, and one document more: `large FILE [COUNT [PORTION]]`.
//! Documents are put in by their dates, PORTION of them together (20,000, as `build` does).
//!
//! The reports are invented: parties, happenings that several of them tell, old ones that they
//! mention, and copies. Their readings are made beside them, so that what is timed is the record.

#![expect(clippy::print_stdout, reason = "an example prints its figures")]

use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use rapporteur_model::{
    Actor, Claim, Content, Document, Event, EventType, Figure, Measure, PartialDate, Qualifier,
    Reading, Realis, Span, TimeSpan, document_key,
};
use rapporteur_record::grow;
use rapporteur_record::grow::Nothing;
use rapporteur_store::Record;

const TYPES: &[EventType] = &[
    EventType::Consult,
    EventType::Assault,
    EventType::Agree,
    EventType::Reject,
    EventType::Request,
    EventType::Accuse,
    EventType::Retreat,
    EventType::Support,
];

/// Reports of a day.
const A_DAY: usize = 14;

/// Something that happens, and how it is told.
#[derive(Clone)]
struct Happening {
    day: i64,
    content: Content,
    words: String,
}

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound as u64).expect("below the bound")
    }

    /// Small numbers more often than large ones.
    fn often_small(&mut self, bound: usize) -> usize {
        let (one, other) = (self.below(bound), self.below(bound));
        one * other / bound
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<String> =
            (0..count).map(|_| format!("w{}", self.often_small(3_000))).collect();
        words.join(" ")
    }
}

fn day(number: i64) -> PartialDate {
    let first = PartialDate::parse("1931-01-01").expect("a date").first_day();
    let date = first + jiff::Span::new().days(number);
    PartialDate::parse(&date.to_string()).expect("a date")
}

fn happening(random: &mut Random, day: i64) -> Happening {
    let actor = |random: &mut Random| Actor::new(&format!("Party {}", random.often_small(60)));
    let content = if random.below(6) == 0 {
        Content::Figure(Figure {
            measure: if random.below(2) == 0 { Measure::Killed } else { Measure::Released },
            of: Some(format!("people of {}", random.words(1))),
            by: None,
            value: random.below(200) as f64,
            high: None,
            qualifier: Qualifier::Exact,
            unit: Some("people".to_owned()),
        })
    } else {
        Content::Event(Event {
            event_type: TYPES[random.below(TYPES.len())],
            mode: None,
            actors: vec![actor(random)],
            recipients: vec![actor(random)],
            mediators: Vec::new(),
            issues: Vec::new(),
            object: (random.below(3) == 0).then(|| format!("the {} plan", random.words(1))),
        })
    };
    Happening { day, content, words: random.words(6) }
}

/// A report of a day with its reading.
fn report(
    random: &mut Random,
    number: usize,
    today: i64,
    told: &[Happening],
) -> (Document, Reading) {
    let mut text = String::new();
    let mut claims = Vec::new();
    for happening in told {
        let quote = format!("{} {}", happening.words, random.words(3));
        let start = text.len();
        let names = match &happening.content {
            Content::Event(event) => {
                let all = event.actors.iter().chain(&event.recipients);
                all.map(|actor| actor.name.clone()).collect::<Vec<_>>().join(" and ")
            }
            Content::Figure(figure) => format!("{} {}", figure.value, figure.measure),
        };
        text.push_str(&format!("{quote} {names} {}.\n\n", random.words(12)));
        claims.push(Claim {
            id: String::new(),
            document: String::new(),
            span: Span::new(start, start + quote.len()),
            quote,
            said_by: Vec::new(),
            realis: Realis::Actual,
            time: (random.below(5) > 0).then(|| TimeSpan::at(day(happening.day))),
            place: None,
            content: happening.content.clone(),
            found_by: "invented".to_owned(),
            confidence: None,
        });
    }
    let id = format!("r{number}");
    let key = document_key(&id, &text);
    for (at, claim) in claims.iter_mut().enumerate() {
        claim.id = format!("{key}.{at}");
        claim.document.clone_from(&key);
    }
    let document = Document {
        key,
        id,
        outlet: Some(format!("Outlet {}", random.below(40))),
        published: Some(day(today)),
        language: Some("en".to_owned()),
        text,
        ..Document::default()
    };
    (document, Reading { claims, ..Reading::default() })
}

/// Reports by their dates, without end.
fn reports() -> impl Iterator<Item = (Document, Reading)> {
    let mut random = Random(1);
    let mut past: Vec<Vec<Happening>> = Vec::new();
    (0..).map(move |number| {
        let today = number / A_DAY;
        if past.len() <= today {
            let day = i64::try_from(today).expect("few days");
            past.push((0..40).map(|_| happening(&mut random, day)).collect());
        }
        let told: Vec<Happening> = (0..10 + random.below(16))
            .map(|_| {
                let back = if random.below(10) == 0 { random.below(200) } else { random.below(3) };
                let of = &past[today.saturating_sub(back)];
                of[random.often_small(of.len())].clone()
            })
            .collect();
        report(&mut random, number, i64::try_from(today).expect("few days"), &told)
    })
}

/// As `build` does.
fn add(record: &mut Record, readings: &[(Document, Reading)]) {
    let documents: Vec<Document> = readings.iter().map(|(document, _)| document.clone()).collect();
    let claims: Vec<Claim> =
        readings.iter().flat_map(|(_, reading)| reading.claims.clone()).collect();
    let start = Instant::now();
    let update = record.update().expect("to write");
    let growth = if update.rows().keys_by_date().expect("read").is_empty() {
        let Ok(growth) = grow(&Nothing, &documents, &claims);
        growth
    } else {
        grow(&update.rows(), &documents, &claims).expect("read")
    };
    let growth = growth.expect("all are new");
    let worked_out = start.elapsed().as_secs_f64();
    for (document, reading) in readings {
        update.put(document, reading).expect("written");
    }
    update.apply(&growth).expect("written");
    update.commit().expect("written");
    println!(
        "{} documents, {} claims: {worked_out:.2} s to work out {} entries, {:.2} s in all",
        documents.len(),
        claims.len(),
        growth.entries.len(),
        start.elapsed().as_secs_f64(),
    );
}

/// The most memory that the process has held; Linux only.
fn peak_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or_else(|| "not known".to_owned(), |peak| peak.trim().to_owned())
}

fn main() {
    let path = env::args().nth(1).expect("the record to make");
    let count = env::args().nth(2).and_then(|count| count.parse().ok()).unwrap_or(10_000);
    let portion = env::args().nth(3).and_then(|count| count.parse().ok()).unwrap_or(20_000);
    let mut reports = reports();
    let mut record = Record::create(Path::new(&path)).expect("a new file");
    let start = Instant::now();
    let mut left = count;
    while left > 0 {
        let some: Vec<_> = reports.by_ref().take(left.min(portion)).collect();
        add(&mut record, &some);
        left -= some.len();
    }
    println!("{count} documents: {:.1} s, peak {}", start.elapsed().as_secs_f64(), peak_memory());
    reports.take(3).for_each(|one| add(&mut record, &[one]));
    let entries = record.rows().entries().expect("read");
    let largest = entries.iter().map(|entry| entry.claims.len()).max().unwrap_or_default();
    let size = fs::metadata(&path).map(|metadata| metadata.len()).unwrap_or_default();
    println!("{} entries, the largest of {largest} claims; {} MB", entries.len(), size / 1_000_000);
}
