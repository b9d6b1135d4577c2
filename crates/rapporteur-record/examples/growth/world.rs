//! Invented conflicts, what happens in them, and reports that tell it.

use jiff::ToSpan;
use jiff::civil::Date;
use rapporteur_model::{
    Actor, Claim, Content, Document, Event, EventType, Figure, Measure, PartialDate, Qualifier,
    Realis, Span, TimeSpan, document_key,
};

use crate::random::Random;

/// Documents of one conflict; with more documents there are more conflicts, as in the world.
const OF_A_CONFLICT: usize = 250;
/// Documents for each happening, on average.
const TELLINGS: usize = 2;
/// One report in so many is a reprint.
const REPRINT_ONE_IN: usize = 5;
/// One happening in so many is told in two ways that cannot both be right.
const DISPUTED_ONE_IN: usize = 10;
/// Days over which a conflict's talks are reported.
const DAYS: usize = 120;

const ONSETS: &[&str] =
    &["Ar", "Bel", "Cor", "Dan", "El", "Fer", "Gal", "Hor", "Is", "Jan", "Kal", "Lor"];
const MIDDLES: &[&str] = &["a", "e", "i", "o", "u", "an", "en", "in", "or", "ul"];
const ENDS: &[&str] = &["via", "nia", "land", "stan", "mar", "dor", "thia", "gard", "mont", "sia"];
const GROUPS: &[&str] = &["Front", "League", "Movement", "Council", "Union", "Brigades"];
const OUTLETS: &[&str] = &["Wire", "Herald", "Gazette", "Radio", "Tribune", "Observer", "Post"];
const CLOSINGS: &[&str] = &[
    "Diplomats in the capital gave no further details about what was said behind closed doors.",
    "Markets in the region opened a little higher after the news of the day became known.",
    "Residents of the border towns told reporters that the night had been quieter than before.",
    "It was not clear at once what the next step of the two delegations was going to be.",
    "Analysts had warned for weeks that the calm of the past month was unlikely to last long.",
];

/// What a sentence may add: words enough that two happenings are not told alike by chance.
const DETAILS: &[&str] = &[
    "after",
    "a",
    "night",
    "of",
    "rain",
    "while",
    "the",
    "bridge",
    "stood",
    "closed",
    "and",
    "farmers",
    "waited",
    "for",
    "trucks",
    "beside",
    "an",
    "old",
    "mill",
    "as",
    "snow",
    "fell",
    "over",
    "hills",
    "where",
    "shepherds",
    "sang",
    "under",
    "lanterns",
    "before",
    "dawn",
    "when",
    "church",
    "bells",
    "rang",
    "twice",
    "near",
    "river",
    "with",
    "fishermen",
    "watching",
    "from",
    "boats",
    "until",
    "market",
    "opened",
    "late",
    "in",
    "fog",
    "behind",
    "school",
    "children",
    "played",
    "without",
    "noticing",
    "soldiers",
    "who",
    "carried",
    "maps",
    "across",
    "fields",
];

/// Reports, their claims, and what is true about them.
pub(crate) struct World {
    pub(crate) documents: Vec<Document>,
    pub(crate) claims: Vec<Claim>,
    /// For each claim, the happening that it tells.
    pub(crate) tells: Vec<usize>,
    /// For each claim, whether it tells the second version of a disputed happening.
    pub(crate) otherwise: Vec<bool>,
    /// For each document, the one that it reprints.
    pub(crate) reprints: Vec<Option<usize>>,
    pub(crate) happenings: usize,
}

struct Conflict {
    state: String,
    group: String,
    mediator: String,
    cities: [String; 4],
}

/// Something that happens, with the sentence that tells it.
struct Happening {
    number: usize,
    day: Date,
    city: usize,
    kind: Kind,
    disputed: bool,
    /// What each of the two ways to tell it adds.
    details: [String; 2],
}

#[derive(Clone, Copy)]
enum Kind {
    Meet,
    Propose,
    Accept,
    Attack,
    Killed(usize),
    Release,
}

impl World {
    /// So many reports; the same for the same seed.
    pub(crate) fn of(documents: usize, seed: u64) -> Self {
        let mut world = Self {
            documents: Vec::with_capacity(documents),
            claims: Vec::new(),
            tells: Vec::new(),
            otherwise: Vec::new(),
            reprints: Vec::new(),
            happenings: 0,
        };
        let mut number = 0;
        while world.documents.len() < documents {
            let size = OF_A_CONFLICT.min(documents - world.documents.len());
            let random = Random::new(seed ^ (number as u64).wrapping_mul(0x5851_f42d_4c95_7f2d));
            world.add_conflict(size, number, random);
            number += 1;
        }
        world
    }

    fn add_conflict(&mut self, size: usize, number: usize, mut random: Random) {
        let conflict = Conflict::new(number, &mut random);
        let begin = jiff::civil::date(1990, 1, 1) + ((number % 11_000) as i64).days();
        let happenings: Vec<Happening> = (0..(size / TELLINGS).max(1))
            .map(|_| {
                self.happenings += 1;
                Happening::new(self.happenings, begin, &mut random)
            })
            .collect();
        let first = self.documents.len();
        for _ in 0..size {
            let own = self.documents.len() - first;
            if own > 0 && random.one_in(REPRINT_ONE_IN) {
                let of = first + random.below(own);
                self.reprint(of, &mut random);
            } else {
                self.report(&conflict, &happenings, &mut random);
            }
        }
    }

    /// A report of two to four happenings of one week.
    fn report(&mut self, conflict: &Conflict, happenings: &[Happening], random: &mut Random) {
        let day = random.pick(happenings).day;
        let near: Vec<&Happening> = happenings
            .iter()
            .filter(|one| one.day <= day && (day - one.day).get_days() < 6)
            .collect();
        let mut chosen: Vec<&Happening> = Vec::new();
        for _ in 0..2 + random.below(3) {
            let one = *random.pick(&near);
            if chosen.iter().all(|other| other.number != one.number) {
                chosen.push(one);
            }
        }
        let mut text = String::new();
        let mut told = Vec::new();
        for happening in chosen {
            let otherwise = happening.disputed && random.one_in(2);
            let (sentence, claim) = happening.told(conflict, otherwise, random);
            let start = text.len();
            text.push_str(&sentence);
            let span = Span::new(start, text.len() - 1);
            told.push((Claim { span, ..claim }, happening.number, otherwise));
            text.push(' ');
        }
        text.push_str(random.pick::<&str>(CLOSINGS));
        let outlet = format!("{} {}", conflict.state, random.pick(OUTLETS));
        self.add(outlet, day, text, told, None);
    }

    /// The same words under another name, a day later, with another last sentence.
    fn reprint(&mut self, of: usize, random: &mut Random) {
        let of = self.reprints[of].unwrap_or(of);
        let original = &self.documents[of];
        let mut told: Vec<_> = self
            .claims
            .iter()
            .enumerate()
            .rev()
            .skip_while(|(_, claim)| claim.document != original.key)
            .take_while(|(_, claim)| claim.document == original.key)
            .map(|(at, claim)| (claim.clone(), self.tells[at], self.otherwise[at]))
            .collect();
        told.reverse();
        let end = told.last().map_or(0, |(claim, _, _)| claim.span.end + 1);
        let text = format!("{} {}", &original.text[..end], random.pick(CLOSINGS));
        let day = original.published.and_then(PartialDate::as_day).unwrap_or_default();
        let outlet = format!("{} {}", random.pick(OUTLETS), random.below(900) + 100);
        self.add(outlet, day + 1.day(), text, told, Some(of));
    }

    fn add(
        &mut self,
        outlet: String,
        day: Date,
        text: String,
        told: Vec<(Claim, usize, bool)>,
        reprints: Option<usize>,
    ) {
        let id = format!("s{:07}", self.documents.len());
        let key = document_key(&id, &text);
        for (at, (claim, happening, otherwise)) in told.into_iter().enumerate() {
            let quote = claim.span.of(&text).to_owned();
            let id = format!("{key}.{at}");
            self.claims.push(Claim { id, document: key.clone(), quote, ..claim });
            self.tells.push(happening);
            self.otherwise.push(otherwise);
        }
        self.documents.push(Document {
            key,
            id,
            outlet: Some(outlet),
            published: PartialDate::day(day),
            language: Some("en".into()),
            text,
            ..Document::default()
        });
        self.reprints.push(reprints);
    }
}

impl Conflict {
    fn new(number: usize, random: &mut Random) -> Self {
        // The number in syllables keeps the names of conflicts apart.
        let [a, b, c] = [number % 12, number / 12 % 10, number / 120 % 10];
        let stem = format!("{}{}{}", ONSETS[a], MIDDLES[b], MIDDLES[c]);
        let mut name = |end: &str| format!("{}{}{end}", random.pick(ONSETS), random.pick(MIDDLES));
        let cities = [name("burg"), name("ville"), name("haven"), name("grad")];
        let mediator = name("ora");
        let more = "bcdfghjklm".as_bytes()[number / 1200 % 10] as char;
        let stem = if number < 1200 { stem } else { format!("{stem}{more}") };
        Self {
            state: format!("{stem}{}", random.pick(ENDS)),
            group: format!("{stem}i {}", random.pick(GROUPS)),
            mediator,
            cities,
        }
    }
}

impl Happening {
    fn new(number: usize, begin: Date, random: &mut Random) -> Self {
        let kinds =
            [Kind::Meet, Kind::Propose, Kind::Accept, Kind::Attack, Kind::Killed(0), Kind::Release];
        let kind = match *random.pick(&kinds) {
            Kind::Killed(_) => Kind::Killed(5 + random.below(90)),
            other => other,
        };
        let mut detail = || {
            let words: Vec<&str> = (0..12).map(|_| *random.pick(DETAILS)).collect();
            words.join(" ")
        };
        let details = [detail(), detail()];
        let disputable = matches!(kind, Kind::Killed(_) | Kind::Accept);
        Self {
            number,
            day: begin + (random.below(DAYS) as i64).days(),
            city: random.below(4),
            kind,
            disputed: disputable && random.one_in(DISPUTED_ONE_IN),
            details,
        }
    }

    /// A sentence that tells it, and the claim in it; one in two ways that mean the same.
    fn told(&self, conflict: &Conflict, otherwise: bool, random: &mut Random) -> (String, Claim) {
        let Conflict { state, group, mediator, cities } = conflict;
        let city = &cities[self.city];
        let (month, day) = (self.day.strftime("%B"), self.day.day());
        let way = random.below(2);
        let on = format!("on {day} {month} {}, {}", self.day.year(), self.details[way]);
        let [parties, by_state, by_group] = [vec![state, group], vec![state], vec![group]]
            .map(|names| names.into_iter().map(|name| Actor::new(name)).collect::<Vec<_>>());
        let event = |event_type, actors, recipients| {
            Content::Event(Event {
                event_type,
                mode: None,
                actors,
                recipients,
                mediators: Vec::new(),
                issues: Vec::new(),
                object: None,
            })
        };
        let (sentence, content) = match self.kind {
            Kind::Meet => (
                match way {
                    0 => format!(
                        "Envoys of {state} and the {group} met in {city} {on} under the eyes of {mediator}."
                    ),
                    _ => format!(
                        "In {city}, delegations of {state} and the {group} held talks {on}, {mediator} said."
                    ),
                },
                event(EventType::Consult, parties, Vec::new()),
            ),
            Kind::Propose => (
                match way {
                    0 => {
                        format!("{state} put a plan for a truce around {city} to the {group} {on}.")
                    }
                    _ => format!(
                        "A plan for a truce around {city} was put to the {group} by {state} {on}."
                    ),
                },
                event(EventType::Request, by_state, by_group),
            ),
            Kind::Accept => {
                let verb = match (otherwise, way) {
                    (false, 0) => "accepted",
                    (false, _) => "agreed to",
                    (true, 0) => "refused",
                    (true, _) => "turned down",
                };
                let kind = if otherwise { EventType::Reject } else { EventType::Agree };
                (
                    format!("The {group} {verb} the plan of {mediator} for {city} {on}."),
                    event(kind, by_group, Vec::new()),
                )
            }
            Kind::Attack => (
                match way {
                    0 => format!("Fighters of the {group} attacked an army post near {city} {on}."),
                    _ => format!(
                        "An army post of {state} near {city} came under attack by the {group} {on}."
                    ),
                },
                event(EventType::Assault, by_group, by_state),
            ),
            Kind::Killed(count) => {
                let count = if otherwise { count + 7 } else { count };
                (
                    match way {
                        0 => format!("Shelling of {city} by {state} killed {count} people {on}."),
                        _ => format!(
                            "In {city}, {count} people were killed by shells of {state} {on}."
                        ),
                    },
                    Content::Figure(Figure {
                        measure: Measure::Killed,
                        of: Some(format!("people in {city}")),
                        by: Some(state.clone()),
                        value: count as f64,
                        high: None,
                        qualifier: Qualifier::Exact,
                        unit: Some("people".into()),
                    }),
                )
            }
            Kind::Release => (
                match way {
                    0 => format!("The {group} released prisoners to {state} at {city} {on}."),
                    _ => format!(
                        "At {city}, prisoners were released by the {group} to {state} {on}."
                    ),
                },
                event(EventType::Retreat, by_group, by_state),
            ),
        };
        let claim = Claim {
            id: String::new(),
            document: String::new(),
            span: Span::default(),
            quote: String::new(),
            said_by: Vec::new(),
            realis: Realis::Actual,
            time: PartialDate::day(self.day).map(TimeSpan::at),
            place: Some(city.clone()),
            content,
            found_by: "planted".into(),
            confidence: None,
        };
        (sentence, claim)
    }
}
