"""The task of a language model: streams or samples of token ids, the loss of the next token."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from engine.config import ModelConfig, TrainingConfig
from engine.tokens.batching import Batch, sample_batches, stream_batch_count, stream_batches, window_batches
from engine.tokens.dataset import LanguageData
from engine.training.network import Network
from engine.training.runtime import tf
from engine.training.steps import ManyToMany, ManyToOne, Optimizer, Scorer

_VALID_LANES, _VALID_SEQ_LENGTH, _VALID_SAMPLES = 16, 100, 256


class LanguageTask:
    """See `engine.training.trainer.Task`."""

    kind = "language"

    def __init__(self, data: LanguageData, model: ModelConfig, config: TrainingConfig) -> None:
        self._data = data
        self._config = config
        self.network = Network(model, len(data.tokenizer), seed=config.seed)
        self.optimizer = Optimizer(self.network, config)
        self.shows_accuracy = config.layout != "stream"
        self._steps: ManyToMany | ManyToOne = (
            ManyToOne(self.network, self.optimizer, config)
            if data.samples is not None
            else ManyToMany(self.network, self.optimizer, config, count_hits=self.shows_accuracy)
        )
        self._scorer = Scorer(self.network)
        self.train_tokens = len(data.train)
        self.valid_tokens = 0 if data.valid is None else len(data.valid)

    def batches(self, random: np.random.Generator) -> Iterator[Batch]:
        config, data = self._config, self._data
        if data.samples is not None:
            return sample_batches(data.samples, batch_size=config.batch_size, random=random)
        if config.layout == "windows":
            return window_batches(data.train, batch_size=config.batch_size, seq_length=config.seq_length, random=random)
        shift = int(random.integers(len(data.train)))
        return stream_batches(data.train, batch_size=config.batch_size, seq_length=config.seq_length, shift=shift)

    def batch_count(self) -> int:
        config = self._config
        if config.layout == "stream":
            return stream_batch_count(self.train_tokens, batch_size=config.batch_size, seq_length=config.seq_length)
        return sum(1 for _ in self.batches(np.random.default_rng(0)))

    def step(self, batch: Batch, seed: tuple[int, int]) -> tuple[float, float, int]:
        loss, hits = self._steps.train(batch, seed)
        return loss, hits, batch.targets.size

    def val_loss(self) -> float | None:
        data = self._data
        if isinstance(self._steps, ManyToOne):
            if data.valid_samples is None or not len(data.valid_samples.targets):
                return None
            random = np.random.default_rng(0)
            return self._steps.mean_loss(sample_batches(data.valid_samples, batch_size=_VALID_SAMPLES, random=random))
        if data.valid is None:
            return None
        batches = stream_batches(data.valid, batch_size=_VALID_LANES, seq_length=_VALID_SEQ_LENGTH)
        return self._scorer.mean_loss(batches)

    def carried(self) -> dict[str, np.ndarray]:
        if not isinstance(self._steps, ManyToMany):
            return {}
        shards = enumerate(self._steps.states)
        return {f"{s}.{i}": state.numpy() for s, shard in shards for i, state in enumerate(shard)}

    def carry(self, states: dict[str, np.ndarray]) -> None:
        if isinstance(self._steps, ManyToMany):
            # None at all lets the next batch begin from zero.
            shards = sorted({int(name.split(".")[0]) for name in states})
            count = len(self.network.zero_states(1))
            self._steps.states = [[tf.constant(states[f"{s}.{i}"]) for i in range(count)] for s in shards]

    def metrics(self, score: float) -> dict[str, Any]:
        data = self._data
        if data.valid is None or (data.valid_samples is not None and not len(data.valid_samples.targets)):
            return {"loss": score}
        scored = len(data.valid) - 1 if data.valid_samples is None else len(data.valid_samples.targets)
        return {
            "val_loss": score,
            "perplexity": math.exp(min(score, 50.0)),
            "bits_per_char": score * scored / math.log(2) / max(1, self._data.valid_characters),
            "unknown_share": self._data.unknown_share,
        }
