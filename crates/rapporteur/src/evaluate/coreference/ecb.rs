//! ECB+'s own files: tokens, mentions of actions, and their chains.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use rapporteur_language::{Sentence, Span, Token};
use roxmltree::Node;

/// Name of the list of sentences that were annotated in full.
const SELECTED: &str = "ECBplus_coreference_sentences.csv";

/// A mention: position of its document, of its sentence, and of its tokens in the sentence.
pub(super) type Place = (usize, usize, Vec<usize>);

/// One document.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Its tokens joined by spaces, sentences by line ends.
    pub(super) text: String,
    /// Spans of the tokens of each sentence.
    sentences: Vec<Vec<Span>>,
    /// Sentences in which all mentions are annotated, by position.
    pub(super) selected: BTreeSet<usize>,
    /// Mentions of actions in those sentences.
    pub(super) actions: Vec<Action>,
}

/// A mention of an action.
#[derive(Debug)]
pub(super) struct Action {
    pub(super) sentence: usize,
    pub(super) tokens: Vec<usize>,
    /// Name of its chain; of its own for one that is in none.
    pub(super) chain: String,
}

impl Document {
    /// Sentences and tokens without anything but spans.
    pub(super) fn bare(&self) -> Vec<Sentence> {
        self.sentences
            .iter()
            .filter_map(|tokens| {
                let span = tokens.first()?.cover(*tokens.last()?);
                let bare = |span: &Span| Token { span: *span, ..Token::default() };
                Some(Sentence { span, tokens: tokens.iter().map(bare).collect() })
            })
            .collect()
    }
}

/// Reads every document of a folder and the folders in it, by name.
pub(super) fn read(folder: &Path) -> anyhow::Result<Vec<Document>> {
    let name = || folder.display().to_string();
    let mut files = Vec::new();
    find(folder, &mut files).with_context(name)?;
    files.sort();
    anyhow::ensure!(!files.is_empty(), "{}: no ECB+ `.xml` files here", name());
    let selected = selected(folder)?;
    files
        .iter()
        .map(|path| {
            let name = || path.display().to_string();
            let text = fs::read_to_string(path).with_context(name)?;
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
            let stem = stem.unwrap_or_default();
            let chosen = selected.as_ref().map(|of| of.get(&stem).cloned().unwrap_or_default());
            document(&text, &stem, chosen).with_context(name)
        })
        .collect()
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "xml") {
            files.push(path);
        }
    }
    Ok(())
}

type Selected = BTreeMap<String, BTreeSet<String>>;

/// The selected sentences of each document, where the list is in the folder or one or two above.
fn selected(folder: &Path) -> anyhow::Result<Option<Selected>> {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let Some(path) =
        folder.ancestors().take(3).map(|at| at.join(SELECTED)).find(|path| path.exists())
    else {
        return Ok(None);
    };
    let lines = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut selected = Selected::new();
    for line in lines.lines().skip(1) {
        if let [topic, document, sentence] = line.trim().split(',').collect::<Vec<_>>()[..] {
            let name = format!("{topic}_{document}");
            selected.entry(name).or_default().insert(sentence.to_owned());
        }
    }
    Ok(Some(selected))
}

fn document(xml: &str, stem: &str, chosen: Option<BTreeSet<String>>) -> anyhow::Result<Document> {
    let tree = roxmltree::Document::parse(xml)?;
    let root = tree.root_element();
    let mut document = Document::default();
    let mut places: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut last = None;
    for token in root.children().filter(|node| node.has_tag_name("token")) {
        let sentence = token.attribute("sentence").unwrap_or_default();
        if last != Some(sentence) {
            last = Some(sentence);
            if !document.text.is_empty() {
                document.text.push('\n');
            }
            if chosen.as_ref().is_none_or(|chosen| chosen.contains(sentence)) {
                document.selected.insert(document.sentences.len());
            }
            document.sentences.push(Vec::new());
        } else {
            document.text.push(' ');
        }
        let word = token.text().unwrap_or("_").trim();
        let start = document.text.len();
        document.text.push_str(if word.is_empty() { "_" } else { word });
        let number = document.sentences.len() - 1;
        let tokens = &mut document.sentences[number];
        if let Some(id) = token.attribute("t_id") {
            places.insert(id, (number, tokens.len()));
        }
        tokens.push(Span::new(start, document.text.len()));
    }
    let chain_of = chains(root, stem);
    let markables = root.children().filter(|node| node.has_tag_name("Markables"));
    for mention in markables.flat_map(|node| node.children()).filter(|node| is_action(*node)) {
        let anchors: Vec<(usize, usize)> = mention
            .children()
            .filter(|node| node.has_tag_name("token_anchor"))
            .filter_map(|node| places.get(node.attribute("t_id")?).copied())
            .collect();
        let Some(&(sentence, _)) = anchors.first() else { continue };
        let id = mention.attribute("m_id").unwrap_or_default();
        if document.selected.contains(&sentence) {
            document.actions.push(Action {
                sentence,
                tokens: anchors.iter().map(|(_, at)| *at).collect(),
                chain: chain_of.get(id).cloned().unwrap_or_else(|| format!("{stem} mention {id}")),
            });
        }
    }
    Ok(document)
}

fn is_action(node: Node<'_, '_>) -> bool {
    let name = node.tag_name().name();
    name.starts_with("ACTION") || name.starts_with("NEG_ACTION")
}

/// The chain of each mention, by mention identifier.
fn chains(root: Node<'_, '_>, stem: &str) -> BTreeMap<String, String> {
    let mut chains = BTreeMap::new();
    let relations = root.children().filter(|node| node.has_tag_name("Relations"));
    for relation in relations.flat_map(|node| node.children()).filter(Node::is_element) {
        let chain = match (relation.tag_name().name(), relation.attribute("note")) {
            ("CROSS_DOC_COREF", Some(note)) => note.to_owned(),
            _ => format!("{stem} chain {}", relation.attribute("r_id").unwrap_or_default()),
        };
        for source in relation.children().filter(|node| node.has_tag_name("source")) {
            if let Some(id) = source.attribute("m_id") {
                chains.insert(id.to_owned(), chain.clone());
            }
        }
    }
    chains
}
