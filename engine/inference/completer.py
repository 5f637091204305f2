"""Continuing a seed with a saved language model."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.cells import State
from engine.config import SamplingConfig
from engine.errors import ModelDamagedError, StoreError
from engine.inference.sampling import draw, softmax
from engine.network import RecurrentStack
from engine.store import ModelInfo, ModelStore, StoredModel
from engine.tokenizer import JOIN, PAD, UNK, WordTokenizer, tokenizer_from_json

# A state forgets: tokens further back than this change no visible digit of the next probabilities.
_SEED_TOKENS = 4096
_PENALTY_TOKENS = 64
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "\n")
_CLOSING = "\"'”’」』)"

ShouldStop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """One written token: its characters, its probability (0..1), and the three likeliest tokens with theirs."""

    text: str
    probability: float
    alternatives: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """A seed continued. `text` begins with the exact seed; `unknown` is what of the seed the model never saw."""

    text: str
    pieces: tuple[Piece, ...]
    unknown: tuple[str, ...]
    stopped: bool


@dataclass
class _Cursor:
    """Where a completion stands: the logits for the next token and what is needed to go on."""

    logits: np.ndarray
    states: list[State]
    ids: list[int]


class Completer:
    """A language model ready to write.

    Raises ModelDamagedError where the stored parts do not belong together, StoreError for a spam model.
    """

    def __init__(self, stored: StoredModel) -> None:
        if stored.info.kind != "language":
            raise StoreError(
                f"“{stored.info.name}” is a spam checker and does not write.", "Choose a model trained on texts."
            )
        self.info: ModelInfo = stored.info
        self.tokenizer = tokenizer_from_json(stored.tokenizer)
        self.network = RecurrentStack(stored.weights, stored.info.model)
        if self.network.vocabulary != len(self.tokenizer):
            raise ModelDamagedError("The model's vocabulary and weights do not belong together, so it was not loaded.")
        if len(self.tokenizer) == self.tokenizer.specials:
            raise ModelDamagedError("The model's vocabulary is empty, so it was not loaded.")
        self._window = stored.info.model.window
        training = stored.info.training
        # Only a network that was trained on padded prefixes knows what padding means.
        self._pads = training is not None and training.layout == "lines"
        self._never = self.tokenizer.never_generated
        self._cached = _Cursor(np.zeros(0), self.network.start(), [])

    def unknown(self, seed: str) -> tuple[str, ...]:
        """What of the seed the model never saw: characters or words, each once."""
        text, prefix = self._context(seed)
        missing = self.tokenizer.unknown(text)
        return missing if prefix is None or self._starting_with(prefix).any() else (*missing, prefix)

    def complete(
        self, seed: str, sampling: SamplingConfig, *, should_stop: ShouldStop | None = None
    ) -> list[Completion]:
        """`sampling.count` continuations; each differs by its random numbers, the first repeats `stream`."""
        unknown = self.unknown(seed)
        results = []
        for i in range(sampling.count):
            own = sampling if sampling.seed is None else sampling.replaced(seed=(sampling.seed + i) % 2**32)
            pieces = tuple(self.stream(seed, own, should_stop=should_stop))
            stopped = bool(should_stop and should_stop())
            results.append(Completion(seed + "".join(p.text for p in pieces), pieces, unknown, stopped))
            if stopped:
                break
        return results

    def stream(self, seed: str, sampling: SamplingConfig, *, should_stop: ShouldStop | None = None) -> Iterator[Piece]:
        """Writes token by token until `sampling.length` tokens, the end of a sentence where asked for, or a stop.

        Takes any seed: what the model does not know is skipped; see `unknown`. Raises ModelDamagedError where the
        weights overflow.
        """
        random = np.random.default_rng(sampling.seed)
        text, prefix = self._context(seed)
        known = [int(i) for i in self.tokenizer.encode(text) if i != UNK]
        cursor = self._read(known)
        decoder = self.tokenizer.decoder(known[-2:])
        # A blank that the person has typed already is not written again.
        blank_typed = seed[-1:].isspace() or not seed
        allowed = self._starting_with(prefix) if prefix else None
        if allowed is None or not allowed.any():
            allowed, prefix = None, None
        written = ""
        produced, joined = 0, False
        while produced < sampling.length and not (should_stop and should_stop()):
            logits = cursor.logits.copy()
            if not np.isfinite(logits).all():
                raise ModelDamagedError("The model's weights give no numbers, so it cannot write.", "Train it again.")
            logits[self._never] = -np.inf
            if joined:
                logits[JOIN] = -np.inf  # a second one writes nothing either, and so on for ever
            if allowed is not None:
                logits[~allowed] = -np.inf
            chosen = draw(logits, sampling, random, np.array(cursor.ids[-_PENALTY_TOKENS:], np.int64))
            added = decoder.push(chosen)
            if prefix is not None:
                added = added.lstrip(" ")[len(prefix) :]
                allowed, prefix = None, None
            elif not written and blank_typed:
                added = added.removeprefix(" ")
            joined = chosen == JOIN and isinstance(self.tokenizer, WordTokenizer)
            if not joined:
                produced += 1
                yield self._piece(added, chosen, logits)
            written += added
            if sampling.stop_at_sentence and _ends_sentence(written):
                return
            cursor = self._advanced(cursor, chosen)

    def rest_of_word(self, text: str, *, limit: int) -> str:
        """The likeliest end of the word that a text breaks off in, or the next word with the blank before it.

        At most `limit` tokens; empty where the model has nothing to say.
        """
        greedy = SamplingConfig(length=limit, greedy=True)
        written = ""
        for piece in self.stream(text, greedy):
            if written.strip() and not _continues_word(piece.text):
                break
            written += piece.text
            if isinstance(self.tokenizer, WordTokenizer) and written.strip():
                break
        return written

    def _context(self, seed: str) -> tuple[str, str | None]:
        """The part of the seed that is read, and the unfinished word at its end that the first token must complete.

        One blank at the end is left out for words, whose tokens imply it. A last word that the vocabulary lacks is
        taken for the beginning of one.
        """
        text = unicodedata.normalize("NFC", seed)
        if not isinstance(self.tokenizer, WordTokenizer):
            return text, None
        if text.endswith(" "):
            return text[:-1], None
        last = text.split()[-1] if text and not text[-1].isspace() else ""
        word = last if self.tokenizer.style == "space" else _last_word(last)
        if not word or word in self.tokenizer.tokens or word not in self.tokenizer.unknown(text):
            return text, None
        return text[: len(text) - len(word)].removesuffix(" "), word

    def _starting_with(self, prefix: str) -> np.ndarray:
        """Which tokens begin with the prefix and are longer: (vocabulary,) bool."""
        return np.array([t.startswith(prefix) and len(t) > len(prefix) for t in self.tokenizer.tokens])

    def _piece(self, text: str, chosen: int, logits: np.ndarray) -> Piece:
        probabilities = softmax(logits)
        best = np.argsort(-probabilities)[:3]
        alternatives = tuple((self.tokenizer.tokens[i], float(probabilities[i])) for i in best)
        return Piece(text, float(probabilities[chosen]), alternatives)

    # -- the network -------------------------------------------------------------------------------------------------

    def next_logits(self, ids: np.ndarray) -> np.ndarray:
        """The logits (vocabulary,) for what follows these ids (tokens,)."""
        return self._read([int(i) for i in ids]).logits

    def _read(self, ids: list[int]) -> _Cursor:
        """The cursor behind these ids; an empty seed is read as one padding.

        The last one is kept: where the new ids go on from it, only the new ones are read.
        """
        ids = ids or [PAD]
        if self._window:
            return self._windowed(ids)
        cached = self._cached
        done = len(cached.ids)
        if not done or ids[:done] != cached.ids:
            cached, done = _Cursor(np.zeros(0), self.network.start(), []), max(0, len(ids) - _SEED_TOKENS)
        if done == len(ids):
            return cached
        hidden, states = self.network.read(np.array([ids[done:]]), cached.states)
        self._cached = _Cursor(self.network.logits(hidden[0, -1]), states, ids)
        return self._cached

    def _advanced(self, cursor: _Cursor, chosen: int) -> _Cursor:
        ids = [*cursor.ids[-_SEED_TOKENS:], chosen]
        if self._window:
            return self._windowed(ids)
        hidden, states = self.network.step(np.array([chosen]), cursor.states)
        return _Cursor(self.network.logits(hidden[0]), states, ids)

    def _windowed(self, ids: list[int]) -> _Cursor:
        """A many-to-one network reads its last tokens from a zero state, padded in front where it was trained so."""
        last = ids[-self._window :]
        if self._pads:
            last = [PAD] * (self._window - len(last)) + last
        hidden, states = self.network.read(np.array([last]), self.network.start())
        return _Cursor(self.network.logits(hidden[0, -1]), states, ids)


def _continues_word(text: str) -> bool:
    """Whether a token goes on with the word before it."""
    return text[:1].isalnum() or text[:1] in ("'", "’", "_")


def _last_word(text: str) -> str:
    """The letters at the end of a text: what may be the beginning of a word."""
    start = len(text)
    while start and (text[start - 1].isalnum() or text[start - 1] in "_'’"):
        start -= 1
    return text[start:].lstrip("'’")


def _ends_sentence(text: str) -> bool:
    """Whether what was written ends a sentence; blanks at its beginning do not."""
    return bool(text.strip()) and (text.rstrip(" ").rstrip(_CLOSING).endswith(_SENTENCE_ENDS))


def open_completer(models_dir: Path, name: str) -> Completer:
    """Loads a language model of the library. Raises StoreError and its kin where that fails."""
    return Completer(ModelStore(models_dir).load(name))
