//! Pictures of every view, to be looked at.

use std::path::Path;

use serde_json::json;

use super::accessibility::pages;
use super::driver::Browser;
use super::site::Site;

#[test]
#[ignore = "takes pictures into the folder that RAPPORTEUR_SCREENSHOTS names"]
fn screenshots() {
    let Some(browser) = Browser::start() else { return };
    let Some(folder) = std::env::var_os("RAPPORTEUR_SCREENSHOTS") else { return };
    let site = Site::start();
    let wanted = std::env::var("RAPPORTEUR_PAGES").unwrap_or_default();
    for (name, width, theme) in
        [("wide-light", 1360, "light"), ("wide-dark", 1360, "dark"), ("phone-light", 400, "light")]
    {
        browser.resize(width, 900);
        browser.chromium(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] }),
        );
        for (number, page) in pages(&site).iter().enumerate() {
            if !page.contains(&wanted) {
                continue;
            }
            browser.open(&site.at(page));
            let height = browser.script("return document.documentElement.scrollHeight");
            let height = height.as_u64().unwrap().min(1_900);
            let picture = browser.chromium(
                "Page.captureScreenshot",
                &json!({
                    "format": "png",
                    "captureBeyondViewport": true,
                    "clip": { "x": 0, "y": 0, "width": width, "height": height, "scale": 1 },
                }),
            );
            let base64 = picture["data"].as_str().unwrap();
            let view: String = page
                .split(['?', '/'])
                .filter(|part| !part.is_empty())
                .take(1)
                .chain(page.is_empty().then_some(""))
                .collect();
            let view = if view.is_empty() { "brief" } else { &view };
            let file = Path::new(&folder).join(format!("{number:02}-{view}-{name}.png"));
            std::fs::write(file, decoded(base64)).unwrap();
        }
    }
}

/// Base64 (RFC 4648) as bytes.
fn decoded(text: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for group in text.trim_end_matches('=').as_bytes().chunks(4) {
        let bits = group.iter().fold(0_u32, |bits, &byte| bits << 6 | u32::from(value(byte)));
        let bits = bits << (6 * (4 - group.len()));
        bytes.extend(bits.to_be_bytes()[1..group.len()].iter());
    }
    bytes
}
