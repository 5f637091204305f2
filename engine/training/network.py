"""The trainable networks: embedding, recurrent layers, output; language model and classifier from one config.

Time-major and feature-major inside: T time steps, B rows; hidden states (T, units, B). The arrays have the names that
`engine.network` reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.config import ModelConfig, TrainingConfig
from engine.training.layers import KerasRecurrentLayer, RecurrentLayer, recurrent_layer
from engine.training.runtime import tf
from engine.training.softmax import Output

Tensor = Any
# Up to so many times the width of the embedding, a vocabulary is read through one table; see `RecurrentLayer.read`.
_FOLDED_WIDTHS = 1.5


@dataclass(frozen=True)
class Drop:
    """What is left out while training: shares in 0..1, and the `seed` (2,) that alone decides the masks, so that a
    resumed run repeats them. `locked` masks stay the same for all time steps."""

    seed: Tensor
    outputs: float = 0.0
    inputs: float = 0.0
    recurrent: float = 0.0
    locked: bool = False

    @classmethod
    def of(cls, config: TrainingConfig, seed: Tensor, *, locked: bool = False) -> Drop:
        """As the config says."""
        return cls(seed, config.dropout, config.input_dropout, config.recurrent_dropout, locked)

    def output(self, x: Tensor, salt: int) -> Tensor:
        """x (T, n, B) with some features left out; `salt` tells the layers apart."""
        return self._masked(x, self.outputs, salt)

    def input(self, x: Tensor) -> Tensor:
        """The same for the embedded input."""
        return self._masked(x, self.inputs, 50)

    def recurrent_mask(self, kernel: Tensor, salt: int) -> Tensor | None:
        """What a recurrent kernel is multiplied with, of its shape; None where nothing is left out."""
        if not self.recurrent:
            return None
        return tf.nn.experimental.stateless_dropout(tf.ones(kernel.shape), self.recurrent, self._seed(70 + salt))

    def _masked(self, x: Tensor, rate: float, salt: int) -> Tensor:
        if not rate:
            return x
        if not self.locked:
            return tf.nn.experimental.stateless_dropout(x, rate, self._seed(salt))
        return x * tf.nn.experimental.stateless_dropout(tf.ones_like(x[:1]), rate, self._seed(salt))

    def _seed(self, salt: int) -> Tensor:
        return tf.add(self.seed, [1009 * salt, 0])


class Network:
    """The variables of a network and its forward pass.

    Args:
        config: the shape.
        vocabulary: number of ids.
        seed: of the first weights.
    """

    def __init__(self, config: ModelConfig, vocabulary: int, *, seed: int = 0) -> None:
        self.config = config
        self.vocabulary = vocabulary
        self.variables: dict[str, Any] = {}
        random = np.random.default_rng(seed)
        width = config.embedding_dim or vocabulary
        if config.embedding_dim:
            first = (
                random.uniform(-0.05, 0.05, (vocabulary, width))
                if config.window
                else random.normal(0, width**-0.5 if config.tied else 0.5, (vocabulary, width))
            )
            self.variables["embedding"] = tf.Variable(first.astype(np.float32), name="embedding")
        self.layers: list[tuple[RecurrentLayer | KerasRecurrentLayer, ...]] = []
        directions = ("", "backward.") if config.bidirectional else ("",)
        for i in range(config.num_layers):
            row = []
            for d, direction in enumerate(directions):
                layer = recurrent_layer(config.cell, config.units, seed=seed * 100 + 10 * i + 2 * d)
                layer.build((None, width, None))
                for part in ("kernel", "recurrent_kernel", "bias"):
                    self.variables[f"layers.{i}.{direction}{part}"] = getattr(layer, part)
                row.append(layer)
            self.layers.append(tuple(row))
            width = config.units * len(directions)
        outputs = 1 if config.kind == "classifier" else vocabulary
        name, columns = ("projection", config.embedding_dim) if config.tied else ("kernel", outputs)
        limit = (6 / (width + columns)) ** 0.5
        kernel = random.uniform(-limit, limit, (width, columns)).astype(np.float32)
        self.variables[f"output.{name}"] = tf.Variable(kernel, name=f"output_{name}")
        self.variables["output.bias"] = tf.Variable(np.zeros(outputs, np.float32), name="output_bias")

    @property
    def trainable(self) -> list[Any]:
        """The variables in the order of their gradients."""
        return list(self.variables.values())

    @property
    def parameters(self) -> int:
        """How many numbers are trained."""
        return sum(int(np.prod(v.shape)) for v in self.trainable)

    def arrays(self) -> dict[str, np.ndarray]:
        """A copy of every weight under its name, float32."""
        return {name: variable.numpy().astype(np.float32) for name, variable in self.variables.items()}

    def assign(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Takes weights as `arrays` returned them."""
        for name, variable in self.variables.items():
            variable.assign(arrays[name])

    def zero_states(self, rows: int | Tensor) -> list[Tensor]:
        """States (units, rows) of all layers, bottom first; two a layer for the LSTM."""
        return [tf.zeros((self.config.units, rows)) for row in self.layers for _ in range(row[0].states)]

    # -- forward -----------------------------------------------------------------------------------------------------

    def hidden(self, ids: Tensor, states: Sequence[Tensor], drop: Drop | None = None) -> tuple[Tensor, list[Tensor]]:
        """ids (T, B) and states as `zero_states` -> hidden states of the top layer (T, units, B), final states."""
        x: Tensor | None = None
        final: list[Tensor] = []
        for i, (layer,) in enumerate(self.layers):
            own = states[len(final) : len(final) + layer.states]
            mask = None if drop is None else drop.recurrent_mask(layer.recurrent_kernel, i)
            x, new = self._first(layer, ids, own, mask, drop) if x is None else layer(x, own, recurrent_mask=mask)
            final += new
            x = x if drop is None else drop.output(x, i)
        return x, final

    @property
    def folded(self) -> bool:
        """Whether embedding and first kernel are read as one table."""
        return self.vocabulary <= _FOLDED_WIDTHS * (self.config.embedding_dim or self.vocabulary)

    def _first(
        self, layer: Any, ids: Tensor, states: Sequence[Tensor], mask: Tensor | None, drop: Drop | None
    ) -> tuple[Tensor, list[Tensor]]:
        """The bottom layer reads ids."""
        if self.folded and (drop is None or not drop.inputs):
            return layer.read(ids, self._embedding(), states, recurrent_mask=mask)
        x = self._embedded(ids)
        return layer(x if drop is None else drop.input(x), states, recurrent_mask=mask)

    def _embedding(self) -> Tensor | None:
        return tf.convert_to_tensor(self.variables["embedding"]) if "embedding" in self.variables else None

    def _embedded(self, ids: Tensor) -> Tensor:
        """(T, B) -> (T, width, B)."""
        embedding = self._embedding()
        if embedding is None:
            return tf.one_hot(ids, self.vocabulary, axis=1)
        return tf.transpose(tf.gather(embedding, ids), (0, 2, 1))

    def output(self, hidden: Tensor) -> Output:
        """hidden (..., units, B), with or without time steps -> the output layer over N = T * B rows, in that order."""
        width = hidden.shape[-2]
        rows = tf.reshape(tf.linalg.matrix_transpose(hidden), (-1, width))
        bias = tf.convert_to_tensor(self.variables["output.bias"])
        if self.config.tied:
            return Output(tf.matmul(rows, self.variables["output.projection"]), self._embedding(), bias)
        return Output(rows, tf.transpose(self.variables["output.kernel"]), bias)

    def logits(self, hidden: Tensor) -> Tensor:
        """hidden (..., units, B) -> (N, vocabulary)."""
        return self.output(hidden).logits()

    def classified(self, ids: Tensor, lengths: Tensor, drop: Drop | None = None) -> Tensor:
        """Padded ids (T, B) with lengths (B,) -> logits (B,). The backward half reads the valid part from its end, so
        that padding behind a text changes nothing."""
        x = self._embedded(ids)
        x = x if drop is None else drop.output(x, 99)
        for i, row in enumerate(self.layers):
            parts = [row[0](x)[0]]
            if len(row) > 1:
                turned = tf.reverse_sequence(x, lengths, seq_axis=0, batch_axis=2)
                parts.append(tf.reverse_sequence(row[1](turned)[0], lengths, seq_axis=0, batch_axis=2))
            x = tf.concat(parts, 1)
            x = x if drop is None else drop.output(x, i)
        return self.logits(self._pooled(x, lengths))[:, 0]

    def _pooled(self, x: Tensor, lengths: Tensor) -> Tensor:
        """(T, width, B) -> (width, B)."""
        if self.config.pooling == "max":
            valid = tf.transpose(tf.sequence_mask(lengths, tf.shape(x)[0]))
            return tf.reduce_max(tf.where(valid[:, None, :], x, x.dtype.min), 0)
        rows = tf.range(tf.shape(x)[2])
        by_row = tf.transpose(x, (0, 2, 1))
        last = tf.gather_nd(by_row, tf.stack([tf.cast(lengths, tf.int32) - 1, rows], 1))
        if not self.config.bidirectional:
            return tf.transpose(last)
        units = self.config.units
        return tf.transpose(tf.concat([last[:, :units], by_row[0, :, units:]], 1))
