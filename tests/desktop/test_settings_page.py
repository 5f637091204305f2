"""The Settings page: found by typing, in force at once, and the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from page_support import clashing_mnemonics, close, make_context, unnamed
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QSpinBox

from desktop.context import AppContext
from desktop.pages.settings import SettingsPage
from desktop.settings_text import GROUPS
from desktop.widgets.settings.option_row import OptionRow
from desktop.widgets.settings.settings_sections import OptionsSection
from desktop.widgets.writing.composer import Composer
from desktop.wording.language import Language


@pytest.fixture
def context(qtbot, home: Path) -> AppContext:
    return make_context(home)


@pytest.fixture
def page(qtbot, context: AppContext) -> Iterator[SettingsPage]:
    made = SettingsPage(context)
    made.resize(1000, 700)
    made.show()
    made.shown(None)
    yield made
    close(made, context)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def row_of(page: SettingsPage, key: str) -> OptionRow:
    sections = [section for section in page.sections.values() if isinstance(section, OptionsSection)]
    return next(row for section in sections for row in section.rows if row.key == key)


def shown_keys(page: SettingsPage) -> set[str]:
    sections = [section for section in page.sections.values() if isinstance(section, OptionsSection)]
    return {row.key for section in sections for row in section.rows if row.isVisibleTo(page)}


def test_every_group_is_there_and_every_control_has_a_name(page: SettingsPage) -> None:
    assert list(page.sections) == [group.name for group in GROUPS]
    assert page.groups.count() == len(GROUPS)
    assert not unnamed(page)
    assert not clashing_mnemonics(page)


@pytest.mark.parametrize(
    ("text", "key"),
    [("theme", "appearance/theme"), ("어두운", "appearance/theme"), ("BATTERY", "training/pause_on_battery"),
     ("배터리", "training/pause_on_battery"), ("zoom", "appearance/zoom"), ("자동 완성", "write/suggestions")],
)  # fmt: skip
def test_a_search_finds_an_option_in_both_languages(qtbot, page: SettingsPage, text: str, key: str) -> None:
    assert page.search.hasFocus() or page.focusWidget() is page.search
    page.search.setText(text)
    assert shown_keys(page) == {key}
    assert "found" in page.found.text()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert not page.search.text()
    assert len(shown_keys(page)) == sum(len(group.options) for group in GROUPS)


def test_the_title_of_a_group_shows_all_of_it_and_nonsense_says_so(page: SettingsPage) -> None:
    page.search.setText("writing")
    assert shown_keys(page) == {words.key for group in GROUPS if group.name == "writing" for words in group.options}
    visible = [
        page.groups.item(row).text() for row in range(page.groups.count()) if not page.groups.item(row).isHidden()
    ]
    assert visible == ["Writing"]
    page.search.setText("qqqq")
    assert not shown_keys(page)
    assert page.found.text() == "No setting has these words; try another one."


def test_each_control_writes_its_option_and_follows_it_and_goes_back(page: SettingsPage, context: AppContext) -> None:
    settings = context.settings
    for group in GROUPS:
        for words in group.options:
            row, option = row_of(page, words.key), settings.option(words.key)
            control = row.control
            assert row.value == settings.get(words.key)
            assert row.back.isHidden()
            if isinstance(control, QCheckBox):
                control.click()
            elif isinstance(control, QComboBox):
                control.setCurrentIndex(1)
            elif isinstance(control, QSpinBox | QDoubleSpinBox):
                control.stepBy(1)
            assert settings.get(words.key) == pytest.approx(row.value) != option.default
            assert not row.back.isHidden()
            row.back.click()
            assert settings.get(words.key) == option.default == row.value
            assert row.back.isHidden()


def test_what_is_chosen_elsewhere_is_shown_at_once(page: SettingsPage, context: AppContext) -> None:
    context.settings.set("appearance/theme", "dark")
    assert row_of(page, "appearance/theme").value == "dark"
    context.settings.set("write/length", 77)
    assert row_of(page, "write/length").value == 77


def test_the_composer_and_the_page_say_the_same(qtbot, page: SettingsPage, context: AppContext) -> None:
    composer = Composer(context.settings)
    qtbot.addWidget(composer)
    composer.length.setValue(300)
    assert row_of(page, "write/length").value == 300
    composer.sentence.click()
    assert row_of(page, "write/stop_at_sentence").value is True
    context.settings.set("write/temperature", 1.3)
    assert composer.creativity.value() == 13
    context.settings.set("write/suggestions", False)
    assert not composer.suggestions.isChecked()
    assert not composer.right.isEnabled()
    context.settings.set("write/right_in_ten", 6)
    assert composer.right.value() == 6


def test_a_group_can_be_asked_for_and_is_scrolled_to(qtbot, page: SettingsPage) -> None:
    page.shown("training")
    assert page.groups.currentItem().text() == "Training"
    bar = page.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert page.sections["training"].isAncestorOf(page.focusWidget())
    page.groups.setCurrentRow(0)
    assert bar.value() == 0


def test_a_wheel_turns_only_the_control_that_has_the_keyboard(qtbot, page: SettingsPage) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    spin = row_of(page, "write/length").control
    before = row_of(page, "write/length").value
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 120), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(spin, event)
    assert row_of(page, "write/length").value == before


def test_a_narrow_page_leaves_the_list_of_groups_out(page: SettingsPage) -> None:
    assert page.groups.isVisibleTo(page)
    page.resize(500, 600)
    assert not page.groups.isVisibleTo(page)


def test_the_menu_the_page_and_the_threads_of_the_window_agree(
    qtbot, application, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    from PySide6.QtGui import QAction

    monkeypatch.delenv("MAEARI_THREADS", raising=False)
    made = application()
    made.window.show_page("settings")
    page = made.window.pages["settings"]
    assert isinstance(page, SettingsPage)
    made.window.findChild(QAction, "action_theme_dark").trigger()
    assert row_of(page, "appearance/theme").value == "dark"
    row_of(page, "appearance/theme").back.click()
    assert made.window.findChild(QAction, "action_theme_system").isChecked()
    control = row_of(page, "training/threads").control
    assert isinstance(control, QSpinBox)
    control.setValue(2)
    assert os.environ["MAEARI_THREADS"] == "2"
    control.setValue(0)
    assert "MAEARI_THREADS" not in os.environ
    assert control.text() == "All cores"


def test_headings_and_groups_keep_their_words_through_another_language(qtbot, page: SettingsPage) -> None:
    def words() -> list[str]:
        headings = [label.text() for label in page.findChildren(QLabel) if label.property("role") == "heading"]
        return headings + [page.groups.item(row).text() for row in range(page.groups.count())]

    before = words()
    language = Language(cast(QApplication, QApplication.instance()), choice="en")
    language.choose("ko")
    QApplication.processEvents()
    between = words()
    language.choose("en")
    QApplication.processEvents()
    after = words()
    language.close()
    assert {"글쓰기", "개인 정보"} <= set(between)
    assert "Writing" not in between
    assert after == before
