"""A thousand reports of which 30 are ours, in random order that is the same each time.

    mixed.py UNRELATED.jsonl GOLD.jsonl > mixed.jsonl

UNRELATED is what `train/triage/corpora.py` prints, GOLD `shared/gold/dev-documents.jsonl`. Of the
unrelated those of 200 words or more are drawn, as reports are; WikiWars, articles on wars, are not.
"""

import json
import random
import sys

OURS, ALL = 30, 1000


def main():
    unrelated, gold = ([json.loads(line) for line in open(path, encoding="utf-8")] for path in sys.argv[1:3])
    draw = random.Random(7)
    long = [one for one in unrelated
            if not one["id"].startswith("wikiwars/") and len(one["text"].split()) >= 200]
    mixed = draw.sample(gold, OURS) + draw.sample(long, ALL - OURS)
    draw.shuffle(mixed)
    for one in mixed:
        print(json.dumps(one, ensure_ascii=False))
    words = sum(len(one["text"].split()) for one in mixed)
    print(f"{len(mixed)} reports, {words / len(mixed):.0f} words on average", file=sys.stderr)


if __name__ == "__main__":
    main()
