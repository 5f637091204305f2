"""How unlikely words are marked: a quiet background in three steps, each with its own line under the word."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QTextCharFormat, QTextDocument

from desktop import theme
from desktop.theme import Colors

LEVELS = (1, 2, 3)
PATTERNS = {
    1: QTextCharFormat.UnderlineStyle.DotLine,
    2: QTextCharFormat.UnderlineStyle.DashUnderline,
    3: QTextCharFormat.UnderlineStyle.WaveUnderline,
}
_STRENGTH = {1: 0.10, 2: 0.20, 3: 0.32}


def background(tokens: Colors, level: int) -> str:
    """The background of a level on the surface of a theme; the theme's text is readable on it."""
    share = _STRENGTH[level]
    mixed = (
        round(int(tokens.surface[i : i + 2], 16) * (1 - share) + int(tokens.warning[i : i + 2], 16) * share)
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{value:02x}" for value in mixed)


def shade(level: int) -> QTextCharFormat:
    """The format of a level, 1 to 3, in the theme in use."""
    tokens = theme.colors()
    made = QTextCharFormat()
    made.setBackground(QColor(background(tokens, level)))
    made.setUnderlineStyle(PATTERNS[level])
    made.setUnderlineColor(QColor(tokens.warning))
    return made


def range_rects(document: QTextDocument, start: int, end: int) -> list[QRectF]:
    """The boxes of the characters [start, end) of a document, one a line, in its coordinates."""
    found = []
    layout = document.documentLayout()
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        top = layout.blockBoundingRect(block).topLeft()
        lines = block.layout()
        for number in range(lines.lineCount()):
            line = lines.lineAt(number)
            first = max(start - block.position(), line.textStart())
            last = min(end - block.position(), line.textStart() + line.textLength())
            if first < last:
                left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
                box = QRectF(min(left, right), line.y(), abs(right - left), line.height())
                found.append(box.translated(top))
        block = block.next()
    return found


def _x(value: object) -> float:
    """PySide gives the place together with the cursor that it came from."""
    return float(value[0] if isinstance(value, (tuple, list)) else value)  # type: ignore[arg-type]
