"""The composer's text field: Enter sends, a Korean syllable in the making is sent once, a suggestion stands in grey."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.keymap import command_of
from desktop.widgets.writing.edit_keys import ASKING, ENTER, MOVES, first_word, is_hangul, written_by
from desktop.widgets.writing.ghost_edit import GhostEdit


class CompletionEdit(GhostEdit):
    """What the keys and the input method do.

    On Enter while a Hangul syllable is composed, the input method is asked to commit it. Where it does not, the
    syllable is inserted here, and the commit of exactly that syllable is swallowed once if it comes as the next event.
    Japanese and Chinese use Enter to confirm a candidate, so there Enter stays with the input method.

    The ghost is painted behind the cursor after typing, and after nothing else, so that nobody accepts it by accident.
    """

    submitted = Signal(str)
    request_stop = Signal()
    focus_changed = Signal(bool)
    context_changed = Signal()  # another text stands before the cursor, or another syllable is composed
    typed = Signal(int)  # so many characters, by a key or the input method
    accepted = Signal(str, int)  # what was inserted, and how many characters it replaced
    request_suggestion = Signal()
    request_cycle = Signal(int)  # 1 for the next suggestion, -1 for the one before
    request_take = Signal(int)  # the suggestion of the strip, from 0
    request_tab_toggle = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tab_moves_focus = False
        self._late_commit = ""
        self._busy = 0
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._text_from_outside)
        self.cursorPositionChanged.connect(self._changed_from_outside)

    # Suggestions

    def accept_ghost(self) -> None:
        """Makes the whole suggestion a part of the text."""
        if self.ghost:
            self.insert_suggestion(self.ghost)

    def accept_word(self) -> None:
        """Makes the first word of the suggestion a part of the text; the rest stays a suggestion."""
        if not self.ghost:
            return
        word, rest = first_word(self.ghost)
        self.insert_suggestion(word, rest=rest)

    def insert_suggestion(self, text: str, replaces: int = 0, *, rest: str = "") -> None:
        """Inserts a suggestion at the cursor in one step of undo.

        Args:
            text: what is inserted.
            replaces: how many characters before the cursor give way, the syllable that is composed counted.
            rest: what of the suggestion is shown from now on.
        """
        with self._one_change():
            before = self.text_before_cursor() + self._preedit
            self.finish_composition()
            if self.text_before_cursor() != before:
                return  # the input method has made something else of the syllable
            gone = self.text_before_cursor()[-replaces:] if replaces else ""
            cursor = self.textCursor()
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            cursor.setPosition(cursor.position() - len(gone.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text)
            cursor.setBlockFormat(cursor.blockFormat())  # what is typed next is another step of undo
            cursor.endEditBlock()
            self.setTextCursor(cursor)
            self._just_typed, self._keeps_rest = True, bool(rest)
            self._show_ghost(rest if self._at_line_end() else "")
        self.accepted.emit(text, len(gone))

    @Slot()
    def _changed_from_outside(self) -> None:
        """By the page, by undo from a menu, by the mouse: not by what is typed here."""
        if not self._busy:
            self.dismiss_ghost()
            self.context_changed.emit()

    @Slot()
    def _text_from_outside(self) -> None:
        if not self._busy:
            self.give_up_height()
            self._changed_from_outside()

    @contextmanager
    def _one_change(self) -> Iterator[None]:
        """Whatever changes meanwhile is told once, at the end."""
        before, preedit = self.text_before_cursor(), self._preedit
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1
        if not self._busy and (before, preedit) != (self.text_before_cursor(), self._preedit):
            self.context_changed.emit()

    def _follow(self, before: str, *, written: bool) -> None:
        """After a key or a commit: what agrees with the ghost shortens it, anything else takes it away."""
        after = self.text_before_cursor()
        added = after[len(before) :] if after.startswith(before) else ""
        if not written:
            self.dismiss_ghost()
            return
        agrees = bool(added) and self._ghost.startswith(added) and self._at_line_end()
        self._just_typed, self._keeps_rest = True, False
        self._show_ghost(self._ghost[len(added) :] if agrees else "")
        self.typed.emit(len(added) or 1)

    # Input

    def event(self, event: QEvent) -> bool:
        # Without this the shortcuts of the page, Esc among them, would come before the keys of the suggestions.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._suggestion_action(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab stays here while it accepts a suggestion."""
        if forward and self.ghost and not self.tab_moves_focus:
            return False
        return super().focusNextPrevChild(forward)

    def _suggestion_action(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does to the suggestions; None where it does nothing to them."""
        command = command_of(event)
        if command in ASKING:
            return partial(self._emit, *ASKING[command])
        if not self.ghost:
            return None
        if command == "accept_word":
            return self.accept_word
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held:
            return None
        if key == Qt.Key.Key_Tab and not self.tab_moves_focus:
            return self.accept_ghost
        return self.dismiss_ghost if key == Qt.Key.Key_Escape else None

    def _emit(self, name: str, number: int) -> None:
        if name == "ask":
            self.request_suggestion.emit()
        elif name == "tab":
            self.request_tab_toggle.emit()
        else:
            (self.request_cycle if name == "cycle" else self.request_take).emit(number)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        commit, preedit = event.commitString(), event.preeditString()
        if self._late_commit and (commit or preedit):
            expected, self._late_commit = self._late_commit, ""
            if commit == expected:
                # The input method answers late: this syllable is in the text that was sent.
                event = QInputMethodEvent(preedit, event.attributes())
                commit = ""
        with self._one_change():
            before, composed = self.text_before_cursor(), self._preedit
            super().inputMethodEvent(event)
            self._preedit = preedit
            if bool(composed) != bool(preedit):
                self._ghost_shown_changed()
            if commit or (composed and not preedit):
                self._follow(before, written=bool(commit))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._late_commit = ""
        action = self._suggestion_action(event)
        if action is not None:
            action()
            event.accept()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and plain:
            self._enter(event)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.request_stop.emit()
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()  # where nothing else takes the focus, no tab is written either
            return
        with self._one_change():
            before, cursor, revision = self.text_before_cursor(), self.textCursor(), self.document().revision()
            place = (cursor.anchor(), cursor.position())
            super().keyPressEvent(event)
            changed = self.document().revision() != revision
            moved = place != (self.textCursor().anchor(), self.textCursor().position())
            if changed or moved or event.key() in MOVES:
                self._follow(before, written=changed and written_by(event))

    def _enter(self, event: QKeyEvent) -> None:
        event.accept()
        if not self._preedit or is_hangul(self._preedit):
            self.submit()

    @Slot()
    def submit(self) -> None:
        """Sends the text, as Enter does."""
        self.finish_composition()
        self.dismiss_ghost()
        self.submitted.emit(self.toPlainText())

    def finish_composition(self) -> None:
        """Makes the syllable that is being composed a part of the text."""
        if not self._preedit:
            return
        with self._one_change():
            QGuiApplication.inputMethod().commit()
            if self._preedit:
                text = self._preedit
                event = QInputMethodEvent()
                event.setCommitString(text)
                super().inputMethodEvent(event)
                self._preedit = ""
                self._late_commit = text
                self.typed.emit(len(text))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dismiss_ghost()
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.dismiss_ghost()
        self.focus_changed.emit(False)
