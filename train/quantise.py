"""How the weights and activations become integers.

Weights: signed, one scale per output column, values within ±63 (seven bits),
so that sums of two products stay within 16 bits and processors without VNNI
give the very same numbers. Activations: unsigned,
one fixed scale and zero point per matrix product, measured on training
sentences; fixed, so that a sentence's result does not depend on what else is
in its batch. Piece embeddings: one scale per row.
"""

import random

import numpy as np
import torch

from examples import batches
from model import HIDDEN
from tensors import collate

WEIGHT_LIMIT = 63


class Ranges:
    """Minimum and maximum of each quantised product's input, over some batches."""

    def __init__(self, share_cut: float):
        self.seen: dict[str, list[tuple[float, float]]] = {}
        self.share_cut = share_cut

    def watch(self, name: str, x: torch.Tensor, known=None):
        x = (x if known is None else x[known]).float().flatten()
        low, high = float(x.min()), float(x.max())
        if self.share_cut > 0:
            k = max(1, int(len(x) * self.share_cut))
            low = float(x.kthvalue(k).values)
            high = float(x.kthvalue(len(x) - k + 1).values)
        self.seen.setdefault(name, []).append((low, high))

    def scale_and_zero(self, name: str) -> tuple[np.float32, np.uint8]:
        low = min(0.0, min(pair[0] for pair in self.seen[name]))
        high = max(0.0, max(pair[1] for pair in self.seen[name]))
        scale = (high - low) / 255
        return np.float32(scale), np.uint8(round(-low / scale))


def calibrate(network, examples, share_cut: float) -> Ranges:
    """Runs the network over the examples and watches what each product gets."""
    ranges, watched = Ranges(share_cut), {}
    for i, layer in enumerate(network.encoder.layers):
        for part in ("qkv", "attended", "up", "down"):
            watched[getattr(layer, part)] = f"layer{i}.{part}"
    watched[network.arcs.bilinear] = "bilinear"
    known = {}

    def hook(module, inputs):
        x = inputs[0]
        ranges.watch(watched[module], x, known["pieces"] if x.shape[:2] == known["pieces"].shape
                     else known["words"])

    handles = [module.register_forward_pre_hook(hook) for module in watched]
    with torch.no_grad():
        for group in batches(examples, 4096, random.Random(0)):
            batch = collate(group, "cpu")
            n = batch["pieces"].shape[1]
            known["pieces"] = torch.arange(n) < batch["lengths"][:, None]
            known["words"] = torch.arange(batch["first"].shape[1]) < batch["n_words"][:, None]
            x = network.encoder(batch["pieces"], batch["shapes"], batch["lengths"])
            pick = lambda index: x.gather(1, index[..., None].expand(-1, -1, HIDDEN))
            first, last = pick(batch["first"]), pick(batch["last"])
            ranges.watch("words", first, known["words"])
            ranges.watch("words", last, known["words"])
            ranges.watch("words", x[:, 0])
            words = network.first(first) + network.last(last) + network.head_shapes(batch["word_shapes"])
            root = network.first(x[:, :1])
            ranges.watch("nodes", words, known["words"])
            ranges.watch("nodes", root)
            network.arcs(words, torch.cat([root, words], 1))
    for handle in handles:
        handle.remove()
    return ranges
