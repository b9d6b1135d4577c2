//! Notes in brackets behind a dateline: `[REPORT] [TEXT]`.

use std::sync::LazyLock;

use regex::Regex;

use super::single_spaced;
use crate::about::facts::FACTS;
use crate::pattern::pattern;

/// How far notes in brackets go behind the dash, up to the last that is a slug of the monitoring
/// service (`[TEXT]`), and who a communiqué among them is from. A bracket behind that, such as a
/// speaker's name, belongs to the text.
pub(super) fn notes_in_brackets(after: &str) -> (usize, Option<String>) {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*\[(?P<note>[^\[\]]{1,160})\]"));
    let mut end = 0;
    let mut ends_head = 0;
    let mut names = Vec::new();
    let mut issuer = None;
    while let Some(found) = NOTE.captures(&after[end..]) {
        let note = single_spaced(&found["note"]);
        end += found.get(0).map_or(0, |whole| whole.end());
        if FACTS.dateline.slugs.iter().any(|slug| note.starts_with(slug.as_str())) {
            ends_head = end;
        } else {
            names.push(note);
        }
    }
    if let [genre, name, ..] = names.as_slice()
        && (genre.contains("COMMUNIQU") || genre.contains("STATEMENT"))
    {
        issuer = Some(name.clone());
    }
    (ends_head, issuer)
}
