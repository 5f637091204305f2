"""A draft that can be edited, with the words that a model did not expect shaded in three levels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from desktop.widgets.writing.shading import shade
from desktop.writing.lens import Surprise
from desktop.writing.pieces import edit_positions


class LensText(QPlainTextEdit):
    """Marks go with their words while the draft is edited, until the next reading replaces them."""

    mark_activated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._marks: list[tuple[QTextCursor, Surprise, str]] = []
        self._pressed: QPoint | None = None

    @property
    def marks(self) -> list[Surprise]:
        """The words that are marked, in the order of the draft."""
        return [mark for _cursor, mark, _word in self._marks]

    def set_marks(self, text: str, found: Sequence[Surprise]) -> None:
        """Marks the unexpected words; offsets are characters of `text`, which is what stands here."""
        marked = [item for item in found if item.level > 0]
        last = max((item.end for item in marked), default=0)
        places = edit_positions(text[:last], [edge for item in marked for edge in (item.start, item.end)])
        self._marks = []
        for number, item in enumerate(marked):
            cursor = QTextCursor(self.document())
            cursor.setPosition(places[2 * number])
            cursor.setPosition(places[2 * number + 1], QTextCursor.MoveMode.KeepAnchor)
            self._marks.append((cursor, item, text[item.start : item.end]))
        self.apply_theme()

    @Slot()
    def apply_theme(self) -> None:
        """Shades the words in the colours of the theme in use."""
        selections = []
        for cursor, mark, _word in self._marks:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format = shade(min(3, mark.level))
            selections.append(selection)
        self.setExtraSelections(selections)

    def word(self, index: int) -> str:
        """The word of a mark; empty where it was edited meanwhile."""
        cursor, _mark, word = self._marks[index]
        return word if cursor.selectedText() == word else ""

    def place(self, index: int) -> QRect:
        """The box of a marked word on the screen; the draft scrolls to it."""
        cursor = QTextCursor(self._marks[index][0])
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        box = self.cursorRect(cursor)
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    def replace(self, index: int, text: str) -> None:
        """Writes something else in the place of a marked word; can be undone."""
        if self.word(index):
            cursor = QTextCursor(self._marks[index][0])
            cursor.insertText(text)
            self.setTextCursor(cursor)

    def mark_at(self, position: int) -> int:
        """The mark at a position of the draft; -1 for none."""
        for index, (cursor, _mark, _word) in enumerate(self._marks):
            if cursor.selectionStart() <= position < cursor.selectionEnd():
                return index
        return -1

    def next_mark(self) -> int:
        """The mark at the cursor or the first one behind it, from the beginning again at the end; -1 without any."""
        here = self.textCursor().position()
        for index, (cursor, _mark, _word) in enumerate(self._marks):
            if cursor.selectionEnd() > here:
                return index
        return 0 if self._marks else -1

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            index = self.next_mark()
            if index >= 0:
                self.mark_activated.emit(index)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        place = event.position().toPoint()
        if pressed is None or self.textCursor().hasSelection() or (place - pressed).manhattanLength() >= 6:
            return
        index = self.mark_at(self.cursorForPosition(place).position())
        if index >= 0:
            self.mark_activated.emit(index)
