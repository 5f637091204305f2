"""Which keys a command may have, and how they are kept: one table, a settings file, and no two with the same."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from desktop import keymap
from desktop.actions import COMMANDS
from desktop.keymap import Keymap, keys_of, normal, problem, written
from desktop.settings import Settings

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


# The table


def test_no_two_commands_begin_with_the_same_keys_and_every_one_may_have_its_own() -> None:
    keys = [key for command in COMMANDS.values() for key in command.keys]
    assert len(keys) == len(set(keys))
    for name, command in COMMANDS.items():
        for key in command.keys:
            combination = QKeySequence(key)[0]
            assert written(combination) == key
            assert problem(name, combination) == ""


@pytest.mark.parametrize(
    ("held", "key"),
    [
        (NONE, Qt.Key.Key_A), (SHIFT, Qt.Key.Key_A), (NONE, Qt.Key.Key_Space), (NONE, Qt.Key.Key_Return),
        (SHIFT, Qt.Key.Key_Return), (NONE, Qt.Key.Key_Enter), (NONE, Qt.Key.Key_Tab), (SHIFT, Qt.Key.Key_Backtab),
        (NONE, Qt.Key.Key_Left), (SHIFT, Qt.Key.Key_End), (NONE, Qt.Key.Key_7), (NONE, Qt.Key(0xAC00)),
        (CTRL, Qt.Key.Key_C), (CTRL | SHIFT, Qt.Key.Key_Z), (CTRL, Qt.Key.Key_Left), (CTRL, Qt.Key.Key_Backspace),
        (ALT, Qt.Key.Key_F), (NONE, Qt.Key.Key_F2), (ALT, Qt.Key.Key_F4), (ALT, Qt.Key.Key_Tab),
    ],
)  # fmt: skip
def test_keys_that_typing_needs_belong_to_no_command(held: Qt.KeyboardModifier, key: Qt.Key) -> None:
    combination = QKeyCombination(held, key)
    sentence = problem("quit", combination)
    assert sentence.startswith(keymap.native(written(combination)))
    assert sentence.endswith(".")


def test_a_letter_marks_mails_and_nothing_else() -> None:
    assert problem("mark_spam", QKeyCombination(NONE, Qt.Key.Key_S)) == ""
    assert problem("mark_spam", QKeyCombination(NONE, Qt.Key.Key_Space))
    assert problem("check_mail", QKeyCombination(NONE, Qt.Key.Key_S))


def test_the_same_keys_are_written_in_one_way() -> None:
    assert written(QKeyCombination(CTRL | SHIFT, Qt.Key.Key_Plus)) == "Ctrl++"
    assert written(QKeyCombination(SHIFT, Qt.Key.Key_Backtab)) == "Shift+Tab"
    keypad = Qt.KeyboardModifier.KeypadModifier
    assert written(QKeyCombination(CTRL | keypad, Qt.Key.Key_0)) == "Ctrl+0"
    assert normal(QKeyCombination(CTRL | SHIFT, Qt.Key.Key_P)) == QKeyCombination(CTRL | SHIFT, Qt.Key.Key_P)


# Kept in the settings


def test_changed_keys_are_kept_and_the_first_ones_leave_no_line(qtbot, home: Path) -> None:
    settings = Settings(home)
    keys = Keymap(settings)
    keys.assign("quit", ("Ctrl+Shift+Q",))
    keys.assign("about", ("F12",))
    keys.assign("zoom_in", ())
    keys.assign("about", ())
    assert settings.kept("keys/") == {"keys/quit", "keys/zoom_in"}
    settings.save()
    keys.close()
    assert keys_of("quit") == ("Ctrl+Q",)
    again = Keymap(Settings(home))
    assert keys_of("quit") == ("Ctrl+Shift+Q",)
    assert keys_of("zoom_in") == keys_of("about") == ()
    assert keys_of("zoom_out") == ("Ctrl+-",)
    again.close()


@pytest.mark.parametrize("key", ["Ctrl+,", "Ctrl+;", "Ctrl+\\", 'Ctrl+"', "Ctrl+=", "Ctrl+%", "Ctrl+@", "Ctrl+ㅜ"])
def test_signs_that_an_ini_file_uses_come_back(qtbot, home: Path, key: str) -> None:
    settings = Settings(home)
    keys = Keymap(settings)
    keys.take_over("about", (key,))
    settings.save()
    again = Keymap(Settings(home))
    assert keys_of("about") == (key,)
    again.close()


@pytest.mark.parametrize(
    "text", ["Ctrl+K, Ctrl+C", "hello", "Shift+A", "Return", "Ctrl+C", "Ctrl+X; Ctrl+B", "Nonsense+Q"]
)
def test_a_line_that_is_none_counts_as_the_default_and_the_log_has_no_text(
    qtbot, home: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    home.mkdir()
    (home / "maeari.ini").write_text(f'[keys]\nquit="{text}"\n')
    with caplog.at_level(logging.WARNING):
        keys = Keymap(Settings(home))
    assert keys_of("quit") == ("Ctrl+Q",)
    assert "keys/quit" in caplog.text
    assert text not in caplog.text.replace("keys/quit", "")
    keys.close()


def test_lines_of_no_command_and_keys_given_twice_do_no_harm(
    qtbot, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home.mkdir()
    (home / "maeari.ini").write_text("[keys]\nmy_diary=Ctrl+D\nquit=Ctrl+G\nabout=Ctrl+G\npage_train=Ctrl+N\n")
    with caplog.at_level(logging.WARNING):
        keys = Keymap(Settings(home))
    assert (keys_of("quit"), keys_of("about")) == (("Ctrl+G",), ())
    assert (keys_of("page_train"), keys_of("new_conversation")) == (("Ctrl+N",), ())  # the chosen one counts
    assert "1 commands that there are not" in caplog.text
    assert "my_diary" not in caplog.text
    keys.close()


def test_keys_that_are_not_free_are_not_given(qtbot, home: Path) -> None:
    keys = Keymap(Settings(home))
    for wrong in (("Ctrl+N",), ("A",), ("Ctrl+B, Ctrl+B",)):
        with pytest.raises(ValueError, match="quit"):
            keys.assign("quit", wrong)
    with pytest.raises(ValueError, match="quit"):
        keys.take_over("quit", ("Space",))
    assert keys.own == {}
    assert keys_of("quit") == ("Ctrl+Q",)
    told: list[str] = []
    keys.changed.connect(told.append)
    keys.take_over("quit", ("Ctrl++",))
    assert told == ["quit", "zoom_in"]
    assert keys_of("zoom_in") == ("Ctrl+=",)
    keys.close()
