//! Dictionary forms by edit scripts.
//!
//! The network chooses among the few hundred edits that the treebanks need (Chrupała 2006): which
//! case to take the word in, which ending to take off, what to put on. `l|ies|y` lowercases
//! "Parties" and makes it "party". Of the edits whose ending the word has, the best scored wins.

/// The edits, in the network's order.
pub(super) struct LemmaScripts(Vec<Script>);

struct Script {
    case: Case,
    off: String,
    on: String,
}

#[derive(Clone, Copy)]
enum Case {
    Lower,
    Kept,
    Title,
}

impl LemmaScripts {
    /// From `l|ies|y`, …; `None` where a script does not read so.
    pub(super) fn parse(scripts: &[String]) -> Option<Self> {
        let parse = |script: &String| {
            let mut parts = script.splitn(3, '|');
            let case = match parts.next()? {
                "l" => Case::Lower,
                "k" => Case::Kept,
                "t" => Case::Title,
                _ => return None,
            };
            Some(Script { case, off: parts.next()?.to_owned(), on: parts.next()?.to_owned() })
        };
        scripts.iter().map(parse).collect::<Option<_>>().map(Self)
    }

    /// The lemma of a word, given one score per script.
    ///
    /// Never empty for a word that is not; a word that no script fits is its own lemma.
    pub(super) fn apply(&self, word: &str, logits: &[f32]) -> String {
        let lower = word.to_lowercase();
        let title = title(word);
        let base = |case| match case {
            Case::Lower => lower.as_str(),
            Case::Kept => word,
            Case::Title => title.as_str(),
        };
        let mut best: Option<(&Script, f32)> = None;
        for (script, &score) in self.0.iter().zip(logits) {
            if best.is_none_or(|(_, highest)| score > highest) {
                let stem = base(script.case).strip_suffix(script.off.as_str());
                if stem.is_some_and(|stem| stem.len() + script.on.len() > 0) {
                    best = Some((script, score));
                }
            }
        }
        let Some((script, _)) = best else { return lower };
        let stem = base(script.case).strip_suffix(script.off.as_str()).unwrap_or(word);
        format!("{stem}{}", script.on)
    }
}

fn title(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts() -> LemmaScripts {
        LemmaScripts::parse(&["l|ies|y", "l|s|", "t||", "l|was|be"].map(str::to_owned)).unwrap()
    }

    #[test]
    fn the_best_edit_that_fits_wins() {
        assert_eq!(scripts().apply("Parties", &[3.0, 2.0, 1.0, 0.0]), "party");
        assert_eq!(scripts().apply("talks", &[3.0, 2.0, 1.0, 0.0]), "talk");
        assert_eq!(scripts().apply("OBAMA", &[3.0, 2.0, 1.0, 0.0]), "Obama");
        assert_eq!(scripts().apply("was", &[0.0, 1.0, 0.0, 2.0]), "be");
    }

    #[test]
    fn no_lemma_is_empty() {
        assert_eq!(scripts().apply("s", &[0.0, 9.0, 1.0, 0.0]), "S");
        assert_eq!(LemmaScripts::parse(&[]).unwrap().apply("Gaza", &[]), "gaza");
    }

    #[test]
    fn unreadable_scripts_are_refused() {
        assert!(LemmaScripts::parse(&["x||".to_owned()]).is_none());
        assert!(LemmaScripts::parse(&["l|s".to_owned()]).is_none());
    }
}
