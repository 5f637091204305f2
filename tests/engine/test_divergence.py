"""A run whose loss runs away goes back once; whatever ends a run, the best network is what it leaves."""

from __future__ import annotations

import math

import numpy as np
import pytest

import engine
from engine.config import ModelConfig, TrainingConfig, TrainingJob
from engine.events import EpochEnd, Notice, StepEnd
from engine.runs.jobs import run_job
from engine.tokens.dataset import language_data
from engine.training.checkpoint import Checkpoints
from engine.training.language import LanguageTask
from engine.training.progress import LossWatch, NoControl
from engine.training.task import all_finite

TEXT = "the cat sat on the mat. the dog sat on the log. the hen sat in the pen.\n" * 40


@pytest.fixture
def job(tmp_path):
    def build(**training):
        path = tmp_path / "text.txt"
        path.write_text(TEXT, encoding="utf-8")
        values = {"epochs": 3, "seq_length": 16, "batch_size": 4, "learning_rate": 0.01, **training}
        return TrainingJob(
            name="tiny",
            models_dir=tmp_path / "models",
            sources=(path,),
            model=ModelConfig(units=16, embedding_dim=8),
            training=TrainingConfig(**values),
        )

    return build


@pytest.fixture
def disturbed(monkeypatch):
    """Lets `disturb(task, call, result)` change what the step number `call` (from 1) did and returned."""

    def disturb_with(disturb):
        honest, calls = LanguageTask.step, [0]

        def step(self, batch, seed):
            calls[0] += 1
            result = honest(self, batch, seed)
            return disturb(self, calls[0], result) or result

        monkeypatch.setattr(LanguageTask, "step", step)

    return disturb_with


class StopAfter(NoControl):
    def __init__(self, steps):
        self._left = steps

    @property
    def stopped(self):
        self._left -= 1
        return self._left < 0


def break_weights(task):
    arrays = task.network.arrays()
    arrays["output.bias"][0] = np.nan
    task.network.assign(arrays)


def test_lost_numbers_are_noticed_between_validations(job, disturbed):
    """Within two steps, and before there was any validation the run goes back to its beginning."""
    disturbed(lambda task, call, result: break_weights(task) if call == 5 else None)
    events = list(run_job(job(), NoControl()))
    notices = [i for i, e in enumerate(events) if isinstance(e, Notice)]
    validations = [i for i, e in enumerate(events) if isinstance(e, EpochEnd)]
    assert len(notices) == 1
    assert "the beginning" in events[notices[0]].text
    assert notices[0] < validations[0]
    assert events[-1].reason == "completed"
    assert all(math.isfinite(e.loss) for e in events if isinstance(e, (StepEnd, EpochEnd)))
    losses = [e.val_loss for e in events if isinstance(e, EpochEnd)]
    assert losses[-1] < losses[0]


@pytest.mark.parametrize("held_out", [0.1, 0.0])
def test_lost_numbers_at_the_last_step_of_an_epoch_are_no_second_time(job, disturbed, held_out):
    settings = job(valid_fraction=held_out)
    task = LanguageTask(language_data(settings), settings.model, settings.training)
    steps = sum(1 for _ in task.batches(np.random.default_rng(0)))
    disturbed(lambda task, call, result: (math.nan, 0.0, 64) if call == 2 * steps else None)
    events = list(run_job(settings, NoControl()))
    assert sum(isinstance(e, Notice) for e in events) == 1
    assert events[-1].reason == "completed"


def test_no_checkpoint_is_written_of_a_network_that_lost_its_numbers(job, disturbed, monkeypatch):
    kept, honest = [], Checkpoints.save

    def save(self, snapshot):
        kept.append(all_finite(snapshot.arrays))
        honest(self, snapshot)

    monkeypatch.setattr(Checkpoints, "due", lambda self, *, ahead=0.0: True)
    monkeypatch.setattr(Checkpoints, "save", save)
    disturbed(lambda task, call, result: break_weights(task) if call == 60 else None)
    events = list(run_job(job(), StopAfter(80)))
    assert sum(isinstance(e, Notice) for e in events) == 1
    assert len(kept) > 70
    assert all(kept)


def test_a_loss_that_runs_far_off_is_noticed_between_validations(job, disturbed):
    disturbed(lambda task, call, result: (9.0 * result[2], *result[1:]) if call > 60 else None)
    events = list(run_job(job(epochs=20), NoControl()))
    assert sum(isinstance(e, Notice) for e in events) == 1
    assert events[-1].reason == "diverged"
    assert events[-1].step < 200


def test_a_loss_may_begin_above_a_guess_and_jump_for_a_moment():
    watch = LossWatch(4.0)
    assert not any(watch.runs_away(loss) for loss in [4.6] * 20 + [2.0] * 20 + [12.0] * 3 + [2.0] * 5)
    assert watch.runs_away(math.nan)
    assert any(watch.runs_away(9.0) for _ in range(20))


@pytest.mark.parametrize("end", ["completed", "stopped", "early_stopping", "time_budget", "diverged"])
def test_the_stored_network_scores_what_is_reported(job, disturbed, end):
    """Whatever ends the run, and although the last network is another one."""
    training = {
        "completed": {"epochs": 6},
        "stopped": {"epochs": 500},
        "early_stopping": {"epochs": 400, "patience": 1, "learning_rate": 0.05},
        "time_budget": {"epochs": None, "minutes": 0.04},
        "diverged": {"epochs": 30},
    }[end]
    if end == "diverged":
        disturbed(lambda task, call, result: break_weights(task) if call in (130, 160) else None)
    events = list(run_job(job(**training), StopAfter(150) if end == "stopped" else NoControl()))
    assert events[-1].reason == end
    stored = engine.ModelStore(job().models_dir).load("tiny")
    task = LanguageTask(language_data(job()), job().model, job().training)
    task.network.assign(stored.weights)
    reported = events[-1].metrics["val_loss"]
    assert task.val_loss() == pytest.approx(reported, abs=1e-6)
    assert stored.info.metrics["val_loss"] == reported
    assert reported == min(e.val_loss for e in events if isinstance(e, EpochEnd) and math.isfinite(e.val_loss))
