#!/usr/bin/env python3
"""Learn the weights of entries from pairs of annotated claims, checked by conflicts held out.

    cargo run -p rapporteur-record --example pairs -- CLAIMS.jsonl TEXTS > pairs.tsv
    learn.py pairs.tsv CLAIMS.jsonl ENTRIES.jsonl TEXTS SCORER_FOLDER > crates/rapporteur-record/entries/weights.toml

Prints cross-validated scores to standard error: five folds over conflicts (reports that an entry
links or whose words are alike stand in one fold). Needs numpy and scikit-learn; the scorer is
`score_entries.py` of the annotation guide.
"""
import collections
import heapq
import json
import sys
import warnings
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

FOLDS = 5
STRENGTH = 0.1  # C of the regression on features scaled to unit deviation
ALIKE = 0.2  # likeness of two reports above which they tell of one conflict
FLOOR = -4.0
MERGE_ABOVE = (-1.2, -1.0, -0.9, -0.8, -0.7, -0.6, -0.4)
CHOSEN = -0.8


def lines(path):
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]


def place(claim):
    document, _, ordinal = claim.rpartition(".")
    return document, int(ordinal)


def folds(documents, gold, texts):
    root = {d: d for d in documents}

    def find(d):
        while root[d] != d:
            d = root[d]
        return d

    for entry in gold:
        for document, _ in entry["claims"][1:]:
            root[find(document)] = find(entry["claims"][0][0])
    words = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2).fit_transform(
        (Path(texts) / f"{d}.txt").read_text("utf-8") for d in documents
    )
    for a, b in zip(*np.where(np.triu((words @ words.T).toarray() > ALIKE, 1))):
        root[find(documents[a])] = find(documents[b])
    groups = collections.defaultdict(list)
    for d in documents:
        groups[find(d)].append(d)
    fold, sizes = {}, [0] * FOLDS
    for group in sorted(groups.values(), key=lambda g: (-len(g), g)):
        at = sizes.index(min(sizes))
        sizes[at] += len(group)
        fold.update(dict.fromkeys(group, at))
    print(f"{len(groups)} conflicts, reports in folds: {sizes}", file=sys.stderr)
    return fold


def groups(pairs, scores, above):
    """Average linkage as in `cluster.rs`; pairs are keyed by claim."""
    links = collections.defaultdict(dict)
    for (a, b), score in zip(pairs, scores):
        links[a][b] = links[b][a] = max(score - FLOOR, 0)
    members = {claim: [claim] for claim in links}

    def mean(a, b):
        return FLOOR + links[a][b] / (len(members[a]) * len(members[b]))

    queue = [(-mean(a, b), a, b) for a, b in pairs if mean(a, b) > above]
    heapq.heapify(queue)
    while queue:
        score, a, b = heapq.heappop(queue)
        if a not in members or b not in members or b not in links[a] or -score != mean(a, b):
            continue
        members[a] += members.pop(b)
        for other, total in links.pop(b).items():
            del links[other][b]
            if other != a:
                links[a][other] = links[other][a] = links[a].get(other, 0) + total
        for other in links[a]:
            if (score := mean(a, other)) > above:
                heapq.heappush(queue, (-score, *sorted((a, other))))
    return [{"claims": [list(place(c)) for c in g]} for g in members.values() if len(g) > 1]


def fit(values, right):
    scale = values.std(0)
    scale[scale < 1e-6] = np.inf
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(values / scale, right)
    return model.intercept_[0], model.coef_[0] / scale


def main():
    warnings.filterwarnings("ignore")
    table, claims, entries, texts, scorer = sys.argv[1:]
    sys.path.insert(0, scorer)
    import score_entries as measure

    rows = [line.split("\t") for line in Path(table).read_text("utf-8").splitlines()]
    names = rows[0][3:]
    pairs = [tuple(row[:2]) for row in rows[1:]]
    figures = np.array([row[2] == "1" for row in rows[1:]])
    values = np.array([row[3:] for row in rows[1:]], dtype=float)
    documents, gold = lines(claims), lines(entries)
    home = {tuple(c): n for n, e in enumerate(gold) for c in e["claims"]}
    right = np.array([home.get(place(a), -1) == home.get(place(b), -2) for a, b in pairs])
    fold = folds([d["id"] for d in documents], gold, texts)
    of = np.array([[fold[place(c)[0]] for c in pair] for pair in pairs])

    scores = np.zeros(len(pairs))
    for held in range(FOLDS):
        for kind in (False, True):
            train = (of != held).all(1) & (figures == kind)
            test = (of == held).all(1) & (figures == kind)
            bias, weights = fit(values[train], right[train])
            scores[test] = bias + values[test] @ weights
    known = of[:, 0] == of[:, 1]
    inside = [p for p, k in zip(pairs, known) if k]
    universe = {(d["id"], i) for d in documents for i in range(len(d["claims"]))}
    true = measure.clusters(universe, gold)
    for above in MERGE_ABOVE:
        guess = measure.clusters(universe, groups(inside, scores[known], above))
        cross = [measure.pairs(of, True) for of in (true, guess)]
        hits = len(cross[0] & cross[1])
        print(
            f"merge above {above}: B-cubed {measure.b_cubed(true, guess)}"
            f" cross-document pairs {measure.prf(hits, len(cross[1]), hits, len(cross[0]))}",
            file=sys.stderr,
        )

    print("# How much each feature (`src/entries/features.rs`) speaks for two claims telling the same")
    print("# happening. Written by train/entries/learn.py; what each feature means stands in that table.")
    print()
    print(f"merge_above = {CHOSEN}\nfloor = {FLOOR}")
    for kind, title in ((False, "event"), (True, "figure")):
        bias, weights = fit(values[figures == kind], right[figures == kind])
        print(f"\n[{title}]\nbias = {bias:.3f}")
        for name, weight in zip(names, weights):
            if abs(weight) >= 0.005:
                print(f"{name} = {weight:.3f}")


if __name__ == "__main__":
    main()
