//! What the columns of a table mean.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde_json::{Map, Value};

/// The fields of a report, with the names of columns that are understood as them without being
/// told, the firmest first. The table was made from the exports of news APIs and databases.
const FIELDS: &[(&str, &[&str])] = &[
    ("id", &["id", "doc_id", "document_id", "article_id", "guid", "uuid"]),
    (
        "text",
        &[
            "text",
            "body",
            "content",
            "article_text",
            "articlebody",
            "article_body",
            "full_text",
            "fulltext",
            "maintext",
            "body_text",
            "article",
            "story",
        ],
    ),
    ("title", &["title", "headline", "heading", "subject"]),
    (
        "published",
        &[
            "published",
            "published_at",
            "publishedat",
            "publication_date",
            "publish_date",
            "date_publish",
            "date_published",
            "pub_date",
            "pubdate",
            "date",
        ],
    ),
    ("modified", &["modified", "modified_at", "updated_at", "date_modify", "last_modified"]),
    (
        "outlet",
        &[
            "outlet",
            "source",
            "source_name",
            "publisher",
            "publication",
            "newspaper",
            "site_name",
            "source_domain",
        ],
    ),
    ("authors", &["authors", "author", "byline", "creator"]),
    ("url", &["url", "link", "uri", "address", "permalink", "web_url"]),
    ("language", &["language", "lang"]),
];

/// A mapping from fields of a report to columns of a table: `text=body,title=headline`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    given: BTreeMap<String, String>,
}

/// Why a text is no mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAMapping(String);

impl std::fmt::Display for NotAMapping {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fields: Vec<&str> = FIELDS.iter().map(|(field, _)| *field).collect();
        write!(
            f,
            "{}: write FIELD=COLUMN, with commas between; fields are {}",
            self.0,
            fields.join(", ")
        )
    }
}

impl std::error::Error for NotAMapping {}

impl FromStr for Columns {
    type Err = NotAMapping;

    fn from_str(text: &str) -> Result<Self, NotAMapping> {
        let mut given = BTreeMap::new();
        for pair in text.split(',') {
            let Some((field, column)) = pair.split_once('=') else {
                return Err(NotAMapping(format!("`{pair}` has no `=`")));
            };
            let (field, column) = (field.trim(), column.trim());
            if !FIELDS.iter().any(|(known, _)| *known == field) {
                return Err(NotAMapping(format!("`{field}` is no field of a report")));
            }
            given.insert(field.to_owned(), column.to_owned());
        }
        Ok(Self { given })
    }
}

impl Columns {
    /// For each column of a table the field that it holds, by its position; `None` where no column
    /// holds the text.
    pub(super) fn fields(&self, names: &[String]) -> Option<BTreeMap<usize, &'static str>> {
        let mut found = BTreeMap::new();
        for (field, understood) in FIELDS {
            let at = match self.given.get(*field) {
                Some(column) => names.iter().position(|name| name.trim() == column),
                None => understood.iter().find_map(|known| {
                    names.iter().position(|name| name.trim().eq_ignore_ascii_case(known))
                }),
            };
            if let Some(at) = at {
                found.entry(at).or_insert(*field);
            }
        }
        found.values().any(|field| *field == "text").then_some(found)
    }

    /// One row as the fields of a report; columns without a meaning keep their names, and empty
    /// cells are left out.
    pub(super) fn row(
        names: &[String],
        fields: &BTreeMap<usize, &'static str>,
        cells: impl IntoIterator<Item = Value>,
    ) -> Map<String, Value> {
        let mut row = Map::new();
        for (at, cell) in cells.into_iter().enumerate() {
            let is_empty =
                cell.is_null() || cell.as_str().is_some_and(|text| text.trim().is_empty());
            let field = fields.get(&at).copied();
            let Some(name) = field.or_else(|| names.get(at).map(String::as_str)) else { continue };
            // A cell of the text that is empty stays: the row is told as one without words.
            if !is_empty || field == Some("text") {
                row.insert(name.to_owned(), cell);
            }
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn usual_names_are_understood_and_a_mapping_goes_before_them() {
        let columns = names("Headline Body link when content");
        let found = Columns::default().fields(&columns).unwrap();
        assert_eq!(found, BTreeMap::from([(0, "title"), (1, "text"), (2, "url")]));
        let given: Columns = "text=content, published=when".parse().unwrap();
        let found = given.fields(&columns).unwrap();
        assert_eq!(
            found,
            BTreeMap::from([(0, "title"), (2, "url"), (3, "published"), (4, "text")])
        );
    }

    #[test]
    fn what_is_no_mapping_says_why() {
        assert!("text".parse::<Columns>().unwrap_err().to_string().contains("has no `=`"));
        assert!("body=text".parse::<Columns>().unwrap_err().to_string().contains("no field"));
        let missing: Columns = "text=nowhere".parse().unwrap();
        assert_eq!(missing.fields(&names("text title")), None);
    }
}
