"""Continuing a seed with a saved language model."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.config import SamplingConfig
from engine.errors import ModelDamagedError, StoreError
from engine.inference.mixing import Mixing
from engine.inference.ngram import NgramModel
from engine.inference.predictor import ModelPredictor, Predictor, Reading
from engine.inference.sampling import draw, repeating
from engine.models.store import ModelInfo, ModelStore, StoredModel
from engine.network import RecurrentStack
from engine.tokens.tokenizer import JOIN, UNK, Tokenizer, WordTokenizer, tokenizer_from_json

_PENALTY_TOKENS = 64
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "\n")
_CLOSING = "\"'”’」』)"
# What is never begun again where loops are avoided, in tokens; what is longer ago may be.
_LOOP, _LOOKED_BACK = {"char": 12, "word": 4}, 512
_LONGEST_END = 24  # characters that finish a word; what goes on for longer is none

ShouldStop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """One written token.

    `probability` is 0..1, `alternatives` are the three likeliest tokens with theirs. `shares` says how much of the
    probability came from the network, from phrases of the corpus (the n-gram) and from what was just typed (the cache);
    `matched` how many tokens before it stand in the corpus in the same order.
    """

    text: str
    probability: float
    alternatives: tuple[tuple[str, float], ...]
    shares: tuple[float, float, float] = (1.0, 0.0, 0.0)
    matched: int = 0


@dataclass(frozen=True, slots=True)
class Completion:
    """A seed continued. `text` begins with the exact seed; `unknown` is what of the seed the model never saw."""

    text: str
    pieces: tuple[Piece, ...]
    unknown: tuple[str, ...]
    stopped: bool


class Completer:
    """A language model ready to write.

    Raises ModelDamagedError where the stored parts do not belong together, StoreError for a spam model.
    """

    def __init__(self, stored: StoredModel, *, predictor: Predictor | None = None, name: str | None = None) -> None:
        """predictor: what says how to go on, with a tokenizer of its own, where it is not the stored model alone."""
        self.info: ModelInfo = stored.info if name is None else stored.info.model_copy(update={"name": name})
        self.extras = stored.extras if predictor is None else {}
        refuse_what_does_not_write(stored.info)
        self.predictor: Predictor = predictor or model_predictor(stored, tokenizer_from_json(stored.tokenizer))
        self.tokenizer: Tokenizer = self.predictor.tokenizer
        self._never = self.tokenizer.never_generated

    def restricted(self, mode: str) -> Completer:
        """The same with the network alone, the n-gram alone, or both, to compare them (see `scoring.MODES`)."""
        other = copy.copy(self)
        if isinstance(self.predictor, ModelPredictor):
            other.predictor = self.predictor.restricted(network=mode != "ngram", ngram=mode != "network")
        return other

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
        """Writes token by token until `sampling.length` tokens (and the end of the word, where asked for), the end of a
        sentence where asked for, or a stop.

        Takes any seed: what the model does not know is skipped; see `unknown`. Raises ModelDamagedError where the
        weights overflow.
        """
        random = np.random.default_rng(sampling.seed)
        text, prefix = self._context(seed)
        known = self.known_ids(text)
        reading: Reading = self.predictor.read(known)
        decoder = self.tokenizer.decoder(known[-2:])
        recent = known[-_LOOKED_BACK:]
        # A blank that the person has typed already is not written again.
        blank_typed = seed[-1:].isspace() or not seed
        allowed = self._starting_with(prefix) if prefix else None
        if allowed is None or not allowed.any():
            allowed, prefix = None, None
        by_character = not isinstance(self.tokenizer, WordTokenizer)
        finishes = sampling.finish_word and by_character
        written = ""
        produced, joined = 0, False
        while not (should_stop and should_stop()):
            behind = produced >= sampling.length
            if behind and not (finishes and produced < sampling.length + _LONGEST_END and in_word(written[-1:])):
                return
            probabilities = reading.probabilities[0].copy()
            probabilities[self._never] = 0.0
            if joined:
                probabilities[JOIN] = 0.0  # a second one writes nothing either, and so on for ever
            if allowed is not None:
                probabilities[~allowed] = 0.0
            if sampling.avoid_loops and not (by_character and in_word((written or seed)[-1:])):
                other = probabilities.copy()
                other[repeating(recent, _LOOP[self.tokenizer.kind])] = 0.0
                probabilities = other if other.any() else probabilities
            probabilities /= max(float(probabilities.sum()), 1e-300)
            with np.errstate(divide="ignore"):
                logits = np.log(probabilities)
            chosen = draw(logits, sampling, random, np.array(recent[-_PENALTY_TOKENS:], np.int64))
            added = decoder.push(chosen)
            if prefix is not None:
                added = added.lstrip(" ")[len(prefix) :]
                allowed, prefix = None, None
            elif not written and blank_typed:
                added = added.removeprefix(" ")
            if behind and not in_word(added):
                return
            joined = chosen == JOIN and not by_character
            if not joined:
                produced += 1
                yield self._piece(added, chosen, probabilities, reading)
            written += added
            if sampling.stop_at_sentence and ends_sentence(written):
                return
            recent = [*recent[-_LOOKED_BACK + 1 :], chosen]
            reading = reading.advanced(np.array([chosen]))

    def known_ids(self, text: str) -> list[int]:
        """The ids of a text, without what the vocabulary lacks."""
        ids = self.tokenizer.encode(text)
        known: list[int] = ids[ids != UNK].tolist()
        return known

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
        word = last if self.tokenizer.style == "space" else last_word(last)
        if not word or word in self.tokenizer.tokens or word not in self.tokenizer.unknown(text):
            return text, None
        return text[: len(text) - len(word)].removesuffix(" "), word

    def _starting_with(self, prefix: str) -> np.ndarray:
        """Which tokens begin with the prefix and are longer: (vocabulary,) bool."""
        return np.array([t.startswith(prefix) and len(t) > len(prefix) for t in self.tokenizer.tokens])

    def _piece(self, text: str, chosen: int, probabilities: np.ndarray, reading: Reading) -> Piece:
        best = np.argsort(-probabilities)[:3]
        alternatives = tuple((self.tokenizer.tokens[i], float(probabilities[i])) for i in best)
        return Piece(text, float(probabilities[chosen]), alternatives, reading.shares(chosen), reading.matched())


def refuse_what_does_not_write(info: ModelInfo) -> None:
    """Raises StoreError for a model of another kind; before its vocabulary is read, which is of another kind too."""
    if info.kind == "labels":
        raise StoreError(f"“{info.name}” gives labels and does not write.", "Choose a model trained on texts.")
    if info.kind != "language":
        raise StoreError(f"“{info.name}” is a spam checker and does not write.", "Choose a model trained on texts.")


def model_predictor(stored: StoredModel, tokenizer: Tokenizer) -> ModelPredictor:
    """The predictor of a stored language model; errors as for `Completer`."""
    info = stored.info
    refuse_what_does_not_write(info)
    if len(tokenizer) == tokenizer.specials:
        raise ModelDamagedError("The model's vocabulary is empty, so it was not loaded.")
    network = RecurrentStack(stored.weights, info.model) if stored.weights else None
    ngram = NgramModel.from_arrays(stored.ngram) if stored.ngram else None
    if network is None and ngram is None:
        raise ModelDamagedError("The model has neither a network nor an n-gram, so it was not loaded.")
    for part in (network, ngram):
        if part is not None and part.vocabulary != len(tokenizer):
            raise ModelDamagedError("The model's vocabulary and weights do not belong together, so it was not loaded.")
    return ModelPredictor(
        tokenizer,
        network,
        ngram,
        Mixing.from_json(stored.extras.get("mixing")),
        # The recipes are what was taught, a network alone; so is a model without an n-gram.
        caches=ngram is not None,
        window=info.model.window,
        # Only a network that was trained on padded prefixes knows what padding means.
        pads=info.training is not None and info.training.layout == "lines",
    )


def last_word(text: str) -> str:
    """The letters at the end of a text: what may be the beginning of a word."""
    start = len(text)
    while start and in_word(text[start - 1]):
        start -= 1
    return text[start:].lstrip("'’")


def in_word(letter: str) -> bool:
    """Whether a character is part of a word."""
    return letter.isalnum() or (letter != "" and letter in "_'’")


def ends_sentence(text: str) -> bool:
    """Whether what was written ends a sentence; blanks at its beginning do not."""
    return bool(text.strip()) and (text.rstrip(" ").rstrip(_CLOSING).endswith(_SENTENCE_ENDS))


def open_completer(models_dir: Path, name: str) -> Completer:
    """Loads a language model of the library. Raises StoreError and its kin where that fails."""
    return Completer(ModelStore.with_samples(models_dir).load(name))
