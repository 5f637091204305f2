"""The Write page, driven through its widgets with the real engine on a tiny model."""

from __future__ import annotations

import sqlite3
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from write_page_support import ENGLISH, cards, cats_page, is_written_to_its_end, stored, type_and_send, wait_idle

from desktop.pages.write import WritePage
from desktop.widgets.writing.chat_rows import CURSOR, SeedRow
from engine import paths

KOREAN = "오늘은 비가 왔다. 내일은 해가 뜬다. 모레는 바람이 분다. " * 8


@pytest.fixture
def page(open_page, bigram_model) -> WritePage:
    return cats_page(open_page, bigram_model)


def test_without_a_model_the_button_leads_to_training_the_sample(qtbot, open_page) -> None:
    _, page = open_page()
    assert page.empty.isVisible()
    page.request_page.disconnect()
    with qtbot.waitSignal(page.request_page) as asked:
        qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["train", "sample"]


def test_without_a_model_what_was_typed_stays(qtbot, open_page) -> None:
    _, page = open_page()
    type_and_send(qtbot, page, "keep me")
    assert page.composer.edit.toPlainText() == "keep me"
    assert "no model yet" in page.bar.text


def test_a_seed_is_sent_and_its_completion_streamed_back(qtbot, page: WritePage) -> None:
    type_and_send(qtbot, page, "the cat")
    assert page.composer.edit.toPlainText() == ""
    assert page.composer.button.text() == "Stop"
    wait_idle(qtbot, page)
    assert page.composer.button.text() == "Send"
    (card,) = cards(page)
    assert isinstance(page.chat.rows()[0], SeedRow)
    text = card.text.toPlainText()
    assert text
    assert CURSOR.strip() not in text
    assert set(text) <= set(ENGLISH)
    assert card.model_label.text() == "cats"
    assert "First word after" in page.footer.text()
    history = stored()
    try:
        (conversation,) = history.conversations()
        assert conversation.title == "the cat"
        (turn,) = history.turns(conversation.id)
        assert turn.seed.text == "the cat"
        assert turn.completions[0].text.strip() == text
        assert is_written_to_its_end(turn.completions[0].text, 40)
    finally:
        history.close()


def test_the_seed_is_on_the_disk_before_the_completion(qtbot, page: WritePage) -> None:
    page.composer.length.setValue(5000)
    type_and_send(qtbot, page, "the dog")
    other = sqlite3.connect(paths.data_dir() / "conversations.sqlite3")
    try:
        assert other.execute("SELECT role, text FROM message").fetchall() == [("seed", "the dog")]
    finally:
        other.close()
    page.completing.stop()
    wait_idle(qtbot, page)


def test_what_is_sent_before_the_models_are_known_is_sent_then(qtbot, application, bigram_model) -> None:
    bigram_model("cats", ENGLISH)
    made = application()
    made.window.show()
    qtbot.waitUntil(lambda: made.window.page is not None)
    page = made.window.page
    assert isinstance(page, WritePage)
    page.models.known = False
    type_and_send(qtbot, page, "the cat")
    page.models.load()
    qtbot.waitUntil(lambda: len(cards(page)) == 1)
    wait_idle(qtbot, page)
    assert page.chat.turns[0].seed.text == "the cat"
    assert page.composer.edit.toPlainText() == ""


def test_korean_goes_through(qtbot, open_page, bigram_model) -> None:
    bigram_model("날씨", KOREAN)
    _, page = open_page()
    page.composer.length.setValue(20)
    type_and_send(qtbot, page, "오늘은")
    wait_idle(qtbot, page)
    (card,) = cards(page)
    assert set(card.text.toPlainText()) <= set(KOREAN)
    assert card.model_label.text() == "날씨"


def test_word_models_count_words_and_name_words(qtbot, open_page, bigram_model) -> None:
    bigram_model("words", ENGLISH, unit="word")
    _, page = open_page()
    assert page.composer.length.suffix() == " words"
    page.composer.length.setValue(8)
    type_and_send(qtbot, page, "the zebra sat on")
    wait_idle(qtbot, page)
    (card,) = cards(page)
    assert card.note.text() == "1 word the model never saw was skipped: zebra"


def test_unknown_characters_are_named(qtbot, page: WritePage) -> None:
    type_and_send(qtbot, page, "the ✓★✓ 한 cat")
    wait_idle(qtbot, page)
    (card,) = cards(page)
    assert card.note.isVisible()
    assert card.note.text().startswith("3 characters the model never saw were skipped:")
    for character in "✓★한":
        assert character in card.note.text()


@pytest.mark.parametrize("seed", ["😀👩‍👩‍👧", "é́́", "שלום עולם", "   the", "the " * 60_000])
def test_strange_seeds_are_continued_all_the_same(qtbot, page: WritePage, seed: str) -> None:
    type_and_send(qtbot, page, seed)
    wait_idle(qtbot, page)
    assert cards(page)[0].whole_text().strip()
    assert not page.bar.text


def test_an_empty_seed_says_what_to_do(qtbot, page: WritePage) -> None:
    with qtbot.waitSignal(page.request_status) as told:
        type_and_send(qtbot, page, "   ")
    assert "Type a few words" in told.args[0]
    assert cards(page) == []


def test_three_variants_can_be_leafed_through(qtbot, page: WritePage) -> None:
    page.composer.variants.setValue(3)
    page.composer.creativity.setValue(20)
    type_and_send(qtbot, page, "the ")
    wait_idle(qtbot, page)
    (card,) = cards(page)
    assert card.counter.text() == "1/3"
    texts = [card.text.toPlainText()]
    for shown in ("2/3", "3/3"):
        qtbot.mouseClick(card.next, Qt.MouseButton.LeftButton)
        assert card.counter.text() == shown
        texts.append(card.text.toPlainText())
    assert len(set(texts)) == 3
    assert not card.next.isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert card.counter.text() == "2/3"


def test_regenerate_adds_a_variant_and_shows_it(qtbot, page: WritePage) -> None:
    type_and_send(qtbot, page, "the cat")
    wait_idle(qtbot, page)
    (card,) = cards(page)
    qtbot.mouseClick(card.regenerate, Qt.MouseButton.LeftButton)
    wait_idle(qtbot, page)
    assert card.counter.text() == "2/2"
    qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    wait_idle(qtbot, page)
    assert card.counter.text() == "3/3"
    assert page.chat.turns[0].seed.text == "the cat"


def write_slowly(page: WritePage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token takes a hundredth of a second, so that no long completion ends before a test stops it."""
    open_writer = page.generator._opener

    def opener(folder, voice):
        writer = open_writer(folder, voice)
        stream = writer.stream

        def slow(*args, **options):
            for piece in stream(*args, **options):
                time.sleep(0.01)
                yield piece

        monkeypatch.setattr(writer, "stream", slow)
        return writer

    page.generator._opener = opener
    page.generator.forget_models()


@pytest.mark.parametrize("by", ["button", "key"])
def test_stop_ends_the_writing_and_keeps_what_there_is(
    qtbot, page: WritePage, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_slowly(page, monkeypatch)
    page.composer.length.setValue(5000)
    type_and_send(qtbot, page, "the cat")
    (card,) = cards(page)
    qtbot.waitUntil(lambda: len(card.text.toPlainText().strip()) > 5)  # white space at its end is not kept
    if by == "button":
        qtbot.mouseClick(page.composer.button, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(page.composer.edit, Qt.Key.Key_Escape)
    wait_idle(qtbot, page)
    kept = card.text.toPlainText()
    assert 5 < len(kept) < 5000
    history = stored()
    try:
        (turn,) = history.turns(history.conversations()[0].id)
        assert turn.completions[0].text.strip() == kept
    finally:
        history.close()


def test_a_completion_ends_with_a_sentence_where_asked_for(qtbot, page: WritePage) -> None:
    page.composer.sentence.setChecked(True)
    page.composer.length.setValue(2000)
    type_and_send(qtbot, page, "the cat")
    wait_idle(qtbot, page)
    assert cards(page)[0].text.toPlainText().endswith(".")


def test_sending_while_one_is_written_keeps_the_text_and_says_why(qtbot, page: WritePage) -> None:
    page.composer.length.setValue(5000)
    type_and_send(qtbot, page, "the cat")
    with qtbot.waitSignal(page.request_status) as told:
        type_and_send(qtbot, page, "the dog")
    assert "One completion at a time" in told.args[0]
    assert page.composer.edit.toPlainText() == "the dog"
    page.completing.stop()
    wait_idle(qtbot, page)
    assert len(cards(page)) == 1


def test_copy_and_insert(qtbot, page: WritePage) -> None:
    type_and_send(qtbot, page, "the cat")
    wait_idle(qtbot, page)
    (card,) = cards(page)
    qtbot.mouseClick(card.copy, Qt.MouseButton.LeftButton)
    whole = card.whole_text()
    assert QGuiApplication.clipboard().text() == whole
    qtbot.mouseClick(card.insert, Qt.MouseButton.LeftButton)
    assert page.composer.edit.toPlainText() == "the cat" + whole
    page.composer.edit.setPlainText("before ")
    page.composer.edit.moveCursor(page.composer.edit.textCursor().MoveOperation.End)
    qtbot.mouseClick(card.insert, Qt.MouseButton.LeftButton)
    assert page.composer.edit.toPlainText() == "before " + whole


def test_a_deleted_variant_comes_back(qtbot, page: WritePage) -> None:
    page.composer.variants.setValue(2)
    type_and_send(qtbot, page, "the cat")
    wait_idle(qtbot, page)
    before = cards(page)[0].whole_text()
    qtbot.mouseClick(cards(page)[0].delete, Qt.MouseButton.LeftButton)
    assert cards(page)[0].count == 1
    page.bar._action.click()
    assert cards(page)[0].count == 2
    assert cards(page)[0].whole_text() == before
    assert page.bar.text == ""


def test_a_message_is_deleted_by_key_in_the_transcript(qtbot, page: WritePage) -> None:
    type_and_send(qtbot, page, "the cat")
    wait_idle(qtbot, page)
    page.chat.setFocus()
    page.chat.setCurrentRow(0)
    qtbot.keyClick(page.chat, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "the cat"
    qtbot.keyClick(page.chat, Qt.Key.Key_Delete)
    assert page.chat.rows() == []
    page.bar._action.click()
    assert len(page.chat.rows()) == 2


def test_changing_the_model_keeps_the_conversation(qtbot, open_page, bigram_model) -> None:
    bigram_model("cats", ENGLISH)
    bigram_model("날씨", KOREAN)
    made, page = open_page()
    page.composer.select_model("cats")
    page.composer.length.setValue(20)
    type_and_send(qtbot, page, "the cat")
    wait_idle(qtbot, page)
    made.window.show_page("write", "날씨")
    assert made.window.model_label.text() == "Model: 날씨"
    assert len(cards(page)) == 1
    qtbot.mouseClick(cards(page)[0].regenerate, Qt.MouseButton.LeftButton)
    wait_idle(qtbot, page)
    assert [message.model for message in cards(page)[0].variants] == ["cats", "날씨"]


def test_changing_the_model_while_it_writes_finishes_with_the_old_one(qtbot, open_page, bigram_model) -> None:
    bigram_model("cats", ENGLISH)
    bigram_model("날씨", KOREAN)
    _, page = open_page()
    page.composer.select_model("cats")
    page.composer.length.setValue(600)
    type_and_send(qtbot, page, "the cat")
    page.composer.select_model("날씨")
    wait_idle(qtbot, page)
    (card,) = cards(page)
    assert card.variants[0].model == "cats"
    assert set(card.variants[0].text) <= set(ENGLISH)


def test_spam_models_are_not_offered(qtbot, open_page, bigram_model, home) -> None:
    import numpy as np

    from engine.config import ModelConfig
    from engine.models.manifest import ModelInfo
    from engine.models.store import ModelStore

    bigram_model("cats", ENGLISH)
    info = ModelInfo(
        name="spam", kind="classifier", model=ModelConfig(kind="classifier"), created="2026-01-02T00:00:00+00:00"
    )
    ModelStore(home / "data" / "models").save(info, tokenizer={}, weights={"x": np.zeros(3, np.float32)})
    _, page = open_page()
    assert [page.composer.model.itemText(row) for row in range(page.composer.model.count())] == ["cats"]


def test_every_control_has_a_name(page: WritePage) -> None:
    composer = page.composer
    for control in (composer.edit, composer.model, composer.creativity, composer.length, composer.variants):
        assert control.accessibleName()
    assert composer.sentence.text()
    assert page.chat.accessibleName()
    assert page.conversations.list.accessibleName()


def test_every_row_of_the_transcript_has_a_spoken_name(qtbot, page: WritePage) -> None:
    type_and_send(qtbot, page, "the cat")
    wait_idle(qtbot, page)
    spoken = [page.chat.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(page.chat.count())]
    assert spoken[0] == "You: the cat"
    assert spoken[1].startswith("Completion 1 of 1 by cats: ")
