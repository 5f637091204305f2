"""A table of many checked texts: sorted and filtered in the model, so that ten thousand rows cost milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop import theme

Index = QModelIndex | QPersistentModelIndex
SCORE = 0  # the first column


class RowModel(QAbstractTableModel):
    """`rows` are all of them as they came, `shown` the places of those that pass the filter, in order.

    Subclasses say what the columns are. A row has a `path` and a `place`, by which it is known again.
    """

    KEYS: ClassVar[Mapping[int, Callable[[Any], Any]]] = {}  # what each column is sorted by

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Any] = []
        self.shown: list[int] = []
        self._places: dict[tuple[Any, int], int] = {}
        self._column, self._order = SCORE, Qt.SortOrder.DescendingOrder
        self._words: tuple[str, ...] = ()
        self._kind = ""

    # What a subclass says.

    def titles(self) -> tuple[str, ...]:
        """The titles of the columns."""
        raise NotImplementedError

    def cell(self, row: Any, column: int) -> str:
        """What stands in a cell."""
        raise NotImplementedError

    def kind_of(self, row: Any) -> str:
        """What the rows are chosen by beside their words."""
        raise NotImplementedError

    def words_of(self, row: Any) -> str:
        """The text in which words are looked for."""
        raise NotImplementedError

    def tint(self, row: Any, column: int) -> QColor | None:
        """The colour of a cell's text; None for the usual one."""
        return None

    def tip(self, row: Any, column: int) -> str:
        """What the pointer is told over a cell."""
        return self.cell(row, column)

    def spoken(self, row: Any, column: int) -> str:
        """What a screen reader says of a cell."""
        return self.cell(row, column)

    # The rest is the same for all.

    def clear(self) -> None:
        """Forgets every row."""
        self.beginResetModel()
        self.rows, self.shown, self._places = [], [], {}
        self.endResetModel()

    def extend(self, rows: Sequence[Any]) -> None:
        """Adds rows, each where the order has it."""
        first = len(self.rows)
        self.rows.extend(rows)
        self._places |= {(row.path, row.place): first + i for i, row in enumerate(rows)}
        new = [first + i for i, row in enumerate(rows) if self._passes(row)]
        if new:
            end = len(self.shown)
            self.beginInsertRows(QModelIndex(), end, end + len(new) - 1)
            self.shown.extend(new)
            self.endInsertRows()
            self._arrange()

    def update_rows(self, rows: Sequence[Any]) -> None:
        """Puts rows that were judged again in the places of the same ones."""
        for row in rows:
            place = self._places.get((row.path, row.place))
            if place is not None:
                self.rows[place] = row
        if rows:
            self.refresh()

    def refresh(self) -> None:
        """Filters and sorts anew."""
        shown = [i for i, row in enumerate(self.rows) if self._passes(row)]
        if len(shown) == len(self.shown) and set(shown) == set(self.shown):
            self._arrange()
            return
        self.beginResetModel()
        self.shown = self._sorted(shown)
        self.endResetModel()

    def set_filter(self, text: str, kind: str) -> None:
        """Shows only rows that have every word of the text, and the kind where one is given."""
        words = tuple(text.casefold().split())
        if (words, kind) != (self._words, self._kind):
            self._words, self._kind = words, kind
            self.refresh()

    def _passes(self, row: Any) -> bool:
        if self._kind and self.kind_of(row) != self._kind:
            return False
        if not self._words:
            return True
        text = self.words_of(row).casefold()
        return all(word in text for word in self._words)

    def _sorted(self, places: list[int]) -> list[int]:
        key, rows = self.KEYS[self._column], self.rows
        return sorted(places, key=lambda i: key(rows[i]), reverse=self._order == Qt.SortOrder.DescendingOrder)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column in self.KEYS:
            self._column, self._order = column, order
            self._arrange()

    def _arrange(self) -> None:
        """Sorts what is shown; what is selected stays so."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self.shown[index.row()] for index in before]
        self.shown = self._sorted(self.shown)
        if before:
            places = {place: row for row, place in enumerate(self.shown)}
            after = [self.index(places[place], index.column()) for place, index in zip(kept, before, strict=True)]
            self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def row_at(self, row: int) -> Any:
        """What is in a row of sight; None where there is none."""
        return self.rows[self.shown[row]] if 0 <= row < len(self.shown) else None

    def place_of(self, one: Any) -> int:
        """The row of sight of a row that came; -1 where it is not shown."""
        place = None if one is None else self._places.get((one.path, one.place))
        return self.shown.index(place) if place is not None and place in self.shown else -1

    def shown_rows(self) -> list[Any]:
        """What is in sight, in its order."""
        return [self.rows[place] for place in self.shown]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.KEYS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole and section == SCORE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.titles()[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self.tint(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == SCORE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(row, column)
        return self.spoken(row, column) if role == Qt.ItemDataRole.AccessibleTextRole else None


class RowTable(QTableView):
    """Such a table, with the highest scores on top."""

    row_chosen = Signal(object)  # the row under the cursor, or None

    def __init__(self, content: RowModel, widths: Mapping[int, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self._widths = widths
        content.setParent(self)
        self.setModel(content)
        self.setSortingEnabled(True)
        self.sortByColumn(SCORE, Qt.SortOrder.DescendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        self.apply_theme()
        self.selectionModel().currentRowChanged.connect(self._moved)

    @Slot()
    def apply_theme(self) -> None:
        """Gives the columns their width, and room for three rows, under the zoom in use."""
        for column, width in self._widths.items():
            self.setColumnWidth(column, theme.px(width))
        self.setMinimumHeight(theme.px(150))

    @property
    def current(self) -> Any:
        """The row under the cursor."""
        return self.content.row_at(self.currentIndex().row())

    @property
    def neighbour(self) -> Any:
        """The row below the one under the cursor, or above it at the end."""
        row = self.currentIndex().row()
        return self.content.row_at(row + 1) or (self.content.row_at(row - 1) if row > 0 else self.current)

    def choose(self, one: Any) -> None:
        """Puts the cursor on a row, where it is shown."""
        row = self.content.place_of(one)
        if row >= 0:
            self.setCurrentIndex(self.content.index(row, 0))

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.row_chosen.emit(self.content.row_at(index.row()) if index.isValid() else None)
