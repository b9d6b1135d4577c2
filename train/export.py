"""Writes a trained reader as int8 ONNX for the Rust crate.

    python export.py --corpora ../../shared/corpora --checkpoint /tmp/student/last.pt \
        --out ../crates/rapporteur-language/weights

Writes `reader.onnx` and `reader.json` (format version, label sets,
vocabulary, provenance, SHA-256 of the ONNX file).
"""

import argparse
import datetime
import hashlib
import json
import random
from pathlib import Path

import torch

from augment import augment
from checkpoint import load, model_dir
from corpora import load_training
from examples import encode
from graph import build
from model import WORD_HEADS
from quantise import calibrate
from words import Pieces

FORMAT = 1
"""Version of the pair of files; the Rust crate reads exactly this one."""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--commit", default="", help="commit of the training code, for the record")
    parser.add_argument("--cut", type=float, default=0.0,
                        help="share of the activations beyond each end of the fixed ranges")
    args = parser.parse_args()
    torch.set_num_threads(2)
    network, labels, index = load(args.checkpoint)
    pieces = Pieces(model_dir())
    rng = random.Random(7)
    sentences = load_training(args.corpora, unlabelled=False)
    examples = [encode(augment(s, rng), pieces, index) for s in rng.sample(sentences, 300)]
    proto = build(network, calibrate(network, examples, args.cut)).SerializeToString()

    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "reader.onnx").write_bytes(proto)
    vocabulary = (model_dir() / "vocab.txt").read_text(encoding="utf-8").split("\n")
    while vocabulary[-1] == "":
        vocabulary.pop()
    allowed: dict[str, set[str]] = {}
    for sentence in sentences:
        for upos, feats in zip(sentence.upos or [], sentence.feats or []):
            if feats in index["feats"]:
                allowed.setdefault(upos, set()).add(feats)
    about = {
        "format": FORMAT,
        "name": f"MiniLM, {len(network.encoder.layers)} layers, int8",
        "sha256": hashlib.sha256(proto).hexdigest(),
        "date": datetime.date.today().isoformat(),
        "commit": args.commit,
        "licence": "Apache-2.0 (encoder, vocabulary); trained on EWT, GUM, UNER, Wikigold, ECB+ (see train/README.md)",
        "columns": [[head, 2 if head == "ends" else len(index[head])] for head in WORD_HEADS],
        "upos": labels.upos,
        "feats": labels.feats,
        "feats_of_upos": {upos: sorted(index["feats"][f] for f in allowed.get(upos, ()))
                          for upos in labels.upos},
        "rels": labels.rels,
        "names": labels.names,
        "lemmas": labels.lemmas,
        "vocabulary": vocabulary,
    }
    with open(args.out / "reader.json", "w", encoding="utf-8") as file:
        json.dump(about, file, ensure_ascii=False, indent=None, separators=(",", ":"))
        file.write("\n")
    print(f"{len(proto) / 1e6:.1f} MB, sha256 {about['sha256']}")


if __name__ == "__main__":
    main()
