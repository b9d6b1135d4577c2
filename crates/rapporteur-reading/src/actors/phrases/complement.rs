//! The parties in an "of" phrase: "of Chad and the Front", "for the ministry".

use super::{Class, Draft, Form, Gap, Grammar, PartyWords, Proper, Sense};
use crate::actors::MentionKind;

impl<'w> Grammar<'w, '_> {
    /// The parties in "of Chad and the Front", "for the ministry", "from both countries".
    pub(super) fn complement(
        &self,
        at: usize,
        class: Class,
        noun: &str,
    ) -> Option<(usize, Vec<PartyWords<'w>>, Vec<Draft<'w>>)> {
        let speaks = noun.starts_with("spokes")
            || noun.starts_with("negotiat")
            || noun.starts_with("mediat");
        let fits = match self.words.get(at)?.folded.as_str() {
            "of" => true,
            "from" => {
                class != Class::Organ
                    || matches!(noun.trim_end_matches('s'), "delegation" | "team" | "mission")
            }
            "for" => speaks,
            "in" => matches!(class, Class::Government | Class::Group | Class::Mediator),
            _ => false,
        };
        if !fits || !self.follows(at) {
            return None;
        }
        let mut parties = Vec::new();
        let mut inside = Vec::new();
        let mut end = at;
        let mut next = at + 1;
        loop {
            let bare = if self.is(next, &["the"]) { next + 1 } else { next };
            if bare >= self.words.len() || bare >= self.end(at) {
                break;
            }
            if let Some(phrase) = self.nominal(next) {
                end = phrase.words.end;
                let own =
                    matches!(phrase.nominal.class, Class::Group | Class::Party | Class::People);
                if own || phrase.nominal.parties.is_empty() || phrase.nominal.proper == Proper::Yes
                {
                    parties.push(PartyWords::Noun(Box::new(phrase.nominal)));
                } else {
                    parties.extend(phrase.nominal.parties);
                }
                inside.extend(phrase.inside);
            } else if let Some((length, Sense::Known(known))) = self.sense(bare) {
                end = bare + length;
                parties.push(PartyWords::Known(known));
                inside.push(Draft::plain(bare..end, Form::Known(known)));
            } else if let Some((run, _)) = self.run(bare, false) {
                end = run;
                parties.push(PartyWords::Name(bare..end));
            } else {
                break;
            }
            next = end;
            let comma = self.words.get(next).is_some_and(|word| word.gap == Gap::Comma);
            if self.is(next, &["and"]) {
                next += 1;
                if comma && self.nominal(next).is_some() {
                    break;
                }
            } else if !(comma && self.listed(next)) {
                break;
            }
        }
        (end > at).then_some((end, parties, inside))
    }

    /// Whether a comma continues a list of states ("of Chad, Niger and Mali").
    fn listed(&self, at: usize) -> bool {
        if self.is(at, &["and"]) {
            return true;
        }
        let Some((length, Sense::Known(known))) = self.sense(at) else { return false };
        if known.kind == MentionKind::Person {
            return false;
        }
        let after = at + length;
        self.is(after, &["and"]) || self.words.get(after).is_some_and(|word| word.gap == Gap::Comma)
    }
}
