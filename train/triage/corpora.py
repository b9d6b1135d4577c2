"""Texts that concern no conflict, or hardly any, from the development corpora, as JSONL.

    corpora.py CORPORA > unrelated.jsonl

CORPORA is the folder `shared/corpora`. One document a line: `id` ("SOURCE/NAME") and `text`. Wikipedia's
articles on wars (WikiWars) are among them to be looked at, not to be learned from: `fit.py` leaves
them out.
"""

import gzip
import html
import json
import re
import sys
import tarfile
from collections import defaultdict
from pathlib import Path


def polnear(corpora):
    for part in ("train", "dev"):
        with gzip.open(corpora / f"attribution/polnear-{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for document in map(json.loads, lines):
                yield f"polnear/{document['id']}", document["text"]


def timeml(corpora, archive, source):
    for name, data in members(corpora / f"time/{archive}.tar.gz", ".tml"):
        body = re.search(r"<TEXT>(.*)</TEXT>", data.decode("utf-8", "replace"), re.S)
        if body:
            yield f"{source}/{Path(name).stem}", html.unescape(re.sub(r"<[^>]+>", "", body.group(1)))


def ecb(corpora):
    token = re.compile(r'<token t_id="\d+" sentence="(\d+)" number="\d+">(.*?)</token>')
    for name, data in members(corpora / "coreference/ecbplus-topics-1-35.tar.gz", ".xml"):
        sentences = defaultdict(list)
        for number, word in token.findall(data.decode("utf-8")):
            sentences[int(number)].append(html.unescape(word))
        text = "\n\n".join(" ".join(sentences[number]) for number in sorted(sentences))
        yield f"ecb/{Path(name).stem}", text


def pages(corpora):
    for name, data in members(corpora / "html/aeb-110.tar.gz", "ground-truth.json"):
        for page, truth in json.loads(data).items():
            yield f"pages/{page[:16]}", truth["articleBody"]


def treebank(corpora, name):
    document, sentences = None, []
    with gzip.open(corpora / f"syntax/{name}-train.conllu.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                if document:
                    yield f"{name}/{document}", " ".join(sentences)
                document, sentences = line.split("=")[-1].strip(), []
            elif line.startswith("# text ="):
                sentences.append(line.split("=", 1)[1].strip())
    yield f"{name}/{document}", " ".join(sentences)


def members(archive, ending):
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda member: member.name):
            if member.isfile() and member.name.endswith(ending):
                yield member.name, tar.extractfile(member).read()


def main(corpora):
    sources = [
        polnear(corpora),
        timeml(corpora, "tbaq", "tbaq"),
        timeml(corpora, "wikiwars-timex3", "wikiwars"),
        ecb(corpora),
        pages(corpora),
        treebank(corpora, "ewt"),
        treebank(corpora, "gum"),
    ]
    for source in sources:
        for name, text in source:
            if text.strip():
                print(json.dumps({"id": name, "text": text}, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
