//! Lists of links to other reports, under a heading such as "Related articles".

use std::sync::LazyLock;

use rapporteur_model::{Furniture, FurnitureKind};
use regex::Regex;

use super::lines::Line;
use super::rules;
use crate::pattern::pattern;

/// The most lines that such a list has; beyond it the heading was something else.
const LONGEST: usize = 10;

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:related(?: (?:articles?|stor(?:y|ies)|news|coverage|topics?|posts?|content|links?))?|read (?:also|next|more)|see also|also read|more (?:stories|news|on this(?: story| topic)?|from .{2,30})|most (?:read|popular|viewed)|top stories|latest(?: news| stories)?|you (?:may|might) (?:also )?like|recommended(?: for you| stories)?|trending(?: now)?|editors?['’]s? picks?)\s*[:.…]*$",
    )
});

/// The lines under such a heading that are titles: short, without a figure, and no sentences.
pub(super) fn furniture(lines: &[Line<'_>]) -> Vec<Furniture> {
    let mut found = Vec::new();
    for heading in lines.iter().filter(|line| !line.is_broken && HEADING.is_match(line.words)) {
        let list =
            lines[heading.index + 1..].iter().take(LONGEST).take_while(|line| is_title(line));
        found.extend(
            list.filter(|line| !rules::holds_figure(line.words))
                .map(|line| Furniture { span: line.span, kind: FurnitureKind::ReadNext }),
        );
    }
    found
}

fn is_title(line: &Line<'_>) -> bool {
    let words = line.words.trim_end_matches(['"', '”', '’', '\'', ')']);
    !line.is_broken && line.words.len() <= 140 && !words.ends_with(['.', ',', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn titles_under_a_heading_are_not_read_but_those_with_figures_are() {
        let text = "They met.\n\nRelated Articles\n- Rebels say truce holds\n\
                    - Rebels free 40 prisoners\n- Envoys fly home\n\nThe talks go on, he said.";
        let found: Vec<_> =
            furniture(&lines(text)).iter().map(|piece| piece.span.of(text)).collect();
        assert_eq!(found, ["- Rebels say truce holds", "- Envoys fly home"]);
    }
}
