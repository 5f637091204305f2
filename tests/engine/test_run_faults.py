"""What goes wrong around a run: stopped before it learns, checkpoints that do not do, an end that cannot be saved."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.config import ModelConfig, TrainingConfig, TrainingJob
from engine.errors import StoreError, TrainingError
from engine.events import Notice, TrainingFinished
from engine.models import versions
from engine.models.companion import Companion
from engine.models.store import ModelStore
from engine.runs.jobs import run_job
from engine.runs.resuming import fresh_checkpoints
from engine.training import cluster
from engine.training.checkpoint import Checkpoints, Snapshot
from engine.training.progress import NoControl

TEXT = "the cat sat on the mat. the dog sat on the log. the hen sat in the pen.\n" * 12


class Stopped(NoControl):
    stopped = True


@pytest.fixture
def job(tmp_path: Path) -> TrainingJob:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return TrainingJob(
        name="tiny",
        models_dir=tmp_path / "models",
        sources=(path,),
        model=ModelConfig(units=8, embedding_dim=4),
        training=TrainingConfig(epochs=1, seq_length=16, batch_size=4),
    )


def test_a_run_stopped_while_it_reads_ends_normally_and_leaves_nothing(job: TrainingJob) -> None:
    assert list(run_job(job, Stopped())) == [TrainingFinished("stopped", "tiny", 0, 0.0, {})]
    assert ModelStore(job.models_dir).models() == []


def test_an_end_that_cannot_be_saved_is_said_and_the_network_stays(
    job: TrainingJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("The model cannot be saved: the disk is full.", "Free some space.")

    monkeypatch.setattr(Companion, "finish", full)
    events = list(run_job(job, NoControl()))
    said = [event.text for event in events if isinstance(event, Notice)]
    assert len(said) == 1
    assert said[0].startswith("How sure suggestions are was not saved")
    assert "the disk is full" in said[0]
    assert isinstance(events[-1], TrainingFinished)
    assert events[-1].reason == "completed"
    assert ModelStore(job.models_dir).load("tiny").weights


def test_a_cluster_keeps_no_checkpoints_and_goes_on_from_none(
    job: TrainingJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "workers", lambda: 2)
    store = ModelStore(job.models_dir)
    assert fresh_checkpoints(store, job) is None
    with pytest.raises(TrainingError, match="Several machines") as caught:
        fresh_checkpoints(store, job.replaced(resume=True))
    assert "TF_CONFIG" in caught.value.hint


def cut(name: str) -> Callable[[Path], None]:
    def damage(version: Path) -> None:
        (version / name).write_bytes((version / name).read_bytes()[:-3])

    return damage


def gone(name: str) -> Callable[[Path], None]:
    return lambda version: (version / name).unlink()


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (cut("state.json"), "cannot be read"),
        (cut("state.safetensors"), "cannot be read"),
        (gone("state.json"), "no interrupted training"),
        (gone("state.safetensors"), "no interrupted training"),
        (lambda version: (version.parent / versions.POINTER).write_text("../elsewhere"), "no interrupted training"),
    ],
)
def test_a_damaged_checkpoint_is_a_sentence_and_nothing_is_changed(
    job: TrainingJob, damage: Callable[[Path], None], says: str
) -> None:
    folder = ModelStore(job.models_dir).training_dir("tiny")
    Checkpoints(folder).save(Snapshot({"w": np.ones(3, np.float32)}, {"identity": {"job": {}}}))
    version = versions.current(folder)
    assert version is not None
    damage(version)
    before = sorted(folder.rglob("*"))
    with pytest.raises(TrainingError, match=says) as caught:
        list(run_job(TrainingJob(name="tiny", models_dir=job.models_dir, resume=True), NoControl()))
    assert "--resume" in caught.value.hint
    assert sorted(folder.rglob("*")) == before


def test_a_checkpoint_that_the_disk_does_not_take_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkpoints = Checkpoints(tmp_path / "training")
    checkpoints.save(Snapshot({"w": np.zeros(3, np.float32)}, {"number": 1}))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("engine.atomic.write_flushed", full)
        with pytest.raises(TrainingError, match="cannot be written: the disk is full"):
            checkpoints.save(Snapshot({"w": np.ones(3, np.float32)}, {"number": 2}))
    assert checkpoints.load().state == {"number": 1}
