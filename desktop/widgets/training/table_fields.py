"""Which table is learned from: the file, its columns of texts and of labels, and how many texts at most."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton, QSpinBox, QVBoxLayout, QWidget

from desktop.widgets.forms import FormRow, choose, fill_choices
from desktop.widgets.path_picker import dropped_paths

if TYPE_CHECKING:
    from engine import TableColumns

MOST = 20_000
ENDINGS = (".csv", ".tsv", ".jsonl", ".ndjson")


class TableFields(QWidget):
    """Emits `path_chosen` with a file; answer with `set_columns`. A table can be dropped here as well."""

    path_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.path: Path | None = None
        self.button = QPushButton(self.tr("Choose a table…"), self)
        self.button.clicked.connect(self._choose)
        kinds = self.tr("Tables: .csv, .tsv or .jsonl, with a text and its label in each row")
        self.path_row = FormRow(self.tr("Table"), self.button, kinds, self)
        self.text_box, self.label_box = QComboBox(self), QComboBox(self)
        for box in (self.text_box, self.label_box):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(9)
            box.setEnabled(False)
        self.text_row = FormRow(self.tr("Column of the texts"), self.text_box, parent=self)
        self.label_row = FormRow(self.tr("Column of the labels"), self.label_box, parent=self)
        self.limit = QSpinBox(self)
        self.limit.setRange(20, 1_000_000)
        self.limit.setSingleStep(5_000)
        self.limit.setGroupSeparatorShown(True)
        self.limit.setValue(MOST)
        self.limit_row = FormRow(
            self.tr("Texts at most"), self.limit, self.tr("20,000 take about a minute for two labels"), self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for row in (self.path_row, self.text_row, self.label_row, self.limit_row):
            column.addWidget(row)

    @property
    def text_column(self) -> str:
        """The chosen column of texts; empty before a table is known."""
        return str(self.text_box.currentData() or "")

    @property
    def label_column(self) -> str:
        """The chosen column of labels."""
        return str(self.label_box.currentData() or "")

    def set_path(self, path: Path) -> None:
        """Chooses a file; its columns are asked for."""
        self.path = path
        self.button.setText(path.name)
        self.button.setToolTip(str(path))
        self.button.setAccessibleName(self.tr("Table: {0}").format(path.name))
        self.path_row.set_error("")
        self.label_row.set_error("")
        for box in (self.text_box, self.label_box):
            fill_choices(box, (), keep=False)
            box.setEnabled(False)
        self.path_chosen.emit(path)

    def set_columns(self, columns: TableColumns) -> None:
        """Offers the columns and chooses the likely ones."""
        choices = [(name, name) for name in columns.names]
        for box, likely in ((self.text_box, columns.text), (self.label_box, columns.label)):
            fill_choices(box, choices, keep=False)
            choose(box, likely)
            box.setEnabled(True)

    @Slot()
    def _choose(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self, self.tr("Choose a table"), "", self.tr("Tables (*.csv *.tsv *.jsonl *.ndjson)")
        )
        if name:
            self.set_path(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(path.suffix.lower() in ENDINGS for path in dropped_paths(event)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = next((path for path in dropped_paths(event) if path.suffix.lower() in ENDINGS), None)
        if path is not None:
            event.acceptProposedAction()
            self.set_path(path)
