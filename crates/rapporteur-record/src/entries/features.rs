//! What speaks for and against two claims telling the same happening: one flat table.

use rapporteur_model::{EventType, Realis};

use super::told::{Days, Told};
use super::weights::Table;

/// Defines the features: constant, identifier in `entries/weights.toml`, meaning.
macro_rules! features {
    ($($name:ident $id:literal $meaning:literal;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum F { $(#[doc = $meaning] $name,)* }

        /// Identifiers of the features, in the order of `Features`.
        pub const FEATURES: &[&str] = &[$($id,)*];
    };
}

features! {
    TimeGap "time_gap" "days between the two times, as ln(1 + days)";
    TimeOverlaps "time_overlaps" "the times share a day";
    TimeNear "time_near" "one or two days apart";
    TimeEqual "time_equal" "the same first and last day";
    TimeEqualDay "time_equal_day" "both are one and the same day";
    TimeEqualStart "time_equal_start" "the same first day, told to the day";
    TimeShared "time_shared" "days that both cover, as a share of days that either covers";
    TimeMissing "time_missing" "one or both have no time";
    TimeMissingBoth "time_missing_both" "neither has a time";
    TimeToPublication "time_to_publication" "no time: days to the other's time or publication, ln(1 + days)";
    SameDocument "same_document" "one report tells both";
    Near "near" "1 / (1 + claims between them) within one report";
    SameSentence "same_sentence" "one sentence tells both";
    Headline "headline" "one stands at the head of the report, the other in another sentence";
    PublishedGap "published_gap" "days between the reports, as ln(1 + days)";
    PublishedClose "published_close" "reports at most two days apart";
    WordsQuote "words_quote" "likeness of the quotes' words";
    WordsSentence "words_sentence" "likeness of the sentences' words";
    PlaceEqual "place_equal" "the same place";
    PlaceDiffers "place_differs" "two places";
    SpeakerEqual "speaker_equal" "the same innermost speaker";
    RealisEqual "realis_equal" "told alike as happened, planned, …";
    PlannedAndActual "planned_and_actual" "one tells it as planned, the other as happened";
    Unreal "unreal" "both tell it as hypothetical or negated";
    UnrealAndReal "unreal_and_real" "one tells it as hypothetical, the other not";
    TypeEqual "type_equal" "the same PLOVER type";
    ModeEqual "mode_equal" "the same mode, or none";
    ModeDiffers "mode_differs" "two modes";
    ActorsEqual "actors_equal" "the same parties act";
    ActorsShared "actors_shared" "acting parties in both, as a share of those in either";
    ActorsOverlap "actors_overlap" "the same, as a share of the smaller set";
    ActorsDisjoint "actors_disjoint" "both name who acts, and nobody is in both";
    ActorNamesShared "actor_names_shared" "names of actors in both, as a share of those in either";
    ActorWords "actor_words" "words in the names of acting parties, shared";
    RecipientsShared "recipients_shared" "parties acted upon in both, as a share of those in either";
    RecipientsDisjoint "recipients_disjoint" "both name recipients, and nobody is in both";
    RecipientWords "recipient_words" "words in the names of recipients, shared";
    PartiesOverlap "parties_overlap" "all parties in both, as a share of the smaller set";
    PartiesShared "parties_shared" "the same, as a share of those in either";
    PartyWords "party_words" "words in the names of all parties, as a share of the smaller set";
    TwoParties "two_parties" "two parties or more are in both";
    Clash "clash" "each names a party that the other does not";
    ClashInTalks "clash_in_talks" "the same, for talks";
    Swapped "swapped" "who acts in one is acted upon in the other";
    IssuesShared "issues_shared" "issues in both, as a share of those in either";
    IssuesDisjoint "issues_disjoint" "both name issues, and none is in both";
    ObjectWords "object_words" "likeness of the objects' words";
    ObjectBoth "object_both" "both name a proposal or agreement";
    ObjectDiffers "object_differs" "both do, and no word is in both";
    WordTimeGap "word_time_gap" "time_gap, for acts done by speaking";
    WordTimeMissing "word_time_missing" "time_missing, for acts done by speaking";
    WordSameDocument "word_same_document" "same_document, for acts done by speaking";
    WordQuote "word_quote" "words_quote, for acts done by speaking";
    WordPublishedGap "word_published_gap" "published_gap, for acts done by speaking";
    WordObject "word_object" "object_words, for acts done by speaking";
    WordIssues "word_issues" "issues_shared, for acts done by speaking";
    Talks "talks" "both are CONSULT";
    Deals "deals" "both are AGREE";
    Refusals "refusals" "both are REJECT";
    Demands "demands" "both are REQUEST";
    Violence "violence" "both are ASSAULT";
    Blame "blame" "both are ACCUSE";
    CarriedOut "carried_out" "both are RETREAT";
    TwoWars "two_wars" "two ASSAULTs of more than five days";
    WarAndStrike "war_and_strike" "an ASSAULT of more than two weeks and one of at most three days";
    EqualDayElsewhere "equal_day_elsewhere" "time_equal_day, in two reports";
    ActorsAndStart "actors_and_start" "actors_equal and time_equal_start";
    ValueEqual "value_equal" "the same number";
    ValueRatio "value_ratio" "the smaller number over the larger";
    ValueEqualGap "value_equal_gap" "value_equal × time_gap";
    CountedWords "counted_words" "likeness of the words for what is counted";
    CountedDiffers "counted_differs" "both say what is counted, and no word is in both";
    HolderWords "holder_words" "likeness of the words for the holder or doer";
    Duration "duration" "both are durations";
}

/// The features that [`about_words`] sets: none of them is more than 1.
const WORDS: &[usize] = &[F::WordsQuote as usize, F::WordsSentence as usize, F::WordQuote as usize];

/// The value of each feature, in the order of [`FEATURES`].
pub(crate) type Features = [f64; FEATURES.len()];

/// Compares two claims of one kind.
pub(crate) fn features(a: &Told<'_>, b: &Told<'_>) -> Features {
    let mut values = but_for_words(a, b);
    about_words(a, b, &mut values);
    values.features
}

/// How much speaks for two claims of one kind telling the same happening; `None` where the learnt
/// weights give less than the floor, which most pairs show before their words are laid side by
/// side, and that is half of the work.
pub(crate) fn likeness(a: &Told<'_>, b: &Told<'_>, floor: f64) -> Option<f64> {
    let mut values = but_for_words(a, b);
    if values.score + values.weights.most(WORDS) <= floor {
        return None;
    }
    about_words(a, b, &mut values);
    (values.score > floor).then_some(values.score)
}

fn but_for_words(a: &Told<'_>, b: &Told<'_>) -> Values {
    let mut values = Values::new(Table::of(a.event_type.is_none()));
    about_time(a, b, &mut values);
    about_reports(a, b, &mut values);
    match (a.event_type, b.event_type) {
        (Some(one), Some(other)) => about_events(a, b, one, other, &mut values),
        _ => about_figures(a, b, &mut values),
    }
    values
}

/// Features as they become known, and what they add up to so far.
struct Values {
    features: Features,
    weights: &'static Table,
    score: f64,
}

impl Values {
    const fn new(weights: &'static Table) -> Self {
        Self { features: [0.0; FEATURES.len()], weights, score: weights.bias }
    }

    /// Gives a feature its value, once.
    fn set(&mut self, feature: F, value: f64) {
        self.features[feature as usize] = value;
        self.score += value * self.weights.weights[feature as usize];
    }

    fn mark(&mut self, feature: F, holds: bool) {
        if holds {
            self.set(feature, 1.0);
        }
    }

    const fn get(&self, feature: F) -> f64 {
        self.features[feature as usize]
    }
}

fn about_time(a: &Told<'_>, b: &Told<'_>, to: &mut Values) {
    let (Some(one), Some(other)) = (a.days, b.days) else {
        to.mark(F::TimeMissing, true);
        to.mark(F::TimeMissingBoth, a.days.is_none() && b.days.is_none());
        let known = (a.days.or(a.published), b.days.or(b.published));
        if let (Some(one), Some(other)) = known
            && !a.same_document(b)
        {
            to.set(F::TimeToPublication, log_days(one.gap(other)));
        }
        return;
    };
    let gap = one.gap(other);
    let equal = one.first == other.first && one.last == other.last;
    to.set(F::TimeGap, log_days(gap));
    to.mark(F::TimeOverlaps, gap == 0);
    to.mark(F::TimeNear, (1..=2).contains(&gap));
    to.mark(F::TimeEqual, equal);
    to.mark(F::TimeEqualDay, equal && one.length() == 0);
    to.mark(F::TimeEqualStart, one.first == other.first && one.exact && other.exact);
    to.set(F::TimeShared, shared_days(one, other));
}

fn about_reports(a: &Told<'_>, b: &Told<'_>, to: &mut Values) {
    let same = a.same_document(b);
    to.mark(F::SameDocument, same);
    if same {
        let sentence = a.sentence_start == b.sentence_start;
        to.set(F::Near, 1.0 / (1.0 + a.ordinal.abs_diff(b.ordinal) as f64));
        to.mark(F::SameSentence, sentence);
        to.mark(F::Headline, (a.in_head || b.in_head) && !sentence);
    } else if let (Some(one), Some(other)) = (a.published, b.published) {
        let gap = (one.first - other.first).abs();
        to.set(F::PublishedGap, log_days(gap));
        to.mark(F::PublishedClose, gap <= 2);
    }
    if let (Some(one), Some(other)) = (&a.place, &b.place) {
        to.mark(F::PlaceEqual, one == other);
        to.mark(F::PlaceDiffers, one != other);
    }
    to.mark(F::SpeakerEqual, a.speaker.is_some() && a.speaker == b.speaker);
    let (one, other) = (a.claim.realis, b.claim.realis);
    let unreal = |realis| matches!(realis, Realis::Hypothetical | Realis::Negated);
    let either = |realis| (one == realis) != (other == realis);
    to.mark(F::RealisEqual, one == other);
    to.mark(F::PlannedAndActual, either(Realis::Planned) && either(Realis::Actual));
    to.mark(F::Unreal, unreal(one) && unreal(other));
    to.mark(F::UnrealAndReal, either(Realis::Hypothetical));
}

fn about_events(a: &Told<'_>, b: &Told<'_>, one: EventType, other: EventType, to: &mut Values) {
    let equal = one == other;
    to.mark(F::TypeEqual, equal);
    let (mode, other_mode) =
        (a.claim.event().and_then(|e| e.mode), b.claim.event().and_then(|e| e.mode));
    to.mark(F::ModeEqual, equal && mode == other_mode);
    to.mark(F::ModeDiffers, equal && mode.is_some() && other_mode.is_some() && mode != other_mode);
    about_parties(a, b, to);
    to.mark(F::ClashInTalks, to.get(F::Clash) > 0.0 && equal && one == EventType::Consult);

    to.set(F::IssuesShared, a.issues.jaccard(&b.issues));
    to.mark(F::IssuesDisjoint, a.issues.clashes(&b.issues));
    let both = !a.object.is_empty() && !b.object.is_empty();
    to.set(F::ObjectWords, a.object.similarity(&b.object));
    to.mark(F::ObjectBoth, both);
    to.mark(F::ObjectDiffers, both && a.object.in_common(&b.object) == 0);

    if by_speaking(one) {
        for (to_feature, feature) in [
            (F::WordTimeGap, F::TimeGap),
            (F::WordTimeMissing, F::TimeMissing),
            (F::WordSameDocument, F::SameDocument),
            (F::WordPublishedGap, F::PublishedGap),
            (F::WordObject, F::ObjectWords),
            (F::WordIssues, F::IssuesShared),
        ] {
            to.set(to_feature, to.get(feature));
        }
    }
    if equal {
        let feature = match one {
            EventType::Consult => Some(F::Talks),
            EventType::Agree => Some(F::Deals),
            EventType::Reject => Some(F::Refusals),
            EventType::Request => Some(F::Demands),
            EventType::Assault => Some(F::Violence),
            EventType::Accuse => Some(F::Blame),
            EventType::Retreat => Some(F::CarriedOut),
            _ => None,
        };
        if let Some(feature) = feature {
            to.mark(feature, true);
        }
    }
    if let (Some(days), Some(other_days)) = (a.days, b.days)
        && equal
        && one == EventType::Assault
    {
        let (short, long) = sorted(days.length(), other_days.length());
        to.mark(F::TwoWars, short > 5);
        to.mark(F::WarAndStrike, long > 14 && short <= 2);
    }
    to.mark(F::EqualDayElsewhere, to.get(F::TimeEqualDay) > 0.0 && !a.same_document(b));
    to.mark(F::ActorsAndStart, to.get(F::ActorsEqual) > 0.0 && to.get(F::TimeEqualStart) > 0.0);
}

/// What takes longest: the words of the quotes and sentences.
fn about_words(a: &Told<'_>, b: &Told<'_>, to: &mut Values) {
    let quotes = a.quote.similarity(&b.quote);
    to.set(F::WordsQuote, quotes);
    to.set(F::WordsSentence, a.sentence.similarity(&b.sentence));
    if a.event_type.is_some_and(by_speaking) {
        to.set(F::WordQuote, quotes);
    }
}

fn about_parties(a: &Told<'_>, b: &Told<'_>, to: &mut Values) {
    let (p, q) = (&a.parties, &b.parties);
    to.mark(F::ActorsEqual, !p.actors.is_empty() && p.actors == q.actors);
    to.set(F::ActorsShared, p.actors.jaccard(&q.actors));
    to.set(F::ActorsOverlap, p.actors.overlap(&q.actors));
    to.mark(F::ActorsDisjoint, p.actors.clashes(&q.actors));
    to.set(F::ActorNamesShared, p.actor_names.jaccard(&q.actor_names));
    to.set(F::ActorWords, p.actor_words.jaccard(&q.actor_words));
    to.set(F::RecipientsShared, p.recipients.jaccard(&q.recipients));
    to.mark(F::RecipientsDisjoint, p.recipients.clashes(&q.recipients));
    to.set(F::RecipientWords, p.recipient_words.jaccard(&q.recipient_words));
    to.set(F::PartiesOverlap, p.all.overlap(&q.all));
    to.set(F::PartiesShared, p.all.jaccard(&q.all));
    to.set(F::PartyWords, p.words.overlap(&q.words));
    to.mark(F::TwoParties, p.all.in_common(&q.all) > 1);
    to.mark(F::Clash, !p.all.is_subset(&q.all) && !q.all.is_subset(&p.all));
    to.mark(
        F::Swapped,
        !p.actors.is_disjoint(&q.recipients)
            && !p.recipients.is_disjoint(&q.actors)
            && p.actors.is_disjoint(&q.actors),
    );
}

fn about_figures(a: &Told<'_>, b: &Told<'_>, to: &mut Values) {
    let (Some(one), Some(other)) = (a.claim.figure(), b.claim.figure()) else { return };
    let equal = (one.value - other.value).abs() < f64::EPSILON;
    let (low, high) = (one.value.min(other.value), one.value.max(other.value));
    to.mark(F::ValueEqual, equal);
    to.set(F::ValueRatio, if high > 0.0 { low / high } else { 1.0 });
    to.set(F::ValueEqualGap, if equal { to.get(F::TimeGap) } else { 0.0 });
    to.set(F::CountedWords, a.object.similarity(&b.object));
    let both = !a.object.is_empty() && !b.object.is_empty();
    to.mark(F::CountedDiffers, both && a.object.in_common(&b.object) == 0);
    to.set(F::HolderWords, a.holder.similarity(&b.holder));
    to.mark(F::Duration, one.measure == rapporteur_model::Measure::Duration);
}

/// Acts that consist in saying something: saying it again elsewhere is another act.
const fn by_speaking(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::Accuse
            | EventType::Request
            | EventType::Threaten
            | EventType::Support
            | EventType::Reject
            | EventType::Agree
    )
}

fn log_days(days: i64) -> f64 {
    (days as f64).ln_1p()
}

fn shared_days(a: Days, b: Days) -> f64 {
    let shared = (a.last.min(b.last) - a.first.max(b.first) + 1).max(0);
    let either = a.last.max(b.last) - a.first.min(b.first) + 1;
    shared as f64 / either as f64
}

fn sorted(a: i64, b: i64) -> (i64, i64) {
    (a.min(b), a.max(b))
}
