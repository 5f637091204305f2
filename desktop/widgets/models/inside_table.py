"""The values of a map as a table, a row a step and a column a unit: for a screen reader, and to read numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableView, QVBoxLayout, QWidget

from desktop.models.inside_text import FORMULA_OF, layer_text, number, reading, token_label, value_title
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.forms import choose, fill_choices, labelled

if TYPE_CHECKING:
    from engine import Inside

Index = QModelIndex | QPersistentModelIndex


class InsideModel(QAbstractTableModel):
    """One array of an Inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Inside | None = None
        self._layer, self._name = 0, "hidden"

    def show_values(self, found: Inside | None, layer: int, name: str) -> None:
        """Shows the values of a name in a layer."""
        self.beginResetModel()
        self._found, self._layer, self._name = found, layer, name
        self.endResetModel()

    def _shape(self) -> tuple[int, int]:
        return (0, 0) if self._found is None else self._found.layers[self._layer].shape

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._shape()[0]

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._shape()[1]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or self._found is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.tr("unit {0}").format(section + 1)
        token = token_label(self._found.tokens[section], unknown=section in self._found.unknown)
        return f"{section + 1}  {token}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._found is None:
            return None
        step, unit = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return number(self._found.layers[self._layer].values[self._name][step, unit], 3)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return reading(self._found, self._layer, self._name, step, unit)
        return None


class InsideTable(QWidget):
    """Chooses a network, a layer and a value, and shows its numbers."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._networks: list[tuple[str, Inside]] = []
        self.network, self.layer, self.value = QComboBox(self), QComboBox(self), QComboBox(self)
        for box, name in (
            (self.network, self.tr("Network")),
            (self.layer, self.tr("Layer")),
            (self.value, self.tr("State or gate")),
        ):
            labelled(box, name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.network.currentIndexChanged.connect(self._network_chosen)
        self.layer.currentIndexChanged.connect(self._show)
        self.value.currentIndexChanged.connect(self._show)
        self.values = InsideModel(self)
        self.table = QTableView(self)
        self.table.setModel(self.values)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        labelled(self.table, self.tr("Values"), self.tr("A row a step, a column a unit"))
        row = FlowRow(self)
        for box in (self.network, self.layer, self.value):
            row.flow.addWidget(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        column.addWidget(self.table, 1)

    @property
    def found(self) -> Inside | None:
        """The network on show."""
        place = self.network.currentIndex()
        return self._networks[place][1] if 0 <= place < len(self._networks) else None

    @property
    def shown(self) -> tuple[str, int, str]:
        """The title of the network, the layer and the name of the value on show."""
        layer, name = self.layer.currentData(), self.value.currentData()
        return self.network.currentText(), layer if isinstance(layer, int) else 0, str(name or "hidden")

    def show_networks(self, networks: Sequence[tuple[str, Inside]]) -> None:
        """Offers networks by title; the place of the one on show is kept."""
        place = max(0, self.network.currentIndex())
        self._networks = list(networks)
        fill_choices(self.network, [(title, number) for number, (title, _found) in enumerate(self._networks)])
        if self._networks:
            self.network.setCurrentIndex(min(place, len(self._networks) - 1))
        self._network_chosen()

    def select(self, network: int, layer: int, name: str) -> None:
        """Shows one array, as far as there is one."""
        self.network.setCurrentIndex(network)
        choose(self.layer, layer)
        choose(self.value, name)

    @Slot()
    def _network_chosen(self) -> None:
        found = self.found
        count = 0 if found is None else len(found.layers)
        names = [] if found is None else list(FORMULA_OF[found.cell])
        fill_choices(self.layer, [(layer_text(number, count), number) for number in range(count)])
        fill_choices(self.value, [(value_title(name), name) for name in names])
        self.layer.setVisible(count > 1)
        self._show()

    @Slot()
    def _show(self) -> None:
        _title, layer, name = self.shown
        found = self.found
        if found is not None and (layer >= len(found.layers) or name not in found.layers[layer].values):
            layer, name = 0, "hidden"
        self.values.show_values(found, layer, name)
        self.chosen.emit()
