"""The network: a small BERT encoder and one head per task.

Shapes: B sentences, L pieces, W words, H = 384 hidden units. A word is the
sum of two projections, of its first and its last piece; the piece [CLS]
stands for the root of the tree. Encoder: Devlin et al. 2019, weights of
all-MiniLM-L6-v2; arcs: Dozat & Manning 2017. Labels use a rank-R (CP)
factorisation of Dozat & Manning's biaffine form, which Rust can score for
the chosen heads alone.

To add a head (attribution, event triggers): add its label set to
`examples.Labels`, its column to `examples.encode`, one entry to `WORD_HEADS`, and
its weight in `losses.py`. A head over pairs of words follows `Arcs`.
"""

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

HIDDEN = 384
N_ATTENTION_HEADS = 12
ARC_DIM = 256
REL_RANK = 256
WORD_HEADS = ("upos", "feats", "lemmas", "names", "ends")
"""Heads that give every word a distribution over a closed label set."""


class Dropout(nn.Module):
    """Dropout in steps of 1/256: eight draws from one random 64-bit number.

    PyTorch's own draws every number separately, a tenth of the time of a
    training step on a CPU.
    """

    def __init__(self, p: float):
        super().__init__()
        self.threshold = round(p * 256)

    def forward(self, x):
        if not self.training or self.threshold == 0:
            return x
        draws = torch.empty((x.numel() + 7) // 8, dtype=torch.int64, device=x.device)
        draws.random_(-(2**63), None)
        keep = draws.view(torch.uint8)[: x.numel()].view(x.shape) >= self.threshold
        return x * (keep * (256 / (256 - self.threshold))).to(x.dtype)


class Layer(nn.Module):
    """One post-norm transformer layer: x [B, L, H] → [B, L, H]."""

    def __init__(self, dropout: float):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.attended = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.down = nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x, mask):
        b, l, _ = x.shape
        q, k, v = self.qkv(x).view(b, l, 3, N_ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(2, 3)).float() * (HIDDEN // N_ATTENTION_HEADS) ** -0.5 + mask
        attended = weights.softmax(-1).to(v.dtype) @ v
        attended = attended.transpose(1, 2).reshape(b, l, HIDDEN)
        x = self.norm1(x + self.dropout(self.attended(attended)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces and shapes [B, L] → [B, L, H]."""

    def __init__(self, n_layers: int, n_shapes: int, vocab: int = 30522, dropout: float = 0.1):
        super().__init__()
        self.pieces = nn.Embedding(vocab, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.shapes = nn.Embedding(n_shapes, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(n_layers))
        self.dropout = Dropout(dropout)

    def forward(self, pieces, shapes, lengths):
        n = pieces.shape[1]
        x = self.pieces(pieces) + self.positions.weight[:n] + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        padding = torch.arange(n, device=pieces.device) >= lengths[:, None]
        mask = padding[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_pretrained(self, model_dir: Path):
        """Takes the weights of all-MiniLM-L6-v2, lowest layers first."""
        source = load_file(str(model_dir / "model.safetensors"))
        source = {k.removeprefix("bert."): v for k, v in source.items()}
        with torch.no_grad():
            e = "embeddings."
            self.pieces.weight.copy_(source[e + "word_embeddings.weight"])
            self.positions.weight.copy_(source[e + "position_embeddings.weight"]
                                        + source[e + "token_type_embeddings.weight"][0])
            copy(self.norm, source, e + "LayerNorm")
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    fused = [source[f"{p}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(fused))
                copy(layer.attended, source, p + "attention.output.dense")
                copy(layer.norm1, source, p + "attention.output.LayerNorm")
                copy(layer.up, source, p + "intermediate.dense")
                copy(layer.down, source, p + "output.dense")
                copy(layer.norm2, source, p + "output.LayerNorm")


def copy(module: nn.Module, source: dict, prefix: str):
    module.weight.copy_(source[prefix + ".weight"])
    module.bias.copy_(source[prefix + ".bias"])


class Arcs(nn.Module):
    """Deep biaffine arcs and factorised labels.

    arcs [B, W, W+1]: score of each head for each word, head 0 the root.
    dependent, governor [B, W, R], [B, W+1, R]: what a label's score is made
    of; `label` gives [B, W, n_rels] for one head per word.
    """

    def __init__(self, n_rels: int, dropout: float):
        super().__init__()
        self.arc_dependent = nn.Linear(HIDDEN, ARC_DIM)
        self.arc_governor = nn.Linear(HIDDEN, ARC_DIM)
        self.bilinear = nn.Linear(ARC_DIM, ARC_DIM, bias=False)
        self.prior = nn.Linear(ARC_DIM, 1, bias=False)
        self.rel_dependent = nn.Linear(HIDDEN, REL_RANK)
        self.rel_governor = nn.Linear(HIDDEN, REL_RANK)
        self.rel_pair = nn.Linear(REL_RANK, n_rels)
        self.rel_dependent_bias = nn.Linear(REL_RANK, n_rels, bias=False)
        self.rel_governor_bias = nn.Linear(REL_RANK, n_rels, bias=False)
        self.dropout = Dropout(dropout)
        nn.init.orthogonal_(self.bilinear.weight, gain=0.3)
        for pair in (self.rel_dependent, self.rel_governor):
            nn.init.xavier_uniform_(pair.weight, gain=2.0)

    def forward(self, words, nodes):
        dependent = self.dropout(F.gelu(self.arc_dependent(words)))
        governor = self.dropout(F.gelu(self.arc_governor(nodes)))
        arcs = self.bilinear(dependent) @ governor.transpose(1, 2)
        arcs = arcs + self.prior(governor).transpose(1, 2)
        rel_dependent = self.dropout(F.gelu(self.rel_dependent(words)))
        rel_governor = self.dropout(F.gelu(self.rel_governor(nodes)))
        return arcs, rel_dependent, rel_governor

    def label(self, rel_dependent, rel_governor, heads):
        rel_dependent, rel_governor = rel_dependent.float(), rel_governor.float()
        index = heads.clamp(min=0)[..., None].expand(-1, -1, rel_governor.shape[-1])
        chosen = rel_governor.gather(1, index)
        return (self.rel_pair(rel_dependent * chosen) + self.rel_dependent_bias(rel_dependent)
                + self.rel_governor_bias(chosen))


class Reader(nn.Module):
    """Encoder and all heads."""

    def __init__(self, n_layers: int, sizes: dict[str, int], n_shapes: int,
                 dropout: float = 0.1, head_dropout: float = 0.25):
        super().__init__()
        self.encoder = Encoder(n_layers, n_shapes, dropout=dropout)
        self.first = nn.Linear(HIDDEN, HIDDEN)
        self.last = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.head_shapes = nn.Embedding(n_shapes, HIDDEN)
        with torch.no_grad():
            nn.init.eye_(self.first.weight)
            nn.init.zeros_(self.first.bias)
            nn.init.zeros_(self.last.weight)
            nn.init.zeros_(self.head_shapes.weight)
        self.arcs = Arcs(sizes["rels"], head_dropout)
        self.word_heads = nn.ModuleDict({name: nn.Linear(HIDDEN, sizes[name]) for name in WORD_HEADS})
        self.dropout = Dropout(head_dropout)

    def forward(self, batch):
        """Logits: one [B, W, n] per word head, and the parts of the tree scores."""
        x = self.encoder(batch["pieces"], batch["shapes"], batch["lengths"])
        pick = lambda index: x.gather(1, index[..., None].expand(-1, -1, HIDDEN))
        words = self.first(pick(batch["first"])) + self.last(pick(batch["last"]))
        words = words + self.head_shapes(batch["word_shapes"])
        root = self.first(x[:, :1])
        out = {name: head(self.dropout(words)) for name, head in self.word_heads.items()}
        out["arcs"], out["rel_dependent"], out["rel_governor"] = self.arcs(
            self.dropout(words), self.dropout(torch.cat([root, words], 1)))
        return out
