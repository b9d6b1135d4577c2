//! From a query string to a selection and back.

use std::fmt;

use rapporteur_model::{Code, Diagnostic, PartialDate};

use super::{Field, Selection};

impl Selection {
    /// Reads pairs of key and value, as a form or a command line gives them.
    ///
    /// What is not understood is left out and told; an empty value asks for nothing, so that a form
    /// may send all its fields.
    #[must_use]
    pub fn parse<K: AsRef<str>, V: AsRef<str>>(
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> (Self, Vec<Diagnostic>) {
        let mut selection = Self::default();
        let mut diagnostics = Vec::new();
        for (key, value) in pairs {
            let (key, value) = (key.as_ref().trim(), value.as_ref().trim());
            if value.is_empty() {
                continue;
            }
            if let Err(diagnostic) = selection.add(key, value) {
                diagnostics.push(diagnostic);
            }
        }
        diagnostics.extend(selection.backwards());
        (selection, diagnostics)
    }

    /// Reads a query string, with or without its question mark.
    #[must_use]
    pub fn from_query(query: &str) -> (Self, Vec<Diagnostic>) {
        let query = query.strip_prefix('?').unwrap_or(query);
        Self::parse(form_urlencoded::parse(query.as_bytes()))
    }

    fn add(&mut self, key: &str, value: &str) -> Result<(), Diagnostic> {
        let plain = key.strip_prefix('-').or_else(|| key.strip_prefix("not."));
        let (name, except) = (plain.unwrap_or(key), plain.is_some());
        let field = Field::from_key(name).ok_or_else(|| unknown(key))?;
        let bad = |why: &str| {
            let shown: String = value.chars().take(SHOWN).collect();
            Diagnostic::new(Code::BadFilterValue, key, format!("`{shown}` is left out: {why}"))
        };
        let canonical =
            field.canonical(value).map_err(|takes| bad(&format!("it takes {takes}")))?;
        if except && !field.can_be_left_out() {
            return Err(bad("a date has a beginning or an end, and no exception"));
        }
        let again = field.is_single()
            && !except
            && self
                .terms(field)
                .is_some_and(|terms| !terms.only.is_empty() && !terms.only.contains(&canonical));
        *self = if except { self.except(field, value) } else { self.with(field, value) };
        if again {
            let message = format!("it takes one value: the last one, `{canonical}`, counts");
            return Err(Diagnostic::new(Code::BadFilterValue, key, message));
        }
        Ok(())
    }

    /// A period that ends before it begins holds nothing: worth saying.
    #[must_use]
    pub fn backwards(&self) -> Option<Diagnostic> {
        let date = |field| {
            let value = self.terms(field)?.only.first()?;
            PartialDate::parse(value).ok()
        };
        let (from, to) = (date(Field::From)?, date(Field::To)?);
        (from.first_day() > to.last_day()).then(|| {
            let message = format!("{from} lies after {to}: nothing can be selected");
            Diagnostic::new(Code::BadFilterValue, Field::From.key(), message)
        })
    }
}

/// Characters of a value that a message repeats.
const SHOWN: usize = 60;

fn unknown(key: &str) -> Diagnostic {
    let shown: String = key.chars().take(SHOWN).collect();
    let fields: Vec<&str> = Field::ALL.iter().map(|field| field.key()).collect();
    let message = format!("there is no field `{shown}`; fields are {}", fields.join(", "));
    Diagnostic::new(Code::UnknownFilter, &shown, message)
}

/// The canonical query string: fields in the order of their table, values sorted, each value asked
/// for before those left out. Empty where everything is selected.
impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (field, value, except) in self.iter() {
            if except {
                query.append_pair(&format!("-{field}"), value);
            } else {
                query.append_pair(field.key(), value);
            }
        }
        f.write_str(&query.finish())
    }
}
