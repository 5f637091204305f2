"""Where a run stands beside its clock, and how that becomes a checkpoint and comes back from one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine.errors import TrainingError
from engine.training.checkpoint import Snapshot
from engine.training.progress import LossWatch, Progress
from engine.training.task import Best, Task


@dataclass
class RunState:
    """What a trainer knows between two steps.

    `random` is the generator's state at the beginning of the epoch, of which `batches_done` batches are done. `first`
    holds the weights that a run which loses its numbers before the first validation goes back to; none once there is a
    best network. `lowest_loss` is the lowest training loss of a validation, `stale` counts those without a better one.
    """

    random: Mapping[str, Any]
    first: dict[str, np.ndarray]
    watch: LossWatch
    best: Best = field(default_factory=Best)
    batches_done: int = 0
    rate_factor: float = 1.0
    rolled_back: bool = False
    diverged: bool = False
    lowest_loss: float = math.inf
    stale: int = 0

    def snapshot(self, task: Task, progress: Progress, identity: dict[str, Any]) -> Snapshot:
        """The whole run as arrays and plain JSON. `identity` tells its settings and data from another run's."""
        best = self.best
        parts = {
            "network": task.network.arrays(),
            "optimizer": task.optimizer.arrays(),
            "carried": task.carried(),
            "best": best.arrays,
            "first": self.first,
        }
        arrays = {f"{part}.{name}": array for part, named in parts.items() for name, array in named.items()}
        state = {
            "identity": identity,
            "progress": progress.state(),
            "random": dict(self.random),
            "batches_done": self.batches_done,
            "rate_factor": self.rate_factor,
            "rolled_back": self.rolled_back,
            "watched": self.watch.mean,
            "lowest_loss": _or_none(self.lowest_loss),
            "stale": self.stale,
            "best": {
                "score": _or_none(best.score),
                "step": best.step,
                "epoch": best.epoch,
                "accuracy": best.accuracy,
                "history": list(best.history),
            },
        }
        return Snapshot(arrays, state)

    def restore(self, snapshot: Snapshot, task: Task, progress: Progress, identity: dict[str, Any]) -> None:
        """Takes a snapshot. Raises TrainingError where it is of another run or does not fit the network."""
        state = snapshot.state
        if state.get("identity") != identity:
            raise TrainingError(
                "The texts have changed since the training was interrupted, so it cannot go on.",
                "Leave --resume out and train from the beginning.",
            )
        try:
            task.network.assign(snapshot.part("network"))
            task.optimizer.assign(snapshot.part("optimizer"))
            task.carry(snapshot.part("carried"))
            progress.restore(state["progress"])
            self.random = state["random"]
            self.batches_done = state["batches_done"]
            self.rate_factor, self.rolled_back = state["rate_factor"], state["rolled_back"]
            self.watch.mean = state["watched"]
            self.lowest_loss = _or_infinity(state["lowest_loss"])
            self.stale = state["stale"]
            best = dict(state["best"])
            best["score"] = _or_infinity(best["score"])
            self.best = Best(**best, arrays=snapshot.part("best"))
            self.first = snapshot.part("first")
        except (KeyError, TypeError, ValueError) as error:
            raise TrainingError(
                "The checkpoint of the interrupted training does not fit its network.",
                "Leave --resume out and train from the beginning.",
            ) from error


def _or_none(value: float) -> float | None:
    """JSON has no infinity."""
    return value if math.isfinite(value) else None


def _or_infinity(value: float | None) -> float:
    return math.inf if value is None else value
