//! Which files lie behind the arguments.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rapporteur_model::{Code, Diagnostic};

/// A file, or standard input, that may hold reports.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// What it is; decides how it is read.
    pub kind: SourceKind,
    /// The path as it follows from the argument; `-` for standard input.
    pub path: PathBuf,
}

/// Kinds of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    /// `.txt`: one report.
    Text,
    /// `.jsonl`: one report a line.
    JsonLines,
    /// `.json`: a report, an array of them, a ninjs item or a JSON feed.
    Json,
    /// `.html`: a saved page.
    Html,
    /// `.rss`, `.atom`, `.xml`: a feed with the texts of its entries.
    Feed,
    /// `.warc`, also compressed: a web archive.
    Warc,
    /// `.csv`, `.tsv`: one report a row.
    Csv,
    /// `.parquet`: one report a row.
    Parquet,
    /// `.eml`: one mail.
    Mail,
    /// `.mbox`: many mails.
    Mbox,
    /// `.pdf`.
    Pdf,
    /// `.docx`.
    Docx,
    /// `.zip`: an archive of any of these.
    Zip,
    /// `.gz`: a compressed file of any other kind.
    Gzip,
    /// Standard input: JSONL.
    StandardInput,
}

/// Endings of names, and what they stand for.
const ENDINGS: &[(&str, SourceKind)] = &[
    ("atom", SourceKind::Feed),
    ("csv", SourceKind::Csv),
    ("docx", SourceKind::Docx),
    ("eml", SourceKind::Mail),
    ("htm", SourceKind::Html),
    ("html", SourceKind::Html),
    ("json", SourceKind::Json),
    ("jsonl", SourceKind::JsonLines),
    ("mbox", SourceKind::Mbox),
    ("ndjson", SourceKind::JsonLines),
    ("parquet", SourceKind::Parquet),
    ("pdf", SourceKind::Pdf),
    ("rss", SourceKind::Feed),
    ("tsv", SourceKind::Csv),
    ("txt", SourceKind::Text),
    ("warc", SourceKind::Warc),
    ("xhtml", SourceKind::Html),
    ("xml", SourceKind::Feed),
    ("zip", SourceKind::Zip),
];

impl SourceKind {
    /// The kind of a file by the ending of its name, whatever the case; `None` for other files. A
    /// name that ends in `.gz` counts where the name before it has a kind.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        match name.strip_suffix(".gz") {
            Some(inner) => match Self::by_ending(inner)? {
                // Web archives are compressed record by record: their reader takes them as they are.
                Self::Warc => Some(Self::Warc),
                _ => Some(Self::Gzip),
            },
            None if name.ends_with(".warc.zst") => Some(Self::Warc),
            None => Self::by_ending(&name),
        }
    }

    fn by_ending(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, kind)| *kind)
    }
}

/// Finds the files behind the arguments: files, folders and `-` for JSONL on standard input.
///
/// Folders are walked to the bottom; hidden files and files of other kinds in them are passed over
/// in silence. The result is sorted and names every file once, however often and in whatever order
/// the arguments reach it.
#[must_use]
pub fn sources(inputs: &[PathBuf]) -> (Vec<Source>, Vec<Diagnostic>) {
    let mut walk = Walk::default();
    // Sorted, so that where two arguments reach one file the same of its names is kept.
    for input in inputs.iter().collect::<BTreeSet<_>>() {
        walk.argument(input);
    }
    walk.sources.sort();
    (walk.sources, walk.diagnostics)
}

#[derive(Default)]
struct Walk {
    sources: Vec<Source>,
    diagnostics: Vec<Diagnostic>,
    /// Real paths of files and folders that were seen: no file twice, no endless loop of links.
    seen: BTreeSet<PathBuf>,
}

impl Walk {
    fn argument(&mut self, input: &Path) {
        if input.as_os_str() == "-" {
            self.sources
                .push(Source { kind: SourceKind::StandardInput, path: input.to_path_buf() });
            return;
        }
        let metadata = match fs::metadata(input) {
            Ok(metadata) => metadata,
            Err(error) => return self.unreadable(input, &error),
        };
        if metadata.is_dir() {
            return self.folder(input);
        }
        match SourceKind::of(input) {
            None => self.diagnose(
                Code::UnknownKind,
                input,
                format!("`{}` has no ending that tells how to read it", input.display()),
            ),
            Some(_) if !metadata.is_file() => self.diagnose(
                Code::UnknownKind,
                input,
                format!("`{}` is no regular file; pipe JSONL to `-` instead", input.display()),
            ),
            Some(kind) => self.file(kind, input),
        }
    }

    fn folder(&mut self, top: &Path) {
        let mut waiting = vec![top.to_path_buf()];
        while let Some(folder) = waiting.pop() {
            if !self.first_time(&folder) {
                continue;
            }
            let entries =
                match fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
                    Ok(entries) => entries,
                    Err(error) => {
                        self.unreadable(&folder, &error);
                        continue;
                    }
                };
            let mut paths: Vec<_> = entries
                .iter()
                .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
                .map(fs::DirEntry::path)
                .collect();
            paths.sort();
            let mut folders = Vec::new();
            for path in paths {
                // A link that leads nowhere is no report; a file that cannot be read says so then.
                let Ok(metadata) = fs::metadata(&path) else { continue };
                if metadata.is_dir() {
                    folders.push(path);
                } else if let (true, Some(kind)) = (metadata.is_file(), SourceKind::of(&path)) {
                    self.file(kind, &path);
                }
            }
            waiting.extend(folders.into_iter().rev());
        }
    }

    fn file(&mut self, kind: SourceKind, path: &Path) {
        if self.first_time(path) {
            self.sources.push(Source { kind, path: path.to_path_buf() });
        }
    }

    fn first_time(&mut self, path: &Path) -> bool {
        self.seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf()))
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        self.diagnose(Code::Unreadable, path, format!("`{}`: {error}", path.display()));
    }

    fn diagnose(&mut self, code: Code, path: &Path, message: String) {
        self.diagnostics.push(Diagnostic::new(code, &path.display().to_string(), message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(sources: &[Source], top: &Path) -> Vec<String> {
        sources
            .iter()
            .map(|source| {
                source.path.strip_prefix(top).unwrap_or(&source.path).display().to_string()
            })
            .collect()
    }

    fn folder_with(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "A report.").unwrap();
        }
        folder
    }

    #[test]
    fn folders_are_walked_sorted_and_other_files_passed_over() {
        let folder = folder_with(&[
            "b.txt",
            "a/z.TXT",
            "a/.hidden.txt",
            ".git/x.txt",
            "README.md",
            "c.jsonl",
        ]);
        let (found, diagnostics) = sources(&[folder.path().to_path_buf()]);
        assert_eq!(names(&found, folder.path()), ["a/z.TXT", "b.txt", "c.jsonl"]);
        assert!(diagnostics.is_empty());
    }

    #[test]
    fn a_file_is_named_once_in_whatever_order_it_is_reached() {
        let folder = folder_with(&["a.txt", "b.txt"]);
        let (top, one) = (folder.path().to_path_buf(), folder.path().join("a.txt"));
        let there = sources(&[top.clone(), one.clone()]);
        assert_eq!(there, sources(&[one, top]));
        assert_eq!(there.0.len(), 2);
    }

    #[test]
    fn a_file_of_another_kind_is_refused_only_when_it_is_named() {
        let folder = folder_with(&["notes.md"]);
        let (found, diagnostics) = sources(&[folder.path().join("notes.md")]);
        assert!(found.is_empty());
        assert_eq!(diagnostics[0].code, Code::UnknownKind);
    }

    #[test]
    fn what_is_not_there_is_told_and_the_rest_goes_on() {
        let folder = folder_with(&["a.txt"]);
        let (found, diagnostics) =
            sources(&[folder.path().join("nowhere"), folder.path().to_path_buf(), "-".into()]);
        assert_eq!(found.len(), 2);
        assert_eq!(diagnostics[0].code, Code::Unreadable);
        assert!(diagnostics[0].message.contains("nowhere"));
    }

    #[cfg(unix)]
    #[test]
    fn loops_of_links_end() {
        let folder = folder_with(&["a/one.txt"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).unwrap();
        std::os::unix::fs::symlink("self", folder.path().join("self")).unwrap();
        let (found, diagnostics) = sources(&[folder.path().to_path_buf()]);
        assert_eq!(names(&found, folder.path()), ["a/one.txt"]);
        assert!(diagnostics.is_empty());
    }
}
