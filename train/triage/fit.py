"""Fits the two linear models of triage.

    fit.py --gold MATERIAL --unrelated MATERIAL --claims GOLD.jsonl... [--fold K/N] --out triage.toml

MATERIAL is what the example `triage_material` prints. With `--fold` the documents whose number is K
modulo N are left out. Features are words and beginnings of words that stand mostly in lower case, so
that no name of a conflict is learned. Unrelated texts that look like reports on a conflict are taken
out once and the models fitted again: the corpora hold some that nobody marked.
"""

import argparse
import json
import re
import zlib
from collections import Counter

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

LEFT_OUT = ("wikiwars/",)  # articles on wars
FEWEST = 6  # blocks that a word must stand in
KEPT = 3000  # words in the file: those that weigh most
BLOCK_STRENGTH, SENTENCE_STRENGTH = 3.0, 0.3  # sklearn's C: of 3, 10, 30 and of 0.1, 0.3, 1
MIX = (-2.7, 0.55, 0.88)  # logistic regression on five-fold answers: bias, sentence, report
SUFFIXES = (
    "ations ation ators ator ating ated ates ate ions ion ments ment ings ing ers er ors or ies ied ed es s y e ly"
).split()

HEAD = """\
# Which words tell of a conflict, and which of a claim.
#
# Fitted by `train/triage/fit.py`, and open to corrections by hand. A word is written in lower case; "#" stands for
# every number, and an asterisk for any ending ("negotiat*"). The first figure is added to a sentence's log odds of
# holding a claim; the second is what the word says for its block's telling of a conflict, where the sum is divided
# by the root of the number of words found. A report is the mean of its six most telling blocks. Names are left out
# on purpose.
#
# For example, "The rebels rejected a truce" holds a claim, and "Add the sugar and stir" does not.

# Added to every sentence, and to every block.
bias = [{bias}]

# How a sentence's own words and its report are weighed into the odds that it holds a claim.
[mix]
bias = {mix[0]}
sentence = {mix[1]}
report = {mix[2]}

# What is less probable is not read. Chosen so that 99 of 100 claims of the development reports survive in five
# folds (docs/accuracy.md).
[thresholds]
report = {report}
sentence = {sentence}

[words]
"""


def feature(word):
    if word[0].isdigit():
        return "#"
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 5:
            return word[: -len(suffix)] + "*"
    return word + "*" if len(word) >= 6 else word


def lookup(patterns):
    """The entry for a word: the longest pattern with which it begins, where that is a beginning or the word."""
    known = {}

    def entry(word):
        if word not in known:
            known[word] = None
            if word[0] in "0123456789":
                known[word] = patterns.get("#")
            else:
                for length in range(len(word), 0, -1):
                    begins = patterns.get(word[:length] + "*")
                    whole = patterns.get(word[:length])
                    if begins is not None or whole is not None:
                        known[word] = begins if begins is not None else (whole if length == len(word) else None)
                        break
        return known[word]

    return entry


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def fold_of(name, folds):
    digits = re.sub(r"\D", "", name)[:6]
    return (int(digits) if re.fullmatch(r"d\d+", name) else zlib.crc32(name.encode())) % folds


def holds_claims(document, claims):
    """For each sentence, how many claims it holds: a claim stands where most of its quote stands."""
    raw = document["text"].encode()
    counts = [0] * len(document["sentences"])
    for claim in claims:
        pattern = re.compile(rb"\s+".join(re.escape(word.encode()) for word in claim["quote"].split()))
        found = pattern.search(raw)
        if found:
            shares = [min(found.end(), end) - max(found.start(), start) for start, end, _ in document["sentences"]]
            if shares and max(shares) > 0:
                counts[int(np.argmax(shares))] += 1
    return counts


def matrix(rows, entry, width, normed):
    data, indices, starts = [], [], [0]
    for row in rows:
        hits = {entry(word) for word in row} - {None}
        weight = 1 / np.sqrt(max(1, len(hits))) if normed else 1.0
        indices.extend(hits)
        data.extend([weight] * len(hits))
        starts.append(len(indices))
    return sparse.csr_matrix((data, indices, starts), shape=(len(rows), width))


def fit(features, target, strength):
    model = LogisticRegression(C=strength, class_weight="balanced", solver="liblinear", max_iter=300)
    return model.fit(features, target)


def probability(model, features):
    return model.predict_proba(features)[:, 1]


def vocabulary(documents):
    """Words that stand in enough blocks, mostly in lower case."""
    blocks, lower, every = Counter(), Counter(), Counter()
    for document in documents:
        for block in document["blocks"]:
            blocks.update({feature(word) for word in block})
        for run in re.findall(r"[^\W_]+", document["text"]):
            name = feature(run.lower())
            every[name] += 1
            lower[name] += run == run.lower()
    common = (name for name, count in blocks.items() if count >= FEWEST)
    return sorted(name for name in common if name == "#" or name.isascii() and lower[name] >= 0.6 * every[name])


def models(gold, unrelated, words):
    entry = lookup({word: number for number, word in enumerate(words)})
    rows = [block for document in gold + unrelated for block in document["blocks"]]
    target = np.repeat([1, 0], [sum(len(d["blocks"]) for d in part) for part in (gold, unrelated)])
    features = matrix(rows, entry, len(words), normed=True)
    block = fit(features, target, BLOCK_STRENGTH)
    clean = (target == 1) | (probability(block, features) < 0.5)
    block = fit(features[clean], target[clean], BLOCK_STRENGTH)

    inside = [(words_, count > 0) for d in gold for (_, _, words_), count in zip(d["sentences"], d["claims"])]
    outside = [words_ for d in unrelated for _, _, words_ in d["sentences"]]
    outside = [outside[at] for at in np.random.default_rng(7).permutation(len(outside))[: len(inside)]]
    rows = [row for row, _ in inside] + outside
    target = np.array([held for _, held in inside] + [False] * len(outside))
    sentence = fit(matrix(rows, entry, len(words), normed=False), target, SENTENCE_STRENGTH)
    return entry, sentence, block


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--gold", required=True)
    arguments.add_argument("--unrelated", required=True)
    arguments.add_argument("--claims", nargs="+", required=True)
    arguments.add_argument("--fold")
    arguments.add_argument("--report", type=float, default=0.1)
    arguments.add_argument("--sentence", type=float, default=0.011)
    arguments.add_argument("--out", required=True)
    options = arguments.parse_args()

    claims = {line["id"]: line["claims"] for path in options.claims for line in read(path)}
    gold, unrelated = read(options.gold), read(options.unrelated)
    unrelated = [d for d in unrelated if not d["id"].startswith(LEFT_OUT)]
    for document in gold:
        document["claims"] = holds_claims(document, claims.get(document["id"], []))
    if options.fold:
        left, folds = map(int, options.fold.split("/"))
        gold, unrelated = ([d for d in part if fold_of(d["id"], folds) != left] for part in (gold, unrelated))

    words = vocabulary(gold + unrelated)
    _, sentence, block = models(gold, unrelated, words)
    weight = np.maximum(np.abs(sentence.coef_[0]), np.abs(block.coef_[0]) / 4)
    words = sorted(words[at] for at in np.argsort(-weight, kind="stable")[:KEPT])
    _, sentence, block = models(gold, unrelated, words)

    with open(options.out, "w", encoding="utf-8") as out:
        bias = f"{sentence.intercept_[0]:.2f}, {block.intercept_[0]:.2f}"
        out.write(HEAD.format(bias=bias, mix=MIX, report=options.report, sentence=options.sentence))
        for word, of_sentence, of_block in zip(words, sentence.coef_[0], block.coef_[0]):
            out.write(f'"{word}" = [{of_sentence:.2f}, {of_block:.2f}]\n')


if __name__ == "__main__":
    main()
