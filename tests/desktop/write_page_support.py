"""What the tests of the Write page share: a small English model, and how something is written on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from desktop.history import History
from desktop.pages.write import WritePage
from desktop.widgets.writing.chat_rows import CompletionRow
from engine import paths

ENGLISH = "the cat sat on the mat. the dog sat on the log. the bird sang in the tree. " * 8


def cats_page(open_page: Callable[[], tuple[Any, WritePage]], bigram_model: Callable[..., str]) -> WritePage:
    """The page with the one model “cats”, which writes 40 characters."""
    bigram_model("cats", ENGLISH)
    made = open_page()[1]
    made.composer.length.setValue(40)
    return made


def type_and_send(qtbot: Any, page: WritePage, text: str) -> None:
    """As a person does: typed, then Return."""
    page.composer.edit.setFocus()
    page.composer.edit.insertPlainText(text)
    qtbot.keyClick(page.composer.edit, Qt.Key.Key_Return)


def wait_idle(qtbot: Any, page: WritePage) -> None:
    """Until nothing is written any more."""
    qtbot.waitUntil(lambda: not page.generator.active, timeout=10_000)


def cards(page: WritePage) -> list[CompletionRow]:
    """The completions of the transcript, from the top."""
    return [row for row in page.chat.rows() if isinstance(row, CompletionRow)]


def stored() -> History:
    """The conversations as they are on the disk; to be closed."""
    return History(paths.data_dir() / "conversations.sqlite3")


def is_written_to_its_end(text: str, length: int) -> bool:
    """Whether a completion by character has its length, and the end of the word that has begun there."""
    return len(text) >= length and (len(text) == length or text[length:].isalnum())
