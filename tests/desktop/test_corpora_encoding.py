"""A wrongly recognised encoding: the chooser with its preview, and what is read then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_support import clashing_mnemonics, close, make_context, unnamed
from PySide6.QtCore import Qt

import engine
from desktop.context import AppContext
from desktop.corpora.corpus_encoding import can_choose
from desktop.corpora.corpus_reading import FileRow
from desktop.pages.corpora import CorporaPage
from desktop.widgets.corpora.encoding_dialog import EncodingDialog
from desktop.widgets.corpora.file_tree import ENCODING
from desktop.widgets.forms import choose

# CP1252 by its bytes; read so it is nonsense.
KOREAN = "아침에 바다가 조용했다. 등대지기는 누이에게 편지를 썼다.\n" * 30


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    return make_context(home)


@pytest.fixture
def page(context: AppContext, qtbot: Any, tmp_path: Path) -> Iterator[CorporaPage]:
    """The page with a Korean text."""
    made = CorporaPage(context)
    made.resize(1100, 800)
    made.show()
    made.shown(None)
    file = tmp_path / "letters.txt"
    file.write_bytes(KOREAN.encode("cp949"))
    made.add_paths([file])
    qtbot.waitUntil(lambda: "조용했다" in made.details.preview.text.toPlainText(), timeout=10_000)
    yield made
    close(made, context)


def ask(page: CorporaPage, qtbot: Any) -> EncodingDialog:
    page.encoding.dialog = None
    qtbot.mouseClick(page.details.preview.encoding_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.encoding.dialog is not None, timeout=10_000)
    dialog = page.encoding.dialog
    assert isinstance(dialog, EncodingDialog)
    return dialog


def encoding(page: CorporaPage) -> str:
    return str(page.files.files.index(0, ENCODING).data())


def test_another_encoding_is_previewed_read_and_remembered(page: CorporaPage, qtbot: Any) -> None:
    assert encoding(page) == "cp949"
    dialog = ask(page, qtbot)
    assert dialog.encoding.currentText() == "As recognised (cp949)"
    assert "조용했다" in dialog.text.toPlainText()
    dialog.encoding.setFocus()
    choose(dialog.encoding, "cp1252")
    assert "¾ÆÄ§" in dialog.text.toPlainText()
    assert unnamed(dialog) == []
    assert clashing_mnemonics(dialog) == {}
    dialog.action.click()
    qtbot.waitUntil(lambda: encoding(page) == "cp1252", timeout=10_000)
    qtbot.waitUntil(lambda: "¾ÆÄ§" in page.details.preview.text.toPlainText(), timeout=10_000)
    assert page.current is not None
    read = engine.read_corpus(page.current.paths, cleaning=page.context.corpora.get(page.current.id).cleaning)
    assert "¾ÆÄ§" in read.text


def test_the_recognised_one_can_be_chosen_again(page: CorporaPage, qtbot: Any) -> None:
    dialog = ask(page, qtbot)
    choose(dialog.encoding, "utf-8")
    assert dialog.status.text().startswith("Characters that cannot be read here:")
    dialog.action.click()
    qtbot.waitUntil(lambda: encoding(page) == "utf-8", timeout=10_000)
    again = ask(page, qtbot)
    assert again.value == "utf-8"
    choose(again.encoding, "")
    again.action.click()
    qtbot.waitUntil(lambda: encoding(page) == "cp949", timeout=10_000)
    assert page.current is not None
    assert page.current.cleaning.encodings == ()


def test_an_encoding_that_is_not_recognised_must_be_chosen(page: CorporaPage, qtbot: Any) -> None:
    dialog = EncodingDialog("a.txt", [("", None), ("cp949", "글")], "", "", page)
    assert not dialog.action.isEnabled()
    choose(dialog.encoding, "cp949")
    assert dialog.action.isEnabled()
    dialog.reject()


def test_only_texts_and_tables_of_the_person_have_a_choice(page: CorporaPage, qtbot: Any) -> None:
    assert can_choose(FileRow("a.txt", "/a.txt", "utf-8", 9, 0, 9))
    assert can_choose(FileRow("a.txt", "/a.txt", size=9, reason="It is in an encoding that could not be recognised."))
    assert not can_choose(FileRow("a.pdf", "/a.pdf", "pdf", 9, 0, 9))
    assert not can_choose(FileRow("a.jpg", "/a.jpg", size=9, reason="It is a .jpg file."))
    assert not can_choose(None)
    assert page.details.preview.encoding_button.isVisible()
    page.select("sample:english_prose")
    qtbot.waitUntil(lambda: page.files.current is not None, timeout=10_000)
    assert not page.details.preview.encoding_button.isVisible()
