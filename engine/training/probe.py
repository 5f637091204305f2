"""How fast this machine trains, measured by training for a moment: what the size of a network is chosen by."""

from __future__ import annotations

import statistics
import time

import numpy as np

from engine.config import ModelConfig, TrainingConfig
from engine.runs.sizing import Speed, parameters_a_token
from engine.tokens.batching import Batch
from engine.training.network import Network
from engine.training.steps import ManyToMany, Optimizer

_WIDTHS = (64, 256)
_SECONDS = 0.8  # of steps a width; the first step, which builds the graph, is not counted
_LEAST_STEPS = 3


def measured_speed(model: ModelConfig, training: TrainingConfig, vocabulary: int) -> Speed:
    """Trains networks of two widths on random ids for a few seconds in all; model and training give the rest."""
    points = []
    for units in _WIDTHS:
        own = model.replaced(units=units, embedding_dim=min(units, model.embedding_dim or units))
        seconds = _seconds_a_token(own, training, vocabulary)
        points.append((parameters_a_token(own, vocabulary, training.tail_samples), seconds))
    return Speed.through(*points)


def _seconds_a_token(model: ModelConfig, training: TrainingConfig, vocabulary: int) -> float:
    network = Network(model, vocabulary)
    steps = ManyToMany(network, Optimizer(network, training), training, count_hits=False)
    ids = np.random.default_rng(0).integers(0, vocabulary, (training.seq_length, training.batch_size), dtype=np.int32)
    steps.train(Batch(ids, ids, fresh=True), (0, 0))
    times: list[float] = []
    end = time.perf_counter() + _SECONDS
    while time.perf_counter() < end or len(times) < _LEAST_STEPS:
        start = time.perf_counter()
        steps.train(Batch(ids, ids, fresh=False), (0, len(times)))
        times.append(time.perf_counter() - start)
    return statistics.median(times) / ids.size
