"""What loss a run is told to expect."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.runs.expecting import expectation
from engine.runs.sizing import Size, Speed, suggested_job

SPEED = Speed(2e-6, 1e-10)


def expected(minutes: float, tokens: int, ngram_loss: float = 2.0):
    job = suggested_job("x", Path(), (), tokens, minutes=minutes)
    return expectation(job, Size(tokens, 65), SPEED, ngram_loss)


def test_more_time_promises_a_lower_loss_within_a_band():
    short, longer = expected(1, 1_000_000), expected(20, 1_000_000)
    assert longer.loss < short.loss
    for one in (short, longer):
        assert one.low < one.loss < one.high
    assert longer.seconds == 20 * 60


def test_a_harder_text_is_expected_to_stay_harder():
    assert expected(5, 500_000, 3.0).loss == pytest.approx(1.5 * expected(5, 500_000, 2.0).loss)


def test_a_large_alphabet_is_expected_to_take_longer():
    job = suggested_job("x", Path(), (), 1_500_000, minutes=5)
    losses = [expectation(job, Size(1_500_000, alphabet), SPEED, 2.0).loss for alphabet in (65, 2_180)]
    assert losses[0] < losses[1] <= 2.0 * 1.08


def test_a_tiny_text_and_an_endless_run_stay_within_what_was_measured():
    assert expected(1, 3_000).loss <= 2.0 * 1.08
    assert expected(10_000, 50_000_000).loss >= 2.0 * 0.90
