//! Whether an example sentence of the lexicon is read as its rule says.

use rapporteur_language::{Sentence, Span};

use super::figures;
use super::lexicon::{Expected, FigureLexicon, RuleExample};

/// Reads the example without its brackets and looks at the number that they mark.
pub(super) fn is_explained(example: &RuleExample, lexicon: &FigureLexicon) -> bool {
    let text: String = example.sentence.chars().filter(|letter| !"[]".contains(*letter)).collect();
    let (Some(open), Some(close)) = (example.sentence.find('['), example.sentence.find(']')) else {
        return false;
    };
    let marked = Span::new(open, close.saturating_sub(1));
    let sentence = Sentence { span: Span::new(0, text.len()), tokens: Vec::new() };
    let found = figures(&text, &[sentence], lexicon)
        .into_iter()
        .find(|mention| mention.number.overlaps(marked));
    match (found, example.expected) {
        (None, Expected::NoFigure) => true,
        (Some(found), Expected::Measure(measure)) => {
            found.figure.measure == measure && found.rule == example.id
        }
        (Some(found), Expected::Qualifier(qualifier)) => found.figure.qualifier == qualifier,
        _ => false,
    }
}
