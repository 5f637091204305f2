"""Suggestions and the Korean input method: nothing is inserted twice or lost, and one Enter sends once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from typing_support import ALT, CTRL, Bench, Field

from engine import Suggestion

CAT = Suggestion("cat sat", 0.6)


@pytest.fixture
def field(qtbot) -> Field:
    return Field(qtbot)


@pytest.fixture
def bench(qtbot, home: Path) -> Iterator[Bench]:
    made = Bench(qtbot, home)
    yield made
    made.close()


def test_it_is_hidden_while_a_syllable_is_composed_and_comes_back_where_it_agrees(field: Field) -> None:
    field.compose("", "안녕하")
    field.edit.set_ghost("세요")
    field.compose("ㅅ")
    assert field.edit.ghost == ""
    assert not field.edit.takes_ghost
    field.key(Qt.Key.Key_Right, CTRL)  # does not accept what is not seen
    field.compose("세")
    field.compose("", "세")
    assert field.text == "안녕하세"
    field.edit.set_ghost("요")
    assert field.edit.ghost == "요"
    field.compose("ㅇ")
    field.compose("", "요")
    assert field.edit.ghost == ""


def test_a_commit_that_agrees_shortens_what_was_hidden(field: Field) -> None:
    field.compose("", "안녕")
    field.edit.set_ghost("하세요")
    field.compose("ㅎ")
    field.compose("하")
    field.compose("", "하")
    assert field.edit.ghost == "세요"


def test_a_composition_given_up_hides_it(field: Field) -> None:
    field.compose("", "안녕")
    field.edit.set_ghost("하세요")
    field.compose("ㅎ")
    field.compose("")
    assert field.edit.ghost == ""


def test_a_suggestion_replaces_the_syllable_that_is_composed(field: Field) -> None:
    field.compose("", "안녕하")
    field.compose("ㅅ")
    field.edit.insert_suggestion("세요", 1)
    assert field.text == "안녕하세요"
    assert field.edit.preedit == ""
    assert field.accepted == [("세요", 1)]
    field.compose("", "ㅅ")  # the input method answers late: the syllable was replaced
    assert field.text == "안녕하세요"
    field.edit.undo()
    assert field.text == "안녕하ㅅ"


def test_a_suggestion_behind_a_composed_syllable_keeps_it_once(field: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    field.compose("녕", "안")
    monkeypatch.setattr(type(QGuiApplication.inputMethod()), "commit", lambda _self: field.compose("", "녕"))
    field.edit.insert_suggestion("하세요")
    assert field.text == "안녕하세요"


def test_an_input_method_that_makes_something_else_of_the_syllable_wins(
    field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    field.compose("ㅅ", "안녕하")
    monkeypatch.setattr(type(QGuiApplication.inputMethod()), "commit", lambda _self: field.compose("", "시"))
    field.edit.insert_suggestion("세요", 1)
    assert field.text == "안녕하시"
    assert field.accepted == []


@pytest.mark.parametrize("order", ["return first", "commit first", "in place", "no commit"])
def test_one_enter_sends_once_while_a_ghost_waits(field: Field, order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    field.compose("", "안녕")
    field.edit.set_ghost("하세요")
    field.compose("하")
    if order == "commit first":
        field.compose("", "하")
        assert field.edit.ghost == "세요"
    elif order == "in place":
        monkeypatch.setattr(type(QGuiApplication.inputMethod()), "commit", lambda _self: field.compose("", "하"))
    field.key(Qt.Key.Key_Return)
    if order == "return first":
        field.compose("", "하")
    assert field.sent == ["안녕하"]
    assert field.text == ""
    assert field.edit.ghost == ""
    if order == "no commit":
        field.compose("하")
        field.compose("", "하")
        assert field.text == "하"


def test_the_next_syllable_after_a_late_commit_shows_no_old_ghost(field: Field) -> None:
    field.compose("", "안녕")
    field.edit.set_ghost("하세요")
    field.compose("하")
    field.key(Qt.Key.Key_Return)
    field.compose("ㄴ", "하")
    assert (field.text, field.edit.preedit, field.edit.ghost) == ("", "ㄴ", "")
    field.compose("", "네")
    field.key(Qt.Key.Key_Return)
    assert field.sent == ["안녕하", "네"]


def test_a_syllable_in_the_making_is_asked_for_and_replaced(bench: Bench) -> None:
    bench.says("안녕하ㅅ", Suggestion("세요", 0.8, 1))
    bench.compose("", "안녕하")
    bench.compose("ㅅ")
    bench.settle()
    assert bench.model.asked[-1][:2] == ("안녕하ㅅ", 1)
    assert bench.strip.texts == ["안녕하세요"]
    assert bench.edit.ghost == ""
    bench.key(Qt.Key.Key_1, ALT)
    assert bench.edit.toPlainText() == "안녕하세요"
    bench.compose("", "ㅅ")  # the late commit of what was replaced
    assert bench.edit.toPlainText() == "안녕하세요"
    bench.edit.undo()
    assert bench.edit.toPlainText() == "안녕하ㅅ"


def test_a_click_takes_one_while_a_syllable_is_composed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.says("안녕", Suggestion("하세요", 0.8))
    bench.compose("녕", "안")
    bench.settle()
    monkeypatch.setattr(type(QGuiApplication.inputMethod()), "commit", lambda _self: bench.compose("", "녕"))
    bench.qtbot.mouseClick(bench.strip.buttons[0], Qt.MouseButton.LeftButton)
    assert bench.edit.toPlainText() == "안녕하세요"


def test_what_japanese_composes_is_left_alone(bench: Bench) -> None:
    bench.says("a ", CAT)
    bench.type("a ")
    bench.settle()
    bench.compose("にほ")
    assert bench.strip.texts == []
    bench.key(Qt.Key.Key_1, ALT)
    assert bench.edit.toPlainText() == "a "


@pytest.mark.parametrize("late", [True, False])
def test_sending_clears_ghost_and_strip_and_sends_once(bench: Bench, late: bool) -> None:
    bench.says("안녕", Suggestion("하세요", 0.8), ghost="하세요")
    bench.compose("", "안녕")
    bench.settle()
    assert bench.edit.ghost == "하세요"
    bench.compose("하")
    bench.key(Qt.Key.Key_Return)
    if late:
        bench.compose("", "하")
    bench.settle()
    assert bench.sent == ["안녕하"]
    assert bench.edit.toPlainText() == ""
    assert bench.edit.ghost == ""
    assert bench.strip.texts == []
    bench.key(Qt.Key.Key_1, ALT)
    assert bench.edit.toPlainText() == ""


def test_the_same_syllable_typed_again_after_it_was_sent_is_kept(bench: Bench) -> None:
    bench.says("네", Suggestion(" 알겠습니다", 0.8), ghost=" 알겠습니다")
    bench.compose("네")
    bench.settle()
    bench.key(Qt.Key.Key_Return)
    bench.compose("ㄴ")
    bench.compose("네")
    bench.compose("", "네")
    bench.settle()
    assert bench.sent == ["네"]
    assert bench.edit.toPlainText() == "네"
    assert bench.edit.ghost == " 알겠습니다"
    bench.key(Qt.Key.Key_Return)
    assert bench.sent == ["네", "네"]


def test_sending_after_a_suggestion_replaced_the_syllable_sends_it_once(bench: Bench) -> None:
    bench.says("안녕하ㅅ", Suggestion("세요", 0.8, 1))
    bench.compose("ㅅ", "안녕하")
    bench.settle()
    bench.key(Qt.Key.Key_1, ALT)
    bench.key(Qt.Key.Key_Return)
    assert bench.sent == ["안녕하세요"]
    assert bench.edit.toPlainText() == ""


def test_an_empty_event_before_the_late_commit_does_not_let_it_through(bench: Bench) -> None:
    bench.says("안녕하ㅅ", Suggestion("세요", 0.8, 1))
    bench.compose("ㅅ", "안녕하")
    bench.settle()
    bench.key(Qt.Key.Key_1, ALT)
    bench.compose("")
    bench.compose("", "ㅅ")
    assert bench.edit.toPlainText() == "안녕하세요"
