//! Runs parsers of others that panic on some damaged files: one file must not end a run.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rapporteur_model::{Code, Diagnostic};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What a parser gives; `None` where it panicked. What it was given must not be used afterwards.
pub(crate) fn guarded<T>(parse: impl FnOnce() -> T) -> Option<T> {
    let before = GUARDED.replace(true);
    let parsed = catch_unwind(AssertUnwindSafe(parse));
    GUARDED.set(before);
    parsed.ok()
}

/// Whether a panic of this thread, now, is one that is told as a diagnostic: a program's hook need
/// not print it.
#[must_use]
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// What is said of an input on which a parser panics.
pub(crate) fn broken(subject: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Damaged,
        subject,
        "it is damaged in a way that its parser does not expect",
    )
}

/// The reports of an input. Where its parser panics, that is said, and no more of them follow.
pub(crate) struct Guarded<R> {
    reports: R,
    subject: String,
    ended: bool,
}

impl<R> Guarded<R> {
    pub(crate) fn new(reports: R, subject: &str) -> Self {
        Self { reports, subject: subject.to_owned(), ended: false }
    }
}

impl<T, R: Iterator<Item = Result<T, Diagnostic>>> Iterator for Guarded<R> {
    type Item = R::Item;

    fn next(&mut self) -> Option<R::Item> {
        if self.ended {
            return None;
        }
        let report = guarded(|| self.reports.next());
        self.ended = report.is_none();
        report.unwrap_or_else(|| Some(Err(broken(&self.subject))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_up_to_the_broken_one_are_kept() {
        let reports = (0..5).map(|at| if at == 2 { panic!("broken") } else { Ok(at) });
        let found: Vec<_> = Guarded::new(reports, "a.pdf").collect();
        assert_eq!(found, [Ok(0), Ok(1), Err(broken("a.pdf"))]);
        assert!(!is_guarded());
    }

    #[test]
    fn what_is_guarded_inside_stays_guarded_outside() {
        let outer = guarded(|| {
            assert_eq!(guarded(|| -> u8 { panic!("broken") }), None);
            is_guarded()
        });
        assert_eq!(outer, Some(true));
        assert!(!is_guarded());
    }
}
