"""The bin of the models: what lies in it, how much room that takes, and the ways out of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.models.model_text import date_text
from desktop.training.training_text import file_size
from desktop.widgets.cards import heading, muted
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.forms import labelled

if TYPE_CHECKING:
    from engine import BinnedModel

NAME, DATE, SIZE = range(3)


class BinView(QWidget):
    """A row a discarded model. It asks; the page does it, and lists the bin again."""

    request_back = Signal()
    request_restore = Signal(list)  # BinnedModels
    request_erase = Signal(list)  # BinnedModels
    request_empty = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Bin"))
        self._entries: tuple[BinnedModel, ...] = ()
        self.back = QPushButton(self.tr("Back to the models"), self)
        self.back.setProperty("role", "flat")
        self.back.clicked.connect(self.request_back)
        self.told = muted("", self)
        self.table = QTableWidget(0, 3, self)
        self.table.setHorizontalHeaderLabels([self.tr("Name"), self.tr("Deleted"), self.tr("Size")])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for place, mode in (
            (NAME, QHeaderView.ResizeMode.Stretch),
            (DATE, QHeaderView.ResizeMode.ResizeToContents),
            (SIZE, QHeaderView.ResizeMode.ResizeToContents),
        ):
            header.setSectionResizeMode(place, mode)
        labelled(self.table, self.tr("Models in the bin"), self.tr("Return brings a model back"))
        self.table.itemSelectionChanged.connect(self._chosen)
        self.table.itemActivated.connect(self.restore)
        delete = QShortcut(QKeySequence("Delete"), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.erase)
        self.restore_button = QPushButton(self.tr("Restore"), self)
        self.restore_button.setProperty("role", "primary")
        self.restore_button.clicked.connect(self.restore)
        self.erase_button = QPushButton(self.tr("Delete for good…"), self)
        self.erase_button.setProperty("role", "danger")
        self.erase_button.clicked.connect(self.erase)
        self.empty_button = QPushButton(self.tr("Empty the bin…"), self)
        self.empty_button.setProperty("role", "danger")
        self.empty_button.clicked.connect(self.request_empty)
        row = FlowRow(self)
        for button in (self.restore_button, self.erase_button, self.empty_button):
            row.flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(heading(self.tr("Bin"), self, level=1))
        column.addWidget(self.told)
        column.addWidget(row)
        column.addWidget(self.table, 1)
        self.show_entries(())

    @property
    def selected(self) -> list[BinnedModel]:
        """The selected models."""
        return [self._entries[row] for row in sorted({index.row() for index in self.table.selectedIndexes()})]

    def show_entries(self, entries: Sequence[BinnedModel]) -> None:
        """Lists the bin again; the cursor stays in its row."""
        row = max(0, self.table.currentRow())
        self._entries = tuple(entries)
        self.table.setRowCount(len(entries))
        for number, entry in enumerate(entries):
            cells = (entry.name, date_text(entry.discarded.partition(".")[0] + "Z"), file_size(entry.size_bytes))
            for place, text in enumerate(cells):
                self.table.setItem(number, place, QTableWidgetItem(text))
        size = file_size(sum(entry.size_bytes for entry in entries))
        if entries:
            number_text = self.locale().toString(len(entries))
            self.told.setText(
                self.tr("{0} models lie in the bin, until you empty it. They take {1}.").format(number_text, size)
                if len(entries) > 1
                else self.tr("One model lies in the bin, until you empty it. It takes {0}.").format(size)
            )
            self.table.selectRow(min(row, len(entries) - 1))
        else:
            self.told.setText(self.tr("The bin is empty. A model that you delete comes here first."))
        self.empty_button.setEnabled(bool(entries))
        self._chosen()

    @Slot()
    def _chosen(self) -> None:
        for button in (self.restore_button, self.erase_button):
            button.setEnabled(bool(self.selected))

    @Slot()
    def restore(self) -> None:
        """Asks for the selected models back."""
        if self.selected:
            self.request_restore.emit(self.selected)

    @Slot()
    def erase(self) -> None:
        """Asks for the selected models to be deleted for good."""
        if self.selected:
            self.request_erase.emit(self.selected)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.request_back.emit()
            return
        super().keyPressEvent(event)
