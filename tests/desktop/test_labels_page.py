"""Any labelled table in the window: chosen and trained on the Train page, asked on the Spam check page."""

from __future__ import annotations

import random
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


def trained(context: AppContext, tmp_path: Path, name: str = "Films") -> None:
    job = engine.labels_job(name, context.models_dir, table(tmp_path / "films.csv"), text="review", label="kind")
    list(engine.run_job(job, NoControl()))


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
def spam_page(context: AppContext, qtbot: Any, tmp_path: Path) -> Iterator[SpamPage]:
    trained(context, tmp_path)
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


def test_a_text_file_is_checked_and_a_folder_is_declined(spam_page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("dreadful and boring", encoding="utf-8")
    drop(spam_page, tmp_path / "one.txt")
    qtbot.waitUntil(lambda: spam_page.results.on_message and not spam_page.checking, timeout=RUN_MS)
    assert "bad" in spam_page.card.verdict.text()
    drop(spam_page, tmp_path)
    assert "one text at a time" in spam_page.message.text


def test_the_library_shows_it_and_opens_the_page_for_checking(context: AppContext, qtbot: Any, tmp_path: Path) -> None:
    trained(context, tmp_path)
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
