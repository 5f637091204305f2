"""Writes completions on the inference lane: one request at a time, streamed, stopped at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtCore import QObject, Signal, Slot

from desktop.tasks import Control, TaskHandle, Tasks
from desktop.widgets.writing.composer import ModelChoice
from desktop.wording.language import system_language
from desktop.writing import pieces
from desktop.writing.blending import Blend, Voice
from desktop.writing.pieces import Kept
from engine import EngineError

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.history import Message
    from engine import Piece, SamplingConfig, Suggestions


@dataclass
class Writing:
    """The request that runs: what it continues and how.

    `kept` is what a branch keeps of another variant, `texts` begin with it; `pieces` of each text are in `written`.
    """

    seed: Message
    model: ModelChoice
    sampling: SamplingConfig
    texts: tuple[str, ...] = ()
    note: str = ""
    settings: dict[str, object] = field(default_factory=dict)
    kept: tuple[Kept, ...] = ()
    written: tuple[list[Kept], ...] = ()

    def take(self, progress: Progress) -> None:
        """Takes what was written so far."""
        before = "".join(piece.text for piece in self.kept)
        self.texts = tuple(before + text for text in progress.texts)
        self.written = progress.pieces

    def pieces_json(self, index: int) -> str:
        """The pieces of a text, as they are kept with the message."""
        own = self.written[index] if index < len(self.written) else []
        return pieces.dump(pieces.cut([*self.kept, *own], len(self.texts[index])), self.model.unit)


def language_models(context: AppContext, _control: Control) -> list[ModelChoice]:
    """The models that can write, newest first, then the samples, those in the language of the window before others."""
    infos = [info for info in context.store.models() if info.kind == "language"]
    chosen = context.settings.get("appearance/language")
    spoken = system_language() if chosen == "system" else chosen
    infos.sort(key=lambda info: info.sample and 1 + (info.corpus.language != spoken))
    return [ModelChoice(info.name, info.model.unit, info.sample) for info in infos]


class Writer(Protocol):
    """What is needed of the engine's Completer."""

    def unknown(self, seed: str) -> tuple[str, ...]:
        """What of the seed the model never saw."""
        ...

    def stream(
        self, seed: str, sampling: SamplingConfig, *, should_stop: Callable[[], bool] | None = None
    ) -> Iterator[Piece]:
        """Writes token by token."""
        ...


def open_writer(models_dir: Path, voice: Voice) -> Writer:
    """Opens a model of the library with the engine, or several that write together."""
    import engine

    if isinstance(voice, Blend):
        return cast(Writer, engine.open_blend(models_dir, voice.weights()))
    return engine.open_completer(models_dir, voice)


class Suggester(Protocol):
    """What is needed of the engine's Suggester."""

    def suggest(
        self,
        text: str,
        *,
        count: int = 3,
        right_in_ten: int = 5,
        composing: int = 0,
        should_stop: Callable[[], bool] | None = None,
    ) -> Suggestions:
        """Ways to go on behind a text."""
        ...

    def words(self, text: str, *, should_stop: Callable[[], bool] | None = None) -> tuple[tuple[str, float], ...]:
        """The likeliest words behind a text, and how likely each is."""
        ...


def open_suggester(writer: Writer) -> Suggester:
    """What suggests with a model that is open already."""
    import engine

    return cast(Suggester, engine.Suggester(cast("engine.Completer", writer)))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a request is. `texts` are the variants so far, the last one still growing; times in seconds.

    `pieces` are those of each text; the lists of a running request may already hold more than its texts.
    """

    texts: tuple[str, ...]
    unknown: tuple[str, ...]
    first_seconds: float | None
    seconds: float
    pieces: tuple[list[Kept], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What should be written: `count` variants that continue `seed`."""

    identity: int
    voice: Voice
    seed: str
    sampling: SamplingConfig
    count: int


def words_of(texts: tuple[str, ...]) -> int:
    """Words in the variants, for the speed in the footer."""
    return sum(len(text.split()) for text in texts)


class Generator(QObject):
    """Runs requests one after the other and keeps the model that it opened last.

    For every request: `progressed` any number of times, then exactly one of `finished` and `failed`.
    """

    progressed = Signal(int, object)  # identity, Progress
    finished = Signal(int, object, bool)  # identity, Progress, whether it was stopped
    failed = Signal(int, object)  # identity, EngineError

    def __init__(
        self,
        tasks: Tasks,
        models_dir: Path,
        *,
        opener: Callable[[Path, Voice], Writer] = open_writer,
        suggester_opener: Callable[[Writer], Suggester] = open_suggester,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._models_dir = models_dir
        self._opener = opener
        self._suggester_opener = suggester_opener
        self._version = 0
        self._opened: tuple[Voice, int, Writer] | None = None  # touched on the lane's thread only
        self._suggester: Suggester | None = None  # of the model that is open; on the lane's thread only
        self._handle: TaskHandle | None = None
        self._identity = 0
        self._last: Progress | None = None

    @property
    def active(self) -> bool:
        """Whether something is being written."""
        return self._handle is not None

    @property
    def version(self) -> int:
        """Which state of the models on disk counts; grows with `forget_models`."""
        return self._version

    @property
    def last(self) -> Progress | None:
        """The last progress of the request that runs."""
        return self._last

    @Slot()
    def forget_models(self) -> None:
        """The models on disk have changed: open anew next time."""
        self._version += 1

    def warm(
        self,
        voice: Voice,
        *,
        on_success: Callable[[Any], object] | None = None,
        on_error: Callable[[EngineError], object] | None = None,
    ) -> None:
        """Opens a model, or a blend, ahead of the first request; the callbacks are those of a task."""
        version = self._version

        def work(_control: Control) -> None:
            self._writer(voice, version)

        with suppress(EngineError):  # the window is closing already
            self._tasks.run("inference", work, on_success=on_success, on_error=on_error)

    def start(self, voice: Voice, seed: str, sampling: SamplingConfig, count: int) -> int:
        """Begins to write; the identity of the request. Raises RuntimeError while another one runs."""
        if self._handle is not None:
            raise RuntimeError("One request at a time")
        self._identity += 1
        request = Request(self._identity, voice, seed, sampling, count)
        version = self._version
        self._last = None

        def work(control: Control) -> Progress:
            return self._write(request, version, control)

        self._handle = self._tasks.run(
            "inference", work, on_success=self._done, on_error=self._failed, on_progress=self._progress
        )
        self._handle.finished.connect(self._ended)
        return request.identity

    @Slot()
    def stop(self) -> None:
        """Asks the request to end; what was written is delivered."""
        if self._handle is not None:
            self._handle.cancel()

    # On the lane's thread

    def _writer(self, voice: Voice, version: int) -> Writer:
        if self._opened is None or self._opened[:2] != (voice, version):
            self._opened = self._suggester = None  # two large models must not be in memory at once
            self._opened = (voice, version, self._opener(self._models_dir, voice))
        return self._opened[2]

    def suggester(self, voice: Voice, version: int) -> Suggester:
        """What suggests with a model, which is opened where it is not yet. To be called on the inference lane."""
        writer = self._writer(voice, version)
        if self._suggester is None:
            self._suggester = self._suggester_opener(writer)
        return self._suggester

    def _write(self, request: Request, version: int, control: Control) -> Progress:
        begun = time.monotonic()
        writer = self._writer(request.voice, version)
        unknown = writer.unknown(request.seed)
        texts: list[str] = []
        written: list[list[Kept]] = []
        first: float | None = None
        for number in range(request.count):
            if control.stopped:
                break
            text = ""
            texts.append(text)
            own_pieces: list[Kept] = []
            written.append(own_pieces)
            seed = request.sampling.seed
            own = request.sampling if seed is None else request.sampling.replaced(seed=seed + number)
            for piece in writer.stream(request.seed, own, should_stop=control.should_stop):
                text += piece.text
                own_pieces.append(pieces.kept(piece))
                texts[-1] = text
                if first is None and text.strip():
                    first = time.monotonic() - begun
                seconds = time.monotonic() - begun
                control.report((request.identity, Progress(tuple(texts), unknown, first, seconds, tuple(written))))
                if control.stopped:
                    break
        return Progress(tuple(texts), unknown, first, time.monotonic() - begun, tuple(written))

    # On the window's thread

    @Slot(object)
    def _progress(self, value: tuple[int, Progress]) -> None:
        identity, progress = value
        if identity == self._identity:
            self._last = progress
            self.progressed.emit(identity, progress)

    @Slot(object)
    def _done(self, progress: Progress) -> None:
        handle = self._handle
        self._handle = None
        self._last = None
        self.finished.emit(self._identity, progress, bool(handle and handle.control.stopped))

    @Slot()
    def _ended(self) -> None:
        """Stopped before it began: the lane left it out."""
        if self._handle is not None:
            self._handle = None
            self.finished.emit(self._identity, Progress((), (), None, 0.0), True)

    @Slot(object)
    def _failed(self, error: EngineError) -> None:
        self._handle = None
        self._last = None
        self.failed.emit(self._identity, error)
