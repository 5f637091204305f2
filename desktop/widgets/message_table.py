"""The table of many checked mails: sorted and filtered in the model, so that ten thousand rows cost milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QDateTime, QLocale, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop import theme
from desktop.widgets.forms import labelled
from desktop.widgets.verdict_card import score

if TYPE_CHECKING:
    from engine import BatchRow

Index = QModelIndex | QPersistentModelIndex
SCORE, VERDICT, SUBJECT, SENDER, DATE, MAIL = range(6)
_WIDTHS = {SCORE: 86, VERDICT: 150, SUBJECT: 265, SENDER: 170, DATE: 190, MAIL: 140}
_RANK = {"spam": 2, "unsure": 1, "normal": 0}


@lru_cache(maxsize=20_000)
def moment(date: str) -> float:
    """The date of a mail in seconds since 1970; 0 where it is none."""
    try:
        return max(0.0, parsedate_to_datetime(date).timestamp())
    except (ValueError, OverflowError, TypeError, IndexError):
        return 0.0


# What each column is sorted by. Sorting by a key is ten times as fast as asking a proxy for every pair.
_KEYS: dict[int, Callable[[BatchRow], Any]] = {
    SCORE: lambda row: row.probability,
    VERDICT: lambda row: (_RANK[row.verdict], row.probability),
    SUBJECT: lambda row: row.subject.casefold(),
    SENDER: lambda row: row.sender.casefold(),
    DATE: lambda row: moment(row.date),
    MAIL: lambda row: (str(row.path), row.place),
}


class MessageModel(QAbstractTableModel):
    """One row a mail. `rows` are all of them as they came, `shown` those that pass the filter, in order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[BatchRow] = []
        self.shown: list[int] = []
        self._places: dict[tuple[Any, int], int] = {}
        self._column, self._order = SCORE, Qt.SortOrder.DescendingOrder
        self._words: tuple[str, ...] = ()
        self._verdict = ""

    def clear(self) -> None:
        """Forgets every mail."""
        self.beginResetModel()
        self.rows, self.shown, self._places = [], [], {}
        self.endResetModel()

    def extend(self, rows: Sequence[BatchRow]) -> None:
        """Adds mails, each where the order has it."""
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

    def update_rows(self, rows: Sequence[BatchRow]) -> None:
        """Puts mails that were judged again in the places of the same ones."""
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

    def set_filter(self, text: str, verdict: str) -> None:
        """Shows only mails that have every word of the text, and the verdict where one is given."""
        words = tuple(text.casefold().split())
        if (words, verdict) != (self._words, self._verdict):
            self._words, self._verdict = words, verdict
            self.refresh()

    def _passes(self, row: BatchRow) -> bool:
        if self._verdict and row.verdict != self._verdict:
            return False
        if not self._words:
            return True
        text = f"{row.subject}\n{row.sender}\n{row.name}".casefold()
        return all(word in text for word in self._words)

    def _sorted(self, places: list[int]) -> list[int]:
        key, rows = _KEYS[self._column], self.rows
        return sorted(places, key=lambda i: key(rows[i]), reverse=self._order == Qt.SortOrder.DescendingOrder)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column in _KEYS:
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

    def row_at(self, row: int) -> BatchRow | None:
        """The mail in a row of sight."""
        return self.rows[self.shown[row]] if 0 <= row < len(self.shown) else None

    def place_of(self, mail: BatchRow | None) -> int:
        """The row of sight of a mail; -1 where it is not shown."""
        place = None if mail is None else self._places.get((mail.path, mail.place))
        return self.shown.index(place) if place is not None and place in self.shown else -1

    def shown_rows(self) -> list[BatchRow]:
        """The mails in sight, in their order."""
        return [self.rows[place] for place in self.shown]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_KEYS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole and section == SCORE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (
            self.tr("Score"),
            self.tr("Verdict"),
            self.tr("Subject"),
            self.tr("Sender"),
            self.tr("Date"),
            self.tr("Mail"),
        )
        return titles[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.ForegroundRole and column == VERDICT:
            tokens = theme.colors()
            return QColor({"spam": tokens.danger, "unsure": tokens.warning, "normal": tokens.success}[row.verdict])
        if role == Qt.ItemDataRole.TextAlignmentRole and column == SCORE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return {MAIL: str(row.path), DATE: row.date}.get(column) or self._cell(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == VERDICT:
            return self._verdict_text(row)[2:]
        return self._cell(row, column) if role == Qt.ItemDataRole.DisplayRole else None

    def _cell(self, row: BatchRow, column: int) -> str:
        if column == SCORE:
            return score(row.probability)
        if column == VERDICT:
            return self._verdict_text(row)
        if column == DATE:
            seconds = moment(row.date)
            if not seconds:
                return row.date
            return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(seconds)), QLocale.FormatType.ShortFormat)
        return {SUBJECT: row.subject, SENDER: row.sender, MAIL: row.name}[column]

    def _verdict_text(self, row: BatchRow) -> str:
        words = {"spam": self.tr("✕ spam"), "unsure": self.tr("? unsure"), "normal": self.tr("✓ normal")}
        text = words[row.verdict]
        if row.decided_by == "mark":
            return self.tr("{0}, marked").format(text)
        return self.tr("{0}, alike").format(text) if row.decided_by == "similar" else text


class MessageTable(QTableView):
    """The table, with the mails that are most probably spam on top."""

    row_chosen = Signal(object)  # the BatchRow under the cursor, or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mails = MessageModel(self)
        self.setModel(self.mails)
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
        self.apply_theme()
        self.selectionModel().currentRowChanged.connect(self._moved)
        labelled(
            self,
            self.tr("Checked mails"),
            self.tr("Sorted by score; Return shows a mail, J marks it as spam, Shift+J as normal"),
        )

    @Slot()
    def apply_theme(self) -> None:
        """Gives the columns their width, and room for three rows, under the zoom in use."""
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.px(width))
        self.setMinimumHeight(theme.px(150))

    @property
    def current(self) -> BatchRow | None:
        """The mail under the cursor."""
        return self.mails.row_at(self.currentIndex().row())

    @property
    def neighbour(self) -> BatchRow | None:
        """The mail below the one under the cursor, or above it at the end."""
        row = self.currentIndex().row()
        return self.mails.row_at(row + 1) or (self.mails.row_at(row - 1) if row > 0 else self.current)

    def choose(self, mail: BatchRow | None) -> None:
        """Puts the cursor on a mail, where it is shown."""
        row = self.mails.place_of(mail)
        if row >= 0:
            self.setCurrentIndex(self.mails.index(row, 0))

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.row_chosen.emit(self.mails.row_at(index.row()) if index.isValid() else None)
