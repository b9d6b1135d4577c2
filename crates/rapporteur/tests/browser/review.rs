//! Reviewing: by keys, with undo, in bulk; and that it holds.

use super::driver::Browser;
use super::site::Site;

#[test]
fn verdicts_by_key_are_kept_and_taken_back() {
    let Some(browser) = Browser::start() else { return };
    let site = Site::start();
    browser.open(&site.at("/review"));
    let first = browser.text(".item .deed");
    browser.press("j").press("y");
    browser.wait("return location.search.includes('done=1')");
    assert_ne!(browser.text(".item .deed"), first, "what is decided leaves the queue");
    assert!(browser.text(".done").contains("accepted"));
    browser.press("n");
    browser.wait("return location.search.includes('done=2')");
    assert!(browser.text(".done").contains("rejected"));
    browser.press("u");
    browser.wait("return location.search.includes('done=3')");
    let log = browser.text("table.log");
    assert!(log.contains("took back no. 2") && log.contains("Ana"), "{log}");
    browser.press("?");
    browser.wait("return document.getElementById('help').open");
}

#[test]
fn a_page_of_the_queue_is_decided_together_and_reviewed_is_a_filter() {
    let Some(browser) = Browser::start() else { return };
    let site = Site::start();
    browser.open(&site.at("/review?party=cuba"));
    let shown = browser.count(".item");
    let label = browser.text(".bulk button[value=accepted]");
    assert!(label.contains(&shown.to_string()), "{label}");
    browser.type_into(".bulk input[name=why]", "read with the desk");
    browser.click(".bulk button[value=accepted]");
    browser.open(&site.at("/review?review=accepted"));
    let answer = browser.text("main .answer");
    assert!(answer.contains(&format!("{shown} of {shown}")), "{answer}");
    assert!(browser.text("table.log").contains("read with the desk"));
}

#[test]
fn a_correction_is_shown_beside_what_the_reader_found() {
    let Some(browser) = Browser::start() else { return };
    let site = Site::start();
    browser.open(&site.at("/review"));
    browser.click(".item a.edit");
    browser.type_into(".editor input[name='slot.place']", "Oslo");
    browser.click(".editor button");
    let table = browser.text("table.evidence");
    assert!(table.contains("Oslo") && table.contains("corrected by Ana"), "{table}");
    let claims = site.run("show havana.record claims --json");
    assert!(claims.contains("Oslo"));
    assert!(site.run("check havana.record").contains("everything holds"));
}

#[test]
fn what_another_program_writes_is_shown() {
    let Some(browser) = Browser::start() else { return };
    let site = Site::start();
    let report = "Oslo, May 3 (AW) -- The League and the government of Ruritania agreed to a truce \
                  on Monday, the mediator said.\n";
    std::fs::write(site.file("truce.txt"), report).unwrap();
    browser.open(&site.at("/documents"));
    let before = browser.count("table.documents tbody tr");
    site.run("build truce.txt -o havana.record");
    let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
    loop {
        browser.open(&site.at("/documents"));
        if browser.count("table.documents tbody tr") > before {
            break;
        }
        assert!(std::time::Instant::now() < until, "the new report never shows");
        std::thread::sleep(std::time::Duration::from_millis(300));
    }
}
