"""The live loss plot: training and held-out curves, the best point, a readout under the pointer, and a table twin."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.training_text import CurvePoint
from desktop.widgets.curves import PointsModel, RunCurves, nearest

REPAINT_MS = 100  # ten repaints a second: each takes 10 to 20 ms of the window's thread
SYMBOLS = ("o", "t", "s", "d")
DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
DEFAULT_COLORS = {
    "curves": ("#2f6fde", "#c2571a", "#2a8a57", "#8a4fbf"),
    "text": "#444444",
    "grid": "#dddddd",
    "surface": "#ffffff",
}


def import_plotting(_control: object = None) -> None:
    """Imports pyqtgraph, which takes about half a second: on a worker thread, before `LossPlot.prepare`."""
    import pyqtgraph  # noqa: F401


class LossPlot(QWidget):
    """Curves of one or more runs over the steps; losses in nats per token.

    pyqtgraph is imported by `prepare`, never when the window starts; points that come before it are kept.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs: list[RunCurves] = []
        self.repaints = 0
        self._colors: dict[str, Any] = dict(DEFAULT_COLORS)
        self._axis = self.tr("Loss (nats per token)")
        self._pg: Any = None
        self._plot: Any = None
        self._items: list[dict[str, Any]] = []
        self._listed: list[set[str]] = []
        self._last_paint = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._repaint)

        self._readout = QLabel(self.tr("Loss (nats per token): lower is better"), self)
        self._readout.setProperty("role", "muted")
        self._readout.setAccessibleName(self.tr("Values under the pointer"))
        self.toggle = QPushButton(self.tr("Show as table"), self)
        self.toggle.setCheckable(True)
        self.toggle.setProperty("role", "flat")
        self.toggle.setAccessibleDescription(self.tr("Lists the points of the plot as rows"))
        self.toggle.toggled.connect(self._show_table)
        self.model = PointsModel(self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Points of the loss plot"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setColumnHidden(0, True)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._stack = QStackedWidget(self)
        self._canvas = QWidget(self)
        self._canvas_layout = QVBoxLayout(self._canvas)
        self._canvas_layout.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._canvas)
        self._stack.addWidget(self.table)

        top = QHBoxLayout()
        top.addWidget(self._readout, 1)
        top.addWidget(self.toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        self.setMinimumHeight(220)
        self._describe()

    def sizeHint(self) -> QSize:
        """Small, so that what stands below it fits too: a scroll area gives its contents their wished height."""
        return QSize(480, 260)

    # -- data ---------------------------------------------------------------------------------------------------------

    def set_unit(self, text: str) -> None:
        """Says what the losses are counted in, for the axis: "nats per token" or "nats per message"."""
        self._axis = self.tr("Loss ({0})").format(text)
        if self._plot is not None:
            self._plot.setLabel("left", self._axis)

    def clear(self) -> None:
        """Forgets every run."""
        self.runs = []
        self.model.clear()
        self._rebuild_items()
        self._describe()
        self._schedule()

    def start_run(self, name: str) -> None:
        """Begins the curves of another run; points go to it from now on."""
        self.runs.append(RunCurves(name))
        self.table.setColumnHidden(0, len(self.runs) < 2)
        if len(self.runs) == 2:
            self._rebuild_items()  # the first was drawn as the only one; now each has a colour of its own
        else:
            self._add_items(len(self.runs) - 1)

    def add_step(self, step: int, loss: float) -> None:
        """Adds a training loss to the current run."""
        if not self.runs:
            self.start_run(self.tr("This run"))
        self.runs[-1].training.add(step, loss)
        self._schedule()

    def add_point(self, point: CurvePoint) -> None:
        """Adds a validation to the current run and to the table."""
        if not self.runs:
            self.start_run(self.tr("This run"))
        run = self.runs[-1]
        run.points.append(point)
        if point.val_loss is None:
            # With nothing held out, this mean is the steadier curve; quick runs send few single steps.
            run.training.add(point.step, point.loss)
        self.model.append(run, point)
        self._describe()
        self._schedule()

    # -- drawing ------------------------------------------------------------------------------------------------------

    def set_colors(self, colors: dict[str, Any]) -> None:
        """Takes the theme's colours: "curves" (a sequence), "text", "grid", "surface"."""
        self._colors = {**DEFAULT_COLORS, **colors}
        self._apply_colors()
        self._rebuild_items()
        self._schedule()

    @Slot()
    def apply_theme(self) -> None:
        """Takes the colours of the theme in use."""
        from desktop.theme import colors

        theme = colors()
        self.set_colors(
            {"curves": theme.curves, "text": theme.muted, "grid": theme.border_strong, "surface": theme.surface}
        )

    @Slot()
    def prepare(self) -> None:
        """Imports pyqtgraph and builds the canvas, once."""
        if self._plot is not None:
            return
        import pyqtgraph

        self._pg = pyqtgraph
        plot = pyqtgraph.PlotWidget(self._canvas)
        plot.setAntialiasing(True)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.setLabel("bottom", self.tr("Step"))
        plot.setLabel("left", self._axis)
        plot.getAxis("left").enableAutoSIPrefix(False)
        plot.getAxis("bottom").enableAutoSIPrefix(False)
        plot.setAccessibleName(self.tr("Loss plot"))
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.plotItem.layout.setContentsMargins(4, 12, 14, 4)
        self._plot = plot
        self._legend = plot.addLegend(offset=(-12, 12))
        self._line = pyqtgraph.InfiniteLine(angle=90, movable=False)
        self._line.hide()
        plot.addItem(self._line, ignoreBounds=True)
        plot.scene().sigMouseMoved.connect(self._pointer_moved)
        plot.installEventFilter(self)
        self._canvas_layout.addWidget(plot)
        self._apply_colors()
        self._rebuild_items()
        self._describe()
        self._schedule()

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and self._plot is not None:
            self._line.hide()
            self._readout.setText(self._summary())
        return super().eventFilter(watched, event)

    def _apply_colors(self) -> None:
        if self._plot is None:
            return
        text = QColor(self._colors["text"])
        self._plot.setBackground(QColor(self._colors["surface"]))
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(QColor(self._colors["grid"]))
            axis.setTextPen(text)
            axis.label.setDefaultTextColor(text)
        self._line.setPen(self._pg.mkPen(text, width=1, style=Qt.PenStyle.DashLine))
        self._legend.setLabelTextColor(text)
        palette = self._plot.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(self._colors["surface"]))
        self._plot.setPalette(palette)

    def _rebuild_items(self) -> None:
        if self._plot is None:
            return
        for items in self._items:
            for item in items.values():
                self._plot.removeItem(item)
        self._legend.clear()
        self._items = []
        self._listed = []
        for index in range(len(self.runs)):
            self._add_items(index)

    def _add_items(self, index: int) -> None:
        """Curves are told apart by colour and by pattern: training thin, held-out thick with symbols."""
        if self._plot is None:
            return
        curves = self._colors["curves"]
        symbol = SYMBOLS[index % len(SYMBOLS)]
        several = len(self.runs) > 1
        first = QColor(curves[(index if several else 0) % len(curves)])
        second = QColor(curves[(index if several else 1) % len(curves)])
        thin = QColor(first)
        thin.setAlpha(120 if several else 255)
        items = {
            "training": self._plot.plot(
                pen=self._pg.mkPen(thin, width=1, style=DASHES[index % len(DASHES)] if several else DASHES[0]),
                antialias=False,  # thousands of points: a smooth thin line costs twice the time
            ),
            "held_out": self._plot.plot(
                pen=self._pg.mkPen(second, width=2.4, style=DASHES[index // len(curves) % len(DASHES)]),
                symbol=symbol,
                symbolSize=7,
                symbolBrush=second,
                symbolPen=self._pg.mkPen(second),
            ),
            "best": self._pg.ScatterPlotItem(
                symbol="star", size=17, brush=QColor(self._colors["surface"]), pen=self._pg.mkPen(second, width=2)
            ),
        }
        self._plot.addItem(items["best"])
        self._items.append(items)
        self._listed.append(set())

    def _list_in_legend(self, index: int) -> None:
        """Names a curve in the legend once it has points."""
        run, several = self.runs[index], len(self.runs) > 1
        names = {
            "training": (run.training.steps and not several, self.tr("training")),
            "held_out": (run.held_out, run.name if several else self.tr("held out")),
            "best": (run.held_out and not several, self.tr("best")),
        }
        for key, (wanted, name) in names.items():
            if wanted and key not in self._listed[index]:
                self._listed[index].add(key)
                self._legend.addItem(self._items[index][key], name)

    def _schedule(self) -> None:
        if self._timer.isActive():
            return
        waited = (time.monotonic() - self._last_paint) * 1000
        self._timer.start(max(0, int(REPAINT_MS - waited)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._schedule()

    @Slot()
    def _repaint(self) -> None:
        if self._plot is None or not self.isVisible():
            return
        self._last_paint = time.monotonic()
        self.repaints += 1
        for index, (run, items) in enumerate(zip(self.runs, self._items, strict=True)):
            items["training"].setData(run.training.steps, run.training.losses)
            held_out = run.held_out
            items["held_out"].setData([p.step for p in held_out], [p.val_loss for p in held_out])
            best = run.best
            items["best"].setData([best.step] if best else [], [best.val_loss] if best else [])
            self._list_in_legend(index)
        if not self._line.isVisible():
            self._readout.setText(self._summary())

    # -- words --------------------------------------------------------------------------------------------------------

    def _summary(self) -> str:
        """The state of the current run in one line."""
        locale = QLocale()
        if not self.runs:
            return self.tr("Loss (nats per token): lower is better")
        run = self.runs[-1]
        parts = []
        if run.training.losses:
            parts.append(self.tr("training {0}").format(locale.toString(run.training.losses[-1], "f", 3)))
        held_out = run.held_out
        if held_out:
            parts.append(self.tr("held out {0}").format(locale.toString(held_out[-1].val_loss or 0.0, "f", 3)))
        best = run.best
        if best is not None:
            parts.append(
                self.tr("best {0} at step {1}").format(
                    locale.toString(best.val_loss or 0.0, "f", 3), locale.toString(best.step)
                )
            )
        text = " · ".join(parts)
        return f"{run.name}: {text}" if len(self.runs) > 1 else text

    def readout_at(self, step: float) -> str:
        """The values of every run nearest to a step, as the crosshair shows them."""
        locale = QLocale()
        parts = [self.tr("step {0}").format(locale.toString(round(step)))]
        for run in self.runs:
            index = nearest(run.training.steps, step)
            words = []
            if index is not None:
                words.append(self.tr("training {0}").format(locale.toString(run.training.losses[index], "f", 3)))
            held_out = run.held_out
            point = nearest([float(p.step) for p in held_out], step)
            if point is not None:
                words.append(self.tr("held out {0}").format(locale.toString(held_out[point].val_loss or 0.0, "f", 3)))
            if words:
                prefix = f"{run.name}: " if len(self.runs) > 1 else ""
                parts.append(prefix + ", ".join(words))
        return " · ".join(parts)

    @Slot(object)
    def _pointer_moved(self, position: Any) -> None:
        if not self.runs or not self._plot.plotItem.sceneBoundingRect().contains(position):
            self._line.hide()
            return
        step = self._plot.plotItem.vb.mapSceneToView(position).x()
        self._line.setPos(step)
        self._line.show()
        self._readout.setText(self.readout_at(step))

    @Slot(bool)
    def _show_table(self, table: bool) -> None:
        self._stack.setCurrentWidget(self.table if table else self._canvas)
        self.toggle.setText(self.tr("Show as plot") if table else self.tr("Show as table"))

    def _describe(self) -> None:
        """What a screen reader says about the plot; renewed by validations only, not by every step."""
        summary = self._summary() if self.runs else self.tr("Nothing has been trained yet.")
        self.setAccessibleName(self.tr("Loss plot"))
        self.setAccessibleDescription(summary)
        if self._plot is not None:
            self._plot.setAccessibleDescription(summary)
