"""The doctor's words on the Corpora page, and secrets: the banner, the list to review, and what training reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_support import clashing_mnemonics, close, make_context, unnamed
from PySide6.QtCore import Qt

import engine
from desktop.context import AppContext
from desktop.corpora.secret_words import counted_words
from desktop.pages.corpora import CorporaPage
from desktop.widgets.corpora.secret_review import EXCERPT, KIND, PLACE, TIMES, SecretReview

TEXT = "The lamp was lit at six. The keeper wrote a letter to his sister and went to bed.\n" * 40
LETTERS = TEXT + "Write to anna.smith@example.com or pay with 4111 1111 1111 1111.\nanna.smith@example.com again.\n"


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    return make_context(home)


@pytest.fixture
def page(context: AppContext, qtbot: Any, tmp_path: Path) -> Iterator[CorporaPage]:
    """The page with a corpus that has two different secrets, one of them twice."""
    made = CorporaPage(context)
    made.resize(1100, 800)
    made.show()
    made.shown(None)
    file = tmp_path / "letters.txt"
    file.write_text(LETTERS, encoding="utf-8")
    made.add_paths([file])
    wait_examined(made, qtbot)
    yield made
    close(made, context)


def wait_examined(page: CorporaPage, qtbot: Any) -> None:
    qtbot.waitUntil(
        lambda: (
            page.reading is not None
            and page.reading.diagnosis is not None
            and page.current is not None
            and (page.reading.id, page.reading.cleaning) == (page.current.id, page.current.cleaning)
        ),
        timeout=20_000,
    )


def learned(page: CorporaPage) -> str:
    """What a training on the chosen corpus would read."""
    entry = page.current
    assert entry is not None
    return engine.read_corpus(entry.paths, cleaning=page.context.corpora.get(entry.id).cleaning).text


def review(page: CorporaPage, qtbot: Any) -> SecretReview:
    qtbot.mouseClick(page.details.secrets.review_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.secrets.review is not None, timeout=10_000)
    dialog = page.secrets.review
    assert isinstance(dialog, SecretReview)
    return dialog


def test_the_doctor_gives_one_advice_and_says_what_a_training_takes_here(page: CorporaPage) -> None:
    assert page.meter.advice.text() == (
        "3 secrets were found: mask or review them before you train, since a model repeats what it read."
    )
    assert page.meter.plan.text().startswith("Training takes about")
    assert "of memory" in page.meter.plan.text()
    assert page.meter.shares.text().startswith("Repeated text:")
    assert not page.state.isVisible()


def test_the_banner_counts_the_secrets_and_masking_takes_them_out_of_what_is_learned(
    page: CorporaPage, qtbot: Any
) -> None:
    banner = page.details.secrets
    assert banner.isVisible()
    assert "e-mail addresses: 2, card numbers: 1" in banner.text.text()
    assert "anna.smith@example.com" in learned(page)
    qtbot.mouseClick(banner.mask_button, Qt.MouseButton.LeftButton)
    wait_examined(page, qtbot)
    assert banner.text.text().startswith("Secrets that are masked when a model is trained: 3.")
    assert not banner.mask_button.isVisible()
    assert page.details.cleaning.switches["mask_secrets"].isChecked()
    assert "_email_" in learned(page)
    assert "anna.smith" not in learned(page)
    assert "anna.smith" in page.current.paths[0].read_text(encoding="utf-8")  # type: ignore[union-attr]


def test_the_list_shows_each_secret_once_and_partly_hidden(page: CorporaPage, qtbot: Any) -> None:
    dialog = review(page, qtbot)
    rows = [[dialog.secrets.index(row, column).data() for column in (KIND, EXCERPT, TIMES, PLACE)] for row in (0, 1)]
    assert [row[0] for row in rows] == ["e-mail address", "card number"]
    assert [row[2:] for row in rows] == [["2", "letters.txt, line 41"], ["1", "letters.txt, line 41"]]
    assert not any("anna.smith" in row[1] or "4111 1111" in row[1] for row in rows)
    assert dialog.action.text() == "&Mask 2"
    assert unnamed(dialog) == []
    assert clashing_mnemonics(dialog) == {}
    dialog.reject()


def test_one_secret_can_be_kept_and_the_others_masked_by_keyboard(page: CorporaPage, qtbot: Any) -> None:
    dialog = review(page, qtbot)
    dialog.table.setFocus()
    dialog.table.setCurrentIndex(dialog.secrets.index(0, 0))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.secrets.index(0, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    dialog.action.click()
    wait_examined(page, qtbot)
    assert "anna.smith@example.com" in learned(page)
    assert "4111" not in learned(page)
    page.secrets.review = None
    again = review(page, qtbot)
    assert again.secrets.masked == [False, True]
    again.none_button.click()
    assert again.action.text() == "&Keep all"
    again.all_button.click()
    assert again.masks
    assert again.kept == ()
    again.reject()


def test_kept_secrets_are_not_mentioned_again(page: CorporaPage, qtbot: Any) -> None:
    qtbot.mouseClick(page.details.secrets.keep_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.current and page.current.cleaning.kept_secrets), timeout=10_000)
    wait_examined(page, qtbot)
    assert page.details.secrets.isHidden()
    assert "secret" not in page.meter.advice.text()
    assert "anna.smith@example.com" in learned(page)


def test_a_sample_and_another_corpus_have_no_banner(page: CorporaPage, qtbot: Any) -> None:
    page.select("sample:english_prose")
    assert page.details.secrets.isHidden()
    wait_examined(page, qtbot)
    assert page.details.secrets.isHidden()


def test_files_that_are_gone_are_an_error_in_the_page(page: CorporaPage, qtbot: Any) -> None:
    assert page.current is not None
    page.current.paths[0].unlink()
    qtbot.mouseClick(page.details.secrets.review_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.message.kind == "error", timeout=10_000)
    assert page.details.secrets.isEnabled()


def test_every_control_of_a_corpus_with_secrets_has_a_name(page: CorporaPage) -> None:
    assert unnamed(page) == []
    assert clashing_mnemonics(page) == {}


def test_kinds_are_counted_in_words(qapp: object) -> None:
    assert counted_words({"email": 1, "card": 12, "phone": 0}) == "card numbers: 12, e-mail addresses: 1"
    assert counted_words({}) == ""
