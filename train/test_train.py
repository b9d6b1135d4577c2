"""Smoke tests: shapes and decoding, without corpora; run with `python -m unittest`.

Training on real data is tried with a few sentences and steps:

    python train.py --corpora ../../shared/corpora --out /tmp/smoke --layers 2 --epochs 1 --limit 100
"""

import itertools
import random
import unittest

import numpy as np
import torch

import decode
from checkpoint import build, model_dir
from corpora import Sentence
from examples import Labels, batches, encode
from losses import losses
from tensors import collate
from words import SHAPES, Pieces, lemma_script, shape


def sentence() -> Sentence:
    return Sentence(
        words=["Talks", "resumed", "in", "Doha", "."],
        lemmas=["talk", "resume", "in", "Doha", "."],
        upos=["NOUN", "VERB", "ADP", "PROPN", "PUNCT"],
        feats=["Number=Plur", "Tense=Past", "_", "Number=Sing", "_"],
        heads=[2, 0, 4, 2, 2], rels=["nsubj", "root", "case", "obl", "punct"],
        names=["O", "O", "O", "B-LOC", "O"])


class Training(unittest.TestCase):
    def test_a_few_steps_lower_the_loss(self):
        torch.manual_seed(1)
        labels = Labels.collect([sentence()] * 3)
        network, index = build(2, labels)
        network.encoder.load_pretrained(model_dir())
        group = [encode(sentence(), Pieces(model_dir()), index)] * 4
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3)
        seen = []
        for _ in range(8):
            batch = collate(group, "cpu")
            loss = sum(losses(network, batch, network(batch), None, 0.5).values())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            seen.append(float(loss.detach()))
        self.assertLess(seen[-1], 0.5 * seen[0])

    def test_batches_hold_every_example_once(self):
        labels = Labels.collect([sentence()] * 3)
        _, index = build(1, labels)
        pieces = Pieces(model_dir())
        examples = [encode(Sentence(words=["a"] * n), pieces, index) for n in range(1, 60)]
        found = [e.n_words for batch in batches(examples, 200, random.Random(1)) for e in batch]
        self.assertEqual(sorted(found), list(range(1, 60)))


class Decoding(unittest.TestCase):
    def test_trees_are_the_best_of_all_trees(self):
        rng = np.random.default_rng(0)
        for _ in range(50):
            n = int(rng.integers(1, 5))
            scores = rng.normal(size=(n, n + 1))
            best = max(
                (h for h in itertools.product(range(n + 1), repeat=n)
                 if h.count(0) == 1 and all(h[i] != i + 1 for i in range(n))
                 and decode.find_cycle(np.array((0, *h))) is None),
                key=lambda h: sum(scores[i, head] for i, head in enumerate(h)))
            self.assertEqual(tuple(decode.tree(scores)), best)

    def test_inside_follows_only_its_own_type(self):
        logits = np.zeros((2, 7))
        logits[0, 1], logits[1, 4], logits[1, 2] = 5, 3.5, 3
        self.assertEqual(decode.names(logits), ["B-PER", "I-PER"])


class Words(unittest.TestCase):
    def test_shapes(self):
        words = ["the", "Gaza", "UN", "A", "McCain", "240", "7th", ",", "I"]
        expected = ["lower", "title", "upper", "initial", "mixed", "number", "alphanumeric",
                    "punctuation", "initial"]
        self.assertEqual([SHAPES[shape(w)] for w in words], expected)

    def test_lemma_scripts(self):
        self.assertEqual(lemma_script("Parties", "party"), "l|ies|y")
        self.assertEqual(lemma_script("OBAMA", "Obama"), "t||")
        self.assertEqual(lemma_script("Arabs", "Arab"), "k|s|")


if __name__ == "__main__":
    unittest.main()
