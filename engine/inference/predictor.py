"""What comes next: network, n-gram and cache as one distribution, for one text or for many candidates at once.

A `Reading` stands behind some tokens, in as many rows as there are candidates. It is a value: advancing or taking rows
gives another one, so a prefix that was read once serves every suggestion from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from engine.cells import State
from engine.errors import ModelDamagedError
from engine.inference.cache import CACHED, Cache
from engine.inference.mixing import CACHE, NETWORK, NGRAM, Mixing, buckets
from engine.inference.ngram import NgramModel
from engine.inference.sampling import softmax
from engine.network import RecurrentStack
from engine.tokens.tokenizer import PAD, Tokenizer

# A state forgets: tokens further back than this change no visible digit of the next probabilities.
READ_TOKENS = 4096
# Prefixes that are kept read: the one being typed, and those that deletion goes back to.
_KEPT = 12


class Reading(Protocol):
    """Where rows of text stand. Values; nothing changes in place."""

    @property
    def probabilities(self) -> np.ndarray:
        """(rows, vocabulary): of every id as the next one; rows sum to 1."""
        ...

    def advanced(self, ids: np.ndarray) -> Reading:
        """ids (rows,): every row one token further."""
        ...

    def take(self, rows: np.ndarray) -> Reading:
        """The chosen rows, in that order; a row may be taken twice."""
        ...

    def shares(self, token: int) -> tuple[float, float, float]:
        """How much of the first row's probability of a token comes from network, n-gram and cache; the sum is 1."""
        ...

    def matched(self) -> int:
        """How many of the first row's last tokens stand in the corpus with something behind them."""
        ...


class Predictor(Protocol):
    """A source of readings over one vocabulary."""

    tokenizer: Tokenizer

    def read(self, ids: Sequence[int]) -> Reading:
        """The reading, of one row, behind these ids; a prefix of what was read before costs nothing again."""
        ...


@dataclass(frozen=True)
class ModelReading:
    """A reading of a `ModelPredictor`. `ids` are the last ones of each row, for a many-to-one network alone."""

    model: ModelPredictor
    hidden: np.ndarray | None
    states: list[State]
    contexts: np.ndarray | None
    cache: Cache
    ids: list[list[int]]

    @cached_property
    def parts(self) -> np.ndarray:
        """(3, rows, vocabulary): what network, n-gram and cache say; zeros where one is missing or silent."""
        model = self.model
        rows, vocabulary = len(self.ids), len(model.tokenizer)
        parts = np.zeros((3, rows, vocabulary))
        if model.network is not None:
            logits = model.network.logits(model.hidden_of(self))
            if not np.isfinite(logits).all():
                raise ModelDamagedError("The model's weights give no numbers, so it cannot write.", "Train it again.")
            parts[NETWORK] = softmax(logits.astype(np.float64))
        if model.ngram is not None and self.contexts is not None:
            parts[NGRAM] = model.ngram.distributions(self.contexts)
        if model.caches:
            parts[CACHE] = self.cache.distributions(vocabulary)
        return parts

    @cached_property
    def weights(self) -> np.ndarray:
        """(rows, 3): how much each part counts here."""
        model = self.model
        matched = self._matched
        speaking = np.zeros((len(self.ids), 3), bool)
        speaking[:, NETWORK] = model.network is not None
        speaking[:, NGRAM] = model.ngram is not None
        speaking[:, CACHE] = self.cache.speaks() if model.caches else False
        return model.mixing.of(buckets(matched, self.cache.longest()), speaking)

    @property
    def _matched(self) -> np.ndarray:
        ngram = self.model.ngram
        if ngram is None or self.contexts is None:
            return np.zeros(len(self.ids), np.int64)
        return ngram.matched(self.contexts)

    @cached_property
    def probabilities(self) -> np.ndarray:
        return np.einsum("rp,prv->rv", self.weights, self.parts)

    def shares(self, token: int) -> tuple[float, float, float]:
        values = self.weights[0] * self.parts[:, 0, token]
        total = float(values.sum())
        one, two, three = (float(value) / total for value in values) if total > 0 else (1.0, 0.0, 0.0)
        return one, two, three

    def matched(self) -> int:
        return int(self._matched[0])

    def advanced(self, ids: np.ndarray) -> ModelReading:
        return self.model.advanced(self, ids)

    def take(self, rows: np.ndarray) -> ModelReading:
        return ModelReading(
            self.model,
            None if self.hidden is None else self.hidden[rows],
            [tuple(part[rows] for part in state) for state in self.states],
            None if self.contexts is None else self.contexts[rows],
            self.cache.take(rows),
            [self.ids[row] for row in rows],
        )


class ModelPredictor:
    """One model of the library: a network, an n-gram, or both.

    `window` and `pads` are those of a many-to-one network, which reads its last `window` tokens from a zero state.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        network: RecurrentStack | None,
        ngram: NgramModel | None,
        mixing: Mixing | None = None,
        *,
        caches: bool = False,
        window: int = 0,
        pads: bool = False,
    ) -> None:
        self.tokenizer = tokenizer
        self.network = network
        self.ngram = ngram
        self.mixing = mixing or Mixing.even()
        self.caches = caches
        self.window = window
        self.pads = pads
        self._kept: list[tuple[list[int], ModelReading]] = []

    def restricted(self, *, network: bool = True, ngram: bool = True) -> ModelPredictor:
        """The same with some parts left out, to compare them; the cache stays with both alone."""
        return ModelPredictor(
            self.tokenizer,
            self.network if network else None,
            self.ngram if ngram else None,
            self.mixing,
            caches=self.caches and network and ngram,
            window=self.window,
            pads=self.pads,
        )

    def read(self, ids: Sequence[int]) -> ModelReading:
        wanted = list(ids) or [PAD]  # an empty text is read as one padding
        known = [entry for entry in self._kept if entry[0] == wanted[: len(entry[0])]]
        if known:
            done, reading = max(known, key=lambda entry: len(entry[0]))
        else:
            done = wanted[: max(0, len(wanted) - READ_TOKENS)]
            reading = self._start()
        if len(done) < len(wanted):
            reading = self._read_on(reading, wanted[len(done) :])
            self._kept = [*self._kept[-_KEPT + 1 :], (wanted, reading)]
        return reading

    def _read_on(self, reading: ModelReading, ids: list[int]) -> ModelReading:
        """The reading, of one row, behind more typed tokens."""
        row = np.array([ids])
        hidden, states, contexts, cache = reading.hidden, reading.states, reading.contexts, reading.cache
        if self.network is not None and not self.window:
            every, states = self.network.read(row, states)
            hidden = every[:, -1]
        if self.ngram is not None and contexts is not None:
            for token in ids[-self.ngram.order :]:
                contexts = self.ngram.advanced(contexts, np.array([token], np.int64))
        if self.caches:
            for token in ids[-CACHED:]:
                cache = cache.remembered(token)
        return ModelReading(self, hidden, states, contexts, cache, [self._last([*reading.ids[0], *ids])])

    def _start(self) -> ModelReading:
        network, ngram = self.network, self.ngram
        return ModelReading(
            self,
            None,
            network.start() if network is not None else [],
            ngram.start() if ngram is not None else None,
            Cache(self.tokenizer.kind),
            [[]],
        )

    def advanced(self, reading: ModelReading, ids: np.ndarray) -> ModelReading:
        """The reading with every row one token further; nothing of it is remembered by the cache."""
        hidden, states = reading.hidden, reading.states
        if self.network is not None and not self.window:
            hidden, states = self.network.step(ids, states)
        contexts = reading.contexts
        if self.ngram is not None and contexts is not None:
            contexts = self.ngram.advanced(contexts, ids.astype(np.int64))
        cache = reading.cache.advanced(ids) if self.caches else reading.cache.take(np.zeros(len(ids), np.int64))
        kept = [self._last([*own, int(i)]) for own, i in zip(reading.ids, ids, strict=True)]
        return ModelReading(self, hidden, states, contexts, cache, kept)

    def _last(self, ids: list[int]) -> list[int]:
        """As many of the last ids as a many-to-one network reads."""
        return ids[-self.window :] if self.window else []

    def hidden_of(self, reading: ModelReading) -> np.ndarray:
        """The network's hidden state (rows, units) of a reading that has read something."""
        if self.window:
            return self.windowed(reading.ids)
        if reading.hidden is None:
            raise ValueError("nothing was read yet")
        return reading.hidden

    def windowed(self, rows: list[list[int]]) -> np.ndarray:
        """The hidden state (rows, units) behind the last tokens, padded in front where the network was trained so."""
        if self.network is None:
            raise ValueError("there is no network")
        hidden = []
        for own in rows:
            last = own
            if self.pads:
                last = [PAD] * (self.window - len(last)) + last
            hidden.append(self.network.read(np.array([last]), self.network.start())[0][0, -1])
        return np.stack(hidden)
