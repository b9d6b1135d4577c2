//! Every view without what a person with a screen reader, a keyboard or weak eyes would stumble
//! over, in both themes and on a phone.
//!
//! `accessibility.js` holds our own rules. Where `RAPPORTEUR_AXE` names a copy of axe-core's
//! `axe.min.js`, its rules for WCAG 2.2 A and AA must hold, too.

use serde_json::{Value, json};

use super::VIEWS;
use super::driver::Browser;
use super::site::Site;

const RULES: &str = include_str!("accessibility.js");

#[test]
fn nobody_stumbles_over_any_view() {
    let Some(browser) = Browser::start() else { return };
    let site = Site::start();
    let mut found = Vec::new();
    for (width, theme) in [(1360, "light"), (1360, "dark"), (400, "light")] {
        browser.resize(width, 900);
        browser.chromium(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] }),
        );
        for page in pages(&site) {
            browser.open(&site.at(&page));
            let stumbles = browser.script(RULES);
            for line in stumbles.as_array().into_iter().flatten() {
                found.push(format!("{page} ({width}, {theme}) {}", line.as_str().unwrap()));
            }
            found.extend(axe(&browser).into_iter().map(|line| format!("{page} (axe) {line}")));
        }
    }
    assert!(
        found.is_empty(),
        "{} in all\n{}",
        found.len(),
        found[..found.len().min(40)].join("\n")
    );
}

/// Every view, an entry with several claims, a correction, a report with a claim laid out, an actor, and a
/// selection.
pub(super) fn pages(site: &Site) -> Vec<String> {
    let mut pages: Vec<String> = VIEWS.iter().map(|view| (*view).to_owned()).collect();
    let rows: Value = serde_json::from_str(&site.fetch("/disagreements.json")).unwrap();
    let row = &rows[0];
    let entry = row["entry"].as_str().unwrap();
    let claim = row["sides"][0]["evidence"][0]["claim"].as_str().unwrap();
    pages.push(format!("/e/{entry}"));
    pages.push(format!("/e/{entry}?edit={claim}"));
    let spoken: Value =
        serde_json::from_str(&site.fetch("/timeline.json?speaker=ivan-marquez")).unwrap();
    let words = spoken[0]["permalink"].as_str().unwrap();
    pages.push(words.split('#').next().unwrap().to_owned());
    pages.push("/p/farc".to_owned());
    pages.push("/timeline?party=farc&from=2015&-outlet=andes-wire".to_owned());
    pages
}

/// What axe-core finds, where it is at hand.
fn axe(browser: &Browser) -> Vec<String> {
    let Some(path) = std::env::var_os("RAPPORTEUR_AXE") else { return Vec::new() };
    let source = std::fs::read_to_string(path).unwrap();
    // A page's policy forbids scripts of others; WebDriver's own are run beside it.
    browser.script(&source);
    let script = "return axe.run({ rules: { 'label-content-name-mismatch': { enabled: true } }, \
                  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(r => r.violations.flatMap(v => v.nodes.slice(0, 3)\
                  .map(n => v.id + ': ' + n.html.slice(0, 160) + ' ' + (n.any[0]?.message ?? ''))))";
    let found = browser.script(script);
    found.as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect()
}
