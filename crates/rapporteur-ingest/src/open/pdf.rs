//! The text of a PDF file.

use std::panic;

/// The paragraphs of a PDF, lines joined and words that a line end divides made whole.
pub(super) fn text(bytes: &[u8]) -> Result<String, String> {
    // The library panics on some damaged files; one of them must not end a run.
    let found = panic::catch_unwind(|| pdf_extract::extract_text_from_mem(bytes));
    match found {
        Ok(Ok(text)) => Ok(paragraphs(&text)),
        Ok(Err(error)) => Err(format!("no PDF that can be read: {error}")),
        Err(_) => Err("no PDF that can be read: its structure is broken".to_owned()),
    }
}

fn paragraphs(text: &str) -> String {
    let mut paragraphs = Vec::new();
    let mut current = String::new();
    for line in text.lines().map(str::trim).chain([""]) {
        if line.is_empty() {
            if !current.is_empty() {
                paragraphs.push(std::mem::take(&mut current));
            }
            continue;
        }
        let continues = line.starts_with(char::is_lowercase);
        let divided = current.strip_suffix('-').is_some_and(|s| s.ends_with(char::is_lowercase));
        if divided && continues {
            current.pop();
        } else if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(&line.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_to_paragraphs() {
        let text =
            "The delegations met for nego-\ntiations in  Oslo\non Monday.\n\n\nThey parted.\n";
        assert_eq!(
            paragraphs(text),
            "The delegations met for negotiations in Oslo on Monday.\n\nThey parted."
        );
    }

    #[test]
    fn what_is_no_pdf_says_so() {
        assert!(text(b"%PDF-1.7\nnothing").is_err());
        assert!(text(b"").is_err());
    }
}
