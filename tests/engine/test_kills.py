"""A run that is killed at any moment, again and again, ends with the losses of the run that nobody interrupted."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import time
import types
from pathlib import Path

import numpy as np
import pytest
from warm_python import WarmPython

from engine import cli
from engine.config import ModelConfig, TrainingConfig, TrainingJob
from engine.events import EpochEnd, TrainingFinished
from engine.models import versions
from engine.models.store import ModelStore
from engine.runs.jobs import run_job
from engine.training.checkpoint import Checkpoints, Snapshot
from engine.training.language import LanguageTask
from engine.training.progress import NoControl

TEXT = "".join(f"the {a} sat on the {b}. " for a in ("cat", "dog", "hen", "fox") for b in ("mat", "log", "pen")) * 12

# `python -m engine` with a checkpoint every 0.1 s and slower steps; killed at a step or within a flush to the disk.
DRIVER = """
import os, runpy, signal, sys, time
from engine.training import checkpoint, progress
checkpoint.CHECKPOINT_SECONDS = 0.1
kill_step, kill_flush = int(sys.argv[1]), int(sys.argv[2])
def counted(function, at, pause=0.0):
    left = [at]
    def call(*args):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(pause)
        return function(*args)
    return call
progress.Progress.stepped = counted(progress.Progress.stepped, kill_step, 0.006)
versions = checkpoint.versions
write = versions.write
def writing(folder, files):
    if "state.json" not in files:
        return write(folder, files)
    flush, os.fsync = os.fsync, killing
    try:
        return write(folder, files)
    finally:
        os.fsync = flush
killing = counted(os.fsync, kill_flush)
versions.write = writing
sys.argv[1:] = sys.argv[3:]
runpy.run_module("engine", run_name="__main__", alter_sys=True)
"""


def losses(models_dir: Path) -> list[tuple[int, float, float | None]]:
    return [(point.step, point.loss, point.val_loss) for point in ModelStore(models_dir).info("tiny").history]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a system that can kill a process")
def test_killed_processes_end_with_the_losses_of_one_that_was_not(tmp_path: Path, home: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    options = ["--epochs", "8", "--units", "12", "--seq-length", "8", "--batch-size", "8", "--dropout", "0.2"]
    train = ["train", str(text), "--name", "tiny", "--json", *options]
    assert cli.main([*train, "--models-dir", str(tmp_path / "whole")]) == 0
    whole = losses(tmp_path / "whole")
    assert len(whole) == 8

    moments = random.Random(7)
    killed = tmp_path / "killed"
    resumed = ["train", "--name", "tiny", "--resume", "--json", "--models-dir", str(killed)]

    def run(arguments: list[str], *, step: int = 0, flush: int = 0, seconds: float = 0.0) -> int:
        environment = {"MAEARI_HOME": str(home)}
        process = WarmPython(DRIVER, str(step), str(flush), *arguments, folder=tmp_path, environment=environment)
        pointer = killed / "tiny" / "training" / versions.POINTER
        before = pointer.read_bytes() if seconds else b""
        deadline = time.monotonic() + 60
        while seconds and time.monotonic() < deadline and process.poll() is None:
            if pointer.read_bytes() != before:
                time.sleep(seconds)
                process.kill()
                break
            time.sleep(0.01)
        return process.wait()

    # Within the files of a checkpoint (arrays, state, folder, pointer, its folder: five flushes each), then between two
    # steps, then from outside whenever that may be.
    assert run([*train, "--models-dir", str(killed)], flush=5 * moments.randint(2, 4) + moments.randint(1, 5)) == -9
    assert run(resumed, step=moments.randint(40, 70)) == -9
    assert run(resumed, seconds=moments.uniform(0.05, 0.3)) == -9
    assert run(resumed) == 0
    assert losses(killed) == whole


class Killed(BaseException):
    """Stands for the end of the process."""


class Killer:
    """Dies at the n-th call to the file system, and at every one after it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
        self.left = at
        names = {os: ("fsync", "replace", "open", "close"), Path: ("mkdir", "unlink", "iterdir"), shutil: ("rmtree",)}
        for owner, functions in names.items():
            for name in functions:
                monkeypatch.setattr(owner, name, self.wrapped(getattr(owner, name)))

    def wrapped(self, function):
        def call(*args, **options):
            self.left -= 1
            if self.left < 0:
                raise Killed
            return function(*args, **options)

        return call


def snapshot(number: int) -> Snapshot:
    return Snapshot({"network.w": np.full(5, number, np.float32)}, {"number": number})


def test_a_kill_before_any_call_to_the_system_leaves_a_whole_checkpoint(tmp_path: Path) -> None:
    outcomes = []
    for at in range(60):
        checkpoints = Checkpoints(tmp_path / str(at) / "training")
        checkpoints.save(snapshot(1))
        with pytest.MonkeyPatch.context() as patch:
            killer = Killer(patch, at)
            with contextlib.suppress(Killed):
                checkpoints.save(snapshot(2))
        found = checkpoints.load()
        assert (found.arrays["network.w"] == found.state["number"]).all()
        outcomes.append(found.state["number"])
        if killer.left >= 0:
            break
    assert killer.left >= 0
    assert set(outcomes) == {1, 2}
    assert outcomes == sorted(outcomes)


def job(tmp_path: Path, folder: str, **end: float) -> TrainingJob:
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    return TrainingJob(
        name="tiny",
        models_dir=tmp_path / folder,
        sources=(text,),
        model=ModelConfig(units=8, embedding_dim=4),
        training=TrainingConfig(seq_length=16, batch_size=4, learning_rate=0.01, **end),
    )


class Clock:
    """A clock that goes on by a sixty-fourth of a second a step, so that every run is equally fast."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        honest, scored = LanguageTask.step, LanguageTask.val_loss

        def step(task, batch, seed):
            self.now += 1 / 64
            return honest(task, batch, seed)

        def val_loss(task):
            self.now += 1 / 16
            return scored(task)

        monkeypatch.setattr(LanguageTask, "step", step)
        monkeypatch.setattr(LanguageTask, "val_loss", val_loss)
        fake = types.SimpleNamespace(monotonic=lambda: self.now, sleep=time.sleep)
        monkeypatch.setattr("engine.training.progress.time", fake)


@pytest.mark.parametrize("end", [{"epochs": 5}, {"minutes": 0.1}])
def test_a_run_given_up_after_any_checkpoint_goes_on_to_the_same_losses(tmp_path, monkeypatch, end) -> None:
    """A run by minutes too, where the steps begin in the same ticks of its clock."""
    clock = Clock(monkeypatch)
    if "minutes" in end:
        monkeypatch.setattr("engine.training.progress._VALIDATIONS", 60)
    list(run_job(job(tmp_path, "whole", **end), NoControl()))
    whole = losses(tmp_path / "whole")
    assert len(whole) >= 5

    moments = random.Random(3)
    resumed = job(tmp_path, "killed", **end)
    for _ in range(2):
        due = [moments.randint(20, 60)]

        def is_due(self, *, ahead=0.0, due=due):
            due[0] -= 1
            return due[0] == 0

        monkeypatch.setattr(Checkpoints, "due", is_due)
        events = run_job(resumed, NoControl())
        while due[0] > -moments.randint(1, 15):
            next(events)
        events.close()  # what was done since the checkpoint is lost
        clock.now += moments.uniform(0, 100)
        resumed = TrainingJob(name="tiny", models_dir=tmp_path / "killed", resume=True)
    monkeypatch.setattr(Checkpoints, "due", lambda self, *, ahead=0.0: False)
    finished = list(run_job(resumed, NoControl()))[-1]
    assert isinstance(finished, TrainingFinished)
    assert losses(tmp_path / "killed") == whole


def test_a_checkpoint_comes_before_a_validation_that_would_make_the_last_one_too_old(tmp_path, monkeypatch) -> None:
    checkpoints = Checkpoints(tmp_path / "training")
    monkeypatch.setattr("engine.training.checkpoint.CHECKPOINT_SECONDS", 60.0)
    assert not checkpoints.due()
    assert not checkpoints.due(ahead=30)
    assert checkpoints.due(ahead=61)


def test_every_validation_of_a_run_is_in_the_history_of_its_model(tmp_path: Path) -> None:
    events = list(run_job(job(tmp_path, "models", epochs=3), NoControl()))
    seen = [(e.step, e.loss, e.val_loss) for e in events if isinstance(e, EpochEnd)]
    assert losses(tmp_path / "models") == seen
    json.dumps(seen, allow_nan=False)
