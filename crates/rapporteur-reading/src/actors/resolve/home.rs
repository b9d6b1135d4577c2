//! The state that a report is at home in: "the president", without more, is that state's.

use std::collections::BTreeMap;

use crate::actors::MentionKind;
use crate::actors::draft::{Draft, Form, Nominal, PartyWords};
use crate::actors::knowledge::Side;
use crate::actors::words::Word;

/// The home state.
pub(crate) struct Home {
    pub state: String,
}

impl Home {
    /// The state that is named most often, if it has at least a third of all namings (calibrated
    /// on the even-numbered development reports). The dateline counts thrice.
    pub(crate) fn of(words: &[Word], drafts: &[Draft<'_>]) -> Option<Self> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for draft in drafts {
            let weight = if words[draft.words.start].sentence == 0 { 3 } else { 1 };
            match &draft.form {
                Form::Known(known) if known.side == Side::Never => {}
                Form::Known(_) if super::in_place(words, draft.words.start) => {}
                Form::Known(known)
                    if matches!(known.kind, MentionKind::State | MentionKind::Metonym) =>
                {
                    *counts.entry(known.actor.party()).or_default() += weight;
                }
                Form::Known(known) if known.kind == MentionKind::Person => {
                    *counts.entry(known.actor.party()).or_default() += 1;
                }
                Form::Demonym(state, _) if !state.region => {
                    *counts.entry(&state.name).or_default() += weight;
                }
                Form::Noun(nominal) => count(nominal, weight, &mut counts),
                _ => {}
            }
        }
        let total: usize = counts.values().sum();
        let (state, most) =
            counts.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(**name)))?;
        (3 * most >= total).then(|| Self { state: (*state).to_owned() })
    }
}

fn count<'a>(nominal: &Nominal<'a>, weight: usize, counts: &mut BTreeMap<&'a str, usize>) {
    for party in &nominal.parties {
        match party {
            PartyWords::Demonym(state) if !state.region => {
                *counts.entry(state.name.as_str()).or_default() += weight;
            }
            PartyWords::Noun(inner) => count(inner, weight, counts),
            _ => {}
        }
    }
}
