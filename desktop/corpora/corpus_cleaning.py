"""Cleaning on the Corpora page: a switch shows at once what it does to the chosen file, and is kept for training."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

import engine
from desktop.corpora.cleaning_preview import FilePreview, Original, preview

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.corpora.corpus_reading import FileRow, Reading
    from desktop.tasks import TaskHandle
    from desktop.widgets.corpora.corpus_details import CorpusDetails
    from engine import Cleaning, CorpusEntry

KEEP_MS = 600  # several switches in a row are one change, and one reading of the corpus


class CorpusCleaning(QObject):
    """Joins the switches, the tree of files and the preview of the details to the corpus that is shown."""

    failed = Signal(object)  # EngineError

    def __init__(self, context: AppContext, details: CorpusDetails, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._details = details
        self._entry: CorpusEntry | None = None
        self._unkept: Cleaning | None = None
        self._original: Original | None = None
        self._handle: TaskHandle | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.keep)
        details.cleaning.edited.connect(self._edited)
        details.files.row_chosen.connect(self._file_chosen)

    @property
    def entry(self) -> CorpusEntry | None:
        """The corpus that is shown."""
        return self._entry

    def show_entry(self, entry: CorpusEntry | None) -> None:
        """Shows how a corpus is cleaned; what was switched for the one before is kept first."""
        self.keep()
        self._entry = entry
        self._original = None
        if self._handle is not None:
            self._handle.cancel()
        if entry is None:
            return
        note = self.tr("A sample stays as it is: these switches only show what they would do.") if entry.sample else ""
        switches = self._details.cleaning
        switches.show_cleaning(entry.cleaning, note=note)
        switches.offer({}, has_pages=False)

    def show_reading(self, reading: Reading) -> None:
        """Says how much was taken out, and offers what has something to do in this corpus."""
        switches = self._details.cleaning
        switches.offer(reading.speakers or {}, has_pages=reading.has_pages)
        if switches.cleaning == reading.cleaning:
            switches.show_steps(reading.steps)
        self._preview()

    def apply(self, cleaning: Cleaning) -> None:
        """Cleans the corpus so from now on, where it is the person's own."""
        if self._entry is not None and not self._entry.sample:
            self._details.cleaning.show_cleaning(cleaning)
            self._edited(cleaning)
            self.keep()

    @Slot()
    def keep(self) -> None:
        """Remembers what was switched; the corpus is then read anew."""
        self._timer.stop()
        entry, cleaning, self._unkept = self._entry, self._unkept, None
        if entry is None or cleaning is None or cleaning == entry.cleaning:
            return
        try:
            self._context.corpora.set_cleaning(entry.id, cleaning)
            self._entry = self._context.corpora.get(entry.id)
        except engine.EngineError as error:
            self.failed.emit(error)
            return
        self._context.corpora_changed.emit()

    @Slot(object)
    def _edited(self, cleaning: Cleaning) -> None:
        self._details.cleaning.show_steps(())
        self._preview()
        if self._entry is not None and not self._entry.sample:
            self._unkept = cleaning
            self._timer.start()

    @Slot(object)
    def _file_chosen(self, row: FileRow | None) -> None:
        if row is not None:
            self._preview()

    def _preview(self) -> None:
        entry, row = self._entry, self._details.files.current
        if entry is None or row is None:
            return
        cleaning = self._details.cleaning.cleaning
        if self._handle is not None:
            self._handle.cancel()
        if row.reason and not row.encoding:
            self._details.preview.show_preview(
                FilePreview(row.path, cleaning, problem=f"{row.reason} {row.hint}".strip())
            )
            return
        original = self._original if self._original and str(self._original.document.path) == row.path else None
        work = partial(preview, row.path, entry.column, cleaning, self._context.corpora.cache_folder, original)
        self._handle = self._context.tasks.run("analysis", work, on_success=self._previewed)

    @Slot(object)
    def _previewed(self, found: FilePreview | None) -> None:
        row, switches = self._details.files.current, self._details.cleaning
        if found is None or row is None or found.path != row.path or found.cleaning != switches.cleaning:
            return
        self._original = found.original
        self._details.preview.show_preview(found)
        if self._entry is not None and self._entry.sample and found.original is not None:
            switches.show_steps(found.steps)
