"""Pages scroll where they do not fit; columns are never cut off at the side, whatever the zoom was before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.app import Application
from desktop.widgets.areas import ColumnArea, PageArea


class Wide(QWidget):
    """A page that needs so much room."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.least = QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        return self.least


@pytest.fixture
def area(qtbot: Any) -> PageArea:
    made = PageArea()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.stack.addWidget(Wide(200, 100))
    made.stack.addWidget(Wide(900, 100))
    made.stack.addWidget(Wide(595, 900))
    made.show()
    return made


def test_a_page_that_fits_fills_the_area_and_nothing_scrolls(area: PageArea) -> None:
    assert area.stack.size() == area.size()
    assert area.horizontalScrollBar().maximum() == area.verticalScrollBar().maximum() == 0


def test_a_page_that_is_too_wide_scrolls_sideways_only(area: PageArea) -> None:
    area.stack.setCurrentIndex(1)
    assert area.stack.width() == 900
    assert area.horizontalScrollBar().maximum() > 0
    assert area.verticalScrollBar().maximum() == 0
    area.stack.setCurrentIndex(0)
    assert area.stack.size() == area.size()


def test_a_page_that_is_too_high_leaves_room_for_the_bar(area: PageArea) -> None:
    area.stack.setCurrentIndex(2)
    assert area.stack.height() == 900
    assert area.verticalScrollBar().maximum() > 0
    assert area.stack.width() >= 595


def test_a_column_is_as_wide_as_what_grows_in_it(qtbot: Any) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.addWidget(QLabel("short"))
    area = ColumnArea(inside, 120)
    qtbot.addWidget(area)
    area.show()
    assert area.minimumSizeHint().width() == 120
    column.addWidget(QPushButton("a button with a label that takes quite some room"))
    qtbot.waitUntil(lambda: area.minimumSizeHint().width() > 200)


def test_no_zoom_forces_a_wide_window_or_cuts_the_train_form_off(
    qtbot: Any, application: Callable[[], Application]
) -> None:
    made = application()
    window = made.window
    window.resize(1100, 760)
    window.show()
    qtbot.waitUntil(lambda: window.page is not None)
    window.show_page("train")
    page: Any = window.pages["train"]
    for zoom in (200, 75, 100):
        made.settings.set("appearance/zoom", zoom)
        qtbot.wait(100)
        assert window.width() == 1100
        assert window.minimumSizeHint().width() < 800
        start = page.form.start
        right = start.mapTo(page.splitter, QPoint(start.width(), 0)).x()
        assert right <= (page.splitter.width() if page.splitter.stacked else page.splitter.sizes()[0])
