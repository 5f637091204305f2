"""Opens the bin of the conversations, and does what is asked for there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.history import History
from desktop.widgets.writing.bin_dialog import BinDialog
from engine import EngineError

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.tasks import Control
    from desktop.writing.conversing import Conversing


def _forget(path: Path, ids: Sequence[int] | None, _control: Control) -> int:
    """Forgets conversations; None is everything that was deleted. Their traces are wiped, which takes a moment."""
    history = History(path, check=False)
    try:
        return history.purge() if ids is None else history.forget(ids)
    finally:
        history.close()


class Binning(QObject):
    """One dialog at a time."""

    failed = Signal(object)  # EngineError
    restored = Signal(object)  # ids
    forgotten = Signal()

    def __init__(self, context: AppContext, conversing: Conversing, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._conversing, self._page = context, conversing, page
        self.dialog: BinDialog | None = None

    @Slot()
    def open(self) -> None:
        """Shows the bin."""
        if self.dialog is not None:
            self.dialog.activateWindow()
            return
        if self._conversing.history() is None:
            return
        self.dialog = BinDialog(self._page.window())
        self.dialog.request_restore.connect(self._restore)
        self.dialog.request_forget.connect(self._forget)
        self.dialog.request_empty.connect(self._empty)
        self.dialog.finished.connect(self._closed)
        self._refresh()
        self.dialog.open()

    def _refresh(self) -> None:
        history = self._conversing.history()
        if history is not None and self.dialog is not None:
            try:
                self.dialog.show_binned(history.binned(), history.binned_messages())
            except EngineError as error:
                self.failed.emit(error)

    @Slot(object)
    def _restore(self, ids: Sequence[int]) -> None:
        history = self._conversing.history()
        if history is None:
            return
        try:
            history.restore(*ids)
        except EngineError as error:
            self.failed.emit(error)
            return
        self._refresh()
        self.restored.emit(ids)

    @Slot(object)
    def _forget(self, ids: Sequence[int]) -> None:
        self._run(list(ids))

    @Slot()
    def _empty(self) -> None:
        self._run(None)

    def _run(self, ids: list[int] | None) -> None:
        history = self._conversing.history()
        if history is not None:
            work: Callable[[Control], int] = partial(_forget, history.path, ids)
            with suppress(EngineError):  # the window is closing
                self._context.tasks.run("history", work, on_success=self._done, on_error=self._failed)

    @Slot(object)
    def _done(self, _count: int) -> None:
        self._refresh()
        self.forgotten.emit()

    @Slot(object)
    def _failed(self, error: EngineError) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.failed.emit(error)

    @Slot()
    def _closed(self) -> None:
        self.dialog = None
