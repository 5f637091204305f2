"""Any labelled table in the window: chosen and trained on the Train page, asked on the Spam check page."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_support import clashing_mnemonics, close, drop, make_context, unnamed
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat

import engine
from desktop.context import AppContext
from desktop.pages.models import ModelsPage
from desktop.pages.spam import SpamPage
from desktop.pages.train import TrainPage
from desktop.widgets.spam.label_table import GIVEN, LABEL, ManyTexts
from engine.training.progress import NoControl

WORDS = {
    "good": "wonderful delightful brilliant 감동적 최고 재미있는",
    "bad": "dreadful boring terrible 지루한 최악 실망",
    "so-so": "average ordinary middling 그저 보통 무난한",
}
FILL = ["the", "film", "was", "with", "music", "영화", "배우", "today"]
RUN_MS = 60_000


def table(path: Path, count: int = 90) -> Path:
    chance = random.Random(1)
    lines = ["nr,review,kind"]
    for i in range(count):
        label = list(WORDS)[i % 3]
        words = [*chance.sample(WORDS[label].split(), 2), *chance.sample(FILL, 4)]
        chance.shuffle(words)
        lines.append(f"{i},{' '.join(words)},{label}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    job = engine.labels_job("Films", folder / "models", table(folder / "films.csv"), text="review", label="kind")
    list(engine.run_job(job, NoControl()))
    return folder / "models"


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    return make_context(home)


@pytest.fixture
def train_page(context: AppContext, qtbot: Any) -> Iterator[TrainPage]:
    made = TrainPage(context)
    made.resize(1100, 800)
    made.show()
    made.shown(None)
    made.form.select(mode="labels")
    yield made
    close(made, context)


@pytest.fixture
def spam_page(context: AppContext, qtbot: Any, learned: Path) -> Iterator[SpamPage]:
    shutil.copytree(learned, context.models_dir)
    made = SpamPage(context)
    made.resize(1100, 850)
    made.show()
    qtbot.waitExposed(made)
    made.shown("Films")
    yield made
    close(made, context)


def check(page: SpamPage, qtbot: Any, text: str) -> None:
    page.paste.setPlainText(text)
    qtbot.mouseClick(page.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.checking and page.results.on_message, timeout=RUN_MS)


# -- the form ---------------------------------------------------------------------------------------------------------


def test_the_form_shows_what_a_table_needs_and_nothing_of_a_network(train_page: TrainPage) -> None:
    form = train_page.form
    assert form.table.isVisible()
    for row in (form.corpus_row, form.ham_row, form.unit_row, form.cell_row, form.time, form.more, form.seed_row):
        assert not row.isVisible()
    form.select(mode="texts")
    assert not form.table.isVisible()
    assert form.corpus_row.isVisible()


def test_every_control_is_named_and_no_letter_is_taken_twice(train_page: TrainPage) -> None:
    assert unnamed(train_page) == []
    assert clashing_mnemonics(train_page) == {}


def test_the_likely_columns_are_chosen_and_the_model_is_named_after_the_file(
    train_page: TrainPage, qtbot: Any, tmp_path: Path
) -> None:
    fields = train_page.form.table
    drop(fields, table(tmp_path / "films.csv"))
    qtbot.waitUntil(lambda: fields.text_box.count() == 3)
    assert (fields.text_column, fields.label_column) == ("review", "kind")
    assert train_page.form.name.text() == "films"
    assert fields.button.text() == "films.csv"


def test_what_is_no_table_is_said_at_the_field(train_page: TrainPage, qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Anna", encoding="utf-8")
    fields = train_page.form.table
    fields.set_path(tmp_path / "letter.txt")
    qtbot.waitUntil(lambda: bool(fields.path_row.error))
    assert "no table" in fields.path_row.error
    qtbot.mouseClick(train_page.form.start, Qt.MouseButton.LeftButton)
    assert not train_page.training


def test_without_a_table_or_with_one_column_twice_nothing_starts(
    train_page: TrainPage, qtbot: Any, tmp_path: Path
) -> None:
    form = train_page.form
    qtbot.mouseClick(form.start, Qt.MouseButton.LeftButton)
    assert form.table.path_row.error
    form.table.set_path(table(tmp_path / "films.csv"))
    qtbot.waitUntil(lambda: form.table.text_box.count() == 3)
    form.table.label_box.setCurrentIndex(form.table.text_box.currentIndex())
    qtbot.mouseClick(form.start, Qt.MouseButton.LeftButton)
    assert form.table.label_row.error
    assert not train_page.training


def test_a_table_is_learned_and_tried_on_the_page_for_checking(
    train_page: TrainPage, qtbot: Any, tmp_path: Path
) -> None:
    form = train_page.form
    form.table.set_path(table(tmp_path / "films.csv"))
    qtbot.waitUntil(lambda: form.table.text_box.count() == 3)
    asked: list[tuple[str, object]] = []
    train_page.request_page.connect(lambda name, argument: asked.append((name, argument)))
    with qtbot.waitSignal(train_page.training_finished, timeout=RUN_MS):
        qtbot.mouseClick(form.start, Qt.MouseButton.LeftButton)
        assert not train_page.view.plot.isVisible()
    assert train_page.view.kept
    assert "Accuracy" in train_page.view.end.figures
    assert train_page.context.store.info("films").kind == "labels"
    qtbot.mouseClick(train_page.view.end.try_button, Qt.MouseButton.LeftButton)
    assert asked == [("spam", "films")]


def test_a_table_without_labels_ends_with_a_sentence(train_page: TrainPage, qtbot: Any, tmp_path: Path) -> None:
    path = table(tmp_path / "films.csv", count=6)
    form = train_page.form
    form.table.set_path(path)
    qtbot.waitUntil(lambda: form.table.text_box.count() == 3)
    form.table.label_box.setCurrentIndex(2)
    with qtbot.waitSignal(train_page.training_finished, timeout=RUN_MS):
        qtbot.mouseClick(form.start, Qt.MouseButton.LeftButton)
    assert "fewer than two labels" in train_page.message.text


# -- checking ---------------------------------------------------------------------------------------------------------


def test_the_card_names_the_label_and_the_others(spam_page: SpamPage, qtbot: Any) -> None:
    assert spam_page.model.currentText() == "Films (labels)"
    check(spam_page, qtbot, "the film was wonderful, brilliant music")
    assert spam_page.card.verdict.text() == "This is probably “good”"
    assert "in 100" in spam_page.card.probability.text()
    assert "“bad”" in spam_page.card.decided.text()
    assert not spam_page.card.mark.isVisible()
    assert not spam_page.marks.isVisible()
    assert unnamed(spam_page) == []


def test_words_for_and_against_differ_in_colour_and_pattern(spam_page: SpamPage, qtbot: Any) -> None:
    check(spam_page, qtbot, "최고 감동적 wonderful brilliant 영화 but 지루한 today")
    view = spam_page.evidence
    assert view.spam.title.text() == "Speaks for “good”"
    styles = {}
    for (_start, _end, item), selection in zip(view.text.marks, view.text.extraSelections(), strict=True):
        styles[item.text] = (selection.format.underlineStyle(), selection.format.background().color().name())
    assert styles["최고"][0] == QTextCharFormat.UnderlineStyle.SingleUnderline
    assert styles["지루한"][0] == QTextCharFormat.UnderlineStyle.DotLine
    assert styles["최고"][1] != styles["지루한"][1]


def test_the_evidence_for_another_label_can_be_looked_at(spam_page: SpamPage, qtbot: Any) -> None:
    check(spam_page, qtbot, "the film was wonderful, brilliant music")
    view = spam_page.evidence
    assert view.label_box.isVisible()
    view.label_box.setCurrentIndex(view.label_box.findData("bad"))
    assert view.spam.title.text() == "Speaks for “bad”"
    against = {item.text for _, _, item in view.text.marks if item.weight < 0}
    assert "wonderful" in against


def test_nothing_to_judge_is_unsure_with_a_reason(spam_page: SpamPage, qtbot: Any) -> None:
    check(spam_page, qtbot, "qqqq zzzz")
    assert spam_page.card.verdict.text().startswith("Unsure")
    assert spam_page.card.reason.text()
    assert spam_page.card.mark.isVisible()


def test_a_text_file_is_checked(spam_page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("dreadful and boring", encoding="utf-8")
    drop(spam_page, tmp_path / "one.txt")
    qtbot.waitUntil(lambda: spam_page.results.on_message and not spam_page.checking, timeout=RUN_MS)
    assert "bad" in spam_page.card.verdict.text()


# -- many texts -------------------------------------------------------------------------------------------------------


def checked_table(page: SpamPage, qtbot: Any, *paths: Path) -> ManyTexts:
    drop(page, *paths)
    many = page.results.labels.many
    qtbot.waitUntil(lambda: not page.checking and page.results.labels.on_table, timeout=RUN_MS)
    return many


def test_every_row_of_a_table_is_checked_and_shown_with_its_evidence(
    spam_page: SpamPage, qtbot: Any, tmp_path: Path
) -> None:
    assert "table" in spam_page.open_button.text()
    many = checked_table(spam_page, qtbot, table(tmp_path / "new.csv", 30))
    assert len(many.texts.rows) == 30
    assert many.count.text().startswith("30 texts: ")
    assert "As in the table: 30 of 30" in many.count.text()
    assert not spam_page.marks.isVisible()
    scores = [row.probability for row in many.texts.shown_rows()]
    assert scores == sorted(scores, reverse=True)
    chosen = many.texts.row_at(3)
    many.table.choose(chosen)
    qtbot.keyClick(many.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: spam_page.results.on_message, timeout=RUN_MS)
    assert chosen.label in spam_page.card.verdict.text()
    assert spam_page.evidence.text.toPlainText().split() == chosen.title.split()
    assert "texts" in spam_page.back_button.text()
    qtbot.mouseClick(spam_page.back_button, Qt.MouseButton.LeftButton)
    assert spam_page.results.labels.on_table
    assert many.table.current is chosen


def test_texts_are_filtered_by_label_and_words_and_saved_as_they_are_shown(
    spam_page: SpamPage, qtbot: Any, tmp_path: Path
) -> None:
    many = checked_table(spam_page, qtbot, table(tmp_path / "new.csv", 30))
    labels = [many.verdict.itemData(i) for i in range(many.verdict.count())]
    assert labels[2:] == ["bad", "good", "so-so"]
    many.verdict.setCurrentIndex(2)
    assert {row.label for row in many.texts.shown_rows()} == {"bad"}
    many.filter.setText("new.csv #2")
    many.apply_filter()
    shown = len(many.texts.shown_rows())
    assert 0 < shown < 30
    spam_page.results.labels.export(tmp_path / "out.csv")
    qtbot.waitUntil(lambda: "out.csv" in spam_page.message.text)
    assert (tmp_path / "out.csv").read_text("utf-8-sig").count("\n") == 1 + shown


def test_a_folder_is_checked_and_what_cannot_be_read_is_said(spam_page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    folder = tmp_path / "reviews"
    folder.mkdir()
    (folder / "one.txt").write_text("dreadful and boring", encoding="utf-8")
    (folder / "two.txt").write_text("", encoding="utf-8")
    many = checked_table(spam_page, qtbot, folder)
    assert [row.name for row in many.texts.rows] == ["one.txt"]
    assert "two.txt" in spam_page.message.text
    (folder / "one.txt").unlink()
    many.table.choose(many.texts.rows[0])
    qtbot.keyClick(many.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: spam_page.message.kind == "error")
    spam_page.clear()
    assert many.texts.rows == []


def test_a_check_of_many_texts_can_be_stopped(spam_page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    drop(spam_page, table(tmp_path / "new.csv", 3000))
    many = spam_page.results.labels.many
    qtbot.waitUntil(lambda: many.stop_button.isVisible() and spam_page.checking)
    many.stop_button.click()
    qtbot.waitUntil(lambda: not spam_page.checking, timeout=RUN_MS)
    assert len(many.texts.rows) < 3000
    assert not many.stop_button.isVisible()


def test_a_label_of_the_table_that_differs_stands_out(qtbot: Any, tmp_path: Path) -> None:
    many = ManyTexts()
    qtbot.addWidget(many)
    many.add([engine.LabelRow(tmp_path / "t.csv", 1, "dull", "good", 0.6, True, "bad", "text")])
    many.end()
    model = many.texts
    assert model.index(0, LABEL).data() == "? good"
    assert model.index(0, LABEL).data(Qt.ItemDataRole.AccessibleTextRole) == "unsure, perhaps good"
    assert model.index(0, GIVEN).data(Qt.ItemDataRole.ForegroundRole) is not None
    assert "As in the table: 0 of 1" in many.count.text()
    assert unnamed(many) == []


def test_the_library_shows_it_and_opens_the_page_for_checking(context: AppContext, qtbot: Any, learned: Path) -> None:
    shutil.copytree(learned, context.models_dir)
    page = ModelsPage(context)
    page.show()
    page.shown("Films")
    asked: list[tuple[str, object]] = []
    page.request_page.connect(lambda name, argument: asked.append((name, argument)))
    qtbot.waitUntil(lambda: page.current_name == "Films")
    assert page.panel.details.facts["Kind"] == "Labels"
    assert "Unit" not in page.panel.details.facts
    page.use()
    assert asked == [("spam", "Films")]
    close(page, context)
