"""Runs a training job in the terminal: a progress line, and Ctrl+C that keeps the best network."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import FrameType

from engine.cli.output import ProgressLine
from engine.config import TrainingJob
from engine.errors import TrainingError
from engine.events import CheckpointSaved, EpochEnd, Event, TrainingFinished, TrainingStarted


class InterruptControl:
    """Ctrl+C ends the training after the current step and keeps the best network; a second one ends at once."""

    def __init__(self) -> None:
        self.stopped = False
        self.paused_seconds = 0.0

    def wait_while_paused(self) -> bool:
        return not self.stopped

    def wait(self, seconds: float) -> None:
        """Waits while the run has paused itself; not longer than until Ctrl+C."""
        end = time.monotonic() + seconds
        while not self.stopped and (left := end - time.monotonic()) > 0:
            time.sleep(min(0.2, left))

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        if self.stopped:
            raise KeyboardInterrupt
        self.stopped = True

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Takes Ctrl+C and a polite request to end (SIGTERM) while training."""
        before = {s: signal.signal(s, self._interrupted) for s in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@dataclass
class Outcome:
    """What came of a run: how it began and ended, its validations, and whether a model was written."""

    finished: TrainingFinished
    started: TrainingStarted | None = None
    epochs: list[EpochEnd] = field(default_factory=list)
    saved: bool = False


def run(job: TrainingJob) -> Outcome:
    """Runs a job in this process. Raises EngineError where it cannot begin or go on."""
    from engine.runs.jobs import run_job

    control, line = InterruptControl(), ProgressLine()
    started: TrainingStarted | None = None
    epochs: list[EpochEnd] = []
    saved = False
    finished: TrainingFinished | None = None
    with control.listening():
        events: Iterator[Event] = run_job(job, control)
        for event in events:
            line.show(event)
            if isinstance(event, TrainingStarted):
                started = started or event
            elif isinstance(event, EpochEnd):
                epochs.append(event)
            elif isinstance(event, CheckpointSaved):
                saved = True
            elif isinstance(event, TrainingFinished):
                finished = event
    if finished is None:
        raise TrainingError("Training ended without a result.", "Try again with more text.")
    return Outcome(finished, started, epochs, saved)
