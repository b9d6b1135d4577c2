#!/usr/bin/env python3
"""Finds copies among synthetic reports with datasketch, as the example `reprints` finds them.

    datasketch_reprints.py FOLDER [--threshold 0.4] [--permutations 128]

FOLDER holds reports.jsonl and copies.tsv, written by
`cargo run --release -p rapporteur-record --example reprints -- COUNT FOLDER`.
Shingles of four words, MinHash, LSH; each report is laid to the earliest one that LSH finds for it and
whose estimated Jaccard index reaches the threshold.
"""
import argparse
import json
import re
import resource
import time
from pathlib import Path

from datasketch import MinHash, MinHashLSH

WORD = re.compile(r"\w+")


def shingles(text):
    words = WORD.findall(text.lower())
    return {" ".join(words[at:at + 4]).encode() for at in range(len(words) - 3)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threshold", type=float, default=0.4)
    parser.add_argument("--permutations", type=int, default=128)
    args = parser.parse_args()
    planted = {tuple(line.split("\t")) for line in (args.folder / "copies.tsv").read_text().splitlines()}
    start, processor = time.time(), time.process_time()
    index = MinHashLSH(threshold=args.threshold, num_perm=args.permutations)
    hashes, found, count = {}, set(), 0
    with (args.folder / "reports.jsonl").open(encoding="utf-8") as reports:
        for line in reports:
            report = json.loads(line)
            count += 1
            minhash = MinHash(num_perm=args.permutations)
            minhash.update_batch(shingles(report["text"]))
            near = [other for other in index.query(minhash) if minhash.jaccard(hashes[other]) >= args.threshold]
            if near:
                found.add((report["id"], min(near)))
            index.insert(report["id"], minhash)
            hashes[report["id"]] = minhash
    hits = len(found & planted)
    print(f"{count} reports: {time.time() - start:.0f} s, {time.process_time() - processor:.0f} s of processor time, "
          f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000} MB")
    print(f"precision {hits / max(len(found), 1):.4f}, recall {hits / len(planted):.4f}")


if __name__ == "__main__":
    main()
