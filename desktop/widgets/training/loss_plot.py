"""The live loss plot: training and held-out curves, the best point, what to compare them with, and a table twin."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.training.training_text import CurvePoint
from desktop.widgets.forms import labelled
from desktop.widgets.training.curves import PointsModel, RunCurves, nearest, smoothed
from desktop.widgets.training.plot_canvas import Band, PlotCanvas, Scene, Series
from desktop.widgets.training.plot_controls import PlotControls

REPAINT_MS = 100
SYMBOLS = ("o", "t", "s", "d")
DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
BAND_SHARE = 0.12  # width of the expected box, of the whole run


class LossPlot(QWidget):
    """Curves of one or more runs over the steps or the seconds; losses in nats per token."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs: list[RunCurves] = []
        self.repaints = 0
        self.ngram_loss: float | None = None
        self.expected: tuple[float, float] | None = None  # lowest and highest loss
        self.end_step = 0.0  # where the run should end; 0 while nobody knows
        self._messages = False
        self._last_paint = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._repaint)
        self.controls = PlotControls(self)
        self.controls.changed.connect(self._schedule)
        self.controls.toggle.toggled.connect(self._show_table)
        self.toggle = self.controls.toggle
        self._readout = QLabel("", self)
        self._readout.setProperty("role", "muted")
        self._readout.setAccessibleName(self.tr("Values under the pointer"))
        # Its text changes with every repaint: it must neither widen the page nor lay it out anew.
        self._readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._readout.setWordWrap(True)
        self._build_table()
        self.canvas = PlotCanvas(self)
        labelled(self.canvas, self.tr("Loss plot"))
        self.canvas.pointed.connect(self._pointed)
        self.canvas.pointer_left.connect(self._pointer_left)
        self.canvas.request_step.connect(self._move_crosshair)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.controls)
        column.addWidget(self._readout)
        column.addWidget(self._stack, 1)
        self.setMinimumHeight(240)
        self.apply_theme()
        self._repaint()
        self._describe()

    def _build_table(self) -> None:
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

    def sizeHint(self) -> QSize:
        """Small, so that what stands below it fits too: a scroll area gives its contents their wished height."""
        return QSize(480, 280)

    # -- data ---------------------------------------------------------------------------------------------------------

    def set_unit(self, *, messages: bool) -> None:
        """Says what the losses are counted in, for the axis: nats per token, or per message."""
        self._messages = messages
        self._schedule()

    @property
    def _axis(self) -> str:
        unit = self.tr("nats per message") if self._messages else self.tr("nats per token")
        return self.tr("Loss ({0})").format(unit)

    def retranslate(self) -> None:
        """Says it in the language in use."""
        self._describe()
        self._schedule()

    def clear(self) -> None:
        """Forgets every run."""
        self.runs = []
        self.ngram_loss = self.expected = None
        self.end_step = 0.0
        self.canvas.crosshair = None
        self.model.clear()
        self._describe()
        self._schedule()

    def start_run(self, name: str) -> None:
        """Begins the curves of another run; points go to it from now on."""
        self.runs.append(RunCurves(name))
        self.table.setColumnHidden(0, len(self.runs) < 2)
        self._schedule()

    def add_step(self, step: int, loss: float, seconds: float = 0.0) -> None:
        """Adds a training loss to the current run."""
        if not self.runs:
            self.start_run(self.tr("This run"))
        self.runs[-1].training.add(step, loss, seconds)
        self._schedule()

    def add_point(self, point: CurvePoint) -> None:
        """Adds a validation to the current run and to the table."""
        if not self.runs:
            self.start_run(self.tr("This run"))
        run = self.runs[-1]
        run.add(point)
        if point.val_loss is None:
            # With nothing held out, this mean is the steadier curve; quick runs send few single steps.
            run.training.add(point.step, point.loss, point.seconds)
        self.model.append(run, point)
        self._describe()
        self._schedule()

    def set_ngram(self, loss: float | None) -> None:
        """The held-out loss of a plain n-gram of the same corpus, as a dashed line."""
        self.ngram_loss = loss
        self._describe()
        self._schedule()

    def set_expected(self, low: float, high: float) -> None:
        """Where the held-out loss should end: a box at the end of the run."""
        self.expected = (low, high)
        self._schedule()

    def set_end(self, step: float) -> None:
        """The step at which the run should end, or has ended."""
        self.end_step = step

    # -- drawing ------------------------------------------------------------------------------------------------------

    @Slot()
    def apply_theme(self) -> None:
        """Takes the colours of the theme in use."""
        colors = theme.colors()
        self.canvas.set_colors(
            text=colors.muted, grid=colors.border_strong, surface=colors.surface, accent=colors.focus
        )
        self._schedule()

    @Slot()
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
        if not self.isVisible():
            return
        self._last_paint = time.monotonic()
        self.repaints += 1
        self.canvas.show_scene(self._scene())
        if self.canvas.crosshair is None:
            self._readout.setText(self._summary())

    def _scene(self) -> Scene:
        scene = Scene(
            x_title=self.tr("Time (s)") if self.controls.by_seconds else self.tr("Step"),
            y_title=self._axis,
            log=self.controls.log.isChecked(),
            empty=self.tr("The curve begins with the first steps."),
        )
        for index in range(len(self.runs)):
            scene.series += self._run_series(index)
        last = max((series.xs[-1] for series in scene.series if len(series.xs)), default=0.0)
        if last and self.expected is not None and len(self.runs) == 1 and not self.controls.by_seconds:
            end = max(last, self.end_step)
            scene.band = Band(
                end * (1 - BAND_SHARE),
                end,
                *self.expected,
                QColor(theme.colors().curves[2]),
                self.tr("expected at the end"),
            )
            last = end
        if last and self.ngram_loss is not None:
            purple = QColor(theme.colors().curves[3])
            line = Series([0.0, last], [self.ngram_loss] * 2, purple, self.tr("plain n-gram"), 1.8, DASHES[1])
            scene.series.append(line)
        return scene

    def _run_series(self, index: int) -> list[Series]:
        """Curves are told apart by colour and by pattern: training thin, held-out thick with symbols."""
        run, several = self.runs[index], len(self.runs) > 1
        curves = theme.colors().curves
        first = QColor(curves[(index if several else 0) % len(curves)])
        second = QColor(curves[(index if several else 1) % len(curves)])
        symbol = SYMBOLS[index % len(SYMBOLS)]
        dashes = DASHES[index % len(DASHES)] if several else DASHES[0]
        xs = run.training.seconds if self.controls.by_seconds else run.training.steps
        share = self.controls.share
        made = []
        if share:
            faint = QColor(first)
            faint.setAlpha(70)
            made.append(Series(xs, run.training.losses, faint, smooth=False, key="raw"))
        thin = QColor(first)
        thin.setAlpha(150 if several else 255)
        title = "" if several else self.tr("training, smoothed") if share else self.tr("training")
        losses = smoothed(xs, run.training.losses, share) if share else run.training.losses
        width = 1.6 if share else 1.0
        made.append(Series(xs, losses, thin, title, width, dashes, smooth=bool(share), key="training"))
        places = [p.seconds if self.controls.by_seconds else float(p.step) for p in run.held_out]
        scores = [p.val_loss or 0.0 for p in run.held_out]
        title = run.name if several else self.tr("held out")
        made.append(Series(places, scores, second, title, 2.4, symbol=symbol, key="held_out"))
        best = run.best
        if best is not None:
            place = best.seconds if self.controls.by_seconds else float(best.step)
            title = "" if several else self.tr("best")
            made.append(Series([place], [best.val_loss or 0.0], second, title, 0, symbol="star", key="best"))
        return made

    # -- words --------------------------------------------------------------------------------------------------------

    def _summary(self) -> str:
        """The state of the current run in one line."""
        locale = QLocale()
        if not self.runs or len(self.runs) > 1:
            return self.tr("{0}: lower is better").format(self._axis)
        run = self.runs[-1]
        parts = []
        if run.training.losses:
            parts.append(self.tr("training {0}").format(locale.toString(run.training.losses[-1], "f", 3)))
        if run.held_out:
            parts.append(self.tr("held out {0}").format(locale.toString(run.held_out[-1].val_loss or 0.0, "f", 3)))
        best = run.best
        if best is not None:
            parts.append(
                self.tr("best {0} at step {1}").format(
                    locale.toString(best.val_loss or 0.0, "f", 3), locale.toString(best.step)
                )
            )
        return " · ".join(parts)

    def readout_at(self, x: float) -> str:
        """The values of every run nearest to a place of the horizontal axis, as the crosshair shows them."""
        locale = QLocale()
        place = locale.toString(round(x))
        parts = [self.tr("{0} s").format(place) if self.controls.by_seconds else self.tr("step {0}").format(place)]
        for run in self.runs:
            index = nearest(run.training.seconds if self.controls.by_seconds else run.training.steps, x)
            words = []
            if index is not None:
                words.append(self.tr("training {0}").format(locale.toString(run.training.losses[index], "f", 3)))
            point = nearest([p.seconds if self.controls.by_seconds else float(p.step) for p in run.held_out], x)
            if point is not None:
                score = locale.toString(run.held_out[point].val_loss or 0.0, "f", 3)
                words.append(self.tr("held out {0}").format(score))
            if words:
                prefix = f"{run.name}: " if len(self.runs) > 1 else ""
                parts.append(prefix + ", ".join(words))
        return " · ".join(parts)

    @Slot(float)
    def _pointed(self, x: float) -> None:
        self.canvas.set_crosshair(x)
        self._readout.setText(self.readout_at(x))

    @Slot()
    def _pointer_left(self) -> None:
        if self.canvas.crosshair is not None:
            self.canvas.set_crosshair(None)
            self._readout.setText(self._summary())

    @Slot(int)
    def _move_crosshair(self, direction: int) -> None:
        """From one validation to the next, for the keyboard; begins at the best."""
        places: list[Any] = sorted(
            {p.seconds if self.controls.by_seconds else float(p.step) for run in self.runs for p in run.points}
        )
        if not places:
            return
        if self.canvas.crosshair is None:
            best = self.runs[-1].best
            start = places[-1] if best is None else best.seconds if self.controls.by_seconds else float(best.step)
            self._pointed(start)
            return
        index = nearest(places, self.canvas.crosshair) or 0
        self._pointed(places[max(0, min(len(places) - 1, index + direction))])

    @Slot(bool)
    def _show_table(self, table: bool) -> None:
        self._stack.setCurrentWidget(self.table if table else self.canvas)

    def _describe(self) -> None:
        """What a screen reader says about the plot; renewed by validations only, not by every step."""
        summary = self._summary() if self.runs else self.tr("Nothing has been trained yet.")
        if self.ngram_loss is not None:
            ngram = self.tr("plain n-gram {0}").format(QLocale().toString(self.ngram_loss, "f", 3))
            summary = f"{summary} · {ngram}"
        self.setAccessibleName(self.tr("Loss plot"))
        self.setAccessibleDescription(summary)
        self.canvas.setAccessibleDescription(summary)
