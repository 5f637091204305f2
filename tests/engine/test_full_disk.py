"""While the disk is full a run pauses, loses nothing, and goes on by itself."""

from __future__ import annotations

import errno
import json
import math
import multiprocessing
import sys
import threading
import time

import pytest
from warm_python import WarmPython

import engine
from engine import cli
from engine.cli.running import InterruptControl
from engine.config import ModelConfig, TrainingConfig, TrainingJob
from engine.errors import StoreError
from engine.events import CheckpointSaved, EpochEnd, Notice, Paused, Resumed, TrainingFinished
from engine.models import versions
from engine.runs.jobs import run_job
from engine.training.checkpoint import Checkpoints
from engine.training.process import PipeControl
from engine.training.progress import NoControl

TEXT = "the cat sat on the mat. the dog sat on the log. the hen sat in the pen.\n" * 12


@pytest.fixture
def job(tmp_path):
    def build(folder="models", **training):
        path = tmp_path / "text.txt"
        path.write_text(TEXT, encoding="utf-8")
        return TrainingJob(
            name="tiny",
            models_dir=tmp_path / folder,
            sources=(path,),
            model=ModelConfig(units=12, embedding_dim=8),
            training=TrainingConfig(
                **{"epochs": 4, "seq_length": 16, "batch_size": 4, "learning_rate": 0.01, **training}
            ),
        )

    return build


class Disk:
    """A disk that is full for some of the calls; `only` is a file of what it refuses."""

    def __init__(self, monkeypatch, *, only="", after=0, refusals=10**9, code=errno.ENOSPC):
        self.tried = 0
        self._honest, self._only = versions.write, only
        self._after, self._refusals, self._code = after, refusals, code
        monkeypatch.setattr(versions, "write", self.write)
        monkeypatch.setattr("engine.training.writing.RETRY_SECONDS", 0.05)

    def write(self, folder, files):
        if not self._only or self._only in files:
            self.tried += 1
            if self._after < self.tried <= self._after + self._refusals:
                raise OSError(self._code, "No space left on device")
        self._honest(folder, files)


class StopWhenPaused:
    """A person who stops the run while it has paused itself."""

    paused_seconds = 0.0
    stopped = False

    def __init__(self, waits=2):
        self._waits = waits

    def wait_while_paused(self):
        return True

    def wait(self, seconds):
        self._waits -= 1
        self.stopped = self._waits <= 0


def test_a_full_disk_pauses_the_run_until_there_is_room(job, monkeypatch):
    monkeypatch.setattr("engine.training.trainer.SAVE_SECONDS", 0.0)
    monkeypatch.setattr(Checkpoints, "due", lambda self, *, ahead=0.0: True)
    whole = [e.val_loss for e in run_job(job("whole"), NoControl()) if isinstance(e, EpochEnd)]
    for only in ("state.json", "model.json"):
        with monkeypatch.context() as patch:
            Disk(patch, only=only, after=2, refusals=5)
            events = list(run_job(job(only), NoControl()))
        pauses = [e for e in events if isinstance(e, (Paused, Resumed))]
        assert [type(e) for e in pauses] == [Paused, Resumed]
        assert "the disk is full" in pauses[0].text
        assert "intact" in pauses[0].text
        assert events[-1].reason == "completed"
        assert [e.val_loss for e in events if isinstance(e, EpochEnd)] == whole


def test_the_time_of_such_a_pause_is_not_the_budgets(job, monkeypatch):
    monkeypatch.setattr(Checkpoints, "due", lambda self, *, ahead=0.0: True)
    Disk(monkeypatch, only="state.json", refusals=1)
    monkeypatch.setattr("engine.training.writing.RETRY_SECONDS", 1.0)
    began = time.monotonic()
    events = list(run_job(job(epochs=None, minutes=0.02), NoControl()))
    assert events[-1].reason == "time_budget"
    assert time.monotonic() - began > events[-1].seconds + 1


@pytest.mark.parametrize("code", [errno.EFBIG, errno.EACCES])
def test_other_refusals_of_the_system_pause_too(job, monkeypatch, code):
    Disk(monkeypatch, only="model.json", refusals=2, code=code)
    events = list(run_job(job(), NoControl()))
    assert sum(isinstance(e, Paused) for e in events) == 1
    assert isinstance(events[-1], TrainingFinished)


def test_stopping_while_paused_ends_normally_where_the_model_can_be_written(job, monkeypatch):
    monkeypatch.setattr(Checkpoints, "due", lambda self, *, ahead=0.0: True)
    Disk(monkeypatch, only="state.json", after=3)
    events = list(run_job(job(epochs=50), StopWhenPaused()))
    assert events[-1].reason == "stopped"
    assert sum(isinstance(e, Paused) for e in events) == 1
    assert any(isinstance(e, Notice) and "checkpoint cannot be written: the disk is full" in e.text for e in events)
    assert engine.open_completer(job().models_dir, "tiny")
    again = TrainingJob(name="tiny", models_dir=job().models_dir, resume=True)
    assert next(run_job(again, NoControl()))  # the last checkpoint is intact


def test_stopping_a_full_disk_says_so_and_leaves_what_was_saved(job, monkeypatch):
    monkeypatch.setattr("engine.training.trainer.SAVE_SECONDS", 0.0)
    monkeypatch.setattr(Checkpoints, "due", lambda self, *, ahead=0.0: True)
    Disk(monkeypatch, only="model.json", after=2)  # the first is the n-gram alone
    events = []
    with pytest.raises(StoreError, match="the disk is full") as caught:
        events.extend(run_job(job(epochs=50), StopWhenPaused()))
    assert "last checkpoint is intact" in caught.value.hint
    saved = [e for e in events if isinstance(e, CheckpointSaved)]
    assert [e.step > 0 for e in saved] == [False, True]
    assert engine.ModelStore(job().models_dir).info("tiny").metrics["val_loss"] == saved[1].val_loss
    monkeypatch.undo()
    again = TrainingJob(name="tiny", models_dir=job().models_dir, resume=True)
    assert list(run_job(again, StopWhenPaused()))[-1].reason in ("completed", "early_stopping")


def test_at_the_end_the_best_network_waits_for_room(job, monkeypatch):
    Disk(monkeypatch, only="model.json", refusals=4)
    events = list(run_job(job(epochs=1), NoControl()))
    assert [type(e) for e in events[-4:]] == [Paused, Resumed, CheckpointSaved, TrainingFinished]


def test_what_no_room_can_mend_is_no_pause(job, monkeypatch):
    def refuse(*args, **options):
        raise StoreError("The network is too large to be saved.")

    monkeypatch.setattr(engine.ModelStore, "save", refuse)
    events = []
    with pytest.raises(StoreError, match="too large"):
        events.extend(run_job(job(), NoControl()))
    assert not any(isinstance(e, Paused) for e in events)


def test_continue_retries_at_once_and_stop_ends_the_waiting():
    ours, theirs = multiprocessing.Pipe()
    control = PipeControl(theirs)
    for word, stopped in (("resume", False), ("stop", True)):
        threading.Timer(0.1, ours.send, (word,)).start()
        began = time.monotonic()
        control.wait(30)
        assert time.monotonic() - began < 5
        assert control.stopped is stopped
    assert control.paused_seconds == 0
    ours.close()
    theirs.close()


def test_ctrl_c_ends_the_waiting_of_the_command():
    control = InterruptControl()
    threading.Timer(0.1, control._interrupted, (2, None)).start()
    began = time.monotonic()
    control.wait(30)
    assert time.monotonic() - began < 5
    assert not control.wait_while_paused()


def test_pausing_a_run_that_has_paused_itself_holds_it_afterwards():
    ours, theirs = multiprocessing.Pipe()
    control = PipeControl(theirs)
    ours.send("pause")
    control.wait(0.05)
    began = time.monotonic()
    threading.Timer(0.2, ours.send, ("resume",)).start()
    assert control.wait_while_paused()
    assert time.monotonic() - began > 0.15
    ours.close()
    theirs.close()


def test_the_command_says_it_once_and_goes_on(tmp_path, monkeypatch, capsys, job):
    Disk(monkeypatch, only="model.json", refusals=3)
    source = str(job().sources[0])
    code = cli.main(
        [
            "train",
            source,
            "--name",
            "tiny",
            "--epochs",
            "1",
            "--units",
            "8",
            "--models-dir",
            str(tmp_path / "m"),
            "--json",
        ]
    )
    output = capsys.readouterr()
    assert code == 0
    assert json.loads(output.out)["saved"] is True
    assert output.err.count("Training is paused.") == 1
    assert output.err.count("Writing works again") == 1


# In a file system of a megabyte: fills it once the first model is saved, empties it at the pause.
_TINY_DISK = """
import ctypes, json, os, sys
from pathlib import Path
NEW_USERS, NEW_MOUNTS, NOT_HERE = 0x10000000, 0x00020000, 7
system, user, group = ctypes.CDLL(None), os.getuid(), os.getgid()
if system.unshare(NEW_USERS | NEW_MOUNTS):
    sys.exit(NOT_HERE)
for file, text in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
    Path("/proc/self", file).write_text(text)
if system.mount(b"none", os.fsencode(sys.argv[1]), b"tmpfs", 0, b"size=1m"):
    sys.exit(NOT_HERE)
from engine.config import ModelConfig, TrainingConfig, TrainingJob
from engine.runs.jobs import run_job
from engine.training import checkpoint, progress, trainer, writing
checkpoint.CHECKPOINT_SECONDS, trainer.SAVE_SECONDS, writing.RETRY_SECONDS = 0.05, 0.0, 0.1
disk, ballast = Path(sys.argv[1]), Path(sys.argv[1]) / "ballast"
job = TrainingJob(name="tiny", models_dir=disk / "models", sources=(Path(sys.argv[2]),),
    model=ModelConfig(units=24, embedding_dim=8),
    training=TrainingConfig(epochs=12, seq_length=16, batch_size=4, learning_rate=0.01))
seen, full = [], False
for event in run_job(job, progress.NoControl()):
    kind = type(event).__name__
    if kind == "CheckpointSaved" and not full:
        full = True
        with open(ballast, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
    if kind == "Paused":
        ballast.unlink()
    if kind in ("Paused", "Resumed", "TrainingFinished"):
        seen.append([kind, getattr(event, "text", getattr(event, "reason", ""))])
print(json.dumps(seen))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a system with name spaces")
def test_a_real_disk_that_is_full(tmp_path, job):
    disk = tmp_path / "disk"
    disk.mkdir()
    process = WarmPython(_TINY_DISK, str(disk), str(job().sources[0]), folder=tmp_path)
    code = process.wait()
    if code == 7:
        pytest.skip("this system does not let us make a small file system")
    assert code == 0, process.stderr
    seen = json.loads(process.stdout)
    assert [kind for kind, _ in seen] == ["Paused", "Resumed", "TrainingFinished"]
    assert "the disk is full" in seen[0][1]
    assert seen[-1][1] == "completed"


# A limit on the length of files stands for a disk that takes no more.
_LIMIT = """
import json, resource, sys
from pathlib import Path
from engine.config import ModelConfig, TrainingConfig, TrainingJob
from engine.runs.jobs import run_job
from engine.training import progress, trainer, writing
trainer.SAVE_SECONDS, writing.RETRY_SECONDS = 0.0, 0.1
job = TrainingJob(name="tiny", models_dir=Path(sys.argv[1]), sources=(Path(sys.argv[2]),),
    model=ModelConfig(units=8, embedding_dim=8),
    training=TrainingConfig(epochs=3, seq_length=16, batch_size=4, learning_rate=0.01))
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
seen = []
for event in run_job(job, progress.NoControl()):
    kind = type(event).__name__
    seen.append(kind)
    if kind == "CheckpointSaved" and "Paused" not in seen:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    if kind == "Paused":
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
print(json.dumps([kind for kind in seen if kind in ("Paused", "Resumed", "TrainingFinished")]))
"""


def test_a_limit_on_the_length_of_files_pauses_too(tmp_path, job):
    pytest.importorskip("resource")
    process = WarmPython(_LIMIT, str(tmp_path / "m"), str(job().sources[0]), folder=tmp_path)
    assert process.wait() == 0, process.stderr
    assert json.loads(process.stdout) == ["Paused", "Resumed", "TrainingFinished"]
    assert math.isfinite(engine.ModelStore(tmp_path / "m").info("tiny").metrics["val_loss"])
