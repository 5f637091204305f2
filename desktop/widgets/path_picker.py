"""A small list of files and folders, with buttons to add to it and to empty it; takes dropped files too."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget


def dropped_paths(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    """The local files and folders of a drag; addresses of other places are left out."""
    return local_paths(event.mimeData())


def local_paths(data: QMimeData) -> list[Path]:
    """The local files and folders that were copied or dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


class PathPicker(QWidget):
    """Chosen files and folders.

    Args:
        what: what is chosen, for the names of the controls ("Ordinary messages").
        placeholder: what the list says while nothing is chosen.
    """

    changed = Signal()

    def __init__(self, what: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = what
        self._placeholder = placeholder
        self._paths: list[Path] = []
        self.list = QListWidget(self)
        self.list.setFixedHeight(max(48, 2 * self.fontMetrics().height() + 16))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.files = QPushButton(self.tr("Add files…"), self)
        self.folder = QPushButton(self.tr("Add folder…"), self)
        self.empty = QPushButton(self.tr("Clear"), self)
        self.list.setAccessibleName(what)
        self.files.setAccessibleName(self.tr("Add files: {0}").format(what))
        self.folder.setAccessibleName(self.tr("Add a folder: {0}").format(what))
        self.empty.setAccessibleName(self.tr("Clear: {0}").format(what))
        self.files.clicked.connect(self._choose_files)
        self.folder.clicked.connect(self._choose_folder)
        self.empty.clicked.connect(self.clear)
        self.setFocusProxy(self.list)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.files, self.folder, self.empty):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.list)
        column.addLayout(buttons)
        self.setAcceptDrops(True)
        self._refresh()

    @property
    def paths(self) -> tuple[Path, ...]:
        """What is chosen, in the order in which it was added."""
        return tuple(self._paths)

    def add(self, paths: Sequence[Path]) -> None:
        """Adds paths that are not yet in the list."""
        for path in paths:
            if path not in self._paths:
                self._paths.append(path)
        self._refresh()
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Forgets every path."""
        self._paths.clear()
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        self.list.clear()
        for path in self._paths:
            item = QListWidgetItem(path.name or str(path))
            item.setToolTip(str(path))
            self.list.addItem(item)
        if not self._paths:
            item = QListWidgetItem(self._placeholder)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.empty.setEnabled(bool(self._paths))

    @Slot()
    def _choose_files(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(self, self._what)
        self.add([Path(name) for name in names])

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self._what)
        if name:
            self.add([Path(name)])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.add(paths)
