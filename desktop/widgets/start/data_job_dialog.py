"""Shows work on the data while no window is open: what is done, how far it is, Stop, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton

import engine
from desktop.data.data_jobs import DataJob, work_of
from desktop.tasks import Tasks
from desktop.widgets.dialogs import TextDialog
from desktop.wording.language import in_words


class DataJobDialog(TextDialog):
    """Begins the job when it is shown, and closes when the person has read what came of it."""

    def __init__(self, job: DataJob, models_dir: Path) -> None:
        super().__init__("", "", None)
        self.job = job
        self.failed = False
        self.done_text = ""  # what came of it; empty while it goes on
        self._stopping = False
        self._leaving = False
        self._tasks = Tasks(self)
        title, text = self._words()
        self.setWindowTitle("Maeari")
        self.title.setText(title)
        self.text.setText(text)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(title)
        self.stop = QPushButton(self.tr("Stop"), self)
        self.stop.setVisible(job.kind in ("move", "restore"))
        self.go_on = QPushButton(self.tr("Close") if job.kind == "erase" else self.tr("Go on"), self)
        self.go_on.setProperty("role", "primary")
        self.go_on.hide()
        self.stop.clicked.connect(self._stop)
        self.go_on.clicked.connect(self.accept)
        self.buttons.hide()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.stop)
        row.addWidget(self.go_on)
        self.body.addWidget(self.progress)
        self.body.addLayout(row)
        self._handle = self._tasks.run(
            "data",
            work_of(job, models_dir),
            on_success=self._finished,
            on_error=self._failed,
            on_progress=self._reported,
        )
        self._handle.finished.connect(self._ended)

    def _words(self) -> tuple[str, str]:
        if self.job.kind == "move":
            return (
                self.tr("Moving your data"),
                self.tr("It is copied to “{0}” and compared; until that is done, it is used where it was.").format(
                    self.job.path
                ),
            )
        if self.job.kind == "restore":
            return (
                self.tr("Restoring the backup"),
                self.tr("Every file is checked before anything is changed; what is there now is kept."),
            )
        if self.job.kind == "erase":
            return self.tr("Erasing everything"), self.tr("Models, texts, conversations, settings and logs go.")
        return self.tr("Erasing"), self.tr("Maeari opens again in a moment.")

    @Slot()
    def _stop(self) -> None:
        self._stopping = True
        self.stop.setEnabled(False)
        self._handle.cancel()

    @Slot(object)
    def _reported(self, value: tuple[int, int]) -> None:
        done, total = value
        self.progress.setRange(0, 1000)
        self.progress.setValue(int(1000 * done / max(1, total)))

    @Slot(object)
    def _finished(self, result: Any) -> None:
        kind = self.job.kind
        if kind == "erase_things":
            self.accept()
        elif kind == "erase":
            text = self.tr("Everything is erased. The next start begins anew.")
            if result:
                left = self.tr("Left, because there are files of yours in it: {0}").format(", ".join(map(str, result)))
                text = f"{text}\n{left}"
            self._end(self.tr("Erased"), text)
        elif result is None:
            self._end(self.tr("Stopped"), self.tr("Your data is where it was, and as it was."))
        elif kind == "move":
            text = self.tr("It is in “{0}” now. The old folder still stands; the settings offer to remove it.")
            self._end(self.tr("Your data is moved"), text.format(self.job.path))
        elif result.exists():
            text = self.tr("What was there before is kept in the data folder, as “{0}”; the settings can erase it.")
            self._end(self.tr("The backup is restored"), text.format(result.name))
        else:
            self._end(self.tr("The backup is restored"), self.tr("There was nothing before it that had to be kept."))

    @Slot()
    def _ended(self) -> None:
        if self._stopping and not self.done_text:  # before it had begun
            self._finished(None)

    @Slot(object)
    def _failed(self, error: engine.EngineError) -> None:
        self.failed = True
        self._end(self.tr("That did not work"), f"{in_words(error.message)} {in_words(error.hint)}".strip())

    def _end(self, title: str, text: str) -> None:
        self.done_text = text
        self.title.setText(title)
        self.text.setText(text)
        self.progress.hide()
        self.stop.hide()
        self.go_on.show()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Esc and the button of the frame: stops what goes on, closes where it is done."""
        if self.done_text:
            self.accept()
        elif self.stop.isVisible() and not self._stopping:
            self._stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._leaving)
        if not self._leaving:
            self.reject()

    def done(self, result: int) -> None:
        """Ends the lane with the dialog."""
        self._leaving = True  # Qt asks closeEvent once more
        self._tasks.shutdown()
        super().done(result)
