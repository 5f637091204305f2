"""Whether the window ended properly the last time: a file that stands while it is open.

Where the process ends by a fault below Python, the places of the threads are in that file: names of functions, no text
of a person.
"""

from __future__ import annotations

import contextlib
import faulthandler
import re
from pathlib import Path
from typing import TextIO

_MOST = 20_000  # characters of details


class LastEnd:
    """The mark of one window. `folder`: where the windows on this data folder find each other."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "open"
        self._file: TextIO | None = None
        self.details = ""  # places of a fault of the last time; empty where there are none

    def begin(self) -> bool:
        """Marks that the window is open; whether the last one never said that it closed.

        Where the folder cannot be written nothing is marked, and the answer is False.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            unclean = self._path.exists()
            if unclean:
                self.details = _without_folders(self._path.read_text(encoding="utf-8", errors="replace"))
            self._file = open(self._path, "w", encoding="utf-8")  # noqa: SIM115 - open as long as the window is
        except OSError:
            return False
        return unclean

    def watch(self) -> None:
        """From now on a fault below Python leaves its places in the file."""
        if self._file is not None:
            faulthandler.enable(self._file)

    def end(self) -> None:
        """The window has closed as it should. May be called again."""
        if self._file is not None:
            if faulthandler.is_enabled():
                faulthandler.disable()
            self._file.close()
            self._file = None
            with contextlib.suppress(OSError):
                self._path.unlink()


def _without_folders(report: str) -> str:
    """The last three parts of each path: no home folder in a report."""
    return re.sub(r'"[^"\n]*?((?:[^"/\\\n]+[/\\]){0,2}[^"/\\\n]+)"', r'"\1"', report[:_MOST]).strip()
