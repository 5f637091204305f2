"""The list of secrets: which of them are masked is chosen one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableView, QWidget

from desktop import theme
from desktop.corpora.secret_words import counted_words, kind_words
from desktop.widgets.cards import muted
from desktop.widgets.corpora.file_tree import shown_name
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.forms import labelled
from desktop.widgets.small_dialogs import FormDialog

if TYPE_CHECKING:
    from engine import SecretFinding, SecretReport

Index = QModelIndex | QPersistentModelIndex
KIND, EXCERPT, TIMES, PLACE = range(4)
_WIDTHS = {KIND: 200, EXCERPT: 430, TIMES: 64}


class SecretModel(QAbstractTableModel):
    """One row a different secret; the box in front of it says whether it is masked."""

    changed = Signal()

    def __init__(self, findings: Sequence[SecretFinding], kept: Collection[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.findings = tuple(findings)
        self.digests = tuple(finding.digest for finding in findings)
        self.masked = [digest not in kept for digest in self.digests]

    def set_all(self, masked: bool) -> None:
        """Checks every row, or none."""
        self.masked = [masked] * len(self.masked)
        self._tell(0, len(self.masked) - 1)

    def toggle(self, rows: Collection[int]) -> None:
        """Turns the boxes of some rows to what the first of them is not."""
        if rows:
            masked = not self.masked[min(rows)]
            for row in rows:
                self.masked[row] = masked
            self._tell(min(rows), max(rows))

    def _tell(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first, KIND), self.index(last, KIND))
            self.changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.findings)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Mask"), self.tr("Where it stands"), self.tr("Times"), self.tr("File"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() and index.column() == KIND else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == KIND:
            return Qt.CheckState.Checked if self.masked[row] else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and column == TIMES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        finding = self.findings[row]
        if column == KIND:
            return kind_words().get(finding.kind, finding.kind)
        if column == EXCERPT:
            return finding.excerpt
        if column == TIMES:
            return QLocale().toString(finding.times)
        name = shown_name(str(finding.file) if role == Qt.ItemDataRole.ToolTipRole else finding.file.name)
        return self.tr("{0}, line {1}").format(name, QLocale().toString(finding.line))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or index.column() != KIND:
            return False
        self.masked[index.row()] = Qt.CheckState(value) == Qt.CheckState.Checked
        self._tell(index.row(), index.row())
        return True


class SecretTable(QTableView):
    """The table; Space turns the boxes of all chosen rows."""

    def __init__(self, model: SecretModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.secrets = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.px(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.secrets.toggle({index.row() for index in self.selectedIndexes()})
        else:
            super().keyPressEvent(event)


class SecretReview(FormDialog):
    """Asks which secrets are masked. `kept` are the digests of those that were kept so far."""

    def __init__(self, report: SecretReport, kept: Collection[str], parent: QWidget) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Secrets in these texts"))
        self._kept = tuple(kept)
        self.secrets = SecretModel(report.findings, kept, self)
        self.table = SecretTable(self.secrets, self)
        labelled(
            self.table,
            self.tr("Secrets in these texts"),
            self.tr("A checked one is masked when a model is trained; Space checks or clears the chosen rows"),
        )
        self._report = report
        self.summary = muted("", self)
        self.retranslate()
        self.column.addWidget(self.summary)
        self.column.addWidget(self.table, 1)
        if sum(finding.times for finding in report.findings) < report.total:
            count = QLocale().toString(len(report.findings))
            more = self.tr("The first {0} different ones are listed. The others are masked where any is.")
            self.column.addWidget(muted(more.format(count), self))
        self.all_button = QPushButton(self.tr("Check &all"), self)
        self.none_button = QPushButton(self.tr("Check &none"), self)
        self.all_button.clicked.connect(self._check_all)
        self.none_button.clicked.connect(self._check_none)
        row = FlowRow(self)
        row.flow.addWidget(self.all_button)
        row.flow.addWidget(self.none_button)
        self.column.addWidget(row)
        self.finish()
        self.secrets.changed.connect(self._say)
        self._say()
        self.fit(900, 480)
        self.table.setFocus()
        if report.findings:
            self.table.setCurrentIndex(self.secrets.index(0, 0))

    def retranslate(self) -> None:
        """Says it in the language in use."""
        sentence = self.tr("{0}. Checked ones are masked when a model is trained; your files stay as they are.")
        self.summary.setText(sentence.format(counted_words(self._report.counts)))

    @property
    def kept(self) -> tuple[str, ...]:
        """The digests of those that are not checked, and of those kept before that were not found again."""
        masked = {digest for digest, yes in zip(self.secrets.digests, self.secrets.masked, strict=True) if yes}
        return tuple(dict.fromkeys(d for d in (*self._kept, *self.secrets.digests) if d not in masked))

    @property
    def masks(self) -> bool:
        """Whether any is masked."""
        return any(self.secrets.masked)

    @Slot()
    def _check_all(self) -> None:
        self.secrets.set_all(True)

    @Slot()
    def _check_none(self) -> None:
        self.secrets.set_all(False)

    @Slot()
    def _say(self) -> None:
        count = sum(self.secrets.masked)
        text = self.tr("&Mask {0}").format(QLocale().toString(count)) if count else self.tr("&Keep all")
        self.action.setText(text)
