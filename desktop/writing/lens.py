"""How surprised a model is by a draft: read part by part in the background, and only what is new is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from desktop.tasks import Control, TaskHandle, Tasks
from desktop.writing.blending import Voice
from desktop.writing.generation import open_writer
from engine import EngineError

MOST_CHARACTERS = 20_000  # of a draft that are read
_PART = 400  # a part ends with the first line end behind so many characters
_LONGEST_PART = 1_500
_CONTEXT = 200  # characters in front of a part that are read with it
_KEPT_PARTS = 400


@dataclass(frozen=True, slots=True)
class Surprise:
    """A word of a draft, characters [start, end): its bits, its level 0..3, and what was expected instead."""

    start: int
    end: int
    bits: float
    level: int
    expected: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a draft is read, in characters, and what was found so far. `cut`: it is longer than what is read."""

    done: int
    total: int
    found: tuple[Surprise, ...]
    cut: bool


class Surprises(Protocol):
    """The engine's function of this name."""

    def __call__(
        self, completer: Any, text: str, *, should_stop: Callable[[], bool] | None = None
    ) -> Iterable[Any]: ...


def engine_surprises(completer: Any, text: str, *, should_stop: Callable[[], bool] | None = None) -> Iterable[Any]:
    """The engine's `surprises`, imported when first needed."""
    import engine

    found: Iterable[Any] = engine.surprises(completer, text, should_stop=should_stop)
    return found


def parts(text: str) -> list[tuple[int, int]]:
    """Where a draft is parted: at line ends, or at blanks where a line is very long."""
    found, start = [], 0
    while start < len(text):
        end = text.find("\n", start + _PART) + 1
        if not 0 < end - start <= _LONGEST_PART:
            longest = start + _LONGEST_PART
            end = len(text) if longest >= len(text) and end <= 0 else text.rfind(" ", start, longest) + 1
            if end <= start:
                end = min(longest, len(text))
        found.append((start, end))
        start = end
    return found


class LensWork(QObject):
    """Reads one draft at a time; a new one takes the place of the one being read.

    For every draft: `progressed` any number of times, then exactly one of `finished` and `failed`, except where
    another draft has taken its place.
    """

    progressed = Signal(object)  # Reading
    finished = Signal(object, bool)  # Reading, whether it was stopped
    failed = Signal(object)  # EngineError

    def __init__(
        self,
        tasks: Tasks,
        models_dir: Path,
        *,
        opener: Callable[[Path, Voice], Any] = open_writer,
        surprises: Surprises = engine_surprises,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.opener = opener
        self.surprises = surprises
        self._tasks = tasks
        self._models_dir = models_dir
        self._handle: TaskHandle | None = None
        self._identity = 0
        self._version = 0
        # Touched on the lane's thread only:
        self._opened: tuple[Voice, int, Any] | None = None
        self._read: dict[tuple[str, str], tuple[Surprise, ...]] = {}

    @property
    def active(self) -> bool:
        """Whether a draft is being read."""
        return self._handle is not None

    @Slot()
    def forget_models(self) -> None:
        """The models on disk have changed: open and read anew next time."""
        self._version += 1

    def check(self, voice: Voice, text: str) -> None:
        """Begins to read a draft. Raises EngineError when the window is closing."""
        if self._handle is not None:
            self._handle.cancel()
        self._identity += 1
        identity, version = self._identity, self._version

        def work(control: Control) -> tuple[int, Reading, bool]:
            return identity, self._reading(identity, voice, version, text, control), control.stopped

        def failing(control: Control) -> Any:
            try:
                return work(control)
            except EngineError as error:
                return identity, error, control.stopped

        self._handle = self._tasks.run("analysis", failing, on_success=self._done, on_progress=self._progress)
        self._handle.finished.connect(self._ended)

    @Slot()
    def stop(self) -> None:
        """Asks the reading to end; what was found is delivered."""
        if self._handle is not None:
            self._handle.cancel()

    @Slot()
    def close_model(self) -> None:
        """Gives the memory of the model back."""
        self.stop()

        def work(_control: Control) -> None:
            self._opened = None
            self._read.clear()

        self._tasks.run("analysis", work)

    # On the lane's thread

    def _reading(self, identity: int, voice: Voice, version: int, text: str, control: Control) -> Reading:
        if self._opened is None or self._opened[:2] != (voice, version):
            self._opened = None
            self._read.clear()
            self._opened = (voice, version, self.opener(self._models_dir, voice))
        completer = self._opened[2]
        shown, cut = text[:MOST_CHARACTERS], len(text) > MOST_CHARACTERS
        found: list[Surprise] = []
        reading = Reading(0, len(shown), (), cut)
        for start, end in parts(shown):
            if control.stopped:
                break
            context = shown[max(0, start - _CONTEXT) : start]
            own = self._part(completer, context, shown[start:end], control)
            if control.stopped:
                break
            found += [
                Surprise(item.start + start, item.end + start, item.bits, item.level, item.expected) for item in own
            ]
            reading = Reading(end, len(shown), tuple(found), cut)
            control.report((identity, reading))
        return reading

    def _part(self, completer: Any, context: str, part: str, control: Control) -> Sequence[Surprise]:
        """The words of a part, their characters counted from its beginning."""
        known = self._read.get((context, part))
        if known is not None:
            return known
        before = len(context)
        own = tuple(
            Surprise(item.start - before, item.end - before, float(item.bits), int(item.level), tuple(item.expected))
            for item in self.surprises(completer, context + part, should_stop=control.should_stop)
            if item.start >= before
        )
        if not control.stopped:
            while len(self._read) >= _KEPT_PARTS:
                self._read.pop(next(iter(self._read)))
            self._read[context, part] = own
        return own

    # On the window's thread

    @Slot(object)
    def _progress(self, value: tuple[int, Reading]) -> None:
        if value[0] == self._identity:
            self.progressed.emit(value[1])

    @Slot(object)
    def _done(self, value: tuple[int, Reading | EngineError, bool]) -> None:
        identity, result, stopped = value
        if identity != self._identity:
            return
        self._handle = None
        if isinstance(result, EngineError):
            self.failed.emit(result)
        else:
            self.finished.emit(result, stopped)

    @Slot()
    def _ended(self) -> None:
        """Stopped before it began, or failed in a way that nobody foresaw."""
        if self._handle is not None and not self._handle.active:
            self._handle = None
            self.finished.emit(Reading(0, 0, (), False), True)
