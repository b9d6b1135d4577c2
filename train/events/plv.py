"""PLV: sentences with a source and a target span, and one of 15 PLOVER roots.

The network reads the sentence with the source in square brackets and the
target in braces, and the word `[` is asked for the root (head `root`).
"""

import json
import re
from pathlib import Path

ROOTS = ["ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT",
         "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD"]
"""YIELD is what PLOVER split into CONCEDE and RETREAT later."""

WORD = re.compile(r"\w+(?:[.]\w)*|[^\w\s]")


def read(path: Path) -> list[tuple[list[str], str]]:
    """(words with the brackets, root) of each line."""
    out = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        text = row["marked"].replace("[", "(").replace("]", ")").replace("{", "(").replace("}", ")")
        text = text.replace("<s>", " [ ").replace("</s>", " ] ").replace("<t>", " { ").replace("</t>", " } ")
        out.append((WORD.findall(text), row["root"]))
    return out


def encode(words: list[str], root: str | None, pieces, shape, empty) -> dict:
    """One window in numbers; every target but `root` at the first `[` is unknown."""
    ids, shapes, first, last, wshapes = [pieces.cls], [0], [], [], []
    for word in words:
        w = pieces.word(word)
        if len(ids) + len(w) > 300:
            break
        first.append(len(ids))
        ids += w
        shapes += [shape(word)] * len(w)
        last.append(len(ids) - 1)
        wshapes.append(shape(word))
    n = len(first)
    targets = {k: [empty] * n for k in ("trigger", "realis", "mode", "when", "root")}
    if root is not None and "[" in words[:n]:
        targets["root"][words.index("[")] = ROOTS.index(root)
    return {"pieces": ids + [pieces.sep], "shapes": shapes + [0], "first": first, "last": last, "wshapes": wshapes,
            "origin": [(-1, i) for i in range(n)], "targets": targets, "issues": [None] * n, "pairs": [], "labels": []}


def macro_f1(gold: list[str], predicted: list[str]) -> float:
    """Mean F1 over the roots of the gold."""
    total = []
    for root in sorted(set(gold)):
        hit = sum(g == p == root for g, p in zip(gold, predicted))
        total.append(2 * hit / max(1, gold.count(root) + predicted.count(root)))
    return sum(total) / len(total)
