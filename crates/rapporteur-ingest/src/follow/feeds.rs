//! The feeds file: which feeds are followed, and how politely. Also from OPML.

use std::time::Duration;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde::{Deserialize, Serialize};
use url::Url;

/// The feeds file (TOML).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feeds {
    /// How a site's keeper can reach you; it becomes part of the user agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Seconds between two requests to one host.
    #[serde(default = "default_delay")]
    pub delay: f64,
    /// Minutes between two rounds over the feeds.
    #[serde(default = "default_every")]
    pub every: f64,
    /// Seconds that one answer may take.
    #[serde(default = "default_timeout")]
    pub timeout: f64,
    /// Hosts in private networks that may be fetched though no feed names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<String>,
    /// The feeds.
    #[serde(default, rename = "feed")]
    pub feeds: Vec<Feed>,
}

/// One feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Its address.
    pub url: String,
    /// Who publishes it; goes before what its pages say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Whether the pages are fetched that its entries lead to; otherwise the text in the feed counts.
    #[serde(default = "default_pages", skip_serializing_if = "is_true")]
    pub pages: bool,
}

fn default_delay() -> f64 {
    2.0
}

fn default_every() -> f64 {
    30.0
}

fn default_timeout() -> f64 {
    60.0
}

fn default_pages() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn is_true(value: &bool) -> bool {
    *value
}

/// Why a feeds file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFeeds(String);

impl std::fmt::Display for BadFeeds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadFeeds {}

impl Feeds {
    /// Reads a feeds file.
    ///
    /// # Errors
    /// With the line and what is wrong: no TOML, unknown fields, no feed, an address that is none.
    pub fn from_toml(text: &str) -> Result<Self, BadFeeds> {
        let feeds: Self = toml::from_str(text).map_err(|error| BadFeeds(error.to_string()))?;
        feeds.checked()
    }

    /// Reads a list of subscriptions (OPML); everything else is as in a feeds file that says nothing.
    ///
    /// # Errors
    /// When it is no XML, or holds no feed.
    pub fn from_opml(text: &str) -> Result<Self, BadFeeds> {
        let mut reader = Reader::from_str(text);
        let mut feeds = Vec::new();
        loop {
            let place = reader.buffer_position();
            let event = reader
                .read_event()
                .map_err(|error| BadFeeds(format!("no OPML, at byte {place}: {error}")))?;
            match event {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag)
                    if tag.local_name().as_ref() == b"outline" =>
                {
                    let attribute = |name: &str| attribute(&tag, name);
                    if let Some(url) = attribute("xmlUrl") {
                        let outlet = attribute("title").or_else(|| attribute("text"));
                        feeds.push(Feed { url, outlet, pages: true });
                    }
                }
                _ => {}
            }
        }
        let defaults = Self {
            contact: None,
            delay: default_delay(),
            every: default_every(),
            timeout: default_timeout(),
            allow: Vec::new(),
            feeds,
        };
        defaults.checked()
    }

    /// The feeds file that says the same.
    ///
    /// # Errors
    /// Never for values that were read.
    pub fn to_toml(&self) -> Result<String, BadFeeds> {
        toml::to_string(self).map_err(|error| BadFeeds(error.to_string()))
    }

    fn checked(self) -> Result<Self, BadFeeds> {
        if self.feeds.is_empty() {
            return Err(BadFeeds(
                "no feed is named: add `[[feed]]` with `url = \"...\"`".to_owned(),
            ));
        }
        for feed in &self.feeds {
            let url = Url::parse(&feed.url)
                .map_err(|error| BadFeeds(format!("`{}` is no address: {error}", feed.url)))?;
            if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
                return Err(BadFeeds(format!("`{}` is no address of the web", feed.url)));
            }
        }
        for (name, value) in
            [("delay", self.delay), ("every", self.every), ("timeout", self.timeout)]
        {
            if !(0.0..=1e6).contains(&value) {
                return Err(BadFeeds(format!("`{name}` is {value}; give 0 or more")));
            }
        }
        Ok(self)
    }

    /// Between two rounds.
    #[must_use]
    pub fn round(&self) -> Duration {
        Duration::from_secs_f64(self.every * 60.0)
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    let raw = std::str::from_utf8(&attribute.value).ok()?;
    let value = quick_xml::escape::unescape(raw).ok()?.trim().to_owned();
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feeds_file_is_read_with_its_defaults() {
        let feeds = Feeds::from_toml(
            "contact = \"desk@andes.example\"\n[[feed]]\nurl = \"https://andes.example/rss\"\n",
        )
        .unwrap();
        assert_eq!((feeds.delay, feeds.every), (2.0, 30.0));
        assert!(feeds.feeds[0].pages);
        assert_eq!(Feeds::from_toml(&feeds.to_toml().unwrap()).unwrap(), feeds);
    }

    #[test]
    fn mistakes_are_named() {
        for (text, expected) in [
            ("", "no feed is named"),
            ("[[feed]]\nurl = \"file:///etc/passwd\"", "no address of the web"),
            ("[[feed]]\nurl = \"nowhere\"", "`nowhere` is no address"),
            ("[[feed]]\nlink = \"https://a.example\"", "unknown field"),
            ("delay = -1\n[[feed]]\nurl = \"https://a.example\"", "`delay` is -1"),
        ] {
            let error = Feeds::from_toml(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn subscriptions_of_other_programs_are_taken_over() {
        let feeds = Feeds::from_opml(
            r#"<opml version="2.0"><body><outline text="News"><outline type="rss" text="Andes &amp; Co"
               xmlUrl="https://andes.example/rss?a=1&amp;b=2"/></outline></body></opml>"#,
        )
        .unwrap();
        assert_eq!(feeds.feeds.len(), 1);
        assert_eq!(feeds.feeds[0].url, "https://andes.example/rss?a=1&b=2");
        assert_eq!(feeds.feeds[0].outlet.as_deref(), Some("Andes & Co"));
        assert!(Feeds::from_opml("<opml><body/></opml>").is_err());
    }
}
