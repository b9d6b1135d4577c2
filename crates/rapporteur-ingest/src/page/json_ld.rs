//! What the JSON-LD of a page says about its report (schema.org types).

use scraper::Html;
use serde_json::Value;

use super::select;

/// Types that are a report, the most specific first.
const ARTICLES: &[&str] = &[
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "NewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "Article",
    "SocialMediaPosting",
    "Report",
    "TechArticle",
    "ScholarlyArticle",
    "CreativeWork",
    "VideoObject",
    "WebPage",
];

/// How deep objects may lie in each other.
const DEEPEST: usize = 12;

/// What one report's JSON-LD says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct JsonLd {
    pub(super) headline: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) body: Option<String>,
    /// `false` where the page says that it is for subscribers.
    pub(super) free: Option<bool>,
}

/// Reads the JSON-LD of a page; of several reports the first of the most specific type counts.
pub(super) fn json_ld(tree: &Html) -> JsonLd {
    let mut objects = Vec::new();
    for script in select::all(tree, r#"script[type*="ld+json" i]"#) {
        let text: String = script.text().collect();
        if let Some(value) = parse(&text) {
            collect(value, 0, &mut objects);
        }
    }
    let rank = |object: &Value| {
        types(object)
            .iter()
            .filter_map(|name| ARTICLES.iter().position(|known| known == name))
            .min()
    };
    let report = objects
        .iter()
        .enumerate()
        .filter_map(|(at, object)| Some((rank(object)?, at, object)))
        .min_by_key(|(rank, at, _)| (*rank, *at))
        .map(|(_, _, object)| object);
    report.map(|object| read(object, &objects)).unwrap_or_default()
}

/// JSON with the mistakes that pages make: comment marks around it, line feeds inside strings.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
    let text = text.trim_end_matches(';').trim_end();
    let text = text.trim_end_matches("-->").trim_end_matches("//]]>").trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        let cleaned: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&cleaned).ok()
    })
}

/// Every object, outer ones first.
fn collect(value: Value, depth: usize, found: &mut Vec<Value>) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(values) => {
            for value in values {
                collect(value, depth + 1, found);
            }
        }
        Value::Object(ref fields) => {
            let inner: Vec<Value> = ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"]
                .iter()
                .filter_map(|name| fields.get(*name))
                .filter(|value| !value.is_string())
                .cloned()
                .collect();
            found.push(value);
            for value in inner {
                collect(value, depth + 1, found);
            }
        }
        _ => {}
    }
}

fn types(object: &Value) -> Vec<&str> {
    match object.get("@type") {
        Some(Value::String(name)) => vec![bare(name)],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(bare).collect(),
        _ => Vec::new(),
    }
}

/// `http://schema.org/NewsArticle` is `NewsArticle`.
fn bare(name: &str) -> &str {
    name.rsplit(['/', ':']).next().unwrap_or(name)
}

fn read(object: &Value, objects: &[Value]) -> JsonLd {
    let string = |name: &str| object.get(name).and_then(text_of);
    let free = object.get("isAccessibleForFree").and_then(|value| match value {
        Value::Bool(free) => Some(*free),
        Value::String(word) => Some(!word.eq_ignore_ascii_case("false")),
        _ => None,
    });
    let named = |value: &Value| names(value, objects);
    JsonLd {
        headline: string("headline").or_else(|| string("name")),
        outlet: object.get("publisher").and_then(|value| named(value).into_iter().next()),
        authors: object.get("author").map(named).unwrap_or_default(),
        published: string("datePublished").or_else(|| string("dateCreated")),
        modified: string("dateModified"),
        language: string("inLanguage"),
        url: object
            .get("mainEntityOfPage")
            .and_then(address)
            .or_else(|| object.get("url").and_then(address)),
        body: string("articleBody"),
        free,
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => select::single_spaced(text),
        Value::Array(values) => values.iter().find_map(text_of),
        Value::Object(fields) => {
            fields.get("@value").or_else(|| fields.get("name")).and_then(text_of)
        }
        _ => None,
    }
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::String(url) => Some(url.trim().to_owned()),
        Value::Object(fields) => fields.get("@id").or_else(|| fields.get("url")).and_then(address),
        _ => None,
    }
    .filter(|url| url.starts_with("http"))
}

/// The names of persons or bodies; a reference (`@id`) is followed once.
fn names(value: &Value, objects: &[Value]) -> Vec<String> {
    match value {
        Value::String(name) => select::single_spaced(name)
            .filter(|name| !name.starts_with("http"))
            .into_iter()
            .collect(),
        Value::Array(values) => values.iter().flat_map(|value| names(value, objects)).collect(),
        Value::Object(fields) => match (fields.get("name"), fields.get("@id")) {
            (Some(name), _) => {
                let mut found = Vec::new();
                match name {
                    Value::Array(several) => found.extend(several.iter().filter_map(text_of)),
                    other => found.extend(text_of(other)),
                }
                found
            }
            (None, Some(id)) => objects
                .iter()
                .find(|object| object.get("@id") == Some(id) && object.get("name").is_some())
                .and_then(|object| object.get("name").and_then(text_of))
                .into_iter()
                .collect(),
            (None, None) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_script(script: &str) -> JsonLd {
        let page = format!("<html><head><script type=\"application/ld+json\">{script}</script>");
        json_ld(&Html::parse_document(&page))
    }

    #[test]
    fn a_graph_is_followed_to_its_report() {
        let found = read_script(
            r##"{"@context": "https://schema.org", "@graph": [
                {"@type": "Organization", "@id": "#org", "name": "Andes Wire"},
                {"@type": "Person", "@id": "#p", "name": "Ana Ruiz"},
                {"@type": "WebPage", "name": "Page", "datePublished": "2001-01-01"},
                {"@type": ["NewsArticle"], "headline": "Truce agreed", "author": [{"@id": "#p"}, "B. Lo"],
                 "publisher": {"@id": "#org"}, "datePublished": "2016-06-23T10:00:00Z",
                 "isAccessibleForFree": "False", "mainEntityOfPage": {"@id": "https://a.example/x"}}]}"##,
        );
        assert_eq!(found.headline.as_deref(), Some("Truce agreed"));
        assert_eq!(found.outlet.as_deref(), Some("Andes Wire"));
        assert_eq!(found.authors, ["Ana Ruiz", "B. Lo"]);
        assert_eq!(found.published.as_deref(), Some("2016-06-23T10:00:00Z"));
        assert_eq!(found.url.as_deref(), Some("https://a.example/x"));
        assert_eq!(found.free, Some(false));
    }

    #[test]
    fn common_mistakes_are_forgiven_and_nonsense_is_nothing() {
        let found = read_script(
            "<!-- {\"@type\": \"http://schema.org/Article\",\n\"headline\": \"Truce\nagreed\"} -->;",
        );
        assert_eq!(found.headline.as_deref(), Some("Truce agreed"));
        assert_eq!(read_script("{not json"), JsonLd::default());
        assert_eq!(read_script("[[[1]]]"), JsonLd::default());
    }
}
