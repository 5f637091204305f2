"""Notices that the linked files and folders of a corpus are no longer what was read."""

from __future__ import annotations

import os
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from desktop.corpora.corpus_reading import changed_files

if TYPE_CHECKING:
    from desktop.tasks import TaskHandle, Tasks
    from engine import CorpusEntry, ImportReport

WATCHED = 400  # each watched path costs the system a handle; what lies beyond is noticed when the page is shown anew
SETTLE_MS = 400  # a program that saves writes several times


class CorpusWatch(QObject):
    """Watches the files of a corpus; `changed` says how many are new, gone or others, once after a burst of changes.

    Where the system reports nothing (a network drive), `check` compares times and sizes.
    """

    changed = Signal(int)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._watcher = QFileSystemWatcher(self)
        self._paths: tuple[Path, ...] = ()
        self._report: ImportReport | None = None
        self._handle: TaskHandle | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.check)
        self._watcher.fileChanged.connect(self._noticed)
        self._watcher.directoryChanged.connect(self._noticed)

    def watch(self, entry: CorpusEntry, report: ImportReport) -> None:
        """Watches what was read, folders first, instead of what was watched before."""
        self.stop()
        self._paths, self._report = entry.paths, report
        files = [str(file.path) for file in report.files]
        wanted = dict.fromkeys(chain(map(str, entry.paths), map(os.path.dirname, files), files))
        there = list(islice((path for path in wanted if os.path.exists(path)), WATCHED))
        if there:
            self._watcher.addPaths(there)

    @Slot()
    def stop(self) -> None:
        """Watches nothing."""
        self._timer.stop()
        self._report = None
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        watched = self._watcher.files() + self._watcher.directories()
        if watched:
            self._watcher.removePaths(watched)

    @Slot()
    def check(self) -> None:
        """Looks, on a worker thread, whether anything is another than it was."""
        if self._report is not None:
            work = partial(changed_files, self._paths, self._report)
            self._handle = self._tasks.run("analysis", work, on_success=self._found)

    @Slot(object)
    def _found(self, result: tuple[ImportReport, int]) -> None:
        self._handle = None
        report, count = result
        if count and report is self._report:
            self.changed.emit(count)

    @Slot(str)
    def _noticed(self, _path: str) -> None:
        self._timer.start()
