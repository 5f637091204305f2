"""Training in a process of its own: events through the pipe, stop, pause, errors, a killed process."""

from __future__ import annotations

import itertools
import os
import signal
import threading
import time

import pytest

import engine
from engine.errors import CorpusError, MemoryShortError

TEXT = "the cat sat on the mat. the dog sat on the log.\n" * 30


@pytest.fixture
def job(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")

    def build(**changes):
        return engine.suggested_job(
            "tiny", tmp_path / "models", (path,), len(TEXT), units=8, **{"minutes": 10, "patience": 0, **changes}
        )

    return build


def test_events_arrive_and_a_stop_keeps_the_best(job, tmp_path):
    run = engine.start_training(job())
    seen, moments = [], []
    for event in run.events():
        seen.append(event)
        if isinstance(event, engine.StepEnd):
            moments.append(time.monotonic())
        if len(moments) == 3:
            run.pause()
            threading.Timer(1.0, run.resume_run).start()
        if len(moments) == 40:
            run.stop()
    run.close()
    assert max(b - a for a, b in itertools.pairwise(moments)) > 0.8
    # The pause does not count as training.
    clocks = [e.seconds for e in seen if isinstance(e, engine.StepEnd)]
    assert clocks[-1] - clocks[0] < moments[-1] - moments[0] - 0.8
    assert isinstance(seen[0], engine.TrainingStarted)
    assert isinstance(seen[-1], engine.TrainingFinished)
    assert seen[-1].reason == "stopped"
    assert engine.open_completer(tmp_path / "models", "tiny")


@pytest.mark.usefixtures("warm_trainings")
def test_an_error_of_the_files_arrives_as_itself(job, tmp_path):
    (tmp_path / "text.txt").write_text("", encoding="utf-8")
    run = engine.start_training(job())
    with pytest.raises(CorpusError):
        list(run.events())
    run.close()


@pytest.mark.usefixtures("warm_trainings")
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a system that can kill a process")
def test_a_killed_process_is_a_sentence_and_the_model_stays(job, tmp_path):
    run = engine.start_training(job())
    events = run.events()
    while not isinstance(next(events), engine.CheckpointSaved):
        pass
    os.kill(run.process_id, signal.SIGKILL)
    with pytest.raises(MemoryShortError, match="ended unexpectedly"):
        list(events)
    run.close()
    assert engine.open_completer(tmp_path / "models", "tiny")


@pytest.mark.usefixtures("warm_trainings")
def test_closing_ends_the_process(job):
    run = engine.start_training(job())
    for event in run.events():
        if isinstance(event, engine.StepEnd):
            break
    run.close()
    assert not run.alive
