"""Write with a corpus at once: its n-gram is counted in moments, before any training.

It can be written with as soon as it is counted; how sure its suggestions are is measured behind that.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from desktop.tasks import Control, TaskHandle

if TYPE_CHECKING:
    from desktop.context import AppContext
    from engine import CorpusEntry, EngineError


def counted(models_dir: Path, cache_folder: Path, entry: CorpusEntry, name: str, control: Control) -> str | None:
    """Counts a corpus on a lane, and reports the name of its model once it can be used; the name again at the end, or
    None where it was stopped. Raises EngineError."""
    import engine

    characters = engine.count_characters(
        entry.paths,
        column=entry.column,
        cleaning=entry.cleaning,
        should_stop=control.should_stop,
        cache_folder=cache_folder,
    )
    job = engine.suggested_job(name, models_dir, entry.paths, characters, column=entry.column, cleaning=entry.cleaning)
    ended = None
    for event in engine.run_job(job.replaced(instant=True), cast(Any, control)):
        if control.stopped:
            return None
        if isinstance(event, engine.CheckpointSaved):
            control.report(name, final=True)
        ended = event
    return ended.name if isinstance(ended, engine.TrainingFinished) and ended.reason == "completed" else None


class InstantModels(QObject):
    """Makes such models, one at a time."""

    ready = Signal(str)  # the name of the model
    failed = Signal(object)  # an EngineError
    busy_changed = Signal(bool)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._handle: TaskHandle | None = None

    @property
    def busy(self) -> bool:
        """Whether a corpus is being counted."""
        return self._handle is not None

    def start(self, entry: CorpusEntry) -> None:
        """Counts a corpus; nothing happens while another one is."""
        if self._handle is not None:
            return
        name = QCoreApplication.translate("InstantModels", "{0} at once").format(entry.name)[:120]
        work = partial(counted, self._context.models_dir, self._context.corpora.cache_folder, entry, name)
        self._handle = self._context.tasks.run(
            "import", work, on_success=self._done, on_error=self._failed, on_progress=self._usable
        )
        self._handle.finished.connect(self._ended)
        self.busy_changed.emit(True)

    def stop(self) -> None:
        """Ends the counting; what was counted is not kept."""
        if self._handle is not None:
            self._handle.cancel()

    @Slot(object)
    def _usable(self, name: str) -> None:
        self._context.models_changed.emit()
        self.ready.emit(name)

    @Slot(object)
    def _done(self, name: str | None) -> None:
        if name:
            self._context.models_changed.emit()

    @Slot(object)
    def _failed(self, error: EngineError) -> None:
        self.failed.emit(error)

    @Slot()
    def _ended(self) -> None:
        self._handle = None
        self.busy_changed.emit(False)
