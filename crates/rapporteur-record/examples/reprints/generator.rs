//! Synthetic reports with planted reprints: invented words, stock phrases, copies and borrowed
//! passages. Seeded, so that every run makes the same reports.

use rapporteur_model::{Document, PartialDate};

/// Reports with what was planted in them.
pub(crate) struct Synthetic {
    /// In the order of publication; the identifier is the key.
    pub(crate) documents: Vec<Document>,
    /// For each report that is a copy, exact or edited, the number of the one it copies.
    pub(crate) copies: Vec<(usize, usize)>,
    /// For each sentence of a report that stood in an earlier one: report, byte, the first carrier.
    pub(crate) passages: Vec<(usize, usize, usize)>,
    /// How many sentences there are.
    pub(crate) sentences: usize,
}

/// Words per stock phrase, as in "on Tuesday in the capital of".
const PHRASE: usize = 4;

/// Share of words that an editor of a copy changes.
const EDITED: f64 = 0.03;

/// Paragraphs of background that many reports repeat, one in them with a number that changes.
const BACKGROUNDS: usize = 20;

/// A sentence, and the report and sentence that it was taken from.
type Sentence = (String, Option<(usize, usize)>);

struct Writer {
    state: u64,
    words: Vec<String>,
    phrases: Vec<String>,
    backgrounds: Vec<String>,
}

impl Writer {
    /// A random number below a bound (Steele, Lea and Flood's SplitMix64).
    fn below(&mut self, bound: usize) -> usize {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).expect("below the bound")
    }

    fn chance(&mut self, share: f64) -> bool {
        (self.below(1_000_000) as f64) < share * 1e6
    }

    /// A word, the frequent ones more often, as in any language.
    fn word(&mut self) -> String {
        let spread = (self.words.len() as f64).ln();
        let at = (self.below(1_000_000) as f64 / 1e6 * spread).exp() as usize - 1;
        self.words[at].clone()
    }

    fn sentence(&mut self) -> String {
        let length = 9 + self.below(20);
        let mut words: Vec<String> = Vec::new();
        while words.len() < length {
            if self.chance(0.15) {
                let at = self.below(self.phrases.len());
                words.push(self.phrases[at].clone());
            } else {
                words.push(self.word());
            }
        }
        words.join(" ") + "."
    }

    fn edited(&mut self, sentence: &str) -> String {
        let words: Vec<String> = sentence
            .trim_end_matches('.')
            .split(' ')
            .map(|word| if self.chance(EDITED) { self.word() } else { word.to_owned() })
            .collect();
        words.join(" ") + "."
    }

    fn background(&mut self, which: usize) -> [String; 2] {
        let count = 1_000 + self.below(9_000);
        let fixed = self.backgrounds[2 * which].clone();
        let counted =
            format!("{} {count} {}", self.backgrounds[2 * which + 1], self.phrases[which]);
        [fixed + ".", counted + "."]
    }
}

/// Makes a number of reports.
pub(crate) fn synthetic(count: usize, seed: u64) -> Synthetic {
    let mut writer =
        Writer { state: seed, words: Vec::new(), phrases: Vec::new(), backgrounds: Vec::new() };
    const SYLLABLES: &[&str] = &[
        "ba", "ce", "do", "fi", "gu", "ha", "je", "ko", "li", "mu", "na", "pe", "ro", "si", "tu",
        "va", "we", "xo", "yi", "zu",
    ];
    for _ in 0..6_000 {
        let length = 1 + writer.below(4);
        let word: Vec<&str> =
            (0..length).map(|_| SYLLABLES[writer.below(SYLLABLES.len())]).collect();
        writer.words.push(word.concat());
    }
    for _ in 0..400 {
        let phrase: Vec<String> = (0..PHRASE).map(|_| writer.word()).collect();
        writer.phrases.push(phrase.join(" "));
    }
    for _ in 0..2 * BACKGROUNDS {
        let sentence = writer.sentence();
        writer.backgrounds.push(sentence.trim_end_matches('.').to_owned());
    }

    let mut reports: Vec<Vec<Sentence>> = Vec::new();
    let mut originals: Vec<usize> = Vec::new();
    let mut copies = Vec::new();
    let mut carried: Vec<Option<(usize, usize)>> = vec![None; 2 * BACKGROUNDS];
    for number in 0..count {
        let kind = writer.below(100);
        let mut report: Vec<Sentence> = Vec::new();
        let recent = originals.len().saturating_sub(2_000);
        let source = (!originals.is_empty())
            .then(|| originals[recent + writer.below(originals.len() - recent)]);
        match source {
            // A copy: exact, edited, or cut.
            Some(source) if kind < 30 => {
                copies.push((number, source));
                report.push((writer.sentence(), None));
                let edits = kind >= 15;
                let length = reports[source].len();
                let kept = if kind >= 25 { length.div_ceil(2) } else { length };
                for (at, (text, from)) in reports[source].iter().enumerate().take(kept) {
                    if edits && kind < 25 && writer.chance(0.1) {
                        continue;
                    }
                    let text = if edits { writer.edited(text) } else { text.clone() };
                    report.push((text, from.or(Some((source, at)))));
                }
            }
            // Own text with some sentences of another report in it.
            Some(source) if kind < 45 => {
                report.extend((0..8 + writer.below(10)).map(|_| (writer.sentence(), None)));
                let length = reports[source].len();
                let start = writer.below(length.saturating_sub(4) + 1);
                let taken = 2 + writer.below(3);
                let passage = reports[source].iter().enumerate().skip(start).take(taken);
                for (at, (text, from)) in passage {
                    let text = if kind < 38 { text.clone() } else { writer.edited(text) };
                    report.push((text, from.or(Some((source, at)))));
                }
            }
            _ => {
                originals.push(number);
                report.extend((0..10 + writer.below(20)).map(|_| (writer.sentence(), None)));
            }
        }
        if kind >= 30 && writer.chance(0.2) {
            let which = writer.below(BACKGROUNDS);
            for (part, text) in writer.background(which).into_iter().enumerate() {
                let first = carried[2 * which + part].get_or_insert((number, report.len()));
                let from = (first.0 != number).then_some(*first);
                report.push((text, from));
            }
        }
        reports.push(report);
    }
    let day = PartialDate::parse("1931-05-01").expect("a date").first_day();
    let mut passages = Vec::new();
    let mut documents = Vec::new();
    let mut sentences = 0;
    for (number, report) in reports.into_iter().enumerate() {
        let mut text = String::new();
        for (sentence, from) in report {
            sentences += 1;
            if let Some((source, _)) = from {
                passages.push((number, text.len(), source));
            }
            text.push_str(&sentence);
            text.push_str(if writer.chance(0.3) { "\n\n" } else { " " });
        }
        let published = day + jiff::Span::new().days(i64::try_from(number / 100).expect("few"));
        documents.push(Document {
            // In the order of publication, also within a day.
            key: format!("{number:08}"),
            id: format!("r{number}"),
            published: PartialDate::parse(&published.to_string()).ok(),
            text,
            ..Document::default()
        });
    }
    Synthetic { documents, copies, passages, sentences }
}
