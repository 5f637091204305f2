"""What several tests of the window begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from page_support import opened_write_page
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.pages.write import WritePage


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """What a test has closed is deleted at its end: the style sheet of the next window would be given to it too."""
    yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Waits for 20 s where a test names no time: a busy machine makes anything slow."""
    for wait in ("waitUntil", "waitSignal", "waitSignals"):
        setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=20_000))
    return qtbot


@pytest.fixture
def open_page(qtbot, application: Callable[[], Application]) -> Callable[[], tuple[Application, WritePage]]:
    """Builds the application and its Write page; again, as after a restart, each time that it is called."""

    def build() -> tuple[Application, WritePage]:
        made = application()
        return made, opened_write_page(qtbot, lambda: made)

    return build
