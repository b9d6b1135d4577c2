//! Which PLOVER root a sentence tells, given who does it to whom.
//!
//! The task of PLV (Halterman et al. 2023, as used for zero-shot PLOVER at ACL 2024): source and
//! target are marked, `<s>Norway</s> praised <t>the plan</t>`, and one of 15 roots is asked for
//! (`YIELD` is what PLOVER split into CONCEDE and RETREAT later). The network reads the source in
//! square brackets, the target in braces, and answers at the first `[`; `train/events/plv.py`
//! mirrors this.

use rapporteur_language::segment::segment;
use rapporteur_language::{ModelError, Reader, Scores, Span};

use super::network::EventNetwork;

/// The head that answers.
const HEAD: &str = "root";

impl EventNetwork {
    /// The roots that [`EventNetwork::root`] tells apart.
    #[must_use]
    pub fn roots(&self) -> &[String] {
        self.network.labels(HEAD).unwrap_or_default()
    }

    /// The most probable root of a sentence with its source and target marked; `None` where no
    /// source is marked.
    ///
    /// # Errors
    ///
    /// [`ModelError::Run`], which no input should cause.
    pub fn root(&self, language: &Reader, marked: &str) -> Result<Option<&str>, ModelError> {
        let text = bracketed(marked);
        let sentences = segment(&text, &[Span::new(0, text.len())]);
        let mut root = None;
        let mut visit = |scores: &Scores<'_>| {
            for part in scores.parts() {
                let tokens = &sentences[part.sentence].tokens[part.words.clone()];
                let source = tokens.iter().position(|token| token.span.of(&text) == "[");
                if let Some(at) = source {
                    root = root.or_else(|| best(scores.head(part.first_row + at, HEAD)));
                }
            }
        };
        language.score(&self.network, &text, &sentences, &mut visit)?;
        Ok(root.and_then(|root| self.roots().get(root)).map(String::as_str))
    }
}

/// The marks as brackets; the text's own brackets become parentheses.
fn bracketed(marked: &str) -> String {
    let plain = marked.replace(['[', '{'], "(").replace([']', '}'], ")");
    plain.replace("<s>", " [ ").replace("</s>", " ] ").replace("<t>", " { ").replace("</t>", " } ")
}

fn best(scores: &[f32]) -> Option<usize> {
    (0..scores.len()).reduce(|a, b| if scores[b] > scores[a] { b } else { a })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_brackets() {
        assert_eq!(
            bracketed("<s>Norway [sic]</s> praised <t>the plan</t>."),
            " [ Norway (sic) ]  praised  { the plan } ."
        );
    }

    #[test]
    fn a_sentence_without_marks_has_no_root() {
        let (language, network) =
            (Reader::new().expect("built in"), EventNetwork::built_in().expect("built in"));
        assert_eq!(network.root(&language, "Norway praised the plan.").expect("it runs"), None);
        let marked = "<s>Norway</s> accused <t>the rebels</t> of killing civilians.";
        assert_eq!(network.root(&language, marked).expect("it runs"), Some("ACCUSE"));
    }
}
