//! Feeds (RSS, Atom, JSON Feed): their entries, and a saved feed as a file of reports.

use std::io::BufRead;

use feed_rs::model;
use rapporteur_model::{Code, Diagnostic, Origin, PartialDate, sha256_hex};

use super::{LARGEST_FILE, Place, Reports, bounded, one};
use crate::page::{blocks, dates};
use crate::raw::{RawDocument, RawReport};

/// One entry of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The feed's own identifier of it.
    pub(crate) id: String,
    /// The page that it leads to.
    pub(crate) link: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) authors: Vec<String>,
    /// RFC 3339, in UTC.
    pub(crate) published: Option<String>,
    pub(crate) updated: Option<String>,
    pub(crate) language: Option<String>,
    /// The whole text, or what the feed shows of it.
    pub(crate) text: String,
    /// Whether that is only a summary.
    pub(crate) is_summary: bool,
}

/// The name of a feed and its entries, in the feed's order; `base` is where it was fetched from.
pub(crate) fn entries(
    bytes: &[u8],
    base: Option<&str>,
) -> Result<(Option<String>, Vec<Entry>), String> {
    let parser = feed_rs::parser::Builder::new().base_uri(base).build();
    let feed = parser.parse(bytes).map_err(|error| error.to_string())?;
    let name = feed.title.map(|title| plain(&title.content));
    let language = feed.language;
    let entries = feed.entries.into_iter().map(|entry| one_entry(entry, language.as_deref()));
    Ok((name.filter(|name| !name.is_empty()), entries.collect()))
}

fn one_entry(entry: model::Entry, language: Option<&str>) -> Entry {
    let text = |html: &str| blocks::paragraphs(html).join("\n\n");
    let body = entry.content.and_then(|content| content.body).map(|body| text(&body));
    let body = body.filter(|body| !body.is_empty());
    let summary = entry.summary.map(|summary| text(&summary.content)).unwrap_or_default();
    let is_page = |link: &&model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = entry.links.iter().find(is_page).or_else(|| entry.links.first());
    Entry {
        id: entry.id,
        link: link.map(|link| link.href.clone()).filter(|link| link.starts_with("http")),
        title: entry.title.map(|title| plain(&title.content)).filter(|title| !title.is_empty()),
        authors: entry
            .authors
            .into_iter()
            .filter_map(|author| author.name)
            .filter(|name| !name.is_empty())
            .collect(),
        published: entry.published.map(|time| time.to_rfc3339()),
        updated: entry.updated.map(|time| time.to_rfc3339()),
        language: entry.language.or_else(|| language.map(str::to_owned)),
        is_summary: body.is_none(),
        text: body.unwrap_or(summary),
    }
}

/// A title without mark-up.
fn plain(html: &str) -> String {
    blocks::paragraphs(html).join(" ")
}

impl Entry {
    /// When the entry was published; the time of the last change where it gives no other.
    pub(crate) fn day(&self) -> Option<PartialDate> {
        self.published.as_deref().or(self.updated.as_deref()).and_then(dates::date)
    }

    /// What the feed says about the report.
    pub(crate) fn about(&self, outlet: Option<&str>) -> RawDocument {
        RawDocument {
            id: self.link.clone().unwrap_or_else(|| self.id.clone()),
            url: self.link.clone(),
            outlet: outlet.map(str::to_owned),
            title: self.title.clone(),
            authors: self.authors.clone(),
            published: self.day(),
            modified: self.updated.as_deref().and_then(dates::date),
            language: None,
            ..RawDocument::default()
        }
    }
}

/// The reports in a saved feed: the texts of its entries.
pub(super) fn read(stream: Box<dyn BufRead>, place: &Place) -> Reports {
    let bytes = match bounded::whole(stream, LARGEST_FILE, &place.subject) {
        Ok(bytes) => bytes,
        Err(diagnostic) => return one(Err(diagnostic)),
    };
    let (name, entries) = match entries(&bytes, None) {
        Ok(found) => found,
        Err(why) => {
            let message = format!("neither RSS nor Atom nor JSON Feed: {why}");
            return one(Err(Diagnostic::new(Code::NotAFeed, &place.subject, message)));
        }
    };
    let sha256 = sha256_hex(&bytes);
    let subject = place.subject.clone();
    Box::new(entries.into_iter().enumerate().map(move |(at, entry)| {
        let path = format!("{subject}:{}", at + 1);
        let mut raw = entry.about(name.as_deref());
        raw.language.clone_from(&entry.language);
        if !entry.text.chars().any(char::is_alphabetic) {
            let message = "the entry has no text; `rapporteur follow` fetches the page it leads to";
            return Err(Diagnostic::new(Code::Empty, &path, message));
        }
        if entry.is_summary {
            raw.metadata.insert("extent".to_owned(), "summary".into());
        }
        raw.text = entry.text;
        raw.origin = Origin { path, sha256: sha256.clone(), ..Origin::default() };
        Ok(RawReport::Text(raw))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
        <title>Andes Wire</title><link>https://andes.example</link><language>en</language>
        <item><title>Truce &amp;amp; talks</title><link>https://andes.example/1</link><guid>1</guid>
          <pubDate>Thu, 23 Jun 2016 10:00:00 GMT</pubDate>
          <description>Short.</description>
          <content:encoded><![CDATA[<p>The League met.</p><p>They parted.</p>]]></content:encoded></item>
        <item><title>Second</title><link>https://andes.example/2</link><description>&lt;b&gt;The envoy&lt;/b&gt; left.</description></item>
        </channel></rss>"#;

    #[test]
    fn entries_bring_their_text_and_what_the_feed_says() {
        let (name, found) = entries(RSS.as_bytes(), None).unwrap();
        assert_eq!(name.as_deref(), Some("Andes Wire"));
        assert_eq!(found[0].text, "The League met.\n\nThey parted.");
        assert_eq!(found[0].day().map(|day| day.to_string()).as_deref(), Some("2016-06-23"));
        assert_eq!(found[0].title.as_deref(), Some("Truce & talks"));
        assert!(!found[0].is_summary && found[1].is_summary);
        assert_eq!(found[1].text, "The envoy left.");
        assert_eq!(found[1].link.as_deref(), Some("https://andes.example/2"));
    }

    #[test]
    fn what_is_no_feed_says_so() {
        assert!(entries(b"<html><p>No feed.</p></html>", None).is_err());
    }
}
