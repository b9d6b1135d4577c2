//! ninjs, the IPTC's JSON for news: its fields by our names. Versions 1 to 3, and what Superdesk
//! writes.

use serde_json::{Map, Value};

use crate::page::blocks;

type Fields = Map<String, Value>;

/// An object with our names for the fields; one that is no ninjs item comes back as it was.
pub(super) fn plain(mut fields: Fields) -> Fields {
    if fields.contains_key("text") {
        return fields;
    }
    let Some(text) = text(&mut fields) else { return fields };
    fields.insert("text".to_owned(), text.into());
    rename(&mut fields, "id", &["uri", "guid"]);
    title(&mut fields);
    rename(&mut fields, "published", &["contentcreated", "firstcreated", "firstpublished"]);
    rename(&mut fields, "modified", &["versioncreated", "contentmodified"]);
    rename(&mut fields, "published", &["modified"]);
    rename(&mut fields, "authors", &["byline", "by"]);
    rename(&mut fields, "outlet", &["copyrightholder", "source"]);
    if !fields.contains_key("outlet") {
        let named =
            fields.get("infosources").and_then(|sources| sources.get(0)?.get("name")).cloned();
        fields.extend(named.map(|name| ("outlet".to_owned(), name)));
    }
    if !fields.contains_key("url") {
        let url = fields.get("id").and_then(Value::as_str).filter(|id| id.starts_with("http"));
        let url = url.map(str::to_owned);
        fields.extend(url.map(|url| ("url".to_owned(), url.into())));
    }
    fields
}

/// The body: as text where there is one, else from its HTML.
fn text(fields: &mut Fields) -> Option<String> {
    if let Some(Value::String(text)) = fields.get("body_text") {
        let text = text.clone();
        fields.remove("body_text");
        return Some(text);
    }
    for name in ["body_xhtml", "body_html"] {
        if let Some(Value::String(html)) = fields.get(name) {
            let text = blocks::paragraphs(html).join("\n\n");
            fields.remove(name);
            return Some(text);
        }
    }
    let bodies = fields.get("bodies")?.as_array()?;
    let of_kind = |kind: &str| {
        bodies.iter().find_map(|body| {
            let is_kind = body.get("contenttype")?.as_str()?.contains(kind);
            is_kind.then_some(body.get("value")?.as_str()).flatten()
        })
    };
    let text = of_kind("plain")
        .map(str::to_owned)
        .or_else(|| of_kind("html").map(|html| blocks::paragraphs(html).join("\n\n")))?;
    fields.remove("bodies");
    Some(text)
}

fn title(fields: &mut Fields) {
    rename(fields, "title", &["headline", "headline_text"]);
    if fields.contains_key("title") {
        return;
    }
    let headlines = fields.get("headlines").and_then(Value::as_array);
    let main = headlines.and_then(|headlines| {
        let is_main = |headline: &&Value| {
            headline.get("role").and_then(Value::as_str).is_none_or(|role| role == "main")
        };
        headlines.iter().find(is_main).or_else(|| headlines.first())?.get("value").cloned()
    });
    fields.extend(main.map(|main| ("title".to_owned(), main)));
}

/// Gives the first of some fields that is there another name, unless that one is taken.
fn rename(fields: &mut Fields, to: &str, from: &[&str]) {
    if fields.contains_key(to) {
        return;
    }
    let value = from.iter().find_map(|name| fields.remove(*name));
    fields.extend(value.map(|value| (to.to_owned(), value)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Fields {
        match serde_json::from_str(json) {
            Ok(Value::Object(fields)) => plain(fields),
            other => panic!("no object: {other:?}"),
        }
    }

    #[test]
    fn items_of_every_version_are_read() {
        let first = read(
            r#"{"uri": "https://andes.example/1", "headline": "Truce", "byline": "Ana Ruiz",
                "body_xhtml": "<p>The League met.</p><p>They parted.</p>",
                "firstcreated": "2016-06-23T10:00:00Z", "versioncreated": "2016-06-24T10:00:00Z"}"#,
        );
        assert_eq!(first["text"], "The League met.\n\nThey parted.");
        assert_eq!(first["url"], "https://andes.example/1");
        assert_eq!(first["published"], "2016-06-23T10:00:00Z");
        assert_eq!(first["modified"], "2016-06-24T10:00:00Z");
        let third = read(
            r#"{"uri": "urn:a:1", "headlines": [{"role": "short", "value": "T"}, {"role": "main", "value": "Truce"}],
                "bodies": [{"contenttype": "text/html", "value": "<p>No</p>"},
                           {"contenttype": "text/plain", "value": "The League met."}],
                "infosources": [{"name": "Andes Wire"}], "versioncreated": "2016-06-24"}"#,
        );
        assert_eq!((&third["text"], &third["title"]), (&"The League met.".into(), &"Truce".into()));
        assert_eq!(
            (&third["outlet"], &third["published"]),
            (&"Andes Wire".into(), &"2016-06-24".into())
        );
    }

    #[test]
    fn other_objects_stay_as_they_are() {
        assert_eq!(read(r#"{"text": "a", "headline": "b"}"#).len(), 2);
        assert_eq!(read(r#"{"headline": "b"}"#).len(), 1);
    }
}
