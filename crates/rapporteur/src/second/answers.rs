//! Answers as they came, beside the record: what was answered once is not asked again, so that the
//! same record can be built anew, offline and without cost.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::new_file;

/// One answer: a line of the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// Key of the document.
    pub(crate) document: String,
    /// Who answered.
    pub(crate) model: String,
    /// Which question it answers.
    pub(crate) prompt: String,
    /// Where it was asked.
    pub(crate) from: String,
    /// When it was asked.
    pub(crate) at: String,
    /// The body of the answer, unchanged.
    pub(crate) answer: String,
}

/// The answers of one model to one question.
pub(super) struct Answers {
    known: BTreeMap<String, String>,
    model: String,
    prompt: String,
    path: PathBuf,
    /// Opened with the first new answer.
    file: Mutex<Option<File>>,
}

/// Where the answers of a record are kept.
pub(crate) fn beside(record: &Path) -> PathBuf {
    let mut name = OsString::from(record);
    name.push(".second.jsonl");
    PathBuf::from(name)
}

/// All answers that are kept in a file, in its order; none where there is no file. A line that a
/// killed run left unfinished is passed over.
pub(crate) fn kept(path: &Path) -> io::Result<Vec<Kept>> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    Ok(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// Takes the answers about some documents away; how many there were.
pub(crate) fn forget(record: &Path, keys: &BTreeSet<&str>) -> anyhow::Result<usize> {
    let path = beside(record);
    let all = kept(&path)?;
    let count = all.len();
    let stay: Vec<Kept> =
        all.into_iter().filter(|kept| !keys.contains(kept.document.as_str())).collect();
    let gone = count - stay.len();
    if gone > 0 {
        let mut file = new_file::beside(&path)?;
        for kept in &stay {
            writeln!(file, "{}", serde_json::to_string(kept)?)?;
        }
        file.persist(&path)?;
    }
    Ok(gone)
}

impl Answers {
    pub(super) fn open(path: &Path, model: &str, prompt: &str) -> io::Result<Self> {
        let fits = |kept: &Kept| kept.model == model && kept.prompt == prompt;
        let known = kept(path)?.into_iter().filter(fits);
        Ok(Self {
            known: known.map(|kept| (kept.document, kept.answer)).collect(),
            model: model.to_owned(),
            prompt: prompt.to_owned(),
            path: path.to_owned(),
            file: Mutex::new(None),
        })
    }

    /// What was answered about a document.
    pub(super) fn of(&self, document: &str) -> Option<&str> {
        self.known.get(document).map(String::as_str)
    }

    /// Adds an answer to the file.
    pub(super) fn keep(&self, document: &str, from: &str, answer: &str) -> io::Result<()> {
        let kept = Kept {
            document: document.to_owned(),
            model: self.model.clone(),
            prompt: self.prompt.clone(),
            from: from.to_owned(),
            at: rapporteur_model::moment(jiff::Timestamp::now()),
            answer: answer.to_owned(),
        };
        let line = serde_json::to_string(&kept)?;
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match &mut *file {
            Some(file) => file,
            none => none.insert(self.open_file()?),
        };
        file.write_all(format!("{line}\n").as_bytes())
    }

    fn open_file(&self) -> io::Result<File> {
        let torn =
            fs::read(&self.path).is_ok_and(|bytes| !bytes.is_empty() && !bytes.ends_with(b"\n"));
        let mut file = OpenOptions::new().create(true).append(true).open(&self.path)?;
        if torn {
            file.write_all(b"\n")?;
        }
        Ok(file)
    }
}
