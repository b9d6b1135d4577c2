//! Words that nobody else may know.

use std::fmt::{self, Debug, Formatter};

use rapporteur_model::sha256_hex;
use subtle::ConstantTimeEq;

/// A secret: never printed, never compared letter by letter.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// 128 bits that nobody can guess, in hexadecimal.
    ///
    /// # Panics
    /// When the system has no source of random numbers: no form would be safe then.
    #[must_use]
    pub fn random() -> Self {
        let mut bytes = [0; 16];
        #[expect(clippy::expect_used, reason = "nothing is safe without random numbers")]
        getrandom::fill(&mut bytes).expect("the system gives random numbers");
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// A secret that somebody chose.
    #[must_use]
    pub fn new(words: String) -> Self {
        Self(words)
    }

    /// The secret itself, for who has a right to it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether that is what somebody gave. Takes the same time whatever they gave: hashes are
    /// compared, so that not even the length shows.
    #[must_use]
    pub fn is(&self, given: &str) -> bool {
        let (own, given) = (sha256_hex(self.0.as_bytes()), sha256_hex(given.as_bytes()));
        own.as_bytes().ct_eq(given.as_bytes()).into()
    }
}

impl Debug for Secret {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(...)")
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn a_secret_knows_itself_and_is_never_printed() {
        let secret = Secret::new("a long winter in Oslo".to_owned());
        assert!(secret.is("a long winter in Oslo"));
        assert!(!secret.is("a long winter in Osl") && !secret.is(""));
        assert!(!format!("{secret:?}").contains("winter"));
        assert_ne!(Secret::random().expose(), Secret::random().expose());
    }
}
