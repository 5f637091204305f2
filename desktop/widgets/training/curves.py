"""The data behind a loss plot: bounded curves of steps, and the table of validations. No drawing here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, isfinite

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.training.training_text import CurvePoint

# More points than this are not visible on any screen; older ones are averaged in pairs.
MAX_POINTS = 1500
# Smoothing: within this share of the curve a point's weight falls to 37 %.
SMOOTHING = {"off": 0.0, "light": 0.01, "strong": 0.05}

Index = QModelIndex | QPersistentModelIndex


class BoundedCurve:
    """Points (step, loss, seconds) of which at most `limit` are kept; when full, neighbours are averaged in pairs."""

    def __init__(self, limit: int = MAX_POINTS) -> None:
        self.limit = limit
        self.steps: list[float] = []
        self.losses: list[float] = []
        self.seconds: list[float] = []

    def add(self, step: float, loss: float, seconds: float = 0.0) -> None:
        """Adds a point; one that is not finite is left out, so that a diverged step does not break the plot."""
        if not (isfinite(step) and isfinite(loss)):
            return
        self.steps.append(float(step))
        self.losses.append(float(loss))
        self.seconds.append(float(seconds))
        if len(self.steps) >= self.limit:
            self.steps, self.losses, self.seconds = _pairs(self.steps), _pairs(self.losses), _pairs(self.seconds)


def _pairs(values: list[float]) -> list[float]:
    """Means of neighbours; an odd last value stays."""
    halves = [(a + b) / 2 for a, b in zip(values[::2], values[1::2], strict=False)]
    return halves + values[len(halves) * 2 :]


def smoothed(xs: Sequence[float], ys: Sequence[float], share: float) -> list[float]:
    """An exponential moving average of `ys` over ascending `xs`.

    The weight of a point falls by the distance in x, over `share` of the whole range: a curve that is shown in more
    or fewer points looks the same. `share` 0 returns the values as they are.
    """
    if share <= 0 or len(xs) < 3 or xs[-1] <= xs[0]:
        return list(ys)
    reach = share * (xs[-1] - xs[0])
    result = [ys[0]]
    total, weight, before = ys[0], 1.0, xs[0]
    for x, y in zip(xs[1:], ys[1:], strict=True):
        fade = exp((before - x) / reach)
        total, weight, before = total * fade + y, weight * fade + 1.0, x
        result.append(total / weight)
    return result


@dataclass
class RunCurves:
    """The curves of one run: training loss by step, and its validations."""

    name: str
    training: BoundedCurve = field(default_factory=BoundedCurve)
    points: list[CurvePoint] = field(default_factory=list)
    held_out: list[CurvePoint] = field(default_factory=list)  # the points with a finite held-out loss
    best: CurvePoint | None = None  # the point with the lowest held-out loss

    def add(self, point: CurvePoint) -> None:
        """Adds a validation."""
        self.points.append(point)
        if point.val_loss is None or not isfinite(point.val_loss):
            return
        self.held_out.append(point)
        if self.best is None or self.best.val_loss is None or point.val_loss < self.best.val_loss:
            self.best = point


def nearest(steps: Sequence[float], step: float) -> int | None:
    """The index of the value in ascending `steps` nearest to `step`; None when there is none."""
    if not steps:
        return None
    return min(range(len(steps)), key=lambda i: abs(steps[i] - step))


class PointsModel(QAbstractTableModel):
    """The table twin of the plot: one row a validation."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[RunCurves, CurvePoint]] = []
        self._best_rows: dict[int, int] = {}

    def clear(self) -> None:
        """Forgets every row."""
        self.beginResetModel()
        self._rows = []
        self._best_rows = {}
        self.endResetModel()

    def append(self, run: RunCurves, point: CurvePoint) -> None:
        """Adds one validation at the end."""
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows))
        self._rows.append((run, point))
        self.endInsertRows()
        if run.best is point:
            before = self._best_rows.get(id(run))
            self._best_rows[id(run)] = len(self._rows) - 1
            if before is not None:
                self.dataChanged.emit(self.index(before, 5), self.index(before, 5))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and 1 <= section <= 4:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (
            self.tr("Run"),
            self.tr("Step"),
            self.tr("Time (s)"),
            self.tr("Training loss"),
            self.tr("Held-out loss"),
            self.tr("Best"),
        )
        return names[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and 1 <= index.column() <= 4:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        run, point = self._rows[index.row()]
        locale = QLocale()
        held_out = "–" if point.val_loss is None else locale.toString(point.val_loss, "f", 4)
        cells = (
            run.name,
            locale.toString(point.step),
            locale.toString(point.seconds, "f", 1),
            locale.toString(point.loss, "f", 4),
            held_out,
            self.tr("best") if run.best is point else "",
        )
        return cells[index.column()]
