"""The table of many mails with its filter, its progress, and its export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.cards import muted
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.forms import labelled
from desktop.widgets.message_table import MessageTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine import BatchRow

STEPS = 1000
FILTER_MS = 150  # after the last key


class ManyMails(QWidget):
    """Counts the mails, filters them, stops their check, and offers them as a file."""

    request_stop = Signal()
    request_export = Signal()
    mail_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = MessageTable(self)
        self.table.activated.connect(self._open)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        labelled(self.bar, self.tr("Checking mails"))
        self.count = muted("", self)
        self.count.setWordWrap(False)
        self.stop_button = QPushButton(self.tr("S&top"), self)
        self.stop_button.clicked.connect(self.request_stop)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Filter by subject, sender or file"))
        self.filter.setClearButtonEnabled(True)
        labelled(self.filter, self.tr("Filter the mails"))
        self.verdict = QComboBox(self)
        for text, verdict in (
            (self.tr("All verdicts"), ""),
            (self.tr("Only spam"), "spam"),
            (self.tr("Only unsure"), "unsure"),
            (self.tr("Only normal"), "normal"),
        ):
            self.verdict.addItem(text, verdict)
        labelled(self.verdict, self.tr("Verdicts that are shown"))
        self.export_button = QPushButton(self.tr("Sav&e as CSV…"), self)
        self.export_button.clicked.connect(self.request_export)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FILTER_MS)
        self._timer.timeout.connect(self.apply_filter)
        self.filter.textChanged.connect(self._timer.start)
        self.filter.returnPressed.connect(self.apply_filter)
        self.verdict.currentIndexChanged.connect(self.apply_filter)
        row = FlowRow(self, horizontal=10)
        for widget in (self.filter, self.verdict, self.export_button, self.stop_button, self.count):
            row.flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(row)
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        self.apply_theme()
        self.end()

    @Slot()
    def apply_theme(self) -> None:
        """Takes the sizes of the zoom in use."""
        self.filter.setMinimumWidth(theme.px(270))
        self.table.apply_theme()

    def begin(self) -> None:
        """Empties the table and shows that a check goes on."""
        self.table.mails.clear()
        self.filter.clear()
        self.verdict.setCurrentIndex(0)
        self.apply_filter()
        self.count.setText(self.tr("Checking…"))
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop_button.setEnabled(True)
        self.stop_button.show()
        self.export_button.setEnabled(False)

    def add(self, rows: Sequence[BatchRow], progress: float | None = None) -> None:
        """Adds mails that were checked."""
        self.table.mails.extend(rows)
        if progress is not None:
            self.bar.setRange(0, STEPS)
            self.bar.setValue(round(progress * STEPS))
        self.count.setText(self.tr("{0} mails checked").format(self.locale().toString(len(self.table.mails.rows))))

    def judge_again(self, rows: Sequence[BatchRow]) -> None:
        """Shows mails that the person's marks have changed."""
        current = self.table.current
        self.table.mails.update_rows(rows)
        if current is not None and self.table.current is None:
            self.table.choose(current)
        if not self.stop_button.isVisibleTo(self):
            self.end()

    def end(self) -> None:
        """Shows that the check has ended, and what it found."""
        self.bar.hide()
        self.stop_button.hide()
        verdicts = [row.verdict for row in self.table.mails.rows]
        self.export_button.setEnabled(bool(verdicts))
        number = self.locale().toString
        text = self.tr("{0} mails: {1} spam, {2} unsure, {3} normal").format(
            number(len(verdicts)), *(number(verdicts.count(kind)) for kind in ("spam", "unsure", "normal"))
        )
        self.count.setText(text)

    @Slot()
    def apply_filter(self) -> None:
        """Shows what the filter lets through; the cursor stays on its mail."""
        self._timer.stop()
        current = self.table.current
        self.table.mails.set_filter(self.filter.text(), str(self.verdict.currentData() or ""))
        self.table.choose(current)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self.table.mails.row_at(index.row())
        if row is not None:
            self.mail_opened.emit(row)

    def focus_table(self) -> None:
        """Puts the cursor into the table, on its first mail where it is on none."""
        if self.table.current is None and self.table.mails.rowCount():
            self.table.setCurrentIndex(self.table.mails.index(0, 0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
