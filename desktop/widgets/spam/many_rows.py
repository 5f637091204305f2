"""A table of many checked texts with its filter, its progress, and its export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.cards import muted
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.spam.row_table import RowTable

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = 1000
FILTER_MS = 150  # after the last key


class ManyRows(QWidget):
    """Counts the rows, filters them, stops their check, and offers them as a file. Subclasses say what they are."""

    request_stop = Signal()
    request_export = Signal()
    row_opened = Signal(object)

    def __init__(self, table: RowTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        table.setParent(self)
        self.table.activated.connect(self._open)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.count = muted("", self)
        self.count.setWordWrap(False)
        self.stop_button = QPushButton(self.tr("S&top"), self)
        self.stop_button.clicked.connect(self.request_stop)
        self.filter = QLineEdit(self)
        self.filter.setClearButtonEnabled(True)
        self.verdict = QComboBox(self)
        self.export_button = QPushButton(self.tr("Sav&e as CSV…"), self)
        self.export_button.clicked.connect(self.request_export)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FILTER_MS)
        self._timer.timeout.connect(self.apply_filter)
        self.filter.textChanged.connect(self._timer.start)
        self.filter.returnPressed.connect(self.apply_filter)
        self.verdict.currentIndexChanged.connect(self.apply_filter)
        self.row = FlowRow(self, horizontal=10)
        for widget in (self.filter, self.verdict, self.export_button, self.stop_button, self.count):
            self.row.flow.addWidget(widget)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 8, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(self.row)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.table, 1)
        self.apply_theme()

    # What a subclass says.

    def so_far(self, count: str) -> str:
        """How many rows were checked by now."""
        raise NotImplementedError

    def summary(self) -> str:
        """What was found."""
        raise NotImplementedError

    # The rest is the same for all.

    @Slot()
    def apply_theme(self) -> None:
        """Takes the sizes of the zoom in use."""
        self.filter.setMinimumWidth(theme.px(270))
        self.table.apply_theme()

    def begin(self) -> None:
        """Empties the table and shows that a check goes on."""
        self.table.content.clear()
        self.filter.clear()
        self.verdict.setCurrentIndex(0)
        self.apply_filter()
        self.count.setText(self.tr("Checking…"))
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop_button.setEnabled(True)
        self.stop_button.show()
        self.export_button.setEnabled(False)

    def add(self, rows: Sequence[Any], progress: float | None = None) -> None:
        """Adds rows that were checked."""
        self.table.content.extend(rows)
        if progress is not None:
            self.bar.setRange(0, STEPS)
            self.bar.setValue(round(progress * STEPS))
        self.count.setText(self.so_far(self.locale().toString(len(self.table.content.rows))))

    def end(self) -> None:
        """Shows that the check has ended, and what it found."""
        self.bar.hide()
        self.stop_button.hide()
        self.export_button.setEnabled(bool(self.table.content.rows))
        self.count.setText(self.summary())

    @Slot()
    def apply_filter(self) -> None:
        """Shows what the filter lets through; the cursor stays on its row."""
        self._timer.stop()
        current = self.table.current
        self.table.content.set_filter(self.filter.text(), str(self.verdict.currentData() or ""))
        self.table.choose(current)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self.table.content.row_at(index.row())
        if row is not None:
            self.row_opened.emit(row)

    def focus_table(self) -> None:
        """Puts the cursor into the table, on its first row where it is on none."""
        if self.table.current is None and self.table.content.rowCount():
            self.table.setCurrentIndex(self.table.content.index(0, 0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
