"""A small beam over ways to go on: the likeliest next words, and from each the likeliest phrase.

Rows that are still in their first word compete with each other; behind it each first word goes on by itself, so that
what is found differs in how it begins. Every end of a word is kept as a candidate with its probability; what a longer
one is worth beside a likelier one is for the suggester to say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.inference import hangul
from engine.inference.predictor import Reading
from engine.tokens.tokenizer import JOIN, Tokenizer, WordTokenizer

_OPEN_ROWS, _STEMS = 6, 4
_BRANCHES = 6
_STEPS = {"char": 32, "word": 7}
# What is less likely than this is not worth a look; the best way on counts at any rate.
_FLOOR = 0.012
_LEADING = 3
_ENDS = ".!?…。！？"
_INNER = "'’_-"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way to go on up to the end of a word: `stem` is its first word, `probability` that all of it follows."""

    text: str
    stem: str
    probability: float


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    previous: int | None
    probability: float
    pending: str  # keys of the unfinished word that the text must still begin with
    stem: str | None
    inside: bool  # whether the text ends inside a word
    leading: int


class Vocabulary:
    """What a beam must know of every token, as arrays; made once a model."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        tokens = tokenizer.tokens
        self.words = isinstance(tokenizer, WordTokenizer)
        usable = np.ones(len(tokens), bool)
        usable[: tokenizer.specials] = False
        usable[[i for i, token in enumerate(tokens) if "\n" in token or "\r" in token]] = False
        if self.words:
            usable[JOIN] = True
        self.usable = usable
        inner = [token != "" and (token[-1].isalnum() or token[-1] in _INNER) for token in tokens]
        self.in_word = np.array(inner, bool) & usable

    @cached_property
    def keys(self) -> list[str]:
        """Every token as the keys that are typed for it."""
        return [hangul.keys(token) for token in self.tokenizer.tokens]

    def agreeing(self, pending: str) -> np.ndarray:
        """(vocabulary,) bool: the tokens that an unfinished word may begin with or go on into."""
        fits = np.fromiter(
            (key.startswith(pending) or (not self.words and pending.startswith(key)) for key in self.keys),
            bool,
            len(self.keys),
        )
        return fits & self.usable & (self.in_word if self.words else True)


def candidates(
    vocabulary: Vocabulary,
    reading: Reading,
    *,
    previous: int | None,
    pending: str = "",
    blank_typed: bool = False,
    should_stop: Callable[[], bool] | None = None,
) -> list[Candidate]:
    """Ways to go on from a reading of one row, each text once.

    Args:
        previous: the last token that was read; it decides about blanks between words.
        pending: keys of a word in the making (see `engine.inference.hangul`), which every candidate begins with.
        blank_typed: whether the text ends with a blank that the tokens imply anyway.
    """
    rows = [_Row("", previous, 1.0, pending, None, False, 0)]
    found: dict[str, Candidate] = {}
    for _ in range(_STEPS[vocabulary.tokenizer.kind]):
        probabilities = reading.probabilities
        grown: list[tuple[int, int, _Row]] = []
        for number, row in enumerate(rows):
            grown += _grown(vocabulary, number, row, probabilities[number], blank_typed, found)
        kept = _pruned(grown)
        if not kept or (should_stop is not None and should_stop()):
            break
        parents, tokens = (np.array(column) for column in ([k[0] for k in kept], [k[1] for k in kept]))
        reading = reading.take(parents).advanced(tokens)
        rows = [row for _, _, row in kept]
    return list(found.values())


def _grown(
    vocabulary: Vocabulary,
    number: int,
    row: _Row,
    probabilities: np.ndarray,
    blank_typed: bool,
    found: dict[str, Candidate],
) -> list[tuple[int, int, _Row]]:
    """Notes where a row may end, and gives its children as (row, token, child)."""
    allowed = vocabulary.usable
    if row.pending:
        allowed = vocabulary.agreeing(row.pending)
        total = float(probabilities[allowed].sum())
        probabilities = probabilities / total if total > 1e-12 else probabilities
    elif row.inside and not vocabulary.words:
        # A line end ends a word too, though nothing is suggested behind it.
        ends = 1.0 - float(probabilities[vocabulary.in_word].sum())
        _note(found, row.text, row.stem or row.text, row.probability * ends)
    children: list[tuple[int, int, _Row]] = []
    masked = np.where(allowed, probabilities, 0.0)
    best = np.argpartition(-masked, min(_BRANCHES, len(masked) - 1))[:_BRANCHES]
    for token in best[np.argsort(-masked[best])]:
        probability = row.probability * float(masked[token])
        if probability < _FLOOR:
            break
        child = _child(vocabulary, row, int(token), probability, blank_typed)
        if child is None:
            continue
        if child.text and child.text[-1] in _ENDS and child.stem:
            _note(found, child.text, child.stem, probability)
            continue
        if vocabulary.words and child.inside and not child.pending:
            _note(found, child.text, child.stem or child.text, probability)
        children.append((number, int(token), child))
    return children


def _child(vocabulary: Vocabulary, row: _Row, token: int, probability: float, blank_typed: bool) -> _Row | None:
    """A row with one token more; None where that leads nowhere."""
    tokenizer = vocabulary.tokenizer
    before = None if row.previous is None else tokenizer.tokens[row.previous]
    added = tokenizer.join_text(before, tokenizer.tokens[token])
    pending = row.pending
    if pending:
        key = vocabulary.keys[token]
        if vocabulary.words:
            added = added.lstrip(" ")
        pending = "" if key.startswith(pending) else pending[len(key) :]
    elif not row.text and blank_typed:
        if not vocabulary.words and added == " ":
            return None
        added = added.removeprefix(" ")
    word = bool(vocabulary.in_word[token])
    if not word and not row.inside and row.stem is None and row.leading >= _LEADING:
        return None
    text = row.text + added
    stem = row.stem
    if stem is None and row.inside and (not word or (vocabulary.words and added.startswith(" "))):
        stem = row.text  # the first word has ended
    inside = word if added else row.inside
    return _Row(text, token, probability, pending, stem, inside, row.leading + (not word))


def _note(found: dict[str, Candidate], text: str, stem: str, probability: float) -> None:
    """Keeps a candidate; two ways to the same text count together."""
    if probability < _FLOOR / 2 or not text.strip():
        return
    known = found.get(text)
    found[text] = Candidate(text, stem, min(1.0, probability + (known.probability if known else 0.0)))


def _pruned(grown: list[tuple[int, int, _Row]]) -> list[tuple[int, int, _Row]]:
    """The likeliest rows in their first word, and for the likeliest first words one row each."""
    grown.sort(key=lambda item: -item[2].probability)
    kept: list[tuple[int, int, _Row]] = []
    stems: set[str] = set()
    opened = 0
    for item in grown:
        stem = item[2].stem
        if stem is None:
            opened += 1
            if opened <= _OPEN_ROWS:
                kept.append(item)
        elif stem not in stems and len(stems) < _STEMS:
            stems.add(stem)
            kept.append(item)
    return kept
