"""The Models page, driven on models in a real library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from page_support import clashing_mnemonics, close, drop, make_context, unnamed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

import engine
from desktop.context import AppContext
from desktop.pages.models import ModelsPage
from desktop.widgets.model_details import date_text
from desktop.widgets.small_dialogs import NameDialog

Build = Callable[..., str]


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    return make_context(home)


@pytest.fixture
def page(context: AppContext, bigram_model: Build) -> Iterator[ModelsPage]:
    bigram_model("older", "the cat sat on the mat. " * 4)
    bigram_model("바다", "바다가 조용했다. " * 4, created="2026-02-01T00:00:00+00:00")
    made = ModelsPage(context)
    made.resize(1000, 700)
    made.show()
    made.shown(None)
    yield made
    close(made, context)


def names(page: ModelsPage) -> list[str]:
    return [page.list.item(row).text().partition("\n")[0] for row in range(page.list.count())]


def accept_name(page: ModelsPage, name: str) -> None:
    dialog = page.dialog
    assert isinstance(dialog, NameDialog)
    dialog.name.setText(name)
    dialog.accept()


def test_models_are_listed_newest_first_with_what_they_are(page: ModelsPage) -> None:
    assert names(page) == ["바다", "older"]
    text = page.list.item(0).text()
    assert "character" in text
    assert "SimpleRNN" in text


def test_behind_another_page_the_models_are_not_read_until_it_is_shown_again(
    page: ModelsPage, context: AppContext, bigram_model: Build
) -> None:
    page.hide()
    bigram_model("third", "one two three. " * 4, created="2026-03-01T00:00:00+00:00")
    context.models_changed.emit()
    assert names(page) == ["바다", "older"]
    page.show()
    page.shown(None)
    assert names(page) == ["third", "바다", "older"]


def test_the_panel_shows_parameters_and_settings(page: ModelsPage) -> None:
    assert page.caption.text() == "바다"
    assert page.details.facts["Kind"] == "Language model"
    assert page.details.facts["Network"].endswith("SimpleRNN")
    assert "Vocabulary" in page.details.facts


def test_using_a_language_model_asks_for_write(page: ModelsPage, context: AppContext, qtbot: Any) -> None:
    with qtbot.waitSignals([page.request_page, context.model_selected]):
        qtbot.mouseClick(page.use_button, Qt.MouseButton.LeftButton)


def test_a_language_model_of_own_texts_can_be_trained_on(page: ModelsPage, qtbot: Any) -> None:
    with qtbot.waitSignal(page.request_page) as asked:
        qtbot.mouseClick(page.continue_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["train", ("continue", "바다")]


def test_a_recipes_model_is_not_trained_on(page: ModelsPage, context: AppContext) -> None:
    stored = context.store.load("바다")
    info = stored.info.model_copy(update={"recipe": "proverbs-word-rnn"})
    context.store.save(info, tokenizer=stored.tokenizer, weights=stored.weights)
    page.refresh()
    assert page.current_name == "바다"
    assert not page.continue_button.isVisible()


def test_a_model_can_be_renamed(page: ModelsPage) -> None:
    page.rename_button.click()
    accept_name(page, "Sea")
    assert names(page) == ["Sea", "older"]
    assert page.current_name == "Sea"


def test_a_name_in_use_is_refused_in_the_page(page: ModelsPage) -> None:
    page.rename_button.click()
    accept_name(page, "older")
    assert page.message.kind == "error"
    assert sorted(names(page)) == ["older", "바다"]


def test_a_model_can_be_duplicated(page: ModelsPage, context: AppContext, qtbot: Any) -> None:
    page.duplicate_button.click()
    with qtbot.waitSignal(context.models_changed, timeout=10_000):
        accept_name(page, "바다 2")
    assert "바다 2" in names(page)
    assert page.current_name == "바다 2"


def test_export_delete_and_import_give_the_model_back(
    page: ModelsPage, context: AppContext, qtbot: Any, tmp_path: Path
) -> None:
    target = tmp_path / "sea"
    with qtbot.waitSignal(context.models_changed, timeout=10_000):
        page.export_to(target)
    file = tmp_path / "sea.maeari"
    assert file.exists()
    page.delete_button.click()
    agree = page.dialog.findChild(QPushButton, "agree")
    assert agree is not None
    agree.click()
    assert names(page) == ["older"]
    with qtbot.waitSignal(context.models_changed, timeout=10_000):
        drop(page, file)
    assert "바다" in names(page)
    assert page.current_name == "바다"


def test_deleting_asks_first_and_cancel_keeps_the_model(page: ModelsPage) -> None:
    page.delete_button.click()
    page.dialog.reject()
    assert len(names(page)) == 2


def test_a_file_that_is_no_model_is_an_error_in_the_page(page: ModelsPage, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "evil.maeari"
    file.write_bytes(b"PK\x03\x04 not a zip at all")
    page.import_from(file)
    qtbot.waitUntil(lambda: page.message.kind == "error", timeout=10_000)
    assert len(names(page)) == 2


def test_a_damaged_model_is_listed_with_its_reason_and_can_be_deleted(
    page: ModelsPage, context: AppContext, home: Path
) -> None:
    folder = home / "data" / "models"
    manifest = next(path for path in folder.rglob("model.json") if "older" in str(path))
    manifest.write_text("{", encoding="utf-8")
    page.refresh()
    page.select("older")
    assert "Damaged" in page.list.currentItem().text()
    assert page.details.problem.isVisible()
    assert page.details.problem.text()
    assert not page.use_button.isEnabled()
    page.delete_button.click()
    agree = page.dialog.findChild(QPushButton, "agree")
    assert agree is not None
    agree.click()
    assert names(page) == ["바다"]


def test_a_model_that_is_saved_elsewhere_appears(page: ModelsPage, context: AppContext, bigram_model: Build) -> None:
    bigram_model("third", "one two three. " * 4, created="2026-03-01T00:00:00+00:00")
    context.models_changed.emit()
    assert names(page) == ["third", "바다", "older"]
    assert page.current_name == "바다"


def test_without_models_the_sample_is_offered(context: AppContext, qtbot: Any) -> None:
    page = ModelsPage(context)
    page.show()
    page.shown(None)
    assert page.empty.isVisible()
    with qtbot.waitSignal(page.request_page) as asked:
        page.empty.button.click()
    assert asked.args == ["train", "sample"]
    close(page, context)


def test_every_control_has_a_name_and_a_mnemonic_of_its_own(page: ModelsPage) -> None:
    assert unnamed(page) == []
    assert clashing_mnemonics(page) == {}


def test_a_date_that_cannot_be_read_is_shown_as_it_is() -> None:
    assert date_text("yesterday") == "yesterday"
    assert "26" in date_text("2026-01-01T12:00:00+00:00")


def test_an_unreadable_library_is_an_error_in_the_page(page: ModelsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_store: object) -> list[object]:
        raise engine.StoreError("The models folder cannot be read.", "Check its permissions.")

    monkeypatch.setattr(engine.ModelStore, "models", refuse)
    page.refresh()
    assert page.message.kind == "error"
    assert "permissions" in page.message.text
