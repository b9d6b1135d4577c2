//! Small word patterns: `"was|were been? kill*"`.
//!
//! Words are set apart by spaces; `|` separates alternatives, `*` at the end stands for any ending,
//! `?` at the end makes a word optional. Everything is compared in lower case.

use super::words::Word;

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    alternatives: Vec<Alternative>,
    optional: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Alternative {
    Whole(String),
    Beginning(String),
}

impl Pattern {
    pub(super) fn new(source: &str) -> Self {
        let steps = source
            .split_whitespace()
            .map(|step| {
                let (step, optional) =
                    step.strip_suffix('?').map_or((step, false), |inner| (inner, true));
                let alternatives = step
                    .split('|')
                    .map(|word| match word.strip_suffix('*') {
                        Some(beginning) => Alternative::Beginning(beginning.to_lowercase()),
                        None => Alternative::Whole(word.to_lowercase()),
                    })
                    .collect();
                Step { alternatives, optional }
            })
            .collect();
        Self { steps }
    }

    /// One past the last word of a match that begins at `start`.
    pub(super) fn match_from(&self, words: &[Word], start: usize) -> Option<usize> {
        match_steps(&self.steps, words, start)
    }

    /// The first word of a match that ends right before `end`.
    pub(super) fn match_until(&self, words: &[Word], end: usize) -> Option<usize> {
        let longest = self.steps.len();
        (end.saturating_sub(longest)..end).find(|start| self.match_from(words, *start) == Some(end))
    }
}

fn match_steps(steps: &[Step], words: &[Word], at: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else { return Some(at) };
    let fits = words.get(at).is_some_and(|word| step.fits(&word.form));
    fits.then(|| match_steps(rest, words, at + 1))
        .flatten()
        .or_else(|| if step.optional { match_steps(rest, words, at) } else { None })
}

impl Step {
    fn fits(&self, form: &str) -> bool {
        self.alternatives.iter().any(|alternative| match alternative {
            Alternative::Whole(word) => word == form,
            Alternative::Beginning(beginning) => form.starts_with(beginning.as_str()),
        })
    }
}

#[cfg(test)]
mod tests {
    use rapporteur_model::Span;

    use super::super::words::words;
    use super::*;

    #[test]
    fn alternatives_endings_and_optional_words() {
        let pattern = Pattern::new("was|were been? kill*");
        let words = |text: &str| words(text, Span::new(0, text.len()));
        assert_eq!(pattern.match_from(&words("were killed today"), 0), Some(2));
        assert_eq!(pattern.match_from(&words("WAS BEEN KILLED"), 0), Some(3));
        assert_eq!(pattern.match_from(&words("killed"), 0), None);
        assert_eq!(pattern.match_until(&words("they were killed today"), 3), Some(1));
    }
}
