"""Suggestions in the real page, with the real engine on a tiny model."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from desktop.app import Application
from desktop.pages.write import WritePage

TEXT = "the cat sat on the mat. the dog sat on the log. the bird sang in the tree. " * 8


@pytest.fixture
def page(qtbot, application: Callable[[], Application], bigram_model) -> WritePage:
    bigram_model("cats", TEXT, unit="word")
    made = application()
    made.window.resize(1100, 740)
    made.window.show()
    qtbot.waitUntil(lambda: isinstance(made.window.page, WritePage) and made.window.page.models.known)
    page = made.window.page
    made.window.activateWindow()
    page.focus_composer()
    qtbot.waitUntil(page.composer.edit.hasFocus)
    return page


def type_and_wait(qtbot, page: WritePage, text: str) -> None:
    qtbot.keyClicks(page.composer.edit, text)
    qtbot.waitUntil(lambda: bool(page.composer.strip.texts) and page.suggestions._source.waiting is False)


def test_a_word_that_was_begun_is_ended_and_the_keys_are_counted(qtbot, page: WritePage) -> None:
    edit, strip = page.composer.edit, page.composer.strip
    type_and_wait(qtbot, page, "the c")
    assert edit.ghost.startswith("at sat")
    assert strip.texts[0].startswith("cat sat")
    ghost = edit.ghost
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.toPlainText() == "the c" + ghost
    assert page.view.saved.text().startswith(f"{len(ghost) - 1} keystrokes saved (")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert (edit.toPlainText(), edit.ghost, strip.texts) == ("", "", [])
    qtbot.waitUntil(lambda: not page.generator.active, timeout=10_000)
    assert page.chat.turns[0].seed.text == "the c" + ghost


def test_escape_takes_the_ghost_before_it_reaches_the_page(qtbot, page: WritePage) -> None:
    type_and_wait(qtbot, page, "the c")
    assert page.composer.edit.ghost
    with qtbot.assertNotEmitted(page.composer.edit.request_stop):
        qtbot.keyClick(page.composer.edit, Qt.Key.Key_Escape)
    assert page.composer.edit.ghost == ""
    assert page.composer.edit.toPlainText() == "the c"


def test_the_digits_take_one_of_the_strip(qtbot, page: WritePage) -> None:
    page.composer.right.setValue(1)
    type_and_wait(qtbot, page, "the ")
    second = page.composer.strip.suggestions[1]
    assert second is not None
    qtbot.keyClick(page.composer.edit, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert page.composer.edit.toPlainText() == "the " + second.text


def test_typing_leaves_a_completion_that_is_written_alone(qtbot, page: WritePage) -> None:
    page.composer.length.setValue(300)
    qtbot.keyClicks(page.composer.edit, "the cat")
    with qtbot.waitSignal(page.generator.finished, timeout=10_000) as finished:
        qtbot.keyClick(page.composer.edit, Qt.Key.Key_Return)
        assert page.generator.active
        qtbot.keyClicks(page.composer.edit, "the c")
        assert not page.suggestions._source.waiting
    _identity, progress, stopped = finished.args
    assert not stopped
    assert len(progress.texts[0].split()) > 100
    qtbot.waitUntil(lambda: page.composer.strip.texts != [])
    assert page.composer.edit.ghost == ""


def test_a_model_deleted_meanwhile_makes_them_fall_silent_with_one_sentence(qtbot, page: WritePage) -> None:
    told: list[str] = []
    page.request_status.connect(told.append)
    page.context.store.delete("cats")
    page.generator.forget_models()
    qtbot.keyClicks(page.composer.edit, "the")
    qtbot.waitUntil(lambda: bool(told))
    qtbot.keyClicks(page.composer.edit, " cat")
    assert len(told) == 1
    assert "cats" in told[0]
    assert page.bar.text == ""


def test_a_draft_that_comes_back_shows_no_ghost(qtbot, page: WritePage) -> None:
    type_and_wait(qtbot, page, "the c")
    page.conversing.save()
    page.new_conversation()
    qtbot.waitUntil(lambda: not page.suggestions._source.waiting)
    assert page.composer.edit.toPlainText() == "the c"
    assert page.composer.edit.ghost == ""


def test_control_m_is_told_in_the_status_bar(qtbot, page: WritePage) -> None:
    with qtbot.waitSignal(page.request_status) as told:
        qtbot.keyClick(page.composer.edit, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert told.args[0].startswith("Tab always moves on")
    assert page.context.settings.get("write/tab_moves_focus") is True
