"""Training on tiny texts: events, the best network kept, stops, divergence, resuming."""

from __future__ import annotations

import json
import math
import random

import numpy as np
import pytest

import engine
from engine.config import ModelConfig, TrainingConfig, TrainingJob
from engine.errors import ConfigError, CorpusError, StoreError, TrainingError
from engine.events import CheckpointSaved, EpochEnd, Notice, StepEnd, TrainingFinished, TrainingStarted
from engine.runs.comparing import comparison_finding
from engine.runs.jobs import run_job
from engine.training.progress import NoControl

TEXT = "the cat sat on the mat. the dog sat on the log. the hen sat in the pen.\n" * 12


class StopAfter:
    """Stops once so many steps were asked about."""

    paused_seconds = 0.0

    def __init__(self, steps):
        self._left = steps

    @property
    def stopped(self):
        return self._left <= 0

    def wait_while_paused(self):
        self._left -= 1
        return True

    def wait(self, seconds):
        raise AssertionError("nothing pauses this run")


@pytest.fixture
def text_file(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def job(tmp_path, text_file):
    def build(*, model=None, training=None, **changes):
        values = {"epochs": 3, "seq_length": 16, "batch_size": 4, "learning_rate": 0.01, **(training or {})}
        return TrainingJob(
            name="tiny",
            models_dir=tmp_path / "models",
            sources=(text_file,),
            model=ModelConfig(**{"units": 16, "embedding_dim": 8, **(model or {})}),
            training=TrainingConfig(**values),
            **changes,
        )

    return build


def test_a_run_tells_its_story_in_order_and_leaves_a_model(job):
    events = list(run_job(job(), NoControl()))
    assert isinstance(events[0], TrainingStarted)
    assert isinstance(events[-1], TrainingFinished)
    assert sum(isinstance(e, TrainingFinished) for e in events) == 1
    epochs = [e for e in events if isinstance(e, EpochEnd)]
    assert [e.epoch for e in epochs] == [1, 2, 3]
    assert epochs[-1].val_loss < epochs[0].val_loss
    assert all(e.sample.startswith("the cat") for e in epochs)
    assert events[-1].reason == "completed"
    metrics = events[-1].metrics
    assert metrics["val_loss"] == min(e.val_loss for e in epochs)
    assert metrics["perplexity"] == pytest.approx(math.exp(metrics["val_loss"]))
    assert metrics["bits_per_char"] == pytest.approx(metrics["val_loss"] / math.log(2), rel=0.02)
    info = engine.ModelStore(job().models_dir).info("tiny")
    assert info.metrics["val_loss"] == metrics["val_loss"]
    assert len(info.history) == 3
    assert info.corpus.language == "en"


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_every_cell_and_depth_trains_and_the_same_seed_gives_the_same_losses(job, cell):
    def losses():
        events = run_job(job(model={"cell": cell, "num_layers": 2}), NoControl())
        return [(e.loss, e.val_loss) for e in events if isinstance(e, EpochEnd)]

    first = losses()
    assert first[-1][1] < first[0][1]
    assert losses() == first


def test_words_train_too(job):
    events = list(run_job(job(model={"unit": "word"}), NoControl()))
    assert events[-1].metrics["bits_per_char"] < events[-1].metrics["val_loss"]


def test_a_held_out_file_is_scored_instead_of_a_part(job, tmp_path):
    valid = tmp_path / "valid.txt"
    valid.write_text("the cat sat on the log. " * 5, encoding="utf-8")
    started = next(run_job(job(valid=valid), NoControl()))
    assert started.valid_tokens == len("the cat sat on the log. " * 5)
    assert started.train_tokens == len(TEXT)


def test_stopping_is_a_normal_end_and_keeps_the_best(job):
    events = list(run_job(job(training={"epochs": 500}), StopAfter(20)))
    assert events[-1].reason == "stopped"
    assert events[-1].step < 500
    assert engine.open_completer(job().models_dir, "tiny")


def test_a_time_budget_ends_near_its_deadline(job):
    events = list(run_job(job(training={"epochs": None, "minutes": 0.02}), NoControl()))
    assert events[-1].reason == "time_budget"
    assert events[-1].seconds < 60


def test_no_improvement_ends_early(job, text_file):
    # Nothing follows from anything here, so the held-out loss soon rises.
    text_file.write_text("".join(random.Random(0).choices("abcdefgh", k=len(TEXT))), encoding="utf-8")
    events = list(run_job(job(training={"epochs": 400, "patience": 2, "learning_rate": 0.05}), NoControl()))
    assert events[-1].reason == "early_stopping"


def test_a_reached_accuracy_ends_the_run(tmp_path):
    path = tmp_path / "lines.txt"
    path.write_text("a b c\nd e f\ng h i\nj k l\n", encoding="utf-8")
    job = TrainingJob(
        name="lines",
        models_dir=tmp_path / "models",
        sources=(path,),
        model=ModelConfig(unit="word", units=8, embedding_dim=4, window=3, word_style="space"),
        training=TrainingConfig(
            layout="lines", epochs=900, learning_rate=0.05, target_accuracy=0.99, valid_fraction=0, dropout=0
        ),
    )
    events = list(run_job(job, NoControl()))
    assert events[-1].reason == "completed"
    assert events[-1].metrics["train_accuracy"] == 1.0
    assert events[-1].metrics["epochs"] < 900


def test_a_run_that_loses_its_numbers_goes_back_once_then_ends_diverged(job, monkeypatch):
    from engine.training.language import LanguageTask

    honest = LanguageTask.step
    calls = []

    def step(self, batch, seed):
        calls.append(seed)
        loss, hits, tokens = honest(self, batch, seed)
        return (math.nan if len(calls) > 16 else loss), hits, tokens

    monkeypatch.setattr(LanguageTask, "step", step)
    events = list(run_job(job(training={"epochs": 30, "valid_fraction": 0}), NoControl()))
    assert sum(isinstance(e, Notice) for e in events) == 1
    assert events[-1].reason == "diverged"
    assert math.isfinite(events[-1].metrics["loss"])
    assert engine.ModelStore(job().models_dir).load("tiny").weights


@pytest.mark.parametrize("budget", [{"epochs": 30}, {"epochs": None, "minutes": 10}])
def test_after_real_nan_the_run_goes_on_from_the_best_network(job, monkeypatch, budget):
    from engine.training.language import LanguageTask

    honest, calls = LanguageTask.step, []

    def step(self, batch, seed):
        calls.append(seed)
        if len(calls) == 30:
            arrays = self.network.arrays()
            self.network.assign({name: np.full_like(array, np.nan) for name, array in arrays.items()})
        return honest(self, batch, seed)

    monkeypatch.setattr(LanguageTask, "step", step)
    monkeypatch.setattr("engine.training.progress.Progress.validation_due", lambda self: self.step % 10 == 0)
    events = []
    for event in run_job(job(training={**budget, "patience": 0}), StopAfter(80)):
        events.append(event)
    assert sum(isinstance(e, Notice) for e in events) == 1
    assert events[-1].reason == "stopped"
    after = [e.val_loss for e in events if isinstance(e, EpochEnd) and e.step > 40]
    assert after
    assert all(math.isfinite(loss) for loss in after)


def test_a_renamed_model_is_resumed_under_its_new_name(job, tmp_path):
    list(run_job(job(training={"epochs": 60}), StopAfter(20)))
    engine.ModelStore(tmp_path / "models").rename("tiny", "other")
    again = TrainingJob(name="other", models_dir=tmp_path / "models", resume=True)
    assert list(run_job(again, StopAfter(5)))[-1].reason == "stopped"


def test_a_new_run_forgets_the_checkpoint_of_the_one_before(job, tmp_path):
    list(run_job(job(training={"epochs": 60}), StopAfter(20)))
    next(run_job(job(), NoControl()))
    with pytest.raises(TrainingError, match="no interrupted training"):
        list(run_job(TrainingJob(name="tiny", models_dir=tmp_path / "models", resume=True), NoControl()))


def test_a_name_of_any_bytes_does_not_stop_the_checkpoint(job, tmp_path):
    odd = tmp_path / "\udcb0\udca1.txt"
    try:
        odd.write_text(TEXT, encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes only Unicode names")
    events = list(run_job(job(training={"epochs": 60}).replaced(sources=(odd,)), StopAfter(20)))
    assert events[-1].reason == "stopped"
    assert not any(isinstance(e, Notice) for e in events)


def test_short_notes_are_held_out_whole(job, tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    for i in range(40):
        (folder / f"{i:02}.txt").write_text("the cat sat on the mat again.\n", encoding="utf-8")
    started = next(run_job(job().replaced(sources=(folder,)), NoControl()))
    assert started.valid_tokens > 100


def test_files_that_are_left_out_are_said(job, tmp_path, text_file):
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    events = run_job(job().replaced(sources=(text_file, tmp_path / "picture.txt")), NoControl())
    assert "picture.txt" in next(events).text


def test_lines_of_one_word_are_a_sentence(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("one\ntwo\nthree\n" * 10, encoding="utf-8")
    job = engine.recipe_job("proverbs-word-rnn", job_name="x", models_dir=tmp_path / "m", sources=(path,))
    with pytest.raises(CorpusError, match="two words"):
        list(run_job(job, NoControl()))


def test_a_stopped_run_goes_on_to_the_same_losses(job, tmp_path):
    whole = [e for e in run_job(job(training={"epochs": 6}), NoControl()) if isinstance(e, EpochEnd)]
    other = tmp_path / "other"
    first = job(training={"epochs": 6}).replaced(models_dir=other)
    stopped = list(run_job(first, StopAfter(14)))
    assert stopped[-1].reason == "stopped"
    again = TrainingJob(name="tiny", models_dir=other, resume=True)
    resumed = list(run_job(again, NoControl()))
    assert resumed[-1].reason == "completed"
    rest = [e for e in resumed if isinstance(e, EpochEnd)]
    assert 0 < len(rest) < 6
    assert [e.val_loss for e in rest] == [e.val_loss for e in whole[-len(rest) :]]
    assert [e.loss for e in rest] == [e.loss for e in whole[-len(rest) :]]


def test_a_complete_run_leaves_nothing_to_resume(job, tmp_path):
    list(run_job(job(), NoControl()))
    with pytest.raises(TrainingError, match="no interrupted training"):
        list(run_job(TrainingJob(name="tiny", models_dir=tmp_path / "models", resume=True), NoControl()))


def test_resuming_with_other_texts_is_refused(job, tmp_path, text_file):
    list(run_job(job(training={"epochs": 60}), StopAfter(5)))
    text_file.write_text(TEXT + "one more line\n", encoding="utf-8")
    with pytest.raises(TrainingError, match="texts have changed"):
        list(run_job(TrainingJob(name="tiny", models_dir=tmp_path / "models", resume=True), NoControl()))


def test_step_records_come_at_most_every_50_ms(job):
    steps = [e for e in run_job(job(training={"epochs": 12, "patience": 0}), NoControl()) if isinstance(e, StepEnd)]
    gaps = np.diff([e.seconds for e in steps])
    assert len(gaps) > 1
    assert (gaps >= 0.049).all()
    assert all(0 <= e.progress <= 1 and e.seconds_left >= 0 for e in steps)


def test_checkpoints_are_announced(job):
    assert any(isinstance(e, CheckpointSaved) for e in run_job(job(), NoControl()))


@pytest.mark.parametrize("text", ["", "ab", "aaaaaaaaaaaaaaaaaaaaaaaaaaa"])
def test_too_little_text_is_a_sentence(job, text_file, text):
    text_file.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError):
        list(run_job(job(), NoControl()))


def test_a_run_without_sources_or_end_is_a_sentence(job):
    with pytest.raises(ConfigError):
        list(run_job(job().replaced(sources=()), NoControl()))
    with pytest.raises(TrainingError):
        list(run_job(job(training={"epochs": None}), NoControl()))


def test_an_unwritable_library_is_said_before_training(job, tmp_path):
    (tmp_path / "models").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError):
        list(run_job(job(), NoControl()))


def test_a_bidirectional_language_model_is_refused_with_the_reason():
    with pytest.raises(ConfigError, match="would see the token"):
        ModelConfig.checked(bidirectional=True)


def test_the_finding_of_the_comparison_says_which_cell_won():
    rows = [
        {"share": 0.1, "cell": "gru", "val_loss": 2.0},
        {"share": 0.1, "cell": "lstm", "val_loss": 2.1},
        {"share": 1.0, "cell": "gru", "val_loss": 1.5},
        {"share": 1.0, "cell": "lstm", "val_loss": 1.4},
    ]
    finding = comparison_finding(rows)
    assert "On 10 % of the text the GRU is better by 0.100" in finding
    assert "On 100 % of the text the LSTM is better by 0.100" in finding


def test_configs_survive_json():
    job = TrainingJob(name="x", models_dir="m", sources=("a.txt",))
    assert TrainingJob.checked(**json.loads(job.model_dump_json())) == job
