//! Lists in pages, and what can be wrong with a question.

use serde::Serialize;
use serde_json::{Value, json};

/// The most items of one page.
pub const MOST: usize = 200;

/// Which part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// After which cursor; `None` from the beginning.
    pub after: Option<String>,
    /// How many items, 1 to [`MOST`].
    pub limit: usize,
}

/// Why a question has no answer. Printed as `application/problem+json` (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What kind of problem: stable, to be told apart by programs.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The kind in words.
    pub title: &'static str,
    /// The HTTP status that goes with it.
    pub status: u16,
    /// What is wrong here, and what to do.
    pub detail: String,
}

impl Problem {
    /// Something named does not stand in the record.
    #[must_use]
    pub fn not_found(what: &str, id: &str) -> Self {
        Self {
            kind: "/problems/not-found",
            title: "Not in the record",
            status: 404,
            detail: format!("there is no {what} `{id}`; identifiers come from lists and searches"),
        }
    }

    /// A cursor that leads to no page.
    fn no_such_page() -> Self {
        Self {
            kind: "/problems/no-such-page",
            title: "No such page",
            status: 404,
            detail: "`after` is a cursor of another list, or what it names is no longer in this \
                one: begin again without it"
                .to_owned(),
        }
    }

    /// A parameter cannot be understood.
    #[must_use]
    pub fn parameter(detail: String) -> Self {
        Self {
            kind: "/problems/parameter",
            title: "A parameter is not understood",
            status: 400,
            detail,
        }
    }
}

/// One page of a list: `total`, `items`, and `next`, the cursor of the following page or `null`.
///
/// # Errors
/// When the cursor is none, or its item is no longer in the list.
pub(super) fn paged<T>(
    items: &[T],
    page: &Page,
    id: impl Fn(&T) -> String,
    show: impl Fn(&T) -> Value,
) -> Result<Value, Problem> {
    let from = match &page.after {
        None => 0,
        Some(cursor) => {
            let last = decoded(cursor)?;
            let at = items.iter().position(|item| Some(id(item)) == last);
            at.ok_or_else(Problem::no_such_page)? + 1
        }
    };
    let shown = &items[from..items.len().min(from + page.limit)];
    let more = from + shown.len() < items.len();
    let next = shown.last().filter(|_| more).map(|item| encoded(&id(item)));
    let shown: Vec<Value> = shown.iter().map(show).collect();
    Ok(json!({"total": items.len(), "items": shown, "next": next}))
}

/// A cursor: hexadecimal, so that nobody takes it for an identifier.
fn encoded(id: &str) -> String {
    id.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// The identifier in a cursor; `None` where what it holds is none.
fn decoded(cursor: &str) -> Result<Option<String>, Problem> {
    let digit = |letter: u8| match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    };
    let pairs = cursor.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| Some(digit(*pair.first()?)? * 16 + digit(*pair.get(1)?)?));
    let bytes = bytes.collect::<Option<Vec<u8>>>().filter(|bytes| !bytes.is_empty());
    let bytes = bytes.ok_or_else(|| {
        let detail = "`after` is no cursor: take `next` of the page before";
        Problem::parameter(detail.to_owned())
    })?;
    Ok(String::from_utf8(bytes).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other_and_foreign_cursors_are_refused() {
        let items = ["a", "é", "c"];
        let page = |after: Option<String>| {
            let page = Page { after, limit: 2 };
            paged(&items, &page, |item| (*item).to_owned(), |item| json!(item))
        };
        let first = page(None).unwrap();
        assert_eq!(first["items"], json!(["a", "é"]));
        let second = page(first["next"].as_str().map(str::to_owned)).unwrap();
        assert_eq!((&second["items"], &second["next"]), (&json!(["c"]), &Value::Null));
        for (cursor, status) in
            [("zz", 400), ("6", 400), ("", 400), ("é", 400), ("6A", 400), ("64", 404), ("ff", 404)]
        {
            assert_eq!(page(Some(cursor.to_owned())).unwrap_err().status, status, "{cursor}");
        }
    }
}
