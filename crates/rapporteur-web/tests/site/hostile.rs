//! A report that means harm shows as text and harms nothing.

use rapporteur_model::{Document, EventType, Reading};

use super::record::{Site, claim, report};

const SCRIPT: &str = "<script>alert(1)</script>";

fn hostile() -> Site {
    let marks = "\u{301}".repeat(10_000);
    let text = format!(
        "The {SCRIPT} League met\u{202e} the <img src=x onerror=alert(2)> Crown a{marks}b \
         \" onmouseover=\"alert(3) in Oslo, Z\u{2066} said.\n\n<!-- --> </body></html> & more.\u{0}"
    );
    let mut document: Document = report("\"><svg onload=alert(4)>", "2020-03-01", &text);
    document.title = Some(format!("{SCRIPT}\u{202e}title{marks}"));
    document.url = Some("javascript:alert(5)".to_owned());
    let words = &text[..text.find(" said").unwrap()];
    let mut told =
        claim(&document, 0, words, EventType::Consult, &[SCRIPT, "\u{202e}Crown"], Some("Z"));
    told.place = Some("<b>Oslo</b>".to_owned());
    Site::of(&[(document, Reading { claims: vec![told], diagnostics: Vec::new() })])
}

#[track_caller]
fn harmless(page: &str, html: &str) {
    for harm in [
        "<script>alert",
        "<img src",
        "<svg onload",
        "<b>Oslo",
        "</body></html> &",
        "\" onmouseover=\"",
        "javascript:",
        "\u{202e}",
        "\u{2066}",
        "\u{0}",
    ] {
        assert!(!html.contains(harm), "{page} has `{}`", harm.escape_debug());
    }
    let most = html.split(|c| c != '\u{301}').map(str::len).max().unwrap_or_default();
    assert!(most <= 8 * '\u{301}'.len_utf8(), "{page} piles {most} bytes of marks");
}

#[test]
fn every_page_shows_it_as_text() {
    let site = hostile();
    let key = site.state.snapshot().core.contents.documents[0].key.clone();
    let entry = site.state.snapshot().core.contents.entries[0].id.clone();
    let claim = site.state.snapshot().core.contents.claims[0].id.clone();
    let mut pages: Vec<String> = [
        "",
        "timeline",
        "threads",
        "positions",
        "figures",
        "disagreements",
        "actors",
        "sources",
        "wording",
        "documents",
        "search?q=league",
        "review",
    ]
    .iter()
    .map(|view| format!("/{view}"))
    .collect();
    pages.extend([
        format!("/d/{key}"),
        format!("/d/{key}?c=0"),
        format!("/e/{entry}"),
        "/p/script-alert-1-script".to_owned(),
        "/p/crown".to_owned(),
        format!("/e/{entry}?edit={claim}"),
        "/timeline?party=%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
        "/search?q=%22%3E%3Cscript%3Ealert(1)".to_owned(),
    ]);
    for page in pages {
        harmless(&page, &site.get(&page).text);
    }
    let document = site.get(&format!("/d/{key}")).text;
    assert!(document.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "it is shown");
    assert!(document.contains("[RLO]") && document.contains("more marks]"), "it is told");
}

#[test]
fn the_report_shows_it_as_text() {
    let site = hostile();
    let page = rapporteur_web::report(
        &site.state.snapshot(),
        "talks",
        rapporteur_record::selection::Selection::default(),
    )
    .unwrap();
    harmless("report", &page);
}
