"""The event network: the reader's encoder once more, with heads for events.

Shapes: B windows, L pieces, W words, C candidates, T triggers, H = 384. A
window holds some sentences in a row, so that a word sees what stands around
its sentence. Heads per word: trigger (none or one of 16 types), and for
triggers realis, mode, when (classes) and issues (independent); `root` answers
for a sentence with marked spans (plv.py). A role is
scored between a trigger and a candidate word:
score[r] = sum_k trigger[r, k] · argument[k] + trigger_bias[r] + argument_bias[r]
         + paths[tree path between them, r] + kinds[kind of mention, r].
"""

import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

sys.path.append(str(Path(__file__).resolve().parent.parent))
from model import HIDDEN, Dropout, Encoder  # noqa: E402
from words import SHAPES  # noqa: E402

from plv import ROOTS  # noqa: E402
from material import ISSUES, KINDS, MODES, REALIS, ROLES, TYPES, WHEN  # noqa: E402

RANK = 96
HEADS = {"trigger": 1 + len(TYPES), "realis": len(REALIS), "mode": len(MODES), "when": len(WHEN),
         "issues": len(ISSUES), "root": len(ROOTS)}


class EventNetwork(nn.Module):
    """Encoder and all heads."""

    def __init__(self, n_layers: int, dropout: float = 0.1, head_dropout: float = 0.3, n_paths: int = 1):
        super().__init__()
        self.encoder = Encoder(n_layers, len(SHAPES), dropout=dropout)
        self.first = nn.Linear(HIDDEN, HIDDEN)
        self.last = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.head_shapes = nn.Embedding(len(SHAPES), HIDDEN)
        with torch.no_grad():
            nn.init.eye_(self.first.weight)
            for zero in (self.first.bias, self.last.weight, self.head_shapes.weight):
                nn.init.zeros_(zero)
        self.heads = nn.ModuleDict({name: nn.Linear(HIDDEN, n) for name, n in HEADS.items()})
        self.triggers = nn.Linear(HIDDEN, len(ROLES) * RANK)
        self.arguments = nn.Linear(HIDDEN, RANK)
        self.trigger_bias = nn.Linear(HIDDEN, len(ROLES))
        self.argument_bias = nn.Linear(HIDDEN, len(ROLES))
        with torch.no_grad():
            self.trigger_bias.bias -= 1.5
        self.paths = nn.Embedding(n_paths, len(ROLES))
        self.kinds = nn.Embedding(len(KINDS), len(ROLES))
        nn.init.zeros_(self.paths.weight)
        nn.init.zeros_(self.kinds.weight)
        self.dropout = Dropout(head_dropout)

    def words(self, batch):
        """What is known of each word [B, W, H]."""
        x = self.encoder(batch["pieces"], batch["shapes"], batch["lengths"])
        pick = lambda index: x.gather(1, index[..., None].expand(-1, -1, HIDDEN))
        words = self.first(pick(batch["first"])) + self.last(pick(batch["last"]))
        return words + self.head_shapes(batch["word_shapes"])

    def forward(self, batch):
        """Per word: the heads' logits [B, W, n], and the parts of role scores."""
        words = self.words(batch)
        out = {name: head(self.dropout(words)) for name, head in self.heads.items()}
        dropped = self.dropout(words)
        out["triggers"] = F.gelu(self.triggers(dropped))
        out["arguments"] = F.gelu(self.arguments(dropped))
        out["trigger_bias"] = self.trigger_bias(dropped)
        out["argument_bias"] = self.argument_bias(dropped)
        return out


def role_scores(network, out, pairs):
    """Logits [N, roles] for pairs [N, 5]: window, trigger word, candidate word, path, kind."""
    row, trigger, argument, path, kind = pairs.unbind(1)
    t = out["triggers"][row, trigger].float().view(len(pairs), len(ROLES), RANK)
    a = out["arguments"][row, argument].float()
    return (torch.einsum("nrk,nk->nr", t, a) / RANK ** 0.5
            + out["trigger_bias"][row, trigger].float() + out["argument_bias"][row, argument].float()
            + network.paths(path).float() + network.kinds(kind).float())
