"""The left side of the Corpora page: the list, and the buttons that change it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.corpora.corpus_names import corpus_name
from desktop.widgets.cards import heading, muted
from desktop.widgets.forms import labelled

if TYPE_CHECKING:
    from engine import CorpusEntry

_ID = Qt.ItemDataRole.UserRole


class CorpusList(QWidget):
    """Lists corpora. F2 renames, Delete removes, Return goes to the files."""

    chosen = Signal()
    request_open = Signal()
    request_rename = Signal()
    request_remove = Signal()
    request_train = Signal()
    request_writing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, CorpusEntry] = {}
        self.list = QListWidget(self)
        labelled(self.list, self.tr("Corpora"), self.tr("Files and folders can be dropped here"))
        self.list.currentItemChanged.connect(self._chosen)
        self.list.itemActivated.connect(self.request_open)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.add_files_button = QPushButton(self.tr("Add fi&les…"), self)
        self.add_folder_button = QPushButton(self.tr("Add f&older…"), self)
        self.add_folder_button.setAccessibleDescription(self.tr("The folder is linked, not copied"))
        self.paste_button = QPushButton(self.tr("&Paste text…"), self)
        self.rename_button = QPushButton(self.tr("&Rename…"), self)
        self.remove_button = QPushButton(self.tr("Re&move"), self)
        self.rename_button.clicked.connect(self.request_rename)
        self.remove_button.clicked.connect(self.request_remove)
        for keys, signal in (("F2", self.request_rename), ("Delete", self.request_remove)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(signal)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 16, 20)
        column.setSpacing(10)
        column.addWidget(heading(self.tr("Corpora"), self, level=1))
        column.addWidget(self.list, 1)
        for buttons in (
            (self.add_files_button, self.add_folder_button),
            (self.paste_button,),
            (self.rename_button, self.remove_button),
        ):
            line = QHBoxLayout()
            line.setSpacing(8)
            for button in buttons:
                line.addWidget(button, 1)
            column.addLayout(line)
        column.addWidget(muted(self.tr("Files stay where they are: Maeari only links to them."), self))

    @property
    def current(self) -> CorpusEntry | None:
        """The selected corpus."""
        item = self.list.currentItem()
        return self._entries.get(item.data(_ID)) if item is not None else None

    def select(self, corpus_id: str) -> None:
        """Selects a corpus by its id."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == corpus_id:
                self.list.setCurrentRow(row)

    def show_entries(self, entries: Sequence[CorpusEntry]) -> None:
        """Lists these corpora, in the language in use; the selected one stays so."""
        before = self.current
        same = [entry.id for entry in entries] == list(self._entries)
        self._entries = {entry.id: entry for entry in entries}
        with QSignalBlocker(self.list):
            if not same:
                self.list.clear()
                for entry in entries:
                    item = QListWidgetItem()
                    item.setData(_ID, entry.id)
                    self.list.addItem(item)
            for row, entry in enumerate(entries):
                item = self.list.item(row)
                item.setText(self._text(entry))
                item.setToolTip("\n".join(str(path) for path in entry.paths[:20]))
            if before is not None and before.id in self._entries:
                self.select(before.id)
            elif entries:
                self.list.setCurrentRow(0)
        self._chosen()

    def _text(self, entry: CorpusEntry) -> str:
        if entry.sample:
            return self.tr("{0} (sample)").format(corpus_name(entry))
        return self.tr("{0} (missing)").format(entry.name) if entry.missing else entry.name

    @Slot()
    def _chosen(self) -> None:
        own = self.current is not None and not self.current.sample
        self.rename_button.setEnabled(own)
        self.remove_button.setEnabled(own)
        self.chosen.emit()

    @Slot(QPoint)
    def _menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Train on this"), self.request_train.emit)
        menu.addAction(self.tr("Write at once"), self.request_writing.emit)
        if self.current is not None and not self.current.sample:
            menu.addAction(self.tr("Rename…"), self.request_rename.emit)
            menu.addAction(self.tr("Remove"), self.request_remove.emit)
        menu.popup(self.list.mapToGlobal(position))
