"""What stands around a heat map: the numbers of its colours, and the tokens above its columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.models.inside_text import number
from desktop.widgets.models.heat_map import shade

FONT_PX = 12
LONGEST_TOKEN = 90  # pixels of an upright token that are shown


class ScaleBar(QWidget):
    """The colours of a scale with the numbers of its ends, and of its middle where that is zero."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low, self._high = -1.0, 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_scale(self, low: float, high: float) -> None:
        """Shows a scale from `low` to `high`."""
        self._low, self._high = low, high
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return theme.sized(self.font(), FONT_PX)

    def _ends(self) -> tuple[str, str]:
        decimals = 0 if self._high == round(self._high) else 1
        return number(self._low, decimals), number(self._high, decimals)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        words = sum(metrics.horizontalAdvance(text) for text in self._ends())
        return QSize(round(words) + theme.px(64 + 12), round(metrics.height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, metrics = theme.colors(), QFontMetricsF(self._font())
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(QColor(tokens.muted))
        first, last = self._ends()
        room = QRectF(self.rect())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, first)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, last)
        left = metrics.horizontalAdvance(first) + theme.px(6)
        bar = QRectF(left, room.center().y() - theme.px(5), theme.px(64), theme.px(10))
        lowest = round(100 * self._low / self._high)
        steps = max(2, int(bar.width()))
        for place in range(steps):
            share = (lowest + (100 - lowest) * place / (steps - 1)) / 100
            painter.fillRect(QRectF(bar.left() + place, bar.top(), 1.5, bar.height()), shade(tokens, share))
        painter.setPen(QColor(tokens.border_strong))
        painter.drawRect(bar)
        painter.end()


class TokenAxis(QWidget):
    """The tokens above the columns of a map: side by side where they fit, else upright, else the numbers of steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: tuple[str, ...] = ()
        self._step = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tokens(self, labels: Sequence[str]) -> None:
        """Shows the labels of the steps."""
        self._labels, self._step = tuple(labels), -1
        self.fit()

    def set_step(self, step: int) -> None:
        """Marks the step of the cursor; -1 for none."""
        if step != self._step:
            self._step = step
            self.update()

    def _font(self, *, bold: bool = False) -> QFont:
        font = theme.sized(self.font(), FONT_PX)
        font.setBold(bold)
        return font

    def _longest(self) -> float:
        metrics = QFontMetricsF(self._font(bold=True))
        return max((metrics.horizontalAdvance(label) for label in self._labels), default=0.0)

    def _column(self) -> float:
        return (self.contentsRect().width() - 2) / max(1, len(self._labels))

    @property
    def upright(self) -> bool:
        """Whether the tokens are turned, because they fit only so."""
        height, longest = QFontMetricsF(self._font(bold=True)).height(), self._longest()
        return longest + 2 > self._column() >= height and longest > height

    def fit(self) -> None:
        """Takes the height that the labels need at this width."""
        metrics = QFontMetricsF(self._font(bold=True))
        room = min(self._longest(), theme.px(LONGEST_TOKEN)) if self.upright else metrics.height()
        self.setFixedHeight(round(room) + theme.px(4))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()

    def texts(self) -> dict[int, str]:
        """What stands above which step: the tokens where all fit, else numbers; always the marked one."""
        metrics = QFontMetricsF(self._font(bold=True))
        needed = metrics.height() if self.upright else self._longest() + 2
        column = self._column()
        if needed <= column:
            return dict(enumerate(self._labels))
        wide = metrics.horizontalAdvance("000") + theme.px(6)
        stride = next((each for each in (2, 5, 10, 20, 50, 100) if each * column >= wide), 200)
        shown = {step - 1: str(step) for step in range(stride, len(self._labels) + 1, stride)}
        if 0 <= self._step < len(self._labels):
            near = (wide + metrics.horizontalAdvance(self._labels[self._step])) / 2 / column
            shown = {step: text for step, text in shown.items() if abs(step - self._step) > near}
            shown[self._step] = self._labels[self._step]
        return shown

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.colors()
        painter = QPainter(self)
        column, upright = self._column(), self.upright
        for step, label in self.texts().items():
            bold = step == self._step
            painter.setFont(self._font(bold=bold))
            painter.setPen(QColor(tokens.text if bold else tokens.muted))
            metrics = QFontMetricsF(painter.font())
            middle = 1 + (step + 0.5) * column
            if upright:
                text = metrics.elidedText(label, Qt.TextElideMode.ElideRight, self.height() - theme.px(2))
                painter.save()
                painter.translate(middle, self.height() - theme.px(2))
                painter.rotate(-90)
                half = metrics.height() / 2
                painter.drawText(
                    QRectF(0, -half, self.height(), metrics.height()),
                    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                    text,
                )
                painter.restore()
            else:
                width = metrics.horizontalAdvance(label) + 2
                left = min(max(0.0, middle - width / 2), max(0.0, self.contentsRect().width() - width))
                painter.drawText(QRectF(left, 0, width, self.height()), Qt.AlignmentFlag.AlignCenter, label)
        painter.end()
