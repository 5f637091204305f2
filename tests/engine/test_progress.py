"""The clock of a run: how fast it is, and how long it still takes."""

from __future__ import annotations

import pytest

from engine.config import TrainingConfig
from engine.training import progress as module
from engine.training.progress import NoControl, Progress


class Clock:
    """Stands still unless it is told to go on."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(module.time, "monotonic", made.monotonic)
    return made


def progress(**changes) -> Progress:
    return Progress(TrainingConfig(**changes), steps_an_epoch=10, control=NoControl())


def steps(of: Progress, clock: Clock, seconds: list[float]) -> list:
    """One step after the other, each of 100 tokens and so many seconds."""
    records = []
    for taken in seconds:
        clock.now += taken
        records.append(of.stepped(200.0, 50.0, 100))
    return records


def test_the_step_that_builds_the_graph_says_nothing_of_the_speed(clock: Clock) -> None:
    run = progress(minutes=None, epochs=2)
    first, second, third = steps(run, clock, [9.0, 0.5, 0.5])
    assert first is None
    assert second.tokens_per_second == third.tokens_per_second == pytest.approx(200.0)
    assert second.loss == pytest.approx(2.0)
    assert third.seconds_left == pytest.approx(17 * 0.5)


def test_a_resumed_run_builds_again(clock: Clock) -> None:
    run = progress(minutes=None, epochs=2)
    steps(run, clock, [9.0, 0.5, 0.5, 0.5, 0.5])
    state = run.state()
    clock.now += 1000.0
    again = progress(minutes=None, epochs=2)
    again.restore(state)
    first, second = steps(again, clock, [7.0, 0.5])
    assert first is None
    assert second.tokens_per_second == pytest.approx(200.0)
    assert second.seconds_left == pytest.approx(13 * 0.5)


def test_a_run_of_one_step_is_told_of(clock: Clock) -> None:
    run = Progress(TrainingConfig(minutes=None, epochs=1), steps_an_epoch=1, control=NoControl())
    (record,) = steps(run, clock, [4.0])
    assert record.tokens_per_second == pytest.approx(25.0)
    assert record.seconds_left == 0.0


def test_the_time_left_of_a_run_by_minutes_is_that_of_its_minutes(clock: Clock) -> None:
    run = progress(minutes=1.0, epochs=None)
    _first, second = steps(run, clock, [9.0, 1.0])
    assert second.seconds_left == pytest.approx(50.0)


def test_dear_validations_take_a_small_share_of_the_time(clock: Clock) -> None:
    run = progress(minutes=4.0, epochs=None)
    steps(run, clock, [9.0])
    run.tick(run.seconds)
    run.take_losses()
    clock.now += 1.0
    run.tick(run.seconds)
    run.validated()
    due = []
    for _ in range(25):
        steps(run, clock, [1.0])
        run.tick(run.seconds)
        due.append(run.validation_due())
    assert due == [False] * 18 + [True] * 7
