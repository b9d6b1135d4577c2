//! The plain types of an analysis: sentences, tokens and names over byte spans.

use std::ops::Range;

use rapporteur_model::Span;

/// Universal part of speech (<https://universaldependencies.org/u/pos/>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are UD's own and documented there")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    /// Also: not analysed.
    #[default]
    X,
}

/// One syntactic word. Contractions are split as UD splits them ("did" + "n't").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Universal part of speech.
    pub upos: Upos,
    /// UD features as CoNLL-U writes them (`Number=Sing|Tense=Past`), empty for none.
    pub feats: String,
    /// Dictionary form; lower case except for proper nouns.
    pub lemma: String,
    /// Position in the sentence of the head, from 0; `None` for the root or where there is no tree.
    pub head: Option<usize>,
    /// UD relation to the head ("nsubj", "obl:tmod", "root"); empty where there is no tree.
    pub deprel: String,
    /// Whether the next token follows without a space (CoNLL-U's `SpaceAfter=No`).
    pub joined: bool,
}

/// A sentence: its span (without surrounding white space) and its tokens in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, in order, without gaps other than white space.
    pub tokens: Vec<Token>,
}

/// What kind of thing a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameType {
    /// A person.
    Person,
    /// A body: party, ministry, company, armed group.
    Organization,
    /// A place, also a state as a place.
    Location,
}

/// A named entity: a run of tokens in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// Position of its sentence in the analysis.
    pub sentence: usize,
    /// First token and one past the last, within the sentence.
    pub tokens: Range<usize>,
    /// Its type.
    pub kind: NameType,
}

/// Everything the language stage found in one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Sentences in text order; they never overlap.
    pub sentences: Vec<Sentence>,
    /// Names in text order.
    pub names: Vec<Name>,
}

impl Analysis {
    /// The position of the sentence that holds a byte offset.
    #[must_use]
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= offset);
        let index = after.checked_sub(1)?;
        (offset < self.sentences[index].span.end).then_some(index)
    }
}
