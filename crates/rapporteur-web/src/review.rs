//! What a person decides, by forms that work without a script.

mod decide;

use rapporteur_model::{Claim, EditedSlot, EventType, Measure, Qualifier, Realis, Verdict};
use rapporteur_record::decisions::shown;

use crate::snapshot::Snapshot;
use crate::text::text;
use crate::words;

pub(crate) use self::decide::{decide, reviewer};

/// The buttons for a verdict on a claim.
pub(crate) struct Buttons {
    /// The claim.
    pub(crate) claim: String,
    /// Its words, for those who hear the page.
    pub(crate) about: String,
    /// The name of the verdict that stands.
    pub(crate) code: &'static str,
    /// "accepted by Ana".
    pub(crate) status: Option<String>,
}

impl Buttons {
    /// The buttons of a claim as it stands.
    pub(crate) fn of(snapshot: &Snapshot, claim: &Claim) -> Self {
        let review = snapshot.review(&claim.id);
        let verdict = review.map_or(Verdict::Open, |review| review.verdict);
        let status = review.filter(|review| review.verdict != Verdict::Open).map(|review| {
            let verdict = words::text_of("verdict", review.verdict.name());
            crate::text::fill("review.status", &[("verdict", verdict), ("by", &review.by)])
        });
        Self {
            claim: claim.id.clone(),
            about: words::one_line(&claim.quote),
            code: verdict.name(),
            status,
        }
    }
}

/// The form that corrects a claim.
pub(crate) struct EditForm {
    /// The claim.
    pub(crate) claim: String,
    /// Its words.
    pub(crate) quote: String,
    /// Its slots.
    pub(crate) slots: Vec<SlotForm>,
}

/// One slot of the form.
pub(crate) struct SlotForm {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its name in words.
    pub(crate) label: &'static str,
    /// What it says now.
    pub(crate) value: String,
    /// What it can say; empty where it can say anything.
    pub(crate) choices: Vec<Choice>,
}

/// One value of a closed list.
pub(crate) struct Choice {
    /// The name as the JSON spells it.
    pub(crate) value: &'static str,
    /// In words.
    pub(crate) label: String,
    /// Whether the slot says so now.
    pub(crate) chosen: bool,
}

impl EditForm {
    /// The form of a claim as it stands.
    pub(crate) fn of(claim: &Claim) -> Self {
        let slots =
            if claim.event().is_some() { EditedSlot::OF_EVENT } else { EditedSlot::OF_FIGURE };
        Self {
            claim: claim.id.clone(),
            quote: words::one_line(&claim.quote),
            slots: slots.iter().map(|&slot| slot_form(claim, slot)).collect(),
        }
    }
}

fn slot_form(claim: &Claim, slot: EditedSlot) -> SlotForm {
    let value = shown(claim, slot);
    let list: (&str, Vec<&'static str>) = match slot {
        EditedSlot::Type => ("type", EventType::ALL.iter().map(|member| member.name()).collect()),
        EditedSlot::Mode => {
            let modes = claim.event().map_or(&[][..], |event| event.event_type.modes());
            let names = modes.iter().map(|mode| mode.name());
            ("mode", std::iter::once("").chain(names).collect())
        }
        EditedSlot::Realis => ("realis", Realis::ALL.iter().map(|member| member.name()).collect()),
        EditedSlot::Measure => {
            ("measure", Measure::ALL.iter().map(|member| member.name()).collect())
        }
        EditedSlot::Qualifier => {
            ("qualifier", Qualifier::ALL.iter().map(|member| member.name()).collect())
        }
        _ => ("", Vec::new()),
    };
    let (section, names) = list;
    let label = |name: &str| match name {
        "" => "–".to_owned(),
        name if section == "qualifier" => name.replace('_', " "),
        name => words::text_of(section, name).to_owned(),
    };
    SlotForm {
        name: slot.name(),
        label: text(&format!("field.{}", slot.name())),
        choices: names
            .into_iter()
            .map(|name| Choice { value: name, label: label(name), chosen: name == value })
            .collect(),
        value,
    }
}
