"""How the logit of a classifier moves with what its cells read: the way back through a recurrent stack, in NumPy."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.cells import LSTM, Array, RecurrentCell, SimpleRNN, State
from engine.network import RecurrentStack

# Of one step: gradients of the new state, the state before, the new one and the gates -> of the projection and of the
# state before.
_Back = Callable[[RecurrentCell, list[Array], State, State, dict[str, Array]], tuple[Array, list[Array]]]


def logits_and_gradients(
    network: RecurrentStack, projected: tuple[Array, ...], lengths: Array
) -> tuple[Array, tuple[Array, ...]]:
    """Classifies rows given by what the first layer's cells read, and says how each number of it moves the logit.

    Args:
        projected: of each direction, (batch_size, timesteps, gates * units), in the order of the text.
        lengths: (batch_size,) at least 1; what lies behind is padding.

    Returns:
        The logits (batch_size,), and the gradients, each of the shape of its projection, 0 in the padding.
    """
    steps = np.arange(projected[0].shape[1])
    valid = steps[None, :] < lengths[:, None]
    # The valid part of each row turned round; turning it again turns it back.
    reverse = np.where(valid, lengths[:, None] - 1 - steps[None, :], steps[None, :])[:, :, None]
    runs: list[list[_Run]] = []
    inputs = projected
    hidden = np.zeros(0)
    for layer, cells in enumerate(network.layers):
        if layer:
            inputs = tuple(cell.project(hidden) for cell in cells)
        runs.append([])
        outputs = []
        for direction, (cell, own) in enumerate(zip(cells, inputs, strict=True)):
            run = _Run(cell, np.take_along_axis(own, reverse, 1) if direction else own)
            runs[-1].append(run)
            outputs.append(np.take_along_axis(run.hidden, reverse, 1) if direction else run.hidden)
        hidden = np.concatenate(outputs, axis=-1)
    pooled, chosen = _pooled(network, hidden, valid, lengths)
    logits = network.logits(pooled)[:, 0]
    width = pooled.shape[1]
    weight = (network.logits(np.eye(width)) - network.logits(np.zeros((1, width))))[:, 0]
    gradient = np.where(chosen, weight, 0.0).astype(hidden.dtype)
    back: list[Array] = []
    for layer in range(len(runs) - 1, -1, -1):
        if back:
            gradient = sum(own @ run.cell.kernel.T for own, run in zip(back, runs[layer + 1], strict=True))
        back = []
        for direction, run in enumerate(runs[layer]):
            own = gradient[..., direction * run.cell.units : (direction + 1) * run.cell.units]
            if direction:
                back.append(np.take_along_axis(run.back(np.take_along_axis(own, reverse, 1)), reverse, 1))
            else:
                back.append(run.back(own))
    return logits, tuple(back)


def _pooled(network: RecurrentStack, hidden: Array, valid: Array, lengths: Array) -> tuple[Array, Array]:
    """What the output layer reads, (batch_size, width), and where each number of it comes from, as `hidden`."""
    chosen = np.zeros(hidden.shape, bool)
    rows = np.arange(len(hidden))[:, None]
    columns = np.arange(hidden.shape[2])[None, :]
    if network.config.pooling == "max":
        places = np.where(valid[:, :, None], hidden, -np.inf).argmax(axis=1)
    else:
        places = np.where(columns < network.config.units, lengths[:, None] - 1, 0)
    chosen[rows, places, columns] = True
    return hidden[rows, places, columns], chosen


class _Run:
    """One cell over a sequence, with what the way back needs. `hidden` is (batch_size, timesteps, units)."""

    def __init__(self, cell: RecurrentCell, projected: Array) -> None:
        self.cell = cell
        self._shape = projected.shape
        state = cell.zero_state(projected.shape[0])
        self._states = [state]
        self._gates: list[dict[str, Array]] = []
        for t in range(projected.shape[1]):
            self._gates.append(cell.gate_values(projected[:, t], state))
            state = cell.step(projected[:, t], state)
            self._states.append(state)
        self.hidden = np.stack([own[0] for own in self._states[1:]], axis=1)

    def back(self, gradient: Array) -> Array:
        """The gradient of every hidden state, (batch_size, timesteps, units) -> of what the cell read."""
        way = _lstm if isinstance(self.cell, LSTM) else _rnn if isinstance(self.cell, SimpleRNN) else _gru
        result = np.empty(self._shape, gradient.dtype)
        own = [np.zeros_like(part) for part in self._states[0]]
        for t in range(self._shape[1] - 1, -1, -1):
            own[0] = own[0] + gradient[:, t]
            result[:, t], own = way(self.cell, own, self._states[t], self._states[t + 1], self._gates[t])
        return result


def _rnn(
    cell: RecurrentCell, own: list[Array], before: State, after: State, gates: dict[str, Array]
) -> tuple[Array, list[Array]]:
    z = own[0] * (1 - after[0] ** 2)
    return z, [z @ cell.recurrent_kernel.T]


def _lstm(
    cell: RecurrentCell, own: list[Array], before: State, after: State, gates: dict[str, Array]
) -> tuple[Array, list[Array]]:
    i, f, g, o = (gates[name] for name in ("input", "forget", "candidate", "output"))
    shown = np.tanh(after[1])
    c = own[1] + own[0] * o * (1 - shown**2)
    z = np.concatenate(
        [c * g * i * (1 - i), c * before[1] * f * (1 - f), c * i * (1 - g**2), own[0] * shown * o * (1 - o)], axis=1
    )
    return z, [z @ cell.recurrent_kernel.T, c * f]


def _gru(
    cell: RecurrentCell, own: list[Array], before: State, after: State, gates: dict[str, Array]
) -> tuple[Array, list[Array]]:
    z, r, candidate = (gates[name] for name in ("update", "reset", "candidate"))
    n = cell.units
    recurrent = before[0] @ cell.recurrent_kernel[:, 2 * n :] + cell.bias[1, 2 * n :]
    inner = own[0] * (1 - z) * (1 - candidate**2)
    both = [own[0] * (before[0] - candidate) * z * (1 - z), inner * recurrent * r * (1 - r)]
    state = np.concatenate([*both, inner * r], axis=1)
    return np.concatenate([*both, inner], axis=1), [own[0] * z + state @ cell.recurrent_kernel.T]
