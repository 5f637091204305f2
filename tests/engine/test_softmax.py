"""The loss over a whole vocabulary and its estimate from a sample."""

from __future__ import annotations

import numpy as np
import pytest

from engine.training.runtime import tf
from engine.training.softmax import Output, full_loss, sampled_loss

ROWS, WIDTH, VOCABULARY, HEAD = 40, 8, 300, 50


@pytest.fixture
def output():
    random = np.random.default_rng(0)
    shapes = (ROWS, WIDTH), (VOCABULARY, WIDTH), (VOCABULARY,)
    # Logits as a network has them: an estimate of a normaliser that one rare id dominates would be far off.
    return Output(*(tf.constant(random.normal(0, 0.5, shape), tf.float32) for shape in shapes))


@pytest.fixture
def wanted():
    return tf.constant(np.random.default_rng(1).integers(0, VOCABULARY, ROWS), tf.int32)


def test_the_full_loss_is_the_negative_log_likelihood(output, wanted):
    logits = output.features.numpy() @ output.kernel.numpy().T + output.bias.numpy()
    expected = np.log(np.exp(logits).sum(1)) - logits[np.arange(ROWS), wanted.numpy()]
    assert float(full_loss(output, wanted)) == pytest.approx(expected.sum(), rel=1e-5)


def test_the_sampled_loss_is_near_the_full_one_and_depends_on_its_seed_alone(output, wanted):
    full = float(full_loss(output, wanted))
    losses = [float(sampled_loss(output, wanted, head=HEAD, samples=80, seed=tf.constant([i, 7]))) for i in range(40)]
    assert np.mean(losses) == pytest.approx(full, rel=0.03)
    again = float(sampled_loss(output, wanted, head=HEAD, samples=80, seed=tf.constant([3, 7])))
    assert again == losses[3]
    assert losses[3] != losses[4]


def test_gradients_of_many_samples_point_where_the_full_one_points(output, wanted):
    def gradient(loss):
        with tf.GradientTape() as tape:
            tape.watch(output.features)
            value = loss()
        return tape.gradient(value, output.features).numpy().ravel()

    full = gradient(lambda: full_loss(output, wanted))
    several = [
        gradient(lambda i=i: sampled_loss(output, wanted, head=HEAD, samples=80, seed=tf.constant([i, 0])))
        for i in range(20)
    ]
    mean = np.mean(several, axis=0)
    assert full @ mean / np.linalg.norm(full) / np.linalg.norm(mean) > 0.98
