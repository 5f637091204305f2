"""Paints curves, a band and a dashed line over two axes, with a legend and a crosshair.

Painted by hand: a general plotting library took 20 ms of the window's thread for each repaint, more than the 16 that
the window may wait (`make bench-gui`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, pi, sin

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets.training.plot_axes import Scale, padded, tick_decimals

FONT_PX = 12
MOST_X, MOST_Y = 7, 6
DRAWN = 600  # points of a smooth line; more would not be seen


@dataclass(frozen=True, slots=True)
class Series:
    """One curve or set of marks. `title` names it in the legend; `symbol` is one of "", "o", "t", "s", "d", "star"."""

    xs: Sequence[float]
    ys: Sequence[float]
    color: QColor
    title: str = ""
    width: float = 1.0
    style: Qt.PenStyle = Qt.PenStyle.SolidLine
    symbol: str = ""
    smooth: bool = True
    key: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A box: where the curve should end. `start` and `end` on the x axis."""

    start: float
    end: float
    low: float
    high: float
    color: QColor
    title: str


@dataclass(slots=True)
class Scene:
    """Everything that is painted."""

    series: list[Series] = field(default_factory=list)
    band: Band | None = None
    x_title: str = ""
    y_title: str = ""
    log: bool = False
    empty: str = ""


def symbol_shape(symbol: str, size: float) -> QPolygonF:
    """The outline of a mark around the origin."""
    if symbol == "star":
        turns = [(-pi / 2 + number * pi / 5, size if number % 2 == 0 else size * 0.45) for number in range(10)]
    else:
        corners = {"t": 3, "s": 4, "d": 4}.get(symbol, 12)
        tilt = pi / 4 if symbol == "s" else -pi / 2
        turns = [(tilt + number * 2 * pi / corners, size) for number in range(corners)]
    return QPolygonF([QPointF(r * cos(turn), r * sin(turn)) for turn, r in turns])


class PlotCanvas(QWidget):
    """Shows a Scene. The pointer, or the arrow keys, move the crosshair."""

    pointed = Signal(float)  # the crosshair was put at this x value
    pointer_left = Signal()
    request_step = Signal(int)  # an arrow key: -1 or 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = Scene()
        self.crosshair: float | None = None
        self._colors = {"text": QColor("#444444"), "grid": QColor("#dddddd"), "surface": QColor("#ffffff")}
        self._x = Scale(0.0, 1.0, 0.0, 1.0)
        self._y = Scale(0.0, 1.0, 1.0, 0.0)
        self._area = QRectF()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(220), theme.px(130))

    def set_colors(self, *, text: str, grid: str, surface: str, accent: str) -> None:
        """Takes colours of the theme."""
        values = {"text": text, "grid": grid, "surface": surface, "accent": accent}
        self._colors = {key: QColor(value) for key, value in values.items()}
        self.update()

    def show_scene(self, scene: Scene) -> None:
        """Paints this from now on."""
        self.scene = scene
        self._fit()
        self.update()

    def set_crosshair(self, x: float | None) -> None:
        """Puts the crosshair at a value of the x axis, or takes it away."""
        self.crosshair = x
        self.update()

    @property
    def legend(self) -> list[str]:
        """The names in the legend, from above."""
        names = [series.title for series in self.scene.series if series.title and len(series.xs)]
        band = self.scene.band
        return [*names, band.title] if band is not None else names

    # -- places -------------------------------------------------------------------------------------------------------

    def _font(self) -> QFont:
        return theme.sized(self.font(), FONT_PX)

    def _fit(self) -> None:
        """Finds the axes that hold everything."""
        shown = [series for series in self.scene.series if len(series.xs)]
        band = self.scene.band if shown else None
        last = max([series.xs[-1] for series in shown] + ([band.end] if band else []), default=1.0)
        lows = [min(series.ys) for series in shown] + ([band.low] if band else [])
        highs = [max(series.ys) for series in shown] + ([band.high] if band else [])
        log = self.scene.log and bool(shown)
        low, high = padded(min(lows), max(highs), log=log) if lows else (0.0, 1.0)
        metrics = QFontMetricsF(self._font())
        line = metrics.height()
        ticks = Scale(low, high, 0.0, 1.0, log).ticks(MOST_Y)
        decimals, locale = tick_decimals(ticks), QLocale()
        widest = max((metrics.horizontalAdvance(locale.toString(t, "f", decimals)) for t in ticks), default=line)
        left = line * 1.5 + widest + 10
        self._area = QRectF(left, 8, max(10.0, self.width() - left - 14), max(10.0, self.height() - 8 - 2.6 * line))
        self._x = Scale(0.0, max(last, 1e-9), self._area.left(), self._area.right())
        self._y = Scale(low, high, self._area.bottom(), self._area.top(), log)

    def place(self, x: float, y: float) -> QPointF:
        """The point of the widget where a value stands."""
        return QPointF(self._x.place(x), self._y.place(y))

    # -- events -------------------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        if self._area.contains(position) and self.legend:
            self.pointed.emit(self._x.value(position.x()))
        else:
            self.pointer_left.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointer_left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.request_step.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        elif event.key() == Qt.Key.Key_Escape and self.crosshair is not None:
            self.pointer_left.emit()
        else:
            super().keyPressEvent(event)

    # -- painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colors["surface"])
        painter.setFont(self._font())
        self._fit()
        shown = [series for series in self.scene.series if len(series.xs)]
        if not shown and self.scene.empty:
            painter.setPen(self._colors["text"])
            painter.drawText(self._area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.scene.empty)
        self._paint_axes(painter, labelled=bool(shown))
        if shown:
            self._paint_band(painter)
            painter.save()
            painter.setClipRect(self._area.adjusted(-8, -8, 8, 8))
            for series in shown:
                self._paint_series(painter, series)
            painter.restore()
            self._paint_legend(painter)
        if self.crosshair is not None and shown:
            x = round(self._x.place(min(max(self.crosshair, 0.0), self._x.high))) + 0.5
            painter.setPen(QPen(self._colors["text"], 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, self._area.top()), QPointF(x, self._area.bottom()))
        if self.hasFocus():
            painter.setPen(QPen(self._colors.get("accent", self._colors["text"]), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_axes(self, painter: QPainter, *, labelled: bool) -> None:
        area, locale = self._area, QLocale()
        line = QFontMetricsF(painter.font()).height()
        faint = QColor(self._colors["grid"])
        faint.setAlpha(70)
        ticks_x, ticks_y = (self._x.ticks(MOST_X), self._y.ticks(MOST_Y)) if labelled else ([], [])
        for tick in ticks_y:  # a filled row of pixels costs a tenth of a line that is half transparent
            painter.fillRect(QRectF(area.left(), round(self._y.place(tick)), area.width(), 1), faint)
        painter.setPen(QPen(self._colors["grid"], 1))
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(self._colors["text"])
        decimals = tick_decimals(ticks_y)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for tick in ticks_y:
            y = self._y.place(tick)
            text = locale.toString(tick, "f", decimals)
            painter.drawText(QRectF(0, y - line / 2, area.left() - 6, line), right, text)
        decimals = tick_decimals(ticks_x)
        for tick in ticks_x:
            text = locale.toString(tick, "f", decimals)
            wide = painter.fontMetrics().horizontalAdvance(text) + 2
            x = min(max(self._x.place(tick) - wide / 2, 0.0), self.width() - wide)
            painter.drawText(QRectF(x, area.bottom() + 3, wide, line), Qt.AlignmentFlag.AlignCenter, text)
        below = QRectF(area.left(), area.bottom() + 3 + line, area.width(), line * 1.3)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.scene.x_title)
        painter.save()
        painter.rotate(-90)
        beside = QRectF(-area.bottom(), 0, area.height(), line * 1.4)
        # A title longer than the axis runs over its ends rather than being cut.
        beside.adjust(-line, 0, min(line, area.top()), 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, self.scene.y_title)
        painter.restore()

    def _paint_band(self, painter: QPainter) -> None:
        band = self.scene.band
        if band is None:
            return
        box = QRectF(self.place(band.start, band.high), self.place(band.end, band.low)).normalized()
        self._paint_box(painter, box.adjusted(0, -1, 0, 1), band.color)

    def _paint_box(self, painter: QPainter, box: QRectF, color: QColor) -> None:
        fill = QColor(color)
        fill.setAlpha(60)
        painter.fillRect(box, fill)
        painter.setPen(QPen(color, 1, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)

    def _paint_series(self, painter: QPainter, series: Series) -> None:
        xs, ys = series.xs, series.ys
        stride = -(-len(xs) // DRAWN) if series.smooth and not series.symbol else 1
        if stride > 1:
            xs, ys = [*xs[:-1:stride], xs[-1]], [*ys[:-1:stride], ys[-1]]
        points = list(map(QPointF, self._x.places(xs), self._y.places(ys)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, series.smooth)
        if series.width:
            painter.setPen(QPen(series.color, series.width, series.style))
            painter.drawPolyline(QPolygonF(points))
        if series.symbol:
            self._paint_symbols(painter, series, points)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_symbols(self, painter: QPainter, series: Series, points: Sequence[QPointF]) -> None:
        star = series.symbol == "star"
        painter.setPen(QPen(series.color, 2 if star else 1))
        painter.setBrush(self._colors["surface"] if star else series.color)
        size = theme.px(9) if star else theme.px(3.5) if len(points) < 60 else theme.px(2)
        shape = symbol_shape(series.symbol, size)
        for point in points:
            painter.drawPolygon(shape.translated(point))

    def _paint_legend(self, painter: QPainter) -> None:
        """In the upper right corner, from which the curves fall away."""
        entries: list[Series | Band] = [s for s in self.scene.series if s.title and len(s.xs)]
        if self.scene.band is not None:
            entries.append(self.scene.band)
        if not entries:
            return
        metrics = QFontMetricsF(painter.font())
        line, sample = metrics.height() + 3, theme.px(26)
        room = self._area.width() - sample - 28
        names = [metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, room) for entry in entries]
        wide = sample + 16 + max(metrics.horizontalAdvance(name) for name in names)
        box = QRectF(self._area.right() - wide - 4, self._area.top() + 2, wide, line * len(entries) + 6)
        back = QColor(self._colors["surface"])
        back.setAlpha(215)
        painter.fillRect(box, back)
        for number, (entry, name) in enumerate(zip(entries, names, strict=True)):
            top = box.top() + 3 + number * line
            start, middle = QPointF(box.left() + 6, top + line / 2), box.left() + 6 + sample / 2
            if isinstance(entry, Band):
                self._paint_box(painter, QRectF(start.x(), top + 4, sample, line - 8), entry.color)
            else:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                if entry.width:
                    painter.setPen(QPen(entry.color, entry.width, entry.style))
                    painter.drawLine(start, QPointF(start.x() + sample, start.y()))
                if entry.symbol:
                    self._paint_symbols(painter, entry, [QPointF(middle, start.y())])
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(self._colors["text"])
            place = QRectF(box.left() + sample + 12, top, wide, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
