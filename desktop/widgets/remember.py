"""Keeps the place of a splitter from one session to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QSplitter

from desktop.settings import Option, Settings


class SplitterMemory(QObject):
    """Restores a splitter under a key of the settings, and keeps it each time the person moves it."""

    def __init__(self, settings: Settings, key: str, splitter: QSplitter) -> None:
        super().__init__(splitter)
        self._settings = settings
        self._key = key
        self._splitter = splitter
        self._orientation = splitter.orientation()
        settings.register(Option(key, "Place of the divider", b""))
        stored = settings.get(key)
        if stored:
            splitter.restoreState(stored)
        splitter.splitterMoved.connect(self._moved)

    @Slot()
    def _moved(self) -> None:
        if self._splitter.orientation() == self._orientation:  # of parts that were put below each other nothing is kept
            self._settings.set(self._key, self._splitter.saveState().data())
