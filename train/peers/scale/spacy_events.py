"""spaCy with rules for events, over whole reports: how fast the usual way to find them is.

    spacy_events.py MODEL REPORTS.jsonl

MODEL is what `../spacy_baseline.py train` made; REPORTS have a `text` each. The dependency matcher
looks for some hundred verbs of talks and fighting with their subjects and objects, in five kinds. It is
there to be timed: nothing of what the guide asks for besides (who says so, realis, time, mediators,
figures) is looked for, and what it finds is only counted.
"""

import json
import os
import resource
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"

import spacy  # noqa: E402
from spacy.matcher import DependencyMatcher  # noqa: E402

VERBS = {
    "consult": "met meet meets meeting visited visits visit discussed discuss talked talks spoke negotiated negotiate "
               "consulted hosted host hosts mediated",
    "agree": "agreed agree agrees accepted accept accepts signed sign signs approved endorsed welcomed backed supports "
             "supported pledged promised offered proposed",
    "reject": "rejected reject rejects refused refuse refuses denied declined dismissed vetoed boycotted suspended "
              "cancelled ended withdrew violated broke",
    "request": "demanded demand demands urged urge urges called calls asked asks appealed insisted insists warned warns "
               "threatened accused accuses blamed condemned criticised criticized protested",
    "assault": "killed kill kills attacked attack attacks bombed shelled shot fired fires wounded injured captured seized "
               "kidnapped abducted arrested detained released freed exchanged handed raided stormed clashed fought",
}


def patterns():
    for kind, verbs in VERBS.items():
        verb = {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LOWER": {"IN": verbs.split()}, "TAG": {"IN": ["VERB", "AUX"]}}}
        arm = {"LEFT_ID": "verb", "REL_OP": ">"}
        subject = {**arm, "RIGHT_ID": "subject", "RIGHT_ATTRS": {"DEP": {"REGEX": "^nsubj"}}}
        other = {**arm, "RIGHT_ID": "object", "RIGHT_ATTRS": {"DEP": {"IN": ["obj", "obl", "xcomp", "ccomp"]}}}
        yield kind, [[verb, subject], [verb, subject, other], [verb, other]]


def main():
    nlp = spacy.load(sys.argv[1])
    matcher = DependencyMatcher(nlp.vocab)
    for kind, ways in patterns():
        matcher.add(kind, ways)
    with open(sys.argv[2], encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    words = sum(len(text.split()) for text in texts)
    for _ in range(2):
        before, found = time.process_time(), 0
        for doc in nlp.pipe(texts, batch_size=32):
            found += len({(kind, tokens[0]) for kind, tokens in matcher(doc)})
        seconds = time.process_time() - before
        print(f"spaCy and rules: {len(texts)} reports of {words / len(texts):.0f} words, {found} verbs found, "
              f"{seconds:.1f} s: {len(texts) / seconds:.1f} reports/s, {words / seconds / 500:.1f} of 500 words, "
              f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000} MB")


if __name__ == "__main__":
    main()
