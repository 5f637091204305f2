"""Painted values of a recurrent network: steps from left to right, units from top to bottom, a colour a value.

The colours run from blue over the surface of the theme to orange, which people with any kind of colour blindness can
tell apart; equal colours mean equal numbers in every map whose scale is the same.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.theme import Colors

SHADES = 255  # an odd number, so that zero has a shade of its own
LEAST_HEIGHT, LEAST_WIDTH = 120, 170
PAGE = 10  # units that Page Up and Page Down move by


def shade(tokens: Colors, share: float) -> QColor:
    """The colour of a value as a share of the scale, -1 (blue) to 1 (orange); 0 is the surface of the theme."""
    end = QColor(tokens.curves[0 if share < 0 else 1])
    middle = QColor(tokens.surface)
    part = min(1.0, abs(share))
    return QColor(
        *(
            round(a + (b - a) * part)
            for a, b in zip(
                (middle.red(), middle.green(), middle.blue()), (end.red(), end.green(), end.blue()), strict=True
            )
        )
    )


def color_table(tokens: Colors) -> list[int]:
    """The colours of all shades as Qt's 32-bit numbers."""
    half = (SHADES - 1) // 2
    return [shade(tokens, (place - half) / half).rgb() for place in range(SHADES)]


class HeatMap(QWidget):
    """One array (steps, units). The pointer or the arrow keys move a cursor, which all maps of a network share."""

    pointed = Signal(int, int)  # step and unit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._codes = np.zeros((0, 0), np.uint8)
        self._cursor: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, values: np.ndarray, high: float) -> None:
        """Paints (steps, units); the scale runs from -high to high, so that a gate takes half of the colours."""
        half = (SHADES - 1) // 2
        shares = np.clip(values / high, -1, 1)
        self._codes = np.ascontiguousarray(np.rint(shares.T * half + half).astype(np.uint8))
        units, steps = self._codes.shape
        self._image = QImage(self._codes.data, steps, units, steps, QImage.Format.Format_Indexed8)
        self.apply_theme()
        if self._cursor is not None and (self._cursor[0] >= steps or self._cursor[1] >= units):
            self._cursor = None

    @property
    def shape(self) -> tuple[int, int]:
        """Steps and units."""
        units, steps = self._codes.shape
        return steps, units

    def apply_theme(self) -> None:
        """Takes the colours and sizes of the theme in use."""
        if self._image is not None:
            self._image.setColorTable(color_table(theme.colors()))
        self.setMinimumWidth(theme.px(LEAST_WIDTH))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        units = max(1, self._codes.shape[0])
        # A whole number of pixels a unit, so that no unit is left out or looks larger than another.
        pixels = max(1, -(-theme.px(LEAST_HEIGHT) // units))
        return QSize(theme.px(LEAST_WIDTH), units * pixels + 2)

    def set_cursor(self, step: int, unit: int) -> None:
        """Marks a value; (-1, -1) marks none."""
        steps, units = self.shape
        cursor = (step, unit) if 0 <= step < steps and 0 <= unit < units else None
        if cursor != self._cursor:
            self._cursor = cursor
            self.update()

    @property
    def cursor_at(self) -> tuple[int, int] | None:
        """The marked step and unit."""
        return self._cursor

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(1, 1, -1, -1)

    def cell(self, step: int, unit: int) -> QRectF:
        """Where a value is painted."""
        area, (steps, units) = self._area(), self.shape
        width, height = area.width() / max(1, steps), area.height() / max(1, units)
        return QRectF(area.left() + step * width, area.top() + unit * height, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.colors()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        if self._image is not None:
            painter.drawImage(self._area(), self._image)
        painter.setPen(QPen(QColor(tokens.focus if self.hasFocus() else tokens.border_strong), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self._cursor is not None:
            self._paint_cursor(painter, tokens)
        painter.end()

    def _paint_cursor(self, painter: QPainter, tokens: Colors) -> None:
        area, cell = self._area(), self.cell(*self._cursor) if self._cursor else QRectF()
        line = QColor(tokens.text)
        line.setAlpha(110)
        painter.setPen(QPen(line, 1))
        middle = cell.center()
        painter.drawLine(QPointF(middle.x(), area.top()), QPointF(middle.x(), area.bottom()))
        painter.drawLine(QPointF(area.left(), middle.y()), QPointF(area.right(), middle.y()))
        least = theme.px(8)
        box = QRectF(0, 0, max(least, cell.width()), max(least, cell.height()))
        box.moveCenter(middle)
        painter.setPen(QPen(QColor(tokens.surface), 4))
        painter.drawRect(box)
        painter.setPen(QPen(QColor(tokens.text), 2))
        painter.drawRect(box)

    def _point(self, step: int, unit: int) -> None:
        steps, units = self.shape
        if steps and units:
            self.pointed.emit(min(max(step, 0), steps - 1), min(max(unit, 0), units - 1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area, (steps, units) = self._area(), self.shape
        x, y = event.position().x() - area.left(), event.position().y() - area.top()
        self._point(int(x * steps / max(1.0, area.width())), int(y * units / max(1.0, area.height())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._point(*(self._cursor or (0, 0)))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, unit = self._cursor or (0, 0)
        steps, _units = self.shape
        moves = {
            Qt.Key.Key_Left: (step - 1, unit),
            Qt.Key.Key_Right: (step + 1, unit),
            Qt.Key.Key_Up: (step, unit - 1),
            Qt.Key.Key_Down: (step, unit + 1),
            Qt.Key.Key_PageUp: (step, unit - PAGE),
            Qt.Key.Key_PageDown: (step, unit + PAGE),
            Qt.Key.Key_Home: (0, unit),
            Qt.Key.Key_End: (steps - 1, unit),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
        else:
            self._point(*move)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()
