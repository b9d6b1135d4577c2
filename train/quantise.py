"""How the weights and activations become integers.

Weights: signed, one scale per output column, values within ±63 (seven bits),
so that sums of two products stay within 16 bits and processors without VNNI
give the very same numbers. Activations: unsigned,
one fixed scale and zero point per matrix product, measured on training
sentences; fixed, so that a sentence's result does not depend on what else is
in its batch. Piece embeddings: one scale per row.

Where the inputs' second moments are known, weights are rounded one input after
the other, and what rounding adds to a product is made up for by the inputs
that are still to come (GPTQ, Frantar et al. 2022, arXiv:2210.17323).
"""

import random

import numpy as np
import scipy.linalg
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
        self.moments: dict[str, np.ndarray] = {}

    def watch_moment(self, name: str, x: torch.Tensor, known=None):
        """Adds to the second moments of a product's inputs, the sums of x xᵀ."""
        x = (x if known is None else x[known]).double().reshape(-1, x.shape[-1])
        self.moments[name] = self.moments.get(name, 0.0) + (x.T @ x).numpy()

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


def rounded(weight: np.ndarray, moment: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Weights [in, out] as integers within WEIGHT_LIMIT, and the scale of each column."""
    column = np.maximum(np.abs(weight).max(0), 1e-8) / WEIGHT_LIMIT
    whole = lambda w: np.clip(np.rint(w / column), -WEIGHT_LIMIT, WEIGHT_LIMIT)
    if moment is None:
        return whole(weight).astype(np.int8), column
    # The inputs that matter most go first, while many are left to make up for them.
    order = np.argsort(-np.diag(moment), kind="stable")
    damped = moment[np.ix_(order, order)] + 0.01 * np.mean(np.diag(moment)) * np.eye(len(moment))
    share = scipy.linalg.cholesky(np.linalg.inv(damped))
    left, out = weight[order].astype(np.float64), np.zeros(weight.shape, np.int8)
    for i, at in enumerate(order):
        out[at] = whole(left[i])
        missed = (left[i] - out[at] * column) / share[i, i]
        left[i + 1:] -= np.outer(share[i, i + 1:], missed)
    return out, column


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
