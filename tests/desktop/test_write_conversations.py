"""Conversations on the Write page: made, switched, deleted while they are written, and back after a restart."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from write_page_support import ENGLISH, cards, cats_page, is_written_to_its_end, stored, type_and_send, wait_idle

from desktop.pages.write import WritePage
from desktop.widgets.writing.chat_rows import CURSOR

KOREAN = "오늘은 비가 왔다. 내일은 해가 뜬다. 모레는 바람이 분다. " * 8


@pytest.fixture
def page(open_page, bigram_model) -> WritePage:
    return cats_page(open_page, bigram_model)


def test_conversations_are_made_renamed_deleted_and_brought_back(qtbot, page: WritePage) -> None:
    for text in ("the cat", "the dog"):
        page.new_conversation()
        type_and_send(qtbot, page, text)
        wait_idle(qtbot, page)
    listed = page.conversations.list
    assert [listed.item(row).text() for row in range(listed.count())] == ["the dog", "the cat"]
    listed.setCurrentRow(1, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert page.chat.turns[0].seed.text == "the cat"
    listed.currentItem().setText("고양이")
    assert listed.item(1).text() == "고양이"
    qtbot.keyClick(listed, Qt.Key.Key_Delete)
    assert listed.count() == 1
    assert page.chat.turns[0].seed.text == "the dog"
    assert "고양이" in page.bar.text
    page.bar._action.click()
    assert listed.count() == 2
    assert page.chat.turns[0].seed.text == "the cat"


def test_an_empty_name_is_refused_and_the_old_one_stays(qtbot, page: WritePage) -> None:
    type_and_send(qtbot, page, "the cat")
    wait_idle(qtbot, page)
    page.conversations.list.item(0).setText("  ")
    assert page.conversations.list.item(0).text() == "the cat"
    assert "needs a name" in page.bar.text


def test_switching_the_conversation_while_one_is_written(qtbot, page: WritePage) -> None:
    page.composer.length.setValue(1500)
    type_and_send(qtbot, page, "the cat")
    qtbot.waitUntil(lambda: len(cards(page)[0].text.toPlainText()) > 3)
    first = page.conversations.current_id
    page.new_conversation()
    assert page.chat.rows() == []
    page.conversing.open(first)
    assert CURSOR.strip() in cards(page)[0].text.toPlainText() or not page.generator.active
    page.new_conversation()
    wait_idle(qtbot, page)
    assert page.chat.rows() == []
    page.conversing.open(first)
    assert is_written_to_its_end(cards(page)[0].whole_text(), 1500)


def test_deleting_the_conversation_that_is_being_written_stops_it(qtbot, page: WritePage) -> None:
    page.composer.length.setValue(5000)
    type_and_send(qtbot, page, "the cat")
    qtbot.keyClick(page.conversations.list, Qt.Key.Key_Delete)
    wait_idle(qtbot, page)
    assert page.conversations.list.count() == 0


def test_draft_conversation_and_choices_come_back_after_a_restart(qtbot, open_page, bigram_model) -> None:
    bigram_model("cats", ENGLISH)
    bigram_model("날씨", KOREAN)
    made, page = open_page()
    page.composer.select_model("cats")
    page.composer.length.setValue(33)
    page.composer.creativity.setValue(12)
    page.composer.variants.setValue(2)
    type_and_send(qtbot, page, "the cat")
    wait_idle(qtbot, page)
    page.composer.edit.insertPlainText("쓰다 만 글")
    assert made.close()
    _, again = open_page()
    assert again.composer.edit.toPlainText() == "쓰다 만 글"
    assert again.chat.turns[0].seed.text == "the cat"
    assert again.composer.length.value() == 33
    assert again.composer.creativity.value() == 12
    assert again.composer.variants.value() == 2
    current = again.composer.current_model
    assert current is not None
    assert current.name == "cats"


def test_the_draft_of_a_new_conversation_is_not_mixed_with_that_of_another(qtbot, page: WritePage) -> None:
    type_and_send(qtbot, page, "the cat")
    wait_idle(qtbot, page)
    first = page.conversations.current_id
    page.composer.edit.insertPlainText("draft of the first")
    page.new_conversation()
    assert page.composer.edit.toPlainText() == ""
    page.composer.edit.insertPlainText("draft of the new")
    page.conversing.open(first)
    assert page.composer.edit.toPlainText() == "draft of the first"
    page.new_conversation()
    assert page.composer.edit.toPlainText() == "draft of the new"


def test_closing_while_writing_keeps_what_was_shown(qtbot, open_page, bigram_model) -> None:
    bigram_model("cats", ENGLISH)
    made, page = open_page()
    page.composer.length.setValue(5000)
    type_and_send(qtbot, page, "the cat")
    qtbot.waitUntil(lambda: len(cards(page)[0].text.toPlainText()) > 20)
    started = time.monotonic()
    assert made.close()
    assert time.monotonic() - started < 2
    history = stored()
    try:
        (turn,) = history.turns(history.conversations()[0].id)
        assert len(turn.completions[0].text) > 15
    finally:
        history.close()
