"""Sentences in numbers: what the network takes in and should give out."""

import random
from collections import Counter
from dataclasses import dataclass, field

from corpora import Sentence
from words import Pieces, lemma_script, shape

IGNORE = -100
"""Label of a word that a head must not learn from (PyTorch's convention)."""

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]


@dataclass
class Labels:
    """The closed label sets, fixed by the training data."""

    upos: list[str]
    feats: list[str]
    rels: list[str]
    lemmas: list[str]
    names: list[str] = field(default_factory=lambda: list(NAMES))

    @classmethod
    def collect(cls, sentences: list[Sentence]) -> "Labels":
        upos, feats, rels, lemmas = Counter(), Counter(), Counter(), Counter()
        for sentence in sentences:
            if sentence.upos is None:
                continue
            upos.update(sentence.upos)
            feats.update(sentence.feats)
            rels.update(sentence.rels)
            lemmas.update(map(lemma_script, sentence.words, sentence.lemmas))
        return cls(
            upos=sorted(upos),
            feats=sorted(bundle for bundle, n in feats.items() if n >= 3),
            rels=sorted(rels),
            lemmas=sorted(s for s, n in lemmas.most_common(400) if n >= 3))


@dataclass
class Example:
    """A sentence in numbers. Word-level lists have one item per word."""

    pieces: list[int]
    shapes: list[int]
    """One per piece: that of the word it belongs to."""
    first: list[int]
    last: list[int]
    targets: dict[str, list[int]]
    key: int
    n_words: int


def encode(sentence: Sentence, pieces: Pieces, index: dict[str, dict[str, int]]) -> Example:
    ids, shapes, first, last = [pieces.cls], [0], [], []
    for word in sentence.words:
        word_ids = pieces.word(word)
        first.append(len(ids))
        ids += word_ids
        shapes += [shape(word)] * len(word_ids)
        last.append(len(ids) - 1)
    n = len(sentence.words)
    blank = [IGNORE] * n

    def column(head: str, values: list[str] | None) -> list[int]:
        return blank if values is None else [index[head].get(v, IGNORE) for v in values]

    scripts = None
    if sentence.lemmas is not None:
        scripts = list(map(lemma_script, sentence.words, sentence.lemmas))
    targets = {
        "upos": column("upos", sentence.upos),
        "feats": column("feats", sentence.feats),
        "lemmas": column("lemmas", scripts),
        "names": column("names", sentence.names),
        "heads": blank if sentence.heads is None else sentence.heads,
        "rels": column("rels", sentence.rels),
        "ends": blank if sentence.ends is None else sentence.ends,
    }
    return Example(ids + [pieces.sep], shapes + [0], first, last, targets, sentence.key, n)


def batches(examples: list[Example], max_pieces: int, rng: random.Random) -> list[list[Example]]:
    """Batches of similar length, at most `max_pieces` with padding, in random order."""
    order = sorted(examples, key=lambda e: len(e.pieces) * rng.uniform(0.9, 1.1))
    out, batch, longest = [], [], 0
    for example in order:
        longest_with = max(longest, len(example.pieces))
        if batch and longest_with * (len(batch) + 1) > max_pieces:
            out.append(batch)
            batch, longest_with = [], len(example.pieces)
        batch.append(example)
        longest = longest_with
    if batch:
        out.append(batch)
    rng.shuffle(out)
    return out
