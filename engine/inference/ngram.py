"""The plain n-gram: interpolated Kneser-Ney with three discounts an order, ready in seconds.

Chen and Goodman, An Empirical Study of Smoothing Techniques for Language Modeling (1998), equations 24 to 26. The
highest order counts occurrences; every lower order counts in how many different places an n-gram stands, that is how
many tokens stand before it, the beginning of the text being one of them.

The n-grams of length k are the sorted keys `context * vocabulary + token`, where `context` is the row of the n-gram of
length k-1 that they begin with. So one number a key suffices for every order and vocabulary, the continuations of a
context lie side by side, and one binary search takes a history a token further.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Self

import numpy as np

from engine.errors import CorpusError, ModelDamagedError

MAX_ORDER = 8
# Measured on held-out text, nats per token. Characters: 6 beats 5 by 0.04 in English and loses 0.003 in Korean; 7 gains
# 0.006 to 0.02 more in English for twice the space. Words: 5 beats 4 by 0.01 (alice.txt, Penn Treebank), 6 by nothing.
DEFAULT_ORDER = {"char": 6, "word": 5}
# Where counts of counts are missing or contradict the estimate, as in tiny texts and in the order of single characters.
_FALL_BACK = (0.5, 1.0, 1.5)
# Tokens that are scored at once, which bounds the memory.
_BLOCK = 1_000_000
# So few rows are looked up one by one, among those that are kept.
_FEW, _KEPT_BYTES = 64, 4_000_000


class NgramModel:
    """An n-gram model over token ids 0 to vocabulary - 1; every id has a probability above zero after any history.

    What no text showed shares the weight that the discounts take away, down to the same probability for every id, the
    padding and the unknown token included, as in the softmax of a network.
    """

    def __init__(self, vocabulary: int, levels: list[tuple[np.ndarray, np.ndarray]]) -> None:
        """levels: for every length of n-gram, from 1, its sorted keys (n,) int64 and its counts (n,), at least 1."""
        self.vocabulary = vocabulary
        contexts = [1, *(len(keys) for keys, _ in levels)]
        self._rows: dict[tuple[int, int], np.ndarray] = {}
        self._levels = [_Level(keys, counts, vocabulary, contexts[i]) for i, (keys, counts) in enumerate(levels)]

    @property
    def order(self) -> int:
        """The length of the longest n-grams: what was asked for, or the length of the text where that is shorter."""
        return len(self._levels)

    @property
    def nbytes(self) -> int:
        """What `arrays` takes on disk, in bytes."""
        return sum(array.nbytes for array in self.arrays().values())

    @property
    def discounts(self) -> np.ndarray:
        """(order, 3): what is taken from a count of one, of two, and of three or more."""
        return np.stack([level.discounts[1:] for level in self._levels])

    @classmethod
    def fit(cls, ids: np.ndarray, vocabulary: int, *, order: int) -> Self:
        """Counts a text.

        Args:
            ids: (tokens,) integers, 0 <= id < vocabulary.
            order: the length of the longest n-grams, 1 to 8; a token is predicted from the order - 1 before it.

        Raises CorpusError for a text without tokens, ValueError for an order or ids out of range.
        """
        if not 1 <= order <= MAX_ORDER:
            raise ValueError(f"order must be 1 to {MAX_ORDER}, not {order}")
        ids = _checked(ids, vocabulary)
        if not len(ids):
            raise CorpusError("There is no text to count.", "Choose a text of at least one token.")
        levels: list[tuple[np.ndarray, np.ndarray]] = []
        # rows[i]: the row of the n-gram of length - 1 tokens that stands before token i + length - 1.
        rows = np.zeros(len(ids) + 1, np.int64)
        for length in range(1, min(order, len(ids)) + 1):
            found = np.unique(
                rows[:-1] * vocabulary + ids[length - 1 :], return_index=True, return_inverse=True, return_counts=True
            )
            keys, first, longer, counts = found
            if levels:
                # Every longer n-gram is one more token that stands before its tail.
                shorter = levels[-1][0]
                places = np.bincount(rows[1:][first], minlength=len(shorter))
                places[rows[0]] += 1
                levels[-1] = (shorter, places)
            levels.append((keys, counts))
            rows = longer
        return cls(vocabulary, levels)

    def log_probs(self, ids: np.ndarray) -> np.ndarray:
        """(tokens,) -> (tokens - 1,): the natural logarithm of the probability of every token after the first, given
        the tokens before it. Raises ValueError for ids out of range."""
        ids = _checked(ids, self.vocabulary)
        parts = [np.log(part) for part in self._probabilities(ids)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def loss(self, ids: np.ndarray) -> float:
        """Nats per token over every token after the first. Raises CorpusError for fewer than two tokens."""
        if len(ids) < 2:
            raise CorpusError("The text is too short to be scored.", "Choose a text of at least two tokens.")
        return -float(self.log_probs(ids).mean())

    def _probabilities(self, ids: np.ndarray) -> Iterator[np.ndarray]:
        for start in range(1, len(ids), _BLOCK):
            begin = max(0, start - self.order + 1)
            part = ids[begin : start + _BLOCK]
            probabilities = np.full(len(part), 1 / self.vocabulary)
            rows = np.zeros(len(part) + 1, np.int64)
            for length, level in enumerate(self._levels[: len(part)], 1):
                contexts, rows = rows[:-1], level.find(rows[:-1], part[length - 1 :])
                tail = probabilities[length - 1 :]
                tail *= level.weights[contexts]
                tail += level.shares(rows, contexts)
            yield probabilities[start - begin :]

    def distribution(self, context_ids: np.ndarray) -> np.ndarray:
        """(tokens,) -> (vocabulary,): the probability of every id after these tokens, of which the last order - 1
        count; the sum is 1. Raises ValueError for ids out of range."""
        context = _checked(context_ids, self.vocabulary)
        contexts = self.start()
        for token in context[max(0, len(context) - self.order + 1) :]:
            contexts = self.advanced(contexts, token[None])
        return self.distributions(contexts)[0]

    def start(self, rows: int = 1) -> np.ndarray:
        """The contexts (rows, order) before the first token: which n-gram of every length from 0 stands before the next
        token; -1 where the text has none."""
        contexts = np.full((rows, self.order), -1, np.int64)
        contexts[:, 0] = 0
        return contexts

    def advanced(self, contexts: np.ndarray, ids: np.ndarray) -> np.ndarray:
        """contexts (rows, order), ids (rows,) int64 -> the contexts behind one more token a row."""
        new = self.start(len(contexts))
        for length, level in enumerate(self._levels[:-1], 1):
            new[:, length] = level.find(contexts[:, length - 1], ids)
        return new

    def contexts(self, ids: np.ndarray) -> np.ndarray:
        """(tokens,) -> (tokens, order): the contexts behind every token."""
        ids = _checked(ids, self.vocabulary)
        contexts = self.start(len(ids))
        for length, level in enumerate(self._levels[:-1], 1):
            shorter = np.concatenate([contexts[:1, length - 1], contexts[:-1, length - 1]])
            if length > 1 and len(shorter):
                shorter[0] = -1
            contexts[:, length] = level.find(shorter, ids)
        return contexts

    def matched(self, contexts: np.ndarray) -> np.ndarray:
        """contexts (rows, order) -> how many of the last tokens (rows,) stand in the text with something behind."""
        followed = [level.follows[contexts[:, length]] for length, level in enumerate(self._levels[1:], 1)]
        return np.stack([np.zeros(len(contexts), bool), *followed]).sum(axis=0).astype(np.int64)

    def distributions(self, contexts: np.ndarray) -> np.ndarray:
        """contexts (rows, order) -> (rows, vocabulary): the probability of every id as the next one; rows sum to 1."""
        if 0 < len(contexts) <= _FEW:
            depths = self.matched(contexts).tolist()
            return np.stack([self._kept_row(row, depth) for row, depth in zip(contexts.tolist(), depths, strict=True)])
        probabilities = np.tile(self._unigrams, (len(contexts), 1))
        flat = probabilities.reshape(-1)
        for length, level in enumerate(self._levels[1:], 1):
            rows = np.flatnonzero(level.follows[contexts[:, length]])
            if not len(rows):
                break
            beginnings = contexts[rows, length]
            probabilities[rows] *= level.weights[beginnings][:, None]
            bounds = np.searchsorted(level.keys, np.concatenate([beginnings, beginnings + 1]) * self.vocabulary)
            starts, widths = bounds[: len(rows)], bounds[len(rows) :] - bounds[: len(rows)]
            places = np.repeat(starts - np.cumsum(widths) + widths, widths) + np.arange(widths.sum())
            owners = np.repeat(beginnings, widths)
            cells = np.repeat(rows, widths) * self.vocabulary + level.keys[places] - owners * self.vocabulary
            flat[cells] += level.shares(places, owners)
        return probabilities

    def _kept_row(self, contexts: list[int], depth: int) -> np.ndarray:
        """(vocabulary,): the same for one row that is `depth` tokens deep. What was asked before, and every shorter
        context on the way, is kept: of a text that is typed key by key most comes again."""
        if not depth:
            return self._unigrams
        beginning, level = contexts[depth], self._levels[depth]
        known = self._rows.get((depth, beginning))
        if known is not None:
            return known
        shorter = self._kept_row(contexts, depth - 1)
        first = beginning * self.vocabulary
        start, end = np.searchsorted(level.keys, (first, first + self.vocabulary)).tolist()
        places = np.arange(start, end)
        found = shorter * level.weights[beginning]
        found[level.keys[places] - first] += level.shares(places, np.array([beginning]))
        if len(self._rows) * found.nbytes >= _KEPT_BYTES:
            self._rows.clear()
        self._rows[depth, beginning] = found
        return found

    @cached_property
    def _unigrams(self) -> np.ndarray:
        """(vocabulary,): what the shortest n-grams say, whatever stands before."""
        level = self._levels[0]
        probabilities = np.full(self.vocabulary, level.weights[0] / self.vocabulary)
        probabilities[level.keys] += level.shares(np.arange(len(level.keys)), np.zeros(len(level.keys), np.int64))
        return probabilities

    def arrays(self) -> dict[str, np.ndarray]:
        """The model as plain arrays, from which `from_arrays` makes an equal one.

        For every length k of n-gram: `tokens.k` (n_k,), the last tokens; `counts.k` (n_k,); and but for the longest
        `followers.k` (n_k,), how many n-grams of length k + 1 begin with each. `vocabulary` is (1,).
        """
        arrays = {"vocabulary": np.array([self.vocabulary], np.int64)}
        for length, level in enumerate(self._levels, 1):
            contexts, tokens = np.divmod(level.keys, self.vocabulary)
            arrays[f"tokens.{length}"] = _small(tokens)
            arrays[f"counts.{length}"] = _small(level.counts[:-1])
            if length > 1:
                width = len(self._levels[length - 2].keys)
                arrays[f"followers.{length - 1}"] = _small(np.bincount(contexts, minlength=width))
        return arrays

    @classmethod
    def from_arrays(cls, arrays: dict[str, np.ndarray]) -> Self:
        """The model that `arrays` described. Raises ModelDamagedError where they contradict each other."""
        try:
            return cls(*_unpacked(arrays))
        except (KeyError, IndexError, TypeError, ValueError, OverflowError) as error:
            raise ModelDamagedError(
                "The n-gram tables of the model cannot be read.", "Train it again, or import an undamaged copy."
            ) from error


class _Level:
    """The n-grams of one length: `keys` (n,), `counts` (n + 1,), and for every context the `weights` (contexts + 1,)
    of the shorter n-grams and whether anything `follows` (contexts + 1,). Row -1, one past the end, is what the text
    lacks: no count, all weight to the shorter."""

    def __init__(self, keys: np.ndarray, counts: np.ndarray, vocabulary: int, contexts: int) -> None:
        self.keys = keys
        self.counts = _small(np.append(counts, 0))
        self.discounts = np.array([0.0, *discounts(counts)])
        self._vocabulary = vocabulary
        beginnings = keys // vocabulary
        totals = np.bincount(beginnings, counts, contexts + 1)
        taken = np.bincount(beginnings, self.discounts[np.minimum(counts, 3)], contexts + 1)
        # A context that only ends the text is followed by nothing.
        followed = totals > 0
        self._totals = np.where(followed, totals, 1.0)
        self.weights = np.where(followed, taken / self._totals, 1.0)
        self.follows = followed

    def find(self, contexts: np.ndarray, tokens: np.ndarray) -> np.ndarray:
        """contexts (n,), tokens (n,) -> the rows (n,) of the n-grams that they make; -1 where there is none."""
        wanted = contexts * self._vocabulary + tokens
        rows = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[rows] == wanted, rows, -1)

    def shares(self, rows: np.ndarray, contexts: np.ndarray) -> np.ndarray:
        """rows (n,) of n-grams and of the contexts they begin with -> their discounted shares (n,) of the context."""
        counts = self.counts[rows].astype(np.int64)
        return (counts - self.discounts[np.minimum(counts, 3)]) / self._totals[contexts]


def discounts(counts: np.ndarray) -> tuple[float, float, float]:
    """What is taken from a count of one, of two, and of three or more, each above zero and at most the count."""
    n1, n2, n3, n4 = (int(np.count_nonzero(counts == times)) for times in (1, 2, 3, 4))
    share = n1 / (n1 + 2 * n2) if n1 and n2 else 0.0
    estimates = (
        share,
        2 - 3 * share * n3 / n2 if share and n3 else 0.0,
        3 - 4 * share * n4 / n3 if share and n3 and n4 else 0.0,
    )
    one, two, more = (
        estimate if 0 < estimate <= count else fallen
        for count, (estimate, fallen) in enumerate(zip(estimates, _FALL_BACK, strict=True), 1)
    )
    return one, two, more


def _checked(ids: np.ndarray, vocabulary: int) -> np.ndarray:
    """The ids as (tokens,) int64. Raises ValueError where one is out of range."""
    ids = np.asarray(ids)
    if ids.ndim != 1 or (len(ids) and not np.issubdtype(ids.dtype, np.integer)):
        raise ValueError("ids must be a row of integers")
    ids = ids.astype(np.int64)
    if len(ids) and (ids.min() < 0 or ids.max() >= vocabulary):
        raise ValueError(f"ids must be 0 to {vocabulary - 1}")
    return ids


def _small(values: np.ndarray) -> np.ndarray:
    """Numbers from 0 in the smallest type that holds them."""
    return values.astype(np.min_scalar_type(int(values.max(initial=0))))


def _unpacked(arrays: dict[str, Any]) -> tuple[int, list[tuple[np.ndarray, np.ndarray]]]:
    """Vocabulary and levels of stored arrays. Raises ValueError or KeyError where they are not those of a model."""
    vocabulary = int(arrays["vocabulary"].item())
    order = sum(name.startswith("tokens.") for name in arrays)
    if not 1 <= order <= MAX_ORDER or not 1 <= vocabulary < 2**31:
        raise ValueError("no n-gram model")
    levels: list[tuple[np.ndarray, np.ndarray]] = []
    contexts = np.zeros(1, np.int64)
    for length in range(1, order + 1):
        tokens = _checked(arrays[f"tokens.{length}"], vocabulary)
        counts = _checked(arrays[f"counts.{length}"], 2**62)
        if length > 1:
            followers = _checked(arrays[f"followers.{length - 1}"], len(tokens) + 1)
            if len(followers) != len(levels[-1][0]) or followers.sum() != len(tokens):
                raise ValueError("the lengths contradict each other")
            contexts = np.repeat(np.arange(len(followers)), followers)
        keys = contexts * vocabulary + tokens
        if not len(keys) or len(counts) != len(keys) or counts.min() < 1 or (np.diff(keys) <= 0).any():
            raise ValueError("the n-grams are out of order")
        levels.append((keys, counts))
    return vocabulary, levels
