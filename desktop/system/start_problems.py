"""What the window should say once it is open about the computer it runs on: one sentence and one action each."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from desktop import theme
from desktop.system import input_methods

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

_FONT_COMMANDS = (
    ("apt", "sudo apt install fonts-nanum"),
    ("dnf", "sudo dnf install google-noto-sans-cjk-fonts"),
    ("pacman", "sudo pacman -S noto-fonts-cjk"),
    ("zypper", "sudo zypper install noto-sans-cjk-fonts"),
)


def font_command() -> str:
    """What installs a font with Hangul here; empty where no known package manager is."""
    return next((command for tool, command in _FONT_COMMANDS if shutil.which(tool)), "")


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence, and what can be done about it."""

    sentence: str
    action: str = ""
    do: Callable[[], object] | None = None


class StartProblems(QObject):
    """Shows one problem after the other in the bar of the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[Problem] = []
        self._shown: Problem | None = None
        input_methods.register(window.context.settings)
        window.message.action_requested.connect(self._act)
        window.message.dismissed.connect(self._next)

    @Slot()
    def look(self) -> None:
        """Looks for fonts and input methods that are missing, and begins to tell."""
        font = theme.hangul_problem()
        if font:
            command = font_command()
            self._waiting.append(Problem(font, self.tr("Copy the command") if command else "", self._copy_command))
        method = input_methods.missing()
        if method:
            sentence = self.tr(
                "Text typed through “{0}” does not reach this window, because the Qt in Maeari has no part for it; "
                "most input methods also speak IBus."
            ).format(method)
            self._waiting.append(Problem(sentence, self.tr("Use IBus from the next start"), self._use_ibus))
        self._next()

    @Slot()
    def _next(self) -> None:
        self._shown = self._waiting.pop(0) if self._waiting else None
        if self._shown is not None:
            self._window.message.show_message("warning", self._shown.sentence, action=self._shown.action)

    @Slot()
    def _act(self) -> None:
        if self._shown is not None and self._shown.do is not None:
            self._shown.do()
            self._window.message.clear()
            self._next()

    def _copy_command(self) -> None:
        command = font_command()
        QGuiApplication.clipboard().setText(command)
        self._window.show_status(self.tr("Copied: {0}").format(command))

    def _use_ibus(self) -> None:
        self._window.context.settings.set(input_methods.THROUGH_IBUS, True)
        self._window.show_status(self.tr("From the next start on, what you type comes through IBus."))
