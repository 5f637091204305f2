"""The task of a classifier: texts as token ids with a yes-or-no label each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np

from engine.config import ModelConfig, TrainingConfig
from engine.tokens.tokenizer import PAD
from engine.training.network import Network
from engine.training.steps import Classifying, Optimizer


class LabelledIds(Protocol):
    """Texts as ids, each (tokens,) int32 with at least one token; labels (texts,) 0 or 1."""

    @property
    def train_ids(self) -> Sequence[np.ndarray]: ...
    @property
    def train_labels(self) -> np.ndarray: ...
    @property
    def valid_ids(self) -> Sequence[np.ndarray]: ...
    @property
    def valid_labels(self) -> np.ndarray: ...
    @property
    def vocabulary(self) -> dict[str, int]: ...


class TextBatch(NamedTuple):
    """ids (T, B) padded behind, lengths (B,), labels (B,) float32."""

    ids: np.ndarray
    lengths: np.ndarray
    labels: np.ndarray


def padded(texts: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Texts of ids as one (longest, texts) matrix padded behind, and their lengths."""
    lengths = np.array([len(ids) for ids in texts], np.int32)
    table = np.full((len(texts), int(lengths.max(initial=1))), PAD, np.int32)
    for row, ids in zip(table, texts, strict=True):
        row[: len(ids)] = ids
    return np.ascontiguousarray(table.T), lengths


class ClassifierTask:
    """See `engine.training.trainer.Task`. Texts of like length share a batch, so that little padding is computed."""

    kind = "classifier"
    shows_accuracy = True

    def __init__(self, data: LabelledIds, model: ModelConfig, config: TrainingConfig) -> None:
        self._data = data
        self._config = config
        self.network = Network(model, len(data.vocabulary) + 2, seed=config.seed)
        self.optimizer = Optimizer(self.network, config)
        self._steps = Classifying(self.network, self.optimizer, config)
        self.train_tokens = int(sum(len(ids) for ids in data.train_ids))
        self.valid_tokens = int(sum(len(ids) for ids in data.valid_ids))
        positives = float(np.sum(data.train_labels))
        # Rare spam counts more, by the root of the ratio: the full ratio would cost ham.
        self._positive_weight = float(np.sqrt((len(data.train_labels) - positives) / max(1.0, positives)))
        self.val_logits = np.zeros(len(data.valid_ids), np.float32)
        self._val_batches = [
            (rows, *padded([data.valid_ids[i] for i in rows]))
            for rows in _alike(data.valid_ids, np.arange(len(data.valid_ids)), 64)
        ]

    def batches(self, random: np.random.Generator) -> Iterator[TextBatch]:
        data = self._data
        order = random.permutation(len(data.train_ids))
        groups = _alike(data.train_ids, order, self._config.batch_size)
        for g in random.permutation(len(groups)):
            rows = groups[g]
            ids, lengths = padded([data.train_ids[i] for i in rows])
            yield TextBatch(ids, lengths, np.asarray(data.train_labels, np.float32)[rows])

    def batch_count(self) -> int:
        return -(-len(self._data.train_ids) // self._config.batch_size)

    def step(self, batch: TextBatch, seed: tuple[int, int]) -> tuple[float, float, int]:
        loss, hits = self._steps.train(batch.ids, batch.lengths, batch.labels, self._positive_weight, seed)
        return loss, hits, len(batch.labels)

    def val_loss(self) -> float | None:
        if not self._val_batches:
            return None
        for rows, ids, lengths in self._val_batches:
            self.val_logits[rows] = self._steps.logits(ids, lengths).numpy()
        signs = np.where(np.asarray(self._data.valid_labels) > 0.5, -1.0, 1.0)
        return float(np.mean(np.logaddexp(0.0, signs * self.val_logits)))

    def carried(self) -> dict[str, np.ndarray]:
        return {}

    def carry(self, states: dict[str, np.ndarray]) -> None:
        """Every text begins from zero."""

    def metrics(self, score: float) -> dict[str, Any]:
        return {"val_loss": score} if self._val_batches else {"loss": score}


def _alike(texts: Sequence[np.ndarray], order: np.ndarray, size: int) -> list[np.ndarray]:
    """Indices in groups of texts of like length; equal lengths keep the given order."""
    lengths = np.array([len(texts[i]) for i in order])
    ranked = order[np.argsort(lengths, kind="stable")]
    return [ranked[i : i + size] for i in range(0, len(ranked), size)]
