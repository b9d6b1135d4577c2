#!/usr/bin/env python3
"""List lemmas that ECB+ annotates as actions, or does not, for `evaluate coreference`.

    actions.py LEMMAS.tsv > crates/rapporteur/src/evaluate/coreference/actions.txt

LEMMAS.tsv has one word of a selected sentence a line: part of speech, lemma, 1 where it is the head
of an action and 0 elsewhere. `rapporteur evaluate coreference ECB+ --write LEMMAS.tsv` writes it.
A noun or adjective is listed with `+` when at least 45 % of three or more are actions, a verb with
`-` when at most 35 % of three or more are. Standard library only.
"""
import collections
import sys

seen, marked = collections.Counter(), collections.Counter()
for line in open(sys.argv[1], encoding="utf-8"):
    tag, lemma, action = line.rstrip("\n").split("\t")
    seen[tag, lemma] += 1
    marked[tag, lemma] += int(action)
listed = set()
for (tag, lemma), count in seen.items():
    share = marked[tag, lemma] / count
    if count >= 3 and tag == "VERB" and share <= 0.35:
        listed.add("-" + lemma)
    if count >= 3 and tag != "VERB" and share >= 0.45 and lemma.isalpha():
        listed.add("+" + lemma)
print("\n".join(sorted(listed)))
