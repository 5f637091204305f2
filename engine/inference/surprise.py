"""Which words of a draft a model did not expect: typos, and sentences that do not sound like its texts."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.inference.completer import Completer
from engine.inference.predictor import READ_TOKENS
from engine.inference.suggester import Suggester
from engine.tokens.tokenizer import UNK, WordTokenizer

# Bits of a word from which on it is unexpected by one, two, three degrees; chosen by eye, not measured.
LEVELS = (13.0, 18.0, 25.0)
CHECKED_CHARACTERS = 100_000
_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Surprise:
    """A word of a text, characters [start, end), what it cost in `bits`, and `level`: 0 expected to 3 very unexpected.

    `expected` is what the model would have written in the place of an unexpected one, with probabilities.
    """

    start: int
    end: int
    bits: float
    level: int
    expected: tuple[tuple[str, float], ...]


def surprises(completer: Completer, text: str, *, should_stop: Callable[[], bool] | None = None) -> list[Surprise]:
    """Every word of a text, of which at most the first `CHECKED_CHARACTERS` characters are read, in order.

    For characters a word is what stands between blanks. What would have stood there is suggested from the beginning of
    the word, and from the place in it that cost most.
    """
    text = text[:CHECKED_CHARACTERS]
    tokenizer = completer.tokenizer
    ids, spans = tokenizer.encode_with_offsets(text)
    by_word = isinstance(tokenizer, WordTokenizer)
    suggester = Suggester(completer)
    found: list[Surprise] = []
    known: list[int] = []
    i = 0
    while i < len(ids) and not (should_stop is not None and should_stop()):
        stop = i + 1
        begin, end = (int(x) for x in spans[i])
        blank = not text[begin:end].strip()
        while not by_word and not blank and stop < len(ids) and not text[spans[stop][0]].isspace():
            stop += 1
        end = int(spans[stop - 1][1])
        begin += len(text[begin:end]) - len(text[begin:end].lstrip())
        costs = []
        for token in ids[i:stop]:
            probability = float(completer.predictor.read(known).probabilities[0, token])
            costs.append(-math.log2(max(probability, 1e-12)))
            if token != UNK:
                known = [*known[-READ_TOKENS:], int(token)]
        if not blank and end > begin:
            cost = sum(costs)
            level = sum(cost >= limit for limit in LEVELS)
            at = begin if by_word or level == 0 else int(spans[i + int(np.argmax(costs))][0])
            found.append(Surprise(begin, end, cost, level, _instead(suggester, text, begin, at) if level else ()))
        i = stop
    return found


def _instead(suggester: Suggester, text: str, begin: int, at: int) -> tuple[tuple[str, float], ...]:
    """The likeliest words in the place of one that begins at `begin` and is unexpected from `at` on."""
    words: dict[str, float] = {}
    for place in dict.fromkeys((begin, at)):
        for option in suggester.look(text[:place]):
            word = (text[begin : place - option.suggestion.replaces] + option.stem).strip()
            if word and word not in words:
                words[word] = min(1.0, option.probability)
        if len(words) >= _OFFERED:
            break
    return tuple(sorted(words.items(), key=lambda item: -item[1])[:_OFFERED])
