"""What the person does with the list of corpora: add files, folders and pasted texts, rename and remove.

Each change asks by a dialog that does not block where something must be said first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

import engine
from desktop.widgets.path_picker import local_paths
from desktop.widgets.small_dialogs import ColumnDialog, FormDialog, NameDialog, PasteDialog, question

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from desktop.context import AppContext
    from engine import CorpusEntry

TABLES = (".csv", ".tsv", ".jsonl", ".ndjson")


class CorpusChanges(QObject):
    """Changes the list. `began` comes before each change, then `added` with the new entry, or `failed`."""

    began = Signal()
    added = Signal(object)  # CorpusEntry
    failed = Signal(object)  # EngineError

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._pending: list[Path] = []
        self._entry: CorpusEntry | None = None
        self.dialog: FormDialog | QMessageBox | None = None

    # -- adding -------------------------------------------------------------------------------------------------------

    def add_paths(self, paths: Sequence[Path], *, column: str | None = None) -> None:
        """Adds files and folders as one corpus; asks for the column where one of them is a table."""
        if not paths:
            return
        self.began.emit()
        table = next((path for path in paths if path.suffix.lower() in TABLES and path.is_file()), None)
        if table is not None and column is None:
            try:
                columns = engine.csv_columns(table)
            except engine.EngineError as error:
                self.failed.emit(error)
                return
            dialog = ColumnDialog(table.name, columns, self._window)
            self.dialog = dialog
            self._pending = list(paths)
            dialog.accepted.connect(self._column_chosen)
            dialog.open()
            return
        name = paths[0].stem if paths[0].is_file() else paths[0].name
        if len(paths) > 1:
            name = self.tr("{0} and {1} more").format(name, len(paths) - 1)
        self._add(partial(self._context.corpora.add, name or self.tr("Corpus"), list(paths), column=column))

    @Slot()
    def _column_chosen(self) -> None:
        if isinstance(self.dialog, ColumnDialog):
            self.add_paths(self._pending, column=self.dialog.value)

    def _add(self, change: partial[CorpusEntry]) -> None:
        try:
            entry = change()
        except engine.EngineError as error:
            self.failed.emit(error)
            return
        self._context.corpora_changed.emit()
        self.added.emit(entry)

    @Slot()
    def choose_files(self) -> None:
        """Asks for files."""
        names, _filter = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Add files"),
            "",
            self.tr("Texts and documents ({0});;All files (*)").format(
                " ".join(f"*{suffix}" for suffix in engine.read_suffixes())
            ),
        )
        self.add_paths([Path(name) for name in names])

    @Slot()
    def choose_folder(self) -> None:
        """Asks for a folder."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Add a folder"))
        if name:
            self.add_paths([Path(name)])

    @Slot()
    def paste(self) -> None:
        """Opens the dialog that takes a pasted text."""
        self._ask_text("")

    def paste_clipboard(self) -> None:
        """Adds the copied files, or offers the copied text."""
        copied = QGuiApplication.clipboard().mimeData()
        paths = local_paths(copied)
        if paths:
            self.add_paths(paths)
        else:
            self._ask_text(copied.text())

    def _ask_text(self, text: str) -> None:
        dialog = PasteDialog(self._window, text)
        self.dialog = dialog
        dialog.accepted.connect(self._pasted)
        dialog.open()

    @Slot()
    def _pasted(self) -> None:
        if isinstance(self.dialog, PasteDialog):
            name, text = self.dialog.name.text().strip(), self.dialog.text.toPlainText()
            self.began.emit()
            self._add(partial(self._context.corpora.add_text, name, text))

    # -- what is there ------------------------------------------------------------------------------------------------

    def rename(self, entry: CorpusEntry | None) -> None:
        """Asks for another name of one of the person's own corpora."""
        if entry is None or entry.sample:
            return
        self._entry = entry
        dialog = NameDialog(self.tr("Rename the corpus"), self.tr("Rename"), entry.name, self._window)
        self.dialog = dialog
        dialog.accepted.connect(self._renamed)
        dialog.open()

    @Slot()
    def _renamed(self) -> None:
        if self._entry is not None and isinstance(self.dialog, NameDialog):
            self._change(partial(self._context.corpora.rename, self._entry.id, self.dialog.value))

    def remove(self, entry: CorpusEntry | None) -> None:
        """Asks whether one of the person's own corpora should leave the list."""
        if entry is None or entry.sample:
            return
        self._entry = entry
        box = question(
            self._window,
            self.tr("Remove the corpus"),
            self.tr("Remove “{0}” from the list?").format(entry.name),
            self.tr("Your own files stay where they are. Models trained on it stay too."),
            self.tr("Remove"),
        )
        self.dialog = box
        box.accepted.connect(self._removed)
        box.open()

    @Slot()
    def _removed(self) -> None:
        if self._entry is not None:
            self._change(partial(self._context.corpora.remove, self._entry.id))

    def _change(self, change: partial[None]) -> None:
        try:
            change()
        except engine.EngineError as error:
            self.failed.emit(error)
            return
        self._context.corpora_changed.emit()
