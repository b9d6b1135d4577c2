//! The description of the API: OpenAPI 3.1, from the same tables as the API itself.

use rapporteur_export::answers::MOST;
use rapporteur_record::selection::{Field, Takes};
use serde_json::{Map, Value, json};

use super::routes::{Kind, ROUTES, Route, USUAL};

/// Names and types of the objects that are answered (`schemas.json`).
const SCHEMAS: &str = include_str!("schemas.json");

/// A year, a month or a day that the calendar has (29 February, which some years have, is taken too).
const DATE: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])\
    |-(0[13-9]|1[0-2])-(29|30)|-(0[13578]|1[02])-31)?$";

/// A name or word holds a letter or a digit.
const NAME: &str = r"[\p{L}\p{N}]";

/// The whole description.
#[must_use]
pub fn openapi() -> Value {
    let paths: Map<String, Value> = ROUTES
        .iter()
        .map(|route| (format!("/api/v1{}", route.path), json!({"get": operation(route)})))
        .collect();
    let schemas: Value = serde_json::from_str(SCHEMAS).unwrap_or_default();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Rapporteur",
            "version": "1",
            "summary": "A record of peace talks, read out of news reports",
            "description": "What reports claim, not what is true: every answer has its exact \
                words, who says so, the outlet, a permalink, and the number of independent voices. \
                Identifiers are stable: they depend on the contents of reports. Lists come in \
                pages: `next` of one is `after` of the following.",
            "license": {"name": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": "http://127.0.0.1:4848"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Demanded where the server answers to other machines, and where \
                        it was started with --token-file",
                },
            },
            "responses": {
                "Problem": {
                    "description": "What is wrong, and what to do (RFC 9457)",
                    "content": {
                        "application/problem+json": {
                            "schema": {"$ref": "#/components/schemas/Problem"},
                        },
                    },
                },
            },
        },
    })
}

fn operation(route: &Route) -> Value {
    let item = json!({"$ref": format!("#/components/schemas/{}", route.schema)});
    let schema = match route.kind {
        Kind::List => json!({
            "type": "object",
            "properties": {
                "total": {"type": "integer", "minimum": 0},
                "items": {"type": "array", "items": item},
                "next": {"type": ["string", "null"], "description": "`after` of the next page"},
            },
            "required": ["total", "items", "next"],
            "additionalProperties": false,
        }),
        _ => item,
    };
    let mut parameters: Vec<Value> = Vec::new();
    if route.kind == Kind::One {
        parameters.push(json!({
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {"type": "string", "minLength": 1},
        }));
    }
    if matches!(route.kind, Kind::List | Kind::Filtered) {
        parameters.extend(Field::ALL.iter().flat_map(|&field| filters(field)));
    }
    if route.kind == Kind::List {
        parameters.push(json!({
            "name": "limit",
            "in": "query",
            "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
        }));
        parameters.push(json!({
            "name": "after",
            "in": "query",
            "description": "`next` of the page before",
            "schema": {"type": "string", "pattern": "^([0-9a-f][0-9a-f])+$"},
        }));
    }
    let mut responses = json!({
        "200": {
            "description": route.summary,
            "headers": {"ETag": {"schema": {"type": "string"}}},
            "content": {"application/json": {"schema": schema}},
        },
        "304": {"description": "Nothing changed since the ETag in If-None-Match"},
        "400": {"$ref": "#/components/responses/Problem"},
        "401": {"$ref": "#/components/responses/Problem"},
    });
    let may_be_absent = matches!(route.kind, Kind::One | Kind::List);
    if let (true, Value::Object(responses)) = (may_be_absent, &mut responses) {
        responses.insert("404".into(), json!({"$ref": "#/components/responses/Problem"}));
    }
    json!({
        "operationId": route.name,
        "summary": route.summary,
        "parameters": parameters,
        "responses": responses,
    })
}

/// A field as a filter, and as one that leaves out.
fn filters(field: Field) -> Vec<Value> {
    let one = match field.takes() {
        Takes::OneOf(list) => {
            let mut names = list.names();
            names.push("none");
            json!({"type": "string", "enum": names})
        }
        Takes::Date => json!({"type": "string", "pattern": DATE}),
        Takes::Number => json!({"type": "integer", "minimum": 1, "maximum": u32::MAX}),
        Takes::Name | Takes::Words => json!({"type": "string", "pattern": NAME}),
    };
    let filter = |name: String, meaning: String| {
        let schema =
            if field.is_single() { one.clone() } else { json!({"type": "array", "items": one}) };
        json!({
            "name": name,
            "in": "query",
            "description": meaning,
            "schema": schema,
            "style": "form",
            "explode": true,
        })
    };
    let mut both = vec![filter(
        field.key().to_owned(),
        format!("{}; for example `{}`", field.meaning(), field.example()),
    )];
    if field.can_be_left_out() {
        both.push(filter(format!("-{field}"), format!("Leaves out: {}", field.meaning())));
    }
    both
}
