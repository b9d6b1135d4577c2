//! Whether a small or bare number is told as a claim: "two rockets hit", but not "the two sides".

use rapporteur_model::{Measure, Qualifier};

use super::candidate::Candidate;
use super::lexicon::FigureLexicon;
use super::measure::Decision;
use super::number::Style;
use super::words::{Kind, Word};

/// Whether a small or bare number is told as a claim.
pub(super) fn is_told(
    words: &[Word],
    candidate: &Candidate,
    decision: &Decision,
    lexicon: &FigureLexicon,
) -> bool {
    let lists = &lexicon.lists;
    let head = candidate.head.map(|head| words[head].form.as_str());
    let uncounted = head.is_some_and(|head| lists.uncounted.iter().any(|word| word == head));
    if candidate.number.value < 1.0 && !candidate.percent && decision.measure == Measure::Other {
        return false;
    }
    if is_pronoun(words, candidate, decision, lexicon) {
        return false;
    }
    let small = candidate.number.value < lists.smallest_other && candidate.high.is_none();
    if decision.measure != Measure::Other {
        return match candidate.number.style {
            Style::Article => decision.measure == Measure::Duration,
            Style::Another => decision.distance < 0.5 && decision.cue.is_some(),
            _ if decision.measure == Measure::Participants => {
                !(small && (uncounted || is_definite(words, candidate)))
            }
            _ => decision.distance <= NEAR || !(uncounted && small),
        };
    }
    if candidate.number.style == Style::Half {
        return candidate.qualifier != Qualifier::Exact;
    }
    if candidate.percent {
        return true;
    }
    if matches!(candidate.number.style, Style::Article | Style::Another) || candidate.hyphen {
        return false;
    }
    // A verb or a noun of number decided: "two men were charged", "the number will grow to 150".
    if decision.cue.is_some() && !(uncounted && small) {
        return head.is_some() || decision.rule == "other.number-of";
    }
    let countable = head.is_some_and(|head| lists.countable.iter().any(|word| word == head));
    if head.is_none() {
        return !small && stands_alone(words, candidate);
    }
    if candidate.number.value <= 1.0 {
        return false;
    }
    !small || countable && !uncounted && !is_definite(words, candidate)
}

/// A cue this near leaves no doubt ("killing one", "two ministers were abducted").
const NEAR: f64 = 1.0;

/// "the one that", "no one", "one of the leaders": nobody is counted.
fn is_pronoun(
    words: &[Word],
    candidate: &Candidate,
    decision: &Decision,
    lexicon: &FigureLexicon,
) -> bool {
    let one = words[candidate.number.start].form == "one"
        && candidate.number_end == candidate.number.start + 1
        && candidate.high.is_none()
        && candidate.time.is_none();
    if !one {
        return false;
    }
    let before = candidate.first.checked_sub(1).map(|at| &words[at]);
    before.is_some_and(|word| lexicon.lists.before_pronoun_one.contains(&word.form))
        || words.get(candidate.number_end).is_none_or(|word| word.form == "of")
        || candidate.head.is_none()
            && !(decision.distance < NEAR && decision.measure != Measure::Other)
}

/// "the two men": spoken of before, no claim of how many.
fn is_definite(words: &[Word], candidate: &Candidate) -> bool {
    candidate.first.checked_sub(1).is_some_and(|at| {
        words[at].is_one_of(&["the", "these", "those", "both", "its", "their", "his", "her", "our"])
    })
}

/// "its seats were over 60", "cut the number to nine", "the other 14 stayed": a number
/// without a noun that still counts something named before.
fn stands_alone(words: &[Word], candidate: &Candidate) -> bool {
    const CHANGES: &[&str] = &[
        "number",
        "increased",
        "increase",
        "rose",
        "risen",
        "rise",
        "grew",
        "grown",
        "fell",
        "fallen",
        "dropped",
        "cut",
        "reduced",
        "bring",
        "brings",
        "brought",
        "bringing",
        "raised",
        "doubled",
        "swelled",
        "adding",
        "added",
        "minimized",
        "limited",
    ];
    /// How far back the verb of change may stand, in words.
    const REACH: usize = 8;
    let after = words.get(candidate.number_end);
    let Some(at) = candidate.first.checked_sub(1) else { return false };
    if candidate.number.style == Style::Vague {
        return !words[at].is_one_of(&["the", "of", "by", "in"])
            && after.is_some_and(|word| word.kind == Kind::Word);
    }
    let far = &words[at.saturating_sub(REACH)..at];
    let changed = || far.iter().any(|word| word.is_one_of(CHANGES));
    match words[at].form.as_str() {
        "are" | "were" | "other" | "numbered" | "totalled" | "totaled" | "reached" => true,
        "to" | "the" => changed(),
        _ => false,
    }
}
