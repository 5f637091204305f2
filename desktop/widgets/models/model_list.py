"""The list of models: several can be selected, and where there are many they are searched and sorted."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.models.model_text import model_line
from desktop.widgets.cards import muted
from desktop.widgets.forms import labelled
from desktop.widgets.models.model_delegate import ModelDelegate

if TYPE_CHECKING:
    from engine import ModelInfo

MANY = 7  # more models than that are searched and sorted
NAME_ROLE = Qt.ItemDataRole.UserRole


def folded(text: str) -> str:
    """A text as it is searched: composed, and without capitals."""
    return unicodedata.normalize("NFC", text).casefold()


class ModelList(QWidget):
    """Models with their line, damaged ones with a word that says so."""

    selection_changed = Signal()
    request_use = Signal()
    request_rename = Signal()
    request_delete = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._infos: tuple[ModelInfo, ...] = ()
        self._damaged: tuple[tuple[str, str], ...] = ()
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        labelled(self.search, self.tr("Search the models"), self.tr("By name, kind, cell or file"))
        self.search.textChanged.connect(self._fill)
        self.sort = QComboBox(self)
        for text, order in (
            (self.tr("Newest first"), "created"),
            (self.tr("By name"), "name"),
            (self.tr("Largest first"), "size"),
        ):
            self.sort.addItem(text, order)
        labelled(self.sort, self.tr("Order of the models"))
        self.sort.currentIndexChanged.connect(self._fill)
        self.list = QListWidget(self)
        self.list.setItemDelegate(ModelDelegate(self.list))
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        keys = self.tr("Return uses a model, F2 renames it, Delete puts it into the bin")
        labelled(self.list, self.tr("Models"), keys)
        self.list.itemSelectionChanged.connect(self.selection_changed)
        self.list.itemActivated.connect(self.request_use)
        for key, signal in (("F2", self.request_rename), ("Delete", self.request_delete)):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(signal)
        self.tools = QWidget(self)
        self.found = muted("", self.tools)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.found, 1)
        row.addWidget(self.sort)
        tools = QVBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(8)
        tools.addWidget(self.search)
        tools.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tools)
        column.addWidget(self.list, 1)
        self.tools.hide()

    @property
    def selected(self) -> tuple[str, ...]:
        """The names of the selected models, in the order of the list."""
        rows = sorted(self.list.row(item) for item in self.list.selectedItems())
        return tuple(str(self.list.item(row).data(NAME_ROLE)) for row in rows)

    def show_models(
        self, infos: Sequence[ModelInfo], damaged: Sequence[tuple[str, str]], select: Sequence[str] = ()
    ) -> None:
        """Lists models again; `select` are selected, else those that are now, else the one in their place."""
        self._infos, self._damaged = tuple(infos), tuple(damaged)
        many = len(self._infos) + len(self._damaged) > MANY
        if not many and self.search.text():
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
        self.tools.setVisible(many)
        self._show(tuple(select) or self.selected)

    def select(self, names: Sequence[str]) -> bool:
        """Selects models by name; False where none of them is in sight."""
        self.list.blockSignals(True)
        found = [row for row in range(self.list.count()) if self.list.item(row).data(NAME_ROLE) in names]
        if found:
            self.list.setCurrentRow(found[0])
            for row in found[1:]:
                self.list.item(row).setSelected(True)
        self.list.blockSignals(False)
        return bool(found)

    @Slot()
    def _fill(self) -> None:
        self._show(self.selected)

    def _show(self, select: tuple[str, ...]) -> None:
        row = self.list.currentRow()
        words = folded(self.search.text()).split()
        self.list.blockSignals(True)
        self.list.clear()
        for name, line in self._sorted():
            text = folded(f"{name}\n{line}")
            if all(word in text for word in words):
                item = QListWidgetItem(f"{name}\n{line}")
                item.setData(NAME_ROLE, name)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {line}")
                self.list.addItem(item)
        if not self.select(select) and self.list.count():
            self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        self.list.blockSignals(False)
        total = len(self._infos) + len(self._damaged)
        number = self.locale().toString
        self.found.setText(
            self.tr("{0} of {1} models").format(number(self.list.count()), number(total))
            if words
            else self.tr("{0} models").format(number(total))
        )
        self.selection_changed.emit()

    def _sorted(self) -> list[tuple[str, str]]:
        """Names with their lines: as the store has them (newest first, samples last), by name, or by size."""
        infos = list(self._infos)
        order = self.sort.currentData() if len(infos) + len(self._damaged) > MANY else "created"
        if order == "size":
            infos.sort(key=lambda info: -info.size_bytes)
        rows = [(info.name, model_line(info)) for info in infos]
        rows += [(name, self.tr("Damaged: cannot be used")) for name, _sentence in self._damaged]
        if order == "name":
            rows.sort(key=lambda row: folded(row[0]))
        return rows
