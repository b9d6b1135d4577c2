//! Aligned tables and wrapped lines that fit the terminal, or 80 columns where there is none.

use std::io::{self, IsTerminal, Write};

use anstyle::Style;
use comfy_table::{ContentArrangement, Table};

/// Columns where output goes to a file or a pipe.
const DEFAULT_WIDTH: u16 = 80;

/// A table without borders that wraps its cells to the width of the terminal.
pub(crate) fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width())
        .set_header(header.iter().map(|title| title.to_uppercase()));
    for column in table.column_iter_mut() {
        column.set_padding((0, 1));
    }
    table
}

/// Prints the answer of a view in a sentence, bold where the terminal can.
pub(crate) fn answer(to: &mut dyn Write, sentence: &str) -> io::Result<()> {
    let bold = Style::new().bold();
    for line in textwrap::wrap(sentence, usize::from(width())) {
        writeln!(to, "{bold}{line}{bold:#}")?;
    }
    Ok(())
}

/// Prints a line of facts, and below it, indented, the words that it rests on.
pub(crate) fn item(to: &mut dyn Write, facts: &str, words: &str) -> io::Result<()> {
    let indented = |text: &str, first: &str| {
        let options = textwrap::Options::new(usize::from(width()))
            .initial_indent(first)
            .subsequent_indent(INDENT);
        textwrap::fill(text, options)
    };
    writeln!(to, "{}", indented(facts, ""))?;
    writeln!(to, "{}", indented(words, INDENT))
}

/// Prints words behind a sign, where the words of an item stand.
pub(crate) fn signed(to: &mut dyn Write, sign: char, words: &str) -> io::Result<()> {
    let first = format!("{sign:>10}  ");
    let options = textwrap::Options::new(usize::from(width()))
        .initial_indent(&first)
        .subsequent_indent(INDENT);
    writeln!(to, "{}", textwrap::fill(words, options))
}

/// Stands before the words of an item.
const INDENT: &str = "            ";

/// Prints a table, without the spaces at the ends of its lines.
pub(crate) fn print(to: &mut dyn Write, table: &Table) -> io::Result<()> {
    for line in table.lines() {
        writeln!(to, "{}", line.trim_end())?;
    }
    Ok(())
}

fn width() -> u16 {
    if !io::stdout().is_terminal() {
        return DEFAULT_WIDTH;
    }
    terminal_size::terminal_size().map_or(DEFAULT_WIDTH, |(width, _)| width.0)
}

/// The same words on one line.
pub(crate) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
