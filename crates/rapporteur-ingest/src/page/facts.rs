//! Headline, outlet, authors, dates, language and address of a page.

use std::collections::BTreeSet;

use rapporteur_model::PartialDate;
use scraper::Html;
use trafilatura::dom::Document as Dom;
use trafilatura::{HtmlDateMode, Options};
use url::Url;

use super::json_ld::{JsonLd, json_ld};
use super::meta::Meta;
use super::{dates, select, times};
use crate::about::by_address;

/// What a page says about its report.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) authors: Vec<String>,
    /// By metadata, or by an element that is marked as the time of publication.
    pub(crate) published: Option<PartialDate>,
    /// As the metadata writes it, with the hour.
    pub(crate) published_time: Option<String>,
    /// What looks like the date of publication where no metadata says it.
    pub(crate) presumed: Option<PartialDate>,
    pub(crate) modified: Option<PartialDate>,
    pub(crate) modified_time: Option<String>,
    /// As the page declares it.
    pub(crate) language: Option<String>,
    /// The canonical address.
    pub(crate) url: Option<String>,
    /// The text that the JSON-LD gives.
    pub(crate) body: Option<String>,
    /// What the page says about who may read it.
    pub(crate) free: Option<bool>,
}

/// Names under which pages give the time of publication, the firmest first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date_published",
    "publishdate",
    "publish_date",
    "publish-date",
    "pubdate",
    "publication_date",
    "publicationdate",
    "published",
    "publishtime",
    "date.published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dc.issued",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "dcterms.created",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "ptime",
    "rnews:datepublished",
    "bt:pubdate",
    "citation_publication_date",
    "citation_date",
    "prism.publicationdate",
    "displaydate",
    "analyticsattributes.articledate",
    "datecreated",
    "date",
];

/// Names under which pages give the time of the last change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "dateupdated",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "updated",
    "moddate",
    "utime",
];

const OUTLET: &[&str] = &[
    "og:site_name",
    "application-name",
    "cre",
    "source_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "apple-mobile-web-app-title",
];
const TITLE: &[&str] = &[
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "headline",
];
const AUTHOR: &[&str] = &[
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
    "article:author_name",
];

/// Elements that are marked as the time of publication.
const TIMES: &[&str] = &[
    r#"[itemprop~="datePublished" i]"#,
    "time[pubdate]",
    r#"time[class*="publish" i]"#,
    "time.entry-date",
    r#"[class*="published" i] time[datetime]"#,
    r#"[property="schema:datePublished" i]"#,
];

/// Reads what a page says about itself: JSON-LD first, then meta elements, then marked elements, then
/// what the library concludes from bylines and the rest of the page.
pub(super) fn facts(tree: &Html, html: &str, fetched: Option<&str>) -> Facts {
    let linked = json_ld(tree);
    let meta = Meta::read(tree);
    let base = fetched.and_then(|url| Url::parse(url).ok());
    let url = canonical(&linked, &meta, base.as_ref()).or_else(|| fetched.map(str::to_owned));

    let labelled = times::times(tree);
    let published_time = [linked.published.clone()]
        .into_iter()
        .chain(PUBLISHED.iter().map(|name| meta.first(&[name])))
        .chain([labelled.published])
        .flatten()
        .chain(marked_times(tree))
        .find(|text| dates::date(text).is_some());
    let modified_time = linked
        .modified
        .clone()
        .or_else(|| meta.first(MODIFIED))
        .or(labelled.modified)
        .filter(|text| dates::date(text).is_some());
    let published = published_time.as_deref().and_then(|time| day(time, url.as_deref()));

    let outlet = linked.outlet.clone().or_else(|| meta.first(OUTLET)).filter(|name| is_name(name));
    let title = linked.headline.clone().or_else(|| meta.first(TITLE));
    let mut authors = people(linked.authors.clone());
    if authors.is_empty() {
        authors = people(meta.all(AUTHOR));
    }

    let mut facts =
        Facts {
            published,
            published_time,
            modified: modified_time.as_deref().and_then(dates::date),
            modified_time,
            language: linked.language.clone().or_else(|| meta.language.clone()).or_else(|| {
                meta.first(&["og:locale", "content-language", "dc.language", "language"])
            }),
            body: linked.body,
            free: linked.free.or_else(|| {
                meta.first(&["article:content_tier"]).map(|tier| tier.eq_ignore_ascii_case("free"))
            }),
            title,
            outlet,
            authors,
            url,
            presumed: None,
        };
    conclude(&mut facts, html);
    facts.title = facts
        .title
        .or_else(|| select::all(tree, "h1").into_iter().find_map(select::words))
        .or_else(|| select::all(tree, "title").into_iter().find_map(select::words))
        .map(|title| without_outlet(&title, facts.outlet.as_deref()));
    facts
}

/// The day of a time of publication. One in UTC can name the day before or after the outlet's own; an
/// address with a day in it names that one.
fn day(time: &str, url: Option<&str>) -> Option<PartialDate> {
    let told = dates::date(time)?;
    let own = url.and_then(by_address);
    let apart = |own: PartialDate| Some((own.as_day()? - told.as_day()?).get_days().abs());
    match own {
        Some(own) if apart(own) == Some(1) && !has_offset(time) => Some(own),
        _ => Some(told),
    }
}

/// "2016-06-23T01:00:00-05:00" tells the outlet's own time; "...Z" does not.
fn has_offset(time: &str) -> bool {
    let clock = time.split_once(['T', ' ']).map_or("", |(_, clock)| clock);
    match clock.rsplit_once(['+', '-']) {
        Some((_, offset)) => offset.bytes().any(|byte| (b'1'..=b'9').contains(&byte)),
        None => false,
    }
}

/// Fills what is still open by what the library concludes from the page.
fn conclude(facts: &mut Facts, html: &str) {
    let dated = facts.published.is_some();
    if dated && facts.title.is_some() && !facts.authors.is_empty() {
        return;
    }
    let mode = if dated { HtmlDateMode::Disabled } else { HtmlDateMode::Extensive };
    let mut options = Options::default().with_html_date_mode(mode);
    options.original_url = facts.url.as_deref().and_then(|url| Url::parse(url).ok());
    let found = trafilatura::metadata::extract_metadata(&Dom::parse(html), &options);
    let given = |text: String| select::single_spaced(&text);
    facts.title = facts.title.take().or_else(|| given(found.title));
    facts.outlet =
        facts.outlet.take().or_else(|| given(found.sitename).filter(|name| is_name(name)));
    if facts.authors.is_empty() {
        facts.authors = people(found.author.split(';').map(str::to_owned).collect());
    }
    facts.presumed = found.date.and_then(|date| dates::date(&date.to_string()));
}

/// The address that the page gives as its own. One that leads to a front page is a mistake of the
/// template; one on another host may be a syndicated original, and is meant.
fn canonical(linked: &JsonLd, meta: &Meta, base: Option<&Url>) -> Option<String> {
    let og = meta.first(&["og:url"]);
    [meta.canonical.as_deref(), og.as_deref(), linked.url.as_deref()]
        .into_iter()
        .flatten()
        .filter_map(|text| match base {
            Some(base) => base.join(text).ok(),
            None => Url::parse(text).ok(),
        })
        .find(|url| {
            matches!(url.scheme(), "http" | "https")
                && (url.path().len() > 1 || url.query().is_some())
        })
        .map(|mut url| {
            url.set_fragment(None);
            url.to_string()
        })
}

fn marked_times(tree: &Html) -> Vec<String> {
    TIMES
        .iter()
        .flat_map(|selector| select::all(tree, selector))
        .filter_map(|element| {
            let attribute = ["datetime", "content"]
                .iter()
                .find_map(|name| element.attr(name))
                .map(str::to_owned);
            attribute.or_else(|| select::words(element))
        })
        .collect()
}

/// The names in bylines, each once: "By Ana Ruiz and B. Lo" is two people.
fn people(bylines: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut people = Vec::new();
    for byline in bylines {
        let byline = byline.trim();
        let rest = ["By ", "by ", "BY "].iter().find_map(|by| byline.strip_prefix(by));
        let names = rest.unwrap_or(byline).replace(" and ", ";").replace(" & ", ";");
        for name in names.split(';').map(str::trim) {
            let is_name = is_name(name) && !name.contains('@') && name.chars().count() <= 80;
            if is_name && seen.insert(name.to_lowercase()) {
                people.push(name.to_owned());
            }
        }
    }
    people
}

fn is_name(text: &str) -> bool {
    !text.contains("://") && !text.contains("{{") && text.chars().any(char::is_alphabetic)
}

/// "Truce agreed - Andes Wire" without the outlet.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let Some(outlet) = outlet else { return title.to_owned() };
    for mark in [" - ", " | ", " – ", " — ", " :: ", " · ", " » "] {
        if let Some((headline, last)) = title.rsplit_once(mark)
            && last.trim().eq_ignore_ascii_case(outlet.trim())
            && !headline.trim().is_empty()
        {
            return headline.trim().to_owned();
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str, url: Option<&str>) -> Facts {
        facts(&Html::parse_document(html), html, url)
    }

    #[test]
    fn meta_elements_say_what_json_ld_does_not() {
        let found = read(
            r#"<html lang="en-GB"><head>
               <title>Truce agreed | Andes Wire</title>
               <meta property="og:title" content="Truce agreed | Andes Wire">
               <meta property="og:site_name" content="Andes Wire">
               <meta name="author" content="By Ana Ruiz and B. Lo">
               <meta property="article:published_time" content="2016-06-23T22:00:00-05:00">
               <meta property="article:modified_time" content="2016-06-24T08:00:00-05:00">
               <link rel="canonical" href="/2016/truce"></head><body><p>Text.</p></body></html>"#,
            Some("https://andes.example/2016/truce?ref=feed#top"),
        );
        assert_eq!(found.title.as_deref(), Some("Truce agreed"));
        assert_eq!(found.outlet.as_deref(), Some("Andes Wire"));
        assert_eq!(found.authors, ["Ana Ruiz", "B. Lo"]);
        assert_eq!(found.published.map(|d| d.to_string()).as_deref(), Some("2016-06-23"));
        assert_eq!(found.published_time.as_deref(), Some("2016-06-23T22:00:00-05:00"));
        assert_eq!(found.modified.map(|d| d.to_string()).as_deref(), Some("2016-06-24"));
        assert_eq!(found.language.as_deref(), Some("en-GB"));
        assert_eq!(found.url.as_deref(), Some("https://andes.example/2016/truce"));
    }

    #[test]
    fn visible_bylines_and_times_speak_where_metadata_is_silent() {
        let found = read(
            r#"<html><body><article><h1>Truce agreed</h1><p class="byline">By Ana Ruiz</p>
               <time class="published" datetime="2016-06-23">Thursday</time>
               <p>The League and the government agreed to a truce.</p></article></body></html>"#,
            None,
        );
        assert_eq!(found.title.as_deref(), Some("Truce agreed"));
        assert_eq!(found.authors, ["Ana Ruiz"]);
        assert_eq!(found.published.map(|d| d.to_string()).as_deref(), Some("2016-06-23"));
    }

    #[test]
    fn a_time_in_utc_yields_to_the_day_in_the_address() {
        let url = Some("https://andes.example/2016/06/23/truce");
        for (time, expected) in [
            ("2016-06-24T03:00:00Z", "2016-06-23"),
            ("2016-06-24T03:00:00+00:00", "2016-06-23"),
            ("2016-06-24T03:00:00", "2016-06-23"),
            ("2016-06-24T03:00:00+02:00", "2016-06-24"),
            ("2016-06-30T03:00:00Z", "2016-06-30"),
        ] {
            assert_eq!(
                day(time, url).map(|day| day.to_string()).as_deref(),
                Some(expected),
                "{time}"
            );
        }
    }

    #[test]
    fn a_canonical_address_that_is_the_front_page_is_a_mistake() {
        let html = r#"<link rel="canonical" href="https://andes.example/"><p>Text."#;
        let found = read(html, Some("https://andes.example/2016/truce"));
        assert_eq!(found.url.as_deref(), Some("https://andes.example/2016/truce"));
    }
}
