//! Who takes part in what: every actor with its entries, worked out once for a record.

use std::collections::{BTreeMap, HashMap};

use rapporteur_model::{Actor, Claim, PartialDate, TimeSpan, slug};

use crate::words;

/// What somebody does in an entry; several may hold.
pub(crate) mod role {
    /// Does it.
    pub(crate) const ACTS: u8 = 1;
    /// Has it done to them.
    pub(crate) const RECEIVES: u8 = 2;
    /// Carries it.
    pub(crate) const MEDIATES: u8 = 4;
    /// Is cited about it.
    pub(crate) const SPEAKS: u8 = 8;
    /// Is part of the event itself.
    pub(crate) const IN_EVENT: u8 = ACTS | RECEIVES | MEDIATES;
}

/// An actor: names that differ in case and punctuation alone are one.
#[derive(Debug)]
pub(crate) struct Person {
    /// The name as an identifier.
    pub(crate) id: String,
    /// As the first entry that has it spells it.
    pub(crate) name: String,
    /// For whom it acts, as the first entry that says so has it: its place in [`People`].
    pub(crate) party: Option<usize>,
    /// Positions of the entries that it is in, by its own name or through its people.
    pub(crate) entries: Vec<usize>,
}

/// An actor's part in an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// Its place in [`People`].
    pub(crate) who: usize,
    /// Roles under its own name.
    pub(crate) own: u8,
    /// Roles as a party: its own, where it acts for nobody else, and those of its people.
    pub(crate) as_party: u8,
}

/// Everybody.
#[derive(Debug, Default)]
pub(crate) struct People {
    everybody: Vec<Person>,
    by_id: BTreeMap<String, usize>,
    /// By position of the entry.
    parts: Vec<Vec<Part>>,
}

impl People {
    /// The actors of the entries whose claims these are, in the order of entries.
    pub(crate) fn of<'a, C>(entries: impl Iterator<Item = C>) -> Self
    where
        C: Iterator<Item = &'a Claim>,
    {
        let mut people = Self::default();
        let mut spelt: HashMap<&'a str, usize> = HashMap::new();
        for (at, claims) in entries.enumerate() {
            let mut parts: BTreeMap<usize, (u8, u8)> = BTreeMap::new();
            for claim in claims {
                if let Some(link) = claim.innermost_speaker() {
                    let who = people.find(&mut spelt, &link.speaker);
                    parts.entry(who).or_default().0 |= role::SPEAKS;
                    if let Some(party) = &link.party {
                        let party = people.find(&mut spelt, party);
                        people.acts_for(who, party);
                        parts.entry(party).or_default().1 |= role::SPEAKS;
                    }
                }
                let Some(event) = claim.event() else { continue };
                let slots: [(&[Actor], u8); 3] = [
                    (&event.actors, role::ACTS),
                    (&event.recipients, role::RECEIVES),
                    (&event.mediators, role::MEDIATES),
                ];
                for (actors, role) in slots {
                    for actor in actors {
                        let who = people.find(&mut spelt, &actor.name);
                        parts.entry(who).or_default().0 |= role;
                        let party = people.find(&mut spelt, actor.party());
                        people.acts_for(who, party);
                        parts.entry(party).or_default().1 |= role;
                    }
                }
            }
            for &who in parts.keys() {
                people.everybody[who].entries.push(at);
            }
            let parts = parts.into_iter();
            let parts = parts.map(|(who, (own, as_party))| Part { who, own, as_party });
            people.parts.push(parts.collect());
        }
        people
    }

    fn find<'a>(&mut self, spelt: &mut HashMap<&'a str, usize>, name: &'a str) -> usize {
        if let Some(&known) = spelt.get(name) {
            return known;
        }
        let id = slug(name);
        let next = self.everybody.len();
        let at = *self.by_id.entry(id.clone()).or_insert(next);
        if at == next {
            let name = words::one_line(name);
            self.everybody.push(Person { id, name, party: None, entries: Vec::new() });
        }
        spelt.insert(name, at);
        at
    }

    fn acts_for(&mut self, who: usize, party: usize) {
        if who != party {
            self.everybody[who].party.get_or_insert(party);
        }
    }

    /// The actor of an identifier.
    pub(crate) fn by_id(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The actor at a place.
    pub(crate) fn at(&self, who: usize) -> &Person {
        &self.everybody[who]
    }

    /// Every actor, by place.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Person> {
        self.everybody.iter()
    }

    /// Who else takes part in an entry, but for the party that one acts for.
    pub(crate) fn others(&self, who: usize, entry: usize) -> impl Iterator<Item = &Part> {
        let party = self.at(who).party;
        let apart = move |other: &&Part| other.who != who && Some(other.who) != party;
        self.in_entry(entry).iter().filter(apart)
    }

    /// Who takes part in an entry, by place.
    pub(crate) fn in_entry(&self, entry: usize) -> &[Part] {
        self.parts.get(entry).map_or(&[], Vec::as_slice)
    }
}

/// The first and last day of some times, as exact as they are told.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Period {
    /// The earliest beginning.
    pub(crate) first: Option<PartialDate>,
    /// The latest end.
    pub(crate) last: Option<PartialDate>,
}

impl Period {
    /// Takes in another time.
    pub(crate) fn add(&mut self, time: TimeSpan) {
        let first = self.first.into_iter().chain([time.start]);
        self.first = first.min_by_key(|date| date.first_day());
        let last = self.last.into_iter().chain([time.end]);
        self.last = last.max_by_key(|date| date.last_day());
    }
}
