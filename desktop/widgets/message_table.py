"""The table of many checked mails, sorted by score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop import theme
from desktop.widgets.forms import labelled
from desktop.widgets.verdict_card import odds

if TYPE_CHECKING:
    from engine import SpamReport

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class CheckedMail:
    """One mail of a folder or mailbox, with its report."""

    source: str
    report: SpamReport


class MessageModel(QAbstractTableModel):
    """One row a mail: score, verdict, subject, where it stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mails: list[CheckedMail] = []

    def clear(self) -> None:
        """Forgets every mail."""
        self.beginResetModel()
        self.mails = []
        self.endResetModel()

    def extend(self, mails: list[CheckedMail]) -> None:
        """Adds mails at the end."""
        if not mails:
            return
        first = len(self.mails)
        self.beginInsertRows(QModelIndex(), first, first + len(mails) - 1)
        self.mails.extend(mails)
        self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.mails)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole and section == 0:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("In 100"), self.tr("Verdict"), self.tr("Subject"), self.tr("Mail"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        mail, column = self.mails[index.row()], index.column()
        report = mail.report
        if role == SORT_ROLE:
            return (report.probability, report.verdict, report.subject.casefold(), mail.source)[column]
        if role == Qt.ItemDataRole.ForegroundRole and column == 1:
            tokens = theme.colors()
            return QColor({"spam": tokens.danger, "unsure": tokens.warning, "normal": tokens.success}[report.verdict])
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 0:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        words = {"spam": self.tr("✕ spam"), "unsure": self.tr("? unsure"), "normal": self.tr("✓ ordinary")}
        subject = report.subject or " ".join(report.text[:200].split())[:80]
        return (odds(report.probability), words[report.verdict], subject, mail.source)[column]


class MessageTable(QTableView):
    """The table, with the mails that are most probably spam on top."""

    mail_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mails = MessageModel(self)
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSortRole(SORT_ROLE)
        self.proxy.setSourceModel(self.mails)
        self.setModel(self.proxy)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 70), (1, 110), (3, 220)):
            self.setColumnWidth(column, theme.px(width))
        labelled(self, self.tr("Checked mails"), self.tr("Sorted by score; choosing one shows it"))
        self.selectionModel().currentRowChanged.connect(self._row_changed)

    @Slot(QModelIndex, QModelIndex)
    def _row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self.proxy.mapToSource(current).row()
        if 0 <= row < len(self.mails.mails):
            self.mail_chosen.emit(self.mails.mails[row])
