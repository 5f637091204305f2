"""The text of a completion: words shaded by confidence, copied runs underlined, and each word can be asked about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from desktop import theme
from desktop.widgets.writing.found_marks import found_format
from desktop.widgets.writing.message_text import MessageText
from desktop.widgets.writing.shading import range_rects, shade
from desktop.writing.pieces import Word, edit_positions

NO_WORD = -1


class ConfidenceText(MessageText):
    """A MessageText with marks. Words and runs are given as characters of the whole text of the message."""

    word_activated = Signal(int)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.words: list[Word] = []
        self.shaded = False
        self._word_ranges: list[tuple[int, int]] = []
        self._runs: list[tuple[int, int, str]] = []
        self._found: list[tuple[int, int]] = []
        self._found_current = -1
        self._current = NO_WORD
        self._pressed: QPoint | None = None

    # Marks

    def mark(
        self, text: str, words: Sequence[Word], runs: Sequence[tuple[int, int, str]] = (), *, shaded: bool = False
    ) -> None:
        """Marks the words and runs of `text`, which is shown without the blanks at its ends.

        Args:
            words: the words that can be asked about.
            runs: start, end and the sentence for a copied run.
            shaded: whether unlikely words are shaded.
        """
        if "\r" in text or "\x00" in text:  # a text edit counts these otherwise
            words, runs = (), ()
        shown, cut = text.strip(), len(text) - len(text.lstrip())
        self.words = [word for word in words if cut <= word.start and word.end <= cut + len(shown)]
        offsets = [edge - cut for word in self.words for edge in (word.start, word.end)]
        inside = [(max(0, start - cut), min(len(shown), end - cut), told) for start, end, told in runs]
        offsets += [edge for start, end, _told in inside for edge in (start, end)]
        places = edit_positions(shown, offsets)
        count = 2 * len(self.words)
        self._word_ranges = list(zip(places[0:count:2], places[1:count:2], strict=True))
        edges = zip(places[count::2], places[count + 1 :: 2], inside, strict=True)
        self._runs = [(start, end, told) for start, end, (_start, _end, told) in edges if start < end]
        self.shaded = shaded
        self._current = NO_WORD
        self._found, self._found_current = [], -1  # of the text before
        self.apply_theme()

    @property
    def runs(self) -> list[tuple[int, int, str]]:
        """The copied runs: start and end as positions of the text edit, and what is told of them."""
        return list(self._runs)

    @property
    def current_word(self) -> int:
        """The word that is asked about; NO_WORD for none."""
        return self._current

    def set_current_word(self, index: int) -> None:
        """Draws a frame around the word that is asked about."""
        self._current = index
        self.viewport().update()

    def set_found(self, text: str, spans: Sequence[tuple[int, int]], current: int = -1) -> None:
        """Marks what was looked for.

        Args:
            text: the whole text of the message, of which the shown one may lack the blanks at its ends.
            spans: start and end of each place, as characters of `text`.
            current: the number of the place where the reader is; -1 for none.
        """
        cut = len(text) - len(text.lstrip()) if self.shown_text != text else 0
        if "\r" in text or "\x00" in text:
            spans = ()
        length = len(self.shown_text)
        inside = [(min(length, max(0, start - cut)), min(length, max(0, end - cut))) for start, end in spans]
        places = edit_positions(self.shown_text, [edge for span in inside for edge in span])
        found = list(zip(places[0::2], places[1::2], strict=True))
        if (found, current) != (self._found, self._found_current):
            self._found, self._found_current = found, current
            self.apply_theme()

    def found_rect(self, index: int) -> QRectF:
        """The box of a marked place, in the coordinates of the viewport; of its first line where it is broken."""
        boxes = range_rects(self.document(), *self._found[index]) if 0 <= index < len(self._found) else []
        return boxes[0] if boxes else QRectF()

    def _selection(self, start: int, end: int, made: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = QTextCursor(self.document())
        selection.cursor.setPosition(start)
        selection.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.format = made
        return selection

    def apply_theme(self) -> None:
        """Shades the words, and marks what was looked for, in the colours of the theme in use."""
        selections = []
        if self.shaded:
            for word, (start, end) in zip(self.words, self._word_ranges, strict=True):
                if word.level:
                    selections.append(self._selection(start, end, shade(word.level)))
        for index, (start, end) in enumerate(self._found):
            selections.append(self._selection(start, end, found_format(current=index == self._found_current)))
        if selections or self.extraSelections():
            self.setExtraSelections(selections)
        self.viewport().update()

    # Places

    def word_rect(self, index: int) -> QRect:
        """The box of a word on the screen; of its first line where it is broken."""
        start, end = self._word_ranges[index]
        boxes = range_rects(self.document(), start, end)
        box = boxes[0].toAlignedRect() if boxes else QRect()
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    def word_at(self, point: QPoint) -> int:
        """The word under a point of the viewport; NO_WORD for none."""
        place = self.cursorForPosition(point).position()
        index = bisect_right(self._word_ranges, (place, 1 << 60)) - 1
        for near in (index, index - 1):
            if near >= 0 and self._holds(self._word_ranges[near], point):
                return near
        return NO_WORD

    def run_at(self, point: QPoint) -> str:
        """What is told of the copied run under a point of the viewport; empty for none."""
        return next((told for start, end, told in self._runs if self._holds((start, end), point)), "")

    def _holds(self, span: tuple[int, int], point: QPoint) -> bool:
        return any(box.contains(point.toPointF()) for box in range_rects(self.document(), *span))

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._runs and self._current == NO_WORD:
            return
        tokens = theme.colors()
        painter = QPainter(self.viewport())
        thick = theme.px(2)
        for start, end, _told in self._runs:
            for box in range_rects(self.document(), start, end):
                painter.fillRect(QRectF(box.left(), box.bottom() - thick, box.width(), thick), QColor(tokens.accent))
        if 0 <= self._current < len(self._word_ranges):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.focus), thick))
            for box in range_rects(self.document(), *self._word_ranges[self._current]):
                painter.drawRoundedRect(box.adjusted(-1, 1, 1, -1), 3, 3)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            told = self.run_at(event.pos())
            if told:
                QToolTip.showText(event.globalPos(), told, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or self.textCursor().hasSelection():
            return
        place = event.position().toPoint()
        index = self.word_at(place)
        if index != NO_WORD and (place - pressed).manhattanLength() < 6:
            self.word_activated.emit(index)
