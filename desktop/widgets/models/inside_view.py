"""Inside: what up to three recurrent networks compute at each step of the same text, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

import engine
from desktop import theme
from desktop.models.inside_text import as_csv, reading, shape_text, value_meaning, value_title
from desktop.models.inside_work import MOST, InsideReader, Network, Read
from desktop.models.model_text import CELLS
from desktop.widgets.cards import heading, muted
from desktop.widgets.current_stack import CurrentStack
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.forms import choose, fill_choices, labelled
from desktop.widgets.models.inside_column import InsideColumn
from desktop.widgets.models.inside_table import InsideTable

if TYPE_CHECKING:
    from desktop.context import AppContext
    from engine import Inside, ModelInfo

PAUSE_MS = 400  # after the last key
SEED_LENGTH = 400
SEEDS = {"en": "The sea was calm.", "ko": "바다가 조용했다."}  # until the person types another text


def side_by_side(name: str, infos: Sequence[ModelInfo]) -> list[Network]:
    """One network a cell, in the order in which they were invented: the model asked for, else the newest of its cell,
    else an untrained one."""
    found: dict[str, Network] = {}
    for info in infos:
        if info.name == name or info.model.cell not in found:
            found[info.model.cell] = Network(info.name, info.model.cell)
    return [found.get(cell, Network("", cell)) for cell in CELLS]


class InsideView(QWidget):
    """A text, and a column for each network that is chosen; or the numbers as a table."""

    request_back = Signal()
    request_train = Signal()
    request_status = Signal(str)

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Inside"))
        self.reader = InsideReader(context, self)
        self.reader.read.connect(self._read)
        context.models_changed.connect(self.reader.forget)
        context.theme_changed.connect(self.apply_theme)
        self._infos: list[ModelInfo] = []
        self._shown: Read | None = None
        self._place = (0, "hidden")  # the column and the value under the cursor
        self._at = (-1, -1)  # step and unit that are read out; none yet
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.look)
        self._build_top()
        self._build_columns()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(10)
        column.addWidget(self._head)
        column.addWidget(self.seed)
        column.addWidget(self.hint)
        column.addWidget(self.stack, 1)
        column.addWidget(self.readout)
        self.apply_theme()

    def _build_top(self) -> None:
        self._head = FlowRow(self, horizontal=12)
        self.back = QPushButton(self.tr("Back to the models"), self._head)
        self.back.setProperty("role", "flat")
        self.back.clicked.connect(self.request_back)
        self.table_button = QPushButton(self.tr("As a table"), self._head)
        self.table_button.setCheckable(True)
        self.table_button.toggled.connect(self._show_table)
        self.copy_button = QPushButton(self.tr("Copy as CSV"), self._head)
        self.copy_button.setAccessibleDescription(self.tr("Copies the values under the cursor, or those of the table"))
        self.copy_button.clicked.connect(self.copy)
        self.train_button = QPushButton(self.tr("Train one to compare"), self._head)
        self.train_button.clicked.connect(self.request_train)
        title = heading(self.tr("Inside"), self._head, level=1)
        for widget in (title, self.back, self.table_button, self.copy_button, self.train_button):
            self._head.flow.addWidget(widget)
        self.seed = QLineEdit(SEEDS["en"], self)
        self.seed.setMaxLength(SEED_LENGTH)
        self.seed.setPlaceholderText(self.tr("A text for the networks to read"))
        labelled(self.seed, self.tr("Text that the networks read"))
        self.seed.textChanged.connect(self._timer.start)
        self.seed.returnPressed.connect(self.look)
        self.hint = muted("", self)

    def _build_columns(self) -> None:
        holder = QWidget(self)
        self._row = QHBoxLayout(holder)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.columns = [InsideColumn(holder) for _ in range(MOST)]
        names = (self.tr("First network"), self.tr("Second network"), self.tr("Third network"))
        for column, name in zip(self.columns, names, strict=True):
            labelled(column.choice, name)
            column.choice.currentIndexChanged.connect(self._timer.start)
            column.pointed.connect(self._pointed)
            column.layer_changed.connect(self._told_again)
            column.scrolled.connect(self._scrolled)
            column.show_found(None)
            self._row.addWidget(column, 1)
        self.table = InsideTable(self)
        self.stack = CurrentStack(self)
        self.stack.addWidget(holder)
        self.stack.addWidget(self.table)
        self.readout = muted("", self)
        self.readout.setAccessibleName(self.tr("Value under the cursor"))

    # -- choosing -----------------------------------------------------------------------------------------------------

    def set_models(self, infos: Sequence[ModelInfo]) -> None:
        """Offers the language models that have a network; what is chosen stays where it is still there."""
        usable = [info for info in infos if info.kind == "language" and info.parameters]
        choices: list[tuple[str, object]] = [
            (f"{info.name} ({CELLS[info.model.cell]})", Network(info.name, info.model.cell)) for info in usable
        ]
        choices += [(self.tr("{0}, untrained").format(title), Network("", cell)) for cell, title in CELLS.items()]
        self._infos = usable
        for number, column in enumerate(self.columns):
            none = [(self.tr("None"), None)] if number else []
            fill_choices(column.choice, [*none, *choices])

    def look_at(self, name: str) -> None:
        """Shows a model beside networks of the two other cells."""
        for column, network in zip(self.columns, side_by_side(name, self._infos), strict=True):
            box = column.choice
            box.blockSignals(True)
            choose(box, network)
            box.blockSignals(False)
        if self.seed.text() in SEEDS.values():
            language = next((info.corpus.language for info in self._infos if info.name == name), "")
            self.seed.setText(SEEDS.get(language or "", SEEDS["en"]))
        self.seed.setFocus()
        self.look()

    @property
    def networks(self) -> list[Network]:
        """The chosen networks, from left to right."""
        chosen = (column.choice.currentData() for column in self.columns)
        return [network for network in chosen if isinstance(network, Network)]

    @Slot()
    def look(self) -> None:
        """Reads the text with every chosen network."""
        self._timer.stop()
        self.train_button.setVisible(any(not network.name for network in self.networks))
        if self.seed.text().strip():
            self.reader.ask(self.networks, self.seed.text())
        else:
            self.hint.setText(self.tr("Type a few words: each of them becomes a step."))
            self.hint.show()

    # -- showing ------------------------------------------------------------------------------------------------------

    @Slot(object)
    def _read(self, read: Read) -> None:
        self._shown = read
        cut = any(not isinstance(found, Exception) and found.cut for found in read.found)
        self.hint.setText(self.tr("Only the first {0} steps are shown.").format(engine.INSIDE_TOKENS) if cut else "")
        self.hint.setVisible(cut)
        found = dict(zip(read.networks, read.found, strict=True))
        layers = any(not isinstance(one, Exception) and len(one.layers) > 1 for one in read.found)
        for number, column in enumerate(self.columns):
            shown = found.get(column.choice.currentData())
            column.show_found(shown, layers=layers)
            self._row.setStretch(number, 0 if shown is None else 1)
        self._align()
        self.table.show_networks(self._sound())
        self._point(-1, -1)

    def _sound(self) -> list[tuple[str, Inside]]:
        """The networks on show, with their titles."""
        return [(column.choice.currentText(), column.found) for column in self.columns if column.found is not None]

    @Slot()
    def _align(self) -> None:
        """Begins the maps of all columns at one height."""
        told = [column.told for column in self.columns if column.found is not None]
        for label in told:
            label.setMinimumHeight(0)
        height = max((label.heightForWidth(label.width()) for label in told), default=0)
        for label in told:
            label.setMinimumHeight(height)

    def retranslate(self) -> None:
        """Reads the value out in the language in use."""
        self._point(*self._at)

    def _point(self, step: int, unit: int) -> None:
        self._at = (step, unit)
        column, name = self._place
        for number, other in enumerate(self.columns):
            same = number == column or self._same_tokens(number, column)
            other.set_cursor(step if same else -1, unit if same else -1)
        found = self.columns[column].found
        if found is None or step < 0:
            self.readout.setText(
                self.tr(
                    "Each column is a step of the text, each row a unit. Point at a map, or walk through it with the "
                    "arrow keys, to read a value."
                )
            )
            return
        told = reading(found, self.columns[column].layer, name, step, unit)
        self.columns[column].tell(name, told)
        self.readout.setText(f"{told} {value_meaning(name, found.cell)}")

    def _same_tokens(self, one: int, other: int) -> bool:
        first, second = self.columns[one].found, self.columns[other].found
        return first is not None and second is not None and len(first.tokens) == len(second.tokens)

    @Slot(str, int, int)
    def _pointed(self, name: str, step: int, unit: int) -> None:
        sender = self.sender()
        self._place = (next((i for i, column in enumerate(self.columns) if column is sender), 0), name)
        self._point(step, unit)

    @Slot()
    def _told_again(self) -> None:
        self._point(-1, -1)

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        for column in self.columns:
            column.scroll_to(value)

    @Slot(bool)
    def _show_table(self, wanted: bool) -> None:
        if wanted:
            column, name = self._place
            before = [number for number in range(column) if self.columns[number].found is not None]
            self.table.select(len(before), self.columns[column].layer, name)
            self.stack.setCurrentWidget(self.table)
            self.table.table.setFocus()
        else:
            self.stack.setCurrentIndex(0)
        self.readout.setVisible(not wanted)

    @Slot()
    def copy(self) -> None:
        """Puts the values under the cursor, or those of the table, on the clipboard."""
        if self.table_button.isChecked():
            title, layer, name = self.table.shown
            found = self.table.found
        else:
            place, name = self._place
            column = self.columns[place]
            found, layer, title = column.found, column.layer, column.choice.currentText()
        if found is None or name not in found.layers[layer].values:
            return
        values = found.layers[layer].values[name]
        QGuiApplication.clipboard().setText(as_csv(found.tokens, values))
        sentence = self.tr("Copied: {0} of “{1}” {2}")
        self.request_status.emit(sentence.format(value_title(name), title, shape_text(*values.shape)))

    # -- the rest -----------------------------------------------------------------------------------------------------

    @Slot()
    def apply_theme(self) -> None:
        """Takes the colours and sizes of the theme in use."""
        self._row.setSpacing(theme.px(16))
        self.readout.setMinimumHeight(2 * self.readout.fontMetrics().height())
        for column in self.columns:
            column.apply_theme()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self._align)  # once the columns have their width

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self._speak_again)

    @Slot()
    def _speak_again(self) -> None:
        if self._shown is not None:
            at = self._at
            self._read(self._shown)
            self._point(*at)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.request_back.emit()
            return
        super().keyPressEvent(event)
