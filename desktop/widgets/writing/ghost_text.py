"""Where a suggestion stands that is painted behind the cursor: its lines, and where the last one is cut."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

LINE_SEPARATOR = "\u2028"


class GhostText:
    """The text laid out in lines that go on from the cursor; it is painted, and never part of the document.

    Args:
        text: what is suggested.
        font: that of the text around it.
        start: x of the cursor in the viewport.
        left: x of the beginning of the lines below.
        width: of a whole line.
        max_lines: what does not fit into so many is cut with "…".
    """

    def __init__(self, text: str, font: QFont, *, start: float, left: float, width: float, max_lines: int) -> None:
        self._text = text.replace("\n", LINE_SEPARATOR)
        self._metrics = QFontMetricsF(font)
        self._start, self._left, self._width = start, left, width
        room = max(0.0, left + width - start)
        self._layout = self._broken(font, room)
        first = self._layout.lineAt(0)
        # A word that does not fit beside the cursor moves to the next line whole, as it will when it is typed.
        if max_lines > 1 and first.naturalTextWidth() > room:
            self._text = LINE_SEPARATOR + self._text
            self._layout = self._broken(font, room)
        self.lines = min(self._layout.lineCount(), max_lines)

    def _broken(self, font: QFont, room: float) -> QTextLayout:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout = QTextLayout(self._text, font)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        spacing = self._metrics.lineSpacing()
        number = 0
        while line.isValid():
            line.setLineWidth(self._width if number else room)
            x = self._left if number else self._start
            line.setPosition(QPointF(x, number * spacing - line.ascent()))
            number += 1
            line = layout.createLine()
        layout.endLayout()
        return layout

    def paint(self, painter: QPainter, baseline: float, color: QColor) -> None:
        """Paints the lines; the first one's letters stand on `baseline`."""
        painter.setPen(color)
        for number in range(self.lines):
            line = self._layout.lineAt(number)
            cut = number == self.lines - 1 and (
                number < self._layout.lineCount() - 1 or line.naturalTextWidth() > line.width()
            )
            if not cut:
                line.draw(painter, QPointF(0, baseline))
                continue
            x = self._left if number else self._start
            shown = self.rest(number)
            y = baseline + number * self._metrics.lineSpacing()
            painter.drawText(QPointF(x, y), self._metrics.elidedText(shown, Qt.TextElideMode.ElideRight, line.width()))

    def rest(self, number: int) -> str:
        """What stands from a line on, as one line; "…" goes with what a line break hides."""
        units = self._text.encode("utf-16-le")[2 * self._layout.lineAt(number).textStart() :]
        before, separator, _after = units.decode("utf-16-le").lstrip(LINE_SEPARATOR).partition(LINE_SEPARATOR)
        return before + ("…" if separator else "")
