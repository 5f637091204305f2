"""The recurrent cells in NumPy, one formula a class: what answers when a saved model is used.

Shapes, gate orders, `return_sequences` and `return_state` mean what they mean in Keras; the numbers agree with Keras to
1e-5. The pseudo code they grew from: h = 0; for x_t in inputs: h = tanh(W_x x_t + W_h h + b); collect h.

Gate orders in one matrix of `gates * units` columns: LSTM i, f, c, o (Hochreiter and Schmidhuber 1997, with the forget
gate of Gers et al. 2000); GRU z, r, h (Cho et al. 2014, in the form whose reset gate acts after the product, with two
biases). Keras lets z keep the old state, h_t = z h_{t-1} + (1 - z) h~; the seminar exchanges z and 1 - z, which is
the same network.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

Array = np.ndarray
State = tuple[Array, ...]


def sigmoid(x: Array) -> Array:
    """1 / (1 + exp(-x)) through tanh, which cannot overflow."""
    return 0.5 * np.tanh(0.5 * x) + 0.5


class RecurrentCell:
    """A recurrent layer with fixed weights.

    Args:
        kernel: (input_dim, gates * units), applied to the input.
        recurrent_kernel: (units, gates * units), applied to the hidden state.
        bias: (gates * units,), for the GRU (2, 3 * units): one for the input, one for the state.
    """

    gates: ClassVar[int] = 1
    states: ClassVar[int] = 1

    def __init__(self, kernel: Array, recurrent_kernel: Array, bias: Array) -> None:
        self.units = recurrent_kernel.shape[0]
        columns = self.gates * self.units
        if kernel.shape[1:] != (columns,) or recurrent_kernel.shape != (self.units, columns):
            raise ValueError(f"{type(self).__name__}: kernel {kernel.shape}, recurrent kernel {recurrent_kernel.shape}")
        self.kernel = kernel
        self.recurrent_kernel = recurrent_kernel
        self.bias = bias

    @property
    def input_bias(self) -> Array:
        """The bias that belongs to the input product, (gates * units,)."""
        return self.bias

    def zero_state(self, batch_size: int) -> State:
        """The state before the first token: arrays of (batch_size, units)."""
        return tuple(np.zeros((batch_size, self.units), self.kernel.dtype) for _ in range(self.states))

    def project(self, x: Array) -> Array:
        """x (..., input_dim) times the kernel plus the input bias: (..., gates * units)."""
        return x @ self.kernel + self.input_bias

    def step(self, projected: Array, state: State) -> State:
        """One time step. `projected` is `project(x_t)`, (batch_size, gates * units); the hidden state comes first."""
        raise NotImplementedError

    def gate_values(self, projected: Array, state: State) -> dict[str, Array]:
        """The named gates of one step, each (batch_size, units); empty for a cell without gates."""
        return {}

    def __call__(
        self,
        inputs: Array,
        initial_state: State | None = None,
        *,
        return_sequences: bool = False,
        return_state: bool = False,
    ) -> Array | tuple[Array, ...]:
        """Runs over inputs of shape (batch_size, timesteps, input_dim).

        Returns the last hidden state (batch_size, units), or every one (batch_size, timesteps, units) with
        `return_sequences`; with `return_state` a tuple of that and the final state (h; for the LSTM h and c).
        """
        batch_size, timesteps = inputs.shape[:2]
        state = self.zero_state(batch_size) if initial_state is None else initial_state
        projected = self.project(inputs)
        hidden = np.empty((batch_size, timesteps, self.units), projected.dtype) if return_sequences else None
        for t in range(timesteps):
            state = self.step(projected[:, t], state)
            if hidden is not None:
                hidden[:, t] = state[0]
        output = state[0] if hidden is None else hidden
        return (output, *state) if return_state else output


class SimpleRNN(RecurrentCell):
    """h_t = tanh(W_x x_t + W_h h_{t-1} + b) (Elman 1990)."""

    def step(self, projected: Array, state: State) -> State:
        return (np.tanh(projected + state[0] @ self.recurrent_kernel),)


class LSTM(RecurrentCell):
    """c_t = f * c_{t-1} + i * g; h_t = o * tanh(c_t), with i, f, o = sigmoid(...) and g = tanh(...)."""

    gates = 4
    states = 2

    def _gates(self, projected: Array, h: Array) -> tuple[Array, Array, Array, Array]:
        z = projected + h @ self.recurrent_kernel
        n = self.units
        return sigmoid(z[:, :n]), sigmoid(z[:, n : 2 * n]), np.tanh(z[:, 2 * n : 3 * n]), sigmoid(z[:, 3 * n :])

    def step(self, projected: Array, state: State) -> State:
        h, c = state
        i, f, g, o = self._gates(projected, h)
        c = f * c + i * g
        return o * np.tanh(c), c

    def gate_values(self, projected: Array, state: State) -> dict[str, Array]:
        i, f, g, o = self._gates(projected, state[0])
        return {"input": i, "forget": f, "candidate": g, "output": o}


class GRU(RecurrentCell):
    """h_t = z * h_{t-1} + (1 - z) * tanh(W x_t + b + r * (U h_{t-1} + b'))."""

    gates = 3

    @property
    def input_bias(self) -> Array:
        return self.bias[0]

    def _gates(self, projected: Array, h: Array) -> tuple[Array, Array, Array]:
        n = self.units
        recurrent = h @ self.recurrent_kernel + self.bias[1]
        z = sigmoid(projected[:, :n] + recurrent[:, :n])
        r = sigmoid(projected[:, n : 2 * n] + recurrent[:, n : 2 * n])
        return z, r, np.tanh(projected[:, 2 * n :] + r * recurrent[:, 2 * n :])

    def step(self, projected: Array, state: State) -> State:
        (h,) = state
        z, _, candidate = self._gates(projected, h)
        return (z * h + (1 - z) * candidate,)

    def gate_values(self, projected: Array, state: State) -> dict[str, Array]:
        z, r, candidate = self._gates(projected, state[0])
        return {"update": z, "reset": r, "candidate": candidate}


CELLS: dict[str, type[RecurrentCell]] = {"rnn": SimpleRNN, "lstm": LSTM, "gru": GRU}


class Bidirectional:
    """Two cells over the same inputs, one of them from the end; their outputs stand side by side (Schuster and Paliwal
    1997). Without `return_sequences` the output joins the last state of each direction."""

    def __init__(self, forward: RecurrentCell, backward: RecurrentCell) -> None:
        self.forward = forward
        self.backward = backward
        self.units = forward.units + backward.units

    def __call__(
        self, inputs: Array, *, return_sequences: bool = False, return_state: bool = False
    ) -> Array | tuple[Array, ...]:
        """As `RecurrentCell.__call__`; the states are those of the forward cell, then of the backward cell."""
        ahead, *ahead_state = self.forward(inputs, return_sequences=return_sequences, return_state=True)
        back, *back_state = self.backward(inputs[:, ::-1], return_sequences=return_sequences, return_state=True)
        if return_sequences:
            back = back[:, ::-1]
        output = np.concatenate([ahead, back], axis=-1)
        return (output, *ahead_state, *back_state) if return_state else output


def stacked(layers: Sequence[RecurrentCell | Bidirectional], inputs: Array, *, return_sequences: bool = False) -> Array:
    """A deep network: each layer reads every hidden state of the one below. Returns what the last layer returns."""
    for layer in layers[:-1]:
        inputs = np.asarray(layer(inputs, return_sequences=True))
    return np.asarray(layers[-1](inputs, return_sequences=return_sequences))
