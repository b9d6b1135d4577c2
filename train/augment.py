"""Sentences as worse sources print them, and windows of several sentences."""

import random
from dataclasses import replace

from corpora import Sentence
from examples import IGNORE

CURLY = {'"': "“”", "'": "‘’"}


def augment(sentence: Sentence, rng: random.Random) -> Sentence:
    """The same sentence as a worse source would print it; labels stay true.

    Never changes the number of words, except that a final full stop may go.
    """
    words = sentence.words
    if rng.random() < 0.08:
        words = [w.upper() for w in words]
    elif rng.random() < 0.04:
        words = [w.lower() for w in words]
    if rng.random() < 0.3:
        words = curly(words)
    changed = replace(sentence, words=words)
    if rng.random() < 0.08:
        changed = without_final_stop(changed)
    return changed


def curly(words: list[str]) -> list[str]:
    """Straight quotation marks and apostrophes as typographic ones."""
    opened, out = False, []
    for word in words:
        if word in CURLY:
            word = CURLY[word][1 if opened else 0]
            opened = not opened
        out.append(word.replace("'", "’"))
    return out


def without_final_stop(sentence: Sentence) -> Sentence:
    """Without a last "." on which nothing hangs; unchanged where there is none."""
    n = len(sentence.words)
    if n < 4 or sentence.words[-1] != "." or (sentence.heads and n in sentence.heads):
        return sentence
    cut = {}
    for name in ("words", "lemmas", "upos", "feats", "heads", "rels", "names"):
        column = getattr(sentence, name)
        cut[name] = None if column is None else column[:-1]
    return replace(sentence, **cut)


def windows(sentences: list[Sentence], rng: random.Random, share: float) -> list[Sentence]:
    """Windows of several sentences of one document, for the sentence-end head.

    They may begin inside a sentence, and full stops and capitals may be lost.
    Trees are left out; tags and names stay. `share` of the documents is used.
    """
    documents: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        if sentence.document and sentence.heads is not None:
            documents.setdefault(sentence.document, []).append(sentence)
    out = []
    for parts in documents.values():
        if len(parts) < 2 or rng.random() >= share:
            continue
        window, size = [], rng.randint(30, 110)
        for part in parts:
            window.append(part)
            if sum(len(p.words) for p in window) >= size:
                out.append(join(window, rng))
                window, size = [], rng.randint(30, 110)
        if len(window) > 1:
            out.append(join(window, rng))
    return out


def join(parts: list[Sentence], rng: random.Random) -> Sentence:
    draw, words, ends, upos, names = rng.random(), [], [], [], []
    for part in parts:
        if rng.random() < 0.1:
            part = without_final_stop(part)
        words += part.words
        ends += [0] * (len(part.words) - 1) + [1]
        upos += part.upos
        names += part.names or [""] * len(part.words)
    if draw < 0.1:
        words = [w.upper() for w in words]
    elif draw < 0.2:
        words = [w.lower() for w in words]
    if rng.random() < 0.3:
        words = curly(words)
    start = rng.randrange(len(parts[0].words)) if rng.random() < 0.4 else 0
    stop = min(len(words), start + 150)
    if stop < len(words):
        ends[max(start, stop - 5):stop] = [IGNORE] * (stop - max(start, stop - 5))
    return Sentence(words=words[start:stop], upos=upos[start:stop], names=names[start:stop],
                    feats=None, ends=ends[start:stop])
