"""Trains the reader: a teacher of six layers, then a student of three.

    python train.py --corpora ../../shared/corpora --out /tmp/teacher --layers 6 --epochs 8
    python train.py --corpora ../../shared/corpora --out /tmp/student --layers 3 --epochs 14 \
        --teacher /tmp/teacher/last.pt --unlabelled 0.4

Writes `last.pt` (after each epoch; a rerun of the same command goes on from
there) and `log.txt` into the output folder. The same seed, threads and
machine give the same weights, unless `--minutes` ties the schedule to the
clock (for a machine shared with others, where epochs take what they take).

The student starts from the teacher's lower layers and heads, and learns from
the gold labels and from the teacher's distributions over arcs, labels, tags
and names (Hinton et al. 2015), on unlabelled news from the latter alone.
"""

import argparse
import json
import math
import os
import random
import time
from dataclasses import asdict, replace
from pathlib import Path

import torch

from augment import augment, windows
from checkpoint import build, load, model_dir
from corpora import load_dev, load_training
from examples import Labels, batches, encode
from evaluate import scores, sentence_ends
from losses import WEIGHTS, losses
from teacher import Teacher
from tensors import collate, precision
from words import Pieces


def optimizer_of(network, lr: float, head_lr: float, decay: float):
    """AdamW; a layer's rate is `decay` times that of the layer above it."""
    n_layers = len(network.encoder.layers)
    groups: dict[tuple[float, float], list] = {}
    for name, parameter in network.named_parameters():
        rate = head_lr
        if name.startswith("encoder.layers."):
            rate = lr * decay ** (n_layers - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.shapes"):
            rate = head_lr
        elif name.startswith("encoder."):
            rate = lr * decay ** n_layers
        weight_decay = 0.01 if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, weight_decay), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": p, "lr": r, "weight_decay": d} for (r, d), p in groups.items()],
        betas=(0.9, 0.98), fused=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, required=True)
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--teacher", type=Path, help="checkpoint to distil")
    parser.add_argument("--share", type=float, default=0.5, help="part of the loss from the teacher")
    parser.add_argument("--unlabelled", type=float, default=0.0,
                        help="share of ECB+'s sentences to distil on in each epoch")
    parser.add_argument("--minutes", type=float,
                        help="let the rate fall to zero at this time and stop, whatever the epochs")
    parser.add_argument("--lr", type=float, default=1.5e-4, help="top encoder layer's rate")
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--max-pieces", type=int, default=2048, help="per batch, with padding")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="train on the first sentences only (smoke test)")
    parser.add_argument("--stop-after", type=int, help="stop after this many epochs, schedule unchanged")
    return parser.parse_args()


def main():
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    args.out.mkdir(parents=True, exist_ok=True)

    def log(line: str):
        line = f"{time.strftime('%H:%M:%S')} {line}"
        print(line, flush=True)
        with open(args.out / "log.txt", "a", encoding="utf-8") as file:
            file.write(line + "\n")

    log(json.dumps({k: str(v) for k, v in vars(args).items()}))
    pieces = Pieces(model_dir())
    sentences = load_training(args.corpora, args.unlabelled > 0)[: args.limit]
    dev = load_dev(args.corpora)
    if args.limit:
        dev = {name: part[:20] for name, part in dev.items()}
    labels = Labels.collect(sentences)
    teacher_network = None
    if args.teacher:
        teacher_network, known, _ = load(args.teacher, device)
        labels = replace(known, lemmas=labels.lemmas)  # and label sets that the teacher lacks
    network, index = build(args.layers, labels)
    network.encoder.load_pretrained(model_dir())
    if teacher_network is not None:
        state = teacher_network.state_dict()
        network.load_state_dict({k: state[k] if k in state and state[k].shape == v.shape else v
                                 for k, v in network.state_dict().items()})
    network.to(device)
    log(f"{len(sentences)} sentences, {sum(len(s.words) for s in sentences)} words, "
        f"{ {k: len(v) for k, v in index.items()} }")

    optimizer = optimizer_of(network, args.lr, args.head_lr, args.decay)
    dev_examples = {name: [encode(s, pieces, index) for s in part] for name, part in dev.items()}
    teacher = None
    if teacher_network is not None:
        clean = [encode(s, pieces, index) for s in sentences]
        teacher = Teacher(teacher_network, clean, device, log)

    first_epoch, spent, checkpoint = 0, 0.0, args.out / "last.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=True)
        network.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        first_epoch, spent = saved["epoch"], saved["seconds"]
        log(f"resumed after epoch {first_epoch}")
    base_rates = [group["lr"] for group in
                  optimizer_of(network, args.lr, args.head_lr, args.decay).param_groups]

    started = time.time() - spent
    for epoch in range(first_epoch, min(args.epochs, args.stop_after or args.epochs)):
        rng = random.Random(args.seed * 1000 + epoch)
        torch.manual_seed(args.seed * 1000 + epoch)
        network.train()
        used = [s for s in sentences if not s.bare or rng.random() < args.unlabelled]
        examples = [encode(augment(s, rng), pieces, index) for s in used]
        examples += [encode(w, pieces, index) for w in windows(sentences, rng, 0.15)]
        groups = batches(examples, args.max_pieces, rng)
        began, totals, n_words = time.time(), {}, 0
        for step, group in enumerate(groups):
            done = epoch + step / len(groups)
            progress = done / args.epochs
            if args.minutes:
                progress = (time.time() - started) / 60 / args.minutes
            if progress >= 1:
                break
            warm = min(1.0, done / 0.5)
            factor = warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))
            for param_group, rate in zip(optimizer.param_groups, base_rates):
                param_group["lr"] = rate * factor
            batch = collate(group, device)
            soft = teacher.batch(group, device) if teacher else None
            with precision(device):
                out = network(batch)
            parts = losses(network, batch, out, soft, args.share)
            loss = sum(WEIGHTS[name] * part for name, part in parts.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            n_words += int(batch["n_words"].sum())
            for name, part in parts.items():
                totals[name] = totals.get(name, 0.0) + float(part.detach())
            if step % 100 == 99:
                log(f"epoch {epoch + 1} step {step + 1}/{len(groups)} "
                    f"{n_words / (time.time() - began):.0f} words/s "
                    + " ".join(f"{k} {v / (step + 1):.3f}" for k, v in totals.items()))
        state = {"model": network.state_dict(), "optimizer": optimizer.state_dict(),
                 "epoch": epoch + 1, "seconds": time.time() - started, "n_layers": args.layers, "labels": asdict(labels)}
        torch.save(state, args.out / "next.pt")
        os.replace(args.out / "next.pt", checkpoint)
        for name in ("ewt-dev", "gum-news-dev"):
            figures = scores(network, dev_examples[name], dev[name], index, labels, device, exact=False)
            last = epoch + 1 == args.epochs or progress >= 1
            if last:
                figures |= sentence_ends(network, dev[name], pieces, index, device)
            log(f"epoch {epoch + 1} {name} {json.dumps(figures)}")
        if progress >= 1:
            log(f"stopped after {args.minutes} minutes, {step} steps into epoch {epoch + 1}")
            break


if __name__ == "__main__":
    main()
