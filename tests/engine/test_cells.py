"""The NumPy cells and our Keras layers against Keras' own layers: values, states and gradients."""

from __future__ import annotations

import numpy as np
import pytest

from engine.cells import CELLS, GRU, LSTM, Bidirectional, SimpleRNN, stacked
from engine.training.layers import KerasRecurrentLayer, RecurrentLayer
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


def feature_major(x):
    """(B, T, n) as (T, n, B), and (B, n) as (n, B)."""
    return tf.transpose(x, (1, 2, 0) if len(x.shape) == 3 else (1, 0))


def gradients(run, sources, variables, wanted):
    """Hidden states of a run, and the gradients of a sum over them and the final states."""
    with tf.GradientTape() as tape:
        tape.watch(sources)
        hidden, final = run()
        loss = tf.reduce_sum(hidden * wanted) + sum(tf.reduce_sum(part * part) for part in final)
    return hidden, tape.gradient(loss, [*sources, *variables])


@pytest.mark.parametrize("layer", [RecurrentLayer, KerasRecurrentLayer])
@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("shape", [*SHAPES, (3, 2, 1, 1), (31, 5, 9, 7), (12, 25, 33, 40)])
def test_our_layers_have_the_values_and_gradients_of_keras(layer, cell, shape):
    timesteps, batch_size, input_dim, units = shape
    scale = min(1.0, 12 / units)  # wide layers of large weights are chaotic: rounding grows with every step
    values = [value * scale for value in weights(cell, input_dim, units)]
    ours = layer(cell, units)
    ours.build((None, input_dim, None))
    variables = [ours.kernel, ours.recurrent_kernel, ours.bias]
    for variable, value in zip(variables, values, strict=True):
        variable.assign(value)
    keras_layer = reference(cell, units, input_dim, values, return_sequences=True, return_state=True)
    random = np.random.default_rng(8)
    x = tf.constant(random.normal(size=(batch_size, timesteps, input_dim)), tf.float32)
    states = [tf.constant(random.normal(size=(batch_size, units)), tf.float32) for _ in range(ours.states)]
    wanted = tf.constant(random.normal(size=(batch_size, timesteps, units)), tf.float32)

    def run_keras():
        hidden, *final = keras_layer(x, initial_state=states if len(states) > 1 else states[0])
        return hidden, final

    expected_hidden, expected = gradients(run_keras, [x, *states], keras_layer.trainable_variables, wanted)
    own = [feature_major(part) for part in (x, *states)]
    hidden, got = gradients(lambda: ours(own[0], own[1:]), own, variables, feature_major(wanted))
    np.testing.assert_allclose(hidden, feature_major(expected_hidden), atol=1e-5)
    for a, b in zip(got[: len(own)], expected[: len(own)], strict=True):
        np.testing.assert_allclose(a, feature_major(b), rtol=1e-4, atol=1e-4)
    for a, b in zip(got[len(own) :], expected[len(own) :], strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("embedded", [True, False])
@pytest.mark.parametrize("cell", CELLS)
def test_reading_ids_through_one_table_equals_reading_their_embeddings(cell, embedded):
    random = np.random.default_rng(3)
    embedding = tf.Variable(random.normal(size=(11, 5)).astype(np.float32)) if embedded else None
    width = 5 if embedded else 11
    ours = RecurrentLayer(cell, 6)
    ours.build((None, width, None))
    for variable, value in zip((ours.kernel, ours.recurrent_kernel, ours.bias), weights(cell, width, 6), strict=True):
        variable.assign(value)
    variables = [ours.kernel, ours.recurrent_kernel, ours.bias, *([embedding] if embedded else [])]
    ids = random.integers(0, 11, (9, 4)).astype(np.int32)
    wanted = tf.constant(random.normal(size=(9, 6, 4)), tf.float32)

    def embedded_first():
        x = tf.gather(embedding, ids) if embedded else tf.one_hot(ids, 11)
        return ours(tf.transpose(x, (0, 2, 1)))

    expected_hidden, expected = gradients(embedded_first, [], variables, wanted)
    table = None if embedding is None else tf.convert_to_tensor
    hidden, got = gradients(lambda: ours.read(ids, table and table(embedding)), [], variables, wanted)
    np.testing.assert_allclose(hidden, expected_hidden, atol=1e-5)
    for a, b in zip(got, expected, strict=True):
        np.testing.assert_allclose(tf.convert_to_tensor(a), tf.convert_to_tensor(b), rtol=1e-4, atol=1e-4)


def test_first_weights_have_the_forget_bias_of_one():
    layer = RecurrentLayer("lstm", 3)
    layer.build((None, 2, None))
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
