"""The sign of a verdict."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop import theme


class VerdictMark(QWidget):
    """The sign of a verdict: shape and colour both differ (octagon with a bar, diamond with a question, round tick)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = ""
        self.apply_theme()

    def apply_theme(self) -> None:
        """Takes the colours and the size of the theme in use."""
        self.setFixedSize(theme.px(44), theme.px(44))
        self.update()

    def set_verdict(self, verdict: str) -> None:
        """Shows "spam", "unsure" or "normal"; nothing for an empty word."""
        self.verdict = verdict
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.verdict:
            return
        tokens = theme.colors()
        color = {"spam": tokens.danger, "unsure": tokens.warning, "normal": tokens.success}[self.verdict]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(color)))
        side = min(self.width(), self.height())
        if self.verdict == "spam":
            cut = side * 0.29
            points = [(cut, 0), (side - cut, 0), (side, cut), (side, side - cut), (side - cut, side), (cut, side)]
            points += [(0, side - cut), (0, cut)]
            painter.drawPolygon([QPoint(round(x), round(y)) for x, y in points])
        elif self.verdict == "unsure":
            half = side / 2
            painter.drawPolygon(
                [QPoint(round(x), round(y)) for x, y in ((half, 0), (side, half), (half, side), (0, half))]
            )
        else:
            painter.drawEllipse(0, 0, side, side)
        font = self.font()
        font.setBold(True)
        font.setPixelSize(max(8, round(side * 0.5)))
        painter.setFont(font)
        painter.setPen(QColor(tokens.surface))
        sign = {"spam": "✕", "unsure": "?", "normal": "✓"}[self.verdict]
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, sign)
        painter.end()
