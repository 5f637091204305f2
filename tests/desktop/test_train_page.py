"""The Train page: the form's checks, and real runs of the real engine on tiny corpora."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_support import clashing_mnemonics, close, make_context, unnamed
from PySide6.QtCore import Qt

import engine
from desktop.context import AppContext
from desktop.pages.train import TrainPage
from desktop.widgets.training.training_fields import problem_sentence

TEXT = "The lamp was lit at six. The keeper wrote a letter to his sister and went to bed.\n" * 60
RUN_MS = 120_000  # importing TensorFlow alone takes seconds, more on a busy machine


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    return make_context(home)


@pytest.fixture
def page(context: AppContext, qtbot: Any) -> Iterator[TrainPage]:
    made = TrainPage(context)
    made.resize(1100, 800)
    made.show()
    made.shown(None)
    yield made
    close(made, context)


def own_corpus(page: TrainPage, tmp_path: Path, text: str = TEXT) -> str:
    file = tmp_path / "letters.txt"
    file.write_text(text, encoding="utf-8")
    entry = page.context.corpora.add("Letters", [file])
    page.context.corpora_changed.emit()
    page.shown(entry.id)
    return entry.id


def start(page: TrainPage, qtbot: Any) -> None:
    qtbot.mouseClick(page.form.start, Qt.MouseButton.LeftButton)


# -- the form ---------------------------------------------------------------------------------------------------------


def test_the_modes_are_own_texts_spam_and_every_recipe(page: TrainPage) -> None:
    offered = [page.form.mode.itemData(index) for index in range(page.form.mode.count())]
    assert offered[:2] == ["texts", "spam"]
    assert {recipe.name for recipe in engine.recipes()} <= set(offered)
    assert page.form.current_mode == "texts"


def test_the_sample_argument_chooses_english_prose_and_one_minute(page: TrainPage) -> None:
    page.shown("sample")
    assert page.form.corpus.currentData() == "sample:english_prose"
    assert page.form.minutes.value() == 1
    assert page.form.preset_buttons["quick"].isChecked()


def test_the_spam_argument_chooses_the_spam_checker(page: TrainPage) -> None:
    page.shown("spam-sample")
    assert page.form.current_mode == "spam"
    assert page.form.ham_row.isVisible()
    assert not page.form.corpus_row.isVisible()


def test_a_corpus_argument_chooses_that_corpus(page: TrainPage, tmp_path: Path) -> None:
    corpus = own_corpus(page, tmp_path)
    assert page.form.corpus.currentData() == corpus
    assert page.form.name.text() == "Letters"


def test_a_preset_sets_the_minutes_and_other_minutes_leave_it(page: TrainPage, qtbot: Any) -> None:
    qtbot.mouseClick(page.form.preset_buttons["thorough"], Qt.MouseButton.LeftButton)
    assert page.form.minutes.value() == 20
    assert page.form.slider.value() == 20
    page.form.slider.setValue(33)
    assert page.form.minutes.value() == 33
    assert not any(button.isChecked() for button in page.form.preset_buttons.values())


def test_the_suggested_network_follows_the_text_until_it_is_changed_by_hand(page: TrainPage) -> None:
    page.form.set_preset("thorough")
    page.form.set_characters(20_000)
    small = page.form.fields.units.value()
    page.form.set_characters(5_000_000)
    assert page.form.fields.units.value() > small
    page.form.fields.units.setValue(96)
    page.form.set_characters(20_000)
    assert page.form.fields.units.value() == 96
    page.form.fields.reset.click()
    assert page.form.fields.units.value() == small


def test_the_corpus_is_counted_for_the_suggestion(page: TrainPage, qtbot: Any, tmp_path: Path) -> None:
    own_corpus(page, tmp_path)
    qtbot.waitUntil(lambda: page.form._characters in (len(TEXT), len(TEXT) - 1), timeout=10_000)


def test_an_empty_name_is_a_sentence_at_the_field(page: TrainPage, qtbot: Any, tmp_path: Path) -> None:
    own_corpus(page, tmp_path)
    page.form.name.clear()
    start(page, qtbot)
    assert page.form.name_row.error
    assert not page.training
    qtbot.keyClicks(page.form.name, "x")
    assert not page.form.name_row.error


def test_a_name_in_use_is_a_sentence_at_the_field(page: TrainPage, qtbot: Any, bigram_model: Any) -> None:
    bigram_model("Taken", "abcabcabc")
    page.shown(None)
    page.form.name.setText("taken")
    start(page, qtbot)
    assert "exists" in page.form.name_row.error
    assert not page.training


def test_a_setting_that_the_engine_refuses_is_a_sentence_at_the_field(
    page: TrainPage, qtbot: Any, tmp_path: Path
) -> None:
    own_corpus(page, tmp_path)
    page.form.fields.learning_rate.setValue(0.0)
    start(page, qtbot)
    row = page.form.fields.rows["learning_rate"]
    assert row.error == "This must be more than 0.0."
    assert row.isVisible()
    assert row.error in page.form.fields.learning_rate.accessibleDescription()
    assert not page.training


def test_problems_without_a_known_kind_keep_the_engines_words() -> None:
    assert problem_sentence({"type": "value_error", "msg": "Value error, Two settings clash"}) == "Two settings clash."


def test_one_kind_of_messages_alone_is_a_sentence_at_the_other_field(
    page: TrainPage, qtbot: Any, tmp_path: Path
) -> None:
    page.shown("spam-sample")
    page.form.ham.add([tmp_path])
    start(page, qtbot)
    assert page.form.spam_row.error
    assert not page.training


def test_a_recipe_explains_itself_and_hides_what_it_fixes(page: TrainPage, tmp_path: Path) -> None:
    page.form.select(mode="proverbs-word-rnn")
    assert "SimpleRNN" in page.form.summary.text()
    assert not page.form.unit_row.isVisible()
    assert not page.form.time.isVisible()
    job = page.form.job(tmp_path)
    assert job is not None
    assert job.recipe == "proverbs-word-rnn"
    assert job.training.minutes is None
    page.form.taught.setChecked(False)
    page.form.minutes.setValue(3)
    job = page.form.job(tmp_path)
    assert job is not None
    assert job.training.minutes == 3


@pytest.mark.parametrize("name", [recipe.name for recipe in engine.recipes()])
def test_every_recipe_makes_a_job_from_its_sample(page: TrainPage, tmp_path: Path, name: str) -> None:
    page.form.select(mode=name)
    job = page.form.job(tmp_path)
    assert job is not None, [row.error for row in page.form._rows().values()]
    assert job.model == engine.recipe(name).model
    assert job.sources or (job.ham and job.spam)


def test_a_comparison_does_not_overwrite_an_earlier_one(page: TrainPage, bigram_model: Any) -> None:
    bigram_model("gru-vs-lstm RNN 15%", "abcabc")
    page.shown(None)
    page.form.select(mode="gru-vs-lstm")
    assert page.form.name.text() == "gru-vs-lstm 2"


def test_every_control_has_a_name_and_a_mnemonic_of_its_own(page: TrainPage) -> None:
    page.form.more.setChecked(True)
    assert unnamed(page) == []
    assert clashing_mnemonics(page) == {}


# -- runs -------------------------------------------------------------------------------------------------------------


def test_a_run_shows_its_curve_and_stop_keeps_the_best(
    page: TrainPage, context: AppContext, qtbot: Any, tmp_path: Path
) -> None:
    own_corpus(page, tmp_path)
    for field, value in (("units", 16), ("embedding_dim", 8), ("batch_size", 4), ("seq_length", 16)):
        getattr(page.form.fields, field).setValue(value)
    page.form.name.setText("Stopped")
    chips: list[object] = []
    context.training_changed.connect(lambda progress, text: chips.append(progress))
    start(page, qtbot)
    assert page.training
    assert not page.form.isEnabled()
    qtbot.waitUntil(
        lambda: page.view.plot.model.rowCount() >= 1 and bool(page.view.plot.runs[0].training.steps), timeout=RUN_MS
    )
    assert page.view.plot.runs[0].training.steps
    assert page.view.sample.toPlainText()
    assert page.view.bar.isVisible()
    assert "tokens a second" in page.view.numbers.text()
    with qtbot.waitSignal(page.training_finished, timeout=RUN_MS) as ended:
        qtbot.mouseClick(page.view.stop, Qt.MouseButton.LeftButton)
    assert ended.args[0].reason == "stopped"
    assert "best" in page.view.sentence.text()
    assert "Held-out loss" in page.view.end.figures
    assert chips[-1] is None
    assert any(isinstance(progress, float) and progress > 0 for progress in chips)
    assert [info.name for info in context.store.models()] == ["Stopped"]
    with qtbot.waitSignal(page.request_page) as asked:
        qtbot.mouseClick(page.view.end.try_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["write", "Stopped"]
    assert page.form.isEnabled()


def test_a_finished_network_learns_on_and_writes_from_the_persons_seed(
    page: TrainPage, context: AppContext, qtbot: Any, tmp_path: Path
) -> None:
    own_corpus(page, tmp_path)
    for field, value in (("units", 16), ("embedding_dim", 8), ("batch_size", 4), ("seq_length", 16)):
        getattr(page.form.fields, field).setValue(value)
    qtbot.keyClicks(page.form.preview_seed, "The keeper")
    start(page, qtbot)
    with qtbot.waitSignal(page.training_finished, timeout=RUN_MS):
        qtbot.waitUntil(lambda: page.view.kept and bool(page.view.sample.toPlainText()), timeout=RUN_MS)
        page.stop()
    assert page.view.sample.toPlainText().startswith("The keeper")
    assert "plain n-gram" in page.view.end.sentences.text()
    first = page.view.plot.runs[0].held_out[0].val_loss
    qtbot.mouseClick(page.view.end.longer_button, Qt.MouseButton.LeftButton)
    assert page.training, page.message.text
    with qtbot.waitSignal(page.training_finished, timeout=RUN_MS) as ended:
        qtbot.waitUntil(lambda: page.view.kept or not page.training, timeout=RUN_MS)
        page.stop()
    assert ended.args[0] is not None, page.message.text
    later = page.view.plot.runs[0].held_out[0].val_loss
    assert first is not None
    assert later is not None
    assert later < first + 0.05  # it did not begin from nothing
    assert [info.name for info in context.store.models()] == ["Letters"]


def test_a_recipe_runs_to_its_end_and_shows_what_was_taught(page: TrainPage, qtbot: Any) -> None:
    page.form.select(mode="proverbs-word-rnn")
    with qtbot.waitSignal(page.training_finished, timeout=RUN_MS) as ended:
        start(page, qtbot)
    assert ended.args[0].reason == "completed"
    qtbot.waitUntil(lambda: page.view.end.results.isVisible(), timeout=20_000)
    shown = page.view.end.results.toPlainText()
    for proverb in ("경마장에 있는 말이 뛰고 있다", "그의 말이 법이다", "가는 말이 고와야 오는 말이 곱다"):
        assert proverb in shown


def test_a_spam_checker_is_trained_and_tried_on_the_spam_page(page: TrainPage, qtbot: Any, tmp_path: Path) -> None:
    page.form.select(mode="spam-many-to-one")
    with qtbot.waitSignal(page.training_finished, timeout=RUN_MS) as ended:
        start(page, qtbot)
        qtbot.waitUntil(lambda: page.view.kept, timeout=RUN_MS)
        page.stop()
    assert ended.args[0] is not None, page.message.text
    qtbot.waitUntil(lambda: page.view.end.results.isVisible(), timeout=20_000)
    assert page.view.end.results.toPlainText().count("→") == 5
    with qtbot.waitSignal(page.request_page) as asked:
        qtbot.mouseClick(page.view.end.try_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["spam", ended.args[0].name]


def test_a_text_that_is_too_small_is_an_error_in_the_page(page: TrainPage, qtbot: Any, tmp_path: Path) -> None:
    own_corpus(page, tmp_path, "ab")
    with qtbot.waitSignal(page.training_finished, timeout=RUN_MS) as ended:
        start(page, qtbot)
    assert ended.args == [None]
    assert page.message.kind == "error"
    assert page.form.isEnabled()
    assert not page.view.stop.isVisible()


def test_files_that_are_gone_are_a_sentence_at_the_corpus(page: TrainPage, qtbot: Any, tmp_path: Path) -> None:
    own_corpus(page, tmp_path)
    (tmp_path / "letters.txt").unlink()
    start(page, qtbot)
    assert page.form.corpus_row.error
    assert not page.training


def test_stop_before_the_process_is_there_ends_the_run(page: TrainPage, qtbot: Any, tmp_path: Path) -> None:
    own_corpus(page, tmp_path)
    with qtbot.waitSignal(page.training_finished, timeout=RUN_MS):
        start(page, qtbot)
        page.stop()
    assert not page.training
    assert page.form.isEnabled()


def test_closing_the_window_while_it_trains_ends_the_process_and_keeps_the_best(
    page: TrainPage, context: AppContext, qtbot: Any, tmp_path: Path
) -> None:
    own_corpus(page, tmp_path)
    page.form.fields.units.setValue(16)
    page.form.fields.embedding_dim.setValue(8)
    start(page, qtbot)
    qtbot.waitUntil(lambda: page.view.plot.model.rowCount() >= 1, timeout=RUN_MS)
    work = page._work
    assert work is not None
    page.close_page()
    assert context.tasks.shutdown(20_000)
    assert work._run is not None
    assert not work._run._process.is_alive()
    assert [info.name for info in context.store.models()] == ["Letters"]


def test_a_comparison_overlays_its_runs_and_ends_with_a_table(page: TrainPage) -> None:
    page.view.begin("cells", "language", runs=2)
    for name in ("cells RNN 15%", "cells GRU 15%"):
        page.view.take(engine.TrainingStarted(name, "language", 1000, 100, 40, 5000, 10, 0.0))
        page.view.take(engine.StepEnd(1, 0.1, 3.0, 900.0, 1.0, 0.5, 1.0))
        page.view.take(engine.EpochEnd(1.0, 10, 2.5, 2.6, 2.0, True))
        page.view.take(engine.CheckpointSaved(10, 2.6, 2.0))
    rows = [
        {"model": "cells RNN 15%", "cell": "rnn", "share": 0.15, "val_loss": 2.6, "seconds": 2.0},
        {"model": "cells GRU 15%", "cell": "gru", "share": 0.15, "val_loss": None, "seconds": 2.0},
    ]
    metrics = {"table": rows, "finding": "The GRU is better.", "seconds": 4.0}
    page.view.take(engine.TrainingFinished("completed", "cells GRU 15%", 20, 4.0, metrics))
    assert [run.name for run in page.view.plot.runs] == ["RNN 15%", "GRU 15%"]
    assert page.view.progress == 0.75
    table = page.view.end.table
    assert (table.rowCount(), table.item(0, 0).text(), table.item(1, 2).text()) == (2, "RNN", "–")
    assert page.view.end.finding.text() == "The GRU is better."


def test_notices_and_a_divergence_are_said(page: TrainPage) -> None:
    page.view.begin("x", "language")
    page.view.take(engine.TrainingStarted("x", "language", 1000, 100, 40, 5000, 0, 60.0))
    page.view.take(engine.Notice("The loss ran away."))
    assert "ran away" in page.view.notices.text()
    page.view.take(engine.EpochEnd(1.0, 10, float("nan"), float("nan"), 2.0, False))
    page.view.take(engine.TrainingFinished("diverged", "x", 10, 2.0, {}))
    assert "unstable" in page.view.sentence.text()
    assert not page.view.end.try_button.isVisible()
