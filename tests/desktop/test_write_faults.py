"""The Write page where a model or the conversations fail: a sentence, and nothing lost."""

from __future__ import annotations

import sqlite3

import pytest
from PySide6.QtCore import Qt
from write_page_support import ENGLISH, cards, cats_page, is_written_to_its_end, type_and_send, wait_idle

from desktop.pages.write import WritePage
from engine import paths


@pytest.fixture
def page(open_page, bigram_model) -> WritePage:
    return cats_page(open_page, bigram_model)


def test_a_model_deleted_while_in_use_gives_a_sentence_and_loses_nothing(qtbot, page: WritePage) -> None:
    page.context.store.delete("cats")
    page.generator.forget_models()
    type_and_send(qtbot, page, "the cat")
    qtbot.waitUntil(lambda: page.bar.kind == "error")
    assert "cats" in page.bar.text
    assert page.chat.turns[0].seed.text == "the cat"
    page.context.models_changed.emit()
    qtbot.waitUntil(lambda: page.composer.current_model is None)


def test_a_damaged_model_gives_a_sentence(qtbot, open_page, bigram_model, home) -> None:
    bigram_model("cats", ENGLISH)
    _, page = open_page()
    qtbot.waitUntil(lambda: page.generator._opened is not None)
    for file in (home / "data" / "models").rglob("weights.safetensors"):
        file.write_bytes(b"nonsense")
    page.generator.forget_models()
    type_and_send(qtbot, page, "the cat")
    qtbot.waitUntil(lambda: page.bar.kind == "error")
    assert "Traceback" not in page.bar.text


def test_a_locked_database_keeps_the_text_in_the_composer(qtbot, page: WritePage) -> None:
    page.context.history._db.execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(paths.data_dir() / "conversations.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        type_and_send(qtbot, page, "do not lose me")
        assert page.composer.edit.toPlainText() == "do not lose me"
        assert "another program" in page.bar.text
        assert not page.generator.active
    finally:
        other.execute("ROLLBACK")
        other.close()
    qtbot.keyClick(page.composer.edit, Qt.Key.Key_Return)
    wait_idle(qtbot, page)
    assert page.chat.turns[0].seed.text == "do not lose me"


def test_a_completion_that_cannot_be_saved_is_shown_all_the_same(qtbot, page: WritePage, monkeypatch) -> None:
    from desktop.history import HistoryError

    def full(*_args, **_options) -> None:
        raise HistoryError("The disk is full, so the conversation could not be saved.", "Free some space.")

    monkeypatch.setattr(page.context.history, "add_completion", full)
    type_and_send(qtbot, page, "the cat")
    wait_idle(qtbot, page)
    (card,) = cards(page)
    assert is_written_to_its_end(card.whole_text(), 40)
    assert not card.delete.isEnabled()
    assert "disk is full" in page.bar.text


def test_a_damaged_database_is_set_aside_with_a_sentence(qtbot, open_page, bigram_model, home) -> None:
    bigram_model("cats", ENGLISH)
    (home / "data").mkdir(parents=True, exist_ok=True)
    (home / "data" / "conversations.sqlite3").write_bytes(b"not a database at all " * 100)
    _, page = open_page()
    assert page.bar.kind == "warning"
    assert "damaged" in page.bar.text
    page.composer.length.setValue(10)
    type_and_send(qtbot, page, "the cat")
    wait_idle(qtbot, page)
    assert len(cards(page)) == 1
