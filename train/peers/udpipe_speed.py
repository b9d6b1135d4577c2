"""How fast UDPipe 1 tags and parses: a model of its default shape, too briefly trained to be any good.

    udpipe_speed.py train   --corpora ../../../shared/corpora --out /tmp/udpipe.model --sentences 2000
    udpipe_speed.py measure --corpora ../../../shared/corpora --model /tmp/udpipe.model --rounds 3
"""

import argparse
import gzip
import resource
import statistics
import time
from pathlib import Path

from ufal import udpipe


def read(path: Path, most: int | None = None) -> list:
    """The first sentences of a treebank."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        reader = udpipe.InputFormat.newConlluInputFormat()
        reader.setText(file.read())
    sentences, error = [], udpipe.ProcessingError()
    while most is None or len(sentences) < most:
        sentence = udpipe.Sentence()
        if not reader.nextSentence(sentence, error):
            break
        sentences.append(sentence)
    return sentences


def words(sentence) -> list:
    """Without the technical root."""
    return list(sentence.words)[1:]


def train(arguments):
    sentences = udpipe.Sentences()
    for sentence in read(arguments.corpora / "syntax/ewt-train.conllu.gz", arguments.sentences):
        sentences.append(sentence)
    error = udpipe.ProcessingError()
    before = time.process_time()
    model = udpipe.Trainer.train(
        "morphodita_parsito", sentences, udpipe.Sentences(), udpipe.Trainer.NONE,
        f"iterations={arguments.iterations}", f"iterations={arguments.iterations}", error)
    if error.occurred():
        raise SystemExit(error.message)
    arguments.out.write_bytes(bytes(model))
    print(f"{len(sentences)} sentences, {arguments.iterations} iterations: "
          f"{time.process_time() - before:.0f} s of processor time")


def measure(arguments):
    model = udpipe.Model.load(str(arguments.model))
    for name in ("ewt-dev", "gum-news-dev"):
        speeds = []
        for _ in range(arguments.rounds):
            sentences = read(arguments.corpora / f"syntax/{name}.conllu.gz")
            gold = [[(w.upostag, w.head, w.deprel.split(":")[0]) for w in words(s)] for s in sentences]
            error = udpipe.ProcessingError()
            before = time.process_time()
            for sentence in sentences:
                model.tag(sentence, model.DEFAULT, error)
                model.parse(sentence, model.DEFAULT, error)
            speeds.append(sum(map(len, gold)) / (time.process_time() - before))
        pairs = [(g, (w.upostag, w.head, w.deprel.split(":")[0]))
                 for gs, s in zip(gold, sentences, strict=True) for g, w in zip(gs, words(s), strict=True)]
        upos, uas, las = (sum(g[part] == f[part] for g, f in pairs) / len(pairs)
                          for part in (slice(0, 1), slice(1, 2), slice(1, 3)))
        print(f"{name}: {len(pairs)} words: upos {upos:.2%} uas {uas:.2%} las {las:.2%}, "
              f"{statistics.median(speeds):.0f} words/s ({[round(s) for s in speeds]})")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss} kB")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("train")
    command.add_argument("--corpora", type=Path, required=True)
    command.add_argument("--out", type=Path, required=True)
    command.add_argument("--sentences", type=int, default=2000)
    command.add_argument("--iterations", type=int, default=1)
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
