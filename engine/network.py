"""A saved network in NumPy: named arrays in, logits out. Used by completion and by the spam checker alike.

Names of the arrays: `embedding` (vocabulary, embedding_dim), absent for one-hot input; `layers.N.kernel`,
`layers.N.recurrent_kernel`, `layers.N.bias`, and the same under `layers.N.backward.` for a bidirectional layer;
`output.kernel` (units, vocabulary or 1) and `output.bias`. A tied model has `output.projection` (units, embedding_dim)
in place of the kernel, and its embedding behind it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.cells import CELLS, Array, RecurrentCell, State
from engine.config import ModelConfig
from engine.errors import ModelDamagedError

# Up to here the embedding and the first kernel are folded into one table (32 MB); above, they are multiplied each step.
_FOLD_LIMIT = 8_000_000


def array_shapes(config: ModelConfig, vocabulary: int) -> dict[str, tuple[int, ...]]:
    """The name and shape of every array that a network of this config has."""
    gates = CELLS[config.cell].gates
    shapes: dict[str, tuple[int, ...]] = {}
    width = config.embedding_dim or vocabulary
    if config.embedding_dim:
        shapes["embedding"] = (vocabulary, width)
    columns = gates * config.units
    for layer in range(config.num_layers):
        for direction in ("", "backward.") if config.bidirectional else ("",):
            prefix = f"layers.{layer}.{direction}"
            shapes[prefix + "kernel"] = (width, columns)
            shapes[prefix + "recurrent_kernel"] = (config.units, columns)
            shapes[prefix + "bias"] = (2, columns) if config.cell == "gru" else (columns,)
        width = config.units * (2 if config.bidirectional else 1)
    outputs = 1 if config.kind == "classifier" else vocabulary
    if config.tied:
        shapes["output.projection"] = (width, config.embedding_dim)
    else:
        shapes["output.kernel"] = (width, outputs)
    shapes["output.bias"] = (outputs,)
    return shapes


class RecurrentStack:
    """Embedding, recurrent layers and the output layer of a saved model.

    Raises ModelDamagedError where an array is missing or has the wrong shape.
    """

    def __init__(self, weights: Mapping[str, Array], config: ModelConfig) -> None:
        self.config = config
        first = weights.get("embedding", weights.get("layers.0.kernel"))
        self.vocabulary = 0 if first is None else first.shape[0]
        for name, shape in array_shapes(config, self.vocabulary).items():
            if name not in weights or weights[name].shape != shape:
                raise ModelDamagedError(
                    "The model's weights do not fit its description, so it was not loaded.",
                    "Train it again, or import an undamaged copy.",
                )
        self._embedding = weights.get("embedding")
        self._layers = [self._cell(weights, f"layers.{i}.") for i in range(config.num_layers)]
        self._backward = (
            [self._cell(weights, f"layers.{i}.backward.") for i in range(config.num_layers)]
            if config.bidirectional
            else []
        )
        self._projection = weights.get("output.projection") if config.tied else None
        # Tied: the embedding turned, once, because every step multiplies by it.
        self._output_kernel = np.ascontiguousarray(weights["embedding"].T) if config.tied else weights["output.kernel"]
        self._output_bias = weights["output.bias"]
        self._table = self._folded()

    def _cell(self, weights: Mapping[str, Array], prefix: str) -> RecurrentCell:
        arrays = (weights[prefix + part] for part in ("kernel", "recurrent_kernel", "bias"))
        return CELLS[self.config.cell](*arrays)

    def _folded(self) -> Array | None:
        """embedding · kernel + bias of the first layer as one table, (vocabulary, gates * units)."""
        first = self._layers[0]
        if self._embedding is None:
            return first.kernel + first.input_bias
        if self.vocabulary * first.kernel.shape[1] > _FOLD_LIMIT:
            return None
        return first.project(self._embedding)

    def _first_projection(self, ids: Array) -> Array:
        """What the first layer's step takes, for ids of any shape: (..., gates * units)."""
        if self._table is not None:
            return self._table[ids]
        if self._embedding is None:
            raise ModelDamagedError("The model has no embedding, so it was not loaded.")
        return self._layers[0].project(self._embedding[ids])

    # -- language models ---------------------------------------------------------------------------------------------

    def start(self, batch_size: int = 1) -> list[State]:
        """The state of every layer before the first token."""
        return [layer.zero_state(batch_size) for layer in self._layers]

    def step(self, ids: Array, states: list[State]) -> tuple[Array, list[State]]:
        """Reads one token a row. ids (batch_size,) -> hidden (batch_size, units) of the top layer, the new states."""
        projected = self._first_projection(ids)
        new: list[State] = []
        for i, layer in enumerate(self._layers):
            if i:
                projected = layer.project(new[-1][0])
            new.append(layer.step(projected, states[i]))
        return new[-1][0], new

    def read(self, ids: Array, states: list[State]) -> tuple[Array, list[State]]:
        """Reads ids (batch_size, timesteps) -> every top hidden state (batch_size, timesteps, units), final states."""
        final: list[State] = []
        inputs: Array | None = None
        for layer, state in zip(self._layers, states, strict=True):
            projected = self._first_projection(ids) if inputs is None else layer.project(inputs)
            hidden = np.empty((*ids.shape, layer.units), projected.dtype)
            for t in range(ids.shape[1]):
                state = layer.step(projected[:, t], state)
                hidden[:, t] = state[0]
            inputs = hidden
            final.append(state)
        return np.asarray(inputs), final

    def trace(self, ids: Array) -> list[list[tuple[State, dict[str, Array]]]]:
        """For each layer, for each of ids (timesteps,), the state after it and the gates that led there, (1, units)."""
        layers: list[list[tuple[State, dict[str, Array]]]] = []
        projected = self._first_projection(ids[None])
        for layer in self._layers:
            if layers:
                projected = layer.project(np.stack([state[0] for state, _ in layers[-1]], axis=1))
            state = layer.zero_state(1)
            steps = []
            for t in range(len(ids)):
                gates = layer.gate_values(projected[:, t], state)
                state = layer.step(projected[:, t], state)
                steps.append((state, gates))
            layers.append(steps)
        return layers

    def logits(self, hidden: Array) -> Array:
        """hidden (..., units) -> unnormalised log-probabilities (..., vocabulary)."""
        features = hidden if self._projection is None else hidden @ self._projection
        return features @ self._output_kernel + self._output_bias

    # -- classifiers -------------------------------------------------------------------------------------------------

    @property
    def layers(self) -> list[tuple[RecurrentCell, ...]]:
        """The cells of each layer, bottom first: one, or ahead and back."""
        return list(zip(self._layers, self._backward, strict=True)) if self._backward else [(c,) for c in self._layers]

    def first_projections(self, ids: Array) -> tuple[Array, ...]:
        """What the cells of the first layer read of ids (batch_size, timesteps), each (..., gates * units)."""
        ahead = self._first_projection(ids)
        if not self._backward:
            return (ahead,)
        cell = self._backward[0]
        if self._embedding is None:
            return ahead, cell.kernel[ids] + cell.input_bias
        return ahead, cell.project(self._embedding[ids])

    def run(self, ids: Array, lengths: Array) -> Array:
        """Classifies padded rows. ids (batch_size, timesteps), lengths (batch_size,) >= 1 -> logits (batch_size,)."""
        steps = np.arange(ids.shape[1])
        valid = steps[None, :] < lengths[:, None]
        # The valid part of each row turned round, its padding left where it is.
        reverse = np.where(valid, lengths[:, None] - 1 - steps[None, :], steps[None, :])
        inputs: Array | None = None
        for i, layer in enumerate(self._layers):
            ahead = self._sequence(layer, ids if i == 0 else None, inputs, first=i == 0)
            if self._backward:
                back_layer = self._backward[i]
                turned_ids = np.take_along_axis(ids, reverse, 1) if i == 0 else None
                turned = None if inputs is None else np.take_along_axis(inputs, reverse[:, :, None], 1)
                back = self._sequence(back_layer, turned_ids, turned, first=False)
                ahead = np.concatenate([ahead, np.take_along_axis(back, reverse[:, :, None], 1)], axis=-1)
            inputs = ahead
        return self.logits(self._pooled(np.asarray(inputs), valid, lengths))[:, 0]

    def _sequence(self, layer: RecurrentCell, ids: Array | None, inputs: Array | None, *, first: bool) -> Array:
        """Every hidden state of one layer over ids (bottom layer) or over the states below it."""
        if inputs is not None:
            projected = layer.project(inputs)
        elif ids is None:
            raise ValueError("a layer needs ids or inputs")
        elif first:
            projected = self._first_projection(ids)
        elif self._embedding is None:
            projected = layer.kernel[ids] + layer.input_bias
        else:
            projected = layer.project(self._embedding[ids])
        state = layer.zero_state(projected.shape[0])
        hidden = np.empty((*projected.shape[:2], layer.units), projected.dtype)
        for t in range(projected.shape[1]):
            state = layer.step(projected[:, t], state)
            hidden[:, t] = state[0]
        return hidden

    def _pooled(self, hidden: Array, valid: Array, lengths: Array) -> Array:
        """(batch_size, timesteps, width) -> (batch_size, width)."""
        if self.config.pooling == "max":
            return np.where(valid[:, :, None], hidden, -np.inf).max(axis=1)
        rows = np.arange(hidden.shape[0])
        units = self.config.units
        ahead = hidden[rows, lengths - 1, :units]
        return np.concatenate([ahead, hidden[:, 0, units:]], axis=-1) if self._backward else ahead
