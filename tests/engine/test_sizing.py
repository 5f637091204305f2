"""Which network suits a text, a time and a machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.config import ModelConfig
from engine.errors import ConfigError
from engine.runs.sizing import Size, Speed, fitted, parameters_a_token, passes, suggested_job, suggested_model

SLOW, FAST = Speed(2e-5, 1e-10), Speed(2e-6, 1e-11)


def test_more_time_and_a_faster_machine_give_a_wider_network():
    size = Size(1_000_000, 65)
    short, longer = (suggested_model(size, minutes, speed=SLOW).units for minutes in (1, 20))
    assert short < longer
    assert suggested_model(size, 1, speed=FAST).units > short


@pytest.mark.parametrize("tokens", [3_000, 30_000, 300_000])
def test_a_small_text_does_not_get_a_large_network_however_long_one_waits(tokens):
    assert suggested_model(Size(tokens, 65), 600, speed=FAST).units <= 512


def test_words_tie_their_embedding_and_sample_large_vocabularies():
    job = suggested_job("x", Path(), (), 5_000_000, minutes=30, unit="word")
    assert job.model.tied
    assert job.training.tail_samples > 0
    assert suggested_job("x", Path(), (), 20_000, minutes=30, unit="word").training.tail_samples == 0


def test_often_read_texts_get_more_dropout():
    few, many = (suggested_job("x", Path(), (), 100_000, minutes=m).training for m in (0.5, 60))
    assert few.dropout < many.dropout <= 0.5
    assert few.recurrent_dropout <= many.recurrent_dropout


def test_texts_that_are_read_often_are_learned_by_smaller_steps():
    def rate(units, epochs, characters=150_000, unit="char"):
        job = suggested_job("x", Path(), (Path("a.txt"),), characters, unit=unit, units=units, epochs=epochs)
        return job.training.learning_rate

    assert rate(256, 1) == rate(256, 6) > rate(256, 16) > rate(256, 60)
    assert rate(128, 16, 60_000) == pytest.approx(rate(128, 1, 60_000), rel=0.05)  # a small network, and few steps
    assert rate(256, 1, unit="word") == rate(256, 60, unit="word")


def test_a_speed_through_two_measurements_repeats_them():
    speed = Speed.through((10_000, 3e-6), (500_000, 5e-5))
    assert speed.seconds(10_000) == pytest.approx(3e-6)
    assert speed.seconds(500_000) == pytest.approx(5e-5)
    assert Speed.through((10_000, 3e-6), (500_000, 2e-6)).seconds(500_000) > 0


def test_a_fitted_job_keeps_what_was_given_and_settles_the_rest():
    job = suggested_job("x", Path(), (), 1_000_000, minutes=5, dropout=0.33, batch_size=7)
    assert job.fitted
    settled = fitted(job, Size(1_000_000, 65), Speed(1e-2, 1e-8))
    assert settled.model.units == 64
    assert (settled.training.dropout, settled.training.batch_size) == (0.33, 7)
    assert passes(Size(1_000_000, 65), settled.model, 5, SLOW) > passes(Size(1_000_000, 65), settled.model, 1, SLOW)


def test_a_width_that_was_named_is_not_fitted():
    assert not suggested_job("x", Path(), (), 1_000_000, units=48).fitted
    with pytest.raises(ConfigError):
        suggested_job("x", Path(), (), 1_000_000, units=-1)


def test_a_folded_alphabet_costs_less_than_its_embedding():
    small, large = (parameters_a_token(ModelConfig(units=256, embedding_dim=128), v) for v in (65, 1000))
    assert small - 256 * 65 < large - 256 * 1000
