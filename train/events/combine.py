"""How sure a claim is: network and lexicon weighed together, on answers for documents left out of training.

    python combine.py --material /tmp/m/dev.jsonl --gold ../../../shared/gold --answers /tmp/events/fold*/answers.jsonl

A candidate is a word and a type: the network's first choices, and what the
lexicon finds. A logistic regression says how probably it is a gold claim, by
`score.py`'s own rule; it is fitted on two thirds of the documents and measured
on the others. Prints figures, a reliability table, and what goes into
`lexicon/confidence.toml`.
"""

import argparse
import json
import math
from collections import Counter
from pathlib import Path

from sklearn.linear_model import LogisticRegression

from claims import MODES_OF, STANCES, THRESHOLDS, actors_of, read_answers
from material import ISSUES, MODES, REALIS, ROLES, TYPES, load, path, scorer
from fit import number

KEEP = [0.2, 0.22, 0.24, 0.26, 0.28, 0.3, 0.32, 0.34, 0.36, 0.38, 0.4]
FEATURES = ["bias", "type", "tells", "frame_agrees", "frame_other", "frame_alone", "doer", "doer_by_frame", "nobody",
            "noun", "second"]


def logit(p):
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def candidates(report, answers, t):
    """Every claim that might be made, with its features."""
    out = []
    for number_, s in enumerate(report.sentences):
        words = {w for n, w in answers if n == number_} | {e["word"] for e in s.lexicon}
        for word in sorted(words):
            a = answers.get((number_, word))
            frames = [e for e in s.lexicon if e["word"] == word]
            kinds = []
            if a:
                ranked = sorted(range(1, 17), key=lambda i: -a["type"][i])
                kinds = [TYPES[i - 1] for i in ranked[:2] if a["type"][i] > 0.05]
            frame_kinds = [e["event"]["type"] for e in frames]
            for rank, kind in enumerate(dict.fromkeys(kinds + frame_kinds)):
                frame = next((e for e in frames if e["event"]["type"] == kind), None)
                out.append(candidate(report, s, number_, word, a, kind, rank, frame, bool(frames), t))
    return out


def candidate(report, s, number_, word, a, kind, rank, frame, any_frame, t):
    take, best = {"actor": [], "recipient": [], "mediator": []}, 0.0
    if a:
        for role, index in (("actor", 0), ("recipient", 1), ("mediator", 2)):
            scored = [(v[index], int(k)) for k, v in a["roles"].items() if s.candidates[int(k)].kind == "actor"]
            is_happening = lambda k: s.candidates[k].mention_kind == "Happening"
            own = lambda k: s.candidates[k].word == word
            named = [(v, k) for v, k in scored if not is_happening(k) or own(k)]
            if role == "mediator":
                named = [(v, k) for v, k in named if may_mediate(a["roles"][k if k in a["roles"] else str(k)])]
            top = max(named)[0] if named else 0.0
            way = lambda k: path(s, word, s.candidates[k].word)
            apart = lambda k: kind in STANCES and way(k) != way(max(named)[1])
            chosen = [k for v, k in named
                      if v >= max(t[role], top * t["relative_stance" if apart(k) else "relative"])]
            if not chosen and named and top >= t[role + "_low"]:
                chosen = [max(named)[1]]
            take[role] = actors_of(s, chosen)
            if not chosen and role != "mediator":
                # Whose happening it is, or somebody of the sentences before.
                others = [(v, s.candidates[k].value) for v, k in scored if role == "actor" and is_happening(k)
                          and v >= t["happening"]]
                others += [(v[index], report.sentences[n].candidates[k].value) for n, k, v in a["before"]
                           if report.sentences[n].candidates[k].kind == "actor" and v[index] >= t["before"]]
                if others:
                    best_other, take[role] = max(others, key=lambda o: o[0])
                    if role == "actor":
                        best = best_other
            if role == "actor" and chosen:
                best = max(a["roles"][str(k)][index] if str(k) in a["roles"] else a["roles"][k][index] for k in chosen) if chosen else 0.0
    by_frame = False
    if frame:
        by_frame = not take["actor"] and bool(frame["event"]["actors"])
        seen = [a for c in s.candidates if c.kind == "actor" for a in c.value]
        may = lambda a: by_frame or kind not in STANCES or a not in seen
        take["actor"] = take["actor"] + [a for a in frame["event"]["actors"]
                                         if may(a) and a not in take["actor"] and a not in take["recipient"]]
    if not take["recipient"] and frame:
        take["recipient"] = frame["event"]["recipients"]
    if take["mediator"] and not take["actor"]:
        take["actor"] = take["mediator"]
    p = a["type"][1 + TYPES.index(kind)] if a else 0.03
    tells = 1 - a["type"][0] if a else 0.03
    span = s.spans[word]
    x = [1.0, logit(p), logit(tells), float(frame is not None), float(any_frame and frame is None),
         float(frame is not None and p < 0.1), logit(best) if best else -3.0, float(by_frame),
         float(not take["actor"]), float(s.upos[word] in ("Noun", "Propn")), float(rank > 0)]
    claim = {"kind": "event", "type": kind, "actors": take["actor"], "recipients": take["recipient"],
             "mediators": take["mediator"], "at": (number_, word), "x": x, "a": a, "frame": frame, "tells": tells, "p": p,
             "start": len(report.text.encode()[:span[0]].decode()), "end": len(report.text.encode()[:span[1]].decode())}
    fill(report, s, claim, t)
    return claim


def may_mediate(shares):
    """Nobody mediates who is likelier the recipient, or twice as likely a doer."""
    return 2 * shares[2] > shares[0] and shares[2] > shares[1]


def fill(report, s, c, t):
    a, frame = c["a"], c["frame"]
    if a is None:
        e = frame["event"]
        c |= {"said_by": [], "realis": frame["realis"], "time": None, "place": None, "issues": e["issues"], "mode": e["mode"]}
        return
    times = [(v[3], int(k)) for k, v in a["roles"].items() if s.candidates[int(k)].kind == "time"]
    places = [(v[4], int(k)) for k, v in a["roles"].items() if s.candidates[int(k)].kind == "place"]
    when = place = None

    def earlier(kind, index):
        return max(((v[index], report.sentences[n].candidates[k].value) for n, k, v in a["before"]
                    if report.sentences[n].candidates[k].kind == kind), key=lambda o: o[0], default=None)

    if times and max(times)[0] >= t["time"]:
        when = s.candidates[max(times)[1]].value
    elif earlier("time", 3) and earlier("time", 3)[0] >= max(t["before"], a["when"][1]):
        when = earlier("time", 3)[1]
    elif report.published and a["when"][1] >= t["published"]:
        when = {"start": report.published, "end": report.published}
    if places and max(places)[0] >= t["place"]:
        place = s.candidates[max(places)[1]].value
    elif earlier("place", 4) and earlier("place", 4)[0] >= t["before"]:
        place = earlier("place", 4)[1]
    modes = MODES_OF.get(c["type"], ["none"])
    mode = max(modes, key=lambda m: a["mode"][MODES.index(m)])
    c |= {"said_by": [], "time": when, "place": place,
          "realis": REALIS[max(range(5), key=lambda i: a["realis"][i])], "mode": None if mode == "none" else mode,
          "issues": [i for i, v in zip(ISSUES, a["issues"]) if v >= t["issue"]]}


def chosen(report, candidates_, weights, threshold):
    """At most one claim a word, sure enough, and none that a surer one of its sentence tells.

    As `weigh.rs` and `repeated.rs` choose.
    """
    by_word = {}
    for c in candidates_:
        if not c["actors"] and not c["recipients"]:
            continue
        c["confidence"] = confidence(c, weights)
        old = by_word.get(c["at"])
        if old is None or c["confidence"] > old["confidence"]:
            by_word[c["at"]] = c
    kept = []
    for c in sorted(by_word.values(), key=lambda c: (-c["confidence"], c["at"])):
        if c["confidence"] >= threshold and not any(told(report, c, surer) for surer in kept):
            kept.append(c)
    return kept


def told(report, c, surer):
    """Whether a surer claim of the same type tells the same happening."""
    (number_, word), (other, above) = c["at"], surer["at"]
    if number_ != other or c["type"] != surer["type"]:
        return False
    heads = report.sentences[number_].heads
    parties = lambda claim: {a.get("for") or a["name"] for a in claim["actors"]}
    return heads[word] == above or heads[above] == word or parties(c) == parties(surer)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--material", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--answers", nargs="+", required=True)
    args = parser.parse_args()
    score = scorer(args.gold)
    answers = read_answers(args.answers)
    reports = [r for r in load(args.material, [args.gold / "dev.jsonl", args.gold / "more.jsonl"]) if r.id in answers]
    every = {r.id: candidates(r, answers[r.id], THRESHOLDS) for r in reports}
    rows = []
    for r in reports:
        gold = [c for c in r.claims if c["kind"] == "event"]
        text = r.text.replace("\r\n", "\n")
        usable = [c for c in every[r.id] if c["actors"] or c["recipients"]]
        # One to one by the network's own order, so that repeated claims count as wrong.
        usable.sort(key=lambda c: -c["p"])
        matched = {j for _, j in score.match(text, gold, usable)}
        for j, c in enumerate(usable):
            c["right"], c["third"] = j in matched, split(r)
            rows.append(c)
    weights = {}
    for k in range(3):
        known = [r for r in reports if split(r) != k]
        weights[k] = rescaled(fit([c for c in rows if c["third"] != k]), known, every, score)
    results = {v: figures(score, reports, every, weights, split, v) for v in KEEP}
    for v, (report_, _) in results.items():
        print(v, {k: report_[k] for k in ("f1", "p", "r")})
    best = max(KEEP, key=lambda v: results[v][0]["f1"])
    report_, table = results[best]
    print("keep", best, json.dumps(report_))
    for low, n, sure, right in table:
        print(f"  {low:.1f} {n:5} {sure:.3f} {right:.3f}")
    print_toml(best, rescaled(fit(rows), reports, every, score))


def split(report) -> int:
    """Thirds of each fold's documents."""
    return number(report.id) // 5 % 3


def fit(rows: list[dict]) -> dict:
    """Weights of the signs, of the types, and how much each frame is worth."""
    halves = [[c for c in rows if c["third"] == k] for k in sorted({c["third"] for c in rows})]
    x, y = [], []
    for k, half in enumerate(halves):
        # A frame's worth is counted on other documents than those that it is weighed on.
        frames = worth([c for other in halves[:k] + halves[k + 1:] for c in other])
        x += [vector(c, frames) for c in half]
        y += [c["right"] for c in half]
    found = LogisticRegression(C=0.3, fit_intercept=False, max_iter=3000).fit(x, y).coef_[0]
    n = len(FEATURES)
    frames = worth(rows)
    return {"signs": dict(zip(FEATURES, found)), "types": dict(zip(TYPES, found[n + 1:])),
            "frames": {k: v * found[n] for k, v in frames.items()}}


def rescaled(weights: dict, reports, every, score) -> dict:
    """The same order, with odds that hold for what is left when each word has but its surest claim."""
    x, y = [], []
    for r in reports:
        left = chosen(r, every[r.id], weights, 0.1)
        gold = [c for c in r.claims if c["kind"] == "event"]
        right = {j for _, j in score.match(r.text.replace("\r\n", "\n"), gold, left)}
        x += [[1.0, logit(c["confidence"])] for c in left]
        y += [j in right for j in range(len(left))]
    add, times = LogisticRegression(C=10.0, fit_intercept=False).fit(x, y).coef_[0]
    scaled = {table: {k: v * times for k, v in weights[table].items()} for table in weights}
    scaled["signs"]["bias"] += add
    return scaled


def worth(rows: list[dict], prior: float = 4.0) -> dict[str, float]:
    """By how many log odds claims of a frame are right more often than those of all frames."""
    right, all_ = Counter(), Counter()
    for c in rows:
        if c["frame"]:
            all_[c["frame"]["frame"]] += 1
            right[c["frame"]["frame"]] += c["right"]
    base = sum(right.values()) / max(1, sum(all_.values()))
    return {k: math.log((right[k] + prior * base) / (n - right[k] + prior * (1 - base))) - math.log(base / (1 - base))
            for k, n in sorted(all_.items())}


def vector(c: dict, frames: dict[str, float]) -> list[float]:
    return [*c["x"], frames.get(c["frame"]["frame"], 0.0) if c["frame"] else 0.0,
            *(float(c["type"] == t) for t in TYPES)]


def confidence(c: dict, weights: dict) -> float:
    sum_ = sum(w * v for w, v in zip(weights["signs"].values(), c["x"])) + weights["types"][c["type"]]
    if c["frame"]:
        sum_ += weights["frames"].get(c["frame"]["frame"], 0.0)
    return 1 / (1 + math.exp(-sum_))


def print_toml(keep: float, weights: dict):
    """The numbers for `lexicon/confidence.toml`."""
    print(f"\nkeep = {keep}\n\n[weights]")
    for name, value in weights["signs"].items():
        print(f"{name.replace('_', '-')} = {value:.3f}")
    print("\n[types]")
    for name, value in weights["types"].items():
        print(f"{name} = {value:.3f}")
    print("\n[frames]")
    for name, value in weights["frames"].items():
        print(f'"{name}" = {value:.2f}')


def figures(score, reports, every, weights, split, threshold):
    hit = n_gold = n_pred = 0
    slots, n, filled, n_filled, errors = Counter(), Counter(), Counter(), Counter(), Counter()
    bins = [[0, 0.0, 0] for _ in range(10)]
    for r in reports:
        gold = [c for c in r.claims if c["kind"] == "event"]
        text = r.text.replace("\r\n", "\n")
        predicted = chosen(r, every[r.id], weights[split(r)], threshold)
        matched = score.match(text, gold, predicted)
        right = {j for _, j in matched}
        for j, c in enumerate(predicted):
            b = bins[min(9, int(c["confidence"] * 10))]
            b[0] += 1; b[1] += c["confidence"]; b[2] += j in right
        hit += len(matched); n_gold += len(gold); n_pred += len(predicted)
        for i, j in matched:
            for slot in score.SLOTS_EVENT:
                v = score.slot_score(slot, gold[i], predicted[j])
                slots[slot] += v; n[slot] += 1
                if gold[i].get(slot) or predicted[j].get(slot):
                    filled[slot] += v; n_filled[slot] += 1
        bounds = [m.end() for m in score.SENTENCE_END.finditer(text)]
        gs = [score.sentences_touched(text, bounds, c) for c in gold]
        ps = [score.sentences_touched(text, bounds, c) for c in predicted]
        mi = {i for i, _ in matched}
        for i, c in enumerate(gold):
            if i in mi:
                continue
            here = [predicted[j] for j in range(len(predicted)) if j not in right and gs[i] & ps[j]]
            errors["type right, actor wrong" if any(p["type"] == c["type"] for p in here)
                   else "actor right, type wrong" if any(score.any_agree(c["actors"], p["actors"]) for p in here)
                   else "both wrong" if here else "missed"] += 1
    p, q = hit / max(n_pred, 1), hit / max(n_gold, 1)
    return ({"f1": round(2 * p * q / max(p + q, 1e-9), 4), "p": round(p, 3), "r": round(q, 3), "errors": dict(errors),
             "slots": {k: round(slots[k] / n[k], 3) for k in slots}, "mediators filled": round(filled["mediators"] / max(1, n_filled["mediators"]), 3)},
            [(i / 10, b[0], b[1] / b[0], b[2] / b[0]) for i, b in enumerate(bins) if b[0]])


if __name__ == "__main__":
    main()
