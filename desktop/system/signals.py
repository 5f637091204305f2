"""The signals with which a system asks a process to end: the window closes as if the person had closed it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from types import FrameType

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Slot


class EndSignals(QObject):
    """Turns SIGTERM, SIGHUP and SIGINT into an orderly end, while Qt's loop runs. Elsewhere than on POSIX: nothing."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ends: tuple[int, int] | None = None
        if sys.platform == "win32":
            return
        # Python runs a handler only between its own instructions; the pipe wakes the loop up for it.
        self._ends = os.pipe()
        for end in self._ends:
            os.set_blocking(end, False)
        self._before_fd = signal.set_wakeup_fd(self._ends[1], warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ends[0], QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        kinds = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
        self._before = {kind: signal.signal(kind, self._asked) for kind in kinds}

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        QCoreApplication.quit()

    @Slot()
    def _woken(self) -> None:
        if self._ends is not None:
            with contextlib.suppress(BlockingIOError):
                os.read(self._ends[0], 64)

    def close(self) -> None:
        """Gives the signals back. May be called again."""
        if self._ends is None or sys.platform == "win32":
            return
        for kind, handler in self._before.items():
            signal.signal(kind, handler)
        signal.set_wakeup_fd(self._before_fd)
        self._notifier.setEnabled(False)
        for end in self._ends:
            os.close(end)
        self._ends = None
