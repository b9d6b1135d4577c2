"""Writes a trained event network as int8 ONNX for the Rust crate.

    python export.py --material /tmp/m/dev.jsonl --gold ../../../shared/gold --checkpoint /tmp/events/all/last.pt \
        --out ../../crates/rapporteur-reading/weights

Writes `events.onnx` and `events.json` (format version, label sets, provenance,
SHA-256 of the ONNX file). Inputs are those of `../graph.py`; outputs per node:
`tags` (all heads side by side, in the order of `heads` in the JSON),
`triggers` [M, relations * rank] and `arguments` [M, rank], whose inner
products with the biases in `tags` are the scores of roles.
"""

import argparse
import datetime
import hashlib
import json
import random
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.append(str(Path(__file__).resolve().parent.parent))
from checkpoint import model_dir  # noqa: E402
from model import HIDDEN  # noqa: E402
from graph import Graph, array, encoder, model, nodes_of, real  # noqa: E402
from quantise import Ranges  # noqa: E402
from words import Pieces  # noqa: E402

import plv  # noqa: E402
from material import ISSUES, KINDS, MODES, REALIS, ROLES, TYPES, WHEN, load  # noqa: E402
from network import HEADS, RANK, EventNetwork  # noqa: E402
from fit import batches, collate, encode, windows  # noqa: E402

FORMAT = 1
"""Version of the pair of files; the Rust crate reads exactly this one."""

LABELS = {"trigger": ["none", *TYPES], "realis": REALIS, "mode": MODES, "when": WHEN, "issues": ISSUES, "root": plv.ROOTS,
          "trigger_bias": ROLES, "argument_bias": ROLES}


def calibrate(network, examples) -> Ranges:
    """What each quantised product gets, over some windows."""
    ranges, watched, known = Ranges(0.0), {}, {}
    for i, layer in enumerate(network.encoder.layers):
        for part in ("qkv", "attended", "up", "down"):
            watched[getattr(layer, part)] = f"layer{i}.{part}"

    def hook(module, inputs):
        ranges.watch(watched[module], inputs[0], known["pieces"])
        ranges.watch_moment(watched[module], inputs[0], known["pieces"])

    handles = [m.register_forward_pre_hook(hook) for m in watched]
    with torch.no_grad():
        for group in batches(examples, 4096, None):
            batch = collate(group)
            known["pieces"] = torch.arange(batch["pieces"].shape[1]) < batch["lengths"][:, None]
            words = torch.arange(batch["first"].shape[1]) < torch.tensor([len(e["first"]) for e in group])[:, None]
            x = network.encoder(batch["pieces"], batch["shapes"], batch["lengths"])
            pick = lambda index: x.gather(1, index[..., None].expand(-1, -1, HIDDEN))
            first, last = pick(batch["first"]), pick(batch["last"])
            for part in (first, last):
                ranges.watch("words", part, words)
            ranges.watch("words", x[:, 0])
            ranges.watch_moment("words", torch.cat([first, last], -1), words)
            nodes = network.first(first) + network.last(last) + network.head_shapes(batch["word_shapes"])
            ranges.watch("nodes", nodes, words)
            ranges.watch_moment("nodes", nodes, words)
            ranges.watch("nodes", network.first(x[:, :1]))
    for handle in handles:
        handle.remove()
    return ranges


def build(network, ranges: Ranges):
    g = Graph()
    nodes = nodes_of(g, network, encoder(g, network.encoder, ranges), ranges)
    parts = [*(network.heads[h] for h in HEADS), network.trigger_bias, network.argument_bias]
    weight = np.concatenate([array(p.weight) for p in parts]).T
    bias = np.concatenate([array(p.bias) for p in parts])
    g.op("Add", [g.quantised(nodes, "tags", weight, ranges, "nodes"), g.constant("tags.bias", bias)], "tags")
    for name, part in (("triggers", network.triggers), ("arguments", network.arguments)):
        y = g.quantised(nodes, name, array(part.weight).T, ranges, "nodes")
        y = g.op("BiasGelu", [y, g.constant(f"{name}.bias", array(part.bias))])
        # The scale of the inner product (network.py) is taken half by each side.
        g.op("Mul", [y, g.constant(f"{name}.share", np.float32(RANK ** -0.25))], name)
    return model(g, "events", [], [
        real("tags", ["nodes", len(bias)]), real("triggers", ["nodes", len(ROLES) * RANK]),
        real("arguments", ["nodes", RANK])])


def read(checkpoint: Path):
    saved = torch.load(checkpoint, map_location="cpu", weights_only=True)
    network = EventNetwork(saved["layers"], n_paths=len(saved["paths"]))
    network.load_state_dict(saved["model"])
    return network.eval(), saved


def table(names: list[str], embedding) -> dict[str, list[float]]:
    return {name: [round(v, 3) for v in row] for name, row in zip(names, embedding.weight.tolist())}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--material", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(2)
    network, saved = read(args.checkpoint)
    reports = load(args.material, [args.gold / "dev.jsonl", args.gold / "more.jsonl"])
    pieces = Pieces(model_dir())
    examples = [encode(r, run, pieces, {p: i for i, p in enumerate(saved["paths"])}) for r in random.Random(7).sample(reports, 60)
                for run in windows(r, pieces, saved["window"])]
    proto = build(network, calibrate(network, examples)).SerializeToString()
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "events.onnx").write_bytes(proto)
    about = {
        "format": FORMAT, "name": f"events, MiniLM, {saved['layers']} layers, int8",
        "date": datetime.date.today().isoformat(), "sha256": hashlib.sha256(proto).hexdigest(),
        "licence": "Apache-2.0 (encoder); trained on the project's own annotation (see train/events/README.md)",
        "heads": list(LABELS.items()), "relations": ROLES, "rank": RANK, "window": saved["window"],
        "paths": table(saved["paths"], network.paths), "kinds": table(KINDS, network.kinds),
    }
    with open(args.out / "events.json", "w", encoding="utf-8") as file:
        json.dump(about, file, ensure_ascii=False, indent=1)
        file.write("\n")
    print(f"{len(proto) / 1e6:.1f} MB, sha256 {about['sha256']}")


if __name__ == "__main__":
    main()
