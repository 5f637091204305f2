"""Two or three models that write together: each token is drawn from a weighted mean of what they say.

Their vocabularies differ; a token that one of them lacks gets nothing from it, and it reads such a token as unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from engine.errors import ConfigError
from engine.inference.completer import Completer, model_predictor, refuse_what_does_not_write
from engine.inference.predictor import ModelPredictor, Reading
from engine.models.store import ModelStore
from engine.tokens.tokenizer import UNK, CharTokenizer, Tokenizer, WordTokenizer, tokenizer_from_json

MOST = 4


@dataclass(frozen=True)
class BlendReading:
    """The same place in every model."""

    blend: Blend
    readings: list[Reading]

    @cached_property
    def probabilities(self) -> np.ndarray:
        parts = zip(self.blend.weights, self.readings, self.blend.into, strict=True)
        total = sum(weight * _spread(reading.probabilities, into, self.blend.size) for weight, reading, into in parts)
        return np.asarray(total / np.maximum(np.sum(total, axis=1, keepdims=True), 1e-300))

    def advanced(self, ids: np.ndarray) -> BlendReading:
        readings = [r.advanced(own[ids]) for r, own in zip(self.readings, self.blend.outof, strict=True)]
        return BlendReading(self.blend, readings)

    def take(self, rows: np.ndarray) -> BlendReading:
        return BlendReading(self.blend, [reading.take(rows) for reading in self.readings])

    def shares(self, token: int) -> tuple[float, float, float]:
        total = np.zeros(3)
        for weight, reading, own in zip(self.blend.weights, self.readings, self.blend.outof, strict=True):
            if own[token] != UNK:
                total += (
                    weight * float(reading.probabilities[0, own[token]]) * np.array(reading.shares(int(own[token])))
                )
        one, two, three = (float(part) for part in total / total.sum()) if total.sum() > 0 else (1.0, 0.0, 0.0)
        return one, two, three

    def matched(self) -> int:
        return max(reading.matched() for reading in self.readings)


class Blend:
    """The models as one predictor over all of their tokens."""

    def __init__(self, predictors: Sequence[ModelPredictor], weights: Sequence[float]) -> None:
        """Raises ConfigError where the models do not fit together."""
        tokenizers = [predictor.tokenizer for predictor in predictors]
        self.tokenizer = _united(tokenizers)
        self.weights = np.array(weights, np.float64) / sum(weights)
        self.size = len(self.tokenizer)
        index = {token: i for i, token in enumerate(self.tokenizer.tokens)}
        # From a model's ids to the common ones, and back; what a model lacks is unknown to it.
        self.into = [np.array([index[token] for token in t.tokens]) for t in tokenizers]
        self.outof = []
        for into in self.into:
            own = np.full(self.size, UNK, np.int64)
            own[into] = np.arange(len(into))
            self.outof.append(own)
        self._predictors = list(predictors)

    def read(self, ids: Sequence[int]) -> BlendReading:
        wanted = np.array(ids, np.int64)
        readings: list[Reading] = []
        for predictor, own in zip(self._predictors, self.outof, strict=True):
            known = own[wanted] if len(wanted) else wanted
            readings.append(predictor.read([int(i) for i in known]))
        return BlendReading(self, readings)


def _spread(probabilities: np.ndarray, into: np.ndarray, size: int) -> np.ndarray:
    """(rows, own vocabulary) -> (rows, common vocabulary)."""
    spread = np.zeros((len(probabilities), size))
    spread[:, into] = probabilities
    return spread


def _united(tokenizers: Sequence[Tokenizer]) -> Tokenizer:
    """One vocabulary that holds all tokens. Raises ConfigError where the models cut texts in different ways."""
    if len({t.kind for t in tokenizers}) > 1:
        raise ConfigError(
            "A model that writes by word and one that writes by character cannot be blended.",
            "Choose models of the same unit.",
        )
    tokens = list(dict.fromkeys(token for t in tokenizers for token in t.tokens[t.specials :]))
    first = tokenizers[0]
    if not isinstance(first, WordTokenizer):
        return CharTokenizer(tokens)
    if len({t.style for t in tokenizers if isinstance(t, WordTokenizer)}) > 1:
        raise ConfigError("These models cut words in different ways, so they cannot be blended.", "Choose others.")
    return WordTokenizer(tokens, style=first.style)


def open_blend(models_dir: Path, weights: Mapping[str, float]) -> Completer:
    """Loads models of the library, by name with how much each counts, as one that writes and suggests.

    Raises ConfigError where they cannot be blended, StoreError and its kin where one cannot be loaded.
    """
    chosen = {name: weight for name, weight in weights.items() if weight > 0}
    if not 1 <= len(chosen) <= MOST or not all(np.isfinite(list(chosen.values()))):
        raise ConfigError(f"A blend takes one to {MOST} models.", "Give at least one of them some weight.")
    store = ModelStore.with_samples(models_dir)
    models = [store.load(name) for name in chosen]
    for model in models:
        refuse_what_does_not_write(model.info)
    predictors = [model_predictor(model, tokenizer_from_json(model.tokenizer)) for model in models]
    blend = Blend(predictors, list(chosen.values()))
    total = sum(chosen.values())
    name = " + ".join(f"{weight / total:.0%} {name}" for name, weight in chosen.items())
    return Completer(models[0], predictor=blend, name=name)
