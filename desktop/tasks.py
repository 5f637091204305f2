"""Background work: one worker thread a lane, results on the GUI thread, cancel, clean shutdown.

A job says at the place where it starts what success and failure do::

    self._handle = context.tasks.run("import", work, on_success=self._read, on_error=self._failed)

`work(control)` runs on the lane's thread. It polls `control.stopped` between steps and returns what it has; stopping
is no error. Callbacks are bound methods of QObjects; a callback whose object is gone is left out.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from types import MethodType
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal, Slot

from desktop.errors import log_exception
from engine import EngineError

T = TypeVar("T")

LANES = (
    "inference",
    "training",
    "spam",
    "evidence",
    "corrections",
    "import",
    "analysis",
    "library",
    "inside",
    "history",
    "data",
)
REPORT_SECONDS = 0.05  # at most 20 reports a second reach the window
SHUTDOWN_MS = 3000

_log = logging.getLogger(__name__)
_unfinished: list[QThread] = []  # a running QThread must not be destroyed; the process is about to end


class Control:
    """What the work sees: whether it should stop, and where it reports to. Used on the lane's thread."""

    def __init__(self, send: Callable[[object], None]) -> None:
        self._send = send
        self._stop = threading.Event()
        self._last = 0.0
        self._held: list[object] = []

    @property
    def stopped(self) -> bool:
        """Whether the work should end now and return what it has."""
        return self._stop.is_set()

    def should_stop(self) -> bool:
        """`stopped` as a function, for the engine's `should_stop` arguments."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Asks the work to end."""
        self._stop.set()

    def report(self, value: object, *, final: bool = False) -> None:
        """Sends `value` to on_progress, at most 20 a second; later values replace the ones held back, so report
        states and not differences. The last value always arrives, before the result. `final` sends at once."""
        now = time.monotonic()
        if not final and now - self._last < REPORT_SECONDS:
            self._held = [value]
            return
        self._last = now
        self._held = []
        self._send(value)

    def flush(self) -> None:
        """Sends the value held back, if any."""
        if self._held:
            self._send(self._held.pop())


class TaskHandle(QObject):
    """One piece of work, as the window sees it. `finished` comes exactly once, whatever happened."""

    finished = Signal()

    _reported = Signal(object)
    _ended = Signal(str, object)

    def __init__(
        self,
        work: Callable[[Control], Any],
        on_success: Callable[[Any], object] | None,
        on_error: Callable[[EngineError], object] | None,
        on_progress: Callable[[Any], object] | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        for callback in (on_success, on_error, on_progress):
            if callback is not None and not isinstance(getattr(callback, "__self__", None), QObject):
                raise TypeError("A callback of a task must be a bound method of a QObject")
        self.work = work
        self.silent = False  # the window is closed: what comes of the work is for nobody any more
        self.state = "queued"  # then running, and done, failed or dropped
        self.control = Control(self._reported.emit)
        self._on_success = on_success
        self._on_error = on_error
        self._on_progress = on_progress
        self._reported.connect(self._report)
        self._ended.connect(self._end)

    @property
    def active(self) -> bool:
        """Whether the work waits or runs."""
        return self.state in ("queued", "running")

    def cancel(self) -> None:
        """Asks the work to end. Running work still delivers what it returns; waiting work is dropped."""
        self.control.stop()

    def perform(self) -> None:
        """Does the work; called on the lane's thread."""
        if self.control.stopped:
            self._ended.emit("dropped", None)
            return
        self.state = "running"
        try:
            result = self.work(self.control)
        except EngineError as error:
            self._ended.emit("failed", error)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the person gets a sentence and the lane lives
            log_exception(_log, error)
            self._ended.emit("failed", unexpected(error))
        else:
            self.control.flush()
            self._ended.emit("done", result)

    def drop(self) -> None:
        """Marks waiting work as superseded."""
        self.control.stop()
        self._ended.emit("dropped", None)

    @Slot(object)
    def _report(self, value: object) -> None:
        if self.active and not self.silent:
            _call(self._on_progress, value)

    @Slot(str, object)
    def _end(self, state: str, value: Any) -> None:
        if not self.active:
            return
        self.state = state
        try:
            if self.silent:
                pass
            elif state == "done":
                _call(self._on_success, value)
            elif state == "failed":
                _call(self._on_error, value)
        finally:
            self.finished.emit()
            self.deleteLater()


def _call(callback: Callable[[Any], object] | None, value: Any) -> None:
    if isinstance(callback, MethodType) or (callback is not None and hasattr(callback, "__self__")):
        owner = callback.__self__
        if shiboken6.isValid(owner):
            callback(value)


def unexpected(error: BaseException) -> EngineError:
    """A sentence for an exception that nobody foresaw."""
    if isinstance(error, MemoryError):
        return EngineError(
            "There is not enough memory for this; nothing that was saved is lost.",
            "Choose a smaller size and try again.",
        )
    return EngineError(
        "Something went wrong inside Maeari; nothing that was saved is lost.",
        f"Try again; the log names the place ({type(error).__name__}).",
    )


class _Lane(QThread):
    """A thread that does one task after another."""

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(f"lane_{name}")
        self._waiting: deque[TaskHandle] = deque()
        self._wake = threading.Condition()
        self._current: TaskHandle | None = None
        self._quit = False

    def add(self, handle: TaskHandle, *, latest: bool) -> None:
        with self._wake:
            dropped = list(self._waiting) if latest else []
            if latest:
                self._waiting.clear()
                if self._current is not None:
                    self._current.control.stop()
            self._waiting.append(handle)
            self._wake.notify()
        for old in dropped:
            old.drop()
        if not self.isRunning():
            self.start()

    def run(self) -> None:
        while True:
            with self._wake:
                self._current = None
                while not self._waiting and not self._quit:
                    self._wake.wait()
                if self._quit:
                    return
                self._current = self._waiting.popleft()
                handle = self._current
            handle.perform()
            del handle

    def stop_all(self) -> None:
        with self._wake:
            self._quit = True
            dropped = list(self._waiting)
            self._waiting.clear()
            if self._current is not None:
                self._current.control.stop()
            self._wake.notify_all()
        for old in dropped:
            old.drop()


class Tasks(QObject):
    """The lanes. A lane's thread starts with its first work."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, _Lane] = {}
        self._closed = False

    def run(
        self,
        lane: str,
        work: Callable[[Control], T],
        *,
        on_success: Callable[[T], object] | None = None,
        on_error: Callable[[EngineError], object] | None = None,
        on_progress: Callable[[Any], object] | None = None,
        latest: bool = False,
    ) -> TaskHandle:
        """Does `work` on a lane, one of LANES. `latest`: waiting work of the lane is dropped, running work is asked
        to stop. Raises EngineError when the window is closing."""
        if self._closed:
            raise EngineError("Maeari is closing.")
        if lane not in LANES:
            raise ValueError(lane)
        if lane not in self._lanes:
            self._lanes[lane] = _Lane(lane, self)
        handle = TaskHandle(work, on_success, on_error, on_progress, self)
        self._lanes[lane].add(handle, latest=latest)
        return handle

    def shutdown(self, timeout_ms: int = SHUTDOWN_MS) -> bool:
        """Stops all work and joins the threads; False where one did not end within the time (all lanes together)."""
        self._closed = True
        for lane in self._lanes.values():
            lane.stop_all()
        deadline = QDeadlineTimer(timeout_ms)
        ended = True
        for lane in self._lanes.values():
            if not lane.wait(deadline):
                ended = False
                lane.setParent(None)
                _unfinished.append(lane)
                _log.error("The lane %s did not end within %d ms", lane.objectName(), timeout_ms)
        self._lanes.clear()
        for handle in self.findChildren(TaskHandle):
            handle.silent = True
        return ended
