"""spaCy's small CNN pipeline on the data of the reader: trains it, measures it.

    spacy_baseline.py train   --corpora ../../../shared/corpora --out /tmp/spacy --minutes 8
    spacy_baseline.py measure --corpora ../../../shared/corpora --model /tmp/spacy --rounds 3
"""

import argparse
import os
import random
import resource
import statistics
import sys
import time
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import spacy  # noqa: E402
from spacy.cli.init_config import init_config  # noqa: E402
from spacy.tokens import Doc  # noqa: E402
from spacy.training import Example  # noqa: E402
from spacy.util import compounding, fix_random_seed, load_model_from_config  # noqa: E402

import corpora  # noqa: E402

LEARN_RATE = 0.001


def bare(nlp, sentence: corpora.Sentence) -> Doc:
    """A document of one sentence, which the parser must not split."""
    n_words = len(sentence.words)
    return Doc(nlp.vocab, words=sentence.words, sent_starts=[True] + [False] * (n_words - 1))


def example(nlp, sentence: corpora.Sentence) -> Example:
    """Labels that a sentence lacks stay missing: its components learn nothing from it."""
    gold = {}
    if sentence.upos is not None:
        gold["tags"] = sentence.upos
        gold["heads"] = [i if h == 0 else h - 1 for i, h in enumerate(sentence.heads)]
        gold["deps"] = ["ROOT" if rel == "root" else rel for rel in sentence.rels]
    if sentence.names is not None:
        gold["ents"] = sentence.names
    return Example(bare(nlp, sentence), Doc(nlp.vocab, words=sentence.words, **gold))


def by_words(examples: list[Example], sizes):
    """Batches of about as many words as `sizes` says next."""
    batch, n_words, size = [], 0, next(sizes)
    for one in examples:
        batch.append(one)
        n_words += len(one.reference)
        if n_words >= size:
            yield batch
            batch, n_words, size = [], 0, next(sizes)
    if batch:
        yield batch


def train(arguments):
    fix_random_seed(0)
    shuffle = random.Random(0)
    config = init_config(lang="en", pipeline=["tagger", "parser", "ner"], optimize="efficiency")
    nlp = load_model_from_config(config, auto_fill=True)
    examples = [example(nlp, s) for s in corpora.load_training(arguments.corpora, unlabelled=False)]
    print(f"{len(examples)} sentences, {sum(len(e.reference) for e in examples)} words", flush=True)
    optimizer = nlp.initialize(lambda: examples)

    sizes = compounding(300, 1500, 1.0015)
    started, started_cpu = time.monotonic(), time.process_time()
    steps, epoch, progress = 0, 0, 0.0
    while progress < 1:
        shuffle.shuffle(examples)
        losses = {}
        for batch in by_words(examples, sizes):
            # Falls in a straight line, tied to the clock.
            optimizer.learn_rate = LEARN_RATE * max(0.02, 1 - progress)
            nlp.update(batch, sgd=optimizer, drop=0.1, losses=losses)
            steps += 1
            progress = (time.monotonic() - started) / (60 * arguments.minutes)
            if progress >= 1:
                break
        epoch += 1
        rounded = {name: round(loss) for name, loss in losses.items()}
        print(f"epoch {epoch}, step {steps}, {time.monotonic() - started:.0f} s, "
              f"{time.process_time() - started_cpu:.0f} s of processor time, {rounded}", flush=True)
    nlp.to_disk(arguments.out)


def spans(labels: list[str]) -> set[tuple[int, int, str]]:
    """Names as (start, end, type) from strict BIO labels."""
    found, start = set(), None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and label[0] != "I":
            found.add((start, i, labels[start][2:]))
            start = None
        if label[0] == "B":
            start = i
    return found


def universal(rel: str) -> str:
    return rel.split(":")[0].lower()


def accuracy(sentences: list[corpora.Sentence], docs: list[Doc]) -> str:
    words = tags = arcs = labelled = 0
    named = {"gold": 0, "found": 0, "both": 0}
    for sentence, doc in zip(sentences, docs, strict=True):
        for token, upos, head, rel in zip(doc, sentence.upos, sentence.heads, sentence.rels):
            words += 1
            tags += token.tag_ == upos
            found = 0 if token.head.i == token.i else token.head.i + 1
            arcs += found == head
            labelled += found == head and universal(token.dep_) == universal(rel)
        if sentence.names is not None:
            gold, ents = spans(sentence.names), {(e.start, e.end, e.label_) for e in doc.ents}
            named["gold"] += len(gold)
            named["found"] += len(ents)
            named["both"] += len(gold & ents)
    line = f"{words} words: upos {tags / words:.2%} uas {arcs / words:.2%} las {labelled / words:.2%}"
    if named["gold"]:
        line += f" names f1 {2 * named['both'] / (named['gold'] + named['found']):.2%}"
    return line


def measure(arguments):
    nlp = spacy.load(arguments.model)
    dev = corpora.load_dev(arguments.corpora)
    for name in ("ewt-dev", "gum-news-dev"):
        n_words = sum(len(s.words) for s in dev[name])
        for disabled in ([], ["ner"]):
            speeds = []
            with nlp.select_pipes(disable=disabled):
                for _ in range(arguments.rounds):
                    docs = [bare(nlp, s) for s in dev[name]]
                    before = time.process_time()
                    docs = list(nlp.pipe(docs))
                    speeds.append(n_words / (time.process_time() - before))
            if not disabled:
                print(f"{name}: {accuracy(dev[name], docs)}")
            print(f"{name}, {'with' if not disabled else 'without'} names: "
                  f"{statistics.median(speeds):.0f} words/s ({[round(s) for s in speeds]})")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss} kB")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("train")
    command.add_argument("--corpora", type=Path, required=True)
    command.add_argument("--out", type=Path, required=True)
    command.add_argument("--minutes", type=float, default=8)
    command.set_defaults(run=train)
    command = commands.add_parser("measure")
    command.add_argument("--corpora", type=Path, required=True)
    command.add_argument("--model", type=Path, required=True)
    command.add_argument("--rounds", type=int, default=3)
    command.set_defaults(run=measure)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
