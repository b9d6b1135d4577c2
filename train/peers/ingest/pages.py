"""trafilatura and htmldate on the pages that `rapporteur evaluate html` reads, by the same measure.

Usage: python pages.py FOLDER [DATES.json]
pip install trafilatura htmldate lxml_html_clean
DATES.json maps the names of pages to days of publication, where `ground-truth.json` has none.
"""

import collections
import gzip
import json
import pathlib
import re
import sys
import time

import htmldate
import trafilatura


def shingles(text, size=4):
    words = re.findall(r"\w+", text or "")
    return collections.Counter(tuple(words[i:i + size]) for i in range(max(1, len(words) - size + 1)))


def rates(truth, found):
    truth, found = shingles(truth), shingles(found)
    right = sum((truth & found).values())
    return right / sum(found.values()), right / sum(truth.values())


def main():
    folder = pathlib.Path(sys.argv[1])
    truth = json.loads((folder / "ground-truth.json").read_text())
    dates = json.loads(pathlib.Path(sys.argv[2]).read_text()) if len(sys.argv) > 2 else {}
    pages = {name: gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()) for name in truth}
    for mode in ("standard", "precision"):
        start = time.process_time()
        found = {name: trafilatura.extract(page, include_comments=False, favor_precision=mode == "precision")
                 for name, page in pages.items()}
        seconds = time.process_time() - start
        both = [rates(truth[name].get("articleBody"), found[name]) for name in truth]
        precision, recall = (sum(x) / len(both) for x in zip(*both))
        print(f"trafilatura {mode}: F1 {2 * precision * recall / (precision + recall):.4f} precision "
              f"{precision:.4f} recall {recall:.4f}, {len(pages) / seconds:.0f} pages/s")
    days = {name: facts.get("published") or dates.get(name) for name, facts in truth.items()}
    days = {name: day for name, day in days.items() if day}
    if not days:
        return
    for original in (True, False):
        start = time.process_time()
        found = {name: htmldate.find_date(pages[name].decode("utf-8", "replace"), original_date=original,
                                          url=truth[name].get("url")) for name in days}
        seconds = time.process_time() - start
        right = sum(found[name] == day for name, day in days.items())
        print(f"htmldate original_date={original}: accuracy {right / len(days):.4f} over {len(days)} pages, "
              f"{len(days) / seconds:.0f} pages/s")


if __name__ == "__main__":
    main()
