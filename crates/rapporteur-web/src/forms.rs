//! Forms that were sent, and the addresses of ours that they lead back to.

/// The fields of a form, in order.
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads a body or a query.
    pub(crate) fn of(sent: &[u8]) -> Self {
        Self(form_urlencoded::parse(sent).into_owned().collect())
    }

    /// The first value of a field.
    pub(crate) fn one(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Every value of a field.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let name = name.to_owned();
        self.0.iter().filter(move |(key, _)| *key == name).map(|(_, value)| value.as_str())
    }
}

/// The address where it is a page of ours: a form that somebody else wrote leads nowhere else.
pub(crate) fn ours(path: Option<&str>) -> Option<&str> {
    path.filter(|path| {
        path.starts_with('/')
            && !path.starts_with("//")
            && !path.contains(|letter: char| letter == '\\' || letter.is_control())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_ours_are_led_back_to() {
        assert_eq!(ours(Some("/review?party=x#c1")), Some("/review?party=x#c1"));
        for other in ["//evil.example/", "https://evil.example/", "/\\evil.example", "/\t/evil", ""]
        {
            assert_eq!(ours(Some(other)), None, "{other}");
        }
    }
}
