//! The real program in a temporary folder.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]
#![expect(clippy::print_stderr, reason = "skipped tests say so")]

mod cli {
    mod harness;

    mod api;
    mod bad_input;
    mod claims;
    mod contradictions;
    mod determinism;
    mod explain;
    mod exports;
    mod faults;
    mod follow;
    mod hostile;
    mod inputs;
    mod kills;
    mod large;
    mod load;
    mod mcp;
    mod network;
    mod parts;
    mod petrarch;
    mod privacy;
    mod readings;
    mod resume;
    mod sample;
    mod second;
    mod seeds;
    mod serve;
    mod terminal;
    mod triage;
    mod updates;
}
