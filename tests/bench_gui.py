"""How long the window ever waits: gaps of the event loop while a network trains and writes, and the first paint.

`make bench-gui`. A timer of 5 ms runs beside everything; a gap is the time between two of its ticks.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

_STARTS = 5


class Pulse:
    """Collects the gaps between ticks, in milliseconds."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def restart(self) -> None:
        """Forgets what was before."""
        self.gaps = []
        self._last = time.perf_counter()

    def report(self, what: str) -> None:
        """Prints the gaps since the last report."""
        gaps = sorted(self.gaps)
        self.gaps = []
        p50, p99 = (gaps[int(len(gaps) * share)] for share in (0.5, 0.99))
        over = sum(gap > 100 for gap in gaps)
        print(f"{what:44} p50 {p50:6.1f} ms  p99 {p99:6.1f} ms  max {gaps[-1]:6.1f} ms  over 100 ms: {over}")


def until(condition: Callable[[], bool], seconds: float = 120) -> None:
    """Lets the window live until the condition holds. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")
        loop = QEventLoop()
        QTimer.singleShot(30, loop.quit)
        loop.exec()


def first_paints() -> None:
    """Starts the program some times and prints how long its window takes."""
    command = [sys.executable, "-m", "desktop", "--exit-after-show"]
    times = []
    for _ in range(_STARTS):
        output = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
        times.append(float(output.split()[0]))
    print(f"first paint of {_STARTS} starts: median {statistics.median(times):.0f} ms, max {max(times):.0f} ms")


def stops(write: Any) -> list[float]:
    """Milliseconds from Esc to the end of a completion, several times."""
    found = []
    for _ in range(9):
        write.completing.send("The harbour ")
        until(lambda: (writing := write.completing.writing) is not None and any(writing.texts))
        began = time.perf_counter()
        write.completing.stop()
        while write.completing.writing is not None:
            QApplication.processEvents()
        found.append((time.perf_counter() - began) * 1000)
    return found


def main() -> None:
    """Prints every figure."""
    with tempfile.TemporaryDirectory(prefix="maeari-bench-") as home:
        os.environ["MAEARI_HOME"] = home
        first_paints()
        app = QApplication([])
        from desktop.app import Application
        from desktop.pages import PAGES

        application = Application(app)
        window = application.window
        window.resize(1280, 820)
        pulse = Pulse()
        window.painted.connect(pulse.restart)  # what is before the first paint is counted by `first_paints`
        window.show()
        until(lambda: window.page is not None)
        pulse.report("the Write page after the first paint")
        until(lambda: len(window.pages) == len(PAGES))
        pulse.report("imports, and the other pages built ahead")
        for name in ("corpora", "models", "spam", "train"):
            window.show_page(name, "sample" if name == "train" else None)
            seen = len(pulse.gaps)
            until(lambda seen=seen: len(pulse.gaps) > seen + 100)
            pulse.report(f"opening {name}")
        page = window.pages["train"]
        page.start()
        until(lambda: bool(page.view._points) or not page.training)
        pulse.report("training starts: TensorFlow is imported")
        until(lambda: not page.training)
        pulse.report("training for a minute")
        window.show_page("write")
        write = window.pages["write"]
        until(lambda: bool(write.composer.model.count()))
        write.composer.length.setValue(3000)
        write.completing.send("The harbour ")
        until(lambda: write.completing.writing is None)
        pulse.report("writing 3,000 characters")
        print(f"stopping a completion: median of 9 {statistics.median(stops(write)):.0f} ms (target 100)")
        application.close()


if __name__ == "__main__":
    main()
