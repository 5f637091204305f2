"""What a trainer trains, and the best that came of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from engine.training.network import Network
from engine.training.steps import Optimizer


class Task(Protocol):
    """What is trained: the network, its batches, its steps and its validation."""

    kind: str
    network: Network
    optimizer: Optimizer
    train_tokens: int
    valid_tokens: int
    shows_accuracy: bool

    def batches(self, random: np.random.Generator) -> Iterator[Any]:
        """One epoch."""
        ...

    def batch_count(self) -> int:
        """How many batches an epoch has."""
        ...

    def step(self, batch: Any, seed: tuple[int, int]) -> tuple[float, float, int]:
        """One step: the sum of the losses and of the hits, and over how many tokens."""
        ...

    def val_loss(self) -> float | None:
        """Nats per token on the held-out part; None where nothing is held out."""
        ...

    def metrics(self, score: float) -> dict[str, Any]:
        """The figures that follow from the best score."""
        ...

    def carried(self) -> dict[str, np.ndarray]:
        """The states that the next batch goes on from, by name."""
        ...

    def carry(self, states: dict[str, np.ndarray]) -> None:
        """Takes states as `carried` returned them; none at all lets the next batch begin from zero."""
        ...


@dataclass
class Best:
    """The best network so far and how it was reached; `score` is its held-out loss, or its training loss where nothing
    is held out."""

    score: float = math.inf
    step: int = 0
    epoch: float = 0.0
    accuracy: float | None = None
    arrays: dict[str, np.ndarray] = field(default_factory=dict)
    history: list[dict[str, Any]] = field(default_factory=list)
    saved_step: int = -1


SaveBest = Callable[[Best, dict[str, Any]], None]
Preview = Callable[[dict[str, np.ndarray]], str]


def all_finite(arrays: dict[str, np.ndarray]) -> bool:
    """Whether every value is a number."""
    return all(bool(np.isfinite(array).all()) for array in arrays.values())
