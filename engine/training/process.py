"""Training in a process of its own, driven from any thread of the window.

Importing TensorFlow holds the interpreter for up to half a second at a time, training wants every core, and a process
that runs out of memory is killed: none of that may reach the window. Events come back through a pipe. If the window
dies, the run stops and keeps its best.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any

from engine.config import TrainingJob
from engine.errors import EngineError, MemoryShortError, TrainingError, as_engine_error
from engine.events import Event, TrainingFinished

RunJob = Callable[[TrainingJob, Any], Iterator[Event]]
_CLOSE_SECONDS = 10.0
# How a process ends that the system killed for want of memory, or that could not allocate any more.
_KILLED = (-9, -6)


class PipeControl:
    """The trainer's view of the person: reads `stop`, `pause` and `resume` from the pipe between steps."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._stopped = False
        self._hurried = False
        self._paused_since: float | None = None
        self._paused_before = 0.0

    def send(self, message: Any) -> None:
        """Sends a record to the window. Where the window is gone, the run stops, and goes on to its end unheard."""
        try:
            self._pipe.send(message)
        except OSError:
            self._stopped = True

    @property
    def stopped(self) -> bool:
        self._read()
        return self._stopped

    @property
    def paused_seconds(self) -> float:
        now = 0.0 if self._paused_since is None else time.monotonic() - self._paused_since
        return self._paused_before + now

    def wait_while_paused(self) -> bool:
        self._read()
        while self._paused_since is not None and not self._stopped:
            self._read(wait=0.2)
        return not self._stopped

    def wait(self, seconds: float) -> None:
        """Waits until the run may try again what it paused itself for: so long, or until `resume` or `stop`."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not (self._stopped or self._hurried):
            self._read(wait=left)
        self._hurried = False

    def _read(self, wait: float = 0.0) -> None:
        try:
            while self._pipe.poll(wait):
                wait = 0.0
                word = self._pipe.recv()
                if word == "stop":
                    self._stopped = True
                elif word == "pause" and self._paused_since is None:
                    self._paused_since = time.monotonic()
                elif word == "resume" and self._paused_since is not None:
                    self._paused_before = self.paused_seconds
                    self._paused_since = None
                elif word == "resume":
                    self._hurried = True
        except (EOFError, OSError):
            self._stopped = True


def _child(pipe: Connection, job: TrainingJob, run_job: RunJob) -> None:
    """The training process: sends events, then None, or the error that ended it."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(5)  # the window and the person's other programs come first
    control = PipeControl(pipe)
    last: EngineError | None = None
    try:
        for event in run_job(job, control):
            control.send(event)
    except Exception as error:  # noqa: BLE001 - whatever it was, the window must hear of it
        last = as_engine_error(error)
    control.send(last)


class TrainingRun:
    """A run of training in its own process. `stop`, `pause` and `resume_run` may be called from any thread."""

    def __init__(self, job: TrainingJob, run_job: RunJob) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, child_end = context.Pipe()
        self._lock = threading.Lock()
        self._process = context.Process(target=_child, args=(child_end, job, run_job), daemon=True, name="training")
        self._process.start()
        child_end.close()

    def events(self) -> Iterator[Event]:
        """The events of the run as they happen; blocks in between, so iterate on a worker thread.

        Ends after one TrainingFinished. Raises EngineError where the run failed or its process died.
        """
        finished = False
        try:
            while True:
                message = self._pipe.recv()
                if message is None:
                    break
                if isinstance(message, EngineError):
                    raise message
                finished = finished or isinstance(message, TrainingFinished)
                yield message
            self._process.join(_CLOSE_SECONDS)
        except (EOFError, OSError) as error:
            if not finished:
                self._process.join(_CLOSE_SECONDS)
                kind = MemoryShortError if self._process.exitcode in _KILLED else TrainingError
                raise kind(
                    "The training process ended unexpectedly, perhaps for want of memory; the best network saved so far"
                    " is kept.",
                    "Choose a smaller network, or close other programs.",
                ) from error

    @property
    def process_id(self) -> int:
        """The number of the training process."""
        return self._process.pid or 0

    @property
    def alive(self) -> bool:
        """Whether the training process still runs."""
        return self._process.is_alive()

    def _say(self, word: str) -> None:
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._pipe.send(word)

    def stop(self) -> None:
        """Ends the run after the current step; the best network is kept."""
        self._say("stop")

    def pause(self) -> None:
        """Holds the run between two steps; the time does not count."""
        self._say("pause")

    def resume_run(self) -> None:
        """Goes on after `pause`; a run that paused itself tries at once whether it can go on."""
        self._say("resume")

    def close(self) -> None:
        """Stops the run and waits for its process; one that does not answer is ended."""
        self.stop()
        self._process.join(_CLOSE_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        with self._lock:
            self._pipe.close()
