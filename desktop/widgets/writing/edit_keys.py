"""What the keys of the composer's text field are, and what they write."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOVES = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
# What the commands of the composer ask for, and its number.
ASKING: dict[str, tuple[str, int]] = {
    "ask_suggestion": ("ask", 0),
    "next_suggestion": ("cycle", 1),
    "previous_suggestion": ("cycle", -1),
    "take_1": ("take", 0),
    "take_2": ("take", 1),
    "take_3": ("take", 2),
    "tab_moves_focus": ("tab", 0),
}


def is_hangul(text: str) -> bool:
    """Whether a text is Hangul only: syllables, jamo, compatibility jamo."""
    return bool(text) and all(
        "가" <= char <= "힣"
        or "\u1100" <= char <= "\u11ff"
        or "\u3131" <= char <= "\u318e"
        or "\ua960" <= char <= "\ud7ff"
        for char in text
    )


def written_by(event: QKeyEvent) -> bool:
    """Whether a key that changed the text wrote something, and did not delete, undo or paste."""
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    # Control with Alt is AltGr of some keyboards, and writes.
    command = event.modifiers() & (control | alt) == control
    return event.key() in ENTER or (not command and bool(event.text()) and event.text().isprintable())


def first_word(text: str) -> tuple[str, str]:
    """A suggestion's first word, the blanks before it included, and the rest."""
    from engine import Suggestion

    word = Suggestion(text, 1.0).first_word().text
    return word, text[len(word) :]
