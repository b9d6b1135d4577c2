"""Further annotated reports for training: pieces of news texts of `shared/corpora`, with our own annotation.

    python outside.py ../../../shared/corpora /tmp/outside

`annotations.jsonl` holds no text: one report a line, with `id` ("SOURCE/NAME", as `../triage/corpora.py`
names them), `published`, the SHA-256 of the excerpt, and its claims, whose words are named by `span` (code
points of the excerpt). This writes `documents.jsonl` (input for the example `material`) and `gold.jsonl`
(claims with `quote`, as in `shared/gold`). Events only: figures, speakers and objects were not annotated.
"""

import hashlib
import json
import re
import sys
import tarfile
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "triage"))
import corpora  # noqa: E402

ENOUGH, MOST, LONG, CUT = 120, 400, 520, 380
"""Words: paragraphs are added up to `MOST`, but at least `ENOUGH`; what is still longer than `LONG` ends at the
sentence that passes `CUT`."""

EMPTY = {"kind": "event", "mode": None, "actors": [], "recipients": [], "mediators": [], "time": None, "place": None,
         "issues": [], "said_by": [], "object": None}
"""What `annotations.jsonl` leaves out."""


def re3d(folder: Path):
    """Reports on Syria and Iraq, by publisher."""
    with tarfile.open(folder / "names/re3d.tar.gz") as tar:
        for member in sorted(tar.getmembers(), key=lambda member: member.name):
            if member.name.endswith("/documents.json"):
                publisher = member.name.split("/")[-2].replace(" ", "_")
                for line in tar.extractfile(member).read().decode("utf-8").splitlines():
                    if line.strip():
                        document = json.loads(line)
                        yield f"re3d/{publisher}/{document['_id'][:8]}", document["text"]


def texts(folder: Path):
    """Every text that was chosen from: id and words."""
    yield from re3d(folder)
    yield from corpora.polnear(folder)
    yield from corpora.timeml(folder, "tbaq", "tbaq")
    yield from corpora.timeml(folder, "wikiwars-timex3", "wikiwars")
    yield from corpora.treebank(folder, "ewt")
    yield from corpora.treebank(folder, "gum")


def excerpts(name: str, text: str) -> dict[str, str]:
    """A text in runs of paragraphs of some 400 words, by name: the first has the text's own, the others `NAME#2` and so on."""
    text = re.sub(r"[ \t]+\n", "\n", text.replace("\r", "").strip())
    paragraphs = [p for p in re.split(r"\n\s*\n", text) if p.strip()]
    if len(paragraphs) < 3 and len(text.split("\n")) > 4:
        paragraphs = [p for p in text.split("\n") if p.strip()]
    runs, words = [[]], 0
    for paragraph in paragraphs:
        more = len(paragraph.split())
        if words + more > MOST and words > ENOUGH:
            runs.append([])
            words = 0
        runs[-1].append(paragraph.strip())
        words += more
    return {name if i == 0 else f"{name}#{i + 1}": short("\n\n".join(run)) for i, run in enumerate(runs)}


def short(text: str) -> str:
    """The text, or its beginning where it is one overlong paragraph."""
    if len(text.split()) <= LONG:
        return text
    kept, words = [], 0
    for sentence in re.split(r'(?<=[.!?"”])\s+', text):
        if words > CUT:
            break
        kept.append(sentence)
        words += len(sentence.split())
    return " ".join(kept)


def main(folder: Path, out: Path):
    lines = Path(__file__).with_name("annotations.jsonl").read_text("utf-8").splitlines()
    annotated = {report["id"]: report for report in map(json.loads, lines)}
    out.mkdir(parents=True, exist_ok=True)
    wanted, found = {name.split("#")[0] for name in annotated}, {}
    for name, text in texts(folder):
        if name in wanted and name not in found:
            found |= excerpts(name, text)
    with open(out / "documents.jsonl", "w", encoding="utf-8") as documents, \
            open(out / "gold.jsonl", "w", encoding="utf-8") as gold:
        for name, report in annotated.items():
            text = found.get(name)
            if text is None or hashlib.sha256(text.encode()).hexdigest() != report["sha256"]:
                sys.exit(f"{name}: the text is not there, or not the one that was annotated")
            document = {"id": name, "published": report["published"], "text": text}
            claims = []
            for claim in report["claims"]:
                start, end = claim.pop("span")
                claims.append({**EMPTY, "quote": text[start:end], **claim})
            print(json.dumps(document, ensure_ascii=False), file=documents)
            print(json.dumps({"id": name, "claims": claims}, ensure_ascii=False), file=gold)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
