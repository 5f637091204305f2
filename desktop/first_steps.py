"""When the first steps are shown, and what their last card begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QStorageInfo, Slot

from desktop.pages import NEW_CONVERSATION
from desktop.settings import Option, Settings

if TYPE_CHECKING:
    from desktop.main_window import MainWindow
    from desktop.pages.write import WritePage

SHOWN = "window/first_steps"
LOW_BYTES = 1_000_000_000  # below this a corpus with its network may not fit


def register(settings: Settings) -> None:
    """Adds the option of this module."""
    settings.register(Option(SHOWN, "The first steps were shown", False))


def are_due(settings: Settings) -> bool:
    """Whether this is the first window of this person: none was closed before, and the cards were not seen."""
    return not settings.get(SHOWN) and not settings.get("window/geometry")


def free_bytes(folder: Path) -> int:
    """What is free on the disk of a folder that need not exist yet; -1 where the system does not say."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return int(QStorageInfo(str(folder)).bytesAvailable())


class SampleTry(QObject):
    """Shows the sample model at work: a beginning stands in the composer, and a suggestion behind it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._begun = False

    @Slot()
    def begin(self) -> None:
        """Shows the Write page, and waits for its models where they are not read yet."""
        self._begun = False
        self._window.show_page("write", NEW_CONVERSATION)
        page = cast("WritePage", self._window.pages["write"])
        if page.composer.current_model is not None:
            self._ask()
        else:
            self._window.context.model_selected.connect(self._ask)

    @Slot()
    def _ask(self) -> None:
        page = cast("WritePage", self._window.pages["write"])
        if self._begun or page.composer.current_model is None:
            return
        self._begun = True
        edit = page.composer.edit
        if not edit.toPlainText():
            edit.insertPlainText(self.tr("The evening was"))
        page.suggestions.ask()
        page.focus_composer()
