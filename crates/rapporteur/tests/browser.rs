//! The page in a real browser: headless Chromium, driven over WebDriver.
//!
//! Skipped with a message where `chromedriver` is not installed (`apt-get install chromium
//! chromium-driver`). `RAPPORTEUR_SCREENSHOTS=folder cargo test -p rapporteur --test browser
//! screenshots -- --ignored` takes pictures of every view.

#![allow(clippy::unwrap_used, reason = "a test stops where its ground gives way")]
#![allow(clippy::print_stderr, reason = "skipped tests and measurements say so")]
#![allow(clippy::print_stdout, reason = "measurements are printed")]

#[path = "browser/accessibility.rs"]
mod accessibility;
#[path = "browser/driver.rs"]
mod driver;
#[path = "browser/reading.rs"]
mod reading;
#[path = "browser/review.rs"]
mod review;
#[path = "browser/screenshots.rs"]
mod screenshots;
#[path = "browser/site.rs"]
mod site;

/// Every view, by its address.
const VIEWS: &[&str] = &[
    "/",
    "/timeline",
    "/threads",
    "/positions",
    "/figures",
    "/disagreements",
    "/actors",
    "/places",
    "/sources",
    "/wording",
    "/documents",
    "/search?q=ceasefire",
    "/review",
];
