"""The first steps, and what the window says about a computer without Korean fonts or with a foreign input method."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from desktop import first_steps, theme
from desktop.app import Application
from desktop.settings import Settings
from desktop.system import input_methods, start_problems
from desktop.widgets.start.first_steps_dialog import FirstStepsDialog
from engine import paths


@pytest.fixture
def opened(qtbot, qapp, home: Path):
    """A window with the sample models, as `maeari` opens it for the first time."""
    made = Application(qapp, samples=paths.sample_models_dir())
    made.begin(None, [])
    made.window.show()
    qtbot.waitUntil(lambda: made.window.page is not None)
    yield made
    made.close()
    made.window.deleteLater()
    made.deleteLater()


def dialog(made: Application) -> FirstStepsDialog:
    return made.window.first_steps


def test_the_cards_are_shown_once(qtbot, opened: Application) -> None:
    shown = dialog(opened)
    assert shown.isVisible()
    assert shown.place.text() == "1 of 3"
    qtbot.mouseClick(shown.skip, Qt.MouseButton.LeftButton)
    assert opened.settings.get(first_steps.SHOWN) is True
    assert not first_steps.are_due(opened.settings)
    assert opened.window.isVisible()


def test_they_can_be_shown_again_and_walked_with_the_keyboard(qtbot, opened: Application) -> None:
    dialog(opened).reject()
    action = opened.window.findChild(QAction, "action_first_steps")
    assert isinstance(action, QAction)
    action.trigger()
    shown = dialog(opened)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.language.control)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert shown.place.text() == "2 of 3"
    assert shown.folder.text() == str(paths.data_dir())
    assert "free there" in shown.free.text()
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert shown.place.text() == "3 of 3"
    assert not shown.next.isVisible()
    shown.back.setFocus()
    qtbot.keyClick(shown.back, Qt.Key.Key_Space)
    assert shown.place.text() == "2 of 3"
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_language_and_colours_are_in_force_at_once(qtbot, opened: Application) -> None:
    shown = dialog(opened)
    language, colours = shown.language.control, shown.theme.control
    assert language.currentData() == "system"
    language.setCurrentIndex(language.findData("ko"))
    colours.setCurrentIndex(colours.findData("dark"))
    assert opened.language.code == "ko"
    assert opened.theme.name == "dark"
    assert opened.window.tr is not None
    language.setCurrentIndex(language.findData("en"))
    assert opened.language.code == "en"
    shown.reject()


def test_the_sample_suggests_something_at_once(qtbot, opened: Application) -> None:
    dialog(opened).sample.click()
    page = opened.window.pages["write"]
    qtbot.waitUntil(lambda: page.composer.edit.toPlainText() == "The evening was", timeout=15_000)
    assert page.composer.current_model.sample
    qtbot.waitUntil(lambda: any(page.composer.strip.suggestions) or bool(page.composer.edit.ghost), timeout=15_000)


def test_own_files_begin_on_the_corpora_page(qtbot, opened: Application) -> None:
    dialog(opened).files.click()
    assert opened.window.page.name == "corpora"


def test_little_room_is_said(qtbot, opened: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog(opened).reject()
    for free, word in ((20_000_000, "Only"), (-1, "")):
        monkeypatch.setattr("desktop.widgets.start.first_steps_dialog.free_bytes", lambda _folder, free=free: free)
        opened.window.show_first_steps()
        assert dialog(opened).free.text().startswith(word)
        assert bool(dialog(opened).free.text()) == bool(word)
        dialog(opened).reject()


def test_a_window_that_was_closed_before_needs_no_first_steps(home: Path, qapp) -> None:
    settings = Settings(paths.config_dir())
    first_steps.register(settings)
    assert first_steps.are_due(settings)
    settings.set("window/geometry", b"somewhere")
    assert not first_steps.are_due(settings)


def test_the_room_on_the_disk_of_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    assert first_steps.free_bytes(tmp_path / "a" / "b") > 0


# -- input methods and fonts ------------------------------------------------------------------------------------------

PRESENT = {"ibus", "compose"}


@pytest.mark.parametrize(
    ("environment", "platform", "named"),
    [
        ({}, "xcb", ""),
        ({"QT_IM_MODULE": "ibus"}, "xcb", ""),
        ({"QT_IM_MODULE": "fcitx"}, "xcb", "fcitx"),
        ({"QT_IM_MODULE": "fcitx5"}, "wayland", "fcitx5"),
        ({"QT_IM_MODULES": "wayland;fcitx"}, "wayland", ""),
        ({"QT_IM_MODULES": "fcitx;ibus", "QT_IM_MODULE": "fcitx"}, "xcb", ""),
        ({"QT_IM_MODULE": "nimf"}, "xcb", "nimf"),
        ({"XMODIFIERS": "@im=fcitx"}, "xcb", "fcitx"),
        ({"XMODIFIERS": "@im=ibus"}, "xcb", "ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "wayland", ""),
        ({"XMODIFIERS": "@im=none"}, "xcb", ""),
        ({"XMODIFIERS": "nonsense"}, "xcb", ""),
    ],
)
def test_an_input_method_without_a_part_in_qt_is_noticed(environment, platform: str, named: str) -> None:
    assert input_methods.missing(environment, platform, PRESENT) == named


def test_the_parts_that_come_with_qt_are_found(qapp) -> None:
    assert {"ibus", "compose"} <= input_methods.plugins()


def test_one_problem_after_the_other_each_with_its_action(
    qtbot, application, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "hangul_problem", lambda: "No font here can show Korean.")
    monkeypatch.setattr(start_problems.shutil, "which", lambda name: name if name == "apt" else None)
    monkeypatch.setattr(input_methods, "missing", lambda: "fcitx")
    made = application()
    made.window.show()
    bar = made.window.message
    qtbot.waitUntil(lambda: bar.text == "No font here can show Korean.")
    button = next(found for found in bar.findChildren(QPushButton) if found.text() == "Copy the command")
    button.click()
    assert QGuiApplication.clipboard().text() == "sudo apt install fonts-nanum"
    assert "“fcitx”" in bar.text
    button.click()
    assert bar.text == ""
    assert "IBus" in made.window.statusBar().currentMessage()
    made.settings.save()
    monkeypatch.delenv("QT_IM_MODULE", raising=False)
    input_methods.apply_choice(paths.config_dir())
    assert os.environ.pop("QT_IM_MODULE") == "ibus"


def test_a_dismissed_problem_gives_way_to_the_next(qtbot, application, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "hangul_problem", lambda: "No font here can show Korean.")
    monkeypatch.setattr(start_problems.shutil, "which", lambda _name: None)
    monkeypatch.setattr(input_methods, "missing", lambda: "nimf")
    made = application()
    made.window.show()
    bar = made.window.message
    qtbot.waitUntil(lambda: bar.kind == "warning")
    dismiss = next(found for found in bar.findChildren(QPushButton) if found.text() == "Dismiss")
    dismiss.click()
    assert "“nimf”" in bar.text
    dismiss.click()
    assert bar.text == ""
