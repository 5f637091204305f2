"""The loop of training as a generator of events: stop it, and the best network so far is kept."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from engine.config import TrainingConfig
from engine.errors import StoreError, TrainingError
from engine.events import (
    CheckpointSaved,
    EpochEnd,
    Event,
    FinishReason,
    Notice,
    StepEnd,
    TrainingFinished,
    TrainingStarted,
)
from engine.training.checkpoint import Checkpoints, Snapshot
from engine.training.network import Network
from engine.training.progress import Control, Progress
from engine.training.steps import Optimizer

# A new best network is written to disk at most this often, and always at the end.
SAVE_SECONDS = 5.0
# A training loss so many nats above the lowest, or no number, means that training has diverged.
_DIVERGED_NATS = 1.0


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
        """Takes states as `carried` returned them."""
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


class Trainer:
    """One run of training.

    Args:
        task: what is trained.
        config: `minutes` or `epochs` must be set, else TrainingError.
        control: asked between steps whether to stop or pause.
        save: writes the best network to the store.
        preview: a short text written by the given weights, shown with each validation.
        checkpoints: where the run is saved every some seconds; None for a run that cannot be resumed.
        identity: what tells this run's settings and data from another's; kept in the checkpoint.
        resume: the checkpoint to go on from.
    """

    def __init__(
        self,
        task: Task,
        config: TrainingConfig,
        *,
        name: str,
        control: Control,
        save: SaveBest,
        preview: Preview | None = None,
        checkpoints: Checkpoints | None = None,
        identity: dict[str, Any] | None = None,
        resume: Snapshot | None = None,
    ) -> None:
        if config.minutes is None and config.epochs is None:
            raise TrainingError("Training needs an end: a number of minutes or of epochs.", "Set one of the two.")
        self._task = task
        self._config = config
        self._name = name
        self._control = control
        self._save = save
        self._preview = preview
        self._random = np.random.default_rng(config.seed)
        self._best = Best()
        self._rate_factor = 1.0
        self._rolled_back = False
        self._lowest_loss = math.inf
        self._stale = 0
        self._checkpoints = checkpoints
        self._identity = identity or {}
        self._epoch_random = self._random.bit_generator.state
        self._batches_done = 0
        steps = sum(1 for _ in task.batches(np.random.default_rng(0)))
        self._progress = Progress(config, steps_an_epoch=max(1, steps), control=control)
        if resume is not None:
            self._restore(resume)

    def run(self) -> Iterator[Event]:
        """Trains until the end of the budget, a stop, or no more improvement. Yields events; see engine.events."""
        progress, task = self._progress, self._task
        yield TrainingStarted(
            name=self._name,
            kind=task.kind,
            train_tokens=task.train_tokens,
            valid_tokens=task.valid_tokens,
            vocabulary=task.network.vocabulary,
            parameters=task.network.parameters,
            steps=progress.total_steps,
            seconds_budget=progress.budget,
        )
        reason: FinishReason | None = None
        while reason is None:
            self._epoch_random = self._random.bit_generator.state
            for number, batch in enumerate(task.batches(self._random)):
                if number < self._batches_done:
                    continue
                if (reason := self._end()) is not None:
                    break
                record = self._step(batch)
                self._batches_done += 1
                if record is not None:
                    yield record
                if self._checkpoints is not None and self._checkpoints.due():
                    yield from self._checkpointed(self._checkpoints)
                if progress.validation_due():
                    yield from self._validated()
                    if (reason := self._verdict()) is not None:
                        break
            else:
                progress.epochs += 1
                self._batches_done = 0
                if progress.validates_each_epoch:
                    yield from self._validated()
                    reason = self._verdict()
                if reason is None and progress.epochs_done():
                    reason = "completed"
        before_closing = self._snapshot() if reason == "stopped" and self._checkpoints is not None else None
        if reason != "diverged" and progress.step > self._best.step and progress.unvalidated:
            yield from self._validated()
        yield from self._saved(final=True)
        if self._checkpoints is not None and before_closing is not None and progress.step:
            yield from self._checkpointed(self._checkpoints, before_closing)
        elif self._checkpoints is not None:
            self._checkpoints.clear()
        yield TrainingFinished(reason, self._name, progress.step, progress.seconds, self._metrics())

    # -- parts of the loop -------------------------------------------------------------------------------------------

    def _end(self) -> FinishReason | None:
        """Why training must end before the next step, None to go on. Waits while paused."""
        if not self._control.wait_while_paused() or self._control.stopped:
            return "stopped"
        return "time_budget" if self._progress.time_is_up() else None

    def _step(self, batch: Any) -> StepEnd | None:
        progress = self._progress
        self._task.optimizer.rate(self._config.learning_rate * self._rate_factor * progress.rate_share())
        loss, hits, tokens = self._task.step(batch, (self._config.seed % 2**31, progress.step))
        return progress.stepped(loss, hits, tokens)

    def _validated(self) -> Iterator[Event]:
        """Scores the network, keeps it where it is the best, and says so."""
        progress, best = self._progress, self._best
        loss, accuracy = progress.take_losses()
        self._lowest_loss = min(self._lowest_loss, loss) if math.isfinite(loss) else self._lowest_loss
        val_loss = self._task.val_loss()
        score = loss if val_loss is None else val_loss
        better = math.isfinite(score) and score < best.score
        arrays = self._task.network.arrays() if better else {}
        if better:
            self._stale = 0
            best.score, best.step, best.epoch = score, progress.step, progress.epoch
            best.accuracy, best.arrays = accuracy, arrays
        else:
            self._stale += 1
        best.history.append(
            {
                "epoch": round(progress.epoch, 4),
                "step": progress.step,
                "seconds": round(progress.seconds, 3),
                "loss": loss if math.isfinite(loss) else None,
                "val_loss": val_loss if val_loss is not None and math.isfinite(val_loss) else None,
            }
        )
        sample = self._preview(arrays or self._task.network.arrays()) if self._preview and math.isfinite(score) else ""
        shown = accuracy if self._task.shows_accuracy else None
        yield EpochEnd(progress.epoch, progress.step, loss, val_loss, progress.seconds, better, shown, sample)
        progress.validated()
        if not math.isfinite(score) or (best.arrays and loss > self._lowest_loss + _DIVERGED_NATS):
            yield from self._rolled()
        elif better:
            yield from self._saved(final=False)

    def _rolled(self) -> Iterator[Event]:
        """Returns to the best network with a third of the rate, once."""
        if self._rolled_back or not self._best.arrays:
            self._rate_factor = 0.0
            return
        self._rolled_back = True
        self._rate_factor = 1 / 3
        self._task.network.assign(self._best.arrays)
        self._task.optimizer.reset()
        self._task.carry({})
        yield Notice("The loss ran away, so training went back to the best network and goes on more carefully.")

    def _verdict(self) -> FinishReason | None:
        """Whether the last validation ends the run."""
        if self._rate_factor == 0.0:
            return "diverged"
        config = self._config
        if config.target_accuracy and (self._best.accuracy or 0.0) >= config.target_accuracy:
            return "completed"
        return "early_stopping" if config.patience and self._stale >= config.patience else None

    def _saved(self, *, final: bool) -> Iterator[Event]:
        best, progress = self._best, self._progress
        due = final or time.monotonic() - progress.last_save >= SAVE_SECONDS
        if not best.arrays or not due or (not final and best.saved_step == best.step):
            return
        try:
            self._save(best, self._metrics())
        except StoreError as error:
            if final:
                raise
            # The network is still in memory; the next better one, or the end, tries again.
            progress.last_save = time.monotonic()
            yield Notice(str(error))
            return
        best.saved_step = best.step
        progress.last_save = time.monotonic()
        held_out = bool(self._task.valid_tokens)
        yield CheckpointSaved(best.step, best.score if held_out else None, progress.seconds)

    # -- going on after an interruption ------------------------------------------------------------------------------

    def _checkpointed(self, checkpoints: Checkpoints, snapshot: Snapshot | None = None) -> Iterator[Event]:
        """Saves where the run is; a full disk is said and costs only the checkpoint."""
        try:
            checkpoints.save(snapshot or self._snapshot())
        except TrainingError as error:
            yield Notice(str(error))

    def _snapshot(self) -> Snapshot:
        best, task = self._best, self._task
        parts = {
            "network": task.network.arrays(),
            "optimizer": task.optimizer.arrays(),
            "carried": task.carried(),
            "best": best.arrays,
        }
        arrays = {f"{part}.{name}": array for part, named in parts.items() for name, array in named.items()}
        state = {
            "identity": self._identity,
            "progress": self._progress.state(),
            "random": self._epoch_random,
            "batches_done": self._batches_done,
            "rate_factor": self._rate_factor,
            "rolled_back": self._rolled_back,
            "lowest_loss": _or_none(self._lowest_loss),
            "stale": self._stale,
            "best": {
                "score": _or_none(best.score),
                "step": best.step,
                "epoch": best.epoch,
                "accuracy": best.accuracy,
                "history": best.history,
            },
        }
        return Snapshot(arrays, state)

    def _restore(self, snapshot: Snapshot) -> None:
        state, task = snapshot.state, self._task
        if state.get("identity") != self._identity:
            raise TrainingError(
                "The texts have changed since the training was interrupted, so it cannot go on.",
                "Leave --resume out and train from the beginning.",
            )
        try:
            task.network.assign(snapshot.part("network"))
            task.optimizer.assign(snapshot.part("optimizer"))
            task.carry(snapshot.part("carried"))
            self._progress.restore(state["progress"])
            self._random.bit_generator.state = state["random"]
            self._batches_done = state["batches_done"]
            self._rate_factor, self._rolled_back = state["rate_factor"], state["rolled_back"]
            self._lowest_loss = _or_infinity(state["lowest_loss"])
            self._stale = state["stale"]
            best = dict(state["best"])
            best["score"] = _or_infinity(best["score"])
            self._best = Best(**best, arrays=snapshot.part("best"))
        except (KeyError, TypeError, ValueError) as error:
            raise TrainingError(
                "The checkpoint of the interrupted training does not fit its network.",
                "Leave --resume out and train from the beginning.",
            ) from error

    def _metrics(self) -> dict[str, Any]:
        """The figures of the best network and of the run so far."""
        best, progress = self._best, self._progress
        metrics: dict[str, Any] = {
            "seconds": round(progress.seconds, 2),
            "epochs": round(progress.epoch, 3),
            "steps": progress.step,
            "tokens_per_second": round(progress.tokens_per_second, 1),
        }
        if math.isfinite(best.score):
            metrics.update(self._task.metrics(best.score))
            if best.accuracy is not None and self._task.shows_accuracy:
                metrics["train_accuracy"] = best.accuracy
        return metrics


def _or_none(value: float) -> float | None:
    """JSON has no infinity."""
    return value if math.isfinite(value) else None


def _or_infinity(value: float | None) -> float:
    return math.inf if value is None else value
