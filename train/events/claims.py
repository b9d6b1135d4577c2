"""What the network's answers say of modes and roles; thresholds of `lexicon/confidence.toml`."""

import json
from pathlib import Path

MODES_OF = {
    "CONSULT": ["none", "visit", "third-party", "multilateral", "phone"],
    "RETREAT": ["withdraw", "release", "disarm", "ceasefire", "access", "resign"],
    "REQUEST": ["assist", "change", "yield", "meet"], "REJECT": ["none", "assist", "change", "yield", "meet"],
    "ACCUSE": ["disapprove", "investigate", "allege"],
    "THREATEN": ["none", "restrict", "arrest", "relations", "territory", "violence"]}


def actors_of(s, picked):
    """The actors of the chosen candidates; of two nested phrases the outer one counts."""
    spans = [s.candidates[k].span for k in picked]
    out = []
    for k in picked:
        span = s.candidates[k].span
        if any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in spans):
            continue
        for actor in s.candidates[k].value:
            if actor not in out:
                out.append(actor)
    return out


THRESHOLDS = {
    "actor": 0.35, "actor_low": 0.1, "recipient": 0.5, "recipient_low": 0.3, "mediator": 0.4, "mediator_low": 0.4,
    "relative": 0.5, "relative_stance": 0.8, "happening": 0.5, "before": 0.3, "time": 0.3, "published": 0.4, "place": 0.2, "issue": 0.4}
"""As `lexicon/confidence.toml` has them."""


STANCES = {"AGREE", "REJECT", "REQUEST", "SUPPORT", "CONCEDE"}


def read_answers(files):
    out = {}
    for f in files:
        for line in Path(f).read_text().splitlines():
            d = json.loads(line)
            out[d["id"]] = {(n, w): a for n, w, a in d["answers"]}
    return out
