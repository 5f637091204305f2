"""A person's minutes: when the machine is measured, and what is settled by that."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.runs.budget import settled
from engine.runs.sizing import suggested_job
from engine.tokens.dataset import language_data

TEXT = "the cat sat on the mat. the dog sat on the log. the hen sat in the pen.\n" * 40


@pytest.fixture
def job(tmp_path: Path):
    file = tmp_path / "text.txt"
    file.write_text(TEXT, encoding="utf-8")
    return lambda **options: suggested_job("x", tmp_path / "models", (file,), len(TEXT), **options)


def test_the_machine_is_measured_and_the_loss_is_foretold(job):
    own = job(minutes=1, seq_length=8, batch_size=4)
    data = language_data(own)
    found = settled(own, data)
    assert found.speed is not None
    assert found.speed.seconds(100_000) > 0
    assert found.seconds > 0
    assert (found.job.training.seq_length, found.job.training.batch_size) == (8, 4)
    expected = found.expected(data, 1.5)
    assert expected is not None
    assert expected.low < expected.loss < expected.high
    assert found.expected(data, None) is None


@pytest.mark.parametrize(
    "options", [{"minutes": 0.1}, {"minutes": 5, "units": 32}, {"epochs": 2}, {"minutes": 5, "start": "other"}]
)
def test_short_runs_and_given_sizes_are_left_as_they_are(job, options):
    start = options.pop("start", None)
    own = job(**options).replaced(start_from=start)
    found = settled(own, language_data(own))
    assert found.job == own
    assert found.speed is None
    assert found.expected(language_data(own), 1.5) is None
