"""The window driven for a while: does it grow, and does it leave anything behind? `make soak`, MINUTES=3 is shorter.

Rounds of writing, training with a stop, checking a mail, and switching pages, models, languages, themes and sizes,
offscreen, with the sample models and a home folder of its own. Prints figures after each round; ends with exit code 1
where memory grew by more than 50 MB after the first rounds, or a thread, open file, window, process or temporary file
is left behind. Figures come from /proc: Linux alone.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from driven import Driven

GROWTH_MB = 50
WARM_UP = 3  # rounds until every page, language, theme and model has been seen
FILES_MORE = 4  # a log that is opened late, an index of words
MAIL = "Subject: You have won\n\nClaim your guaranteed cash prize now at http://prize.example.net before midnight!!!\n"


def say(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class Figures:
    """What the process holds: memory in MB, threads, open files, visible windows, widgets, child processes."""

    memory: float
    threads: int
    files: int
    windows: int
    widgets: int
    children: int

    @classmethod
    def now(cls) -> Figures:
        """Measured when what is to be deleted is gone: outside a running event loop Qt would put that off."""
        from PySide6.QtCore import QCoreApplication, QEvent
        from PySide6.QtWidgets import QApplication

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return cls(
            pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
            len(os.listdir("/proc/self/task")),
            len(os.listdir("/proc/self/fd")),
            len([window for window in QApplication.topLevelWidgets() if window.isVisible()]),
            len(QApplication.allWidgets()),
            len(multiprocessing.active_children()),
        )

    def __str__(self) -> str:
        return (
            f"{self.memory:6.1f} MB, {self.threads} threads, {self.files} files, {self.windows} windows, "
            f"{self.widgets} widgets, {self.children} processes"
        )


class Driver(Driven):
    """A person in a hurry."""

    def __init__(self) -> None:
        from PySide6.QtWidgets import QApplication

        from desktop.app import Application
        from engine import paths

        self.application = Application(QApplication([]), samples=paths.sample_models_dir())
        self.window = self.application.window
        self.window.resize(1280, 820)
        self.window.show()
        self.until(lambda: self.window.page is not None)

    def page(self, name: str, argument: object = None) -> Any:
        """Brings a page to the front."""
        self.window.show_page(name, argument)
        self.wait(150)
        return self.window.pages[name]

    def write(self) -> None:
        """A new conversation with each language model, and one that is stopped."""
        page = self.page("write")
        self.until(lambda: page.models.known)
        for name, seed in (("Sample English", "The lighthouse "), ("Sample Korean", "아침에 ")):
            page.new_conversation()
            page.composer.select_model(name)
            page.composer.length.setValue(80)
            page.completing.send(seed)
            self.until(lambda: page.completing.writing is None)
            page.composer.length.setValue(1500)
            page.completing.send(seed)
            self.wait(300)
            page.completing.stop()
            self.until(lambda: page.completing.writing is None)

    def train(self) -> None:
        """A training that is stopped once it has learned something."""
        page = self.page("train", "sample")
        page.form.name.setText("Soak")
        if not page.form._free("Soak"):
            self.application.context.store.delete("Soak")
            self.application.context.models_changed.emit()
            self.wait(200)
        page.start()
        self.until(lambda: bool(page.view._points) or not page.training)
        page.stop()
        self.until(lambda: not page.training)

    def check(self) -> None:
        """A mail, twice."""
        page = self.page("spam")
        self.until(lambda: bool(page.model.currentData()))
        for _ in range(2):
            page.clear()
            page.paste.setPlainText(MAIL)
            page.check()
            self.until(lambda: not page.checking)

    def switch(self) -> None:
        """Every page in each language, theme and some sizes."""
        from desktop.pages import PAGES

        settings = self.application.settings
        for language, theme, zoom in (("ko", "dark", 125), ("en", "contrast", 100), ("en", "light", 100)):
            settings.set("appearance/language", language)
            settings.set("appearance/theme", theme)
            settings.set("appearance/zoom", zoom)
            for page in PAGES:
                self.page(page.name)

    def round(self) -> None:
        """Everything once."""
        self.write()
        self.check()
        self.train()
        self.switch()


def drive(minutes: float) -> list[str]:
    """Rounds for so many minutes; what is wrong with them, a sentence each."""
    driver = Driver()
    end = time.monotonic() + minutes * 60
    figures: list[Figures] = []
    while time.monotonic() < end or len(figures) < WARM_UP + 2:
        driver.round()
        figures.append(Figures.now())
        say(f"round {len(figures):3}: {figures[-1]}")
    problems = compared(figures)
    if not driver.application.close():
        problems.append("A thread was still busy when the window closed.")
    driver.wait(100)
    lanes = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
    if lanes:
        problems.append(f"Threads are left after the end: {', '.join(lanes)}.")
    if multiprocessing.active_children():
        problems.append("A training process is left after the end.")
    return problems


def compared(figures: list[Figures]) -> list[str]:
    """What grew between the end of the warm-up and the last rounds."""
    first, last = figures[WARM_UP - 1], figures[-1]
    lasting = statistics.median(found.memory for found in figures[-3:])
    grown = lasting - first.memory
    rounds = len(figures) - WARM_UP
    say(f"memory grew by {grown:.1f} MB in {rounds} rounds after the first {WARM_UP} (allowed: {GROWTH_MB})")
    problems = []
    if grown > GROWTH_MB:
        problems.append(f"Memory grew by {grown:.1f} MB.")
    for name, more in (("threads", 2), ("files", FILES_MORE), ("windows", 0), ("widgets", 40), ("children", 0)):
        before, after = getattr(first, name), getattr(last, name)
        if after > before + more:
            problems.append(f"There were {before} {name} and are {after}.")
    return problems


def main(minutes: float) -> int:
    """The exit code."""
    with tempfile.TemporaryDirectory(prefix="maeari-soak-") as folder:
        scratch = Path(folder) / "tmp"
        scratch.mkdir()
        environment = {**os.environ, "MAEARI_HOME": str(Path(folder) / "home"), "TMPDIR": str(scratch)}
        command = [sys.executable, str(Path(__file__).resolve()), "--drive", str(minutes)]
        code = subprocess.run(command, env=environment, check=False).returncode
        left = sorted(path.name for path in scratch.iterdir())
    if left:
        say(f"PROBLEM: left among the temporary files: {', '.join(left)}.")
    say("The soak found nothing." if not code and not left else "The soak found problems.")
    return 1 if code or left else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    if sys.argv[1:2] == ["--drive"]:
        found = drive(float(sys.argv[2]))
        for problem in found:
            say(f"PROBLEM: {problem}")
        sys.exit(1 if found else 0)
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 30))
