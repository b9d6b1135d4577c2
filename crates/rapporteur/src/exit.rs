//! Exit codes and the last words of a run.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | done, and something is not as it should be: an input could not be read, a check failed |
//! | 2 | not done: wrong arguments, or an error that stopped the command |

use std::io;
use std::process::{ExitCode, Termination};

use rapporteur_store::StoreError;

use crate::say;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Done,
    Flawed,
    Failed,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::Flawed => 1,
            Self::Failed => 2,
        })
    }
}

/// Says what stopped a command. A reader that closed the pipe is no error.
pub(crate) fn report(result: anyhow::Result<Exit>) -> Exit {
    let error = match result {
        Ok(exit) => return exit,
        Err(error) => error,
    };
    let causes = || error.chain();
    let broken_pipe = causes().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    });
    if broken_pipe {
        return Exit::Done;
    }
    say::error(&format!("{error:#}"));
    if let Some(hint) = causes().find_map(|cause| cause.downcast_ref::<StoreError>()) {
        say::hint(hint.hint());
    }
    Exit::Failed
}
