"""The suggestion in grey behind the cursor: when it is shown, and what the keys do; it is no part of the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication, QKeySequence, QTextCursor
from typing_support import ALT, CTRL, Field

from desktop.widgets.writing.ghost_edit import MAX_LINES
from desktop.widgets.writing.ghost_text import GhostText


@pytest.fixture
def field(qtbot) -> Field:
    return Field(qtbot)


def test_a_ghost_is_painted_and_never_a_part_of_the_text(field: Field) -> None:
    field.type("the ")
    before = field.edit.viewport().grab().toImage()
    field.edit.set_ghost("cat sat")
    assert field.edit.viewport().grab().toImage() != before
    assert field.text == "the "
    assert field.edit.document().characterCount() == 5
    assert field.edit.document().firstBlock().layout().preeditAreaText() == ""
    field.edit.dismiss_ghost()
    assert field.edit.viewport().grab().toImage() == before


def test_tab_accepts_the_ghost_in_one_step_of_undo(field: Field) -> None:
    field.suggest("the ", "cat sat")
    steps = field.edit.document().availableUndoSteps()
    field.edit.set_ghost("cat")
    field.edit.set_ghost("cat sat")
    assert field.edit.document().availableUndoSteps() == steps
    field.key(Qt.Key.Key_Tab)
    assert field.text == "the cat sat"
    assert field.accepted == [("cat sat", 0)]
    assert field.edit.hasFocus()
    field.type(" down")
    field.edit.undo()
    assert field.text == "the cat sat"
    field.edit.undo()
    assert field.text == "the "
    assert field.edit.ghost == ""
    field.edit.redo()
    assert field.text == "the cat sat"
    assert field.edit.ghost == ""


def test_tab_moves_the_focus_where_no_ghost_is_shown(field: Field) -> None:
    field.type("the ")
    field.key(Qt.Key.Key_Tab)
    assert field.next.hasFocus()
    assert field.text == "the "


def test_tab_always_moves_the_focus_where_that_was_chosen(field: Field) -> None:
    field.suggest("the ", "cat")
    field.edit.tab_moves_focus = True
    field.key(Qt.Key.Key_Tab)
    assert field.next.hasFocus()
    assert field.text == "the "
    assert field.edit.ghost == ""


def test_shift_tab_never_accepts(field: Field) -> None:
    field.suggest("the ", "cat")
    field.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert field.text == "the "
    assert not field.edit.hasFocus()


def test_control_right_accepts_word_by_word_and_then_moves_by_words(field: Field) -> None:
    field.suggest("the ", "cat sat")
    field.key(Qt.Key.Key_Right, CTRL)
    assert (field.text, field.edit.ghost) == ("the cat", " sat")
    field.edit.set_ghost("")  # another answer comes meanwhile: the person goes on with this one
    assert field.edit.ghost == " sat"
    field.key(Qt.Key.Key_Right, CTRL)
    assert (field.text, field.edit.ghost) == ("the cat sat", "")
    field.key(Qt.Key.Key_Home)
    field.key(Qt.Key.Key_Right, CTRL)
    assert field.text == "the cat sat"
    assert field.edit.textCursor().position() == 4
    assert field.accepted == [("cat", 0), (" sat", 0)]


def test_escape_dismisses_first_and_stops_then(field: Field) -> None:
    field.suggest("the ", "cat")
    field.key(Qt.Key.Key_Escape)
    assert field.edit.ghost == ""
    assert field.asked == []
    field.edit.set_ghost("cat")  # a late answer does not bring it back
    assert field.edit.ghost == ""
    field.key(Qt.Key.Key_Escape)
    assert field.asked == [("stop", 0)]


def test_the_keys_of_the_suggestions_ask_for_them(field: Field) -> None:
    for key in (Qt.Key.Key_Backslash, Qt.Key.Key_BracketRight, Qt.Key.Key_BracketLeft, Qt.Key.Key_1, Qt.Key.Key_3):
        field.key(key, ALT)
    field.key(Qt.Key.Key_M, CTRL)
    assert field.asked == [("ask", 0), ("cycle", 1), ("cycle", -1), ("take", 0), ("take", 2), ("tab", 0)]
    assert field.text == ""


def test_typing_what_the_ghost_says_shortens_it_at_once(field: Field) -> None:
    field.suggest("the ", "cat sat")
    field.type("ca")
    assert field.edit.ghost == "t sat"
    field.compose("", "t")
    assert field.edit.ghost == " sat"
    field.type("x")
    assert field.edit.ghost == ""


def test_a_ghost_that_was_typed_to_its_end_is_gone(field: Field) -> None:
    field.suggest("the ", "ca")
    field.type("ca")
    assert field.edit.ghost == ""
    assert field.typed == 6


@pytest.mark.parametrize(
    "do",
    [
        lambda f: f.key(Qt.Key.Key_Backspace),
        lambda f: f.key(Qt.Key.Key_Left),
        lambda f: f.key(Qt.Key.Key_Right),
        lambda f: f.key(Qt.Key.Key_Home),
        lambda f: f.key(Qt.Key.Key_Down),
        lambda f: f.key(Qt.Key.Key_Z, CTRL),
        lambda f: f.key(Qt.Key.Key_A, CTRL),
        lambda f: f.key(Qt.Key.Key_V, CTRL),
        lambda f: f.edit.undo(),
        lambda f: f.edit.paste(),
        lambda f: f.qtbot.mouseClick(f.edit.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(4, 8)),
        lambda f: f.next.setFocus(),
        lambda f: f.edit.insertPlainText("by the page"),
        lambda f: f.edit.setPlainText("another draft"),
        lambda f: f.edit.moveCursor(QTextCursor.MoveOperation.Start),
    ],
)
def test_whatever_is_not_typing_hides_the_ghost_and_lets_none_come(field: Field, do) -> None:
    data = QMimeData()
    data.setText("pasted")
    QGuiApplication.clipboard().setMimeData(data)
    field.suggest("the ", "cat")
    do(field)
    assert field.edit.ghost == ""
    field.edit.set_ghost("cat")
    assert field.edit.ghost == ""


def test_a_redo_shows_none(field: Field) -> None:
    field.type("the ")
    field.qtbot.keySequence(field.edit, QKeySequence.StandardKey.Undo)
    field.qtbot.keySequence(field.edit, QKeySequence.StandardKey.Redo)
    assert field.text == "the "
    field.edit.set_ghost("cat")
    assert field.edit.ghost == ""


def test_a_modifier_alone_leaves_the_ghost(field: Field) -> None:
    field.suggest("the ", "cat")
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
        field.key(key)
    assert field.edit.ghost == "cat"


def test_none_is_shown_in_the_middle_of_a_line_but_at_the_end_of_one(field: Field) -> None:
    field.type("the on")
    field.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    field.type("below")
    field.edit.moveCursor(QTextCursor.MoveOperation.Start)
    field.edit.moveCursor(QTextCursor.MoveOperation.NextWord)
    field.type("x")
    field.edit.set_ghost("cat")
    assert field.edit.ghost == ""
    field.edit.moveCursor(QTextCursor.MoveOperation.EndOfLine)
    field.type(" a ")
    field.edit.set_ghost("chair by the window, which was open all night long, as it had always been")
    assert field.edit.ghost
    assert field.edit._ghost_text().lines == 1
    field.window.grab()
    field.key(Qt.Key.Key_Tab)
    assert field.text.startswith("the xon a chair")
    assert field.text.endswith("been\nbelow")


def test_none_is_shown_where_it_could_not_stand_behind_the_cursor(field: Field) -> None:
    field.compose("", "שלום ")
    field.edit.set_ghost("עולם")
    assert field.edit.ghost == ""
    field.key(Qt.Key.Key_Tab)
    assert field.text == "שלום "


def test_one_that_was_asked_for_is_shown_without_typing(field: Field) -> None:
    field.edit.setPlainText("the ")
    field.edit.moveCursor(QTextCursor.MoveOperation.End)
    field.edit.set_ghost("cat", asked_for=True)
    assert field.edit.ghost == "cat"
    field.key(Qt.Key.Key_Tab)
    assert field.text == "the cat"


def test_replacing_counts_characters_and_not_their_halves(field: Field) -> None:
    field.compose("", "a😀😀")
    field.edit.insert_suggestion("!", 1)
    assert field.text == "a😀!"


def test_a_suggestion_takes_the_place_of_what_is_selected(field: Field) -> None:
    field.type("the dog")
    field.edit.moveCursor(QTextCursor.MoveOperation.PreviousWord, QTextCursor.MoveMode.KeepAnchor)
    assert field.edit.text_before_cursor() == "the "
    field.edit.insert_suggestion("cat")
    assert field.text == "the cat"


def test_every_change_is_told_once(field: Field) -> None:
    field.type("ab")
    field.compose("ㅎ")
    field.compose("", "하")
    field.edit.set_ghost("x")
    field.key(Qt.Key.Key_Tab)
    field.key(Qt.Key.Key_Left)
    field.key(Qt.Key.Key_Shift)
    assert field.contexts == ["a", "ab", "abㅎ", "ab하", "ab하x", "ab하"]


def test_the_field_grows_for_a_ghost_that_needs_a_line_and_stays_so(field: Field) -> None:
    field.type("one")
    one = field.edit.height()
    field.edit.set_ghost(" two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen")
    grown = field.edit.height()
    assert grown > one
    field.edit.set_ghost("")
    assert one < field.edit.height() <= grown
    field.edit.setPlainText("another draft")
    assert field.edit.height() == one
    field.edit.clear()
    assert field.edit.height() == one


def test_a_full_field_cuts_the_ghost(field: Field) -> None:
    for _ in range(MAX_LINES):
        field.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    field.suggest("end ", "of it " * 60)
    assert field.edit._ghost_text().lines == 1
    field.window.grab()


def test_a_word_that_does_not_fit_begins_the_next_line(qapp) -> None:
    ghost = GhostText("wonderful day", QFont(), start=90, left=4, width=100, max_lines=3)
    assert ghost.lines >= 2
    assert ghost.rest(0) == "wonderful day"
    cut = GhostText("wonderful\nday", QFont(), start=90, left=4, width=100, max_lines=1)
    assert cut.lines == 1
    assert cut.rest(0) == "wonderful…"
