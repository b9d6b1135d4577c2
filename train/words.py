"""Single words: their pieces, their shape, and the edit to their lemma.

The Rust crate mirrors this (`crates/rapporteur-language/src/model/pieces.rs`
and `lemma.rs`); change both together.
"""

from pathlib import Path

from tokenizers import Tokenizer

MAX_WORD_PIECES = 12
"""Longer words (links) keep their first 8 and last 4 pieces."""

SHAPES = ["special", "lower", "title", "upper", "initial", "mixed",
          "number", "alphanumeric", "punctuation", "other"]


def shape(word: str) -> int:
    """The index in SHAPES that says how `word` is written.

    The encoder is uncased; this gives the casing back.
    """
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if letters and digits:
        return 7
    if digits:
        return 6
    if not letters:
        return 8 if word.isascii() or len(word) <= 3 else 9
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 1
    if upper == len(letters):
        return 4 if len(letters) == 1 else 3
    if upper == 1 and letters[0].isupper():
        return 2
    return 5


class Pieces:
    """WordPiece of single words, with a cache."""

    def __init__(self, model_dir: Path):
        self.tokenizer = Tokenizer.from_file(str(model_dir / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cls = self.tokenizer.token_to_id("[CLS]")
        self.sep = self.tokenizer.token_to_id("[SEP]")
        self.unk = self.tokenizer.token_to_id("[UNK]")
        self.cache: dict[str, list[int]] = {}

    def word(self, word: str) -> list[int]:
        found = self.cache.get(word)
        if found is None:
            found = self.tokenizer.encode(word, add_special_tokens=False).ids or [self.unk]
            if len(found) > MAX_WORD_PIECES:
                found = found[:8] + found[-4:]
            self.cache[word] = found
        return found


def lemma_script(form: str, lemma: str) -> str:
    """The edit from a form to its lemma: case, suffix taken off, suffix put on.

    `l|ies|y` reads: lowercase, take off "ies", put on "y". Case `k` keeps the
    form's, `t` makes it title case; the case that leaves most to keep wins.
    """
    best = None
    for case, base in (("l", form.lower()), ("k", form), ("t", form.capitalize())):
        n_common = 0
        while n_common < min(len(base), len(lemma)) and base[n_common] == lemma[n_common]:
            n_common += 1
        if best is None or n_common > best[0]:
            best = n_common, f"{case}|{base[n_common:]}|{lemma[n_common:]}"
    return best[1]
