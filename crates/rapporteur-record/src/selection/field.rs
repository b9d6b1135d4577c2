//! What can be asked for: one flat table.

use rapporteur_model::{EventType, Issue, Measure, Mode, PartialDate, Realis};
use serde::{Deserialize, Serialize};

use super::fold::{fold, key};

/// Defines the fields: variant, key, what values it takes, meaning, example.
macro_rules! fields {
    ($($variant:ident = $key:literal, $takes:expr, $meaning:literal, $example:literal;)*) => {
        /// What can be asked for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $(#[doc = $meaning] $variant,)* }

        impl Field {
            /// Every field, in the order in which a query string is printed.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in a query string and on the command line.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            /// What values it takes.
            #[must_use]
            pub const fn takes(self) -> Takes {
                match self { $(Self::$variant => $takes,)* }
            }

            /// What it asks for, in a few words.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }

            /// A value, as a person would type it.
            #[must_use]
            pub const fn example(self) -> &'static str {
                match self { $(Self::$variant => $example,)* }
            }
        }
    };
}

fields! {
    Party = "party", Takes::Name,
        "Who acts or is acted upon, or the party it acts for", "FARC";
    Mediator = "mediator", Takes::Name,
        "Who carries, hosts or brokers, or the party it acts for", "Norway";
    Issue = "issue", Takes::OneOf(Closed::Issue),
        "What it is about", "ceasefire";
    Kind = "kind", Takes::OneOf(Closed::Kind),
        "An event or a figure", "event";
    Type = "type", Takes::OneOf(Closed::Type),
        "The event's PLOVER type", "CONSULT";
    Mode = "mode", Takes::OneOf(Closed::Mode),
        "The event's PLOVER mode", "visit";
    Measure = "measure", Takes::OneOf(Closed::Measure),
        "What a figure counts", "released";
    Outlet = "outlet", Takes::Name,
        "Who published it", "Andes Wire";
    Speaker = "speaker", Takes::Name,
        "Who says so, anywhere in the chain of attribution, or the party it speaks for",
        "Humberto de la Calle";
    Place = "place", Takes::Name,
        "Where it happened", "Havana";
    From = "from", Takes::Date,
        "On this day, month or year or later; undated claims count as of their report", "2015-05";
    To = "to", Takes::Date,
        "On this day, month or year or earlier; undated claims count as of their report", "2016";
    Realis = "realis", Takes::OneOf(Closed::Realis),
        "Whether it is told as having happened", "planned";
    Voices = "voices", Takes::Number,
        "Told by at least so many independent voices", "2";
    Disputed = "disputed", Takes::OneOf(Closed::YesOrNo),
        "Whether reports contradict each other on it", "yes";
    Review = "review", Takes::OneOf(Closed::Review),
        "What a person decided about it", "accepted";
    Document = "document", Takes::Name,
        "The report, by identifier or key", "2013-05-27-puente-andino";
    Words = "q", Takes::Words,
        "Words that stand in its sentence: all of them, each from its beginning; \"in quotes\" as \
         they stand",
        "release of prisoners";
}

/// What values a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A name, in any case and with or without accents; `none` where nobody is named.
    Name,
    /// A member of a closed list; `none` where there is none.
    OneOf(Closed),
    /// An ISO prefix: a year, a month or a day.
    Date,
    /// A whole number from 1.
    Number,
    /// Words to search for.
    Words,
}

/// The closed lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Issues.
    Issue,
    /// `event`, `figure`.
    Kind,
    /// PLOVER types.
    Type,
    /// PLOVER modes.
    Mode,
    /// Measures of figures.
    Measure,
    /// Realis.
    Realis,
    /// `yes`, `no`.
    YesOrNo,
    /// [`Review`].
    Review,
}

/// What a person decided about a claim.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Review {
    /// Nothing yet.
    #[default]
    Unreviewed,
    /// It stands, as found or corrected.
    Accepted,
    /// It is wrong.
    Rejected,
    /// A person looked and could not tell.
    Unsure,
}

impl Review {
    /// Every status.
    pub const ALL: &'static [Self] =
        &[Self::Unreviewed, Self::Accepted, Self::Rejected, Self::Unsure];

    /// The name as queries and exports spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreviewed => "unreviewed",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Unsure => "unsure",
        }
    }
}

/// Asks for claims where a slot is empty.
pub(super) const NONE: &str = "none";

impl Closed {
    /// Its members, as the guide spells them.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        match self {
            Self::Issue => Issue::ALL.iter().map(|issue| issue.name()).collect(),
            Self::Kind => vec!["event", "figure"],
            Self::Type => EventType::ALL.iter().map(|event_type| event_type.name()).collect(),
            Self::Mode => Mode::ALL.iter().map(|mode| mode.name()).collect(),
            Self::Measure => Measure::ALL.iter().map(|measure| measure.name()).collect(),
            Self::Realis => Realis::ALL.iter().map(|realis| realis.name()).collect(),
            Self::YesOrNo => vec!["yes", "no"],
            Self::Review => Review::ALL.iter().map(|review| review.name()).collect(),
        }
    }
}

impl Field {
    /// The field of that name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.key() == key)
    }

    /// Whether it takes one value: a further one replaces it.
    #[must_use]
    pub const fn is_single(self) -> bool {
        matches!(self, Self::From | Self::To | Self::Voices)
    }

    /// Whether a value of it can be left out.
    #[must_use]
    pub const fn can_be_left_out(self) -> bool {
        !matches!(self, Self::From | Self::To)
    }

    /// Whether its values can be counted beside a list ([`super::Index::facets`]).
    #[must_use]
    pub const fn is_facet(self) -> bool {
        matches!(self.takes(), Takes::Name | Takes::OneOf(_))
    }

    /// A value as a query string spells it.
    ///
    /// # Errors
    /// When the field does not take it: what it takes, in a few words.
    pub fn canonical(self, value: &str) -> Result<String, String> {
        match self.takes() {
            Takes::Name => match key(value) {
                name if name.is_empty() => Err("a name holds a letter or a digit".to_owned()),
                name => Ok(name),
            },
            Takes::OneOf(list) => {
                let wanted = key(match (list, value.trim()) {
                    (Closed::YesOrNo, "true" | "1" | "on") => "yes",
                    (Closed::YesOrNo, "false" | "0" | "off") => "no",
                    (_, value) => value,
                });
                let names = list.names();
                let known = names.iter().any(|name| key(name) == wanted) || wanted == NONE;
                known.then_some(wanted).ok_or_else(|| format!("one of: {}", names.join(", ")))
            }
            Takes::Date => PartialDate::parse(value.trim())
                .map(|date| date.to_string())
                .map_err(|_| "a day, month or year: YYYY-MM-DD, YYYY-MM or YYYY".to_owned()),
            Takes::Number => match value.trim().parse::<u32>() {
                Ok(number) if number > 0 => Ok(number.to_string()),
                _ => Err("a whole number from 1".to_owned()),
            },
            Takes::Words => {
                let words = fold(&value.replace(['“', '”', '„', '«', '»'], "\""));
                let any = words.chars().any(char::is_alphanumeric);
                any.then_some(words).ok_or_else(|| "at least one word".to_owned())
            }
        }
    }
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.key())
    }
}
