"""Work on the person's data that no window may be open on: moving it, putting a backup in its place, erasing it.

The page asks, the window closes in order, the work is done in a dialog of its own, and Maeari starts again.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

import engine

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.main_window import MainWindow
    from desktop.tasks import Control
    from desktop.wording.language import Language
    from engine import DataFolder, StoredThing


@dataclass(frozen=True, slots=True)
class DataJob:
    """What is asked for. `path`: where the data is moved to, or the backup; `things`: what is erased alone."""

    kind: Literal["move", "restore", "erase", "erase_things"]
    path: Path | None = None
    things: tuple[StoredThing, ...] = ()


def work_of(job: DataJob, models_dir: Path) -> Callable[[Control], Any]:
    """The work of a job, for a lane."""

    def work(control: Control) -> Any:
        def report(done: int, total: int) -> None:
            control.report((done, total))

        if job.kind == "move" and job.path is not None:
            return engine.move_data(job.path, report=report, should_stop=control.should_stop)
        if job.kind == "restore" and job.path is not None:
            return engine.restore_backup(job.path, report=report, should_stop=control.should_stop)
        if job.kind == "erase":
            close_log()
            return engine.erase_everything(models_dir)
        for thing in job.things:
            engine.erase_thing(thing)
        return None

    return work


def close_log() -> None:
    """Takes the log file out of use, so that it can go and does not come again."""
    root = logging.getLogger("desktop")
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()


class DataJobs(QObject):
    """Takes a job from a page and closes the window for it; `perform` does it then. Says where nothing can be saved."""

    def __init__(self, context: AppContext, window: MainWindow) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self.pending: DataJob | None = None
        context.request_data_job.connect(self.request)
        window.painted.connect(self._look)

    @Slot()
    def _look(self) -> None:
        with contextlib.suppress(engine.EngineError):  # the window is closing already
            self._context.tasks.run("data", _folder, on_success=self._looked)

    @Slot(object)
    def _looked(self, found: DataFolder) -> None:
        if found.state == "unwritable":
            self._window.message.show_error(engine.EngineError(found.problem, found.hint))

    @Slot(object)
    def request(self, job: DataJob) -> None:
        """Closes the window for a job; where a page wants it open, nothing happens."""
        self.pending = job
        if not self._window.close():
            self.pending = None


def _folder(_control: Control) -> DataFolder:
    return engine.data_folder()


def perform(job: DataJob, models_dir: Path, language: Language) -> bool:
    """Does a job in its dialog, once the window is gone; whether Maeari is to start again."""
    from desktop.widgets.start.data_job_dialog import DataJobDialog

    dialog = DataJobDialog(job, models_dir)
    QApplication.setQuitOnLastWindowClosed(False)
    dialog.exec()
    QApplication.setQuitOnLastWindowClosed(True)
    again = job.kind != "erase" or dialog.failed
    dialog.deleteLater()
    language.close()
    return again


def start_again(files: Sequence[Path]) -> None:
    """Starts Maeari anew in the place of this process, without the files that this start was given."""
    given = {path.absolute() for path in files}
    arguments = [part for part in sys.orig_argv[1:] if Path(part).absolute() not in given]
    sys.stdout.flush()
    if os.name == "nt":
        subprocess.Popen([sys.executable, *arguments])
        return
    os.execv(sys.executable, [sys.executable, *arguments])
