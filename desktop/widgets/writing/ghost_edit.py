"""A text field that grows with its text and shows a suggestion in grey behind the cursor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets.path_picker import local_paths
from desktop.widgets.writing.ghost_text import GhostText

MAX_LINES = 8


class GhostEdit(QPlainTextEdit):
    """Grows up to MAX_LINES lines. The ghost is painted, never a part of the document or of the preedit area."""

    files_dropped = Signal(object)  # paths

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preedit = ""
        self._ghost = ""
        self._just_typed = False
        self._keeps_rest = False  # what is left of a ghost that is accepted word by word stays
        self._most_lines = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)
        self._fit()

    @property
    def preedit(self) -> str:
        """What the input method is composing; not part of the text yet."""
        return self._preedit

    @property
    def ghost(self) -> str:
        """The suggestion that is shown behind the cursor; empty where there is none."""
        return "" if self._preedit else self._ghost

    @property
    def takes_ghost(self) -> bool:
        """Whether a ghost may be shown: something was typed last, and the cursor stands at the end of a line.

        Not in a line that is written from right to left, behind whose cursor it would not be.
        """
        to_right = self.textCursor().block().textDirection() != Qt.LayoutDirection.RightToLeft
        return self._just_typed and not self._preedit and to_right and self._at_line_end()

    def text_before_cursor(self) -> str:
        """The text up to the cursor, without the syllable that is composed."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionStart())
        cursor.setPosition(0, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n").replace("\xa0", " ")

    # The ghost

    def set_ghost(self, text: str, *, asked_for: bool = False) -> None:
        """Shows a suggestion behind the cursor, where one may be shown now; an empty text takes it away.

        Args:
            text: what is suggested.
            asked_for: by a key, so that it need not follow typing.
        """
        if self._keeps_rest and self._ghost and not asked_for:
            return
        self._just_typed = self._just_typed or asked_for
        shown = text if self.takes_ghost and self.isEnabled() and not self.isReadOnly() else ""
        self._keeps_rest = False
        self._show_ghost(shown)

    def dismiss_ghost(self) -> None:
        """Takes the suggestion away until something is typed again."""
        self._just_typed = self._keeps_rest = False
        self._show_ghost("")

    def _show_ghost(self, text: str) -> None:
        if text != self._ghost:
            self._ghost = text
            self._ghost_shown_changed()

    def _ghost_shown_changed(self) -> None:
        self._fit()
        self.viewport().update()

    def _at_line_end(self) -> bool:
        cursor = self.textCursor()
        following = self.document().characterAt(cursor.position())
        return not cursor.hasSelection() and following in ("\u2029", "\u2028", "\0", "")

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Text, and files, whose text is read."""
        return bool(local_paths(source)) or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Pastes plain text only; files that are dropped or pasted are asked for by `files_dropped`."""
        paths = local_paths(source)
        if paths:
            self.files_dropped.emit(paths)
        elif source.hasText():
            self.insertPlainText(source.text())

    # The ghost's place

    def _ghost_text(self) -> GhostText | None:
        if not self.ghost:
            return None
        block = self.textCursor().block()
        line = block.layout().lineForTextPosition(self.textCursor().positionInBlock())
        if not line.isValid():
            return None
        place = self.blockBoundingGeometry(block).translated(self.contentOffset())
        # Lines below the cursor are not painted over; there, and in a field that is full, the ghost is cut.
        below = MAX_LINES - self._text_lines() + 1 if self.textCursor().atEnd() else 1
        return GhostText(
            self.ghost,
            self.font(),
            start=self.cursorRect().left() + 1,
            left=place.left() + line.x(),
            width=line.width(),
            max_lines=max(1, below),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ghost = self._ghost_text()
        if ghost is None:
            return
        block = self.textCursor().block()
        line = block.layout().lineForTextPosition(self.textCursor().positionInBlock())
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        with QPainter(self.viewport()) as painter:
            ghost.paint(painter, top + line.y() + line.ascent(), QColor(theme.colors().muted))

    # Size

    def _text_lines(self) -> int:
        lines = 0
        block = self.document().firstBlock()
        while block.isValid() and lines < MAX_LINES:
            self.blockBoundingRect(block)  # lays the block out
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return lines

    def give_up_height(self) -> None:
        """No longer keeps the line that a ghost needed."""
        self._most_lines = 0
        self._fit()

    @Slot()
    def _fit(self) -> None:
        lines = self._text_lines()
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines >= MAX_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        ghost = self._ghost_text()
        wanted = lines + (ghost.lines - 1 if ghost else 0)
        # The line that a ghost needed is kept, so that the page does not jump with each key.
        self._most_lines = 0 if self.document().isEmpty() else max(wanted, min(self._most_lines, lines + 1))
        height = min(max(wanted, self._most_lines), MAX_LINES) * self.fontMetrics().lineSpacing() + self._frame()
        if height != self.maximumHeight() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def _frame(self) -> int:
        margins = self.contentsMargins()
        return int(2 * self.document().documentMargin()) + margins.top() + margins.bottom() + 2 * self.frameWidth() + 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(320, self.minimumHeight())
