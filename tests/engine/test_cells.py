"""The NumPy cells and our Keras layers against Keras' own layers: values, states and gradients."""

from __future__ import annotations

import numpy as np
import pytest

from engine.cells import CELLS, GRU, LSTM, Bidirectional, SimpleRNN, stacked
from engine.training.cells import RecurrentLayer
from engine.training.runtime import keras, tf

KERAS = {"rnn": keras.layers.SimpleRNN, "lstm": keras.layers.LSTM, "gru": keras.layers.GRU}
SHAPES = [(1, 1, 2, 3), (7, 3, 5, 4), (20, 8, 16, 24)]


def weights(cell, input_dim, units, seed=0):
    random = np.random.default_rng(seed)
    columns = CELLS[cell].gates * units
    bias = (2, columns) if cell == "gru" else (columns,)
    shapes = ((input_dim, columns), (units, columns), bias)
    return [random.normal(0, 0.4, shape).astype(np.float32) for shape in shapes]


def reference(cell, units, input_dim, values, **options):
    layer = KERAS[cell](units, **options)
    layer.build((None, None, input_dim))
    layer.set_weights(values)
    return layer


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("shape", SHAPES)
def test_numpy_cell_agrees_with_keras_in_values_states_and_shapes(cell, shape):
    timesteps, batch_size, input_dim, units = shape
    values = weights(cell, input_dim, units)
    x = np.random.default_rng(1).normal(size=(batch_size, timesteps, input_dim)).astype(np.float32)
    ours = CELLS[cell](*values)
    for sequences in (False, True):
        layer = reference(cell, units, input_dim, values, return_sequences=sequences, return_state=True)
        expected = [np.asarray(part) for part in layer(x)]
        got = ours(x, return_sequences=sequences, return_state=True)
        assert [part.shape for part in got] == [part.shape for part in expected]
        for a, b in zip(got, expected, strict=True):
            np.testing.assert_allclose(a, b, atol=1e-5)
        np.testing.assert_array_equal(ours(x, return_sequences=sequences), got[0])


@pytest.mark.parametrize("cell", CELLS)
def test_stacked_numpy_cells_agree_with_a_deep_keras_model(cell):
    x = np.random.default_rng(2).normal(size=(4, 9, 5)).astype(np.float32)
    first, second = weights(cell, 5, 6, 3), weights(cell, 6, 7, 4)
    below = reference(cell, 6, 5, first, return_sequences=True)
    for sequences in (False, True):
        above = reference(cell, 7, 6, second, return_sequences=sequences)
        got = stacked([CELLS[cell](*first), CELLS[cell](*second)], x, return_sequences=sequences)
        np.testing.assert_allclose(got, np.asarray(above(below(x))), atol=1e-5)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("sequences", [False, True])
def test_bidirectional_numpy_cell_agrees_with_keras(cell, sequences):
    x = np.random.default_rng(5).normal(size=(3, 8, 5)).astype(np.float32)
    ahead, back = weights(cell, 5, 6, 6), weights(cell, 5, 6, 7)
    layer = keras.layers.Bidirectional(KERAS[cell](6, return_sequences=sequences, return_state=True))
    layer.build((None, None, 5))
    layer.set_weights([*ahead, *back])
    expected = [np.asarray(part) for part in layer(x)]
    both = Bidirectional(CELLS[cell](*ahead), CELLS[cell](*back))
    got = both(x, return_sequences=sequences, return_state=True)
    assert [part.shape for part in got] == [part.shape for part in expected]
    for a, b in zip(got, expected, strict=True):
        np.testing.assert_allclose(a, b, atol=1e-5)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("shape", SHAPES)
def test_our_layer_has_the_values_and_gradients_of_keras(cell, shape):
    timesteps, batch_size, input_dim, units = shape
    values = weights(cell, input_dim, units)
    ours = RecurrentLayer(cell, units)
    ours.build((None, None, input_dim))
    ours.set_weights(values)
    keras_layer = reference(cell, units, input_dim, values, return_sequences=True, return_state=True)
    random = np.random.default_rng(8)
    x = tf.constant(random.normal(size=(timesteps, batch_size, input_dim)), tf.float32)
    states = [tf.constant(random.normal(size=(batch_size, units)), tf.float32) for _ in range(ours.states)]
    wanted = tf.constant(random.normal(size=(timesteps, batch_size, units)), tf.float32)
    sources = [x, *states]

    def gradients(run, variables):
        with tf.GradientTape() as tape:
            tape.watch(sources)
            hidden, final = run()
            loss = tf.reduce_sum(hidden * wanted) + sum(tf.reduce_sum(part * part) for part in final)
        return hidden, tape.gradient(loss, [*sources, *variables])

    def run_keras():
        initial = states if len(states) > 1 else states[0]
        hidden, *final = keras_layer(tf.transpose(x, (1, 0, 2)), initial_state=initial)
        return tf.transpose(hidden, (1, 0, 2)), final

    hidden, got = gradients(lambda: ours(x, states), ours.trainable_variables)
    expected_hidden, expected = gradients(run_keras, keras_layer.trainable_variables)
    np.testing.assert_allclose(hidden, expected_hidden, atol=1e-5)
    for a, b in zip(got, expected, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-4)


def test_first_weights_have_the_forget_bias_of_one():
    layer = RecurrentLayer("lstm", 3)
    layer.build((None, None, 2))
    np.testing.assert_array_equal(layer.bias.numpy(), [0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0])


def test_the_seminars_loop_is_the_simple_cell():
    """h = tanh(W_x x + W_h h + b), states stacked to (timesteps, hidden)."""
    random = np.random.default_rng(0)
    inputs = random.random((10, 4))
    w_x, w_h, b = random.random((8, 4)), random.random((8, 8)), random.random(8)
    hidden, states = np.zeros(8), []
    for x in inputs:
        hidden = np.tanh(w_x @ x + w_h @ hidden + b)
        states.append(hidden)
    cell = SimpleRNN(w_x.T, w_h.T, b)
    np.testing.assert_allclose(cell(inputs[None], return_sequences=True)[0], np.stack(states), atol=1e-12)


def test_gate_values_are_named_and_lie_between_their_bounds():
    for cell, names in ((LSTM, {"input", "forget", "candidate", "output"}), (GRU, {"update", "reset", "candidate"})):
        layer = cell(*weights("lstm" if cell is LSTM else "gru", 3, 4))
        gates = layer.gate_values(layer.project(np.ones((2, 3), np.float32)), layer.zero_state(2))
        assert set(gates) == names
        assert all(g.shape == (2, 4) and np.abs(g).max() <= 1 for g in gates.values())


def test_wrong_shapes_are_refused():
    kernel, recurrent, bias = weights("lstm", 3, 4)
    with pytest.raises(ValueError, match="kernel"):
        LSTM(kernel[:, :-1], recurrent, bias)
