//! The real program in a temporary folder.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]
#![expect(clippy::print_stderr, reason = "skipped tests say so")]

mod cli {
    mod harness;

    mod bad_input;
    mod claims;
    mod determinism;
    mod explain;
    mod faults;
    mod follow;
    mod hostile;
    mod inputs;
    mod kills;
    mod petrarch;
    mod privacy;
    mod resume;
    mod sample;
    mod seeds;
    mod terminal;
    mod updates;
}
