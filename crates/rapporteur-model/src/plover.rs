//! The PLOVER ontology: event types and modes (Halterman et al. 2023, codebook of POLECAT).

use serde::{Deserialize, Serialize};

/// Defines an enum whose names are spelled the same in code, JSON and TOML, with `ALL`, `name` and
/// parsing by name.
macro_rules! closed_list {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// Every member, in the order of the guide.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name as the guide and the JSON spell it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The member of that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.name() == name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

closed_list! {
    /// What kind of act an event is: one of PLOVER's 16 types.
    EventType {
        /// Accepts, reaches a deal, commits or offers.
        Agree = "AGREE",
        /// Meets, visits, calls, talks.
        Consult = "CONSULT",
        /// Praises, endorses, recognises, signs.
        Support = "SUPPORT",
        /// Declares a ceasefire or a release, lifts, pardons.
        Concede = "CONCEDE",
        /// Works with, shares, trades.
        Cooperate = "COOPERATE",
        /// Gives relief, money, protection.
        Aid = "AID",
        /// Carries out a ceasefire, release, withdrawal, disarmament.
        Retreat = "RETREAT",
        /// Demands, asks, proposes.
        Request = "REQUEST",
        /// Blames, condemns, alleges, charges.
        Accuse = "ACCUSE",
        /// Refuses, denies, breaks off.
        Reject = "REJECT",
        /// Warns, vows force, gives an ultimatum.
        Threaten = "THREATEN",
        /// Demonstrates, strikes, riots.
        Protest = "PROTEST",
        /// Cuts ties, embargoes, expels, sentences.
        Sanction = "SANCTION",
        /// Moves forces, tests weapons.
        Mobilize = "MOBILIZE",
        /// Arrests, seizes, besieges, represses.
        Coerce = "COERCE",
        /// Attacks, bombs, kills.
        Assault = "ASSAULT",
    }
}

closed_list! {
    /// The manner of an event, where PLOVER distinguishes one.
    Mode {
        /// CONSULT: one side travels to the other.
        Visit = "visit",
        /// CONSULT: through or with a mediator.
        ThirdParty = "third-party",
        /// CONSULT: three sides or more.
        Multilateral = "multilateral",
        /// CONSULT: by telephone or video.
        Phone = "phone",
        /// RETREAT: troops leave.
        Withdraw = "withdraw",
        /// RETREAT: people are set free.
        Release = "release",
        /// RETREAT: weapons are laid down.
        Disarm = "disarm",
        /// RETREAT: fire stops.
        Ceasefire = "ceasefire",
        /// RETREAT: aid or people are let through.
        Access = "access",
        /// RETREAT: somebody leaves office.
        Resign = "resign",
        /// REQUEST, REJECT: aid or support.
        Assist = "assist",
        /// REQUEST, REJECT: policy or institutions.
        Change = "change",
        /// REQUEST, REJECT: stop, withdraw, release.
        Yield = "yield",
        /// REQUEST, REJECT: talks.
        Meet = "meet",
        /// ACCUSE: condemns.
        Disapprove = "disapprove",
        /// ACCUSE: charges, tries, inquires.
        Investigate = "investigate",
        /// ACCUSE: says that the other did it.
        Allege = "allege",
        /// THREATEN: to restrict or embargo.
        Restrict = "restrict",
        /// THREATEN: to arrest.
        Arrest = "arrest",
        /// THREATEN: to cut relations.
        Relations = "relations",
        /// THREATEN: to expel.
        Expel = "expel",
        /// THREATEN: to take territory.
        Territory = "territory",
        /// THREATEN: to use force.
        Violence = "violence",
        /// PROTEST: violently.
        Riot = "riot",
    }
}

impl EventType {
    /// The modes that the codebook allows for the type.
    #[must_use]
    pub const fn modes(self) -> &'static [Mode] {
        match self {
            Self::Consult => &[Mode::Visit, Mode::ThirdParty, Mode::Multilateral, Mode::Phone],
            Self::Retreat => &[
                Mode::Withdraw,
                Mode::Release,
                Mode::Disarm,
                Mode::Ceasefire,
                Mode::Access,
                Mode::Resign,
            ],
            Self::Request | Self::Reject => &[Mode::Assist, Mode::Change, Mode::Yield, Mode::Meet],
            Self::Accuse => &[Mode::Disapprove, Mode::Investigate, Mode::Allege],
            Self::Threaten => &[
                Mode::Restrict,
                Mode::Arrest,
                Mode::Relations,
                Mode::Expel,
                Mode::Territory,
                Mode::Violence,
            ],
            Self::Protest => &[Mode::Riot],
            _ => &[],
        }
    }
}

closed_list! {
    /// Whether the happening is told as having happened.
    Realis {
        /// It happened.
        Actual = "actual",
        /// It will or is expected to.
        Planned = "planned",
        /// It could, or would if.
        Hypothetical = "hypothetical",
        /// It did not.
        Negated = "negated",
        /// It is going on.
        Ongoing = "ongoing",
    }
}

closed_list! {
    /// What talks are about.
    Issue {
        /// A truce, a pause, a stop.
        Ceasefire = "ceasefire",
        /// An end of the war, a lasting or complete stop.
        PermanentCeasefire = "permanent-ceasefire",
        /// Forces leave.
        Withdrawal = "withdrawal",
        /// Prisoners, captives, hostages and their exchange.
        Detainees = "detainees",
        /// Relief and passage.
        HumanitarianAccess = "humanitarian-access",
        /// Rebuilding.
        Reconstruction = "reconstruction",
        /// People go home.
        ReturnOfDisplaced = "return-of-displaced",
        /// Borders, land, control.
        Territory = "territory",
        /// Who governs, elections, autonomy.
        Governance = "governance",
        /// Disarmament, demilitarisation.
        Security = "security",
        /// Courts, accountability.
        Justice = "justice",
        /// Statehood, status.
        Recognition = "recognition",
        /// Monitoring, implementation.
        Guarantees = "guarantees",
        /// Sanctions on a side.
        Sanctions = "sanctions",
        /// Format, venue, timing of the talks themselves.
        Process = "process",
    }
}

closed_list! {
    /// What a figure counts or measures.
    Measure {
        /// Dead.
        Killed = "killed",
        /// Wounded.
        Injured = "injured",
        /// Missing.
        Missing = "missing",
        /// Driven from home.
        Displaced = "displaced",
        /// Prisoners, captives, hostages held.
        Held = "held",
        /// Set free.
        Released = "released",
        /// Captured, abducted, arrested.
        Taken = "taken",
        /// Who took part.
        Participants = "participants",
        /// How long, in days.
        Duration = "duration",
        /// Money.
        Money = "money",
        /// Relief.
        Aid = "aid",
        /// Anything else that is counted.
        Other = "other",
    }
}

closed_list! {
    /// How exact a figure claims to be.
    Qualifier {
        /// The number as told.
        Exact = "exact",
        /// About, some, a range.
        About = "about",
        /// At least, more than.
        AtLeast = "at_least",
        /// Up to, nearly, less than.
        AtMost = "at_most",
        /// Hundreds, dozens.
        Vague = "vague",
    }
}

closed_list! {
    /// Through what the words reached the outlet.
    Medium {
        /// A written or read-out statement.
        Statement = "statement",
        /// A speech or remarks.
        Speech = "speech",
        /// An interview.
        Interview = "interview",
        /// A social platform or messenger.
        Social = "social",
        /// Radio or television.
        Broadcast = "broadcast",
        /// Another outlet or agency.
        Press = "press",
        /// A letter, report, resolution.
        Document = "document",
        /// An official channel.
        Official = "official",
    }
}
