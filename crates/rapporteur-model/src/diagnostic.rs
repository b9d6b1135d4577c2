//! What went wrong or was left open, with a stable code that can be searched and cited.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// One thing that a person should know about an input or a reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable code, see [`Code`].
    pub code: Code,
    /// The file (with `:LINE` for JSONL) or the document's key.
    pub subject: String,
    /// Where in the document's text, in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// What happened, in one line without a full stop.
    pub message: String,
}

/// Defines the codes in one flat table: variant, code, severity, meaning, remedy.
macro_rules! codes {
    ($($variant:ident = $code:literal, $skips:literal, $meaning:literal, $hint:literal;)*) => {
        /// Every diagnostic code. `R1..` concern input, `R2..` reading, `R4..` what is asked of
        /// a record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Code {
            $(#[doc = $meaning] #[serde(rename = $code)] $variant,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code as printed ("R101").
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// Whether something could not be read because of it.
            #[must_use]
            pub const fn skips_input(self) -> bool {
                match self { $(Self::$variant => $skips,)* }
            }

            /// Whether it concerns what came in, rather than how it was read.
            #[must_use]
            pub fn is_of_input(self) -> bool {
                self.code().starts_with("R1")
            }

            /// What it means, in a sentence.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }

            /// What to do about it.
            #[must_use]
            pub const fn hint(self) -> &'static str {
                match self { $(Self::$variant => $hint,)* }
            }
        }
    };
}

codes! {
    Unreadable = "R101", true, "The file or folder could not be opened or read",
        "check that it exists and that you may read it";
    Empty = "R102", true, "The file or the text field holds no words",
        "leave it out, or fetch the report again";
    Binary = "R103", true, "The file holds binary data, not text",
        "convert it to UTF-8 text first";
    NotUtf8 = "R104", true, "The text is not valid UTF-8",
        "convert it, for example with `iconv -f WINDOWS-1252 -t UTF-8`";
    TooLarge = "R105", true, "One report is larger than a report can be",
        "split the file into one report each";
    NotJson = "R106", true, "The line is not a JSON object",
        "write one JSON object on each line";
    NoText = "R107", true, "The JSON object has no `text` field that is a string",
        "put the report's text into the field `text`";
    UnknownKind = "R108", true, "The file is of a kind that is not read",
        "give files of a kind that the README lists, or folders of them";
    BadField = "R109", false, "A metadata field could not be understood and was left out",
        "correct the field, then build again";
    DuplicateId = "R110", false, "Several documents share one identifier",
        "nothing to do: exports tell them apart by `~` and the document key";
    Damaged = "R111", true, "The file or the archive is damaged, cut off or encrypted",
        "get it again from where it came, without a password";
    ConsentWall = "R112", true, "The page asks for consent or a log-in and holds no report",
        "save the page from a browser in which it can be read";
    PaywallStub = "R113", false, "The page holds only the beginning of the report",
        "nothing to do: what is open was read; save the whole page if you may";
    NoColumn = "R114", true, "The table has no column with the reports' text",
        "name it, for example with `--columns text=body,title=headline`";
    NotCompiledIn = "R115", true, "This build of the program does not read files of this kind",
        "build it with `--features parquet`";
    Scrubbed = "R116", false, "The document was scrubbed from this record and is not taken in again",
        "nothing to do; build another record if it is meant to come back";
    LookAlike = "R117", false, "A word mixes letters of several scripts that look alike",
        "look at the word in its source: it is kept as it is written, and is not taken for the name that it looks like";
    NotFetched = "R121", true, "The address could not be fetched",
        "check the address in a browser; what is temporary is tried again in the next round";
    Disallowed = "R122", true, "The site's robots.txt asks programs not to fetch the address",
        "save the page by hand if you may, and build from the file";
    PrivateAddress = "R123", true, "The address lies in a private network and was not named by you",
        "name its host in `allow` of the feeds file if it is meant";
    NotAFeed = "R124", true, "The answer is no RSS, Atom or JSON feed",
        "give the address of the feed itself, not that of the page that links to it";
    Untrusted = "R125", true, "The server could not prove that it is who its address says",
        "nothing that it sends was taken; look at the address in a browser, and at this computer's clock";
    Undated = "R201", false, "Nothing in the report or its metadata fixes when it was published",
        "give `published` as metadata if you know it";
    NoOutlet = "R202", false, "Neither the text nor its metadata names the outlet",
        "give `outlet` as metadata if you know it";
    NothingClaimed = "R203", false, "No claim was found in the report",
        "nothing to do where the report tells of no event";
    NotAnalysed = "R204", true, "The language stage could not analyse the report",
        "please report this with the text: no text should cause it";
    OtherLanguage = "R205", false, "The report is in a language that the reader does not read",
        "nothing to do: it is stored and listed, and not read for claims";
    SetAside = "R206", false, "A first look found nothing on a conflict in the report",
        "nothing to do: it is stored and listed; `--read-all` reads every report";
    SecondSilent = "R207", true, "The second reader gave no answer for the report",
        "build again: what was not answered is asked again, what was answered is not";
    SecondRefused = "R208", false, "Proposals of the second reader were not taken",
        "nothing to do: only what the report carries word for word is taken";
    UnknownFilter = "R401", false, "A filter names a field that there is not",
        "use one of the fields that the message lists";
    BadFilterValue = "R402", false, "A filter's value is not one that its field takes",
        "give a value as the message says; the filter was left out";
    UnheardOf = "R403", false, "A filter asks for a name that stands nowhere in the record",
        "look names up with `rapporteur show RECORD brief` or `claims`";
}

impl Diagnostic {
    /// A diagnostic about a whole file or document.
    #[must_use]
    pub fn new(code: Code, subject: &str, message: impl Into<String>) -> Self {
        Self { code, subject: subject.to_owned(), span: None, message: message.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_and_spelled_alike() {
        for (index, code) in Code::ALL.iter().enumerate() {
            assert!(Code::ALL[..index].iter().all(|other| other.code() != code.code()));
            assert!(!code.meaning().ends_with('.') && !code.hint().ends_with('.'));
        }
    }
}
