"""Whole words that could stand in the place of one that was written letter by letter, by the model that wrote it."""

from __future__ import annotations

import logging
from contextlib import suppress

from PySide6.QtCore import QObject, Signal, Slot

from desktop.errors import log_exception
from desktop.history import Message
from desktop.tasks import Control, TaskHandle, Tasks
from desktop.writing.generation import Generator
from desktop.writing.mixing import Mixing
from desktop.writing.suggesting import tail
from engine import EngineError

Words = tuple[tuple[str, float], ...]

_log = logging.getLogger(__name__)


class WordChoices(QObject):
    """Asked for one place at a time; a later question takes the place of the one before.

    The work is done on the lane of the model that is open, so nothing is asked while it writes.
    """

    found = Signal(object)  # tuple of (word, probability); empty where the model has none, or cannot be used

    def __init__(self, tasks: Tasks, generator: Generator, mixing: Mixing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._generator, self._mixing = tasks, generator, mixing
        self._handle: TaskHandle | None = None
        self._identity = 0

    def ask(self, variant: Message, before: str) -> bool:
        """Asks for words behind a text, the seed included; False, and no answer, where nothing can be asked now."""
        self.cancel()
        chosen = self._mixing.voice_of(variant)
        if self._generator.active or chosen is None:
            return False
        self._identity += 1
        identity, voice, version, text = self._identity, chosen[1], self._generator.version, tail(before)

        def work(control: Control) -> tuple[int, Words]:
            try:
                suggester = self._generator.suggester(voice, version)
                return identity, suggester.words(text, should_stop=control.should_stop)
            except EngineError:
                return identity, ()
            except Exception as error:  # noqa: BLE001 - the letters that are kept with the text are shown instead
                log_exception(_log, error)
                return identity, ()

        with suppress(EngineError):  # the window is closing already
            self._handle = self._tasks.run("inference", work, on_success=self._done)
        return self._handle is not None

    @Slot()
    def cancel(self) -> None:
        """What was asked is not answered any more."""
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.cancel()

    @Slot(object)
    def _done(self, result: tuple[int, Words]) -> None:
        identity, words = result
        if self._handle is not None and identity == self._identity:
            self._handle = None
            self.found.emit(words)
