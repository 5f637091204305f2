"""The window: rail, keys, menus, status bar, what comes back after a restart, and closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from desktop import main_window
from desktop.app import Application
from desktop.context import AppContext
from desktop.pages import NEW_CONVERSATION, PAGES
from desktop.pages.base import Page
from desktop.widgets.dialogs import TableDialog


class PlainPage(Page):
    """A page that writes down what the window does with it."""

    name: ClassVar[str] = "write"

    def __init__(self, name: str, context: AppContext, parent: QWidget | None = None) -> None:
        type(self).name = name
        super().__init__(context, parent)
        self.page_name = name
        self.arguments: list[object] = []
        self.may_close = True
        self.closed = 0
        QVBoxLayout(self).addWidget(QLabel(name))

    def shown(self, argument: object | None) -> None:
        self.arguments.append(argument)

    def can_close(self) -> bool:
        return self.may_close

    def close_page(self) -> None:
        self.closed += 1


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main_window, "build_page", PlainPage)


@pytest.fixture
def opened(qtbot, plain: None, application: Callable[[], Application]) -> Application:
    made = application()
    made.window.show()
    qtbot.waitUntil(lambda: made.window.page is not None)
    return made


def action(made: Application, name: str) -> QAction:
    found = made.window.findChild(QAction, f"action_{name}")
    assert isinstance(found, QAction)
    return found


def test_the_first_page_is_built_after_the_first_paint(qtbot, plain: None, application) -> None:
    made = application()
    built_when_painted: list[int] = []
    made.window.painted.connect(lambda: built_when_painted.append(len(made.window.pages)))
    made.window.show()
    qtbot.waitUntil(lambda: "write" in made.window.pages)
    assert built_when_painted == [0]
    assert set(made.window.pages) == {"write"}


def test_the_other_pages_are_built_ahead_and_told_nothing(qtbot, opened: Application) -> None:
    qtbot.waitUntil(lambda: len(opened.window.pages) == len(PAGES), timeout=20_000)
    arguments = {name: page.arguments for name, page in opened.window.pages.items() if isinstance(page, PlainPage)}
    assert arguments == {spec.name: [None] if spec.name == "write" else [] for spec in PAGES}
    page = opened.window.page
    assert isinstance(page, PlainPage)
    assert page.page_name == "write"


def test_no_page_is_built_ahead_once_the_window_is_closed(opened: Application) -> None:
    opened.window.close()
    built = len(opened.window.pages)
    assert opened.window.build_ahead() is False
    assert len(opened.window.pages) == built


def test_the_rail_has_a_word_an_icon_and_a_name_for_every_section(opened: Application) -> None:
    for spec in PAGES:
        button = opened.window.rail_buttons[spec.name]
        assert button.text().strip() == spec.title
        assert button.accessibleName() == spec.title
        assert not button.icon().isNull()
        assert button.fontMetrics().horizontalAdvance(button.text()) + 60 < button.width() + 20


@pytest.mark.parametrize("number", range(1, len(PAGES) + 1))
def test_a_click_and_a_key_bring_a_section_to_the_front(qtbot, opened: Application, number: int) -> None:
    name = PAGES[number - 1].name
    qtbot.mouseClick(opened.window.rail_buttons[name], Qt.MouseButton.LeftButton)
    page = opened.window.page
    assert isinstance(page, PlainPage)
    assert page.page_name == name
    opened.window.show_page("write")
    qtbot.keyClick(opened.window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
    assert opened.window.page is page
    assert opened.window.rail_buttons[name].isChecked()


def test_a_page_can_ask_for_another_with_an_argument(opened: Application) -> None:
    opened.window.pages["write"].request_page.emit("train", "sample")
    page = opened.window.page
    assert isinstance(page, PlainPage)
    assert page.page_name == "train"
    assert page.arguments == ["sample"]
    action(opened, "new_conversation").trigger()
    page = opened.window.page
    assert isinstance(page, PlainPage)
    assert page.arguments[-1] == NEW_CONVERSATION


def test_a_page_is_built_once(opened: Application) -> None:
    first = opened.window.page
    opened.window.show_page("models")
    opened.window.show_page("write")
    assert opened.window.page is first


def test_zoom_scales_the_font_and_keeps_its_bounds(qapp, opened: Application) -> None:
    before = qapp.font().pixelSize()
    action(opened, "zoom_in").trigger()
    assert qapp.font().pixelSize() > before
    for _ in range(20):
        action(opened, "zoom_in").trigger()
    assert opened.settings.get("appearance/zoom") == 300
    for _ in range(30):
        action(opened, "zoom_out").trigger()
    assert opened.settings.get("appearance/zoom") == 75
    action(opened, "zoom_reset").trigger()
    assert qapp.font().pixelSize() == before


def test_the_theme_is_chosen_in_the_menu_and_told_to_pages(qtbot, qapp, opened: Application) -> None:
    with qtbot.waitSignal(opened.context.theme_changed):
        action(opened, "theme_dark").trigger()
    assert "#17191b" in qapp.styleSheet()
    assert opened.settings.get("appearance/theme") == "dark"
    action(opened, "theme_light").trigger()
    assert "#17191b" not in qapp.styleSheet()


def test_the_training_chip_shows_percent_and_text_and_leads_to_the_page(qtbot, opened: Application) -> None:
    chip = opened.window.training_chip
    assert not chip.isVisible()
    opened.context.training_changed.emit(0.42, "about 3 min left")
    assert chip.isVisible()
    assert chip.text() == "Training 42 % · about 3 min left"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert opened.window.rail_buttons["train"].isChecked()
    opened.context.training_changed.emit(None, "")
    assert not chip.isVisible()


def test_the_status_bar_names_the_model_and_shows_sentences(opened: Application) -> None:
    assert opened.window.model_label.text() == "No model yet"
    opened.context.model_selected.emit("내 일기")
    assert opened.window.model_label.text() == "Model: 내 일기"
    opened.window.pages["write"].request_status.emit("Copied.")
    assert opened.window.statusBar().currentMessage() == "Copied."


def dialog_of(opened: Application, kind: type[QDialog]) -> QDialog:
    return next(found for found in opened.window.findChildren(kind) if found.isVisible())


def test_the_offline_chip_leads_to_every_file_that_is_kept(qtbot, opened: Application) -> None:
    qtbot.mouseClick(opened.window.offline_chip, Qt.MouseButton.LeftButton)
    page = opened.window.page
    assert isinstance(page, PlainPage)
    assert (page.page_name, page.arguments) == ("settings", ["privacy"])


def test_f1_lists_the_keys_and_about_names_the_licences(qtbot, opened: Application) -> None:
    qtbot.keyClick(opened.window, Qt.Key.Key_F1)
    keys = dialog_of(opened, TableDialog)
    assert isinstance(keys, TableDialog)
    listed = dict(keys.rows)
    assert listed["Ctrl+N"] == "New conversation"
    assert listed["Ctrl+2"] == "Spam check"
    assert "Up, Down" in listed
    keys.close()
    action(opened, "about").trigger()
    about = dialog_of(opened, TableDialog)
    assert isinstance(about, TableDialog)
    assert any(name.startswith("PySide6 6.") and licence == "LGPL-3.0" for name, licence in about.rows)
    from engine import __version__

    assert __version__ in about.text.text()
    about.close()


def test_menus_have_no_mnemonic_twice(opened: Application) -> None:
    def letters(texts: list[str]) -> list[str]:
        return [text[text.index("&") + 1].lower() for text in texts if "&" in text]

    bar = opened.window.menuBar()
    top = letters([item.text() for item in bar.actions()])
    assert len(top) == len(set(top)) == 3
    for item in bar.actions():
        menu = item.menu()
        assert menu is not None
        found = letters([entry.text() for entry in menu.actions()])
        assert len(found) == len(set(found)), item.text()


def test_geometry_page_and_theme_come_back(qtbot, plain: None, application) -> None:
    first = application()
    first.window.show()
    qtbot.waitUntil(lambda: first.window.page is not None)
    first.window.resize(760, 560)
    first.window.show_page("models")
    first.settings.set("appearance/theme", "dark")
    size = first.window.size()
    assert first.close()
    second = application()
    second.window.show()
    qtbot.waitUntil(lambda: second.window.page is not None)
    assert isinstance(second.window.page, PlainPage)
    assert second.window.page.page_name == "models"
    assert second.window.size() == size
    assert second.theme.name == "dark"


def test_a_damaged_settings_file_opens_the_window_all_the_same(qtbot, plain: None, application, home) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "maeari.ini").write_bytes(b"\xff\xfe[window]\npage=nowhere\ngeometry=zzz\n\x00\x00")
    made = application()
    made.window.show()
    qtbot.waitUntil(lambda: made.window.page is not None)
    assert isinstance(made.window.page, PlainPage)
    assert made.window.page.page_name == "write"
    assert made.window.size().width() >= QSize(600, 400).width()


def test_a_page_that_may_not_close_keeps_the_window_open(qtbot, opened: Application) -> None:
    opened.window.show_page("train")
    page = opened.window.pages["train"]
    assert isinstance(page, PlainPage)
    page.may_close = False
    opened.window.show_page("write")
    assert not opened.window.close()
    assert opened.window.isVisible()
    assert opened.window.page is page
    assert page.closed == 0
    page.may_close = True
    assert opened.window.close()
    assert page.closed == 1
    assert opened.window.ended_cleanly


def test_closing_ends_work_that_runs(qtbot, opened: Application) -> None:
    import threading
    import time

    begun = threading.Event()

    def work(control) -> None:
        begun.set()
        while not control.stopped:
            time.sleep(0.001)

    opened.context.tasks.run("training", work)
    assert begun.wait(5)
    started = time.monotonic()
    assert opened.window.close()
    assert time.monotonic() - started < 2
    assert opened.window.ended_cleanly


def test_a_missing_hangul_font_is_said_in_the_window(qtbot, plain: None, application, monkeypatch) -> None:
    monkeypatch.setattr(main_window.theme, "hangul_problem", lambda: "No font here can show Korean.")
    made = application()
    made.window.show()
    qtbot.waitUntil(lambda: made.window.message.text == "No font here can show Korean.")
    assert made.window.message.kind == "warning"


def test_the_rail_has_the_same_words_after_another_language(application, qtbot) -> None:
    app = application()
    before = {name: button.text() for name, button in app.window.rail_buttons.items()}
    for code in ("ko", "en"):
        app.settings.set("appearance/language", code)
    assert {name: button.text() for name, button in app.window.rail_buttons.items()} == before
    assert app.window.rail_buttons["train"].toolTip() == "Train (Ctrl+3)"
