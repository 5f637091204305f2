"""Network, n-gram and cache together: weights that are fitted, distributions that stay distributions."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import ModelDamagedError
from engine.inference.cache import CACHED, Cache
from engine.inference.completer import Completer
from engine.inference.mixing import CELLS, MATCHES, Mixing, buckets
from engine.inference.ngram import NgramModel
from engine.inference.scoring import fitted_mixing, modes_of, score
from engine.models.store import ModelStore

TEXT = "the cat sat on the mat. the cat ran to the door. a dog sat by the door. " * 6
HELD_OUT = (
    "a cat sat by the door. the dog ran to the mat. zebra zebra zebra zebra zebra. the cat sat on the door. " * 12
)


@pytest.fixture(params=["char", "word"])
def both(request, bigram_model, home):
    """A network and an n-gram of the same text."""
    name = bigram_model("tiny", TEXT + " zebr", unit=request.param)
    stored = ModelStore(home / "data" / "models").load(name)
    tokenizer = Completer(stored).tokenizer
    ngram = NgramModel.fit(tokenizer.encode(TEXT), len(tokenizer), order=4)
    return Completer(replace(stored, ngram=ngram.arrays()))


def test_every_reading_is_a_distribution(both):
    ids = both.known_ids("the cat sat on the mat. the cat")
    reading = both.predictor.read(ids)
    for _ in range(4):
        np.testing.assert_allclose(reading.probabilities.sum(axis=1), 1.0)
        reading = reading.take(np.array([0, 0])).advanced(np.array([ids[0], ids[-1]]))
    assert reading.probabilities.shape[0] == 2
    assert sum(reading.shares(ids[0])) == pytest.approx(1.0)


def test_rows_advance_as_single_readings_do(both):
    ids = both.known_ids("the cat sat on the mat. the")
    first, second = both.known_ids("cat dog")[:2]
    together = both.predictor.read(ids).take(np.array([0, 0])).advanced(np.array([first, second]))
    for row, token in enumerate((first, second)):
        alone = both.predictor.read(ids).advanced(np.array([token]))
        np.testing.assert_allclose(together.probabilities[row], alone.probabilities[0])


def test_scores_are_those_of_reading_token_by_token(both):
    ids = np.array(both.known_ids(HELD_OUT))
    scores = score(both.predictor, ids, ranks=True)
    nats = scores.nats("both", both.predictor.mixing)
    for end in (1, 5, len(ids) - 1):
        probabilities = both.predictor.read(ids[:end].tolist()).probabilities[0]
        assert nats[end - 1] == pytest.approx(-math.log(probabilities[ids[end]]), rel=1e-6)
        assert scores.ranks["both"][end - 1] == (probabilities > probabilities[ids[end]]).sum()


def test_the_mixture_is_better_than_each_part_alone(both):
    ids = np.array(both.known_ids(HELD_OUT))
    mixing, losses = fitted_mixing(both.predictor, ids)
    assert set(losses) == {"network", "ngram", "both"} == set(modes_of(both.predictor))
    assert losses["both"] < min(losses["network"], losses["ngram"])
    again = Mixing.from_json(mixing.to_json())
    np.testing.assert_allclose(again.weights, mixing.weights, atol=1e-5)


@pytest.mark.parametrize("content", [{"weights": "x"}, {"weights": [[1, 2]]}, {"other": 1}, {"weights": None}])
def test_damaged_weights_are_a_sentence(content):
    with pytest.raises(ModelDamagedError):
        Mixing.from_json(content)


def test_what_says_nothing_has_no_weight():
    mixing = Mixing.even()
    speaking = np.array([[True, False, False], [False, True, True], [False, False, True]])
    weights = mixing.of(np.zeros(3, np.int64), speaking)
    np.testing.assert_allclose(weights.sum(axis=1), 1.0)
    assert (weights[~speaking] == 0).all()


def test_buckets_stay_in_the_table():
    found = buckets(np.array([0, 3, 99]), np.array([0, 1, 99]))
    assert found.min() >= 0
    assert found.max() < MATCHES * CELLS


def test_the_cache_says_what_followed_the_last_time():
    cache = Cache("char")
    for token in [5, 6, 7, 8, 9, 5, 6, 7]:
        cache = cache.remembered(token)
    assert cache.speaks()[0]
    assert cache.longest()[0] == 3
    assert cache.distributions(12)[0].argmax() == 8
    ahead = cache.advanced(np.array([8]))
    assert ahead.distributions(12)[0].argmax() == 9
    assert not cache.advanced(np.array([11])).speaks()[0]


def test_the_cache_forgets():
    cache = Cache("word")
    for token in range(CACHED + 50):
        cache = cache.remembered(token % 7 + 3)
    assert cache._history.shape[0] == CACHED
    np.testing.assert_allclose(cache.distributions(12).sum(), 1.0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(2, 5), min_size=1, max_size=40), st.sampled_from(["char", "word"]))
def test_looking_ahead_agrees_with_having_read(tokens, unit):
    """But for what was read since: a token seen ahead is not remembered."""
    cache = Cache(unit)
    for token in tokens[:-1]:
        cache = cache.remembered(token)
    ahead, read = cache.advanced(np.array(tokens[-1:])), cache.remembered(tokens[-1])
    count = len(tokens) - 1
    np.testing.assert_array_equal(ahead._agreeing[0], read._agreeing[0, :count])
