"""One network of the side-by-side view: its tokens above, then a map for each state and gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.inside_text import (
    FORMULA_OF,
    formula_html,
    layer_text,
    network_sentence,
    shape_text,
    token_label,
    value_range,
    value_title,
)
from desktop.widgets.cards import heading, muted
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.forms import fill_choices, labelled
from desktop.widgets.models.heat_axes import ScaleBar, TokenAxis
from desktop.widgets.models.heat_map import LEAST_HEIGHT, LEAST_WIDTH, HeatMap
from desktop.wording.language import in_words

if TYPE_CHECKING:
    from engine import EngineError, Inside


class _ValueMap(QWidget):
    """The map of one state or gate under its name, its shape, its scale and its formula."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self.title = heading("", self, level=3)
        self.shape = muted("", self)
        self.shape.setWordWrap(False)
        self.scale = ScaleBar(self)
        self.formula = QLabel("", self)
        self.formula.setProperty("role", "muted")
        self.formula.setTextFormat(Qt.TextFormat.RichText)
        self.formula.setWordWrap(True)
        self.map = HeatMap(self)
        row = FlowRow(self, horizontal=10)
        for widget in (self.title, self.shape, self.scale):
            row.flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(row)
        column.addWidget(self.formula)
        column.addWidget(self.map)

    def show_layer(self, found: Inside, layer: int) -> None:
        """Shows the values of a layer."""
        values = found.layers[layer].values[self.name]
        formula = found.formulas[FORMULA_OF[found.cell][self.name]]
        low, high = value_range(self.name, values)
        self.title.setText(value_title(self.name))
        self.shape.setText(shape_text(*values.shape))
        self.scale.show_scale(low, high)
        self.formula.setText(formula_html(formula))
        self.map.show_values(values, high)
        labelled(self.map, f"{value_title(self.name)} {shape_text(*values.shape)}")


class InsideColumn(QWidget):
    """Shows an Inside. The cursor of its maps is one; what it points at is told by the view."""

    pointed = Signal(str, int, int)  # name of the value, step, unit
    layer_changed = Signal()
    scrolled = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Inside | None = None
        self.maps: dict[str, _ValueMap] = {}
        self.choice = QComboBox(self)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(14)
        self.choice.currentTextChanged.connect(self.choice.setToolTip)
        self.told = muted("", self)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.problem = QLabel("", self)
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.layers = QComboBox(self)
        labelled(self.layers, self.tr("Layer"))
        self.layers.currentIndexChanged.connect(self._layer_chosen)
        self.axis = TokenAxis(self)
        self._inner = QWidget(self)
        self._inner.setProperty("role", "scrolled")
        self._stack = QVBoxLayout(self._inner)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the tokens stay above the maps
        self.area.setWidget(self._inner)
        self.area.verticalScrollBar().valueChanged.connect(self.scrolled)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.choice, self.told, self.problem, self.layers, self.axis):
            self._column.addWidget(widget)
        self._column.addWidget(self.area, 1)
        self._column.addStretch(0)  # the choice stays above where there is nothing else
        self.apply_theme()

    @property
    def layer(self) -> int:
        """The layer on show, counted from 0 at the text."""
        return max(0, self.layers.currentIndex())

    def show_found(self, found: Inside | EngineError | None, *, layers: bool = False) -> None:
        """Shows a network, or why there is nothing to show; None leaves only the choice. `layers`: the layer can be
        chosen, here or in a column beside this one."""
        error = found if isinstance(found, Exception) else None
        self.found = None if isinstance(found, Exception) else found
        self.problem.setText("" if error is None else f"{in_words(error.message)} {in_words(error.hint)}".strip())
        self.problem.setVisible(error is not None)
        for widget in (self.told, self.axis, self.area):
            widget.setVisible(self.found is not None)
        self.layers.setVisible(self.found is not None and layers)
        if self.found is None:
            return
        self.told.setText(network_sentence(self.found))
        count = len(self.found.layers)
        self.layers.setEnabled(count > 1)
        fill_choices(self.layers, [(layer_text(number, count), number) for number in range(count)])
        names = list(FORMULA_OF[self.found.cell])
        if list(self.maps) != names:
            self._rebuild(names)
        self.axis.show_tokens(
            [token_label(t, unknown=step in self.found.unknown) for step, t in enumerate(self.found.tokens)]
        )
        self._show_layer()

    def _rebuild(self, names: list[str]) -> None:
        while self._stack.count():
            item = self._stack.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.maps = {name: _ValueMap(name, self._inner) for name in names}
        for shown in self.maps.values():
            shown.map.pointed.connect(self._pointed)
            self._stack.addWidget(shown)
            shown.show()
        self._stack.addStretch(1)

    def _show_layer(self) -> None:
        if self.found is not None:
            for shown in self.maps.values():
                shown.show_layer(self.found, self.layer)

    @Slot()
    def _layer_chosen(self) -> None:
        self._show_layer()
        self.layer_changed.emit()

    @Slot(int, int)
    def _pointed(self, step: int, unit: int) -> None:
        sender = self.sender()
        name = next((name for name, shown in self.maps.items() if shown.map is sender), "hidden")
        self.pointed.emit(name, step, unit)

    def set_cursor(self, step: int, unit: int) -> None:
        """Marks a step and a unit in every map; (-1, -1) marks none."""
        self.axis.set_step(step)
        for shown in self.maps.values():
            shown.map.set_cursor(step, unit)

    def tell(self, name: str, sentence: str) -> None:
        """Says what the cursor points at to a screen reader."""
        if name in self.maps:
            target = self.maps[name].map
            target.setAccessibleDescription(sentence)
            if target.hasFocus():
                QAccessible.updateAccessibility(QAccessibleEvent(target, QAccessible.Event.DescriptionChanged))

    def scroll_to(self, value: int) -> None:
        """Scrolls as far as another column has."""
        self.area.verticalScrollBar().setValue(value)

    def apply_theme(self) -> None:
        """Takes the colours and sizes of the theme in use."""
        bar = self.area.verticalScrollBar().sizeHint().width()
        self._column.setSpacing(theme.px(6))
        self._stack.setContentsMargins(0, 0, theme.px(6), 0)
        self._stack.setSpacing(theme.px(14))
        self.axis.setContentsMargins(0, 0, bar + theme.px(6), 0)
        self.axis.fit()
        self.area.setMinimumSize(theme.px(LEAST_WIDTH) + bar + theme.px(6), theme.px(LEAST_HEIGHT + 80))
        for shown in self.maps.values():
            shown.map.apply_theme()
            shown.scale.updateGeometry()
