"""What the Train page makes of the events of a run, and what it asks of the run; the run itself is a stand-in."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from page_support import clashing_mnemonics, close, make_context, unnamed
from PySide6.QtCore import Qt

import engine
from desktop.context import AppContext
from desktop.pages.train import TrainPage
from desktop.training.training_jobs import longer_job
from desktop.widgets.forms import choose

STARTED = engine.TrainingStarted("Letters", "language", 1000, 100, 40, 5000, 0, 300.0)
STEP = engine.StepEnd(40, 0.1, 2.5, 900.0, 4.0, 0.1, 36.0)
BETTER = engine.EpochEnd(0.1, 40, 2.5, 2.6, 4.0, True, None, "The lamp was")
SAVED = engine.CheckpointSaved(40, 2.6, 4.0)


class StandIn:
    """A run whose events come from the test, and that writes down what it is told."""

    def __init__(self, job: Any) -> None:
        self.job = job
        self.told: list[str] = []
        self._events: queue.Queue[Any] = queue.Queue()

    def send(self, *events: Any) -> None:
        for event in events:
            self._events.put(event)

    def finish(self, **metrics: float) -> None:
        self.send(engine.TrainingFinished("time_budget", self.job.name, 400, 40.0, metrics), None)

    def events(self) -> Iterator[Any]:
        while (event := self._events.get(timeout=20)) is not None:
            if isinstance(event, engine.StepEnd):
                time.sleep(0.06)  # of steps in quick succession only some reach the window
            yield event

    def stop(self) -> None:
        self.told.append("stop")
        self._events.put(None)

    def pause(self) -> None:
        self.told.append("pause")

    def resume_run(self) -> None:
        self.told.append("resume")

    def close(self) -> None:
        self.told.append("close")


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    return make_context(home)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[StandIn]:
    """The runs that were started, in their order."""
    made: list[StandIn] = []

    def start(job: Any) -> StandIn:
        made.append(StandIn(job))
        return made[-1]

    monkeypatch.setattr(engine, "start_training", start)
    return made


@pytest.fixture
def page(context: AppContext, tmp_path: Path, runs: list[StandIn], qtbot: Any) -> Iterator[TrainPage]:
    made = TrainPage(context)
    made.resize(1100, 800)
    made.show()
    file = tmp_path / "letters.txt"
    file.write_text("The lamp was lit at six. The keeper went to bed.\n" * 60, encoding="utf-8")
    made.shown(context.corpora.add("Letters", [file]).id)
    yield made
    close(made, context)


def started(page: TrainPage, runs: list[StandIn], qtbot: Any) -> StandIn:
    number = len(runs)
    qtbot.mouseClick(page.form.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(runs) > number)
    runs[-1].send(replace(STARTED, name=runs[-1].job.name))
    return runs[-1]


def test_the_seed_for_samples_reaches_the_job(page: TrainPage, runs: list[StandIn], qtbot: Any) -> None:
    assert page.form.preview_seed.accessibleName() == "Seed for samples"
    qtbot.keyClicks(page.form.preview_seed, "The lamp")
    assert started(page, runs, qtbot).job.preview_seed == "The lamp"
    page.form.select(mode="spam")
    assert not page.form.seed_row.isVisible()


def test_what_is_expected_is_said_before_the_run_and_compared_at_its_end(
    page: TrainPage, runs: list[StandIn], qtbot: Any
) -> None:
    run = started(page, runs, qtbot)
    run.send(engine.Expectation(1.52, 1.45, 1.60, 300.0))
    qtbot.waitUntil(lambda: page.view.expected.isVisible())
    assert page.view.expected.text() == "Expected: about 1.52 (1.45–1.60) after 5 min."
    run.send(STEP, BETTER, SAVED)
    qtbot.waitUntil(lambda: page.view.plot.canvas.scene.band is not None)
    band = page.view.plot.canvas.scene.band
    assert (band.low, band.high, band.end) == (1.45, 1.60, 400)
    run.finish(val_loss=1.52, ngram_loss=1.73, expected_loss=1.52, expected_low=1.45, expected_high=1.6)
    qtbot.waitUntil(lambda: page.view.end.isVisible())
    assert page.view.end.sentences.text().split("\n") == [
        "Better than a plain n-gram by 0.21 nats (1.52 against 1.73).",
        "Reached 1.52, as expected (1.45–1.60).",
    ]
    assert not page.view.expected.isVisible()
    assert page.view.end.figures["Plain n-gram"]
    qtbot.waitUntil(lambda: "plain n-gram" in page.view.plot.canvas.legend)


def test_a_run_that_pauses_itself_says_why_and_continue_resumes_it(
    page: TrainPage, context: AppContext, runs: list[StandIn], qtbot: Any
) -> None:
    chips: list[str] = []
    context.training_changed.connect(lambda _progress, text: chips.append(text))
    run = started(page, runs, qtbot)
    run.send(STEP, engine.Paused("The disk is full. Free some space."))
    qtbot.waitUntil(lambda: page.view.trouble.isVisible())
    assert page.view.trouble.kind == "error"
    assert page.view.trouble.text == "The disk is full. Free some space."
    assert page.view.pause.text() == "Continue"
    assert chips[-1] == "paused"
    assert run.told == []  # the run paused by itself: it was not told to
    qtbot.mouseClick(page.view.pause, Qt.MouseButton.LeftButton)
    assert run.told == ["resume"]
    assert page.view.trouble.isVisible()  # until the run says that it goes on
    run.send(engine.Resumed())
    qtbot.waitUntil(lambda: not page.view.trouble.isVisible())
    assert page.view.pause.text() == "Pause"
    assert chips[-1] == ""
    run.send(engine.Paused("The disk is full. Free some space."))
    qtbot.waitUntil(lambda: page.view.pause.text() == "Continue")
    run.send(engine.Resumed())  # by itself
    qtbot.waitUntil(lambda: page.view.pause.text() == "Pause")
    run.finish()
    qtbot.waitUntil(lambda: not page.training)


def test_pause_and_continue_by_the_person(page: TrainPage, runs: list[StandIn], qtbot: Any) -> None:
    run = started(page, runs, qtbot)
    qtbot.waitUntil(lambda: page.view.pause.isEnabled())
    qtbot.mouseClick(page.view.pause, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.view.pause, Qt.MouseButton.LeftButton)
    assert run.told == ["pause", "resume"]


@pytest.mark.parametrize(("mode", "wanted"), [("texts", "write"), ("spam", "spam")])
def test_the_best_so_far_can_be_tried_while_the_training_goes_on(
    page: TrainPage, runs: list[StandIn], qtbot: Any, mode: str, wanted: str
) -> None:
    choose(page.form.mode, mode)
    page.form.name.setText("Letters")
    run = started(page, runs, qtbot)
    run.send(STEP)
    qtbot.waitUntil(lambda: page.view.progress > 0)
    assert not page.view.try_now.isEnabled()
    run.send(BETTER, SAVED)
    qtbot.waitUntil(lambda: page.view.try_now.isEnabled())
    with qtbot.waitSignal(page.request_page) as asked:
        qtbot.mouseClick(page.view.try_now, Qt.MouseButton.LeftButton)
    assert asked.args == [wanted, "Letters"]
    assert page.training


def test_trying_it_opens_write_with_that_model_though_another_is_newer(
    application: Any, runs: list[StandIn], qtbot: Any, bigram_model: Any
) -> None:
    made = application()
    made.window.show()
    qtbot.waitUntil(lambda: made.window.page is not None)
    made.window.show_page("train", "sample")
    page = made.window.pages["train"]
    qtbot.waitUntil(lambda: page.form.entry is not None)
    run = started(page, runs, qtbot)
    bigram_model(run.job.name, "abcabc")
    bigram_model("Another", "abcabc", created="2027-01-01T00:00:00+00:00")
    run.send(SAVED)
    qtbot.waitUntil(lambda: page.view.try_now.isEnabled())
    qtbot.mouseClick(page.view.try_now, Qt.MouseButton.LeftButton)
    write = made.window.pages["write"]
    assert made.window.page is write
    qtbot.waitUntil(lambda: write.composer.current_model is not None)
    assert write.composer.current_model.name == run.job.name
    assert page.training
    run.finish()
    qtbot.waitUntil(lambda: not page.training)


def test_continue_longer_trains_the_same_job_from_the_finished_model(
    page: TrainPage, runs: list[StandIn], qtbot: Any, bigram_model: Any
) -> None:
    first = started(page, runs, qtbot)
    first.send(STEP, BETTER, SAVED)
    first.finish(val_loss=2.6)
    qtbot.waitUntil(lambda: page.view.end.longer_button.isVisible())
    bigram_model(first.job.name, "abcabc")  # as the engine has saved it: the name is taken now
    page.shown(None)
    page.form.minutes.setValue(17)
    qtbot.mouseClick(page.view.end.longer_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(runs) == 2)
    job = runs[1].job
    assert (job.name, job.start_from, job.resume) == (first.job.name, first.job.name, False)
    assert (job.training.minutes, job.training.epochs) == (17, None)
    assert (job.sources, job.model) == (first.job.sources, first.job.model)
    # What has been learned already is led on gently, and not more and more gently.
    assert job.training.learning_rate == pytest.approx(first.job.training.learning_rate / 3, rel=1e-3)
    assert longer_job(job, 2).training.learning_rate == job.training.learning_rate
    assert page.training


def test_a_recipe_and_a_spam_checker_cannot_be_continued(page: TrainPage, runs: list[StandIn], qtbot: Any) -> None:
    page.form.select(mode="proverbs-word-rnn")
    run = started(page, runs, qtbot)
    run.send(SAVED)
    qtbot.waitUntil(lambda: page.view.kept)
    page.view.take(engine.TrainingFinished("completed", "x", 1, 1.0, {"val_loss": 1.0}))
    assert page.view.end.isVisible()
    assert not page.view.end.longer_button.isVisible()


def test_a_model_of_the_library_is_continued_with_a_corpus_of_choice(
    page: TrainPage, runs: list[StandIn], qtbot: Any, bigram_model: Any
) -> None:
    name = bigram_model("바다", "바다가 조용했다. " * 4)
    (info,) = page.context.store.models()
    page.shown(("continue", name))
    assert page.form.banner.isVisible()
    assert "바다" in page.form.banner_text.text()
    assert (page.form.name.text(), page.form.name.isEnabled()) == (name, False)
    assert not page.form.mode_row.isVisible()
    page.form.more.setChecked(True)
    assert not page.form.fields.rows["units"].isVisible()
    assert page.form.fields.rows["learning_rate"].isVisible()
    page.form.minutes.setValue(3)
    usual = engine.suggested_job("x", Path(), (), 3000, minutes=3, unit="char", cell="rnn", units=info.model.units)
    rate = page.form.fields.learning_rate.value()
    assert rate == pytest.approx(usual.training.learning_rate / 3, abs=1e-5)
    run = started(page, runs, qtbot)
    assert (run.job.name, run.job.start_from, run.job.model) == (name, name, info.model)
    assert run.job.training.minutes == 3
    assert run.job.sources == page.form.entry.paths
    run.finish()
    qtbot.waitUntil(lambda: not page.training)
    assert page.form.continuing is None
    assert page.form.name.isEnabled()


def test_a_new_model_can_be_chosen_instead_of_continuing(page: TrainPage, qtbot: Any, bigram_model: Any) -> None:
    page.shown(("continue", bigram_model("Letters", "abcabc")))
    qtbot.mouseClick(page.form.leave, Qt.MouseButton.LeftButton)
    assert not page.form.banner.isVisible()
    assert page.form.name.text() != "Letters"
    assert page.form.mode_row.isVisible()


def test_a_name_and_a_choice_survive_a_run_that_fails(
    page: TrainPage, runs: list[StandIn], qtbot: Any, bigram_model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_job: Any) -> StandIn:
        raise engine.TrainingError("There is too little text.")

    monkeypatch.setattr(engine, "start_training", refuse)
    page.form.name.clear()
    qtbot.keyClicks(page.form.name, "Mine")
    qtbot.mouseClick(page.form.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.message.kind == "error")
    assert page.form.name.text() == "Mine"
    page.shown(("continue", bigram_model("Letters", "abcabc")))
    qtbot.mouseClick(page.form.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.training)
    assert page.form.banner.isVisible()
    assert page.form.name.text() == "Letters"


def test_one_training_at_a_time(page: TrainPage, runs: list[StandIn], qtbot: Any, bigram_model: Any) -> None:
    name = bigram_model("Other", "abcabc")
    run = started(page, runs, qtbot)
    page.shown(("continue", name))
    assert "One training at a time" in page.message.text
    assert page.form.continuing is None
    run.finish()
    qtbot.waitUntil(lambda: not page.training)


def test_every_control_of_a_running_and_of_a_finished_training_has_a_name(
    page: TrainPage, runs: list[StandIn], qtbot: Any, bigram_model: Any
) -> None:
    run = started(page, runs, qtbot)
    run.send(engine.Paused("Full."))
    qtbot.waitUntil(lambda: page.view.paused)
    assert unnamed(page) == []
    run.send(engine.Resumed(), STEP, BETTER, SAVED)
    run.finish(val_loss=2.6)
    qtbot.waitUntil(lambda: page.view.end.isVisible())
    page.shown(("continue", bigram_model("Letters", "abcabc")))
    page.show_comparison()
    assert unnamed(page) == []
    assert clashing_mnemonics(page) == {}
