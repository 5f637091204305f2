"""Keeps the computer from falling asleep while something trains.

By the tool of each system, in a process that ends with this one, whatever happens to it: systemd-inhibit on Linux,
caffeinate on macOS; on Windows by a call that holds for the thread that made it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys

_CONTINUOUS, _REQUIRED = 0x80000000, 0x00000001  # of SetThreadExecutionState
_ENDING_SECONDS = 2.0


def command() -> list[str] | None:
    """What holds the sleep off here, as long as its standard input is open; None where nothing does."""
    if sys.platform == "darwin":
        tool = shutil.which("caffeinate")
        return [tool, "-i", "-w", str(os.getpid())] if tool else None
    tool = shutil.which("systemd-inhibit")
    if tool is None:
        return None
    return [tool, "--what=idle:sleep", "--who=Maeari", "--why=A model is being trained", "--mode=block", "cat"]


class Awake:
    """Holds the sleep off between `begin` and `end`; what the system does not grant is left as it is."""

    def __init__(self) -> None:
        self._holder: subprocess.Popen[bytes] | None = None
        self._called = False

    @property
    def held(self) -> bool:
        """Whether the sleep is held off now."""
        return self._called or (self._holder is not None and self._holder.poll() is None)

    def begin(self) -> None:
        """Asks the system; nothing happens where it was asked already."""
        if self._holder is not None or self._called:
            return
        if sys.platform == "win32":
            self._called = _windows(_CONTINUOUS | _REQUIRED)
            return
        line = command()
        if line is None:
            return
        with contextlib.suppress(OSError):
            self._holder = subprocess.Popen(
                line, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )

    def end(self) -> None:
        """The computer may sleep again. May be called again."""
        if self._called:
            _windows(_CONTINUOUS)
            self._called = False
        holder, self._holder = self._holder, None
        if holder is None:
            return
        if holder.stdin is not None:
            with contextlib.suppress(OSError):
                holder.stdin.close()  # the end of what `cat` reads
        holder.terminate()
        try:
            holder.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            holder.kill()
            holder.wait()


def _windows(flags: int) -> bool:
    import ctypes

    try:
        kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
        return bool(kernel.SetThreadExecutionState(flags))
    except (AttributeError, OSError):
        return False
