"""The table of many checked mails, sorted by score, and the line above it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
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
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.widgets.cards import muted
from desktop.widgets.forms import labelled
from desktop.widgets.verdict_card import odds

if TYPE_CHECKING:
    from engine import SpamReport

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class CheckedMail:
    """One mail of a folder or mailbox, with its report, which has evidence only where it is `explained`."""

    source: str
    report: SpamReport
    path: Path
    number: int  # of the mail in its file, from 1
    explained: bool = False

    def is_same(self, other: CheckedMail | None) -> bool:
        """Whether both are the same mail."""
        return other is not None and (self.path, self.number) == (other.path, other.number)


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

    def replace(self, mail: CheckedMail) -> None:
        """Puts a mail, now with its evidence, in the place of the same one."""
        for row, old in enumerate(self.mails):
            if old.is_same(mail):
                self.mails[row] = mail
                self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
                return

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


class ManyMails(QWidget):
    """The table under a line that counts the mails and can stop the check."""

    request_stop = Signal()
    mail_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = MessageTable(self)
        self.table.activated.connect(self._open)
        self.table.clicked.connect(self._open)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        labelled(self.bar, self.tr("Checking mails"))
        self.count = muted("", self)
        self.stop_button = QPushButton(self.tr("S&top"), self)
        self.stop_button.clicked.connect(self.request_stop)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.count)
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        column.addLayout(line)
        column.addWidget(self.table, 1)

    def begin(self) -> None:
        """Empties the table and shows that a check goes on."""
        self.table.mails.clear()
        self.count.setText(self.tr("Checking…"))
        self.bar.show()
        self.stop_button.setEnabled(True)
        self.stop_button.show()

    def add(self, mails: list[CheckedMail]) -> None:
        """Adds mails that were checked."""
        self.table.mails.extend(mails)
        self.count.setText(self.tr("{0} mails checked").format(self.locale().toString(len(self.table.mails.mails))))

    def end(self) -> None:
        """Shows that the check has ended, and what it found."""
        self.bar.hide()
        self.stop_button.hide()
        verdicts = [mail.report.verdict for mail in self.table.mails.mails]
        locale = self.locale()
        self.count.setText(
            self.tr("{0} mails: {1} spam, {2} unsure").format(
                locale.toString(len(verdicts)),
                locale.toString(verdicts.count("spam")),
                locale.toString(verdicts.count("unsure")),
            )
        )

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self.table.proxy.mapToSource(index).row()
        if 0 <= row < len(self.table.mails.mails):
            self.mail_opened.emit(self.table.mails.mails[row])
