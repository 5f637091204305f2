"""What the Write page tells in its bar, each with one thing that can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from desktop.widgets.cards import MessageBar
from engine import EngineError


class Notices(QObject):
    """Keeps the action of the sentence that is shown; an action that fails is told in its place."""

    def __init__(self, bar: MessageBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self._action: Callable[[], object] | None = None
        bar.action_requested.connect(self._do)

    def show(self, kind: str, text: str, action: str = "", slot: Callable[[], object] | None = None) -> None:
        """Shows a sentence, "info", "warning" or "error", with the word of an action and what it does."""
        self._action = slot
        self._bar.show_message(kind, text, action=action)

    @Slot(object)
    def error(self, error: EngineError, action: str = "", slot: Callable[[], object] | None = None) -> None:
        """Shows what an error says."""
        self._action = slot
        self._bar.show_error(error, action=action)

    @Slot(str)
    def warn(self, sentence: str) -> None:
        """Shows a warning."""
        self.show("warning", sentence)

    def clear(self) -> None:
        """Takes the sentence away."""
        self._action = None
        self._bar.clear()

    @Slot()
    def _do(self) -> None:
        action, self._action = self._action, None
        self._bar.clear()
        if action is None:
            return
        try:
            action()
        except EngineError as error:
            self.error(error)
