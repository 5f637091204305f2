"""The Models page, driven on models in a real library."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from page_support import clashing_mnemonics, close, drop, make_context, unnamed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

import engine
from desktop.context import AppContext
from desktop.models.model_text import date_text, score_sentence, score_text
from desktop.pages.models import ModelsPage
from desktop.widgets.small_dialogs import NameDialog

Build = Callable[..., str]


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    return make_context(home)


@pytest.fixture
def page(context: AppContext, bigram_model: Build, qtbot: Any) -> Iterator[ModelsPage]:
    bigram_model("older", "the cat sat on the mat. " * 4)
    bigram_model("바다", "바다가 조용했다. " * 4, created="2026-02-01T00:00:00+00:00")
    made = ModelsPage(context)
    made.resize(1000, 700)
    made.show()
    made.shown(None)
    qtbot.waitUntil(lambda: made.list.count() == 2)
    yield made
    close(made, context)


def names(page: ModelsPage) -> list[str]:
    return [page.list.item(row).text().partition("\n")[0] for row in range(page.list.count())]


def until_names(page: ModelsPage, qtbot: Any, *expected: str) -> None:
    qtbot.waitUntil(lambda: names(page) == list(expected) and not page.library.busy)


def accept_name(page: ModelsPage, name: str) -> None:
    dialog = page.acts.dialog
    assert isinstance(dialog, NameDialog)
    dialog.name.setText(name)
    dialog.accept()


def agree(page: ModelsPage) -> None:
    button = page.acts.dialog.findChild(QPushButton, "agree")
    assert button is not None
    button.click()


def select_all(page: ModelsPage) -> None:
    page.list.selectAll()


# -- the list ---------------------------------------------------------------------------------------------------------


def test_models_are_listed_newest_first_with_what_they_are(page: ModelsPage) -> None:
    assert names(page) == ["바다", "older"]
    text = page.list.item(0).text()
    assert "character" in text
    assert "SimpleRNN" in text


def test_behind_another_page_the_models_are_not_read_until_it_is_shown_again(
    page: ModelsPage, context: AppContext, bigram_model: Build, qtbot: Any
) -> None:
    page.hide()
    bigram_model("third", "one two three. " * 4, created="2026-03-01T00:00:00+00:00")
    context.models_changed.emit()
    assert page.library._reading is None or not page.library._reading.active
    page.show()
    page.shown(None)
    until_names(page, qtbot, "third", "바다", "older")


def test_many_models_are_searched_and_sorted(
    page: ModelsPage, context: AppContext, bigram_model: Build, qtbot: Any
) -> None:
    assert not page.models.tools.isVisible()
    for name in "abcdef":
        bigram_model(f"note {name * 3}", "one two. " * 4, created="2026-03-01T00:00:00+00:00")
    context.models_changed.emit()
    qtbot.waitUntil(lambda: page.list.count() == 8)
    assert page.models.tools.isVisible()
    page.models.sort.setCurrentIndex(1)
    assert names(page) == [*(f"note {name * 3}" for name in "abcdef"), "older", "바다"]
    qtbot.keyClicks(page.models.search, "NOTE ccc")
    assert names(page) == ["note ccc"]
    assert page.current_name == "note ccc"
    assert page.models.found.text() == "1 of 8 models"
    qtbot.keyClicks(page.models.search, "zzz")
    assert names(page) == []
    assert not page.panel.delete.isVisible()
    assert not page.empty.isVisible()
    page.models.search.setText(unicodedata.normalize("NFD", "바다"))
    assert names(page) == ["바다"]


def test_without_models_the_sample_is_offered(context: AppContext, qtbot: Any) -> None:
    page = ModelsPage(context)
    page.show()
    page.shown(None)
    qtbot.waitUntil(page.empty.isVisible)
    with qtbot.waitSignal(page.request_page) as asked:
        page.empty.button.click()
    assert asked.args == ["train", "sample"]
    close(page, context)


def test_a_model_that_is_saved_elsewhere_appears_and_the_selection_stays(
    page: ModelsPage, context: AppContext, bigram_model: Build, qtbot: Any
) -> None:
    bigram_model("third", "one two three. " * 4, created="2026-03-01T00:00:00+00:00")
    context.models_changed.emit()
    until_names(page, qtbot, "third", "바다", "older")
    assert page.current_name == "바다"


def test_an_unreadable_library_is_an_error_in_the_page(
    page: ModelsPage, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    def refuse(_store: object) -> list[object]:
        raise engine.StoreError("The models folder cannot be read.", "Check its permissions.")

    monkeypatch.setattr(engine.ModelStore, "models", refuse)
    page.library.refresh()
    qtbot.waitUntil(lambda: page.message.kind == "error")
    assert "permissions" in page.message.text
    assert names(page) == ["바다", "older"]


# -- one model --------------------------------------------------------------------------------------------------------


def test_the_panel_shows_parameters_and_settings(page: ModelsPage) -> None:
    assert page.panel.caption.text() == "바다"
    facts = page.panel.details.facts
    assert facts["Kind"] == "Language model"
    assert facts["Network"].endswith("SimpleRNN")
    assert "Vocabulary" in facts


def test_using_a_language_model_asks_for_write(page: ModelsPage, context: AppContext, qtbot: Any) -> None:
    with qtbot.waitSignals([page.request_page, context.model_selected]):
        qtbot.mouseClick(page.panel.use, Qt.MouseButton.LeftButton)


def test_a_language_model_of_own_texts_can_be_trained_on(page: ModelsPage, qtbot: Any) -> None:
    with qtbot.waitSignal(page.request_page) as asked:
        qtbot.mouseClick(page.panel.go_on, Qt.MouseButton.LeftButton)
    assert asked.args == ["train", ("continue", "바다")]


def test_a_recipes_model_is_not_trained_on(page: ModelsPage, context: AppContext, qtbot: Any) -> None:
    stored = context.store.load("바다")
    info = stored.info.model_copy(update={"recipe": "proverbs-word-rnn"})
    context.store.save(info, tokenizer=stored.tokenizer, weights=stored.weights)
    page.library.refresh()
    qtbot.waitUntil(lambda: not page.panel.go_on.isVisible())
    assert page.current_name == "바다"


def test_f2_renames_a_model_and_the_one_in_use_stays_in_use(page: ModelsPage, context: AppContext, qtbot: Any) -> None:
    context.settings.set("write/model", "바다")
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_F2)
    accept_name(page, "Sea")
    until_names(page, qtbot, "Sea", "older")
    assert page.current_name == "Sea"
    assert context.settings.get("write/model") == "Sea"


def test_a_name_in_use_is_refused_in_the_page(page: ModelsPage, qtbot: Any) -> None:
    page.panel.rename.click()
    accept_name(page, "older")
    qtbot.waitUntil(lambda: page.message.kind == "error")
    assert sorted(names(page)) == ["older", "바다"]


def test_a_model_can_be_duplicated(page: ModelsPage, qtbot: Any) -> None:
    page.panel.duplicate.click()
    accept_name(page, "바다 2")
    qtbot.waitUntil(lambda: page.current_name == "바다 2")
    assert "바다 2" in names(page)


def test_a_damaged_model_is_listed_with_its_reason_and_can_be_deleted(page: ModelsPage, home: Path, qtbot: Any) -> None:
    folder = home / "data" / "models"
    manifest = next(path for path in folder.rglob("model.json") if "older" in str(path))
    manifest.write_text("{", encoding="utf-8")
    page.library.refresh()
    qtbot.waitUntil(lambda: "Damaged" in page.list.item(1).text())
    page.select("older")
    assert page.panel.details.problem.isVisible()
    assert page.panel.details.problem.text()
    assert not page.panel.use.isVisible()
    page.panel.delete.click()
    until_names(page, qtbot, "바다")


# -- the bin ----------------------------------------------------------------------------------------------------------


def test_a_deleted_model_lies_in_the_bin_and_undo_brings_it_back(page: ModelsPage, qtbot: Any) -> None:
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    until_names(page, qtbot, "older")
    assert "바다" in page.message.text
    assert page.bin_button.text() == "&Bin (1)"
    qtbot.mouseClick(page.message._action, Qt.MouseButton.LeftButton)
    until_names(page, qtbot, "바다", "older")
    assert page.current_name == "바다"
    assert page.message.kind == ""
    assert page.bin_button.text() == "&Bin"


def test_several_models_are_deleted_at_once(page: ModelsPage, qtbot: Any) -> None:
    select_all(page)
    assert page.panel.caption.text() == "2 models selected"
    assert not page.panel.use.isVisible()
    assert not page.panel.details.isVisible()
    page.panel.delete.click()
    until_names(page, qtbot)
    assert page.message.text.startswith("2 models")
    page.message._action.click()
    qtbot.waitUntil(lambda: sorted(names(page)) == ["older", "바다"])


def test_what_cannot_go_into_the_bin_is_said_and_can_be_deleted_for_good(
    page: ModelsPage, home: Path, qtbot: Any, tmp_path: Path
) -> None:
    folder = home / "data" / "models" / "older"
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    page.select("older")
    page.acts.delete()
    qtbot.waitUntil(lambda: page.message.kind == "error")
    page.message._action.click()
    agree(page)
    until_names(page, qtbot, "바다")
    assert (tmp_path / "elsewhere").exists()


def test_one_that_cannot_be_deleted_does_not_keep_the_other(
    page: ModelsPage, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    discard = engine.ModelStore.discard

    def refuse(store: engine.ModelStore, name: str) -> engine.BinnedModel:
        if name == "바다":
            raise engine.StoreError("The model cannot be put into the bin: access denied.")
        return discard(store, name)

    monkeypatch.setattr(engine.ModelStore, "discard", refuse)
    select_all(page)
    page.acts.delete()
    until_names(page, qtbot, "바다")
    assert page.message.kind == "warning"
    assert "access denied" in page.message.text
    assert "older" in page.message.text


def test_the_bin_shows_names_and_sizes_and_gives_models_back(page: ModelsPage, qtbot: Any) -> None:
    select_all(page)
    page.acts.delete()
    until_names(page, qtbot)
    page.bin_button.click()
    qtbot.waitUntil(lambda: page.bin.table.rowCount() == 2)
    assert page.bin.isVisible()
    assert "2 models" in page.bin.told.text()
    table = page.bin.table
    row = next(row for row in range(2) if table.item(row, 0).text() == "바다")
    assert table.item(row, 2).text()
    table.selectRow(row)
    page.bin.restore_button.click()
    until_names(page, qtbot, "바다")
    assert table.rowCount() == 1
    qtbot.keyClick(page.bin, Qt.Key.Key_Escape)
    assert page.splitter.isVisible()


def test_models_of_the_bin_are_deleted_for_good_after_a_question(
    page: ModelsPage, context: AppContext, qtbot: Any
) -> None:
    select_all(page)
    page.acts.delete()
    until_names(page, qtbot)
    page.show_bin()
    qtbot.waitUntil(lambda: page.bin.table.rowCount() == 2)
    page.bin.table.selectRow(0)
    page.bin.erase_button.click()
    page.acts.dialog.reject()
    assert len(context.store.binned()) == 2
    page.bin.erase_button.click()
    agree(page)
    qtbot.waitUntil(lambda: page.bin.table.rowCount() == 1)
    page.bin.empty_button.click()
    agree(page)
    qtbot.waitUntil(lambda: page.bin.table.rowCount() == 0)
    assert context.store.binned() == []
    assert not page.bin.empty_button.isEnabled()
    assert not page.bin.restore_button.isEnabled()


# -- files ------------------------------------------------------------------------------------------------------------


def test_export_and_import_give_the_model_a_second_time(page: ModelsPage, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "sea.maeari"
    page.acts.export_to(tmp_path / "sea")
    qtbot.waitUntil(lambda: file.exists() and not page.library.busy)
    drop(page, file)
    qtbot.waitUntil(lambda: page.current_name == "바다 (2)")
    assert len(names(page)) == 3


def test_an_export_says_which_secrets_may_still_be_known(
    page: ModelsPage, monkeypatch: pytest.MonkeyPatch, qtbot: Any, tmp_path: Path
) -> None:
    asked: list[bool] = []

    def export(_store: object, _name: str, _path: Path, *, with_secrets: bool) -> engine.Masked:
        asked.append(with_secrets)
        return engine.Masked(2, {"phone": 1}, ("Its network may still repeat a secret.",))

    monkeypatch.setattr("desktop.models.model_library.export_model", export)
    page.acts.export_to(tmp_path / "sea")
    qtbot.waitUntil(lambda: page.message.kind == "info")
    assert page.message.text.startswith("“바다” was written to sea.maeari, with its secrets masked.")
    assert page.message.text.endswith("Its network may still repeat a secret.")
    page.message._action.click()
    qtbot.waitUntil(lambda: asked == [False, True])


def test_hostile_files_are_refused_with_a_sentence_and_sound_ones_still_come_in(
    page: ModelsPage, context: AppContext, qtbot: Any, tmp_path: Path
) -> None:
    good = tmp_path / "good.maeari"
    context.store.export_file("바다", good)
    (tmp_path / "cut.maeari").write_bytes(good.read_bytes()[:-200])
    (tmp_path / "evil.maeari").write_bytes(b"PK\x03\x04 not a zip at all")
    drop(page, tmp_path / "evil.maeari")
    qtbot.waitUntil(lambda: page.message.kind == "error")
    assert "evil.maeari" in page.message.text
    assert len(names(page)) == 2
    drop(page, tmp_path / "evil.maeari", tmp_path / "cut.maeari", good)
    qtbot.waitUntil(lambda: page.list.count() == 3)
    assert "1 were done" in page.message.text


def test_another_kind_of_file_is_sent_where_it_belongs(page: ModelsPage, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Anna", encoding="utf-8")
    drop(page, tmp_path / "letter.txt")
    assert "Corpora" in page.message.text
    assert not page.library.busy


# -- words ------------------------------------------------------------------------------------------------------------


def test_every_control_has_a_name_and_a_mnemonic_of_its_own(page: ModelsPage) -> None:
    assert unnamed(page) == []
    assert clashing_mnemonics(page) == {}


def test_a_date_that_cannot_be_read_is_shown_as_it_is() -> None:
    assert date_text("yesterday") == "yesterday"
    assert "26" in date_text("2026-01-01T12:00:00+00:00")


def test_the_score_is_told_beside_what_counting_reaches(page: ModelsPage) -> None:
    info = page._infos["바다"].model_copy(update={"metrics": {"val_loss": 1.609438, "ngram_loss": 2.302585}})
    assert score_text(info) == "torn between about 5.0 characters, counting alone 10"
    assert "choosing among 5.0 characters" in score_sentence(info)
    both = info.model_copy(update={"metrics": info.metrics | {"mixed_loss": 1.386294}})
    assert score_text(both).startswith("torn between about 4.0 characters")
    assert score_sentence(both).endswith("Both together, as it writes: 4.0.")
    labels = info.model_copy(update={"kind": "labels", "metrics": {"accuracy": 0.84, "majority_share": 0.5}})
    assert score_text(labels) == "right on 84.0 % of the held-out texts, guessing on 50.0 %"
    assert score_text(info.model_copy(update={"metrics": {}})) == ""
