//! Reading the record: views, filters, the way to the words, exports, print.

use serde_json::Value;

use super::VIEWS;
use super::driver::Browser;
use super::site::Site;

#[test]
fn every_view_answers_in_a_sentence_and_asks_nothing_of_anybody_else() {
    let Some(browser) = Browser::start() else { return };
    let site = Site::start();
    for view in VIEWS {
        browser.open(&site.at(view));
        assert!(browser.text("main .answer").len() > 20, "{view}");
        assert_eq!(browser.count("main h1"), 1, "{view}");
        let elsewhere = browser.script(
            "return performance.getEntriesByType('resource').map(r => r.name)\
             .filter(name => !name.startsWith(location.origin))",
        );
        assert_eq!(elsewhere, serde_json::json!([]), "{view}");
    }
    assert!(browser.complaints().is_empty(), "{:?}", browser.complaints());
}

#[test]
fn the_words_are_one_click_away_and_speaker_cue_and_content_are_named() {
    let Some(browser) = Browser::start() else { return };
    let site = Site::start();
    browser.open(&site.at("/timeline?speaker=ivan-marquez"));
    let quote = browser.text(".card .words q");
    browser.click(".card .words a");
    assert!(browser.url().contains("/d/"), "{}", browser.url());
    let content = browser.script(
        "return [...document.querySelectorAll('.body mark.content, .body mark.cue, \
         .body mark.speaker')].map(m => m.textContent).join(' ')",
    );
    let first = quote.trim_matches(['“', '”']).split_whitespace().next().unwrap().to_owned();
    assert!(content.as_str().unwrap().contains(&first), "{content} has not {first}");
    for label in ["speaker", "content"] {
        let labels = browser.script(
            "return [...document.querySelectorAll('.body .label')].map(l => l.textContent)",
        );
        assert!(labels.to_string().contains(label), "{labels}");
    }
    assert_eq!(browser.count(".note.chosen"), 1);
}

#[test]
fn filters_compose_live_in_the_address_and_survive_the_back_button() {
    let Some(browser) = Browser::start() else { return };
    let site = Site::start();
    browser.open(&site.at("/timeline"));
    // "230 of 441 entries"
    let shown = || {
        let words = browser.text(".shown > span");
        words.split_whitespace().next().unwrap().replace(',', "").parse::<usize>().unwrap()
    };
    let all = shown();
    browser.click(".facet a.value");
    let narrowed = shown();
    assert!(narrowed < all, "{narrowed} of {all}");
    let address = browser.url();
    assert!(address.contains("party="), "{address}");
    browser.type_into(".filters input[name=from]", "2015").click(".filters form button");
    assert!(browser.url().contains("party=") && browser.url().contains("from=2015"));
    assert_eq!(browser.count(".chips a:not(.clear)"), 2);
    assert!(shown() < narrowed);
    // The other views keep what was chosen.
    browser.click(".views a[href^='/positions']");
    assert!(browser.url().contains("from=2015"), "{}", browser.url());
    browser.back().back();
    assert_eq!(browser.url(), address);
    assert_eq!(shown(), narrowed);
    browser.click(".chips a");
    assert_eq!(shown(), all);
}

#[test]
fn what_is_exported_is_what_is_shown() {
    let Some(browser) = Browser::start() else { return };
    let site = Site::start();
    browser.open(&site.at("/timeline?outlet=andes-wire&realis=planned"));
    let shown = browser.count(".card");
    assert!(shown > 0);
    let json: Value =
        serde_json::from_str(&site.fetch("/timeline.json?outlet=andes-wire&realis=planned"))
            .unwrap();
    assert_eq!(json.as_array().unwrap().len(), shown);
    let csv = site.fetch("/timeline.csv?outlet=andes-wire&realis=planned");
    assert!(csv.starts_with("entry,time_start,"), "{csv}");
    assert!(csv.lines().next().unwrap().contains("permalink,url"));
    let href = browser.script("return document.querySelector('.twins a').getAttribute('href')");
    assert!(href.as_str().unwrap().contains("outlet=andes-wire"), "{href}");
}

#[test]
fn the_page_works_without_scripts() {
    let Some(browser) = Browser::start() else { return };
    let site = Site::start();
    browser.chromium("Emulation.setScriptExecutionDisabled", &serde_json::json!({ "value": true }));
    browser.open(&site.at("/review"));
    let before = site.run("show havana.record claims --json");
    browser.click(".item button[value=rejected]");
    assert!(browser.url().contains("done=1"), "{}", browser.url());
    let after = site.run("show havana.record claims --json");
    assert!(after.len() < before.len());
}

#[test]
fn the_report_is_one_file_that_prints_to_a4() {
    let Some(browser) = Browser::start() else { return };
    let site = Site::start();
    site.run("report havana.record -o report.html");
    let file = site.file("report.html");
    let size = std::fs::metadata(&file).unwrap().len();
    assert!(size < 2_000_000, "{size} bytes");
    browser.chromium("Emulation.setScriptExecutionDisabled", &serde_json::json!({ "value": true }));
    browser.open(&format!("file://{}", file.display()));
    assert!(browser.text("#main .answer").contains("32 reports"));
    let printed = browser.chromium(
        "Page.printToPDF",
        &serde_json::json!({ "preferCSSPageSize": true, "printBackground": true }),
    );
    let pdf = printed["data"].as_str().unwrap();
    assert!(pdf.starts_with("JVBERi0"), "{}", &pdf[..20]);
    assert!(browser.complaints().is_empty(), "{:?}", browser.complaints());
}

#[test]
fn every_link_within_the_report_leads_somewhere() {
    let Some(browser) = Browser::start() else { return };
    let site = Site::start();
    site.run("report havana.record -o report.html");
    browser.open(&format!("file://{}", site.file("report.html").display()));
    let broken = browser.script(
        "const ids = new Set([...document.querySelectorAll('[id]')].map(e => e.id));\
         return [...new Set([...document.querySelectorAll('a[href]')]\
         .map(a => a.getAttribute('href'))\
         .filter(h => h.startsWith('#') ? !ids.has(h.slice(1)) : !/^https?:/.test(h)))].slice(0, 9)",
    );
    assert_eq!(broken, serde_json::json!([]));
}
