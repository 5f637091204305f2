"""What the programs share that drive the real window: waiting while it lives."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer


class Driven:
    """Lets the window live between two steps."""

    def wait(self, milliseconds: int) -> None:
        """For so long."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, condition: Callable[[], bool], seconds: float = 600) -> None:
        """Until the condition holds. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get there")
            self.wait(20)
