"""The command list: found by a few letters in both languages, done with the keyboard alone, said to a screen reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_support import opened_write_page
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop import announcing
from desktop.actions import plain
from desktop.commands import Offer, found
from desktop.matching import fits, strokes
from desktop.widgets.command_list import KEYS_ROLE, CommandList


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("안녕하ㅅ", "안녕하세요"),
        ("안녕핫", "안녕하세요"),
        ("스패", "스팸 검사"),
        ("슾", "스팸 검사"),
        ("ㅅㅍ", "스팸 검사"),
        ("ㅅㅍㄱㅅ", "스팸검사"),
        ("과", "관리"),
        ("고", "관리"),
        ("dark", "Theme: Dark"),
        ("the da", "Theme: Dark"),
        ("dark theme", "Theme: Dark"),
        ("nwcv", "New conversation"),
        ("ZOOM", "Zoom in"),
        ("", "anything"),
    ],
)
def test_a_few_letters_fit(typed: str, line: str) -> None:
    assert fits(typed, line) is not None


@pytest.mark.parametrize(
    ("typed", "line"), [("x", "Zoom in"), ("ㅋㅋ", "스팸 검사"), ("dark light", "Theme: Dark"), ("세안", "안녕하세요")]
)
def test_others_do_not(typed: str, line: str) -> None:
    assert fits(typed, line) is None


def test_the_beginning_of_a_word_comes_before_the_middle_and_letters_apart() -> None:
    offers = [Offer(text, "", print) for text in ("Add no tag", "Another tune", "Notes", "Nothing")]
    assert [offer.text for offer in found("not", offers)][:2] == ["Notes", "Nothing"]
    assert found("", offers) == offers


@settings(max_examples=60)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_typed(typed: str, line: str) -> None:
    keys, begins = strokes(line)
    assert len(keys) == len(begins)
    value = fits(typed, line)
    assert value is None or value == value


@settings(max_examples=60)
@given(st.text(alphabet="안녕하세요 과일닭값의 Write", min_size=1, max_size=12), st.integers(1, 40))
def test_whatever_is_typed_of_a_word_on_the_way_to_it_finds_it(word: str, length: int) -> None:
    keys = strokes(word)[0]
    assert fits(keys[:length], word) is not None


def test_words_are_shown_without_their_mnemonics() -> None:
    assert plain("새 대화(&N)") == "새 대화"
    assert plain("&New && old") == "New & old"
    assert plain("\N{EN SPACE}Write") == "Write"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    sentences: list[str] = []
    monkeypatch.setattr(announcing, "_send", lambda event: sentences.append(event.message()))
    return sentences


@pytest.fixture
def opened(qtbot, application, bigram_model: Callable[..., str]):
    bigram_model("diary", "it rained again and again " * 20)
    page = opened_write_page(qtbot, application)
    page.conversing.add_seed("The letter to Anna")
    return page


def commands(qtbot, page) -> CommandList:
    window = page.window()
    window.show_commands()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.commands.edit)
    return window.commands


def texts(shown: CommandList) -> list[str]:
    return [shown.list.item(row).text() for row in range(shown.list.count())]


def test_it_offers_menus_pages_buttons_models_and_conversations(qtbot, opened) -> None:
    shown = commands(qtbot, opened)
    qtbot.waitUntil(lambda: "Use model diary" in texts(shown))
    everything = texts(shown)
    for text in ("New conversation", "Go to Train", "Theme: Dark", "Language: English", "Zoom in", "Send"):
        assert text in everything
    assert "The letter to Anna" in everything
    assert "Commands…" not in everything
    keys = {shown.list.item(row).text(): shown.list.item(row).data(KEYS_ROLE) for row in range(shown.list.count())}
    assert keys["New conversation"] == "Ctrl+N"
    shown.close()


def test_the_keyboard_alone_finds_and_does(qtbot, opened, said: list[str]) -> None:
    qtbot.keyClick(
        opened.window(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    shown = opened.window().commands
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.edit)
    qtbot.keyClicks(shown.edit, "theme")
    assert said[-1].startswith("Theme: As the system, 1 of ")
    qtbot.keyClick(shown.edit, Qt.Key.Key_Down)
    qtbot.keyClick(shown.edit, Qt.Key.Key_Down)
    assert said[-1].startswith("Theme: Dark, 3 of ")
    qtbot.keyClick(shown.edit, Qt.Key.Key_Return)
    assert opened.context.settings.get("appearance/theme") == "dark"
    qtbot.waitUntil(lambda: not opened.window().findChildren(CommandList))


def test_what_fits_nothing_is_said_and_escape_closes(qtbot, opened, said: list[str]) -> None:
    shown = commands(qtbot, opened)
    qtbot.keyClicks(shown.edit, "xqzj")
    assert texts(shown) == []
    assert said[-1] == shown.none.text() == "Nothing fits “xqzj”. Other words may."
    qtbot.keyClick(shown.edit, Qt.Key.Key_Return)
    assert shown.isVisible()
    qtbot.keyClick(shown.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not opened.window().findChildren(CommandList))


def test_a_syllable_that_is_still_composed_finds_already(qtbot, opened) -> None:
    opened.context.settings.set("appearance/language", "ko")
    shown = commands(qtbot, opened)
    QApplication.sendEvent(shown.edit, QInputMethodEvent("슾", []))
    assert shown.edit.text() == ""
    assert "스팸 검사" in texts(shown)[0]
    event = QInputMethodEvent()
    event.setCommitString("스팸")
    QApplication.sendEvent(shown.edit, event)
    assert "스팸 검사" in texts(shown)[0]
    shown.close()
    opened.context.settings.set("appearance/language", "en")


def test_a_conversation_and_a_model_are_opened(qtbot, opened) -> None:
    window = opened.window()
    window.show_page("corpora")
    shown = commands(qtbot, opened)
    qtbot.keyClicks(shown.edit, "letter anna")
    shown.do()
    assert window.page is opened
    assert opened.chat.turns
    window.show_page("corpora")
    shown = commands(qtbot, opened)
    qtbot.waitUntil(lambda: "Use model diary" in texts(shown))
    qtbot.keyClicks(shown.edit, "diary")
    shown.do()
    assert window.page is opened
    assert opened.composer.current_model.name == "diary"


def test_a_history_that_cannot_be_read_leaves_the_rest(qtbot, opened, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine import EngineError

    def broken() -> None:
        raise EngineError("The conversations are locked.")

    monkeypatch.setattr(opened.context.history, "conversations", broken)
    shown = commands(qtbot, opened)
    assert "New conversation" in texts(shown)
    shown.close()
