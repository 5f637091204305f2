"""The three suggestions under the text, and the composer around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_support import unnamed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.settings import Settings
from desktop.widgets.writing.composer import Composer
from desktop.widgets.writing.suggestion_strip import LONGEST_LEAD, SuggestionStrip, confidence_text, shown_text
from engine import Suggestion

THREE = (Suggestion("cat sat", 0.62), Suggestion("dog", 0.14), Suggestion("bird & its nest", 0.05))


@pytest.fixture
def strip(qtbot) -> SuggestionStrip:
    made = SuggestionStrip()
    qtbot.addWidget(made)
    made.resize(600, made.height())
    made.show()
    return made


def test_each_suggestion_is_a_button_with_a_name_and_its_confidence(strip: SuggestionStrip) -> None:
    strip.show_suggestions(THREE)
    assert strip.texts == ["cat sat", "dog", "bird & its nest"]
    assert [button.accessibleName() for button in strip.buttons] == [
        "Suggestion 1: cat sat, right about 6 times in 10",
        "Suggestion 2: dog, right about once in 10 times",
        "Suggestion 3: bird & its nest, seldom right",
    ]
    assert "Alt+2" in strip.buttons[1].toolTip()
    assert unnamed(strip) == []
    assert strip.buttons[2].shortcut().isEmpty()


def test_a_click_chooses_and_takes_no_focus(qtbot, strip: SuggestionStrip) -> None:
    strip.show_suggestions(THREE)
    assert all(button.focusPolicy() == Qt.FocusPolicy.TabFocus for button in strip.buttons)
    with qtbot.waitSignal(strip.chosen) as chosen:
        qtbot.mouseClick(strip.buttons[1], Qt.MouseButton.LeftButton)
    assert chosen.args == [1]
    with qtbot.waitSignal(strip.chosen) as chosen:
        qtbot.keyClick(strip.buttons[2], Qt.Key.Key_Space)
    assert chosen.args == [2]


def test_silence_says_a_word_and_keeps_the_height(strip: SuggestionStrip) -> None:
    strip.show_suggestions(THREE)
    strip.grab()
    height = strip.height()
    strip.show_suggestions((), quiet="Nothing to say.")
    assert strip.hint.isVisible()
    assert strip.hint.text() == "Nothing to say."
    assert strip.height() == height
    assert not any(button.isVisible() for button in strip.buttons)


def test_fewer_than_three_keep_their_places(strip: SuggestionStrip) -> None:
    strip.show_suggestions(THREE)
    place = strip.buttons[0].geometry()
    strip.show_suggestions(THREE[:1])
    strip.grab()
    assert strip.buttons[0].geometry() == place
    assert not strip.buttons[1].isEnabled()
    assert strip.texts == ["cat sat"]


def test_long_ones_do_not_widen_the_window(strip: SuggestionStrip) -> None:
    strip.show_suggestions([Suggestion("very " * 200, 0.9), *THREE[:2]])
    strip.grab()
    assert strip.minimumSizeHint().width() < 100
    assert strip.buttons[0].accessibleName().startswith("Suggestion 1: very very")


def test_what_is_out_of_date_is_seen_for_a_moment_and_inserts_nothing(qtbot, strip: SuggestionStrip) -> None:
    strip.show_suggestions(THREE)
    strip.hold([Suggestion("at sat", 0.62), None, None])
    assert strip.texts == ["at sat", "dog", "bird & its nest"]
    with qtbot.assertNotEmitted(strip.chosen):
        qtbot.mouseClick(strip.buttons[1], Qt.MouseButton.LeftButton)
    strip._hold.setInterval(0)
    strip.hold([Suggestion("at sat", 0.62), None, None])
    qtbot.waitUntil(lambda: strip.texts == ["at sat"])
    strip.hold([None, None, None])
    qtbot.waitUntil(strip.hint.isVisible)


@pytest.mark.parametrize(
    ("before", "suggestion", "shown"),
    [
        ("the c", Suggestion("at sat", 0.5), "cat sat"),
        ("the cat", Suggestion(" sat", 0.5), "sat"),
        ("the ", Suggestion("cat", 0.5), "cat"),
        ("안녕하ㅅ", Suggestion("세요", 0.5, 1), "안녕하세요"),
        ("", Suggestion("cat", 0.5), "cat"),
        ("x" * 40, Suggestion("y", 0.5), "…" + "x" * LONGEST_LEAD + "y"),
    ],
)
def test_a_word_that_is_begun_is_read_whole(
    strip: SuggestionStrip, before: str, suggestion: Suggestion, shown: str
) -> None:
    strip.show_suggestions([suggestion], before=before)
    strip.grab()
    assert strip.texts == [shown]
    assert f": {shown}," in strip.buttons[0].accessibleName()


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (0.0, "seldom right"),
        (0.1, "right about once in 10 times"),
        (0.58, "right about 6 times in 10"),
        (0.97, "nearly always right"),
    ],
)
def test_a_confidence_is_said_in_words(confidence: float, words: str) -> None:
    assert confidence_text(confidence) == words


@pytest.mark.parametrize(("text", "shown"), [(" cat ", "cat"), ("end.\nNext", "end. ↵ Next"), (" ", "␣")])
def test_a_suggestion_is_shown_on_one_line(text: str, shown: str) -> None:
    assert shown_text(text) == shown


@pytest.fixture
def composer(qtbot, home: Path) -> Composer:
    made = Composer(Settings(home))
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    return made


def test_the_switch_and_the_dial_are_kept(qtbot, home: Path, composer: Composer) -> None:
    assert composer.suggestions.isChecked()
    assert composer.right.value() == 3
    assert composer.right.text() == "3 in 10"
    assert composer.right.accessibleName() == "Right about"
    composer.right.setValue(8)
    composer.suggestions.click()
    assert not composer.right.isEnabled()
    assert composer.strip.isHidden()
    again = Composer(Settings(home))
    qtbot.addWidget(again)
    assert not again.suggestions.isChecked()
    assert again.right.value() == 8
    assert unnamed(again) == []


def test_the_focus_goes_from_the_text_to_the_strip_and_past_what_is_empty(qtbot, composer: Composer) -> None:
    composer.activateWindow()
    composer.edit.setFocus()
    qtbot.waitUntil(composer.edit.hasFocus)
    composer.strip.show_suggestions(THREE[:2])
    met: list[QWidget] = []
    for _ in range(3):
        qtbot.keyClick(composer.window().focusWidget(), Qt.Key.Key_Tab)
        met.append(composer.window().focusWidget())
    assert met[:2] == composer.strip.buttons[:2]
    assert met[2] is not composer.strip.buttons[2]


def test_writing_is_told_when_it_changes(qtbot, composer: Composer) -> None:
    told: list[bool] = []
    composer.writing_changed.connect(told.append)
    for writing in (True, True, False):
        composer.set_writing(writing)
    composer.restyle()
    assert told == [True, False]
    assert not composer.writing
