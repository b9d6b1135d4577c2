//! What a picture is, how wide it is and where its marks lead.

use jiff::civil::Date;
use rapporteur_model::{EventType, Issue};

use crate::STYLE;
use crate::phrases::fill;
use crate::svg::Element;
use crate::text::{isolated, label};

/// A picture with its words and its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// One or two `<svg>` elements, to be put into a page as they are.
    pub svg: String,
    /// A heading, as plain text.
    pub title: String,
    /// What the picture shows, in a few sentences of plain text.
    pub summary: String,
    /// The same data as a table.
    pub table: Table,
}

/// The data of a picture: what it shows and what it had no room for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The heading of each column.
    pub columns: Vec<&'static str>,
    /// Rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell of a table: plain text, to be escaped, and the address that it leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text, exactly as the record has it.
    pub text: String,
    /// Where it leads.
    pub link: Option<String>,
}

impl Cell {
    /// A cell that leads nowhere.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), link: None }
    }

    /// A cell that leads to an address, where there is one.
    #[must_use]
    pub fn linked(text: impl Into<String>, link: Option<String>) -> Self {
        Self { text: text.into(), link }
    }
}

/// What a mark stands for: the caller turns it into an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// An entry, by identifier.
    Entry(&'a str),
    /// A document, by key.
    Document(&'a str),
    /// What is dated between two days, both included, of some types (all when empty) and of one
    /// party (any when `None`).
    Period {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
        /// PLOVER types.
        types: &'a [EventType],
        /// A party that acts or is acted upon.
        party: Option<&'a str>,
    },
    /// An issue.
    Issue(Issue),
    /// A party or mediator, by name.
    Party(&'a str),
    /// One cell of the matrix of positions.
    Position {
        /// The issue.
        issue: Issue,
        /// The party.
        party: &'a str,
    },
    /// What one party does to another.
    Tie {
        /// Who acts.
        from: &'a str,
        /// Who is acted upon.
        to: &'a str,
        /// Who carries it.
        through: Option<&'a str>,
    },
    /// A place, as claims name it.
    Place(&'a str),
}

/// Gives the address of what a mark stands for; `None` for a mark that leads nowhere. An address
/// that is neither relative nor `http(s):` is not used.
pub type Links<'a> = &'a dyn Fn(Target<'_>) -> Option<String>;

/// The room for a picture, in CSS pixels, and the prefix of its element identifiers.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    id: String,
    pub(crate) width: f64,
    table: bool,
}

impl Frame {
    /// Narrower than this, a picture is laid out for a phone.
    const NARROW_BELOW: f64 = 600.0;

    const WIDE: f64 = 960.0;

    /// A frame of a width; the height follows from what there is to show. The identifier must be
    /// unique within the page: letters, digits, `-` and `_`; anything else is left out. Widths
    /// below 120 and above 4000 are put there.
    #[must_use]
    pub fn new(id: &str, width: f64) -> Self {
        let allowed = |letter: &char| letter.is_ascii_alphanumeric() || "-_".contains(*letter);
        let id: String = id.chars().filter(allowed).collect();
        let id = if id.is_empty() { "picture".to_owned() } else { id };
        let width = if width.is_nan() { Self::WIDE } else { width.clamp(120.0, 4000.0) };
        Self { id, width, table: true }
    }

    /// Room beside a page's margins on a screen or on A4.
    #[must_use]
    pub fn wide(id: &str) -> Self {
        Self::new(id, Self::WIDE)
    }

    /// Room on a phone.
    #[must_use]
    pub fn narrow(id: &str) -> Self {
        Self::new(id, 360.0)
    }

    /// Leaves the table empty: for a page whose own list below the picture is the table.
    #[must_use]
    pub fn without_table(self) -> Self {
        Self { table: false, ..self }
    }

    pub(crate) const fn has_table(&self) -> bool {
        self.table
    }

    /// Whether the picture is laid out for a phone.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.width < Self::NARROW_BELOW
    }

    /// The identifier of a part of the picture.
    pub(crate) fn part(&self, name: &str) -> String {
        format!("{}-{name}", self.id)
    }
}

/// Draws a picture twice, for a screen and for a phone; [`STYLE`] shows the one that fits. The table
/// is left empty: a page has a list of its own below, or draws it from [`Frame::wide`].
#[must_use]
pub fn at_both_widths(id: &str, draw: impl Fn(&Frame) -> Picture) -> Picture {
    let wide = draw(&Frame::wide(&format!("{id}-wide")).without_table());
    let narrow = draw(&Frame::narrow(&format!("{id}-narrow")).without_table());
    let svg = format!("<div class=\"pictures\">{}{}</div>", wide.svg, narrow.svg);
    Picture { svg, ..wide }
}

impl Picture {
    /// Closes a picture: puts what was drawn under its title and summary.
    pub(crate) fn new(
        frame: &Frame,
        height: f64,
        words: Words,
        drawn: Vec<Element>,
        table: Table,
    ) -> Self {
        let Words { title, summary } = words;
        let width = frame.width;
        let has_links = drawn.iter().any(Element::has_links);
        let kind =
            if frame.is_narrow() { "picture picture-narrow" } else { "picture picture-wide" };
        let (title_id, summary_id) = (frame.part("title"), frame.part("desc"));
        let mut svg = Element::new("svg")
            .set("xmlns", "http://www.w3.org/2000/svg")
            .class(kind)
            .set(
                "viewBox",
                &format!("0 0 {} {}", crate::svg::number(width), crate::svg::number(height)),
            )
            .num("width", width)
            .num("height", height)
            // Labels are laid out from the left, also on a page that runs from right to left.
            .set("direction", "ltr")
            // An image hides what it contains from assistive technology; links must stay in reach.
            .set("role", if has_links { "group" } else { "img" })
            .set("aria-labelledby", &title_id)
            .set("aria-describedby", &summary_id)
            .with(Element::new("title").set("id", &title_id).text(&label(&title)))
            .with(Element::new("desc").set("id", &summary_id).text(&label(&summary)));
        for mut element in drawn {
            element.name_links();
            svg.push(element);
        }
        Self { svg: svg.to_string(), title, summary, table }
    }

    /// The picture as a file of its own, with its colours. For the wide one of two.
    #[must_use]
    pub fn standalone(&self) -> String {
        let start = self.svg.find("<svg").unwrap_or(0);
        let end = self.svg.find("</svg>").map_or(self.svg.len(), |at| at + "</svg>".len());
        let svg = self.svg.get(start..end).unwrap_or_default();
        let style = format!("<style>{}</style>", crate::svg::escape(STYLE));
        svg.replacen("</desc>", &format!("</desc>{style}"), 1)
    }
}

/// The words of a picture.
pub(crate) struct Words {
    pub(crate) title: String,
    pub(crate) summary: String,
}

/// Names joined by commas, with how many more there are beyond `most`.
pub(crate) fn listed(names: &[String], most: usize) -> String {
    let shown: Vec<String> = names.iter().take(most).map(|name| isolated(name)).collect();
    let rest = names.len().saturating_sub(most);
    match rest {
        0 => shown.join(", "),
        _ => fill("word.and-more", &[("names", &shown.join(", ")), ("rest", &rest.to_string())]),
    }
}
