//! A progress line on standard error, drawn only where a person looks on.

use indicatif::{ProgressBar, ProgressStyle};

/// Counts reports as they are read; hidden where standard error is no terminal.
pub(crate) fn reports() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) =
        ProgressStyle::with_template("{spinner} {pos} reports read, {per_sec}, {elapsed} {msg}")
    {
        bar.set_style(style);
    }
    bar
}
