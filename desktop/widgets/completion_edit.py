"""The composer's text field: Enter sends, Shift+Enter breaks the line, a Korean syllable in the making is sent once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

MAX_LINES = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_hangul(text: str) -> bool:
    """Whether a text is Hangul only: syllables, jamo, compatibility jamo."""
    return bool(text) and all(
        "가" <= char <= "힣"
        or "\u1100" <= char <= "\u11ff"
        or "\u3131" <= char <= "\u318e"
        or "\ua960" <= char <= "\ud7ff"
        for char in text
    )


class CompletionEdit(QPlainTextEdit):
    """Grows with its text up to MAX_LINES lines.

    On Enter while a Hangul syllable is composed, the input method is asked to commit it. Where it does not, the
    syllable is inserted here, and the commit of exactly that syllable is swallowed once if it comes as the next event.
    Japanese and Chinese use Enter to confirm a candidate, so there Enter stays with the input method.
    """

    submitted = Signal(str)
    request_stop = Signal()
    focus_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preedit = ""
        self._late_commit = ""
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)
        self._fit()

    @property
    def preedit(self) -> str:
        """What the input method is composing; not part of the text yet."""
        return self._preedit

    # Input

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        commit, preedit = event.commitString(), event.preeditString()
        if self._late_commit and (commit or preedit):
            expected, self._late_commit = self._late_commit, ""
            if commit == expected:
                # The input method answers late: this syllable is in the text that was sent.
                event = QInputMethodEvent(preedit, event.attributes())
        super().inputMethodEvent(event)
        self._preedit = preedit

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._late_commit = ""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and plain:
            self._enter(event)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.request_stop.emit()
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()  # where nothing else takes the focus, no tab is written either
            return
        super().keyPressEvent(event)

    def _enter(self, event: QKeyEvent) -> None:
        if self._preedit and not is_hangul(self._preedit):
            event.accept()
            return
        self.finish_composition()
        event.accept()
        self.submitted.emit(self.toPlainText())

    @Slot()
    def submit(self) -> None:
        """Sends the text, as Enter does."""
        self.finish_composition()
        self.submitted.emit(self.toPlainText())

    def finish_composition(self) -> None:
        """Makes the syllable that is being composed a part of the text."""
        if not self._preedit:
            return
        QGuiApplication.inputMethod().commit()
        if self._preedit:
            text = self._preedit
            event = QInputMethodEvent()
            event.setCommitString(text)
            super().inputMethodEvent(event)
            self._preedit = ""
            self._late_commit = text

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Pastes plain text only."""
        if source.hasText():
            self.insertPlainText(source.text())

    # Size

    @Slot()
    def _fit(self) -> None:
        lines = 0
        block = self.document().firstBlock()
        while block.isValid() and lines < MAX_LINES:
            self.blockBoundingRect(block)  # lays the block out
            lines += max(1, block.layout().lineCount())
            block = block.next()
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines >= MAX_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        height = min(lines, MAX_LINES) * self.fontMetrics().lineSpacing() + self._frame()
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
