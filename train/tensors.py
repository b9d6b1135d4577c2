"""Examples as padded tensors, and the arithmetic that they run in."""

import torch

from examples import IGNORE, Example


def collate(examples: list[Example], device: str) -> dict[str, torch.Tensor]:
    """Examples as padded tensors: pieces [B, L], word columns [B, W]."""
    n_pieces = max(len(e.pieces) for e in examples)
    n_words = max(e.n_words for e in examples)
    pad = lambda rows, n, value: torch.tensor([[*r, *[value] * (n - len(r))] for r in rows])
    batch = {
        "pieces": pad([e.pieces for e in examples], n_pieces, 0),
        "shapes": pad([e.shapes for e in examples], n_pieces, 0),
        "lengths": torch.tensor([len(e.pieces) for e in examples]),
        "n_words": torch.tensor([e.n_words for e in examples]),
        "first": pad([e.first for e in examples], n_words, 0),
        "last": pad([e.last for e in examples], n_words, 0),
        "word_shapes": pad([[e.shapes[i] for i in e.first] for e in examples], n_words, 0),
    }
    for column in examples[0].targets:
        batch[column] = pad([e.targets[column] for e in examples], n_words, IGNORE)
    return {k: v.to(device) for k, v in batch.items()}


def precision(device: str):
    """bf16 arithmetic, where the processor (AMX) or the GPU has it."""
    return torch.autocast(device, dtype=torch.bfloat16)


def mask_arcs(arcs, n_words):
    """Arc scores with the padding made impossible."""
    beyond = torch.arange(arcs.shape[2], device=arcs.device) > n_words[:, None]
    return arcs.float().masked_fill(beyond[:, None, :], -1e4)
