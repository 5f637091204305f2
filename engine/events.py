"""Frozen records of a training run, in the order in which they happen.

A run yields a TrainingStarted for each network that it trains (one, but for the comparison of cells), each followed by
steps, epochs, checkpoints and notices, and at its end exactly one TrainingFinished.
Losses are nats per token, times are seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

FinishReason = Literal["completed", "stopped", "early_stopping", "time_budget", "diverged"]


@dataclass(frozen=True, slots=True)
class TrainingStarted:
    """The data is read and the network is built. `steps` is 0 where the time decides the end."""

    name: str
    kind: str
    train_tokens: int
    valid_tokens: int
    vocabulary: int
    parameters: int
    steps: int
    seconds_budget: float


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the run should reach, said before it begins: a held-out loss between `low` and `high`, most likely `loss`,
    after `seconds`. TrainingFinished repeats it as the metrics expected_loss, expected_low and expected_high."""

    loss: float
    low: float
    high: float
    seconds: float


@dataclass(frozen=True, slots=True)
class StepEnd:
    """A step of the optimizer; sent at most every 50 ms. `loss` is the mean since the record before."""

    step: int
    epoch: float
    loss: float
    tokens_per_second: float
    seconds: float
    progress: float
    seconds_left: float


@dataclass(frozen=True, slots=True)
class EpochEnd:
    """A validation. `accuracy` is the share of training tokens predicted first, where it is counted; `sample` is a
    short text written by the network as it is now."""

    epoch: float
    step: int
    loss: float
    val_loss: float | None
    seconds: float
    best: bool
    accuracy: float | None = None
    sample: str = ""


@dataclass(frozen=True, slots=True)
class CheckpointSaved:
    """The best network so far is in the store under the run's name; at step 0 an n-gram alone, ready to write."""

    step: int
    val_loss: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a person should know while training goes on."""

    text: str


@dataclass(frozen=True, slots=True)
class Paused:
    """The run paused itself, because nothing can be written; `text` says why and what helps. It goes on by itself once
    writing works again, or when it is told to resume."""

    text: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """The run goes on after a `Paused`."""


@dataclass(frozen=True, slots=True)
class TrainingFinished:
    """The end. The best network is in the store where there was a CheckpointSaved
    before, of a step above 0."""

    reason: FinishReason
    name: str
    step: int
    seconds: float
    metrics: dict[str, Any] = field(default_factory=dict)


Event = (
    TrainingStarted | Expectation | StepEnd | EpochEnd | CheckpointSaved | Notice | Paused | Resumed | TrainingFinished
)
