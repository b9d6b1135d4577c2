"""A trained network's answers, for a smaller one to learn from (Hinton et al. 2015)."""

import random
import time

import torch

from examples import Example, batches
from losses import SOFT_HEADS
from tensors import collate, mask_arcs, precision


class Teacher:
    """A trained network's answers to every training sentence, kept in memory."""

    def __init__(self, network, examples, device, log):
        self.answers = {}
        network.eval()
        began = time.time()
        with torch.no_grad():
            for group in batches(examples, 8192, random.Random(0)):
                batch = collate(group, device)
                with precision(device):
                    out = network(batch)
                arcs = mask_arcs(out["arcs"], batch["n_words"])
                heads = torch.where(batch["heads"] >= 0, batch["heads"], arcs.argmax(-1))
                rels = network.arcs.label(out["rel_dependent"], out["rel_governor"], heads)
                for row, example in enumerate(group):
                    n = example.n_words
                    answer = {name: out[name][row, :n].half().cpu() for name in SOFT_HEADS}
                    answer["arcs"] = arcs[row, :n, : n + 1].half().cpu()
                    answer["rels"] = rels[row, :n].half().cpu()
                    answer["heads"] = heads[row, :n].to(torch.int16).cpu()
                    self.answers[example.key] = answer
        log(f"teacher answered {len(self.answers)} sentences in {time.time() - began:.0f} s")

    def batch(self, examples: list[Example], device: str):
        """Padded soft labels; `known` [B, W] says which words have them."""
        n_words = max(e.n_words for e in examples)
        sample = next(iter(self.answers.values()))
        soft = {name: torch.zeros(len(examples), n_words, sample[name].shape[-1])
                for name in (*SOFT_HEADS, "rels")}
        soft["arcs"] = torch.full((len(examples), n_words, n_words + 1), -1e4)
        soft["heads"] = torch.zeros(len(examples), n_words, dtype=torch.long)
        soft["known"] = torch.zeros(len(examples), n_words, dtype=torch.bool)
        for row, example in enumerate(examples):
            answer = self.answers.get(example.key)
            if answer is None:
                continue
            n = example.n_words
            for name in (*SOFT_HEADS, "rels"):
                soft[name][row, :n] = answer[name][:n]
            soft["arcs"][row, :n, : n + 1] = answer["arcs"][:n, : n + 1]
            heads = answer["heads"][:n].long()
            soft["heads"][row, :n] = heads.clamp(max=n)
            soft["known"][row, :n] = heads <= n
        return {k: v.to(device) for k, v in soft.items()}
