"""Numbers the words of a text that is too long to hold, and counts them, in one pass and in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from engine.config import WordStyle
from engine.tokens.idfile import smallest_type
from engine.tokens.segments import Segments, sign_text
from engine.tokens.tokenizer import JOIN, UNK, Tokenizer, WordStream, WordTokenizer

# Above so many different words those seen once are forgotten: half a gigabyte of text has about so many, and they take
# 250 MB. A word is lost only if it is rare in every stretch of the text; each time it comes back it counts from one.
MAX_WORDS = 1_500_000
# Counts are added up once there are so many tokens, since every sum passes over all words.
_COUNTED_AT_ONCE = 4_000_000
_CUT_AT_ONCE = 2**20
_SPACE = 2 * ord(" ")  # as one of `Segments.signs`
_FIRST = 3  # below are the numbers of the special tokens


def fit_words(text: str, *, style: WordStyle, max_vocabulary: int, min_count: int) -> tuple[WordTokenizer, np.ndarray]:
    """The vocabulary of a text and its ids, (tokens,): what `WordTokenizer.fit` and `encode` give, in one pass."""
    counter = WordCounter(style, max_words=len(text) + _FIRST)
    numbers: list[np.ndarray] = []
    for start in range(0, len(text), _CUT_AT_ONCE):
        numbers += counter.push(text[start : start + _CUT_AT_ONCE])
    numbers += counter.end()
    limits: dict[str, Any] = {"max_vocabulary": max_vocabulary, "min_count": min_count}
    tokenizer = WordTokenizer.from_counts(counter.counts(max_vocabulary), style=style, **limits)
    return tokenizer, counter.table(tokenizer)[np.concatenate(numbers)] if numbers else np.zeros(0, np.uint8)


class _Numbers(dict[str, int]):
    """Gives each new word the next number."""

    def __init__(self) -> None:
        super().__init__({"<unk>": UNK})
        self.next = _FIRST

    def __missing__(self, word: str) -> int:
        number = self[word] = self.take()
        return number

    def take(self) -> int:
        """A number that nothing has yet."""
        self.next += 1
        return self.next - 1


class WordCounter:
    """Words to numbers, in the order of their first appearance; later `table` says which id each number has.

    So the text is cut only once: what is written down are the numbers, which are exchanged for ids when the vocabulary
    is known. A number is never given twice, also where its word was forgotten.
    """

    def __init__(self, style: WordStyle, *, max_words: int = MAX_WORDS) -> None:
        self._style: WordStyle = style
        self._stream = WordStream(style)
        self._numbers = _Numbers()
        self._signs = np.zeros(2 * 0x110000, np.uint32)  # the numbers of marks and blanks; 0: not seen
        self._max_words = max_words
        self._counts = np.zeros(0, np.uint32)
        self._waiting: list[np.ndarray] = []
        self._tokens_waiting = 0

    def push(self, text: str) -> Iterator[np.ndarray]:
        """The numbers of the next part of the text, (tokens,) uint32 each, as far as they are certain."""
        yield from map(self._numbered, self._stream.push(text))

    def end(self) -> Iterator[np.ndarray]:
        """The numbers of what was held back at the end of the text."""
        yield from map(self._numbered, self._stream.end())

    def counts(self, most: int) -> dict[str, int]:
        """How often the `most` most frequent tokens were seen, and all that are as frequent as the last of them."""
        self._add_up()
        words = list(self._numbers)
        signs = np.flatnonzero(self._signs)
        numbers = np.fromiter(self._numbers.values(), np.int64, len(words))
        counts = self._counts[np.concatenate([numbers, self._signs[signs]])]
        words += map(sign_text, signs.tolist())
        least = np.partition(counts, -most)[-most] if len(counts) > most else 1
        return {words[i]: int(counts[i]) for i in np.flatnonzero(counts >= max(1, least))}

    def table(self, tokenizer: Tokenizer) -> np.ndarray:
        """The id of each number in a vocabulary, (numbers,) in the smallest type that holds it."""
        table = np.full(self._numbers.next, UNK, smallest_type(len(tokenizer)))
        table[JOIN] = JOIN
        signs = {sign_text(sign): int(self._signs[sign]) for sign in np.flatnonzero(self._signs).tolist()}
        for i, token in enumerate(tokenizer.tokens[_FIRST:], _FIRST):
            number = self._numbers.get(token) or signs.get(token)
            if number is not None:
                table[number] = i
        return table

    def _numbered(self, found: Segments) -> np.ndarray:
        words = np.fromiter(map(self._numbers.__getitem__, found.words), np.uint32, len(found.words))
        signs = self._signs[found.signs]
        if not signs.all() or not self._signs[_SPACE]:
            for sign in {_SPACE, *found.signs[signs == 0].tolist()}:
                if not self._signs[sign]:
                    self._signs[sign] = self._numbers.take()
            signs = self._signs[found.signs]
        ids = found.tokens(words, signs, space=int(self._signs[_SPACE]), join=JOIN)
        self._waiting.append(ids)
        self._tokens_waiting += len(ids)
        if self._tokens_waiting >= _COUNTED_AT_ONCE or len(self._numbers) > self._max_words:
            self._add_up()
            self._forget()
        return ids

    def _add_up(self) -> None:
        counts = np.zeros(self._numbers.next, np.uint32)
        counts[: len(self._counts)] = self._counts
        for ids in self._waiting:
            part = np.bincount(ids)
            counts[: len(part)] += part.astype(np.uint32)
        self._counts, self._waiting, self._tokens_waiting = counts, [], 0

    def _forget(self) -> None:
        """Drops the rarest words where there are too many, until there is room for as many again."""
        if len(self._numbers) <= self._max_words:
            return
        kept, seen = dict(self._numbers), 0
        while len(kept) > self._max_words // 2 + 1:
            seen += 1
            frequent = (self._counts > seen).tobytes()
            kept = {word: number for word, number in kept.items() if number < _FIRST or frequent[number]}
        self._numbers.clear()
        self._numbers.update(kept)
