//! `--where`: which claims of a record a command is about.

use std::fmt::Write;

use rapporteur_model::Diagnostic;
use rapporteur_record::selection::{Field, Index, Selected, Takes};
use rapporteur_record::{Selection, views::Contents};

use crate::args::Where;
use crate::say;

/// What `--help` says about `--where`.
pub(crate) fn help() -> String {
    let mut help = String::from(
        "Only what this selects, such as `party=FARC`. Several, here or joined by `&`, must all \
         hold; of one field, any. `-FIELD=VALUE` leaves out. The query string of the page's \
         address can be pasted.\n\nFields:",
    );
    for field in Field::ALL {
        let values = match field.takes() {
            Takes::OneOf(list) => list.names().join(" "),
            Takes::Name | Takes::Date | Takes::Number | Takes::Words => field.example().to_owned(),
        };
        let _infallible = write!(help, "\n  {:<9} {} ({values})", field.key(), field.meaning());
    }
    help
}

/// The selection that was typed.
///
/// # Errors
/// When part of it is not understood: to select more than was asked for would be worse.
pub(crate) fn selection(typed: &Where) -> anyhow::Result<Selection> {
    let (selection, diagnostics) = Selection::from_query(&typed.filters.join("&"));
    if diagnostics.is_empty() {
        return Ok(selection);
    }
    let messages: Vec<String> = diagnostics.iter().map(shown).collect();
    anyhow::bail!("--where: {}", messages.join("; "))
}

/// What a selection yields, with a warning for names that the record does not have.
fn selected(contents: &Contents, selection: &Selection) -> Selected {
    let index = Index::of(contents);
    say::diagnostics(&index.unknown(selection));
    index.select(selection)
}

/// The record, or the entries of it that are selected, with all their claims: for views.
pub(crate) fn narrowed(contents: Contents, selection: &Selection) -> Contents {
    if selection.is_everything() {
        return contents;
    }
    let contents = contents.to_select(selection);
    selected(&contents, selection).whole_entries(&contents)
}

fn shown(diagnostic: &Diagnostic) -> String {
    format!("{} [{}]", diagnostic.message, diagnostic.code.code())
}
