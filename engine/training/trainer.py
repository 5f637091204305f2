"""The loop of training as a generator of events: stop it, and the best network so far is kept."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Generator, Iterator
from typing import Any, NoReturn

import numpy as np

from engine.config import TrainingConfig
from engine.errors import EngineError, StoreError, TrainingError
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
from engine.training import cluster
from engine.training.checkpoint import Checkpoints, Snapshot
from engine.training.progress import Control, LossWatch, Progress
from engine.training.state import RunState
from engine.training.task import Preview, SaveBest, Task, all_finite
from engine.training.writing import patiently

# A new best network is written to disk at most this often, in at most such a share of the time, and always at the end.
SAVE_SECONDS, _SAVING = 5.0, 0.05
# A training loss so many nats above the lowest at a validation means that training has diverged.
_DIVERGED_NATS = 1.0


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
        validates_first: scores the network as it is given, so that the best is never worse than it.
        spent: seconds of the time budget that were used before.
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
        validates_first: bool = False,
        spent: float = 0.0,
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
        self._validates_first = validates_first
        self._save_cost = 0.0  # seconds
        self._checkpoints = checkpoints
        self._identity = identity or {}
        self._progress = Progress(config, steps_an_epoch=max(1, task.batch_count()), control=control, spent=spent)
        self._state = RunState(
            random=self._random.bit_generator.state,
            first=task.network.arrays(),
            watch=LossWatch(math.log(max(2, task.network.vocabulary))),
        )
        if resume is not None:
            self._state.restore(resume, task, self._progress, self._identity)
            self._random.bit_generator.state = self._state.random

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
        if cluster.index():
            yield Notice(f"This is worker {cluster.index() + 1} of {cluster.workers()}; the first one keeps the model.")
        if self._validates_first and not progress.step and task.valid_tokens:
            yield from self._validated()
        reason: FinishReason | None = None
        while reason is None:
            reason = yield from self._epoch()
        before_closing = self._snapshot() if reason == "stopped" and self._checkpoints is not None else None
        if reason != "diverged" and progress.step > self._state.best.step and progress.has_losses:
            yield from self._validated()
        yield from self._saved(final=True)
        if self._checkpoints is not None and before_closing is not None and progress.step:
            yield from self._checkpointed(self._checkpoints, before_closing)
        elif self._checkpoints is not None:
            self._checkpoints.clear()
        self._tick()  # workers leave together
        yield TrainingFinished(reason, self._name, progress.step, progress.seconds, self._metrics())

    def _epoch(self) -> Generator[Event, None, FinishReason | None]:
        """One pass over the training part, or what an interruption left of it. Returns why the run ends, if it does.

        A checkpoint is made between a step and the decision what comes next, so that a resumed run decides the same.
        """
        progress, state = self._progress, self._state
        state.random = self._random.bit_generator.state
        for number, batch in enumerate(self._task.batches(self._random)):
            if number < state.batches_done:
                continue
            if (reason := self._end()) is not None:
                return reason
            if progress.validation_due():
                yield from self._validation()
                if (reason := self._verdict()) is not None:
                    return reason
            yield from self._stepped(batch)
            state.batches_done += 1
            if state.diverged:
                return "diverged"
            if self._checkpoints is not None and self._checkpoints.due():
                yield from self._checkpointed(self._checkpoints)
        if progress.validates_each_epoch:
            yield from self._validation()
            if (reason := self._verdict()) is not None:
                return reason
        progress.epochs += 1
        state.batches_done = 0
        return "completed" if progress.epochs_done() else None

    # -- parts of the loop -------------------------------------------------------------------------------------------

    def _end(self) -> FinishReason | None:
        """Why training must end before the next step, None to go on. Waits while paused."""
        stopped = not self._control.wait_while_paused() or self._control.stopped
        seconds, stopped = cluster.agreed(self._progress.seconds, stopped)
        self._progress.tick(seconds)
        if stopped:
            return "stopped"
        return "time_budget" if self._progress.time_is_up() else None

    def _tick(self) -> None:
        """Reads the clock that decides, which is the first worker's."""
        (seconds,) = cluster.firsts([self._progress.seconds])
        self._progress.tick(seconds)

    def _stepped(self, batch: Any) -> Iterator[Event]:
        """One step. A loss that ran away is noticed here, not at the next validation."""
        progress = self._progress
        self._task.optimizer.rate(self._config.learning_rate * self._state.rate_factor * progress.rate_share())
        loss, hits, tokens = self._task.step(batch, (self._config.seed % 2**31, progress.step))
        record: StepEnd | None = progress.stepped(loss, hits, tokens)
        if record is not None:
            yield record
        if self._state.watch.runs_away(loss / max(1, tokens)):
            yield from self._rolled()

    def _validation(self) -> Iterator[Event]:
        """Scores the network; a checkpoint comes first where the last one would become too old meanwhile."""
        checkpoints = self._checkpoints
        if checkpoints is not None and checkpoints.due(ahead=self._progress.validation_seconds):
            yield from self._checkpointed(checkpoints)
        # After a roll-back at the very last step there is nothing new to score.
        if not self._state.diverged and self._progress.has_losses:
            yield from self._validated()

    def _validated(self) -> Iterator[Event]:
        """Scores the network, keeps it where it is the best, and says so."""
        progress, state = self._progress, self._state
        best = state.best
        loss, accuracy = progress.take_losses()
        if math.isfinite(loss):
            state.lowest_loss = min(state.lowest_loss, loss)
        sample, arrays = "", {}
        val_loss = self._task.val_loss()
        if val_loss is not None:
            (val_loss,) = cluster.firsts([val_loss])
        score = loss if val_loss is None else val_loss
        if math.isfinite(score):
            found = self._task.network.arrays()
            arrays = found if score < best.score else {}
            sample = self._preview(found) if self._preview else ""
        better = bool(arrays) and all_finite(arrays)
        if better:
            state.stale = 0
            best.score, best.step, best.epoch = score, progress.step, progress.epoch
            best.accuracy, best.arrays = accuracy, arrays
            state.first = {}
        else:
            state.stale += 1
        best.history.append(
            {
                "epoch": round(progress.epoch, 4),
                "step": progress.step,
                "seconds": round(progress.seconds, 3),
                "loss": loss if math.isfinite(loss) else None,
                "val_loss": val_loss if val_loss is not None and math.isfinite(val_loss) else None,
            }
        )
        shown = accuracy if self._task.shows_accuracy else None
        yield EpochEnd(progress.epoch, progress.step, loss, val_loss, progress.seconds, better, shown, sample)
        self._tick()
        progress.validated()
        broken = not math.isfinite(score) or (bool(arrays) and not better)
        if broken or (best.arrays and loss > state.lowest_loss + _DIVERGED_NATS):
            yield from self._rolled()
        elif better:
            yield from self._saved(final=False)

    def _rolled(self) -> Iterator[Event]:
        """Returns to the best network, or to the first one, with a third of the rate, once."""
        state = self._state
        if state.rolled_back:
            state.diverged = True
            return
        state.rolled_back = True
        state.rate_factor = 1 / 3
        self._task.network.assign(state.best.arrays or state.first)
        self._task.optimizer.reset()
        self._task.carry({})
        state.watch.reset()
        self._progress.forget_losses()
        where = "the best network" if state.best.arrays else "the beginning"
        yield Notice(f"The loss ran away, so training went back to {where} and goes on more carefully.")

    def _verdict(self) -> FinishReason | None:
        """Whether the last validation ends the run."""
        if self._state.diverged:
            return "diverged"
        config = self._config
        if config.target_accuracy and (self._state.best.accuracy or 0.0) >= config.target_accuracy:
            return "completed"
        return "early_stopping" if config.patience and self._state.stale >= config.patience else None

    def _saved(self, *, final: bool) -> Iterator[Event]:
        """Puts the best network into the store; where the disk does not take it, the run waits until it does."""
        best, progress = self._state.best, self._progress
        began = time.monotonic()
        due = final or began - progress.last_save >= max(SAVE_SECONDS, self._save_cost / _SAVING)
        if cluster.index() or not best.arrays or not due or (not final and best.saved_step == best.step):
            return
        try:
            error = yield from self._written(lambda: self._save(best, self._metrics()))
        except StoreError as problem:
            if final:
                raise
            # No disk is to blame; the next better network, or the end, tries again.
            progress.last_save = time.monotonic()
            yield Notice(str(problem))
            return
        if error is not None:
            if final:
                self._refuse_to_lose(error)
            return
        best.saved_step = best.step
        progress.last_save = time.monotonic()
        self._save_cost = progress.last_save - began
        held_out = bool(self._task.valid_tokens)
        yield CheckpointSaved(best.step, best.score if held_out else None, progress.seconds)

    def _refuse_to_lose(self, error: EngineError) -> NoReturn:
        """Raises the error of the last save with what can still be done."""
        hint = error.hint
        if self._checkpoints is not None and self._checkpoints.exists:
            hint = f"{hint} The last checkpoint is intact: go on with it then, by --resume or on the Train page."
        raise StoreError(error.message, hint.strip()) from error

    def _written(self, write: Callable[[], None]) -> Generator[Event, None, EngineError | None]:
        return (yield from patiently(write, progress=self._progress, control=self._control))

    # -- going on after an interruption ------------------------------------------------------------------------------

    def _checkpointed(self, checkpoints: Checkpoints, snapshot: Snapshot | None = None) -> Iterator[Event]:
        """Saves where the run is; while the disk is full the run waits. A network that is not finite is never saved:
        the run goes back first."""
        own = snapshot or self._snapshot()
        if not all_finite(own.arrays):
            if snapshot is None:
                yield from self._rolled()
            return
        error = yield from self._written(lambda: checkpoints.save(own))
        if error is not None:
            yield Notice(str(error))

    def _snapshot(self) -> Snapshot:
        return self._state.snapshot(self._task, self._progress, self._identity)

    def _metrics(self) -> dict[str, Any]:
        """The figures of the best network and of the run so far."""
        best, progress = self._state.best, self._progress
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
