"""Asks for suggestions while a person types: the latest request wins, an answer that is no longer wanted is dropped.

They share the lane and the open model with what writes completions: a model is never in memory twice, nor used by two
threads at once. A request gives way to whatever comes after it, so a completion does not wait for it.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.errors import log_exception
from desktop.tasks import Control, TaskHandle, Tasks, unexpected
from desktop.writing.blending import Voice
from desktop.writing.generation import Generator
from engine import EngineError

if TYPE_CHECKING:
    from engine import Suggestions

# Characters of the text that go to the engine at most. The beginning moves in strides, so that what the engine has read
# already stays a prefix of what it reads with the next key.
TAIL, STRIDE = 8000, 4000
COUNT = 3

_log = logging.getLogger(__name__)


def tail(text: str) -> str:
    """The end of a text, at most TAIL characters."""
    over = max(0, len(text) - TAIL)
    return text[-(-over // STRIDE) * STRIDE :]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: how a text goes on, of which the input method still composes the last characters."""

    identity: int
    voice: Voice
    version: int
    text: str
    composing: int
    right_in_ten: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question; one of `suggestions` and `error` is None."""

    question: Question
    suggestions: Suggestions | None = None
    error: EngineError | None = None


class SuggestionSource(QObject):
    """One question at a time; a model that cannot be used falls silent, which is told once."""

    answered = Signal(int, object)  # identity, Suggestions
    fell_silent = Signal(str)  # why, in one sentence

    def __init__(self, tasks: Tasks, generator: Generator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._generator = generator
        self._handle: TaskHandle | None = None
        self._identity = 0
        self._silent: set[tuple[Voice, int]] = set()

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._handle is not None

    def is_silent(self, voice: Voice) -> bool:
        """Whether a model could not be used; it is tried again when the models on disk change."""
        return (voice, self._generator.version) in self._silent

    def ask(self, voice: Voice, text: str, *, composing: int = 0, right_in_ten: int = 5) -> int:
        """Asks how a text goes on; the identity of the question. 0, and no answer, where none can be given now.

        Args:
            voice: the model.
            text: everything before the cursor.
            composing: how many of its last characters the input method is still composing.
            right_in_ten: how often in ten times a suggestion should be right; 0 asks for all there are.
        """
        self.cancel()
        if self._generator.active or self.is_silent(voice):
            return 0
        self._identity += 1
        question = Question(self._identity, voice, self._generator.version, tail(text), composing, right_in_ten)

        def work(control: Control) -> Answer:
            return self._answer(question, control)

        with suppress(EngineError):  # the window is closing already
            self._handle = self._tasks.run("inference", work, on_success=self._done)
        return self._identity

    @Slot()
    def cancel(self) -> None:
        """Nothing that was asked so far is answered."""
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.cancel()

    def _answer(self, question: Question, control: Control) -> Answer:
        """Called on the lane's thread."""
        try:
            suggester = self._generator.suggester(question.voice, question.version)
            if control.stopped:
                return Answer(question)
            suggestions = suggester.suggest(
                question.text,
                count=COUNT,
                right_in_ten=question.right_in_ten,
                composing=question.composing,
                should_stop=control.should_stop,
            )
        except EngineError as error:
            return Answer(question, error=error)
        except Exception as error:  # noqa: BLE001 - nobody asked for a suggestion: it falls silent, whatever went wrong
            log_exception(_log, error)
            return Answer(question, error=unexpected(error))
        return Answer(question, suggestions)

    @Slot(object)
    def _done(self, answer: Answer) -> None:
        question = answer.question
        if answer.error is not None:
            self._fall_silent(question, answer.error)
        if self._handle is None or question.identity != self._identity:
            return
        self._handle = None
        if answer.suggestions is not None:
            self.answered.emit(question.identity, answer.suggestions)

    def _fall_silent(self, question: Question, error: EngineError) -> None:
        key = (question.voice, question.version)
        if key in self._silent or question.version != self._generator.version:
            return
        self._silent.add(key)
        self.fell_silent.emit(self.tr("There are no suggestions: {0}").format(error.message))
