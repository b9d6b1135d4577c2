"""From scores to structures, as the Rust crate decodes them.

`tree`: Chu & Liu 1965, Edmonds 1967, with exactly one word on the root: arcs
from the root cost so much that the best tree has no more than it must.
`names`: Viterbi over BIO labels in which I-X follows only B-X or I-X.
"""

import numpy as np

from examples import NAMES


def tree(scores: np.ndarray) -> np.ndarray:
    """Heads [W] of the best single-root tree for scores [W, W+1] (head 0 the root)."""
    n = scores.shape[0]
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    heads = full.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and find_cycle(heads) is None:
        return heads[1:]
    full[1:, 0] -= 2 * n * (scores.max() - scores.min() + 1)
    return maximum(full)[1:]


def maximum(scores: np.ndarray) -> np.ndarray:
    """Heads of the maximum spanning arborescence rooted in node 0."""
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    gain = scores[cycle, heads[cycle]]
    into = scores[np.ix_(cycle, outside)] - gain[:, None]
    enter = into.argmax(0)
    leave = scores[np.ix_(outside, cycle)].argmax(1)
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    small[m, :m] = into[enter, np.arange(m)] + gain.sum()
    small[:m, m] = scores[outside, cycle[leave]]
    contracted = maximum(small)
    out = heads.copy()
    for i in range(1, m):
        out[outside[i]] = outside[contracted[i]] if contracted[i] < m else cycle[leave[i]]
    entry = cycle[enter[contracted[m]]]
    out[entry] = outside[contracted[m]]
    return out


def find_cycle(heads: np.ndarray):
    state = np.zeros(len(heads), int)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return np.array(path[path.index(node):])
        state[path] = 2
    return None


def names(logits: np.ndarray) -> list[str]:
    """The best well-formed BIO sequence for logits [W, 7]."""
    if len(logits) == 0:
        return []
    shifted = logits - logits.max(1, keepdims=True)
    scores = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    total, back = scores[0] + START, []
    for row in scores[1:]:
        paths = total[:, None] + ALLOWED
        back.append(paths.argmax(0))
        total = paths.max(0) + row
    label = int(total.argmax())
    out = [label]
    for pointers in reversed(back):
        label = int(pointers[label])
        out.append(label)
    return [NAMES[i] for i in reversed(out)]


ALLOWED = np.array([[-1e9 if b[0] == "I" and a[1:] != b[1:] else 0.0 for b in NAMES] for a in NAMES])
START = np.array([-1e9 if n[0] == "I" else 0.0 for n in NAMES])
