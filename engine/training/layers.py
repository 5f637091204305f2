"""Recurrent layers with the weights of Keras' layers of that name: fast on a CPU, Keras' own cuDNN ones on a GPU."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.training.cells import SEQUENCES, Tensor
from engine.training.runtime import has_gpu, keras, tf

_GATES = {"rnn": 1, "gru": 3, "lstm": 4}


class RecurrentLayer(keras.layers.Layer):
    """A recurrent layer over feature-major input.

    Calling it with inputs (T, I, B) and the states, each (units, B) and zero unless given, returns the hidden states
    (T, units, B) and the final states.
    """

    def __init__(self, cell: str, units: int, *, seed: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.cell = cell
        self.units = units
        self.seed = seed
        self.states = 2 if cell == "lstm" else 1

    def build(self, input_shape: Sequence[int | None]) -> None:
        """input_shape: (T, I, B), of which only I must be known."""
        columns = _GATES[self.cell] * self.units
        width = int(input_shape[1] or 0)
        glorot = keras.initializers.GlorotUniform(self.seed)
        orthogonal = keras.initializers.Orthogonal(seed=self.seed + 1)
        self.kernel = self.add_weight(shape=(width, columns), initializer=glorot, name="kernel")
        self.recurrent_kernel = self.add_weight(
            shape=(self.units, columns), initializer=orthogonal, name="recurrent_kernel"
        )
        bias_shape = (2, columns) if self.cell == "gru" else (columns,)
        self.bias = self.add_weight(shape=bias_shape, initializer=self._first_bias, name="bias")

    def _first_bias(self, shape: Sequence[int], dtype: Any = None) -> Tensor:
        """Zeros, but ones for the forget gate of the LSTM (Jozefowicz et al. 2015)."""
        if self.cell != "lstm":
            return tf.zeros(shape, tf.float32)
        units = self.units
        return tf.concat([tf.zeros(units), tf.ones(units), tf.zeros(2 * units)], 0)

    def call(
        self, inputs: Tensor, states: Sequence[Tensor] | None = None, *, recurrent_mask: Tensor | None = None
    ) -> tuple[Tensor, list[Tensor]]:
        """`recurrent_mask` (units, gates * units) is multiplied with the recurrent kernel (Merity et al. 2018)."""
        return self._run(inputs, tf.convert_to_tensor(self.kernel), self.bias, states, recurrent_mask)

    def read(
        self,
        ids: Tensor,
        embedding: Tensor | None,
        states: Sequence[Tensor] | None = None,
        *,
        recurrent_mask: Tensor | None = None,
    ) -> tuple[Tensor, list[Tensor]]:
        """ids (T, B) instead of inputs, with an embedding (V, I), or None for one-hot input.

        Embedding and kernel become one table of V rows, so that neither products with the inputs nor their gradients
        are computed: worth it for the alphabets of characters.
        """
        kernel = tf.convert_to_tensor(self.kernel)
        table = kernel if embedding is None else tf.matmul(embedding, kernel)
        inputs = tf.one_hot(ids, table.shape[0], axis=1)
        return self._run(inputs, table, self.bias, states, recurrent_mask, input_gradient=False)

    def _run(
        self,
        inputs: Tensor,
        kernel: Tensor,
        bias: Tensor,
        states: Sequence[Tensor] | None,
        recurrent_mask: Tensor | None,
        *,
        input_gradient: bool = True,
    ) -> tuple[Tensor, list[Tensor]]:
        if states is None:
            states = [tf.zeros((self.units, tf.shape(inputs)[2]))] * self.states
        recurrent = tf.convert_to_tensor(self.recurrent_kernel)
        if recurrent_mask is not None:
            recurrent = recurrent * recurrent_mask
        hidden, *final = SEQUENCES[self.cell](
            inputs, kernel, recurrent, tf.convert_to_tensor(bias), *states, input_gradient=input_gradient
        )
        return hidden, final


class KerasRecurrentLayer:
    """Keras' own layer behind the same interface: on a GPU it runs cuDNN's fused kernels.

    Those take no masks, so `recurrent_mask` is left out there.
    """

    def __init__(self, cell: str, units: int, *, seed: int = 0) -> None:
        layer = {"rnn": keras.layers.SimpleRNN, "gru": keras.layers.GRU, "lstm": keras.layers.LSTM}[cell]
        self._layer = layer(
            units,
            return_sequences=True,
            return_state=True,
            kernel_initializer=keras.initializers.GlorotUniform(seed),
            recurrent_initializer=keras.initializers.Orthogonal(seed=seed + 1),
        )
        self.cell = cell
        self.units = units
        self.states = 2 if cell == "lstm" else 1

    def build(self, input_shape: Sequence[int | None]) -> None:
        """input_shape: (T, I, B), of which only I must be known."""
        self._layer.build((None, None, input_shape[1]))
        inner = self._layer.cell
        self.kernel, self.recurrent_kernel, self.bias = inner.kernel, inner.recurrent_kernel, inner.bias

    def __call__(
        self, inputs: Tensor, states: Sequence[Tensor] | None = None, *, recurrent_mask: Tensor | None = None
    ) -> tuple[Tensor, list[Tensor]]:
        """See `RecurrentLayer.call`."""
        del recurrent_mask
        initial = None if states is None else [tf.transpose(state) for state in states]
        if initial is not None and len(initial) == 1:
            (initial,) = initial
        hidden, *final = self._layer(tf.transpose(inputs, (2, 0, 1)), initial_state=initial)
        return tf.transpose(hidden, (1, 2, 0)), [tf.transpose(state) for state in final]

    def read(
        self,
        ids: Tensor,
        embedding: Tensor | None,
        states: Sequence[Tensor] | None = None,
        *,
        recurrent_mask: Tensor | None = None,
    ) -> tuple[Tensor, list[Tensor]]:
        """See `RecurrentLayer.read`."""
        if embedding is None:
            inputs = tf.one_hot(ids, self.kernel.shape[0], axis=1)
        else:
            inputs = tf.transpose(tf.gather(embedding, ids), (0, 2, 1))
        return self(inputs, states, recurrent_mask=recurrent_mask)


def recurrent_layer(cell: str, units: int, *, seed: int = 0) -> RecurrentLayer | KerasRecurrentLayer:
    """The layer that is fastest here."""
    return (KerasRecurrentLayer if has_gpu() else RecurrentLayer)(cell, units, seed=seed)
