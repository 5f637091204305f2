"""Searches all conversations on a lane, and opens what was found."""

from __future__ import annotations

import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.history import Found, History
from desktop.history.search import LIMIT
from desktop.writing.finding import fold, spans, words_of
from engine import EngineError

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.tasks import Control
    from desktop.widgets.writing.search_panel import SearchPanel
    from desktop.writing.conversing import Conversing
    from desktop.writing.finding_here import FindingHere


FILL_SECONDS = 0.2  # a search that is asked for meanwhile waits no longer


def _search(path: Path, query: str, _control: Control) -> tuple[str, list[Found]]:
    history = History(path, check=False)
    try:
        return query, history.search(query)
    finally:
        history.close()


def _fill(path: Path, control: Control) -> bool:
    """Puts older messages into the search for a moment; whether there are more."""
    history = History(path, check=False)
    try:
        end = time.monotonic() + FILL_SECONDS
        while more := history.fill_search():
            if control.stopped or time.monotonic() > end:
                break
        return more
    finally:
        history.close()


class Searching(QObject):
    """The latest query wins. After an upgrade the older messages come into the search, in steps between which the lane
    does what else is asked of it."""

    failed = Signal(object)  # EngineError

    def __init__(
        self,
        context: AppContext,
        panel: SearchPanel,
        conversing: Conversing,
        here: FindingHere,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._panel, self._conversing, self._here = context, panel, conversing, here
        panel.request_search.connect(self._search)
        panel.request_open.connect(self.open)
        conversing.listed.connect(panel.repeat)
        conversing.listed.connect(self._look)
        self._filling = False

    @Slot()
    def _look(self) -> None:
        """Whether the search has all messages; begins to put them in where it has not."""
        history = self._conversing.history()
        if self._filling or history is None:
            return
        with suppress(EngineError):  # a file that cannot be read is told where it is listed
            if history.unsearched:
                self._panel.set_preparing(True)
                self._fill(history.path)

    def _fill(self, path: Path) -> None:
        self._filling = True
        with suppress(EngineError):  # the window is closing
            self._context.tasks.run("history", partial(_fill, path), on_success=self._filled, on_error=self._not_filled)

    @Slot(object)
    def _filled(self, more: bool) -> None:
        history = self._conversing.history()
        if more and history is not None:
            self._fill(history.path)
            return
        self._filling = False
        self._panel.set_preparing(False)
        self._panel.repeat()

    @Slot(object)
    def _not_filled(self, error: EngineError) -> None:
        self._filling = False  # the next change of the list tries again
        self.failed.emit(error)

    @Slot(str)
    def _search(self, query: str) -> None:
        history = self._conversing.history()
        if history is None:
            return
        with suppress(EngineError):  # the window is closing
            self._context.tasks.run(
                "history", partial(_search, history.path, query), on_success=self._done, on_error=self._failed
            )

    @Slot(object)
    def _done(self, result: tuple[str, list[Found]]) -> None:
        self._panel.show_found(*result, most=LIMIT)

    @Slot(object)
    def _failed(self, error: EngineError) -> None:
        self.failed.emit(error)

    @Slot(object)
    def open(self, found: Found) -> None:
        """Shows a message with what was looked for marked in it; of a title, the conversation."""
        query = self._panel.query
        if not self._conversing.show(found.conversation, found.message):
            self._panel.repeat()
        elif found.message is not None:
            self._here.show(_term(found.excerpt, query), found.message)
            self._panel.results.setFocus()


def _term(text: str, query: str) -> str:
    """What a text has of a query: the whole, or the longest of its words."""
    if spans(text, query):
        return query
    return max((word for word in words_of(query) if word in fold(text)), key=len, default=query)
