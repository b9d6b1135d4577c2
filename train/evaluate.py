"""Scores a checkpoint on the development sets with gold tokens.

    python evaluate.py --corpora ../../shared/corpora --checkpoint /tmp/student/last.pt

Prints one line of figures per set: UPOS, features, lemmas, UAS, LAS (all
tokens, percent), and names' F1 (exact span and type).
"""

import argparse
import json
import random
from pathlib import Path

import torch

import decode
from augment import windows
from checkpoint import load, model_dir
from corpora import load_dev
from examples import batches, encode
from tensors import collate, precision
from words import Pieces


def scores(network, examples, sentences, index, labels, device, exact=True) -> dict[str, float]:
    """Figures in percent; `exact` decodes trees, otherwise each word's best head counts."""
    network.eval()
    right = dict.fromkeys(("upos", "feats", "lemmas", "uas", "las"), 0)
    n_words = n_found = n_gold = n_right = 0
    with torch.no_grad():
        for group in batches(list(range_keyed(examples)), 8192, random.Random(0)):
            batch = collate([e.example for e in group], device)
            with precision(device):
                out = network(batch)
            arcs = out["arcs"].float().cpu().numpy()
            heads = torch.zeros_like(batch["heads"])
            for row, item in enumerate(group):
                n = item.example.n_words
                part = arcs[row, :n, : n + 1]
                heads[row, :n] = torch.from_numpy(decode.tree(part) if exact else part.argmax(1))
            rels = network.arcs.label(out["rel_dependent"], out["rel_governor"], heads).argmax(-1)
            tags = {name: out[name].argmax(-1).cpu() for name in ("upos", "feats", "lemmas")}
            gold = {k: v.cpu() for k, v in batch.items()}
            heads, rels = heads.cpu(), rels.cpu()
            valid = gold["heads"] >= 0
            n_words += int(valid.sum())
            good_head = (heads == gold["heads"]) & valid
            right["uas"] += int(good_head.sum())
            right["las"] += int((good_head & (rels == gold["rels"])).sum())
            for name, tag in tags.items():
                right[name] += int(((tag == gold[name]) & valid).sum())
            logits = out["names"].float().cpu().numpy()
            for row, item in enumerate(group):
                sentence = sentences[item.position]
                if sentence.names is None:
                    continue
                found = spans(decode.names(logits[row, : item.example.n_words]))
                wanted = spans(sentence.names)
                n_found += len(found)
                n_gold += len(wanted)
                n_right += len(found & wanted)
    figures = {k: round(100 * v / max(n_words, 1), 2) for k, v in right.items()}
    if n_gold:
        figures["names"] = round(200 * n_right / (n_found + n_gold), 2)
    network.train()
    return figures


def sentence_ends(network, sentences, pieces, index, device) -> dict[str, float]:
    """F1 of sentence ends over windows of the given (development) documents."""
    network.eval()
    found = wanted = right = 0
    examples = [encode(w, pieces, index) for w in windows(sentences, random.Random(1), 1.0)]
    with torch.no_grad():
        for group in batches(examples, 8192, random.Random(0)):
            batch = collate(group, device)
            with precision(device):
                ends = network(batch)["ends"].argmax(-1)
            gold = batch["ends"]
            known = gold >= 0
            found += int((ends[known] == 1).sum())
            wanted += int((gold[known] == 1).sum())
            right += int(((ends == 1) & (gold == 1)).sum())
    network.train()
    return {"ends": round(200 * right / max(found + wanted, 1), 2)}


class Keyed:
    """An example with its position, so that batches can be traced back."""

    def __init__(self, position, example):
        self.position, self.example, self.pieces = position, example, example.pieces


def range_keyed(examples):
    return (Keyed(i, e) for i, e in enumerate(examples))


def spans(labels: list[str]) -> set[tuple[int, int, str]]:
    """The (start, end, type) of strict BIO labels."""
    out, start = set(), None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and not label.startswith("I"):
            out.add((start, i, labels[start][2:]))
            start = None
        if label.startswith("B"):
            start = i
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(2)
    network, labels, index = load(args.checkpoint)
    pieces = Pieces(model_dir())
    for name, sentences in load_dev(args.corpora).items():
        examples = [encode(s, pieces, index) for s in sentences]
        figures = scores(network, examples, sentences, index, labels, "cpu")
        figures |= sentence_ends(network, sentences, pieces, index, "cpu")
        print(name, json.dumps(figures))


if __name__ == "__main__":
    main()
