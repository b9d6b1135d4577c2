//! From what the network says of a word to who, whom, when, where and about what.

use rapporteur_model::{Actor, EventType, Issue, Mode, Realis, TimeSpan};

use super::candidates::{Candidate, HAPPENING, Meaning, actors_of};
use super::network::{Answer, RoleShares};
use super::paths::path;
use super::weights::Thresholds;
use crate::syntax::Tree;

/// An event as the network sees it.
#[derive(Clone, Debug, Default)]
pub(super) struct Learned<'a> {
    pub(super) actors: Vec<Actor>,
    pub(super) recipients: Vec<Actor>,
    pub(super) mediators: Vec<Actor>,
    /// Those of its own sentence that take a role, with their shares.
    pub(super) chosen: Vec<Chosen<'a>>,
    /// Those of the sentences before.
    pub(super) earlier: Vec<Chosen<'a>>,
    /// How probable the most probable doer is; `None` where nobody is.
    pub(super) doer: Option<f32>,
    pub(super) time: Option<TimeSpan>,
    pub(super) place: Option<String>,
}

/// A role, who takes it, and how probably.
pub(super) type Chosen<'a> = (&'static str, Candidate<'a>, f32);

type Share = fn(&RoleShares) -> f32;

/// An answer with the candidates that it is about.
struct Around<'a> {
    sentence: Paths<'a>,
    answer: &'a Answer,
    event_type: EventType,
    own: &'a [Candidate<'a>],
    all: &'a [Vec<Candidate<'a>>],
    thresholds: &'a Thresholds,
}

/// A sentence, to ask how its tree leads from one word to another.
#[derive(Clone, Copy)]
pub(super) struct Paths<'a> {
    pub(super) text: &'a str,
    pub(super) tree: &'a Tree<'a>,
}

impl Paths<'_> {
    fn path(self, from: usize, to: usize) -> String {
        path(self.text, self.tree, from, to)
    }
}

/// Fills the roles of an event: `own` are the candidates of its sentence, `all` those of every one.
pub(super) fn learned<'a>(
    sentence: Paths<'a>,
    answer: &'a Answer,
    event_type: EventType,
    own: &'a [Candidate<'a>],
    all: &'a [Vec<Candidate<'a>>],
    thresholds: &'a Thresholds,
) -> Learned<'a> {
    let around = Around { sentence, answer, event_type, own, all, thresholds };
    let mut event = Learned::default();
    let (actors, doer) = around.fill(&mut event, "actor", |share| share.actor, thresholds.actor);
    event.doer = doer;
    let recipient: Share = |share| share.recipient;
    let (recipients, _) = around.fill(&mut event, "recipient", recipient, thresholds.recipient);
    let mediator: Share = |share| share.mediator;
    let (mediators, _) = around.fill(&mut event, "mediator", mediator, thresholds.mediator);
    // Where only the mediators of talks are named, they act (guide).
    event.actors = if actors.is_empty() { mediators.clone() } else { actors };
    event.recipients = recipients;
    event.mediators = mediators;
    around.when(&mut event);
    around.place(&mut event);
    event
}

impl<'a> Around<'a> {
    /// Who takes a role, and how probable the most probable of them is.
    fn fill(
        &self,
        event: &mut Learned<'a>,
        role: &'static str,
        share: Share,
        [sure, at_least]: [f32; 2],
    ) -> (Vec<Actor>, Option<f32>) {
        let shares: Vec<(usize, f32)> = (0..self.own.len())
            .filter(|&at| self.is_named(at) && (role != "mediator" || self.may_mediate(at)))
            .map(|at| (at, share(&self.answer.roles[at])))
            .collect();
        let best = most(shares.iter().copied());
        let top = best.map_or(0.0, |(_, share)| share);
        let [others, stances] = self.thresholds.beside_the_best;
        let path = |at: usize| self.sentence.path(self.answer.word, self.own[at].word);
        let path_of_best = best.map(|(at, _)| path(at));
        // "The League and Tarn agreed": those who stand side by side act together. "The League
        // agreed, but Tarn refused": beside a subject of its own nobody else takes a stance.
        let stance = is_stance(self.event_type);
        let has_its_own = stance && role == "actor" && path_of_best.as_deref() == Some("nsubj");
        let apart = |at: usize| stance && Some(path(at)) != path_of_best;
        let enough = |at: usize| match apart(at) {
            true if has_its_own => f32::INFINITY,
            true => sure.max(top * stances),
            false => sure.max(top * others),
        };
        let above = shares.iter().filter(|(at, share)| *share >= enough(*at)).map(|(at, _)| *at);
        let mut chosen: Vec<usize> = above.collect();
        if chosen.is_empty() {
            chosen.extend(best.filter(|(_, share)| *share >= at_least).map(|(at, _)| at));
        }
        if !chosen.is_empty() {
            let with_share =
                chosen.iter().map(|&at| (role, self.own[at], share(&self.answer.roles[at])));
            event.chosen.extend(with_share);
            let doer = most(chosen.iter().map(|&at| (at, share(&self.answer.roles[at]))));
            return (actors_of(self.own, &chosen), doer.map(|(_, share)| share));
        }
        if role == "mediator" {
            return (Vec::new(), None);
        }
        self.fill_from_afar(event, role, share)
    }

    /// "The truce collapsed": whose happening it is, or somebody of the sentences before.
    fn fill_from_afar(
        &self,
        event: &mut Learned<'a>,
        role: &'static str,
        share: Share,
    ) -> (Vec<Actor>, Option<f32>) {
        let is_happening = |at: &usize| role == "actor" && self.own[*at].kind == HAPPENING;
        let whose = (0..self.own.len())
            .filter(is_happening)
            .map(|at| (self.own[at], share(&self.answer.roles[at])))
            .filter(|(_, share)| *share >= self.thresholds.happening);
        let whose = most(whose);
        let before = self.earlier(|meaning| matches!(meaning, Meaning::Actors(_)), share);
        let (candidate, share, list) = match (whose, before) {
            (Some(one), Some(other)) if other.1 > one.1 => (other.0, other.1, &mut event.earlier),
            (Some(one), _) => (one.0, one.1, &mut event.chosen),
            (None, Some(other)) => (other.0, other.1, &mut event.earlier),
            (None, None) => return (Vec::new(), None),
        };
        list.push((role, candidate, share));
        (actors_of(&[candidate], &[0]), Some(share))
    }

    /// "The truce": whose happening it is acts in it, and elsewhere only where nobody is named.
    fn is_named(&self, at: usize) -> bool {
        let candidate = &self.own[at];
        matches!(candidate.meaning, Meaning::Actors(_))
            && (candidate.kind != HAPPENING || candidate.word == self.answer.word)
    }

    /// Nobody mediates who is likelier the recipient, or twice as likely a doer.
    fn may_mediate(&self, at: usize) -> bool {
        let RoleShares { actor, recipient, mediator, .. } = self.answer.roles[at];
        2.0 * mediator > actor && mediator > recipient
    }

    /// The likeliest candidate of the sentences before, where it is likely enough.
    fn earlier(
        &self,
        fits: fn(&Meaning<'_>) -> bool,
        share: Share,
    ) -> Option<(Candidate<'a>, f32)> {
        let all = self.answer.before.iter().map(|(sentence, at, shares)| {
            let candidate = self.all[*sentence][*at];
            (candidate, share(shares))
        });
        let likely = |(candidate, share): &(Candidate<'_>, f32)| {
            fits(&candidate.meaning) && *share >= self.thresholds.before
        };
        most(all.filter(likely))
    }

    fn when(&self, event: &mut Learned<'a>) {
        let share: Share = |share| share.time;
        let own = most((0..self.own.len()).map(|at| (at, share(&self.answer.roles[at]))))
            .filter(|(_, share)| *share >= self.thresholds.time);
        let earlier = self
            .earlier(|meaning| matches!(meaning, Meaning::Time(_)), share)
            .filter(|(_, share)| *share >= self.answer.of_the_day);
        let (candidate, list, share) = match (own, earlier) {
            (Some((at, share)), _) => (self.own[at], &mut event.chosen, share),
            (None, Some((candidate, share))) => (candidate, &mut event.earlier, share),
            (None, None) => return,
        };
        if let Meaning::Time(time) = candidate.meaning {
            event.time = Some(time);
            list.push(("time", candidate, share));
        }
    }

    fn place(&self, event: &mut Learned<'a>) {
        let share: Share = |share| share.place;
        let own = most((0..self.own.len()).map(|at| (at, share(&self.answer.roles[at]))))
            .filter(|(_, share)| *share >= self.thresholds.place);
        let earlier = self.earlier(|meaning| matches!(meaning, Meaning::Place(_)), share);
        let (candidate, list, share) = match (own, earlier) {
            (Some((at, share)), _) => (self.own[at], &mut event.chosen, share),
            (None, Some((candidate, share))) => (candidate, &mut event.earlier, share),
            (None, None) => return,
        };
        if let Meaning::Place(place) = candidate.meaning {
            event.place = Some(place.to_owned());
            list.push(("place", candidate, share));
        }
    }
}

/// Whether the type says which side somebody took: to name one side too many is worse than to name
/// one too few.
pub(super) const fn is_stance(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::Agree
            | EventType::Concede
            | EventType::Reject
            | EventType::Request
            | EventType::Support
    )
}

/// The issues that are probable enough.
pub(super) fn issues(answer: &Answer, thresholds: &Thresholds) -> Vec<Issue> {
    let probable = answer.issues.iter().filter(|(_, share)| *share >= thresholds.issue);
    let mut issues: Vec<Issue> = probable.map(|(issue, _)| *issue).collect();
    issues.sort_unstable();
    issues
}

/// The most probable realis.
pub(super) fn realis(answer: &Answer) -> Realis {
    most(answer.realis.iter().copied()).map_or(Realis::Actual, |(realis, _)| realis)
}

/// The most probable mode of those that the type has; types that nearly always have one get one.
pub(super) fn mode(answer: &Answer, event_type: EventType) -> Option<Mode> {
    let always = matches!(event_type, EventType::Retreat | EventType::Request | EventType::Accuse);
    let allowed = answer.modes.iter().copied().filter(|(mode, _)| match mode {
        None => !always,
        Some(mode) => event_type.modes().contains(mode),
    });
    most(allowed).and_then(|(mode, _)| mode)
}

/// The first of the most probable.
fn most<T>(shares: impl Iterator<Item = (T, f32)>) -> Option<(T, f32)> {
    shares.reduce(|best, one| if one.1 > best.1 { one } else { best })
}
