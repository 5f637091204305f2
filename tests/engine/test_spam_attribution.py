"""The way back through a network agrees with small changes of what it reads, and what tokens bring adds up."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from spam_support import SPAMMY, toy_model

from engine.config import ModelConfig
from engine.network import RecurrentStack, array_shapes
from engine.spam.attribution import integrated_gradients
from engine.spam.classifier import SpamChecker
from engine.spam.features import UNKNOWN
from engine.spam.gradients import logits_and_gradients
from engine.spam.scoring import logits_of, network_views

WORDS = 12
SHAPES = list(product(("rnn", "lstm", "gru"), (False, True), ("max", "last")))


def network(cell: str, both_ways: bool, pooling: str, *, layers: int = 1, width: int = 4) -> RecurrentStack:
    config = ModelConfig(
        kind="classifier", unit="word", cell=cell, num_layers=layers, units=3, embedding_dim=width, pooling=pooling,
        bidirectional=both_ways,
    )  # fmt: skip
    random = np.random.default_rng(5)
    shapes = array_shapes(config, WORDS).items()
    return RecurrentStack({name: random.normal(0, 0.8, shape) for name, shape in shapes}, config)


def texts(*lengths: int) -> list[np.ndarray]:
    random = np.random.default_rng(9)
    return [random.integers(UNKNOWN, WORDS, length) for length in lengths]


@pytest.mark.parametrize(("cell", "both_ways", "pooling"), SHAPES)
@pytest.mark.parametrize("layers", [1, 2])
def test_the_gradient_is_how_the_logit_moves(cell: str, both_ways: bool, pooling: str, layers: int) -> None:
    own = network(cell, both_ways, pooling, layers=layers)
    first, second = texts(6, 4)
    ids = np.array([first, [*second, 0, 0]])
    lengths = np.array([6, 4])
    projected = own.first_projections(ids)
    logits, gradients = logits_and_gradients(own, projected, lengths)
    assert logits == pytest.approx(logits_of(own, [first, second]))
    assert logits == pytest.approx(own.run(ids, lengths))
    step = 1e-6
    for direction, gradient in enumerate(gradients):
        assert not gradient[1, 4:].any()
        for place in ((0, 0, 0), (0, 5, 2), (1, 1, 1), (1, 3, 2)):
            moved = [part.copy() for part in projected]
            moved[direction][place] += step
            risen = logits_and_gradients(own, tuple(moved), lengths)[0] - logits
            assert gradient[place] == pytest.approx(risen[place[0]] / step, abs=1e-4)


@pytest.mark.parametrize(("cell", "both_ways", "pooling"), SHAPES)
@pytest.mark.parametrize("width", [0, 4])
def test_what_tokens_bring_adds_up_to_the_difference_of_the_scores(
    cell: str, both_ways: bool, pooling: str, width: int
) -> None:
    own = network(cell, both_ways, pooling, width=width)
    windows = texts(9, 5, 1)
    brought = integrated_gradients(own, windows, 0.7, 0.4, points=64)
    assert [len(part) for part in brought] == [9, 5, 1]
    blank = [np.full(len(window), UNKNOWN) for window in windows]
    score, nothing = network_views(own, [windows, blank]) @ np.array([0.7, 0.4])
    assert abs(score - nothing) > 0.02
    assert sum(part.sum() for part in brought) == pytest.approx(score - nothing, abs=0.02)
    # An unknown word stands where it stood.
    for window, part in zip(windows, brought, strict=True):
        assert not part[window == UNKNOWN].any()


def test_a_few_points_of_the_way_are_enough_for_a_trained_size() -> None:
    own = network("lstm", True, "max", layers=2)
    windows = texts(60, 64)
    score, nothing = network_views(own, [windows, [np.full(60, UNKNOWN), np.full(64, UNKNOWN)]]).mean(axis=1)
    found = sum(part.sum() for part in integrated_gradients(own, windows, 0.5, 0.5))
    assert found == pytest.approx(score - nothing, rel=0.05)


def test_of_more_words_than_may_be_left_out_the_ones_that_bring_most_are_told() -> None:
    model = toy_model()
    names = [f"{first}{first}{second}" for first in "abcdefghij" for second in "abcdefghijklmnopqrstu"]
    known = model.tokenizer["vocabulary"]
    vocabulary = {**known, **{name: len(known) + 2 + i for i, name in enumerate(names)}}
    embedding = model.weights["embedding"]
    embedding = np.vstack([embedding, np.zeros((len(names), embedding.shape[1]), np.float32)])
    wide = replace(
        model,
        tokenizer={**model.tokenizer, "vocabulary": vocabulary},
        weights={**model.weights, "embedding": embedding},
    )
    report = SpamChecker(wide).check(" ".join([*names[:190], SPAMMY[2], *names[190:]]))
    assert [evidence.shown for evidence in report.evidence] == [SPAMMY[2]]
