"""What the tests of suggestions share: a text field with the keys of a person, and a composer wired to a model."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.writing.completion_edit import CompletionEdit
from desktop.widgets.writing.composer import Composer, ModelChoice
from desktop.writing.generation import Generator
from desktop.writing.suggesting import SuggestionSource
from desktop.writing.suggestion_control import SuggestionControl
from engine import Suggestion, Suggestions

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Field:
    """A text field with another one behind it, and the keys of a person."""

    def __init__(self, qtbot) -> None:
        self.window = QWidget()
        self.edit = CompletionEdit(self.window)
        self.next = QLineEdit(self.window)
        column = QVBoxLayout(self.window)
        column.addWidget(self.edit)
        column.addWidget(self.next)
        self.window.resize(420, 300)
        self.asked: list[tuple[str, int]] = []
        self.contexts: list[str] = []
        self.sent: list[str] = []
        self.accepted: list[tuple[str, int]] = []
        self.typed = 0
        edit = self.edit
        edit.request_suggestion.connect(lambda: self.asked.append(("ask", 0)))
        edit.request_cycle.connect(lambda step: self.asked.append(("cycle", step)))
        edit.request_take.connect(lambda index: self.asked.append(("take", index)))
        edit.request_tab_toggle.connect(lambda: self.asked.append(("tab", 0)))
        edit.request_stop.connect(lambda: self.asked.append(("stop", 0)))
        edit.context_changed.connect(lambda: self.contexts.append(edit.text_before_cursor() + edit.preedit))
        edit.accepted.connect(lambda text, gone: self.accepted.append((text, gone)))
        edit.typed.connect(self._count)
        edit.submitted.connect(self._send)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        edit.setFocus()
        qtbot.waitUntil(edit.hasFocus)
        self.qtbot = qtbot

    def _count(self, characters: int) -> None:
        self.typed += characters

    def _send(self, text: str) -> None:
        self.sent.append(text)
        self.edit.clear()

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.edit, text)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.edit, key, held)

    def compose(self, preedit: str, commit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        if commit:
            event.setCommitString(commit)
        QApplication.sendEvent(self.edit, event)

    def suggest(self, typed: str, ghost: str) -> None:
        self.type(typed)
        self.edit.set_ghost(ghost)
        assert self.edit.ghost == ghost

    @property
    def text(self) -> str:
        return self.edit.toPlainText()


class Model:
    """Suggests what a test says, and remembers what it was asked. Used on the lane's thread."""

    def __init__(self) -> None:
        self.answers: dict[str, Suggestions] = {}
        self.asked: list[tuple[str, int, int]] = []
        self.opened: list[str] = []
        self.threads: set[int] = set()
        self.error: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.stopped = 0

    def suggest(
        self,
        text: str,
        *,
        count: int = 3,
        right_in_ten: int = 5,
        composing: int = 0,
        should_stop: Callable[[], bool] | None = None,
    ) -> Suggestions:
        self.threads.add(threading.get_ident())
        self.asked.append((text, composing, right_in_ten))
        while not self.gate.wait(0.005):
            if should_stop is not None and should_stop():
                self.stopped += 1
                return Suggestions()
        if self.error is not None:
            raise self.error
        return self.answers.get(text, Suggestions())


class Bench:
    """A composer that is wired to a model as the page does it."""

    def __init__(self, qtbot, home: Path) -> None:
        self.qtbot = qtbot
        self.model = Model()
        self.tasks = Tasks()
        self.settings = Settings(home)
        self.generator = Generator(
            self.tasks, home, opener=self._open, suggester_opener=lambda _writer: self.model, parent=self.tasks
        )
        self.source = SuggestionSource(self.tasks, self.generator, self.tasks)
        self.composer = Composer(self.settings)
        self.composer.resize(700, 260)
        self.edit, self.strip = self.composer.edit, self.composer.strip
        qtbot.addWidget(self.composer)
        self.composer.set_models([ModelChoice("cats", "word"), ModelChoice("dogs", "word")], "cats")
        self.control = SuggestionControl(self.composer, self.source, self.settings, self._voice, self.tasks)
        self.told: list[str] = []
        self.saved: list[str] = []
        self.sent: list[str] = []
        self.control.told.connect(self.told.append)
        self.control.saved_changed.connect(self.saved.append)
        self.composer.submitted.connect(self._send)
        self.composer.show()
        self.composer.activateWindow()
        self.edit.setFocus()
        qtbot.waitUntil(self.edit.hasFocus)

    def _open(self, _folder: Path, voice: object) -> object:
        self.model.opened.append(str(voice))
        return object()

    def _voice(self) -> str | None:
        current = self.composer.current_model
        return current.name if current else None

    def _send(self, text: str) -> None:
        self.sent.append(text)
        self.edit.clear()

    def says(self, text: str, *strip: Suggestion, ghost: str = "") -> None:
        self.model.answers[text] = Suggestions(Suggestion(ghost, 0.7) if ghost else None, strip)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.edit, text)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.edit, key, held)

    def compose(self, preedit: str, commit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        if commit:
            event.setCommitString(commit)
        QApplication.sendEvent(self.edit, event)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.source.waiting)

    def close(self) -> None:
        self.model.gate.set()
        assert self.tasks.shutdown(5000)
        self.tasks.deleteLater()
