"""Reads the treebanks and name corpora, in place; none of them is ever copied."""

import gzip
import re
import tarfile
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Sentence:
    """One sentence as a corpus has it; columns that it lacks are None."""

    words: list[str]
    document: str = ""
    lemmas: list[str] | None = None
    upos: list[str] | None = None
    feats: list[str] | None = None
    heads: list[int] | None = None
    rels: list[str] | None = None
    names: list[str] | None = None
    ends: list[int] | None = None
    """1 where a sentence ends: only in windows of several sentences."""
    bare: bool = False
    """Without any gold label: for distillation only."""
    key: int = -1
    """Index into the soft labels of a teacher; -1 where there are none."""


def read_conllu(path: Path):
    """Yields the sentences of a CoNLL-U file (gzipped or not) with their sent_id."""
    opener = gzip.open if path.suffix == ".gz" else open
    document, sent_id, rows = "", "", []
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                document = line.split("=", 1)[1].strip()
            elif line.startswith("# sent_id"):
                sent_id = line.split("=", 1)[1].strip()
            elif not line and rows:
                columns = list(zip(*rows))
                yield sent_id, Sentence(
                    words=list(columns[1]), document=document, lemmas=list(columns[2]),
                    upos=list(columns[3]), feats=list(columns[5]),
                    heads=[int(head) for head in columns[6]], rels=list(columns[7]))
                rows = []
            elif line and not line.startswith("#"):
                row = line.split("\t")
                if row[0].isdigit():
                    rows.append(row)


def read_iob2(path: Path):
    """Yields (sent_id, words, BIO labels); types other than PER, ORG, LOC become O."""
    sent_id, words, labels = "", [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                sent_id = line.split("=", 1)[1].strip()
            elif not line:
                if words:
                    yield sent_id, words, bio(labels)
                words, labels = [], []
            elif not line.startswith("#"):
                row = line.split("\t")
                words.append(row[1])
                labels.append(row[2])
    if words:
        yield sent_id, words, bio(labels)


def bio(labels: list[str]) -> list[str]:
    """Any BIO-like labels as strict BIO over PER, ORG and LOC."""
    strict, previous = [], "O"
    for label in labels:
        kind = label[2:]
        if kind not in ("PER", "ORG", "LOC"):
            label = "O"
        elif label[0] == "I" and previous[2:] != kind:
            label = "B-" + kind
        strict.append(label)
        previous = label
    return strict


def read_wikigold(path: Path):
    """Wikigold's sentences; words are split at hyphens as UD does."""
    words, labels = [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            row = line.split()
            if not row:
                if words:
                    yield Sentence(words=words, names=bio(labels))
                words, labels = [], []
                continue
            word, label = row[0], row[-1]
            if word == "-DOCSTART-":
                continue
            for part in [p for p in re.split(r"(?<=\w)(-)(?=\w)", word) if p]:
                words.append(part)
                labels.append(label)


def read_ecb(path: Path):
    """The bare sentences of ECB+ (news, CC BY 3.0): unlabelled text for distillation."""
    seen = set()
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if not member.name.endswith(".xml"):
                continue
            root = ElementTree.fromstring(archive.extractfile(member).read())
            sentences: dict[int, list[str]] = {}
            for token in root.iter("token"):
                sentences.setdefault(int(token.get("sentence")), []).append(token.text or "")
            for words in sentences.values():
                words = [p for w in words for p in re.split(r"(?<=\w)(-)(?=\w)", w) if p.strip()]
                words = ['"' if w in ("``", "''") else w for w in words if w != "http"]
                if 4 <= len(words) <= 60 and "/" not in words and (text := " ".join(words)) not in seen:
                    seen.add(text)
                    yield Sentence(words=words, bare=True)


def load_training(corpora: Path, unlabelled: bool) -> list[Sentence]:
    """Every training sentence, in a fixed order, with `key` set to its position."""
    names = {}
    for sent_id, words, labels in read_iob2(corpora / "names/uner-ewt-train.iob2.gz"):
        names[sent_id] = (words, labels)
    sentences = []
    for corpus in ("ewt", "gum"):
        for sent_id, sentence in read_conllu(corpora / f"syntax/{corpus}-train.conllu.gz"):
            words, labels = names.get(sent_id, (None, None))
            if words == sentence.words:
                sentence.names = labels
            sentences.append(sentence)
    sentences += read_wikigold(corpora / "names/wikigold.conll.gz")
    if unlabelled:
        sentences += read_ecb(corpora / "coreference/ecbplus-topics-1-35.tar.gz")
    sentences = [s for s in sentences if len(s.words) <= 120]
    for key, sentence in enumerate(sentences):
        sentence.key = key
    return sentences


def load_dev(corpora: Path) -> dict[str, list[Sentence]]:
    """The development sets: EWT with UNER's names, GUM, and GUM's news."""
    names = {i: (w, n) for i, w, n in read_iob2(corpora / "names/uner-ewt-dev.iob2.gz")}
    dev = {}
    for name in ("ewt-dev", "gum-dev", "gum-news-dev"):
        dev[name] = []
        for sent_id, sentence in read_conllu(corpora / f"syntax/{name}.conllu.gz"):
            words, labels = names.get(sent_id, (None, None))
            if words == sentence.words:
                sentence.names = labels
            dev[name].append(sentence)
    return dev
