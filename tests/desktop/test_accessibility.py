"""Every control of every page: named, reached by Tab in a sensible order, its words whole at 100 and 200 percent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from page_support import clashing_mnemonics
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from walking import clipped, controls, described, spoken_name, together, walked

from desktop.app import Application
from desktop.pages import PAGES
from engine import paths

NAMES = [spec.name for spec in PAGES]
SIZE = (1180, 780)


@pytest.fixture(scope="module")
def made(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """A window with the samples and a conversation, all pages built; one for all tests of this file."""
    before = os.environ.get("MAEARI_HOME")
    os.environ["MAEARI_HOME"] = str(tmp_path_factory.mktemp("accessible"))
    application = Application(qapp, samples=paths.sample_models_dir())
    window = application.window
    window.resize(*SIZE)
    window.show()
    QTest.qWaitForWindowActive(window)
    for name in NAMES:
        window.show_page(name)
    context = application.context
    _opened = (context.corpora, context.store)
    conversing = window.pages["write"].conversing
    seed = conversing.add_seed("The evening was")
    context.history.add_completion(seed, " calm and clear.", model="Sample English", sampling={})
    conversing.open(seed.conversation)
    yield application
    application.close()
    window.deleteLater()
    application.deleteLater()
    if before is not None:
        os.environ["MAEARI_HOME"] = before


def settle() -> None:
    for _round in range(5):
        QApplication.processEvents()


def speak(made: Application, code: str) -> None:
    made.language.choose(code)
    made.settings.set("appearance/language", code if code != "pseudo" else "en")
    made.language.choose(code)
    settle()


def frame(made: Application) -> tuple[QWidget, ...]:
    return (made.window.rail, made.window.statusBar())


def shown(made: Application, name: str) -> Any:
    made.window.show_page(name)
    settle()
    QTest.qWait(30)
    return made.window.pages[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_control_has_a_name_and_a_role(made: Application, name: str) -> None:
    page = shown(made, name)
    unnamed = [described(control) for control in controls(page) if not spoken_name(control)]
    assert unnamed == []
    for control in controls(page):
        role = QAccessible.queryAccessibleInterface(control).role()
        assert role not in (QAccessible.Role.NoRole, QAccessible.Role.Client), described(control)


def test_the_frame_has_names_too(made: Application) -> None:
    window = made.window
    for control in (*window.rail_buttons.values(), window.offline_chip, window.training_chip):
        if control.isVisible():
            assert spoken_name(control)
    assert window.rail.accessibleName()


@pytest.mark.parametrize("name", NAMES)
def test_tab_comes_to_every_control_and_never_stays(made: Application, name: str) -> None:
    page = shown(made, name)
    reached = walked(made.window.rail_buttons[name])
    missing = [
        described(control)
        for control in controls(page)
        if control.isEnabled()
        and not any(control is one or control.isAncestorOf(one) or control in together(one) for one in reached)
    ]
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_the_order_goes_down_and_not_up(made: Application, name: str) -> None:
    page = shown(made, name)
    reached = [one for one in walked(made.window.rail_buttons[name]) if page.isAncestorOf(one)]
    odd = []
    for first, second in pairwise(reached):
        if first.parentWidget() is second.parentWidget():
            above = second.mapTo(page, QPoint(0, second.height())).y() <= first.mapTo(page, QPoint(0, 0)).y()
            if above and second.mapTo(page, QPoint(0, 0)).x() <= first.mapTo(page, QPoint(first.width(), 0)).x():
                odd.append(f"{described(first)}, then {described(second)} above it")
    assert odd == []


@pytest.mark.parametrize("code", ["en", "ko"])
def test_no_letter_is_a_mnemonic_twice(made: Application, code: str) -> None:
    speak(made, code)
    try:
        assert {name: clashing_mnemonics(shown(made, name)) for name in NAMES} == {name: {} for name in NAMES}
    finally:
        speak(made, "en")


@pytest.mark.parametrize("zoom", [100, 200])
def test_no_word_is_clipped_in_any_language(made: Application, zoom: int) -> None:
    made.settings.set("appearance/zoom", zoom)
    found: list[str] = []
    for code in ("en", "ko", "pseudo"):
        speak(made, code)
        for name in NAMES:
            found += [f"{name} in {code}: {short}" for short in clipped(shown(made, name))]
        found += [f"{code}: {short}" for part in frame(made) for short in clipped(part)]
    speak(made, "en")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", ["en", "ko"])
def test_at_200_percent_a_narrow_window_never_scrolls_sideways(made: Application, code: str) -> None:
    """The parts of a page stand below each other then, and nothing is cut off."""
    window = made.window
    made.settings.set("appearance/zoom", 200)
    window.resize(1000, 700)
    speak(made, code)
    found: list[str] = []
    for name in NAMES:
        page = shown(made, name)
        if name == "train":
            page.form.more.setChecked(True)
            settle()
        over = window.area.horizontalScrollBar().maximum()
        found += [f"{name}: {over} pixels too wide"] * (over > 0)
        found += [f"{name}: {short}" for short in clipped(page)]
        if name == "train":
            page.form.more.setChecked(False)
    assert window.width() == 1000
    made.settings.set("appearance/zoom", 100)
    window.resize(*SIZE)
    speak(made, "en")
    assert not found, "\n".join(found)


def test_the_parts_of_a_page_stand_beside_each_other_again(made: Application) -> None:
    page = shown(made, "models")
    assert not page.splitter.stacked
    sizes = page.splitter.sizes()
    made.window.resize(560, 700)
    settle()
    assert page.splitter.stacked
    made.window.resize(*SIZE)
    settle()
    assert not page.splitter.stacked
    assert page.splitter.sizes() == sizes


def test_a_button_without_focus_would_be_found(made: Application) -> None:
    page = shown(made, "models")
    button = next(one for one in controls(page) if isinstance(one, QAbstractButton) and one.isEnabled())
    policy = button.focusPolicy()
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    try:
        assert button not in walked(made.window.rail_buttons["models"])
    finally:
        button.setFocusPolicy(policy)
