"""What is on the disk, for the settings: read on a lane, in words for a person."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal, Slot

import engine
from desktop.context import AppContext

if TYPE_CHECKING:
    from desktop.tasks import Control
    from engine import DataFolder, StoredThing

# What a kind of thing is, and what it is there for.
PURPOSES: dict[str, str] = {
    "model": str(QT_TRANSLATE_NOOP("Stored", "Model")),
    "model_bin": str(QT_TRANSLATE_NOOP("Stored", "Model in the bin")),
    "model_marks": str(QT_TRANSLATE_NOOP("Stored", "Your marks for a sample model")),
    "corpora_list": str(QT_TRANSLATE_NOOP("Stored", "List of your corpora")),
    "pasted_text": str(QT_TRANSLATE_NOOP("Stored", "Pasted text")),
    "pasted_bin": str(QT_TRANSLATE_NOOP("Stored", "Pasted texts in the bin")),
    "extracted": str(QT_TRANSLATE_NOOP("Stored", "Text found in your documents")),
    "conversations": str(QT_TRANSLATE_NOOP("Stored", "Your conversations")),
    "conversations_copy": str(QT_TRANSLATE_NOOP("Stored", "Older copy of your conversations")),
    "before_restore": str(QT_TRANSLATE_NOOP("Stored", "What was there before a backup was restored")),
    "settings": str(QT_TRANSLATE_NOOP("Stored", "Settings")),
    "data_note": str(QT_TRANSLATE_NOOP("Stored", "Note of where your data is")),
    "window": str(QT_TRANSLATE_NOOP("Stored", "Says that a window is open")),
    "log": str(QT_TRANSLATE_NOOP("Stored", "Log, without any text of yours")),
    "other": str(QT_TRANSLATE_NOOP("Stored", "Other file")),
}
# These are open as long as the window is.
CLOSED_FOR = ("conversations", "settings")


def purpose(thing: StoredThing) -> str:
    """What a thing is, in the person's language."""
    return QCoreApplication.translate("Stored", PURPOSES[thing.kind])


@dataclass(frozen=True, slots=True)
class OnDisk:
    """The data folder, everything that is kept, and the free bytes on the disk of the data."""

    folder: DataFolder
    things: tuple[StoredThing, ...]
    free_bytes: int

    @property
    def data_bytes(self) -> int:
        """The size of what lies in the data folder."""
        return sum(thing.size_bytes for thing in self.data_things)

    @property
    def data_things(self) -> tuple[StoredThing, ...]:
        """What of it lies in the data folder."""
        return tuple(thing for thing in self.things if self.folder.folder in thing.path.parents)


def look(models_dir: Path) -> OnDisk:
    """Reads all of it. Raises EngineError."""
    folder = engine.data_folder()
    things = engine.stored_things(models_dir)
    try:
        free = engine.free_bytes(folder.folder)
    except OSError:
        free = 0
    return OnDisk(folder, things, free)


class StoredFiles(QObject):
    """The last look at the disk; `looked` tells of a new one, `failed` carries an EngineError."""

    looked = Signal()
    failed = Signal(object)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.on_disk: OnDisk | None = None

    @Slot()
    def refresh(self) -> None:
        """Looks again."""
        models = self._context.models_dir

        def work(_control: Control) -> OnDisk:
            return look(models)

        self._context.tasks.run("data", work, on_success=self._looked, on_error=self._failed)

    @Slot(object)
    def _looked(self, value: OnDisk) -> None:
        self.on_disk = value
        self.looked.emit()

    @Slot(object)
    def _failed(self, error: engine.EngineError) -> None:
        self.failed.emit(error)
