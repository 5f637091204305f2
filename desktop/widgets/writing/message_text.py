"""A read-only text as tall as it needs to be at its width."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget


class MessageText(QTextEdit):
    """The text of a message: it wraps anywhere if it must, can be selected, and leaves scrolling to the list."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._text = ""
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Shows another text; a longer one that begins alike is appended, so that a selection stays."""
        if text == self._text:
            return
        if self._text and text.startswith(self._text):
            cursor = self.textCursor()
            cursor = type(cursor)(self.document())
            cursor.movePosition(cursor.MoveOperation.End)
            cursor.insertText(text[len(self._text) :])
        else:
            self.setPlainText(text)
        self._text = text

    @property
    def shown_text(self) -> str:
        """The text as it was given."""
        return self._text

    def height_at(self, width: int) -> int:
        """The height in pixels that the text takes at a width."""
        document = self.document()
        if document.textWidth() != width:
            document.setTextWidth(width)
        return max(math.ceil(document.size().height()), self.fontMetrics().lineSpacing())

    def natural_width(self) -> int:
        """The width in pixels of the text without any wrapping."""
        metrics = self.fontMetrics()
        return max((metrics.horizontalAdvance(line) for line in self._text.splitlines()), default=0)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.height_at(max(1, self.width())))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
