"""Files that are dropped on the composer, or pasted there: their text is inserted."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from engine import EngineError

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.tasks import Control
    from desktop.widgets.writing.completion_edit import CompletionEdit

SUFFIXES = (".txt", ".md", ".markdown", ".text")
MOST_BYTES = 1_000_000


def _read(paths: Sequence[Path], _control: Control) -> str:
    """The texts of files, in their order, whatever their encoding."""
    import engine

    return "\n".join(document.text for document in engine.read_corpus(paths).documents).strip("\n")


class Dropping(QObject):
    """Reads on a lane; what is no text, or too long to write on from, is told and changes nothing."""

    failed = Signal(object)  # EngineError

    def __init__(self, context: AppContext, edit: CompletionEdit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._edit = context, edit
        edit.files_dropped.connect(self.insert)

    @Slot(object)
    def insert(self, paths: Sequence[Path]) -> None:
        """Inserts the texts of files at the cursor."""
        for path in paths:
            reason = self._reason(path)
            if reason:
                self.failed.emit(
                    EngineError(reason, self.tr("Add it on the page Corpora, or drop a .txt or .md file."))
                )
                return
        with suppress(EngineError):  # the window is closing
            self._context.tasks.run("import", partial(_read, paths), on_success=self._done, on_error=self._failed)

    def _reason(self, path: Path) -> str:
        if path.suffix.lower() not in SUFFIXES or path.is_dir():
            return self.tr("“{0}” is no text that can be inserted here; the composer is as it was.").format(path.name)
        try:
            too_long = path.stat().st_size > MOST_BYTES
        except OSError:
            return self.tr("“{0}” could not be read; the composer is as it was.").format(path.name)
        if too_long:
            return self.tr("“{0}” is too long to write on from; the composer is as it was.").format(path.name)
        return ""

    @Slot(object)
    def _done(self, text: str) -> None:
        self._edit.insertPlainText(text)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _failed(self, error: EngineError) -> None:
        self.failed.emit(error)
