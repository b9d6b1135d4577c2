//! A progress line on standard error, drawn only where a person looks on.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

/// How far a run has come: in bytes of its inputs, which tells the time left, and in reports.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Bytes of inputs that were taken up.
    pub(crate) bytes: Arc<AtomicU64>,
    read: AtomicU64,
    known: AtomicU64,
    left_out: AtomicU64,
}

impl Progress {
    /// Over inputs of so many bytes; `None` where their size is not known.
    pub(crate) fn over(bytes: Option<u64>) -> Self {
        let (bar, template) = match bytes {
            Some(total) => (ProgressBar::new(total), "{bar:20} {percent:>3}%  {msg}, {eta} left"),
            None => (ProgressBar::new_spinner(), "{spinner} {msg}, {elapsed}"),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self {
            bar,
            bytes: Arc::default(),
            read: AtomicU64::default(),
            known: AtomicU64::default(),
            left_out: AtomicU64::default(),
        }
    }

    /// One more report was read.
    pub(crate) fn read(&self) {
        self.read.fetch_add(1, Ordering::Relaxed);
        self.draw();
    }

    /// One more report was in the record already.
    pub(crate) fn known(&self) {
        self.known.fetch_add(1, Ordering::Relaxed);
        self.draw();
    }

    /// One more report was left out of the record.
    pub(crate) fn left_out(&self) {
        self.left_out.fetch_add(1, Ordering::Relaxed);
        self.draw();
    }

    fn draw(&self) {
        self.bar.set_position(self.bytes.load(Ordering::Relaxed));
        let read = self.read.load(Ordering::Relaxed);
        let seconds = self.bar.elapsed().as_secs().max(1);
        let mut message = format!("{read} reports read, {} a second", read.div_ceil(seconds));
        let known = self.known.load(Ordering::Relaxed);
        if known > 0 {
            message.push_str(&format!(", {known} known"));
        }
        let left_out = self.left_out.load(Ordering::Relaxed);
        if left_out > 0 {
            let all = (read + left_out).div_ceil(seconds);
            message.push_str(&format!(", {left_out} left out, {all} a second in all"));
        }
        self.bar.set_message(message);
    }

    /// Takes the line away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
