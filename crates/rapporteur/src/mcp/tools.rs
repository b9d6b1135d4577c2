//! The tools: one flat table.

use rapporteur_export::answers::{Answers, MOST, Page, Problem};
use rapporteur_record::Selection;
use rapporteur_record::selection::{Field, Takes};
use serde_json::{Map, Value, json};

/// One tool.
pub(super) struct ToolRow {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    /// What it must be told, and nothing else: an identifier. `None` for lists with filters.
    id: Option<&'static str>,
    pub(super) answer: fn(&Answers<'_>, &Asked) -> Result<Value, Problem>,
}

/// What a tool was asked.
pub(super) struct Asked {
    id: String,
    selection: Selection,
    page: Page,
    /// What of it was not understood.
    pub(super) notes: Vec<String>,
}

/// Items of a page unless asked otherwise: agents pay for what they read.
const USUAL: usize = 20;

/// Every tool.
pub(super) const TOOLS: &[ToolRow] = &[
    ToolRow {
        name: "search",
        title: "Search claims",
        description: "Claims whose sentence holds all the words of `q`, narrowed by further \
            fields; the latest report first. Each with its exact words, speakers, outlet, date, \
            permalink and the number of independent voices behind it.",
        id: None,
        answer: |answers, asked| answers.claims(&asked.selection, &asked.page),
    },
    ToolRow {
        name: "entries",
        title: "List happenings",
        description: "Happenings and figures, each once however many reports tell it, by date: \
            what, who, to whom, through whom, when, where, how many independent voices, whether \
            disputed, with evidence from up to three outlets.",
        id: None,
        answer: |answers, asked| answers.entries(&asked.selection, &asked.page),
    },
    ToolRow {
        name: "entry",
        title: "Look at one happening",
        description: "One entry with every claim that tells it, its independent voices, and both \
            sides of what reports contradict each other on.",
        id: Some("The entry's identifier, such as `e-0123456789abcdef.0`"),
        answer: |answers, asked| answers.entry(&asked.id),
    },
    ToolRow {
        name: "threads",
        title: "Follow proposals and agreements",
        description: "Proposals and agreements with their life: put forward, conveyed, accepted, \
            refused, signed, carried out, broken; and the latest answer of each party.",
        id: None,
        answer: |answers, asked| answers.thread_list(&asked.selection, &asked.page),
    },
    ToolRow {
        name: "positions",
        title: "Compare positions",
        description: "What each party demands, refuses, accepts or concedes on each issue: the \
            latest stance with its words, and those before it.",
        id: None,
        answer: |answers, asked| answers.position_list(&asked.selection, &asked.page),
    },
    ToolRow {
        name: "disagreements",
        title: "See where reports contradict each other",
        description: "Slots (number, time, place, actors, whether it happened, accepted or \
            refused) on which reports cannot all be right, with the words of every side.",
        id: None,
        answer: |answers, asked| answers.disagreement_list(&asked.selection, &asked.page),
    },
    ToolRow {
        name: "figures",
        title: "List figures",
        description: "Numbers as reports give them: what is counted, of whom, by whom, how exact, \
            for which time, with the words. Never averaged.",
        id: None,
        answer: |answers, asked| answers.figure_list(&asked.selection, &asked.page),
    },
    ToolRow {
        name: "document",
        title: "Read a report",
        description: "One report: outlet, date, address, full text, and the claims in it with \
            their places in the text.",
        id: Some("The report's identifier or key, as evidence gives it"),
        answer: |answers, asked| answers.document(&asked.id),
    },
];

impl ToolRow {
    /// JSON Schema of the arguments.
    pub(super) fn schema(&self) -> Map<String, Value> {
        let mut properties = Map::new();
        if let Some(id) = self.id {
            properties.insert("id".into(), json!({"type": "string", "description": id}));
        } else {
            for &field in Field::ALL {
                properties.insert(field.key().to_owned(), described(field));
            }
            properties.insert(
                "except".into(),
                json!({
                    "type": "string",
                    "description": "What to leave out, as a query string: `outlet=Andes Wire&type=CONSULT`",
                }),
            );
            properties.insert(
                "limit".into(),
                json!({"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}),
            );
            properties.insert(
                "after".into(),
                json!({"type": "string", "description": "`next` of the page before"}),
            );
        }
        let required: &[&str] = if self.id.is_some() { &["id"] } else { &[] };
        let schema = json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        match schema {
            Value::Object(schema) => schema,
            _ => Map::new(),
        }
    }
}

fn described(field: Field) -> Value {
    let mut value = json!({"type": "string"});
    if let (Takes::OneOf(list), Value::Object(value)) = (field.takes(), &mut value) {
        let mut names = list.names();
        names.push("none");
        value.insert("enum".into(), json!(names));
    }
    let description = format!("{}; for example `{}`", field.meaning(), field.example());
    if field.is_single() {
        if let Value::Object(value) = &mut value {
            value.insert("description".into(), description.into());
        }
        return value;
    }
    let several = json!({"type": "array", "items": value});
    json!({"description": format!("{description}. Several: any of them"), "anyOf": [value, several]})
}

/// Reads the arguments of a tool.
pub(super) fn arguments(tool: &ToolRow, given: &Map<String, Value>) -> Result<Asked, Problem> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut asked = Asked {
        id: String::new(),
        selection: Selection::default(),
        page: Page { after: None, limit: USUAL },
        notes: Vec::new(),
    };
    for (name, value) in given {
        match (name.as_str(), value) {
            (_, Value::Null) => {}
            ("id", Value::String(id)) if tool.id.is_some() => asked.id.clone_from(id),
            ("after", Value::String(cursor)) => asked.page.after = Some(cursor.clone()),
            ("limit", value) => asked.page.limit = limit(value)?,
            ("except", Value::String(query)) => {
                for pair in query.split('&').filter(|pair| !pair.is_empty()) {
                    let (field, value) = pair.split_once('=').unwrap_or((pair, ""));
                    pairs.push((format!("-{field}"), value.to_owned()));
                }
            }
            (name, value) => {
                let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                for value in values {
                    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    pairs.push((name.to_owned(), text));
                }
            }
        }
    }
    if tool.id.is_some() && asked.id.is_empty() {
        return Err(Problem::parameter("`id` is missing".to_owned()));
    }
    let (selection, diagnostics) = Selection::parse(pairs);
    asked.selection = selection;
    asked.notes = diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect();
    Ok(asked)
}

fn limit(value: &Value) -> Result<usize, Problem> {
    let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
    number
        .filter(|number| (1..=MOST).contains(number))
        .ok_or_else(|| Problem::parameter(format!("`limit` is a whole number from 1 to {MOST}")))
}
