//! The lexicon of time, read from `lexicon.toml`: phrases, each with its class and its value.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::calendar::Unit;
use super::token::{Token, Vocabulary, WordId};

/// A class of words or phrases that a rule can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Month,
    /// A month whose name is no other word.
    PlainMonth,
    Weekday,
    Season,
    /// A season whose name is no other word.
    PlainSeason,
    /// A unit in the singular.
    OneUnit,
    /// A unit in the plural.
    ManyUnits,
    /// A unit in either number.
    Unit,
    Part,
    Daypart,
    Near,
    Story,
    Approximation,
    Era,
    /// One word of a number.
    NumberWord,
    /// A whole amount: digits, number words, "several".
    Number,
    AmountPhrase,
    /// "third", "21st".
    Ordinal,
    OrdinalWord,
    /// "7", "7th", up to 31.
    Day,
    /// "7th", "seventh", up to 31.
    Nth,
    /// Four digits, or a year in words.
    Year,
    /// Two digits.
    Two,
    /// "1990s", "nineties".
    Decade,
    DecadeWord,
    /// "7:15 p.m.".
    Clock,
    Holiday,
    Zone,
    /// What a number before it counts.
    Counted,
    /// What a day before it has seen.
    PastEvent,
    /// What bears a number that is no year.
    Numbered,
    /// A sign that a day lies ahead.
    FutureCue,
    /// A sign that a day lies behind.
    PastCue,
    /// Any word with a small letter, for context.
    Small,
    /// Any word with a capital, for context.
    Capital,
}

/// Names of classes as rules write them.
const CLASS_NAMES: &[(&str, Class)] = &[
    ("MONTH", Class::Month),
    ("PLAINMONTH", Class::PlainMonth),
    ("COUNTED", Class::Counted),
    ("NUMBERED", Class::Numbered),
    ("WEEKDAY", Class::Weekday),
    ("SEASON", Class::Season),
    ("PLAINSEASON", Class::PlainSeason),
    ("ONEUNIT", Class::OneUnit),
    ("MANYUNITS", Class::ManyUnits),
    ("UNIT", Class::Unit),
    ("PART", Class::Part),
    ("DAYPART", Class::Daypart),
    ("NEAR", Class::Near),
    ("STORY", Class::Story),
    ("APPROX", Class::Approximation),
    ("ERA", Class::Era),
    ("NUMBER", Class::Number),
    ("ORDINAL", Class::Ordinal),
    ("DAY", Class::Day),
    ("NTH", Class::Nth),
    ("YEAR", Class::Year),
    ("TWO", Class::Two),
    ("DECADE", Class::Decade),
    ("CLOCK", Class::Clock),
    ("HOLIDAY", Class::Holiday),
    ("ZONE", Class::Zone),
    ("SMALL", Class::Small),
    ("CAPITAL", Class::Capital),
];

impl Class {
    /// The class that a rule names.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        CLASS_NAMES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
    }
}

/// Which part of a longer stretch is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Part {
    /// The first third.
    Early,
    /// The middle third.
    Middle,
    /// The last third.
    Late,
    /// The very beginning.
    Start,
    /// The very end.
    End,
    /// Some time within.
    Within,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Daytime {
    /// Code of TIMEX3: MO, AF, EV, NI, DT.
    Part([u8; 2]),
    /// Hour and minute.
    Clock(i8, i8),
}

impl Daytime {
    /// What follows the day in a TIMEX3 value.
    pub(crate) fn value(self) -> String {
        match self {
            Self::Part(code) => format!("T{}{}", char::from(code[0]), char::from(code[1])),
            Self::Clock(hour, minute) => format!("T{hour:02}:{minute:02}"),
        }
    }
}

/// An amount of units: exact, or known only to be several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Amount {
    /// So many.
    Exact(f64),
    /// Several, a few.
    Untold,
}

/// How a holiday is found in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holiday {
    /// A month and a day.
    Fixed(i8, i8),
    /// One day in history.
    Once(i32, i8, i8),
    /// So many days after Easter Sunday.
    Easter(i32),
    /// The n-th (from the end where negative) weekday of a month.
    NthWeekday(i8, i8, i8),
}

/// What a matched phrase means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Slot {
    /// A number: month, weekday, year, shift, ordinal.
    Number(i32),
    /// A unit.
    Unit(Unit),
    /// A part of a stretch.
    Part(Part),
    /// A time of day.
    Daytime(Daytime),
    /// An amount.
    Amount(Amount),
    /// A holiday.
    Holiday(Holiday),
    /// Nothing beyond its presence.
    Nothing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LexiconFile {
    months: BTreeMap<String, i32>,
    months_ambiguous: BTreeMap<String, i32>,
    weekdays: BTreeMap<String, i32>,
    seasons: BTreeMap<String, i32>,
    seasons_plain: BTreeMap<String, i32>,
    units_one: BTreeMap<String, Unit>,
    units_many: BTreeMap<String, Unit>,
    parts: BTreeMap<String, Part>,
    dayparts: BTreeMap<String, String>,
    near: BTreeMap<String, i32>,
    story: BTreeMap<String, i32>,
    approximations: BTreeMap<String, i32>,
    eras: BTreeMap<String, i32>,
    numbers: BTreeMap<String, i32>,
    amounts: BTreeMap<String, i32>,
    ordinals: BTreeMap<String, i32>,
    decades: BTreeMap<String, i32>,
    holidays: BTreeMap<String, String>,
    zones: BTreeMap<String, i32>,
    counted: BTreeMap<String, i32>,
    numbered: BTreeMap<String, i32>,
    past_events: BTreeMap<String, i32>,
    future_cues: BTreeMap<String, i32>,
    past_cues: BTreeMap<String, i32>,
}

struct Phrase {
    class: Class,
    words: Vec<WordId>,
    slot: Slot,
}

/// The lexicon, indexed by the first word of each phrase.
#[derive(Default)]
pub(crate) struct Lexicon {
    phrases: Vec<Vec<Phrase>>,
}

impl Lexicon {
    /// Reads the lexicon and adds its words to the vocabulary.
    pub(crate) fn parse(toml: &str, vocabulary: &mut Vocabulary) -> Result<Self, String> {
        let file: LexiconFile = toml::from_str(toml).map_err(|error| error.to_string())?;
        let mut all: Vec<Phrase> = Vec::new();
        let mut add = |class, phrase: &str, slot| {
            let words = phrase.split(' ').map(|word| vocabulary.intern(word)).collect();
            all.push(Phrase { class, words, slot });
        };
        let numbered = [
            (Class::PlainMonth, file.months.clone()),
            (Class::Month, file.months),
            (Class::Month, file.months_ambiguous),
            (Class::Weekday, file.weekdays),
            (Class::Season, file.seasons),
            (Class::PlainSeason, file.seasons_plain),
            (Class::Near, file.near),
            (Class::Story, file.story),
            (Class::Approximation, file.approximations),
            (Class::Era, file.eras),
            (Class::NumberWord, file.numbers),
            (Class::OrdinalWord, file.ordinals),
            (Class::DecadeWord, file.decades),
            (Class::Zone, file.zones),
            (Class::Counted, file.counted),
            (Class::Numbered, file.numbered),
            (Class::PastEvent, file.past_events),
            (Class::FutureCue, file.future_cues),
            (Class::PastCue, file.past_cues),
        ];
        for (class, table) in numbered {
            for (phrase, number) in table {
                add(class, &phrase, Slot::Number(number));
            }
        }
        for (class, table) in
            [(Class::OneUnit, file.units_one), (Class::ManyUnits, file.units_many)]
        {
            for (phrase, unit) in table {
                add(class, &phrase, Slot::Unit(unit));
            }
        }
        for (phrase, part) in file.parts {
            add(Class::Part, &phrase, Slot::Part(part));
        }
        for (phrase, code) in file.dayparts {
            let time = daytime_of(&code).ok_or_else(|| format!("`{code}` is no time of day"))?;
            add(Class::Daypart, &phrase, Slot::Daytime(time));
        }
        for (phrase, amount) in file.amounts {
            let amount =
                if amount == 0 { Amount::Untold } else { Amount::Exact(f64::from(amount)) };
            add(Class::AmountPhrase, &phrase, Slot::Amount(amount));
        }
        for (phrase, rule) in file.holidays {
            let holiday = holiday_of(&rule).ok_or_else(|| format!("`{rule}` is no holiday"))?;
            add(Class::Holiday, &phrase, Slot::Holiday(holiday));
        }
        let mut phrases: Vec<Vec<Phrase>> = (0..vocabulary.len()).map(|_| Vec::new()).collect();
        for phrase in all {
            phrases[usize::from(phrase.words[0])].push(phrase);
        }
        for bucket in &mut phrases {
            bucket.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        Ok(Self { phrases })
    }

    /// The longest phrase of a class that begins at a token: how many tokens, and its meaning.
    pub(crate) fn longest(
        &self,
        tokens: &[Token<'_>],
        at: usize,
        class: Class,
    ) -> Option<(usize, Slot)> {
        let bucket = self.phrases.get(usize::from(tokens.get(at)?.word?))?;
        let phrase = bucket
            .iter()
            .find(|phrase| phrase.class == class && begins_with(&tokens[at..], &phrase.words))?;
        Some((phrase.words.len(), phrase.slot))
    }

    /// Whether some phrase of a class begins with a word.
    pub(crate) fn begins(&self, word: WordId, class: Class) -> bool {
        self.phrases
            .get(usize::from(word))
            .is_some_and(|bucket| bucket.iter().any(|phrase| phrase.class == class))
    }
}

fn begins_with(tokens: &[Token<'_>], words: &[WordId]) -> bool {
    tokens.len() >= words.len()
        && tokens.iter().zip(words).all(|(token, word)| token.word == Some(*word))
}

/// A time of day as the lexicon writes it: a code of TIMEX3 or a time of the clock.
pub(crate) fn daytime_of(code: &str) -> Option<Daytime> {
    if let Some((hour, minute)) = code.split_once(':') {
        return Some(Daytime::Clock(hour.parse().ok()?, minute.parse().ok()?));
    }
    Some(Daytime::Part(code.as_bytes().try_into().ok()?))
}

fn holiday_of(rule: &str) -> Option<Holiday> {
    if let Some(days) = rule.strip_prefix("easter") {
        return Some(Holiday::Easter(days.parse().ok()?));
    }
    if let Ok(day) = rule.parse::<jiff::civil::Date>() {
        return Some(Holiday::Once(i32::from(day.year()), day.month(), day.day()));
    }
    let (month, day) = rule.split_once('-')?;
    let month = month.parse().ok()?;
    if let Some(nth) = day.strip_prefix("mo") {
        return Some(Holiday::NthWeekday(month, 1, nth.parse().ok()?));
    }
    if let Some(nth) = day.strip_prefix("th") {
        return Some(Holiday::NthWeekday(month, 4, nth.parse().ok()?));
    }
    Some(Holiday::Fixed(month, day.parse().ok()?))
}
