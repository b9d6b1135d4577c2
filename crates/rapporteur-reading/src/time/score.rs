//! How good are found expressions? Strict, relaxed and value F1 as TempEval-3 defines them
//! (UzZaman et al. 2013), computed as `score_time.py` of the corpora does.

use super::expressions;
use super::tml::{TimeMl, Timex};

/// Counts over one or many texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Expressions in the gold standard.
    pub gold: usize,
    /// Expressions found.
    pub found: usize,
    /// Found with exactly the gold extent.
    pub strict: usize,
    /// Gold expressions that share a character with a found one, each found one counted once.
    pub relaxed: usize,
    /// Of these, with the gold value.
    pub value: usize,
    /// Of these, with the gold type.
    pub kind: usize,
    /// Of these, with the gold extent and value.
    pub strict_value: usize,
}

/// The figures that are reported, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    /// F1 of exact extents.
    pub strict_f1: f64,
    /// F1 of overlapping extents.
    pub relaxed_f1: f64,
    /// F1 of overlapping extents with the right value: the relaxed F1 times the share of right
    /// values.
    pub value_f1: f64,
    /// F1 of overlapping extents with the right type.
    pub type_f1: f64,
    /// What the figures were computed from.
    pub counts: Counts,
}

impl Counts {
    /// Adds the counts of one text.
    pub fn add(&mut self, gold: &[Timex], found: &[Timex]) {
        self.gold += gold.len();
        self.found += found.len();
        let same = |one: &Timex, other: &Timex| one.start == other.start && one.end == other.end;
        self.strict += found.iter().filter(|&one| gold.iter().any(|two| same(one, two))).count();
        let mut used = vec![false; found.len()];
        for expected in gold {
            let Some(best) = best_match(expected, found, &used) else { continue };
            used[best] = true;
            let best = &found[best];
            let right = best.value.trim() == expected.value.trim();
            self.relaxed += 1;
            self.value += usize::from(right);
            self.kind += usize::from(best.kind == expected.kind);
            self.strict_value += usize::from(right && same(best, expected));
        }
    }

    /// The figures.
    #[must_use]
    pub fn scores(self) -> Scores {
        let f1 = |right: usize| {
            let all = self.gold + self.found;
            if all == 0 { 0.0 } else { 2.0 * share(right, all) }
        };
        Scores {
            strict_f1: f1(self.strict),
            relaxed_f1: f1(self.relaxed),
            value_f1: f1(self.value),
            type_f1: f1(self.kind),
            counts: self,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of expressions stay far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// The unused found expression that shares most characters, the first among equals.
fn best_match(expected: &Timex, found: &[Timex], used: &[bool]) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (index, candidate) in found.iter().enumerate() {
        let end = expected.end.min(candidate.end);
        let shared = end.saturating_sub(expected.start.max(candidate.start));
        if !used[index] && shared > 0 && best.is_none_or(|(most, _)| shared > most) {
            best = Some((shared, index));
        }
    }
    best.map(|(_, index)| index)
}

/// The figures of pairs of gold and found expressions, one pair a text.
#[must_use]
pub fn score<'timex>(
    pairs: impl IntoIterator<Item = (&'timex [Timex], &'timex [Timex])>,
) -> Scores {
    let mut counts = Counts::default();
    for (gold, found) in pairs {
        counts.add(gold, found);
    }
    counts.scores()
}

/// Reads the contents of TimeML files (in the order of their names), finds the expressions in
/// their plain texts and scores them against those marked. Files without a text count nothing.
#[must_use]
pub fn evaluate<'content>(files: impl IntoIterator<Item = &'content str>) -> Scores {
    let mut counts = Counts::default();
    for file in files.into_iter().filter_map(TimeMl::parse) {
        counts.add(&file.timexes, &found_in(&file));
    }
    counts.scores()
}

/// The expressions found in a file's plain text, seen from its creation time.
#[must_use]
pub fn found_in(file: &TimeMl) -> Vec<Timex> {
    Timex::of_expressions(&file.text, &expressions(&file.text, &[], file.published()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::process::Command;

    use super::*;
    use crate::time::tml::write;

    fn timex(start: usize, end: usize, value: &str) -> Timex {
        Timex { start, end, kind: "DATE".to_owned(), value: value.to_owned() }
    }

    #[test]
    fn an_overlap_counts_as_relaxed_and_a_wrong_value_does_not_count_as_value() {
        let gold = [timex(0, 5, "2021"), timex(10, 20, "2022"), timex(30, 35, "2023")];
        let found = [timex(0, 5, "2021"), timex(12, 20, "2020"), timex(50, 55, "2023")];
        let scores = score([(&gold[..], &found[..])]);
        assert_eq!(scores.counts.strict, 1);
        assert_eq!(scores.counts.relaxed, 2);
        assert_eq!(scores.counts.value, 1);
        assert!((scores.relaxed_f1 - 2.0 / 3.0).abs() < 1e-9);
        assert!((scores.value_f1 - 1.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn each_found_expression_is_matched_once() {
        let gold = [timex(0, 5, "2021"), timex(5, 10, "2022")];
        let found = [timex(0, 10, "2021")];
        assert_eq!(score([(&gold[..], &found[..])]).counts.relaxed, 1);
    }

    const CORPORA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora/time");

    /// Runs the corpora's own scorer on our predictions and compares every figure it prints.
    #[test]
    fn figures_are_those_of_the_corpora_scorer() {
        let Some(directory) = unpacked() else {
            eprintln!("skipped: needs ../shared/corpora/time, tar and python3");
            return;
        };
        for (corpus, least_value, least_relaxed) in
            [("TBAQ-cleaned", 0.79, 0.93), ("tml", 0.85, 0.935)]
        {
            let gold = directory.path().join(format!("{corpus}.gold"));
            let system = directory.path().join(format!("{corpus}.system"));
            std::fs::create_dir(&gold).unwrap();
            std::fs::create_dir(&system).unwrap();
            let mut contents = Vec::new();
            for path in tml_files(&directory.path().join(corpus)) {
                let content = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
                let name = path.file_name().unwrap();
                let file = TimeMl::parse(&content).unwrap();
                let found = expressions(&file.text, &[], file.published());
                let ours = write(&file.text, file.created.as_deref(), &found);
                std::fs::write(gold.join(name), &content).unwrap();
                std::fs::write(system.join(name), ours).unwrap();
                contents.push(content);
            }
            let scores = evaluate(contents.iter().map(String::as_str));
            let output = Command::new("python3")
                .arg(format!("{CORPORA}/score_time.py"))
                .args([&gold, &system])
                .output()
                .unwrap();
            let printed = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(printed.contains(&figures(&scores)), "{}\n{printed}", figures(&scores));
            assert!(scores.value_f1 >= least_value, "{corpus}: {scores:?}");
            assert!(scores.relaxed_f1 >= least_relaxed, "{corpus}: {scores:?}");
        }
    }

    /// What the corpora's scorer prints, without the name of the system.
    fn figures(scores: &Scores) -> String {
        let Scores { counts, .. } = *scores;
        let three = |right: usize| {
            let percent = |all: usize| 100.0 * share(right, all);
            let f1 = 200.0 * share(right, counts.gold + counts.found);
            format!("{:.2}/{:.2}/{f1:.2}", percent(counts.found), percent(counts.gold))
        };
        format!(
            "gold {} sys {} | strict P/R/F {} | relaxed {} | value F1 {:.2} (acc {:.2}) | type F1 {:.2}",
            counts.gold,
            counts.found,
            three(counts.strict),
            three(counts.relaxed),
            100.0 * scores.value_f1,
            100.0 * share(counts.value, counts.relaxed),
            100.0 * scores.type_f1,
        )
    }

    fn unpacked() -> Option<tempfile::TempDir> {
        let directory = tempfile::tempdir().ok()?;
        if !Path::new(CORPORA).is_dir() || Command::new("python3").arg("-V").output().is_err() {
            return None;
        }
        for archive in ["tbaq.tar.gz", "wikiwars-timex3.tar.gz"] {
            let status = Command::new("tar")
                .args(["xzf", &format!("{CORPORA}/{archive}"), "-C"])
                .arg(directory.path())
                .status()
                .ok()?;
            status.success().then_some(())?;
        }
        Some(directory)
    }

    fn tml_files(directory: &Path) -> Vec<std::path::PathBuf> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(tml_files(&path));
            } else if path.extension().is_some_and(|extension| extension == "tml") {
                found.push(path);
            }
        }
        found.sort();
        found
    }
}
