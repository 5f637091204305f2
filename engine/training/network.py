"""The trainable networks: embedding, recurrent layers, output; language model and classifier from one config.

Time-major inside. The arrays have the names that `engine.network` reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from engine.config import ModelConfig
from engine.training.cells import RecurrentLayer, Tensor
from engine.training.runtime import tf


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
                else random.normal(0, 0.5, (vocabulary, width))
            )
            self.variables["embedding"] = tf.Variable(first.astype(np.float32), name="embedding")
        self.layers: list[tuple[RecurrentLayer, ...]] = []
        directions = ("", "backward.") if config.bidirectional else ("",)
        for i in range(config.num_layers):
            row = []
            for d, direction in enumerate(directions):
                layer = RecurrentLayer(config.cell, config.units, seed=seed * 100 + 10 * i + 2 * d)
                layer.build((None, None, width))
                for part in ("kernel", "recurrent_kernel", "bias"):
                    self.variables[f"layers.{i}.{direction}{part}"] = getattr(layer, part)
                row.append(layer)
            self.layers.append(tuple(row))
            width = config.units * len(directions)
        outputs = 1 if config.kind == "classifier" else vocabulary
        limit = (6 / (width + outputs)) ** 0.5
        kernel = random.uniform(-limit, limit, (width, outputs)).astype(np.float32)
        self.variables["output.kernel"] = tf.Variable(kernel, name="output_kernel")
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
        """States (rows, units) of all layers, bottom first; two a layer for the LSTM."""
        return [tf.zeros((rows, self.config.units)) for row in self.layers for _ in range(row[0].states)]

    # -- forward -----------------------------------------------------------------------------------------------------

    def hidden(
        self,
        ids: Tensor,
        states: Sequence[Tensor],
        *,
        dropout: float = 0.0,
        seed: Tensor | None = None,
    ) -> tuple[Tensor, list[Tensor]]:
        """ids (T, B) and states as `zero_states` -> hidden states of the top layer (T, B, units), final states."""
        x: Tensor | None = None
        final: list[Tensor] = []
        for i, (layer,) in enumerate(self.layers):
            own = states[len(final) : len(final) + layer.states]
            x, new = layer(self._embedded(ids) if x is None else x, own)
            final += new
            x = _dropped(x, dropout, seed, i)
        return x, final

    def _embedded(self, ids: Tensor) -> Tensor:
        """(T, B) -> (T, B, width)."""
        if "embedding" in self.variables:
            return tf.gather(tf.convert_to_tensor(self.variables["embedding"]), ids)
        return tf.one_hot(ids, self.vocabulary)

    def logits(self, hidden: Tensor) -> Tensor:
        """(..., units) -> (N, vocabulary), rows in the order of hidden."""
        flat = tf.reshape(hidden, (-1, self.variables["output.kernel"].shape[0]))
        return tf.matmul(flat, self.variables["output.kernel"]) + self.variables["output.bias"]

    def classified(self, ids: Tensor, lengths: Tensor, *, dropout: float = 0.0, seed: Tensor | None = None) -> Tensor:
        """Padded ids (T, B) with lengths (B,) -> logits (B,). The backward half reads the valid part from its end, so
        that padding behind a text changes nothing."""
        x = self._embedded(ids)
        x = _dropped(x, dropout, seed, 99)
        for i, row in enumerate(self.layers):
            parts = [row[0](x)[0]]
            if len(row) > 1:
                turned = tf.reverse_sequence(x, lengths, seq_axis=0, batch_axis=1)
                parts.append(tf.reverse_sequence(row[1](turned)[0], lengths, seq_axis=0, batch_axis=1))
            x = _dropped(tf.concat(parts, 2), dropout, seed, i)
        return self.logits(self._pooled(x, lengths))[:, 0]

    def _pooled(self, x: Tensor, lengths: Tensor) -> Tensor:
        """(T, B, width) -> (B, width)."""
        if self.config.pooling == "max":
            valid = tf.transpose(tf.sequence_mask(lengths, tf.shape(x)[0]))
            return tf.reduce_max(tf.where(valid[:, :, None], x, x.dtype.min), 0)
        rows = tf.range(tf.shape(x)[1])
        last = tf.gather_nd(x, tf.stack([tf.cast(lengths, tf.int32) - 1, rows], 1))
        if not self.config.bidirectional:
            return last
        units = self.config.units
        return tf.concat([last[:, :units], x[0, :, units:]], 1)


def _dropped(x: Tensor, rate: float, seed: Tensor | None, salt: int) -> Tensor:
    """Dropout whose mask depends on `seed` (2,) alone, so that a resumed run repeats it."""
    if not rate or seed is None:
        return x
    return tf.nn.experimental.stateless_dropout(x, rate, tf.add(seed, [1009 * salt, 0]))
