"""A Write page on conversations that were written before, without a window around it and without a model."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QItemSelectionModel

import engine
from desktop.context import AppContext
from desktop.history import History
from desktop.history.exchange import Part, Whole
from desktop.pages.write import WritePage
from desktop.settings import Settings
from desktop.tasks import Tasks

ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect
KOREAN = "오늘은 비가 왔다. 할머니는 아침마다 마당을 쓸고 우산을 펴 말렸다."
ENGLISH = "The harbour was quiet in the morning, and the boats lay in the fog."


def whole(title: str, turns: int = 2, *, days: float = 0, text: str = ENGLISH) -> Whole:
    """A conversation of seeds with two variants each, so many days ago."""
    time = (datetime.now(UTC) - timedelta(days=days)).isoformat()
    parts = []
    for turn in range(turns):
        seed = 3 * turn + 1
        parts.append(Part(seed, "seed", f"{title} {turn}", above=seed - 3 if turn else None, created=time))
        for variant in (0, 1):
            parts.append(
                Part(
                    seed + 1 + variant,
                    "completion",
                    f" {text} {variant}",
                    seed,
                    variant=variant,
                    model="m",
                    created=time,
                )
            )
    return Whole(title, time, time, tuple(parts))


class Bench:
    """Built on a home folder; `restart` is a new page on the same files."""

    def __init__(self, qtbot: Any, home: Path, *conversations: Whole) -> None:
        self.qtbot, self.home = qtbot, home
        history = History(home / "data" / "conversations.sqlite3")
        self.ids = history.add_whole(conversations)
        history.close()
        self._build()

    def _build(self) -> None:
        tasks = Tasks()
        self.context = AppContext(
            models_dir=self.home / "data" / "models",
            settings=Settings(self.home / "config"),
            tasks=tasks,
            open_corpora=lambda: engine.CorpusLibrary(self.home / "data" / "corpora"),
            open_store=lambda: engine.ModelStore(self.home / "data" / "models"),
            open_history=lambda: History(self.home / "data" / "conversations.sqlite3"),
        )
        tasks.setParent(self.context)
        self.page = WritePage(self.context)
        self.page.resize(900, 640)
        self.page.show()
        self.page.shown(None)
        self.qtbot.waitUntil(lambda: self.page.models.known)

    @property
    def history(self) -> History:
        return self.context.history

    def open(self, number: int) -> None:
        """Opens one of the conversations that were given."""
        self.page.conversing.show(self.ids[number], None)

    def wait_lane(self) -> None:
        """Until what waits on the lane of the conversations is done and told."""
        handle = self.context.tasks.run("history", lambda _control: None)
        with self.qtbot.waitSignal(handle.finished):
            pass

    def restart(self) -> None:
        self.close()
        self._build()

    def close(self) -> None:
        self.page.close_page()
        self.context.settings.save()
        assert self.context.close()
        self.page.close()
        self.page.deleteLater()
        self.context.deleteLater()
