//! Elements of SVG, written so that they are always well-formed.

use std::fmt::{self, Write as _};

/// An element with its attributes and contents.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    contents: Vec<Content>,
}

#[derive(Clone, Debug)]
enum Content {
    Element(Element),
    Text(String),
}

impl Element {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), contents: Vec::new() }
    }

    pub(crate) fn set(mut self, name: &'static str, value: &str) -> Self {
        self.attributes.push((name, value.to_owned()));
        self
    }

    pub(crate) fn num(self, name: &'static str, value: f64) -> Self {
        self.set(name, &number(value))
    }

    pub(crate) fn class(self, names: &str) -> Self {
        if names.is_empty() { self } else { self.set("class", names) }
    }

    pub(crate) fn text(mut self, text: &str) -> Self {
        self.contents.push(Content::Text(text.to_owned()));
        self
    }

    pub(crate) fn with(mut self, element: Self) -> Self {
        self.push(element);
        self
    }

    pub(crate) fn with_all(mut self, elements: impl IntoIterator<Item = Self>) -> Self {
        for element in elements {
            self.push(element);
        }
        self
    }

    pub(crate) fn push(&mut self, element: Self) {
        self.contents.push(Content::Element(element));
    }

    /// Names every link in it by the words that are seen and by its whole story: who speaks to a
    /// computer says what is seen (WCAG 2.5.3).
    pub(crate) fn name_links(&mut self) {
        let told = self.attributes.iter_mut().find(|(name, _)| *name == "aria-label");
        if let Some((_, told)) = told {
            let mut seen = Vec::new();
            seen_in(&self.contents, &mut seen);
            let seen = seen.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            if !told.contains(&seen) {
                *told = format!("{seen}. {told}");
            }
        }
        for content in &mut self.contents {
            if let Content::Element(element) = content {
                element.name_links();
            }
        }
    }

    /// Whether it is a link or holds one.
    pub(crate) fn has_links(&self) -> bool {
        self.name == "a"
            || self.contents.iter().any(|content| match content {
                Content::Element(element) => element.has_links(),
                Content::Text(_) => false,
            })
    }
}

/// The words that are drawn, in their order.
fn seen_in<'a>(contents: &'a [Content], seen: &mut Vec<&'a str>) {
    for content in contents {
        match content {
            Content::Text(text) => seen.push(text),
            Content::Element(element) if element.name == "title" => {}
            Content::Element(element) => seen_in(&element.contents, seen),
        }
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}", self.name)?;
        for (name, value) in &self.attributes {
            write!(f, " {name}=\"{}\"", escape(value))?;
        }
        if self.contents.is_empty() {
            return f.write_str("/>");
        }
        f.write_char('>')?;
        for content in &self.contents {
            match content {
                Content::Element(element) => {
                    // Two texts of a link are two words to whoever reads them out.
                    if self.name == "a" && element.name == "text" {
                        f.write_char(' ')?;
                    }
                    write!(f, "{element}")?;
                }
                Content::Text(text) => f.write_str(&escape(text))?,
            }
        }
        write!(f, "</{}>", self.name)
    }
}

/// A straight line.
pub(crate) fn line(from: (f64, f64), to: (f64, f64), class: &str) -> Element {
    Element::new("line")
        .class(class)
        .num("x1", from.0)
        .num("y1", from.1)
        .num("x2", to.0)
        .num("y2", to.1)
}

/// A rectangle by its top left corner.
pub(crate) fn rect(corner: (f64, f64), size: (f64, f64), class: &str) -> Element {
    Element::new("rect")
        .class(class)
        .num("x", corner.0)
        .num("y", corner.1)
        .num("width", size.0.max(0.0))
        .num("height", size.1.max(0.0))
}

/// A circle.
pub(crate) fn circle(centre: (f64, f64), radius: f64, class: &str) -> Element {
    Element::new("circle")
        .class(class)
        .num("cx", centre.0)
        .num("cy", centre.1)
        .num("r", radius.max(0.0))
}

/// A path through points, closed or open.
pub(crate) fn polyline(points: &[(f64, f64)], closed: bool, class: &str) -> Element {
    let mut path = String::new();
    for (at, point) in points.iter().enumerate() {
        let command = if at == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{command}{} {}", number(point.0), number(point.1));
    }
    if closed {
        path.push('Z');
    }
    Element::new("path").class(class).set("d", &path)
}

/// A line of text whose baseline begins at a point.
pub(crate) fn words(at: (f64, f64), text: &str, class: &str) -> Element {
    Element::new("text").class(class).num("x", at.0).num("y", at.1).text(text)
}

/// A group that leads to an address, or a plain group where there is none; either is named.
pub(crate) fn linked(href: Option<&str>, name: &str) -> Element {
    let name = crate::text::shortened(name);
    let title = Element::new("title").text(&name);
    match href.filter(|href| is_safe(href)) {
        Some(href) => Element::new("a")
            .class("p-link")
            .set("href", &xml_only(href))
            .set("aria-label", &name)
            .with(title),
        None => Element::new("g").with(title),
    }
}

/// Whether an address is relative or leads to the web: nothing else is ever written.
pub(crate) fn is_safe(href: &str) -> bool {
    if href.chars().any(|letter| letter.is_control()) || href.starts_with(char::is_whitespace) {
        return false;
    }
    let scheme_end = href.find(':');
    let path_begins = href.find(['/', '?', '#']);
    match (scheme_end, path_begins) {
        (None, _) => true,
        (Some(colon), Some(path)) if path < colon => true,
        (Some(colon), _) => {
            let scheme = href.get(..colon).unwrap_or_default();
            ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web))
        }
    }
}

/// A number with at most one decimal: a tenth of a pixel is finer than print.
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let tenths = (value * 10.0).round() / 10.0;
    // `-0` and `0` are one place.
    format!("{}", if tenths == 0.0 { 0.0 } else { tenths })
}

/// The text with everything escaped that means something in XML, and without what XML forbids.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| is_xml(*letter)) {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

fn xml_only(text: &str) -> String {
    text.chars().filter(|letter| is_xml(*letter)).collect()
}

/// Whether XML 1.0 allows the character; controls that it merely discourages are left out too.
pub(crate) const fn is_xml(letter: char) -> bool {
    !matches!(letter,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{fffe}' | '\u{ffff}')
}
