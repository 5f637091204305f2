"""Voices mixed: distributions over all tokens, the ends of the slider are the single models."""

from __future__ import annotations

import numpy as np
import pytest

import engine
from engine.config import SamplingConfig
from engine.errors import ConfigError, ModelNotFoundError
from engine.inference.suggester import Suggester

ONE = "the cat sat on the mat. the cat sat on the mat. "
TWO = "the dog ran to the zoo! the dog ran to the zoo! "
GREEDY = SamplingConfig(length=16, greedy=True)


@pytest.fixture(params=["char", "word"])
def models(request, bigram_model, home):
    for name, text in (("one", ONE), ("two", TWO)):
        bigram_model(name, text, unit=request.param)
    return home / "data" / "models"


def test_a_blend_is_a_distribution_over_all_tokens(models):
    blend = engine.open_blend(models, {"one": 3, "two": 1})
    reading = blend.predictor.read(blend.known_ids("the dog sat"))
    np.testing.assert_allclose(reading.probabilities.sum(axis=1), 1.0)
    further = reading.take(np.array([0, 0])).advanced(np.array(blend.known_ids("the")[:1] * 2))
    np.testing.assert_allclose(further.probabilities.sum(axis=1), 1.0)
    assert blend.info.name == "75% one + 25% two"
    assert "z" in "".join(blend.tokenizer.tokens)


def test_one_model_alone_writes_as_it_does(models):
    alone = engine.open_completer(models, "one").complete("the ", GREEDY)[0].text
    assert engine.open_blend(models, {"one": 1, "two": 0}).complete("the ", GREEDY)[0].text == alone


def test_each_weight_pulls_its_way(models):
    def share(one):
        blend = engine.open_blend(models, {"one": one, "two": 1 - one})
        ids = blend.known_ids("the")
        probabilities = blend.predictor.read(blend.known_ids("the ")[: len(ids) + 1]).probabilities[0]
        start = "c" if "c" in blend.tokenizer.tokens else "cat"
        return probabilities[blend.tokenizer.tokens.index(start)]

    assert share(0.9) > share(0.5) > share(0.1)


def test_a_blend_suggests_too(models):
    found = Suggester(engine.open_blend(models, {"one": 1, "two": 1})).suggest("the ", right_in_ten=0)
    assert len({s.first_word().text for s in found.strip}) == 3


def test_models_of_two_units_are_refused(bigram_model, home):
    bigram_model("chars", ONE)
    bigram_model("words", ONE, unit="word")
    with pytest.raises(ConfigError, match="by word"):
        engine.open_blend(home / "data" / "models", {"chars": 1, "words": 1})


@pytest.mark.parametrize("weights", [{}, {"one": 0}, {"one": float("nan")}])
def test_nothing_to_blend_is_refused(models, weights):
    with pytest.raises(ConfigError):
        engine.open_blend(models, weights)


def test_a_missing_model_is_a_sentence(models):
    with pytest.raises(ModelNotFoundError):
        engine.open_blend(models, {"one": 1, "gone": 1})
