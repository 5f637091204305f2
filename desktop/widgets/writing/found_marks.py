"""How what was looked for is marked in a text: a background and a line under it, stronger where the reader is."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat

from desktop import theme


def found_format(*, current: bool = False) -> QTextCharFormat:
    """The format of a place that was found, in the theme in use."""
    tokens = theme.colors()
    made = QTextCharFormat()
    made.setBackground(QColor(tokens.accent if current else tokens.selection))
    made.setForeground(QColor(tokens.accent_text if current else tokens.selection_text))
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    return made
