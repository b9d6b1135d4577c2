"""Trains the event network on gold claims.

    python fit.py --material /tmp/m/dev.jsonl --gold ../../../shared/gold \
        --plv ../../../shared/corpora/events/plv-train.jsonl --fold 0/5 --out /tmp/events/fold0

`--fold K/N` leaves out the documents whose number is K modulo N and predicts
them (`predicted.jsonl`); without it all documents train the release.
"""

import argparse
import json
import math
import random
import re
import sys
import time
from pathlib import Path

import torch
import torch.nn.functional as F

sys.path.append(str(Path(__file__).resolve().parent.parent))
from checkpoint import model_dir  # noqa: E402
from words import Pieces, shape  # noqa: E402

import initial  # noqa: E402
import plv  # noqa: E402
from material import ISSUES, KINDS, MODES, REALIS, ROLES, TYPES, WHEN, carried, known_paths, load, path  # noqa: E402
from network import EventNetwork, role_scores  # noqa: E402

IGNORE = -100
WEIGHTS = {"trigger": 1.0, "realis": 0.15, "mode": 0.15, "when": 0.15, "issues": 1.0, "roles": 1.0, "root": 0.3}

ALLOWED = {"actor": set(ROLES[:3]), "time": {"time"}, "place": {"place"}}
"""The roles that a candidate of each kind can take."""

ROLE_WEIGHTS = torch.tensor([3.0 if role == "mediator" else 1.0 for role in ROLES])
"""One event in sixteen has a mediator; without weight hardly any is found."""


def number(document: str) -> int:
    return int(re.sub(r"\D", "", document)[:6] or 0)


def windows(report, pieces, limit, rng=None):
    """Runs of a report's sentences of at most `limit` pieces; random borders in training."""
    sizes = [sum(len(pieces.word(w)) for w in s.words) for s in report.sentences]
    out, run, total = [], [], 0
    cap = limit if rng is None else rng.randint(limit // 2, limit)
    for i, size in enumerate(sizes):
        if run and total + size > cap:
            out.append(run)
            run, total = [], 0
            cap = limit if rng is None else rng.randint(limit // 2, limit)
        run.append(i)
        total += size
    if run:
        out.append(run)
    return out


def encode(report, run, pieces, paths, rng=None):
    """One window in numbers, with its targets and where its words come from."""
    capitals = rng is not None and rng.random() < 0.08
    ids, shapes, first, last, wshapes, origin = [pieces.cls], [0], [], [], [], []
    targets = {k: [] for k in ("trigger", "realis", "mode", "when", "root")}
    issues, pairs, labels, starts = [], [], [], {}
    for number_ in run:
        s = report.sentences[number_]
        offset = starts[number_] = len(first)
        for i, word in enumerate(s.words):
            if capitals:
                word = word.upper()
            w = pieces.word(word)
            if len(ids) + len(w) >= 500:
                break
            first.append(len(ids))
            ids += w
            sh = shape(word)
            shapes += [sh] * len(w)
            last.append(len(ids) - 1)
            wshapes.append(sh)
            origin.append((number_, i))
        n = len(first) - offset
        cols = {k: [IGNORE] * n for k in targets}
        cols["trigger"] = [0] * n
        iss = [None] * n
        for t in s.targets:
            if t.word >= n:
                continue
            c = t.claim
            cols["trigger"][t.word] = 1 + TYPES.index(c["type"])
            cols["realis"][t.word] = REALIS.index(c["realis"])
            cols["mode"][t.word] = MODES.index(c["mode"] or "none")
            there = any("time" in r for r in t.roles.values())
            cols["when"][t.word] = WHEN.index("told" if there else "published" if on_the_day(report, c) else "none")
            if c["time"] and not there and not on_the_day(report, c):
                cols["when"][t.word] = IGNORE
            iss[t.word] = [float(i in c["issues"]) for i in ISSUES]
            for k, cand in enumerate(s.candidates):
                if cand.word >= n:
                    continue
                roles = t.roles[k]
                allowed = ALLOWED[cand.kind]
                pairs.append((offset + t.word, offset + cand.word, known(paths, s, t.word, cand), KINDS.index(cand.mention_kind)))
                labels.append([float(r in roles) if r in allowed - t.unknown else -1.0 for r in ROLES])
            for n_before, k in carried(report, number_, starts):
                cand = report.sentences[n_before].candidates[k]
                roles = t.carried[n_before, k]
                allowed = ALLOWED[cand.kind]
                pairs.append((offset + t.word, starts[n_before] + cand.word, paths[f"before{number_ - n_before}"],
                              KINDS.index(cand.mention_kind)))
                labels.append([float(r in roles) if r in allowed - t.unknown else -1.0 for r in ROLES])
        for k in targets:
            targets[k] += cols[k]
        issues += iss
    return {"pieces": ids + [pieces.sep], "shapes": shapes + [0], "first": first, "last": last, "wshapes": wshapes,
            "origin": origin, "targets": targets, "issues": issues, "pairs": pairs, "labels": labels}


def known(paths, s, trigger, candidate):
    return paths.get(path(s, trigger, candidate.word), paths["other"])


def on_the_day(report, claim):
    t = claim["time"]
    return bool(t and report.published and t.get("start") == report.published[:len(t.get("start") or "x")])


def collate(group):
    n_p, n_w = max(len(e["pieces"]) for e in group), max(len(e["first"]) for e in group)
    pad = lambda rows, n, v: torch.tensor([[*r, *[v] * (n - len(r))] for r in rows])
    batch = {
        "pieces": pad([e["pieces"] for e in group], n_p, 0), "shapes": pad([e["shapes"] for e in group], n_p, 0),
        "lengths": torch.tensor([len(e["pieces"]) for e in group]),
        "first": pad([e["first"] for e in group], n_w, 0), "last": pad([e["last"] for e in group], n_w, 0),
        "word_shapes": pad([e["wshapes"] for e in group], n_w, 0)}
    for k in group[0]["targets"]:
        batch[k] = pad([e["targets"][k] for e in group], n_w, IGNORE)
    where = [(r, w, v) for r, e in enumerate(group) for w, v in enumerate(e["issues"]) if v]
    batch["issue_at"] = torch.tensor([(r, w) for r, w, _ in where]).view(-1, 2)
    batch["issues"] = torch.tensor([v for _, _, v in where]).view(-1, len(ISSUES))
    batch["pairs"] = torch.tensor([(r, *p) for r, e in enumerate(group) for p in e["pairs"]]).view(-1, 5)
    batch["labels"] = torch.tensor([l for e in group for l in e["labels"]]).view(-1, len(ROLES))
    return batch


def losses(network, out, batch):
    result = {}
    for name in ("trigger", "realis", "mode", "when", "root"):
        target = batch[name]
        known = target != IGNORE
        logits = out[name][known].float()
        result[name] = F.cross_entropy(logits, target[known]) if known.any() else logits.sum() * 0
    at = batch["issue_at"]
    if len(at):
        result["issues"] = F.binary_cross_entropy_with_logits(out["issues"][at[:, 0], at[:, 1]].float(), batch["issues"])
    if len(batch["pairs"]):
        scores = role_scores(network, out, batch["pairs"])
        known = batch["labels"] >= 0
        positive = ROLE_WEIGHTS.expand_as(scores)[known]
        result["roles"] = F.binary_cross_entropy_with_logits(scores[known], batch["labels"][known], pos_weight=positive)
    return result


def batches(examples, max_pieces, rng):
    order = sorted(examples, key=lambda e: len(e["pieces"]) * (rng.uniform(0.9, 1.1) if rng else 1))
    out, group, longest = [], [], 0
    for e in order:
        longest = max(longest, len(e["pieces"]))
        if group and longest * (len(group) + 1) > max_pieces:
            out.append(group)
            group, longest = [], len(e["pieces"])
        group.append(e)
    if group:
        out.append(group)
    if rng:
        rng.shuffle(out)
    return out


def optimizer_of(network, lr, head_lr, decay):
    n_layers = len(network.encoder.layers)
    groups = {}
    for name, p in network.named_parameters():
        if not p.requires_grad:
            continue
        rate = head_lr
        if name.startswith("encoder.layers."):
            rate = lr * decay ** (n_layers - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder."):
            rate = lr * decay ** n_layers
        elif name.startswith(("first", "last", "head_shapes")):
            rate = lr
        elif name.startswith(("paths", "kinds")):
            rate = 10 * head_lr
        groups.setdefault((rate, 0.01 if p.ndim > 1 else 0.0), []).append(p)
    return torch.optim.AdamW([{"params": p, "lr": r, "weight_decay": d} for (r, d), p in groups.items()],
                             betas=(0.9, 0.98), fused=True)


def predict(network, reports, pieces, paths, limit):
    """For each report, what the network says of every word, as plain lists."""
    network.eval()
    result = []
    with torch.no_grad():
        for report in reports:
            examples = [encode(report, run, pieces, paths) for run in windows(report, pieces, limit)]
            answers = {}
            for group in batches(examples, 2048, None):
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    out = network(collate(group))
                for row, e in enumerate(group):
                    answers |= read_row(network, report, e, paths, {k: v[row] for k, v in out.items()})
            result.append((report, answers))
    return result


def roots(network, examples, at):
    """The PLOVER root of each marked sentence, read at its word `at`; empty where no source is marked."""
    network.eval()
    out = []
    with torch.no_grad():
        for example, word in zip(examples, at):
            if word is None:
                out.append("")
                continue
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(collate([example]))["root"]
            out.append(plv.ROOTS[int(logits[0, word].argmax())])
    return out


def read_row(network, report, e, paths, out):
    """What a window's words say: only words that may be triggers."""
    p = out["trigger"].float().softmax(-1)
    where = {o: i for i, o in enumerate(e["origin"])}
    seen = {n for n, _ in e["origin"]}
    answers = {}
    for at, (number_, word) in enumerate(e["origin"]):
        if p[at, 0] > 0.97:
            continue
        s = report.sentences[number_]
        cands = [(k, where[number_, c.word]) for k, c in enumerate(s.candidates) if (number_, c.word) in where]
        single = {k: v[None] for k, v in out.items()}
        earlier = [(n, k) for n, k in carried(report, number_, seen)
                   if (n, report.sentences[n].candidates[k].word) in where]
        pairs = [(0, at, w, known(paths, s, word, s.candidates[k]), KINDS.index(s.candidates[k].mention_kind))
                 for k, w in cands]
        for n, k in earlier:
            c = report.sentences[n].candidates[k]
            pairs.append((0, at, where[n, c.word], paths[f"before{number_ - n}"], KINDS.index(c.mention_kind)))
        scores = role_scores(network, single, torch.tensor(pairs)).sigmoid().tolist() if pairs else []
        answers[number_, word] = {
            "type": p[at].tolist(),
            "realis": out["realis"][at].float().softmax(-1).tolist(),
            "mode": out["mode"][at].float().softmax(-1).tolist(),
            "when": out["when"][at].float().softmax(-1).tolist(),
            "issues": out["issues"][at].float().sigmoid().tolist(),
            "roles": {k: v for (k, _), v in zip(cands, scores)},
            "before": [[n, k, v] for (n, k), v in zip(earlier, scores[len(cands):])],
        }
    return answers


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--material", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--outside", type=Path, help="folder of outside.py with its material: further reports to learn from")
    parser.add_argument("--outside-epochs", type=int, default=4, help="epochs that read them; the last ones read gold alone")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--init", default="minilm", help="`minilm`, `reader` or a checkpoint")
    parser.add_argument("--layers", type=int, default=5)
    parser.add_argument("--fold")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--window", type=int, default=180)
    parser.add_argument("--max-pieces", type=int, default=1024)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--plv", type=Path, help="plv-train.jsonl, a further task")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    log = lambda line: print(time.strftime("%H:%M:%S"), line, flush=True)
    pieces = Pieces(model_dir())
    reports = load(args.material, [args.gold / "dev.jsonl", args.gold / "more.jsonl"], args.outside)
    held, marked, held_marked = [], plv.read(args.plv) if args.plv else [], []
    if args.fold:
        k, n = map(int, args.fold.split("/"))
        left_out = lambda r: not r.outside and number(r.id) % n == k
        held, reports = [r for r in reports if left_out(r)], [r for r in reports if not left_out(r)]
        order = list(range(len(marked)))
        random.Random(5).shuffle(order)
        held_marked = [marked[i] for at, i in enumerate(order) if at % n == k]
        marked = [marked[i] for at, i in enumerate(order) if at % n != k]
    path_names = known_paths(reports)
    paths = {p: i for i, p in enumerate(path_names)}
    network = EventNetwork(args.layers, dropout=args.dropout, n_paths=len(paths))
    initial.load(network, args.init, paths)
    optimizer = optimizer_of(network, args.lr, args.head_lr, args.decay)
    rates = [g["lr"] for g in optimizer.param_groups]
    for epoch in range(args.epochs):
        rng = random.Random(args.seed * 1000 + epoch)
        torch.manual_seed(args.seed * 1000 + epoch)
        network.train()
        read = [r for r in reports if epoch < args.outside_epochs or not r.outside]
        examples = [encode(r, run, pieces, paths, rng) for r in read
                    for run in windows(r, pieces, args.window, rng)]
        examples += [plv.encode(words, root, pieces, shape, IGNORE) for words, root in marked]
        groups, totals = batches(examples, args.max_pieces, rng), {}
        for step, group in enumerate(groups):
            done = (epoch + step / len(groups)) / args.epochs
            factor = min(1.0, done * args.epochs / 0.5) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
            for g, rate in zip(optimizer.param_groups, rates):
                g["lr"] = rate * factor
            batch = collate(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = network(batch)
            parts = losses(network, out, batch)
            loss = sum(WEIGHTS[k] * v for k, v in parts.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            for k, v in parts.items():
                totals[k] = totals.get(k, 0.0) + float(v.detach())
        log(f"epoch {epoch + 1} " + " ".join(f"{k} {v / len(groups):.4f}" for k, v in totals.items()))
    torch.save({"model": network.state_dict(), "layers": args.layers, "window": args.window, "paths": path_names}, args.out / "last.pt")
    if held:
        with open(args.out / "answers.jsonl", "w") as file:
            for report, answers in predict(network, held, pieces, paths, args.window):
                flat = [[n, w, a] for (n, w), a in answers.items()]
                file.write(json.dumps({"id": report.id, "answers": flat}) + "\n")
        log("predicted")
    if held_marked:
        predicted = roots(network, [plv.encode(words, None, pieces, shape, IGNORE) for words, _ in held_marked],
                          [words.index("[") if "[" in words else None for words, _ in held_marked])
        gold = [root for _, root in held_marked]
        (args.out / "plv.json").write_text(json.dumps([gold, predicted]))
        right = sum(map(str.__eq__, gold, predicted)) / len(gold)
        log(f"plv accuracy {right:.4f} macro-F1 {plv.macro_f1(gold, predicted):.4f}")


if __name__ == "__main__":
    main()
