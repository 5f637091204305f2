"""What the rows of the transcript share: a frame in the column, as tall as its text needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.history import Message
from desktop.widgets.tool_buttons import paint_tool
from desktop.widgets.writing.confidence_text import ConfidenceText
from desktop.writing.finding import Span

Place = tuple[int, int]  # the id of a message, and the number of a place in it
COLUMN = 780  # widest a line of the transcript gets, in pixels at 100 %


class Row(QWidget):
    """A row: a frame at its place in the column, as tall as its text needs."""

    request_copy = Signal(str)
    request_delete = Signal(int)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frame = QFrame(self)
        self.outer = QHBoxLayout(self)
        self.outer.addWidget(self.frame)
        self.body = QVBoxLayout(self.frame)
        self.text = ConfidenceText("", self.frame)
        self._found: Mapping[int, Sequence[Span]] = {}
        self._found_place: Place = (0, -1)

    def fit(self, width: int) -> int:
        """Lays the row out at the width of the list; its height in pixels."""
        raise NotImplementedError

    def spoken(self) -> str:
        """What a screen reader says of the row."""
        raise NotImplementedError

    def whole_text(self) -> str:
        """What Copy takes."""
        raise NotImplementedError

    def message_id(self) -> int | None:
        """The message that Delete takes; None while it is not saved yet."""
        raise NotImplementedError

    def found_message(self) -> Message | None:
        """The message in which places are marked: the one that is shown."""
        raise NotImplementedError

    def set_found(self, found: Mapping[int, Sequence[Span]], place: Place) -> None:
        """Marks what was looked for: the places of each message by its id, and the one where the reader is."""
        self._found, self._found_place = found, place
        self.mark_found()

    def mark_found(self) -> None:
        """Marks the places of the message that is shown."""
        message = self.found_message()
        spans = self._found.get(message.id, ()) if message is not None else ()
        current = self._found_place[1] if message is not None and message.id == self._found_place[0] else -1
        self.text.set_found(message.text if message is not None else "", spans, current)

    def restyle(self) -> None:
        """Takes the theme's icons."""
        for button in self.findChildren(QAbstractButton):
            paint_tool(button)
        self.text.apply_theme()

    def set_current(self, current: bool) -> None:
        """Shows that the keyboard is here."""
        if self.frame.property("current") != current:
            self.frame.setProperty("current", current)
            self.frame.style().unpolish(self.frame)
            self.frame.style().polish(self.frame)

    def _place(self, width: int, left: int, frame_width: int) -> int:
        gap = theme.px(5)
        self.outer.setContentsMargins(left, gap, max(0, width - left - frame_width), gap)
        inner = frame_width - self.body.contentsMargins().left() - self.body.contentsMargins().right() - 2
        self.frame.setFixedWidth(frame_width)
        self.text.setFixedSize(inner, self.text.height_at(inner))
        self.body.invalidate()
        return (
            self.body.totalHeightForWidth(frame_width)
            if self.body.hasHeightForWidth()
            else self.body.sizeHint().height()
        )

    @staticmethod
    def column(width: int) -> tuple[int, int]:
        """Left edge and width of the column at the width of the list."""
        side = theme.px(20)
        column = max(120, min(width - 2 * side, theme.px(COLUMN)))
        return max(side, (width - column) // 2), column
