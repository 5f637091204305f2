"""What stands beside a network: the n-gram of the same tokens, how much each of them counts, how sure suggestions are.

The n-gram is ready in moments and answers alone until there is a network; every saved network has it beside it.
Weights and confidence are fitted on the held-out part.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine.inference.completer import Completer, model_predictor
from engine.inference.confidence import Confidence
from engine.inference.ngram import DEFAULT_ORDER, NgramModel
from engine.inference.scoring import fitted_mixing
from engine.inference.suggester import Suggester
from engine.models.manifest import ModelInfo, StoredModel
from engine.models.store import ModelStore
from engine.tokens.dataset import LanguageData

# The last so many tokens of the training part are counted: some three seconds.
_COUNTED = 3_000_000
# Held-out tokens that the weights are fitted on: few while training goes on, more at its end.
_GLANCE, _LOOK = 1_500, {"char": 8_000, "word": 4_000}
# How sure suggestions are is seen in so many stretches of held-out text of so many characters each.
_STRETCHES, _STRETCH, _TRIAL_TOKENS = 8, 60, {"char": 8_000, "word": 2_000}
# What `finish` takes of a person's minutes, in seconds.
FINISHING = 3.0


@dataclass(frozen=True)
class Beside:
    """What is saved with a network: the arrays of the n-gram, further parts, and figures for the metrics."""

    ngram: dict[str, np.ndarray] = field(default_factory=dict)
    extras: dict[str, dict[str, Any]] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)


class Companion:
    """The n-gram of a text and what belongs to it."""

    def __init__(self, data: LanguageData) -> None:
        """Counts the training part. Ids of a large text may be a memory map."""
        self._data = data
        order = DEFAULT_ORDER[data.tokenizer.kind]
        ngram = NgramModel.fit(data.train[-_COUNTED:], len(data.tokenizer), order=order)
        self._ngram = ngram.arrays()
        self.loss = None if data.valid is None else ngram.loss(data.valid)
        """Nats per token on the held-out part, every token after the first, `<unk>` included, as the network is
        scored; None where nothing is held out."""

    @classmethod
    def of(cls, data: LanguageData) -> Companion | None:
        """None where the network reads samples of lines or windows: those are not one text."""
        return None if data.samples is not None else cls(data)

    def beside(self, info: ModelInfo, weights: dict[str, np.ndarray]) -> Beside:
        """At a glance, while training goes on: mixing weights for the network of the moment."""
        return self._fitted(StoredModel(info, self._data.tokenizer.to_json(), weights, {}, self._ngram), _GLANCE)

    def _fitted(self, stored: StoredModel, tokens: int) -> Beside:
        valid = self._data.valid
        if valid is None or len(valid) < 50:
            return Beside(self._ngram)
        mixing, losses = fitted_mixing(model_predictor(stored, self._data.tokenizer), valid[:tokens])
        figures = {"mixed_loss": losses["both"]} if "both" in losses else {}
        return Beside(self._ngram, {"mixing": mixing.to_json()}, figures)

    def save_alone(self, store: ModelStore, info: ModelInfo) -> None:
        """Saves the n-gram without any network, so that suggestions come before any training."""
        store.save(info, tokenizer=self._data.tokenizer.to_json(), weights={}, ngram=self._ngram)

    def finish(self, store: ModelStore, name: str) -> dict[str, float]:
        """Fits weights and confidence of the model that a run has left, and saves them with it. Returns figures for the
        metrics."""
        stored = self._finished(store.load(name))
        store.save(
            stored.info, tokenizer=stored.tokenizer, weights=stored.weights, extras=stored.extras, ngram=stored.ngram
        )
        figures = stored.info.metrics
        return {key: float(value) for key in ("mixed_loss",) if isinstance(value := figures.get(key), (int, float))}

    def _finished(self, stored: StoredModel) -> StoredModel:
        beside = self._fitted(stored, _LOOK[self._data.tokenizer.kind])
        info = stored.info.model_copy(update={"metrics": {**stored.info.metrics, **beside.figures}})
        extras = {**stored.extras, **beside.extras}
        fitted = StoredModel(info, stored.tokenizer, stored.weights, extras, beside.ngram)
        confidence = self._confidence(Completer(fitted))
        if confidence is not None:
            extras["confidence"] = confidence.to_json()
        return fitted

    def _confidence(self, completer: Completer) -> Confidence | None:
        """How sure suggestions are, from stretches all over the held-out text."""
        valid = self._data.valid
        if valid is None:
            return None
        text = self._data.tokenizer.decode(valid[: _TRIAL_TOKENS[self._data.tokenizer.kind]])
        if len(text) < 200:
            return None
        suggester = Suggester(completer)
        length = min(_STRETCH, len(text) // _STRETCHES)
        starts = np.linspace(0, len(text) - length, _STRETCHES).astype(int)
        stretches = (range(int(start), int(start) + length) for start in starts)
        return Confidence.fitted([trial for places in stretches for trial in suggester.trials(text, places)])
