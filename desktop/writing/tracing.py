"""Looks up, in the background, which runs of a completion stand word for word in the texts of its model."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.tasks import Control, TaskHandle
from desktop.writing.blending import blend_of
from desktop.writing.copied_text import CopiedRun
from engine import EngineError

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.history import Message

GATHER_MS = 150  # a conversation shows many completions at once; they are looked up together

_log = logging.getLogger(__name__)


class Found(Protocol):
    """What is needed of the engine's Copied."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...


class SourceTexts(Protocol):
    """What is needed of the engine's Sources."""

    def copied(self, text: str) -> Sequence[Found]:
        """The runs of a text that stand in the model's texts."""
        ...


def open_sources(models_dir: Path, name: str) -> SourceTexts | None:
    """The texts of a model; None where it has none."""
    import engine

    return engine.open_sources(models_dir, name)


class Tracing(QObject):
    """Tells the copied runs of the completions that it is given. Where there is no index nothing is told."""

    traced = Signal(object, object)  # the message, and a tuple of CopiedRun

    def __init__(
        self,
        context: AppContext,
        parent: QObject | None = None,
        *,
        opener: Callable[[Path, str], SourceTexts | None] = open_sources,
    ) -> None:
        super().__init__(parent)
        self.opener = opener
        self._context = context
        self._known: dict[int, tuple[CopiedRun, ...]] = {}
        self._asked: dict[int, Message] = {}
        self._handle: TaskHandle | None = None
        self._opened: tuple[str, SourceTexts | None] | None = None  # touched on the lane's thread only
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GATHER_MS)
        self._timer.timeout.connect(self._begin)
        context.models_changed.connect(self.forget)

    @property
    def active(self) -> bool:
        """Whether something is being looked up, or about to be."""
        return self._handle is not None or self._timer.isActive()

    @Slot()
    def forget(self) -> None:
        """The models on disk have changed: look up anew what is shown from now on."""
        self._known.clear()

    @Slot(object)
    def trace(self, message: Message) -> None:
        """Looks up a saved completion."""
        if message.id in self._known:
            self.traced.emit(message, self._known[message.id])
        elif message.id:
            self._asked[message.id] = message
            if not self.active:
                self._timer.start()

    @Slot()
    def _begin(self) -> None:
        if self._handle is not None or not self._asked:
            return
        asked, self._asked = list(self._asked.values()), {}

        def work(control: Control) -> list[tuple[Message, tuple[CopiedRun, ...]]]:
            self._opened = None  # what lies on the disk may have changed since the last time
            return [(message, self._runs(message)) for message in asked if not control.stopped]

        with suppress(EngineError):  # the window is closing
            self._handle = self._context.tasks.run("analysis", work, on_success=self._done)
            self._handle.finished.connect(self._ended)

    # On the lane's thread

    def _runs(self, message: Message) -> tuple[CopiedRun, ...]:
        """The copied runs of a message in the order of its text; one that lies inside another is left out."""
        blend = blend_of(message.sampling)
        found = []
        for name in blend.names if blend is not None else (message.model,):
            try:
                sources = self._sources(name)
                if sources is not None:
                    found += [_trimmed(message.text, run) for run in sources.copied(message.text)]
            except EngineError:
                _log.warning("The texts of a model could not be searched for copied runs")
        runs: list[CopiedRun] = []
        for run in sorted(found, key=lambda run: (run.start, -run.end)):
            if run.start < run.end and (not runs or run.end > runs[-1].end):
                runs.append(run)
        return tuple(runs)

    def _sources(self, name: str) -> SourceTexts | None:
        if self._opened is None or self._opened[0] != name:
            self._opened = (name, self.opener(self._context.models_dir, name))
        return self._opened[1]

    # On the window's thread

    @Slot(object)
    def _done(self, results: list[tuple[Message, tuple[CopiedRun, ...]]]) -> None:
        for message, runs in results:
            self._known[message.id] = runs
            self.traced.emit(message, runs)

    @Slot()
    def _ended(self) -> None:
        self._handle = None
        if self._asked:
            self._timer.start()


def _trimmed(text: str, run: Found) -> CopiedRun:
    """A run without the blanks and the parts of words at its ends; with those parts where little else would stay, as in
    a script that leaves no blanks between words."""
    inside = text[run.start : run.end]
    start, end = run.start + len(inside) - len(inside.lstrip()), run.start + len(inside.rstrip())
    first, last = start, end
    while first < last and (text[first].isspace() or _within_word(text, first)):
        first += 1
    while first < last and (text[last - 1].isspace() or _within_word(text, last)):
        last -= 1
    if 3 * (last - first) > end - start:
        start, end = first, last
    return CopiedRun(start, max(start, end), run.file, run.line + text.count("\n", run.start, start))


def _within_word(text: str, place: int) -> bool:
    """Whether a word goes on from before a place to behind it."""
    return text[max(0, place - 1) : place].isalnum() and text[place : place + 1].isalnum()
