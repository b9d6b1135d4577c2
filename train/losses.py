"""What training makes small: gold labels missed, and a teacher's answers missed."""

import torch.nn.functional as F

from examples import IGNORE
from model import WORD_HEADS
from tensors import mask_arcs

WEIGHTS = {"upos": 0.6, "feats": 0.4, "lemmas": 0.3, "names": 1.0, "ends": 0.5,
           "heads": 1.0, "rels": 0.8}
"""How much each head's mean loss counts; set once by judgement, not tuned."""

SOFT_HEADS = ("upos", "feats", "names")
"""The word heads that a student also learns from its teacher's distributions."""


def mean_loss(logits, target):
    """Mean cross-entropy over the words that have a label; 0 where none has."""
    known = target != IGNORE
    if not known.any():
        return logits.sum() * 0.0
    return F.cross_entropy(logits[known].float(), target[known])


def soft_loss(logits, wanted):
    """Mean cross-entropy against a teacher's logits, over words [N, n]."""
    if len(logits) == 0:
        return logits.sum() * 0.0
    return -(wanted.float().softmax(-1) * logits.float().log_softmax(-1)).sum(-1).mean()


def losses(network, batch, out, soft, share):
    """The loss per head; `share` of it from the teacher where `soft` has an answer."""
    arcs = mask_arcs(out["arcs"], batch["n_words"])
    rels = network.arcs.label(out["rel_dependent"], out["rel_governor"], batch["heads"])
    result = {name: mean_loss(out[name], batch[name]) for name in WORD_HEADS}
    result["heads"] = mean_loss(arcs, batch["heads"])
    result["rels"] = mean_loss(rels, batch["rels"])
    if soft is None:
        return result
    words = soft["known"]
    if not words.any():
        return result
    rels = network.arcs.label(out["rel_dependent"], out["rel_governor"], soft["heads"])
    student = {name: out[name] for name in SOFT_HEADS} | {"heads": arcs, "rels": rels}
    for name, logits in student.items():
        wanted = soft["arcs" if name == "heads" else name]
        result[name] = (1 - share) * result[name] + share * soft_loss(logits[words], wanted[words])
    return result
