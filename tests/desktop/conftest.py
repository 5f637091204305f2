"""What several tests of the window begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from page_support import opened_write_page
from PySide6.QtCore import QCoreApplication, QEvent

from desktop.app import Application
from desktop.pages.write import WritePage


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """What a test has closed is deleted at its end: the style sheet of the next window would be given to it too."""
    yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def open_page(qtbot, application: Callable[[], Application]) -> Callable[[], tuple[Application, WritePage]]:
    """Builds the application and its Write page; again, as after a restart, each time that it is called."""

    def build() -> tuple[Application, WritePage]:
        made = application()
        return made, opened_write_page(qtbot, lambda: made)

    return build
