"""What TensorFlow trained and what NumPy answers with are the same network."""

from __future__ import annotations

import numpy as np
import pytest

from engine.config import ModelConfig
from engine.errors import ModelDamagedError
from engine.network import RecurrentStack, array_shapes
from engine.training.network import Network
from engine.training.runtime import tf

VOCABULARY = 23


def pair(**changes):
    config = ModelConfig.checked(**{"units": 12, "embedding_dim": 6, **changes})
    network = Network(config, VOCABULARY, seed=3)
    return network, RecurrentStack(network.arrays(), config)


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
@pytest.mark.parametrize("num_layers", [1, 3])
@pytest.mark.parametrize("shape", [{"embedding_dim": 0}, {"embedding_dim": 6}, {"embedding_dim": 18}, {"tied": True}])
def test_language_model_logits_agree(cell, num_layers, shape):
    network, stack = pair(cell=cell, num_layers=num_layers, **shape)
    ids = np.random.default_rng(0).integers(0, VOCABULARY, (4, 15)).astype(np.int32)
    hidden, _ = network.hidden(tf.constant(ids.T), network.zero_states(4))
    expected = network.logits(hidden).numpy().reshape(15, 4, -1).transpose(1, 0, 2)
    read, final = stack.read(ids, stack.start(4))
    np.testing.assert_allclose(stack.logits(read), expected, atol=1e-5)
    states = stack.start(4)
    for t in range(15):
        top, states = stack.step(ids[:, t], states)
    np.testing.assert_allclose(stack.logits(top), expected[:, -1], atol=1e-5)
    for a, b in zip(states, final, strict=True):
        for x, y in zip(a, b, strict=True):
            np.testing.assert_allclose(x, y, atol=1e-5)


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
@pytest.mark.parametrize("bidirectional", [False, True])
@pytest.mark.parametrize("pooling", ["last", "max"])
def test_classifier_logits_agree_and_padding_changes_nothing(cell, bidirectional, pooling):
    network, stack = pair(kind="classifier", cell=cell, num_layers=2, bidirectional=bidirectional, pooling=pooling)
    random = np.random.default_rng(1)
    lengths = np.array([9, 4, 1], np.int32)
    ids = np.zeros((3, 9), np.int32)
    for row, length in zip(ids, lengths, strict=True):
        row[:length] = random.integers(2, VOCABULARY, length)
    expected = network.classified(tf.constant(ids.T), tf.constant(lengths)).numpy()
    np.testing.assert_allclose(stack.run(ids, lengths), expected, atol=1e-5)
    alone = [stack.run(ids[i : i + 1, : lengths[i]], lengths[i : i + 1])[0] for i in range(3)]
    np.testing.assert_allclose(alone, expected, atol=1e-5)


def test_a_table_too_large_to_fold_gives_the_same_logits(monkeypatch):
    _, folded = pair()
    network, _ = pair()
    monkeypatch.setattr("engine.network._FOLD_LIMIT", 0)
    plain = RecurrentStack(network.arrays(), folded.config)
    ids = np.arange(10)[None] % VOCABULARY
    a, _ = folded.read(ids, folded.start())
    b, _ = plain.read(ids, plain.start())
    np.testing.assert_allclose(a, b, atol=1e-6)


@pytest.mark.parametrize("name", ["embedding", "layers.0.bias", "output.kernel"])
def test_missing_or_misshapen_arrays_are_refused(name):
    network, stack = pair()
    arrays = network.arrays()
    assert set(arrays) == set(array_shapes(stack.config, VOCABULARY))
    with pytest.raises(ModelDamagedError):
        RecurrentStack({k: v for k, v in arrays.items() if k != name}, stack.config)
    with pytest.raises(ModelDamagedError):
        RecurrentStack({**arrays, name: arrays[name][:-1]}, stack.config)


def test_the_optimizer_takes_the_steps_of_adamw():
    from engine.config import TrainingConfig
    from engine.training.runtime import keras
    from engine.training.steps import Optimizer

    network, _ = pair()
    optimizer = Optimizer(network, TrainingConfig(weight_decay=0.1, clip_norm=0.5, learning_rate=0.01))
    peers = [tf.Variable(array) for array in network.arrays().values()]
    reference = keras.optimizers.AdamW(0.01, weight_decay=0.1, beta_2=0.99, epsilon=1e-8, global_clipnorm=0.5)
    kept = [p for p, name in zip(peers, network.variables, strict=True) if name == "embedding" or name.endswith("bias")]
    reference.exclude_from_weight_decay(var_list=kept)
    reference.build(peers)
    random = np.random.default_rng(0)
    for _ in range(5):
        gradients = [random.normal(size=peer.shape).astype(np.float32) for peer in peers]
        optimizer.apply([[tf.constant(g / 4) for g in gradients], [tf.constant(g * 3 / 4) for g in gradients]])
        reference.apply_gradients(zip([tf.constant(g) for g in gradients], peers, strict=True))
    for ours, peer in zip(network.arrays().values(), peers, strict=True):
        np.testing.assert_allclose(ours, peer.numpy(), atol=1e-5)
