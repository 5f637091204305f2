"""What several tests of the window begin with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from page_support import opened_write_page

from desktop.app import Application
from desktop.pages.write import WritePage


@pytest.fixture
def open_page(qtbot, application: Callable[[], Application]) -> Callable[[], tuple[Application, WritePage]]:
    """Builds the application and its Write page; again, as after a restart, each time that it is called."""

    def build() -> tuple[Application, WritePage]:
        made = application()
        return made, opened_write_page(qtbot, lambda: made)

    return build
