"""The same seed for several models: each writes in turn on the inference lane."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

import engine

if TYPE_CHECKING:
    from desktop.tasks import Control, TaskHandle, Tasks
    from engine import SamplingConfig


@dataclass(frozen=True, slots=True)
class Written:
    """What one of the models has written so far; `problem` is a sentence where it cannot."""

    number: int
    text: str
    problem: str = ""


def write_in_turn(
    models_dir: Path, wanted: tuple[tuple[str, SamplingConfig], ...], seed: str, control: Control
) -> bool:
    """Lets each model continue the seed, one after the other; two large ones must not be in memory at once.

    Returns whether all have written.
    """
    for number, (name, sampling) in enumerate(wanted):
        if control.stopped:
            return False
        text = ""
        try:
            completer = engine.open_completer(models_dir, name)
            for piece in completer.stream(seed, sampling, should_stop=control.should_stop):
                text += piece.text
                control.report(Written(number, text))
        except engine.EngineError as error:
            control.report(Written(number, text, str(error)), final=True)
            continue
        control.report(Written(number, text), final=True)
    return not control.stopped


class SideBySide(QObject):
    """One comparison at a time: `wrote` any number of times, then `finished` once."""

    wrote = Signal(object)  # Written
    finished = Signal()
    failed = Signal(object)  # EngineError

    def __init__(self, tasks: Tasks, models_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._models_dir = models_dir
        self._handle: TaskHandle | None = None

    @property
    def active(self) -> bool:
        """Whether a model writes or waits to."""
        return self._handle is not None

    def start(self, wanted: tuple[tuple[str, SamplingConfig], ...], seed: str) -> None:
        """Begins; does nothing while another comparison runs."""
        if self._handle is not None:
            return
        work = partial(write_in_turn, self._models_dir, wanted, seed)
        self._handle = self._tasks.run("inference", work, on_progress=self._progress, on_error=self._failed)
        self._handle.finished.connect(self._ended)

    @Slot()
    def stop(self) -> None:
        """Asks to end; what was written stays."""
        if self._handle is not None:
            self._handle.cancel()

    @Slot(object)
    def _progress(self, written: Written) -> None:
        self.wrote.emit(written)

    @Slot(object)
    def _failed(self, error: engine.EngineError) -> None:
        self.failed.emit(error)

    @Slot()
    def _ended(self) -> None:
        self._handle = None
        self.finished.emit()
