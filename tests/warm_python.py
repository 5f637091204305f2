"""Processes that have imported TensorFlow already: a test that ends or kills some need not wait for that.

They are forked from a server process that has imported it and run nothing of it, so that each is as fresh as one of
`python -c CODE ARGUMENTS` with the given environment, or as a spawned one; only the imports, of some seconds, are
shared.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
_NUMBERS = itertools.count()
_PRELOADED = ["tensorflow.keras", "engine.cli", "engine.runs.jobs", "engine.userdata.restoring"]


def _server() -> ForkServerContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        pytest.skip("needs a system that can fork")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


def _take_environment(environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)


def _run(code: str, arguments: tuple[str, ...], environment: dict[str, str], output: str) -> None:
    _take_environment(environment)
    os.chdir(ROOT)
    for number, name in ((1, output + ".out"), (2, output + ".err")):
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, number)
        os.close(file)
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
    sys.argv = ["-c", *arguments]
    sys.path.insert(0, "")
    try:
        exec(compile(code, "<string>", "exec"), {"__name__": "__main__"})
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


class WarmPython:
    """`python -c code arguments` in the project's folder, with TensorFlow imported; started at once."""

    def __init__(self, code: str, *arguments: str, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        context = _server()
        self._output = folder / f"process-{next(_NUMBERS)}"
        whole = {**os.environ, **(environment or {})}
        self._process: ForkServerProcess = context.Process(
            target=_run, args=(code, arguments, whole, str(self._output))
        )
        self._process.start()

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        return self._process.exitcode

    def kill(self) -> None:
        """Ends it at once."""
        self._process.kill()

    def wait(self, timeout: float = 120) -> int:
        """The exit code. Raises TimeoutError, and ends the process then."""
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            self._process.kill()
            raise TimeoutError("the process did not end")
        return code

    @property
    def stdout(self) -> str:
        """What it has printed."""
        return Path(f"{self._output}.out").read_text(encoding="utf-8")

    @property
    def stderr(self) -> str:
        """What it has complained of."""
        return Path(f"{self._output}.err").read_text(encoding="utf-8")


def _called(environment: dict[str, str], target: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    _take_environment(environment)
    target(*arguments)


class WarmContext:
    """In place of `multiprocessing.get_context("spawn")`: processes with the environment of the moment."""

    def __init__(self) -> None:
        self._context = _server()
        self.Pipe = self._context.Pipe

    def Process(self, *, target: Callable[..., None], args: tuple[Any, ...], **options: Any) -> ForkServerProcess:  # noqa: N802
        """See multiprocessing.Process."""
        return self._context.Process(target=_called, args=(dict(os.environ), target, args), **options)
