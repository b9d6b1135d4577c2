#!/usr/bin/env python3
"""Write which words stand in how many news reports, for the weights of words in entries.

    common_words.py ../shared/corpora/attribution/polnear-train.jsonl.gz > crates/rapporteur-record/entries/common-words.tsv

One stem a line with the share of reports, in percent, that hold it; stems in fewer than 1 % are
left out. Stems are made as in `words.rs`. Standard library only.
"""
import collections
import gzip
import json
import re
import sys

STEM = 6
MARKS = "-'’."


def stem(token):
    word = token.lower().replace("-", "").replace("’", "'")
    word = word.removesuffix("'s")
    return word[:STEM]


def stems(text):
    for run in re.findall(rf"[\w{re.escape(MARKS)}]+", text.replace("_", " ")):
        token = run.strip(MARKS)
        if token:
            yield stem(token)


def main():
    counts, reports = collections.Counter(), 0
    for line in gzip.open(sys.argv[1], "rt", encoding="utf-8"):
        counts.update(set(stems(json.loads(line)["text"])))
        reports += 1
    for word, count in sorted(counts.items()):
        share = 100 * count / reports
        if share >= 1:
            print(f"{word}\t{share:.1f}")


if __name__ == "__main__":
    main()
