//! The page around a view: navigation, filters, and what of the address was not understood.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use rapporteur_record::selection::{Field, Selection};

use super::{VIEWS, View};
use crate::ask::Ask;
use crate::links::{Links, path};
use crate::state::AppState;
use crate::text::{count, filters, text};
use crate::words;

/// A whole page.
#[derive(Template)]
#[template(path = "page.html")]
pub(crate) struct Shell<'a> {
    record: String,
    title: String,
    nav: Vec<Nav>,
    filter: Option<Filter>,
    problems: Vec<String>,
    search: String,
    main: String,
    /// Whether the page has anything to decide.
    decides: bool,
    /// What the form that ends a session must carry; `None` where there are none.
    session: Option<&'a str>,
}

/// A link of the navigation.
struct Nav {
    label: &'static str,
    href: String,
    here: bool,
}

/// What narrows a view.
struct Filter {
    /// The view's path, for the form.
    action: String,
    chips: Vec<Chip>,
    clear: String,
    groups: Vec<Group>,
    /// Terms that the form must send along.
    kept: Vec<(String, String)>,
    from: String,
    to: String,
    voices: String,
    words: String,
    shown: String,
    json: String,
    csv: String,
    report: String,
}

/// A term of the selection, and the address without it.
struct Chip {
    label: String,
    remove: String,
}

/// The values of one field.
struct Group {
    label: &'static str,
    open: bool,
    values: Vec<Value>,
    more: Vec<Value>,
}

struct Value {
    label: String,
    entries: usize,
    only: bool,
    except: bool,
    toggle: String,
    leave_out: String,
}

/// Fields listed beside a view, and whether their list is open at first.
const LISTED: &[(Field, bool)] = &[
    (Field::Party, true),
    (Field::Mediator, true),
    (Field::Issue, true),
    (Field::Type, true),
    (Field::Outlet, true),
    (Field::Realis, false),
    (Field::Speaker, false),
    (Field::Place, false),
    (Field::Measure, false),
    (Field::Disputed, true),
    (Field::Review, false),
];

/// Values of a field that are shown before the rest is folded away.
const FIRST: usize = 6;

/// Values of a field that are listed at all; the others are found by searching.
const MOST: usize = 40;

impl<'a> Shell<'a> {
    /// The page of a view.
    pub(crate) fn of_view(state: &'a AppState, ask: &Ask<'_>, view: &View, main: String) -> Self {
        let title = text(&format!("nav.{}", view.name)).to_owned();
        let filter = Some(Filter::of(ask, view.name));
        Self { filter, ..Self::plain(state, ask, title, main, view.name) }
    }

    /// A page that is no view.
    pub(crate) fn plain(
        state: &'a AppState,
        ask: &Ask<'_>,
        title: String,
        main: String,
        name: &'static str,
    ) -> Self {
        let nav = VIEWS
            .iter()
            .filter(|view| view.name != "search")
            .map(|view| Nav {
                label: text(&format!("nav.{}", view.name)),
                href: ask.links.view(view.name),
                here: view.name == name,
            })
            .collect();
        let words = ask.selection.terms(Field::Words);
        Self {
            record: state.name(),
            title,
            nav,
            filter: None,
            problems: ask.problems.iter().map(|problem| problem.message.clone()).collect(),
            search: words.and_then(|terms| terms.only.first().cloned()).unwrap_or_default(),
            main,
            decides: !state.read_only,
            session: state.door.is_locked().then(|| state.token.expose()),
        }
    }

    /// The page that says that there is none.
    pub(crate) fn missing(state: &'a AppState, ask: &Ask<'_>) -> Self {
        let title = text("page.missing").to_owned();
        let main = format!("<h1>{title}</h1><p>{}</p>", text("page.missing-hint"));
        Self::plain(state, ask, title, main, "")
    }

    /// The answer to the browser.
    pub(crate) fn respond(self) -> Response {
        match self.render() {
            Ok(page) => Html(page).into_response(),
            Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")).into_response(),
        }
    }
}

impl Filter {
    fn of(ask: &Ask<'_>, view: &str) -> Self {
        let selection = &ask.selection;
        let here =
            |selection: &Selection| Links::Served { query: selection.to_string() }.view(view);
        let chips = selection
            .iter()
            .map(|(field, value, except)| Chip {
                label: chip(ask, field, value, except),
                remove: here(&selection.without(field, value)),
            })
            .collect();
        let facets = ask.facets();
        let groups = LISTED
            .iter()
            .filter_map(|&(field, open)| {
                let facet = facets.iter().find(|facet| facet.field == field.key())?;
                let mut values: Vec<Value> = facet
                    .values
                    .iter()
                    .take(MOST)
                    .map(|value| Value {
                        label: named(ask, field, &value.value),
                        entries: value.entries,
                        only: value.only,
                        except: value.except,
                        toggle: here(&if value.only || value.except {
                            selection.without(field, &value.value)
                        } else {
                            selection.with(field, &value.value)
                        }),
                        leave_out: here(&selection.except(field, &value.value)),
                    })
                    .collect();
                let asked = values.iter().any(|value| value.only || value.except);
                let more = values.split_off(FIRST.min(values.len()));
                let label = text(&format!("facet.{}", field.key()));
                (!values.is_empty()).then_some(Group { label, open: open || asked, values, more })
            })
            .collect();
        let one = |field: Field| {
            let terms = selection.terms(field);
            terms.and_then(|terms| terms.only.first().cloned()).unwrap_or_default()
        };
        let in_form = [Field::From, Field::To, Field::Voices, Field::Words];
        let kept = selection
            .iter()
            .filter(|(field, _, except)| *except || !in_form.contains(field))
            .map(|(field, value, except)| {
                let sign = if except { "-" } else { "" };
                (format!("{sign}{field}"), value.to_owned())
            })
            .collect();
        let query = selection.to_string();
        let twin = |ending: &str| match query.as_str() {
            "" => format!("/{view}.{ending}"),
            _ => format!("/{view}.{ending}?{query}"),
        };
        Self {
            action: path(view),
            chips,
            clear: path(view),
            groups,
            kept,
            from: one(Field::From),
            to: one(Field::To),
            voices: one(Field::Voices),
            words: one(Field::Words),
            shown: if ask.everything() {
                count(ask.snapshot.core.contents.entries.len(), "entry")
            } else {
                crate::text::fill(
                    "filter.shown",
                    &[
                        ("some", &crate::text::grouped(ask.selected().entries.len())),
                        ("all", &count(ask.snapshot.core.contents.entries.len(), "entry")),
                    ],
                )
            },
            json: twin("json"),
            csv: twin("csv"),
            report: if query.is_empty() {
                "/report.html".to_owned()
            } else {
                format!("/report.html?{query}")
            },
        }
    }
}

/// Every term of a selection as a person reads it.
pub(crate) fn chips(ask: &Ask<'_>, selection: &Selection) -> Vec<String> {
    selection.iter().map(|(field, value, except)| chip(ask, field, value, except)).collect()
}

/// "Party: FARC", "not Outlet: Andes Wire".
fn chip(ask: &Ask<'_>, field: Field, value: &str, except: bool) -> String {
    let name = text(&format!("facet.{}", field.key()));
    let value = named(ask, field, value);
    if except {
        format!("{} {name}: {value}", text("word.not"))
    } else {
        format!("{name}: {value}")
    }
}

/// A value as a person reads it.
pub(super) fn named(ask: &Ask<'_>, field: Field, value: &str) -> String {
    let spelling = ask.snapshot.selecting.index.spelling(field, value).unwrap_or(value);
    let section = match field {
        Field::Type => "type",
        Field::Issue => "issue",
        Field::Measure => "measure",
        Field::Mode => "mode",
        Field::Realis => "realis",
        Field::Review => "verdict",
        Field::Disputed => "yesno",
        _ => return words::one_line(spelling),
    };
    if crate::text::has(&format!("{section}.{spelling}")) {
        words::text_of(section, spelling).to_owned()
    } else {
        spelling.to_owned()
    }
}

/// Where a reader is in a long view.
pub(super) struct Pages {
    /// Number of pages.
    pub(super) last: usize,
    /// "Page 2 of 7".
    pub(super) words: String,
    /// The page before.
    pub(super) before: Option<String>,
    /// The page after.
    pub(super) after: Option<String>,
}

impl Pages {
    /// The place of this page among the pages of a view.
    pub(super) fn of(ask: &Ask<'_>, view: &str, last: usize) -> Self {
        let here = ask.page.unwrap_or(1).min(last);
        let address = ask.links.view(view);
        let sign = if address.contains('?') { '&' } else { '?' };
        let to = |page: usize| format!("{address}{sign}page={page}");
        Self {
            last,
            words: crate::text::fill(
                "page.of",
                &[("page", &here.to_string()), ("pages", &last.to_string())],
            ),
            before: (here > 1).then(|| to(here - 1)),
            after: (here < last).then(|| to(here + 1)),
        }
    }
}
