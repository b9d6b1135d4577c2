//! An attribution in the making: words instead of bytes.

use std::ops::Range;

use rapporteur_model::{Medium, Span};

use super::page::Page;
use super::types::{CueClass, Polarity};

/// An attribution whose source and cue are still ranges of words.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) source: Vec<Range<usize>>,
    pub(crate) cue: Option<Range<usize>>,
    pub(crate) content: Vec<Span>,
    pub(crate) addressee: Option<Range<usize>>,
    pub(crate) medium: Option<Medium>,
    pub(crate) polarity: Polarity,
    pub(crate) class: CueClass,
    /// Pattern and cue: "verb.before:say".
    pub(crate) rule: String,
}

impl Draft {
    /// A plain report: affirmed, without addressee or medium.
    pub(crate) fn report(
        source: Range<usize>,
        cue: Range<usize>,
        content: Vec<Span>,
        rule: String,
    ) -> Self {
        Self {
            source: vec![source],
            cue: Some(cue),
            content,
            addressee: None,
            medium: None,
            polarity: Polarity::Affirmed,
            class: CueClass::Report,
            rule,
        }
    }

    pub(crate) fn cue_span(&self, page: &Page<'_>) -> Option<Span> {
        page.span(self.cue.as_ref()?)
    }
}
