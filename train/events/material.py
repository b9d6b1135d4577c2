"""Gold claims laid over what the reader sees of a report.

`material.jsonl` is what `cargo run --example material` prints: sentences with
words and trees, mentions of actors, places, times, and the lexicon's events.
Gold names a quote and canonical names; training wants words. So for each
gold event the word that tells it is looked for in its quote, and the mentions
of the same sentence that agree with its names take the roles.
"""

import json
import math
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
         "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
REALIS = ["actual", "planned", "hypothetical", "negated", "ongoing"]
MODES = ["none", "visit", "third-party", "multilateral", "phone", "withdraw", "release", "disarm", "ceasefire",
         "access", "resign", "assist", "change", "yield", "meet", "disapprove", "investigate", "allege",
         "restrict", "arrest", "relations", "expel", "territory", "violence", "riot"]
ISSUES = ["ceasefire", "permanent-ceasefire", "withdrawal", "detainees", "humanitarian-access", "reconstruction",
          "return-of-displaced", "territory", "governance", "security", "justice", "recognition", "guarantees",
          "sanctions", "process"]
ROLES = ["actor", "recipient", "mediator", "time", "place"]
SLOTS = {"actor": "actors", "recipient": "recipients", "mediator": "mediators", "time": "time", "place": "place"}
WHEN = ["none", "published", "told"]
"""Where an event's time comes from: nowhere, the day of the report, an expression of its sentence."""

KINDS = ["Name", "Person", "Office", "Party", "State", "Demonym", "Metonym", "Descriptor", "Pronoun", "Collective",
         "Unnamed", "Happening", "Place", "time", "place"]
"""Kinds of mentions, as Rust names them, and of the other candidates."""

TELLING = {"Verb": 0.0, "Noun": -0.3, "Adj": -0.5, "Propn": -2.0, "Aux": -3.0}
"""Parts of speech that can tell an event, and how much each is held against a word."""


@dataclass
class Candidate:
    """A word that can take a role: the head of a mention, a time or a place."""

    word: int
    kind: str
    value: object
    span: tuple[int, int]
    mention_kind: str


@dataclass
class Target:
    """A gold event over words of one sentence."""

    word: int
    claim: dict
    roles: dict[int, set[str]]
    """Candidate (position in the sentence's list) to the roles it takes."""
    carried: dict[tuple[int, int], set[str]]
    """The same for candidates of the sentences before, by sentence and position: the roles that no
    word beside the trigger takes."""
    unknown: set[str] = field(default_factory=set)
    """Roles that somebody takes who was not found among the candidates: nothing is learnt of them."""


@dataclass
class Sentence:
    words: list[str]
    upos: list[str]
    heads: list[int | None]
    rels: list[str]
    lemmas: list[str]
    spans: list[tuple[int, int]]
    candidates: list[Candidate]
    lexicon: list[dict]
    """The lexicon's events, with `word` set."""
    targets: list[Target] = field(default_factory=list)


@dataclass
class Report:
    id: str
    text: str
    published: str | None
    sentences: list[Sentence]
    claims: list[dict]
    outside: bool
    """Whether `outside.py` made it: not one of gold, and its names are as its text has them."""

    lost: int = 0


def scorer(gold: Path):
    sys.path.insert(0, str(gold))
    import score
    return score


def load(material: Path, gold_files: list[Path], outside: Path | None = None) -> list[Report]:
    """The reports of a material file with their gold claims aligned.

    `outside`: a folder of `outside.py` with the `material.jsonl` of its documents; they come last.
    """
    score = scorer(gold_files[0].parent)
    gold, materials = {}, [(material, False)]
    if outside:
        gold_files = [*gold_files, outside / "gold.jsonl"]
        materials.append((outside / "material.jsonl", True))
    for file in gold_files:
        gold |= {d["id"]: d for d in map(json.loads, file.read_text("utf-8").splitlines()) if d}
    reports = []
    for file, is_outside in materials:
        for raw in map(json.loads, file.read_text("utf-8").splitlines()):
            if raw["id"] in gold:
                reports.append(report(raw, gold[raw["id"]], is_outside))
    align(reports, score)
    return reports


def report(raw: dict, gold: dict, outside: bool) -> Report:
    sentences = []
    for one in raw["sentences"]:
        words, upos, heads, rels, lemmas, starts, ends = map(list, zip(*one["tokens"])) if one["tokens"] else [[]] * 7
        sentences.append(Sentence(words, upos, heads, rels, lemmas, list(zip(starts, ends)), [], []))
    starts = [one["span"][0] for one in raw["sentences"]]

    def at(offset):
        import bisect
        return bisect.bisect_right(starts, offset) - 1

    def head_word(sentence, span):
        inside = [i for i, (s, e) in enumerate(sentence.spans) if s < span[1] and span[0] < e]
        outside = [i for i in inside if sentence.heads[i] not in inside]
        return (outside or inside or [None])[0]

    for m in raw["mentions"]:
        if not m["actors"]:
            continue
        s = sentences[m["sentence"]]
        word = head_word(s, m["head"])
        if word is not None:
            s.candidates.append(Candidate(word, "actor", m["actors"], tuple(m["span"]), m["kind"]))
    for span, value in raw["times"]:
        s = sentences[at(span[0])]
        word = head_word(s, span)
        if word is not None and value:
            s.candidates.append(Candidate(word, "time", value, tuple(span), "time"))
    for span, name in raw["places"]:
        s = sentences[at(span[0])]
        word = head_word(s, span)
        if word is not None:
            s.candidates.append(Candidate(word, "place", name, tuple(span), "place"))
    for e in raw["events"]:
        s = sentences[e["sentence"]]
        word = head_word(s, e["trigger"])
        if word is not None:
            s.lexicon.append(e | {"word": word})
    return Report(raw["id"], raw["text"], raw["published"], sentences, gold["claims"], outside)


REACH = 2
"""How many sentences back a doer, time or place may stand that a sentence leaves out."""


def carried(report: Report, number: int, run) -> list[tuple[int, int]]:
    """Candidates of the sentences before one, as (sentence, position), as far as `run` has them."""
    return [(n, k) for n in range(number - 1, number - 1 - REACH, -1) if n in run
            for k, c in enumerate(report.sentences[n].candidates) if c.mention_kind != "Happening"]


def path(s: Sentence, trigger: int, word: int) -> str:
    """How the tree leads from a trigger to a word: `^xcomp nsubj`, `obl:in`, `far`.

    Steps up carry `^` and the relation that is left, steps down the relation
    that is entered. Coordination of names on the way down does not count ("Tarn
    and Norway"), that of verbs does; a verb that has its own subject says so on
    the way up (`^conj:own`). The last step down carries the preposition.
    Mirrors `paths.rs`; change both together.
    """
    up = chain(s, trigger)
    down = chain(s, word)
    meet = next((w for w in up if w in down), None)
    if meet is None:
        return "far"
    steps = ["^conj:own" if s.rels[w] == "conj" and has_subject(s, w) else "^" + s.rels[w]
             for w in up[:up.index(meet)]]
    below = [w for w in reversed(down[:down.index(meet)]) if s.rels[w] != "conj" or s.upos[w] in ("Verb", "Aux")]
    steps += [s.rels[w] for w in below]
    if below and below[-1] == word and s.rels[word].split(":")[0] in ("obl", "nmod"):
        case = next((s.words[i].lower() for i in range(len(s.words)) if s.heads[i] == word and s.rels[i] == "case"), None)
        if case:
            steps[-1] = s.rels[word].split(":")[0] + ":" + case
    if not steps:
        return "same"
    return " ".join(steps) if len(steps) <= 3 else "far"


def has_subject(s: Sentence, word: int) -> bool:
    return any(h == word and r.split(":")[0] in ("nsubj", "csubj") for h, r in zip(s.heads, s.rels))


def chain(s: Sentence, word: int) -> list[int]:
    """A word and the words above it."""
    out = [word]
    while s.heads[out[-1]] is not None and s.heads[out[-1]] not in out:
        out.append(s.heads[out[-1]])
    return out


def known_paths(reports: list[Report], at_least: int = 8) -> list[str]:
    """The paths between triggers and candidates that are common enough to learn, and `other`."""
    counts = Counter(path(s, t.word, c.word) for r in reports for s in r.sentences for t in s.targets for c in s.candidates)
    return sorted(p for p, n in counts.items() if n >= at_least) + ["before1", "before2", "other"]


def quote_span(text: bytes, quote: str):
    raw = quote.encode()
    found = text.find(raw)
    if found < 0:
        raw = quote.replace("\n", "\r\n").encode()
        found = text.find(raw)
    return None if found < 0 else (found, found + len(raw))


def depth(sentence, word, inside):
    d, seen = 0, set()
    while sentence.heads[word] in inside and word not in seen:
        seen.add(word)
        word = sentence.heads[word]
        d += 1
    return d


def align(reports: list[Report], score):
    """Chooses each gold event's word: near the top of its quote, and a word that tells its type.

    What words tell is counted over the choices themselves, three times over.
    """
    options = []
    for r in reports:
        text = r.text.encode()
        for claim in r.claims:
            if claim["kind"] != "event":
                continue
            span = quote_span(text, claim["quote"])
            best = None
            if span:
                for number, s in enumerate(r.sentences):
                    inside = [i for i, (a, b) in enumerate(s.spans) if a < span[1] and span[0] < b]
                    if inside and (best is None or len(inside) > len(best[1])):
                        best = (number, inside)
            if best is None:
                r.lost += 1
                continue
            number, inside = best
            s = r.sentences[number]
            words = [i for i in inside if s.upos[i] in TELLING] or inside
            ranked = [(i, depth(s, i, set(inside))) for i in words]
            options.append((r, number, claim, ranked))
    counts = defaultdict(Counter)
    chosen = [max(ranked, key=lambda o: TELLING.get(r.sentences[n].upos[o[0]], -4.0) - o[1])[0]
              for r, n, _, ranked in options]
    for _ in range(4):
        counts.clear()
        for (r, n, claim, _), word in zip(options, chosen):
            counts[r.sentences[n].lemmas[word].lower()][claim["type"]] += 1
        total = Counter(claim["type"] for _, _, claim, _ in options)
        n_all = sum(total.values())

        def tells(lemma, kind, own):
            c = counts[lemma.lower()]
            hit = c[kind] - own + 4 * total[kind] / n_all
            return math.log(hit / (sum(c.values()) - own + 4)) - math.log(total[kind] / n_all)

        new = []
        for (r, n, claim, ranked), old in zip(options, chosen):
            s = r.sentences[n]
            new.append(max(ranked, key=lambda o: (tells(s.lemmas[o[0]], claim["type"], o[0] == old)
                                                  + TELLING.get(s.upos[o[0]], -4.0) - o[1], -o[0]))[0])
        chosen = new
    for (r, n, claim, _), word in zip(options, chosen):
        s = r.sentences[n]
        own = {i: roles_of(c, claim, score) for i, c in enumerate(s.candidates)}
        if r.outside:
            by_words(s, own, claim)
        taken = set().union(*own.values(), set())
        before = {(m, k): roles_of(r.sentences[m].candidates[k], claim, score) - taken
                  for m, k in carried(r, n, range(len(r.sentences)))}
        target = Target(word, claim, own, before)
        if r.outside:
            # Names were not laid beside the reader's here, so that one not found may well be there.
            there = set().union(*own.values(), *before.values())
            target.unknown = {role for role, slot in SLOTS.items() if claim[slot] and role not in there}
        s.targets.append(target)


def roles_of(c: Candidate, claim: dict, score) -> set[str]:
    """The roles in which a candidate agrees with a gold claim."""
    if c.kind == "actor":
        return {role for role in ROLES[:3] if score.any_agree(claim.get(SLOTS[role]) or [], c.value)}
    if c.kind == "time":
        return {"time"} if claim["time"] and score.slot_score("time", claim, {"time": c.value}) else set()
    return {"place"} if score.slot_score("place", claim, {"place": c.value}) else set()


def by_words(s: Sentence, own: dict[int, set[str]], claim: dict):
    """Gives roles that no candidate takes by name to those whose head word stands in the name ("Miami relatives")."""
    for role in ROLES[:3]:
        if any(role in roles for roles in own.values()):
            continue
        words = {w for a in claim[SLOTS[role]] for w in a["name"].lower().split()}
        for i, c in enumerate(s.candidates):
            if c.kind == "actor" and s.words[c.word].lower() in words:
                own[i].add(role)


if __name__ == "__main__":
    root = Path(sys.argv[2])
    reports = load(Path(sys.argv[1]), [root / "dev.jsonl", root / "more.jsonl"])
    n = Counter()
    words = defaultdict(Counter)
    for r in reports:
        n["lost"] += r.lost
        for s in r.sentences:
            for t in s.targets:
                n["events"] += 1
                words[t.claim["type"]][s.lemmas[t.word].lower()] += 1
                n["upos " + s.upos[t.word]] += 1
                if t.claim["actors"]:
                    n["with actors"] += 1
                    n["actor there"] += any("actor" in x for x in t.roles.values())
                if t.claim["time"]:
                    n["with time"] += 1
                    n["time there"] += any("time" in x for x in t.roles.values())
                    pass
                if t.claim["place"]:
                    n["with place"] += 1
                    n["place there"] += any("place" in x for x in t.roles.values())
                n["same word"] += sum(o.word == t.word for o in s.targets) > 1
                n["lexicon at word"] += any(e["word"] == t.word for e in s.lexicon)
                n["lexicon at word, type"] += any(e["word"] == t.word and e["event"]["type"] == t.claim["type"] for e in s.lexicon)
    print(dict(n))
    for kind, c in words.items():
        print(kind, c.most_common(12))
