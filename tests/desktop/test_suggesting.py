"""Suggestions from the model to the text: what is asked, what is dropped, what is taken, and what is counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from typing_support import ALT, CTRL, Bench

from desktop.writing.keystrokes import Keystrokes
from desktop.writing.suggesting import STRIDE, TAIL, tail
from engine import EngineError, Suggestion


@pytest.fixture
def bench(qtbot, home: Path) -> Iterator[Bench]:
    made = Bench(qtbot, home)
    yield made
    made.close()


CAT, DOG, BIRD = Suggestion("cat sat", 0.6), Suggestion("dog", 0.2), Suggestion("bird", 0.1)


def test_what_is_typed_is_answered_by_a_ghost_and_a_strip(bench: Bench) -> None:
    bench.says("the ", CAT, DOG, BIRD, ghost="cat sat down")
    bench.type("the ")
    bench.settle()
    assert bench.edit.ghost == "cat sat down"
    assert bench.strip.texts == ["cat sat", "dog", "bird"]
    assert bench.model.asked[-1] == ("the ", 0, 3)
    bench.key(Qt.Key.Key_Tab)
    assert bench.edit.toPlainText() == "the cat sat down"
    bench.settle()
    assert bench.model.asked[-1][0] == "the cat sat down"
    assert bench.strip.hint.isVisible()


def test_the_latest_wins_and_only_its_answer_is_shown(bench: Bench) -> None:
    bench.says("t", DOG)
    bench.says("the ", CAT)
    bench.model.gate.clear()
    bench.type("t")
    bench.qtbot.waitUntil(lambda: len(bench.model.asked) == 1)
    bench.compose("", "he ")  # at once: each key for itself might be asked or not
    bench.qtbot.waitUntil(lambda: bench.model.stopped == 1)
    bench.model.gate.set()
    bench.settle()
    assert [asked[0] for asked in bench.model.asked] == ["t", "the "]
    assert bench.strip.texts == ["cat sat"]
    assert len(bench.model.threads) == 1


def test_typing_along_shortens_everything_before_the_next_answer(bench: Bench) -> None:
    bench.says("the ", CAT, DOG, ghost="cat sat")
    bench.type("the ")
    bench.settle()
    bench.model.gate.clear()
    bench.type("ca")
    assert bench.edit.ghost == "t sat"
    assert bench.strip.suggestions[0] == Suggestion("t sat", 0.6)
    assert bench.strip.texts[0] == "cat sat"
    assert bench.strip.suggestions[1] is None
    bench.key(Qt.Key.Key_2, ALT)  # what it was asked for stands no longer there
    assert bench.edit.toPlainText() == "the ca"
    bench.key(Qt.Key.Key_1, ALT)
    assert bench.edit.toPlainText() == "the cat sat"
    bench.model.gate.set()


def test_alt_and_a_digit_or_a_click_take_one_of_the_strip(bench: Bench) -> None:
    bench.says("the ", CAT, DOG)
    bench.says("the dog", Suggestion(" barks", 0.4))
    bench.type("the ")
    bench.settle()
    bench.key(Qt.Key.Key_3, ALT)
    bench.key(Qt.Key.Key_2, ALT)
    assert bench.edit.toPlainText() == "the dog"
    bench.settle()
    bench.qtbot.mouseClick(bench.strip.buttons[0], Qt.MouseButton.LeftButton)
    assert bench.edit.toPlainText() == "the dog barks"
    assert bench.edit.hasFocus()


def test_the_next_and_the_one_before_stand_behind_the_cursor(bench: Bench) -> None:
    bench.says("the ", CAT, DOG, Suggestion("세요", 0.1, 1), ghost="cat sat")
    bench.type("the ")
    bench.settle()
    shown = []
    for key in (Qt.Key.Key_BracketRight, Qt.Key.Key_BracketRight, Qt.Key.Key_BracketLeft):
        bench.key(key, ALT)
        shown.append(bench.edit.ghost)
    assert shown == ["dog", "cat sat", "dog"]
    bench.key(Qt.Key.Key_Escape)
    bench.key(Qt.Key.Key_BracketLeft, ALT)
    assert bench.edit.ghost == "dog"
    bench.key(Qt.Key.Key_Tab)
    assert bench.edit.toPlainText() == "the dog"


def test_asking_by_key_shows_what_there_is_wherever_the_cursor_came_from(bench: Bench) -> None:
    bench.says("the ", DOG)
    bench.edit.setPlainText("the ")
    bench.edit.moveCursor(bench.edit.textCursor().MoveOperation.End)
    bench.settle()
    assert bench.edit.ghost == ""
    bench.key(Qt.Key.Key_Backslash, ALT)
    bench.settle()
    assert bench.model.asked[-1] == ("the ", 0, 0)
    assert bench.edit.ghost == "dog"
    bench.edit.setPlainText("zzz")
    bench.key(Qt.Key.Key_Backslash, ALT)
    bench.settle()
    assert bench.told == ["The model has nothing to suggest here."]


def test_the_dial_and_the_switch_count_at_once(bench: Bench) -> None:
    bench.says("the ", CAT)
    bench.type("the ")
    bench.settle()
    bench.composer.right.setValue(8)
    bench.settle()
    assert bench.model.asked[-1] == ("the ", 0, 8)
    bench.composer.suggestions.click()
    asked = len(bench.model.asked)
    bench.type("a")
    assert not bench.source.waiting
    assert len(bench.model.asked) == asked
    bench.key(Qt.Key.Key_Backslash, ALT)  # by key there are some all the same
    bench.settle()
    assert len(bench.model.asked) == asked + 1


def test_control_m_keeps_tab_for_moving_and_says_so(bench: Bench) -> None:
    bench.says("the ", ghost="cat")
    bench.key(Qt.Key.Key_M, CTRL)
    assert bench.settings.get("write/tab_moves_focus") is True
    assert bench.told[-1].startswith("Tab always moves on")
    bench.type("the ")
    bench.settle()
    bench.key(Qt.Key.Key_Tab)
    assert bench.edit.toPlainText() == "the "
    bench.edit.setFocus()
    bench.key(Qt.Key.Key_M, CTRL)
    assert not bench.edit.tab_moves_focus
    assert bench.told[-1].startswith("Tab accepts")


def test_another_model_drops_the_answer_and_what_was_shown(bench: Bench) -> None:
    bench.says("the ", CAT, ghost="cat sat")
    bench.type("the ")
    bench.settle()
    bench.model.gate.clear()
    bench.type("x")
    bench.qtbot.waitUntil(lambda: bench.model.asked[-1][0] == "the x")
    bench.composer.select_model("dogs")
    assert bench.edit.ghost == ""
    assert bench.strip.texts == []
    bench.says("the x", DOG)
    bench.model.gate.set()
    bench.settle()
    assert bench.strip.texts == ["xdog"]
    assert bench.model.opened == ["cats", "dogs"]


def test_without_a_model_nothing_is_asked(bench: Bench) -> None:
    bench.composer.set_models([], "")
    bench.type("the ")
    assert not bench.source.waiting
    assert "first model" in bench.strip.hint.text()


@pytest.mark.parametrize("error", [EngineError("“cats” is damaged."), MemoryError(), ZeroDivisionError()])
def test_a_model_that_fails_falls_silent_and_says_it_once(bench: Bench, error: Exception) -> None:
    bench.model.error = error
    bench.type("t")
    bench.settle()
    bench.type("he")
    assert not bench.source.waiting
    assert len(bench.told) == 1
    assert bench.told[0].startswith("There are no suggestions: ")
    assert "could not be used" in bench.strip.hint.text()
    bench.model.error = None
    bench.says("the ", CAT)
    bench.generator.forget_models()
    bench.type(" ")
    bench.settle()
    assert bench.strip.texts == ["cat sat"]


def test_nothing_is_asked_while_a_completion_is_written(bench: Bench) -> None:
    bench.composer.set_writing(True)
    bench.type("the ")
    assert not bench.source.waiting
    assert "being written" in bench.strip.hint.text()
    bench.says("the ", CAT, ghost="cat")
    bench.composer.set_writing(False)
    bench.settle()
    assert bench.strip.texts == ["cat sat"]
    assert bench.edit.ghost == ""


def test_a_long_text_is_cut_at_places_that_stay(bench: Bench) -> None:
    assert tail("a" * TAIL) == "a" * TAIL
    for length in (TAIL + 1, TAIL + STRIDE, 10 * TAIL + 7):
        cut = tail("x" * length)
        assert TAIL - STRIDE < len(cut) <= TAIL
        assert (length - len(cut)) % STRIDE == 0
    bench.edit.setPlainText("word " * 60_000)
    bench.edit.moveCursor(bench.edit.textCursor().MoveOperation.End)
    bench.settle()
    assert len(bench.model.asked[-1][0]) <= TAIL


def test_an_answer_to_what_was_sent_is_dropped(bench: Bench) -> None:
    bench.says("the ", CAT, ghost="cat")
    bench.model.gate.clear()
    bench.type("the ")
    bench.qtbot.waitUntil(lambda: bool(bench.model.asked))
    bench.key(Qt.Key.Key_Return)
    bench.model.gate.set()
    bench.qtbot.wait(30)
    assert bench.edit.ghost == ""
    assert bench.strip.texts == []


def test_saved_keystrokes_are_counted(bench: Bench) -> None:
    bench.says("the ", CAT, ghost="cat sat on the mat and sat there")
    bench.type("the ")
    bench.settle()
    bench.key(Qt.Key.Key_Tab)
    assert bench.saved[-1] == "31 keystrokes saved (86 %)"
    bench.says(bench.edit.toPlainText() + "ㅅ", Suggestion("세요", 0.8, 1))
    bench.compose("ㅅ")
    bench.settle()
    bench.key(Qt.Key.Key_1, ALT)
    assert bench.control.keystrokes == Keystrokes(typed=5, inserted=33, keys=2)


def test_what_was_saved_is_told_only_where_something_was() -> None:
    english = QLocale(QLocale.Language.English)
    assert Keystrokes(10, 0, 0).text(english) == ""
    assert Keystrokes(10, 1, 2).text(english) == ""
    assert Keystrokes(8, 2, 1).text(english) == "1 keystroke saved (10 %)"
    assert Keystrokes(10_000, 5_000, 1_000).text(english) == "4,000 keystrokes saved (27 %)"
