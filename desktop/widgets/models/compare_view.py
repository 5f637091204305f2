"""Models compared: their curves overlaid, their figures in a table, and the same seed side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

import engine
from desktop import theme
from desktop.context import AppContext
from desktop.models.comparing import SideBySide, Written
from desktop.models.model_text import model_line
from desktop.training.training_text import CurvePoint
from desktop.widgets.areas import ColumnArea
from desktop.widgets.cards import EmptyState, MessageBar, heading, muted
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.forms import fill_choices, labelled
from desktop.widgets.models.compare_table import CompareTable, comparison_note
from desktop.widgets.stacking import StackingSplitter
from desktop.widgets.training.loss_plot import LossPlot
from desktop.wording.retranslate import as_typed

if TYPE_CHECKING:
    from engine import ModelInfo

LEAST, MOST = 2, 4
LENGTHS = {"char": 160, "word": 30}
NAME_ROLE = Qt.ItemDataRole.UserRole


class CompareView(QWidget):
    """Choose two to four language models on the left; everything about them is on the right."""

    request_back = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._infos: dict[str, ModelInfo] = {}
        self.setAccessibleName(self.tr("Compare models"))
        self.splitter = StackingSplitter(self)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)
        left, right = QWidget(), QWidget()
        self.splitter.addWidget(ColumnArea(left, 260, self.splitter))
        self.splitter.addWidget(ColumnArea(right, 420, self.splitter))
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([300, 790])
        self.splitter.setChildrenCollapsible(False)
        self.work = SideBySide(context.tasks, context.models_dir, self)
        self._build_choice(left)
        self._build_right(right)
        self.work.wrote.connect(self._wrote)
        self.work.finished.connect(self._show_writing)
        self.work.failed.connect(self.message.show_error)
        context.models_changed.connect(self._models_changed)
        context.theme_changed.connect(self.plot.apply_theme)
        self.plot.controls.remember(context.settings)
        self._show_chosen()

    def _build_choice(self, left: QWidget) -> None:
        self.back = QPushButton(self.tr("Back to training"), left)
        self.back.setProperty("role", "flat")
        self.back.clicked.connect(self.request_back)
        self.hint = muted(self.tr("Choose two to four language models."), left)
        self.list = QListWidget(left)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        labelled(self.list, self.tr("Models to compare"), self.tr("Space chooses a model; two to four"))
        self.list.itemChanged.connect(self._chosen)
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 20, 20, 20)
        column.setSpacing(10)
        column.addWidget(heading(self.tr("Compare models"), left, level=1))
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_right(self, right: QWidget) -> None:
        self.message = MessageBar(right)
        inside = self.inside = QWidget(right)
        self.plot = LossPlot(inside)
        self.plot.controls.axis.show()
        self.plot.setMinimumHeight(300)
        self.note = muted("", inside)
        self.table = CompareTable(inside)
        self.seed = QLineEdit(inside)
        self.seed.setMaxLength(400)
        self.seed.setPlaceholderText(self.tr("A few words, the same for every model"))
        labelled(self.seed, self.tr("Seed for all models"))
        self.seed.returnPressed.connect(self.write)
        self.seed.textChanged.connect(self._show_writing)
        self.sampling = QComboBox(inside)
        choices: list[tuple[str, object]] = [
            (self.tr("Temperature 0.7, seed 0"), 0.7),
            (self.tr("Always the most likely"), 0.0),
        ]
        fill_choices(self.sampling, choices)
        labelled(self.sampling, self.tr("How the next token is chosen"))
        self.write_button = QPushButton(self.tr("Write side by side"), inside)
        self.write_button.setProperty("role", "primary")
        self.write_button.clicked.connect(self.write)
        self.stop_button = QPushButton(self.tr("Stop"), inside)
        self.stop_button.clicked.connect(self.stop)
        buttons = QWidget(inside)
        row = FlowLayout(buttons, horizontal=8)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.sampling, self.write_button, self.stop_button):
            row.addWidget(widget)
        self.samples = [QPlainTextEdit(inside) for _ in range(MOST)]
        self.sample_titles = [as_typed(QLabel("", inside)) for _ in range(MOST)]
        columns = QGridLayout()  # a grid, so that all begin at one height though a name takes two lines
        columns.setHorizontalSpacing(10)
        columns.setVerticalSpacing(4)
        columns.setRowStretch(1, 1)
        for number, (title, sample) in enumerate(zip(self.sample_titles, self.samples, strict=True)):
            sample.setReadOnly(True)
            sample.setTabChangesFocus(True)
            sample.setMinimumHeight(theme.px(130))
            labelled(sample, self.tr("Writing"))
            title.setProperty("role", "muted")
            title.setWordWrap(True)
            columns.addWidget(title, 0, number, Qt.AlignmentFlag.AlignBottom)
            columns.addWidget(sample, 1, number)
        self._columns = columns
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.plot, 2)
        column.addWidget(self.note)
        column.addWidget(self.table)
        column.addWidget(heading(self.tr("The same seed side by side"), inside, level=3))
        column.addWidget(self.seed)
        column.addWidget(buttons)
        column.addLayout(columns, 1)
        self.empty = EmptyState(
            self.tr("Nothing to compare yet"),
            self.tr("Train two language models, for example with different cells, and choose them here."),
            "",
            right,
        )
        outer = QVBoxLayout(right)
        outer.setContentsMargins(20, 20, 24, 20)
        outer.addWidget(self.message)
        outer.addWidget(self.empty, 1)
        outer.addWidget(inside, 1)

    # -- the choice ---------------------------------------------------------------------------------------------------

    @Slot()
    def _models_changed(self) -> None:
        if self.isVisible():  # else `refresh` is called when it is shown
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Lists the language models again; the choice stays, at first it is the two newest."""
        try:
            infos = [info for info in self.context.store.models() if info.kind == "language"]
        except engine.EngineError as error:
            self.message.show_error(error)
            return
        before = self.chosen
        chosen = set(before) or {info.name for info in infos[:LEAST]}
        self._infos = {info.name: info for info in infos}
        blocker = QSignalBlocker(self.list)
        current = self.list.currentRow()
        self.list.clear()
        for info in infos:
            item = QListWidgetItem(info.name)
            item.setData(NAME_ROLE, info.name)
            item.setToolTip(model_line(info))
            item.setCheckState(Qt.CheckState.Checked if info.name in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        if infos:
            self.list.setCurrentRow(max(0, min(current, len(infos) - 1)))
        blocker.unblock()
        if self.chosen != before:
            self.stop()  # what the same models write goes on, and stays
        self._limit()
        self._show_chosen()

    @property
    def chosen(self) -> list[str]:
        """The names of the chosen models, in the order of the list."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [str(item.data(NAME_ROLE)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def choose(self, names: list[str]) -> None:
        """Chooses these models."""
        blocker = QSignalBlocker(self.list)
        for row in range(self.list.count()):
            item = self.list.item(row)
            wanted = item.data(NAME_ROLE) in names
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
        blocker.unblock()
        self._chosen()

    @Slot()
    def _chosen(self) -> None:
        self._limit()
        self.stop()
        self._show_chosen()

    def _limit(self) -> None:
        """Where the most are chosen, the others cannot be."""
        full = len(self.chosen) >= MOST
        blocker = QSignalBlocker(self.list)
        for row in range(self.list.count()):
            item = self.list.item(row)
            free = not full or item.checkState() == Qt.CheckState.Checked
            flags = item.flags() | Qt.ItemFlag.ItemIsEnabled
            item.setFlags(flags if free else flags & ~Qt.ItemFlag.ItemIsEnabled)
        blocker.unblock()

    def _show_chosen(self) -> None:
        infos = [self._infos[name] for name in self.chosen]
        enough = len(infos) >= LEAST
        if len(self._infos) >= LEAST:
            self.empty.title.setText(self.tr("Choose two to four models"))
            self.empty.text.setText(self.tr("Their curves, figures and writing appear here."))
        self.empty.setVisible(not enough)
        self.inside.setVisible(enough)
        self.plot.clear()
        self._show_writing()
        if not enough:
            return
        for info in infos:
            self.plot.start_run(info.name)
            for point in info.history:
                self.plot.add_step(point.step, point.loss, point.seconds)
                self.plot.add_point(CurvePoint(point.step, point.loss, point.val_loss, point.seconds))
        note = comparison_note(infos)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.table.show_models(infos)
        for number, (title, sample) in enumerate(zip(self.sample_titles, self.samples, strict=True)):
            shown = number < len(infos)
            title.setVisible(shown)
            sample.setVisible(shown)
            self._columns.setColumnStretch(number, int(shown))
            name = infos[number].name if shown else ""
            if title.text() != name:
                sample.clear()
            title.setText(name)
            labelled(sample, self.tr("Writing of {0}").format(name) if name else self.tr("Writing"))

    # -- the same seed ------------------------------------------------------------------------------------------------

    @Slot()
    def write(self) -> None:
        """Lets every chosen model continue the seed."""
        infos = [self._infos[name] for name in self.chosen]
        seed = self.seed.text()
        if not seed.strip() or len(infos) < LEAST or self.work.active:
            return
        for sample in self.samples:
            sample.clear()
        temperature = float(self.sampling.currentData())
        wanted = tuple(
            (
                info.name,
                engine.SamplingConfig(
                    length=LENGTHS[info.model.unit],
                    temperature=temperature,
                    greedy=not temperature,
                    finish_word=True,
                    avoid_loops=True,
                    seed=0,
                ),
            )
            for info in infos
        )
        try:
            self.work.start(wanted, seed)
        except engine.EngineError as error:
            self.message.show_error(error)
        self._show_writing()

    @Slot()
    def stop(self) -> None:
        """Ends the writing; what is there stays."""
        self.work.stop()

    @Slot(object)
    def _wrote(self, written: Written) -> None:
        sample = self.samples[written.number]
        if sample.isHidden():
            return
        sample.setPlainText(written.problem or self.seed.text() + written.text)

    @Slot()
    def _show_writing(self) -> None:
        active = self.work.active
        self.write_button.setEnabled(bool(self.seed.text().strip()) and not active)
        self.stop_button.setVisible(active)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.work.active:
                self.stop()
            else:
                self.request_back.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stop()
