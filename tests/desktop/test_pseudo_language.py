"""The stretched language: whatever is shown through the translator is in it, and its values stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_support import opened_write_page
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from desktop.about import licence_rows
from desktop.wording.language import Language, in_words
from desktop.wording.pseudo import MORE, stretched


@settings(max_examples=60)
@given(st.text(alphabet="abcé {}0%n&<>한글. ", max_size=40))
def test_values_and_mnemonics_stay(text: str) -> None:
    said = stretched(text)
    for kept in (r"\{\d*\}", r"%n", r"<[^>]*>"):
        assert sorted(re.findall(kept, said)) == sorted(re.findall(kept, text))
    assert said.startswith(text[: len(text) - len(text.lstrip())])


@pytest.mark.parametrize("text", ["Send", "&Open", "{0} of {1}", "Nothing is training"])
def test_it_is_longer_and_in_brackets(text: str) -> None:
    said = stretched(text)
    assert len(said) >= len(text) * (1 + MORE) - 1
    assert said.startswith("[")
    assert said.endswith("]")


def test_what_has_no_letter_stays() -> None:
    assert stretched("100 %") == "100 %"
    assert stretched("") == ""


@pytest.fixture
def language(qapp) -> Iterator[Language]:
    language = Language(qapp, choice="en")
    yield language
    language.close()


def test_it_is_spoken_and_what_is_shown_is_turned_and_turned_back(language: Language, qtbot) -> None:
    button = QPushButton("Stop")
    qtbot.addWidget(button)
    button.show()
    language.choose("pseudo")
    assert QCoreApplication.translate("Anything", "New word") == "[Néw wórd ëxt]"
    assert button.text() == stretched("Stop")
    assert in_words("It is empty.") == stretched("It is empty.")
    language.choose("en")
    assert button.text() == "Stop"
    assert QCoreApplication.translate("Anything", "New word") == "New word"


def test_every_word_of_the_window_goes_through_the_translator(
    qtbot, application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAEARI_LANGUAGE", "pseudo")
    page = opened_write_page(qtbot, application)
    window = page.window()
    for name in window.rail_buttons:
        window.show_page(name)
    names = {word for row in licence_rows() for word in row} | {entry.name for entry in page.context.corpora.entries()}
    plain = []
    for widget in window.findChildren(QLabel) + window.findChildren(QAbstractButton):
        text = re.sub(r"&", "", widget.text())
        if re.search("[A-Za-z]{4}", text) and "[" not in text and text not in names:
            plain.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}: {text}")
    assert not plain, "\n".join(plain)
