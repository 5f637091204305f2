"""One run of training on its lane."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

import engine

if TYPE_CHECKING:
    from desktop.tasks import Control
    from engine import TrainingJob, TrainingRun


PAINT_SECONDS = 0.08


class TrainingWork(QObject):
    """One run on the training lane: hands its events on, and takes Stop from the window's thread at any moment."""

    def __init__(self, job: TrainingJob, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.job = job
        self._run: TrainingRun | None = None
        self._stopping = threading.Event()

    def perform(self, control: Control) -> Any:
        """Trains; called on the lane's thread. Returns the TrainingFinished, or None where stopped before the start."""
        # The window first shows that it begins: starting the process beside that made it wait for up to 68 ms.
        if self._stopping.wait(PAINT_SECONDS) or control.stopped:
            return None
        run = self._run = engine.start_training(self.job)
        finished = None
        try:
            if self._stopping.is_set():
                run.stop()  # Stop was pressed while the process started
            for event in run.events():
                control.report(event, final=not isinstance(event, engine.StepEnd))
                if isinstance(event, engine.TrainingFinished):
                    finished = event
        finally:
            run.close()
        return finished

    def stop(self) -> None:
        """Asks the run to end and to keep the best."""
        self._stopping.set()
        if self._run is not None:
            self._run.stop()

    def pause(self, paused: bool) -> None:
        """Holds the run between two steps, or lets it go on."""
        if self._run is not None:
            if paused:
                self._run.pause()
            else:
                self._run.resume_run()
