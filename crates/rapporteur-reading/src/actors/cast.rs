//! Everybody whom one document names, each once, under the fullest name.

use std::ops::Range;

use rapporteur_model::Actor;

use super::MentionKind;
use super::draft::{Guess, PartyWords};
use super::knowledge::{Class, Known, Sex, Side};
use super::spelling::skeleton;
use super::words::Word;

/// The people and bodies of one document, in the order in which they were entered.
#[derive(Default)]
pub(crate) struct Cast {
    pub members: Vec<Member>,
    /// The state that the document is at home in.
    pub home: Option<String>,
}

/// One person or body.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub actor: Actor,
    pub kind: MentionKind,
    /// Names it goes by: folded words.
    pub names: Vec<Vec<String>>,
    /// Nouns used of it, folded ("minister", "rebels").
    pub nouns: Vec<String>,
    pub sex: Option<Sex>,
    pub place: Option<String>,
    pub side: Side,
    /// Whether more than capitals says what it is.
    pub attested: bool,
}

impl Cast {
    /// Enters somebody whom general knowledge or the dossier knows.
    pub(crate) fn known(&mut self, known: &Known, words: &[Word]) -> usize {
        let at = self.members.iter().position(|member| member.actor.name == known.actor.name);
        let at = at.unwrap_or_else(|| {
            self.members.push(Member {
                actor: known.actor.clone(),
                kind: if known.kind == MentionKind::Metonym && known.actor.party.is_none() {
                    MentionKind::State
                } else {
                    known.kind
                },
                names: vec![known.actor.name.split(' ').map(super::spelling::fold).collect()],
                nouns: known.nouns.clone(),
                sex: None,
                place: known.place.clone(),
                side: known.side,
                attested: true,
            });
            self.members.len() - 1
        });
        self.also(at, words);
        at
    }

    /// Enters a name met in the text, or finds whose it is.
    pub(crate) fn named(&mut self, text: &str, words: &[Word], guess: Guess) -> usize {
        if let Some(at) = self.find(words, guess) {
            self.also(at, words);
            return at;
        }
        let name = spelled(text, words);
        let kind = match guess {
            Guess::Person => MentionKind::Person,
            Guess::Body => MentionKind::Party,
            Guess::Place | Guess::Unknown => MentionKind::Name,
        };
        let names = vec![folded(words)];
        let place = (guess == Guess::Place).then(|| name.clone());
        self.members.push(Member {
            actor: Actor::new(&name),
            kind,
            names,
            nouns: Vec::new(),
            sex: None,
            place,
            side: Side::Possible,
            attested: false,
        });
        self.members.len() - 1
    }

    /// Whose name this is: the same words; the last words of a fuller name; another spelling.
    pub(crate) fn find(&self, words: &[Word], guess: Guess) -> Option<usize> {
        let name = folded(words);
        let by = |fits: &dyn Fn(&[String]) -> bool| {
            self.members.iter().position(|member| member.names.iter().any(|known| fits(known)))
        };
        let direction = matches!(name.as_slice(), [word] if matches!(word.as_str(), "north" | "south" | "east"));
        by(&|known| known == name)
            .or_else(|| {
                self.members.iter().position(|member| {
                    // "the North" after North Korea
                    direction
                        && member.kind == MentionKind::State
                        && member.names[0].len() == 2
                        && member.names[0][0] == name[0]
                })
            })
            .or_else(|| self.surname(&name, guess))
            .or_else(|| by(&|known| alike(known, &name)))
    }

    /// A person by one part of the name, or by its last parts; the person entered last wins.
    fn surname(&self, name: &[String], guess: Guess) -> Option<usize> {
        // A tagger takes a surname for a place now and then: one whom a title attests is none.
        let wrong = guess == Guess::Body || name.len() > 1;
        if guess == Guess::Body || guess == Guess::Place && wrong {
            return None;
        }
        let person = |member: &&Member| {
            matches!(member.kind, MentionKind::Person) && (guess != Guess::Place || member.attested)
        };
        let people = || self.members.iter().enumerate().filter(|(_, member)| person(member));
        let ends = |known: &Vec<String>| {
            let tail = known.len().checked_sub(name.len()).map(|from| &known[from..]);
            known.len() > name.len() && tail.is_some_and(|tail| tail == name || alike(tail, name))
        };
        let holds = |known: &Vec<String>| {
            name.len() == 1 && known.len() > 1 && name[0].len() > 2 && known.contains(&name[0])
        };
        let skips = |known: &Vec<String>| {
            // "Ali Kani" for "Ali Bagheri Kani": first and last agree.
            name.len() >= 2
                && known.len() > name.len()
                && known.first() == name.first()
                && known.last() == name.last()
        };
        let found = |fits: &dyn Fn(&Vec<String>) -> bool| {
            people().find(|(_, member)| member.names.iter().any(fits)).map(|(at, _)| at)
        };
        found(&ends).or_else(|| found(&holds)).or_else(|| found(&skips))
    }

    /// Adds another name of a member.
    pub(crate) fn also(&mut self, at: usize, words: &[Word]) {
        let name = folded(words);
        let Some(member) = self.members.get_mut(at) else { return };
        if !name.is_empty() && !member.names.contains(&name) {
            member.names.push(name);
        }
    }

    /// Notes a noun used of a member.
    pub(crate) fn called(&mut self, at: usize, noun: &str) {
        let Some(member) = self.members.get_mut(at) else { return };
        if !member.nouns.iter().any(|known| known == noun) {
            member.nouns.push(noun.to_owned());
        }
    }

    /// Notes whom a member acts for, where that is not known already.
    pub(crate) fn acts_for(&mut self, at: usize, party: &str) {
        let Some(member) = self.members.get_mut(at) else { return };
        if member.actor.party.is_none()
            && member.kind != MentionKind::State
            && member.actor.name != party
        {
            member.actor = Actor::acting_for(&member.actor.name, party);
        }
    }

    /// The party that words before or after a noun name, where they name one.
    pub(crate) fn party(&self, words: &[Word], party: &PartyWords<'_>) -> Option<String> {
        match party {
            PartyWords::Known(known) => Some(known.actor.party().to_owned()),
            PartyWords::Demonym(state) => {
                Some(state.government.clone().unwrap_or_else(|| state.name.clone()))
            }
            PartyWords::Name(range) => {
                let at = self.find(&words[range.clone()], Guess::Unknown)?;
                Some(self.members[at].actor.party().to_owned())
            }
            PartyWords::Noun(nominal) => match nominal.class {
                Class::Government if nominal.parties.is_empty() => self.home.clone(),
                Class::Government | Class::Organ => {
                    nominal.parties.first().and_then(|inner| self.party(words, inner))
                }
                _ => None,
            },
            PartyWords::Pronoun(..) => None,
        }
    }
}

/// The words of a name as the text spells them, on one line.
pub(crate) fn spelled(text: &str, words: &[Word]) -> String {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return String::new() };
    let raw: Vec<&str> = first.span.cover(last.span).of(text).split_whitespace().collect();
    if words.iter().all(|word| word.shape == super::words::Shape::Capitals) {
        return raw.iter().map(|word| capitalised(word)).collect::<Vec<_>>().join(" ");
    }
    raw.join(" ")
}

/// Text in capitals gives "CRISTIANI"; the record spells it "Cristiani". Short words stay: acronyms.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if word.chars().count() > 4 => {
            first.to_string() + &letters.as_str().to_lowercase()
        }
        _ => word.to_owned(),
    }
}

/// The words' range as a slice of folded words.
fn folded(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| word.folded.clone()).collect()
}

/// Whether two names are spellings of one: the same number of words with the same skeletons.
fn alike(one: &[String], other: &[String]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| skeleton(one) == skeleton(other))
}

/// The name of a group of which only the noun is known: "rebels" of a "rebel leader".
pub(crate) fn group(noun: &str) -> String {
    let counted = [
        "rebel",
        "guerrilla",
        "guerilla",
        "separatist",
        "insurgent",
        "militant",
        "islamist",
        "faction",
    ];
    if counted.contains(&noun) { format!("{noun}s") } else { noun.to_owned() }
}

/// The words of a draft's range.
pub(crate) fn slice<'t>(words: &'t [Word], range: &Range<usize>) -> &'t [Word] {
    words.get(range.clone()).unwrap_or_default()
}
