"""Marks of the person on their way: kept on a lane of their own, then the rows of the table are judged again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.spam.spam_work import Checked, Label, Marked, SpamWork, Standing

if TYPE_CHECKING:
    from desktop.tasks import TaskHandle, Tasks
    from engine import BatchRow, EngineError


class SpamMarking(QObject):
    """Marks wait for each other and for nothing else, so they count at once even while many mails are being checked."""

    marked = Signal(object)  # Marked
    judged_again = Signal(list)  # rows that a mark has changed
    standing_known = Signal(object)  # Standing
    failed = Signal(object)  # EngineError

    def __init__(self, tasks: Tasks, work: SpamWork, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._work = work
        self._name = ""
        self._rows: Sequence[BatchRow] = ()
        self._judging: TaskHandle | None = None
        self._waiting = 0

    @property
    def busy(self) -> bool:
        """Whether a mark is on its way, or rows are being judged again."""
        return self._waiting > 0 or (self._judging is not None and self._judging.active)

    def mark(
        self, name: str, row: BatchRow | None, shown: Checked | None, label: Label, rows: Sequence[BatchRow]
    ) -> None:
        """Marks one message; `rows` is the table, which may still grow."""
        self._run(name, partial(self._work.mark, name, row, shown, label), rows)

    def undo(self, name: str, shown: Checked | None, rows: Sequence[BatchRow]) -> None:
        """Takes the last mark back."""
        self._run(name, partial(self._work.undo, name, shown), rows)

    def forget(self, name: str, shown: Checked | None, rows: Sequence[BatchRow]) -> None:
        """Forgets all marks."""
        self._run(name, partial(self._work.forget_marks, name, shown), rows)

    def refresh(self, name: str) -> None:
        """Asks how far the marks have come."""
        self._tasks.run(
            "corrections",
            partial(self._work.standing, name),
            on_success=self._standing,
            on_error=self._ignore,
        )

    def _run(self, name: str, work: partial[Marked], rows: Sequence[BatchRow]) -> None:
        if self._judging is not None and self._judging.active:
            self._judging.cancel()  # it begins again behind this mark
        self._name, self._rows = name, rows
        self._waiting += 1
        self._tasks.run("corrections", work, on_success=self._done, on_error=self._failed)

    @Slot(object)
    def _done(self, marked: Marked) -> None:
        self._waiting -= 1
        self.marked.emit(marked)
        if self._rows and not self._waiting:
            work = partial(self._work.judge_again, self._name, list(self._rows))
            self._judging = self._tasks.run("corrections", work, on_success=self._judged, on_error=self._ignore)

    @Slot(object)
    def _failed(self, error: EngineError) -> None:
        self._waiting -= 1
        self.failed.emit(error)

    @Slot(object)
    def _judged(self, rows: list[BatchRow]) -> None:
        self.judged_again.emit(rows)

    @Slot(object)
    def _standing(self, standing: Standing) -> None:
        self.standing_known.emit(standing)

    @Slot(object)
    def _ignore(self, _error: EngineError) -> None:
        """The check that goes on says the same."""

    def stop(self) -> None:
        """Ends judging again."""
        if self._judging is not None and self._judging.active:
            self._judging.cancel()
        self._judging = None
