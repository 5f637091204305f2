"""The files of a corpus as a tree of folders: encoding, language, size, characters and state.

The rows are made as they are painted, so that a folder of fifty thousand files costs no more than one of ten.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from desktop import theme
from desktop.widgets.forms import labelled
from desktop.wording.language import in_words

if TYPE_CHECKING:
    from desktop.corpora.corpus_reading import FileRow

Index = QModelIndex | QPersistentModelIndex
NAME, ENCODING, LANGUAGE, SIZE, CHARACTERS, STATE = range(6)
SHOWN_ROWS = 5
EXPANDED_FILES = 500  # more are shown as closed folders
_NUMBERS = (SIZE, CHARACTERS)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WIDTHS = {NAME: 214, ENCODING: 86, LANGUAGE: 92, SIZE: 106, CHARACTERS: 104}


class Folder(NamedTuple):
    """The files of one folder, and what they are together."""

    path: str
    name: str
    rows: list[FileRow]
    size: int
    characters: int
    skipped: int


def shown_name(name: str) -> str:
    """A file name as it is read: Hangul that a Mac writes letter by letter is put together."""
    return unicodedata.normalize("NFC", name)


def by_folder(rows: Sequence[FileRow]) -> list[Folder]:
    """The files under their folders, which are named from the one that holds all of them; both sorted."""
    found: dict[str, list[FileRow]] = {}
    for row in rows:
        found.setdefault(os.path.dirname(row.path), []).append(row)
    try:
        common = os.path.commonpath(list(found)) if found else ""
    except ValueError:  # on several drives
        common = ""
    folders = []
    for path in sorted(found):
        files = sorted(found[path], key=lambda row: row.name)
        short = os.path.relpath(path, common) if common else path
        name = shown_name(Path(path).name if short == "." else short) or path
        read = [row for row in files if not row.reason]
        size, characters = sum(row.size for row in read), sum(row.characters for row in read)
        folders.append(Folder(path, name, files, size, characters, len(files) - len(read)))
    return folders


class FileModel(QAbstractItemModel):
    """One row a file, under its folder where the files lie in several. A child carries its folder's number plus one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folders: list[Folder] = []

    def set_rows(self, rows: Sequence[FileRow]) -> None:
        """Shows these files instead of those before."""
        self.beginResetModel()
        self.folders = by_folder(rows)
        self.endResetModel()

    @property
    def flat(self) -> bool:
        """Whether all files lie in one folder, which is then not shown."""
        return len(self.folders) == 1

    def row_at(self, index: Index) -> FileRow | None:
        """The file of a row; None where it is a folder."""
        if not index.isValid():
            return None
        number = index.internalId()
        if self.flat:
            return self.folders[0].rows[index.row()]
        return self.folders[number - 1].rows[index.row()] if number else None

    def index_of(self, path: str) -> QModelIndex:
        """The row of a file; an invalid index where it is not shown."""
        for number, folder in enumerate(self.folders):
            if folder.path == os.path.dirname(path):
                for place, row in enumerate(folder.rows):
                    if row.path == path:
                        above = QModelIndex() if self.flat else self.index(number, 0, QModelIndex())
                        return self.index(place, 0, above)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = QModelIndex()) -> Any:  # noqa: B008
        number = child.internalId() if child.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self.folders[0].rows) if self.flat else len(self.folders)
        if self.flat or parent.internalId() or parent.column():
            return 0
        return len(self.folders[parent.row()].rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _NUMBERS else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("File"),
            self.tr("Encoding"),
            self.tr("Language"),
            self.tr("Size"),
            self.tr("Characters"),
            self.tr("State"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = index.column(), self.row_at(index)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _NUMBERS:
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and column == STATE and row is not None and row.reason:
            return QColor(theme.colors().danger)
        if role == Qt.ItemDataRole.ToolTipRole and column == NAME:
            return shown_name(row.path if row is not None else self.folders[index.row()].path)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self._folder_cell(self.folders[index.row()], column) if row is None else self._file_cell(row, column)

    def _file_cell(self, row: FileRow, column: int) -> str:
        if column == NAME:
            return shown_name(row.name)
        if column == STATE:
            return self._state(row)
        if row.reason:
            return "–"
        locale = QLocale()
        if column == SIZE:
            return locale.formattedDataSize(row.size, 0 if row.size < 1024 else 1)
        if column == CHARACTERS:
            return locale.toString(row.characters)
        return self._language(row.language) if column == LANGUAGE else row.encoding or "–"

    def _folder_cell(self, folder: Folder, column: int) -> str:
        locale = QLocale()
        if column == NAME:
            return f"{folder.name} ({locale.toString(len(folder.rows))})"
        if column == SIZE:
            return locale.formattedDataSize(folder.size, 0 if folder.size < 1024 else 1)
        if column == CHARACTERS:
            return locale.toString(folder.characters)
        if column == STATE and folder.skipped:
            return self.tr("skipped: {0}").format(locale.toString(folder.skipped))
        return ""

    def _state(self, row: FileRow) -> str:
        if row.reason:
            return in_words(row.reason)
        if row.replaced:
            return self.tr("read, with replaced characters: {0}").format(QLocale().toString(row.replaced))
        return self.tr("read")

    def _language(self, language: str) -> str:
        words = {"ko": self.tr("Korean"), "en": self.tr("English"), "mixed": self.tr("both"), "other": self.tr("other")}
        return words.get(language, "–")


class FileTree(QTreeView):
    """The tree, as high as its rows, up to five."""

    row_chosen = Signal(object)  # the FileRow under the cursor; None for a folder

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files = FileModel(self)
        self.setModel(self.files)
        labelled(self, self.tr("Files of the corpus"), self.tr("The chosen file is shown below"))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setUniformRowHeights(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(theme.px(48))
        self.horizontalScrollBar().rangeChanged.connect(self._fit)
        self.expanded.connect(self._fit)
        self.collapsed.connect(self._fit)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.apply_theme()

    @Slot()
    def apply_theme(self) -> None:
        """Gives the columns their width under the zoom in use."""
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.px(width))
        self._fit()

    def show_rows(self, rows: Sequence[FileRow]) -> None:
        """Shows the files of a corpus, those that were skipped too; a file that is still there stays chosen."""
        chosen = self.current
        self.files.set_rows(rows)
        self.setRootIsDecorated(not self.files.flat)
        if len(rows) <= EXPANDED_FILES:
            self.expandAll()
        self._fit()
        place = self.files.index_of(chosen.path) if chosen is not None else QModelIndex()
        if not place.isValid():
            place = self.files.index(0, 0)
            if not self.files.flat and place.isValid() and self.isExpanded(place):
                place = self.files.index(0, 0, place)
        self.setCurrentIndex(place)

    def clear(self) -> None:
        """Shows nothing."""
        self.show_rows(())

    @property
    def current(self) -> FileRow | None:
        """The file under the cursor."""
        return self.files.row_at(self.currentIndex())

    def choose(self, path: str) -> None:
        """Puts the cursor on a file, where it is shown."""
        place = self.files.index_of(path)
        if place.isValid():
            self.setCurrentIndex(place)

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.row_chosen.emit(self.files.row_at(index))

    @Slot()
    def _fit(self) -> None:
        row = max(self.sizeHintForRow(0), self.fontMetrics().height() + 10)
        count = self.files.rowCount()
        for number in range(0 if self.files.flat else min(count, SHOWN_ROWS)):
            if self.isExpanded(self.files.index(number, 0)):
                count += len(self.files.folders[number].rows)
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.setFixedHeight(self.header().sizeHint().height() + row * max(1, min(SHOWN_ROWS, count)) + below + 6)
