"""A finished language model that learns on: its shape, its vocabulary with the new words behind it, its weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from engine.config import ModelConfig, TrainingJob
from engine.errors import ConfigError
from engine.models.manifest import ModelInfo
from engine.models.store import ModelStore
from engine.tokens.tokenizer import PAD, UNK, Tokenizer, tokenizer_from_json

# A model that has learned already is led on at a share of the rate of a new one.
CONTINUED_RATE_SHARE = 1 / 3
# New rows differ from the mean by so much of the spread of the old ones, so that they can become different.
_NOISE_SHARE = 0.1
# Arrays of this name hold a part of the vocabulary each, in an order that new words would break.
_TAILS = "output.tail."


@dataclass(frozen=True)
class Start:
    """What a run begins with: its job with the shape of the old model, the vocabulary and weights of that model, and
    whether words can be added to them."""

    job: TrainingJob
    tokenizer: Tokenizer
    weights: dict[str, np.ndarray]
    grows: bool


def continuing_job(
    name: str,
    models_dir: Path,
    sources: tuple[Path, ...],
    characters: int,
    *,
    start_from: str,
    learning_rate: float | None = None,
    **options: Any,
) -> TrainingJob:
    """A job that leads the model `start_from` on with so many characters of text, at a third of the usual rate.

    `options` are those of `suggested_job`, without the network's shape. Raises ConfigError, StoreError.
    """
    from engine.runs.sizing import suggested_job

    info = ModelStore.with_samples(models_dir).info(start_from)
    _refuse_checker(info)
    model = info.model
    job = suggested_job(
        name,
        models_dir,
        sources,
        characters,
        unit=model.unit,
        cell=model.cell,
        layers=model.num_layers,
        units=model.units,
        **options,
    )
    rate = learning_rate if learning_rate is not None else job.training.learning_rate * CONTINUED_RATE_SHARE
    layout = info.training.layout if info.training is not None and model.window else job.training.layout
    training = job.training.replaced(learning_rate=rate, layout=layout)
    return job.replaced(model=model.model_dump(), training=training.model_dump(), start_from=start_from, fitted=False)


def read_start(job: TrainingJob, store: ModelStore) -> Start:
    """The model that a job begins with. Raises ModelNotFoundError, ModelDamagedError, ConfigError."""
    stored = store.load(job.start_from or "")
    info = stored.info
    _refuse_checker(info)
    if not stored.weights:
        raise ConfigError(
            f"“{info.name}” is an n-gram alone: it has no network that could learn on.", "Train a new model."
        )
    if job.recipe:
        raise ConfigError("A recipe begins with a new network.", "Leave the recipe out, or the model to begin with.")
    many_to_one = job.training.layout in ("lines", "sliding")
    if many_to_one != bool(info.model.window):
        kind = f"windows of {info.model.window} tokens" if info.model.window else "a text as one stream"
        raise ConfigError(f"“{info.name}” was trained on {kind} and can only go on that way.", "Choose another model.")
    tokenizer = tokenizer_from_json(stored.tokenizer)
    grows = not any(name.startswith(_TAILS) for name in stored.weights)
    model = info.model if grows else info.model.replaced(max_vocabulary=max(4, len(tokenizer)))
    own = job.replaced(model=model.model_dump(), fitted=False)  # no measurement may choose another size
    return Start(own, tokenizer, stored.weights, grows)


def _refuse_checker(info: ModelInfo) -> None:
    if info.kind == "labels":
        raise ConfigError(f"“{info.name}” gives labels and does not write.", "Choose a language model.")
    if info.kind != "language":
        raise ConfigError(f"“{info.name}” is a spam checker and cannot learn to write.", "Choose a language model.")


def extended_tokenizer(known: Tokenizer, text: str, config: ModelConfig) -> Tokenizer:
    """The same vocabulary with the frequent new tokens of a text behind it, within the config's limits.

    Every id keeps its meaning. The text is in the form that `encode` takes.
    """
    # Characters are their own tokens, and counting them at once is a hundred times faster.
    counts = Counter(text) if known.kind == "char" else Counter(piece for piece, _, _ in known.pieces(text))
    return known.extended(counts, max_vocabulary=config.max_vocabulary, min_count=config.min_count)


def extended_weights(
    weights: Mapping[str, np.ndarray], counts: np.ndarray, config: ModelConfig, *, seed: int
) -> dict[str, np.ndarray]:
    """The same weights with rows for the new ids, which begin as the mean of the old ones with a little noise.

    Args:
        weights: of a network of this config for the first ids of `counts`.
        counts: (vocabulary,) how often each id stands in the new text. A new id's output bias is what an old one that
            is as frequent has: the logarithm of its share, and the mean distance of the old ones from theirs.
    """
    bias = weights["output.bias"]
    old, new = len(bias), len(counts) - len(bias)
    if new <= 0:
        return dict(weights)
    random = np.random.default_rng(seed)
    known = np.setdiff1d(np.arange(old), [PAD, UNK])

    def appended(rows: np.ndarray) -> np.ndarray:
        """rows (old, n) -> (old + new, n)."""
        trained = rows[known] if len(known) else rows
        noise = random.normal(0, 1, (new, rows.shape[1])) * trained.std(axis=0) * _NOISE_SHARE
        return np.concatenate([rows, (trained.mean(axis=0) + noise).astype(np.float32)])

    grown = dict(weights)
    first = "embedding" if config.embedding_dim else "layers.0.kernel"
    grown[first] = appended(weights[first])
    if "output.kernel" in weights:
        grown["output.kernel"] = np.ascontiguousarray(appended(weights["output.kernel"].T).T)
    logs = np.log(np.maximum(counts, 0.5) / max(1, counts.sum()))
    seen = counts[:old] * (np.arange(old) > UNK)
    distance = float(np.sum(seen * (bias - logs[:old])) / seen.sum()) if seen.sum() else 0.0
    grown["output.bias"] = np.concatenate([bias, (logs[old:] + distance).astype(np.float32)])
    return grown
