"""What goes on inside a recurrent network while it reads a seed: states and gates of every step, as arrays."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.cells import State
from engine.config import Cell, ModelConfig
from engine.errors import StoreError
from engine.models.manifest import StoredModel
from engine.network import RecurrentStack, array_shapes
from engine.tokens.tokenizer import UNK, CharTokenizer, Tokenizer, tokenizer_from_json

INSIDE_TOKENS = 256  # more columns than that nobody reads, and none would be wide enough to see
UNTRAINED_UNITS = 32

# Keras lets z keep the old state; the seminar writes h_t = (1 - z) h_{t-1} + z h~, the same network with z and 1 - z
# exchanged.
FORMULAS: dict[str, tuple[str, ...]] = {
    "rnn": ("h_t = tanh(W x_t + U h_{t-1} + b)",),
    "lstm": (
        "i = σ(W_i x_t + U_i h_{t-1} + b_i)",
        "f = σ(W_f x_t + U_f h_{t-1} + b_f)",
        "g = tanh(W_c x_t + U_c h_{t-1} + b_c)",
        "o = σ(W_o x_t + U_o h_{t-1} + b_o)",
        "c_t = f c_{t-1} + i g",
        "h_t = o tanh(c_t)",
    ),
    "gru": (
        "z = σ(W_z x_t + U_z h_{t-1} + b_z + b'_z)",
        "r = σ(W_r x_t + U_r h_{t-1} + b_r + b'_r)",
        "h~ = tanh(W_h x_t + b_h + r (U_h h_{t-1} + b'_h))",
        "h_t = z h_{t-1} + (1 - z) h~",
    ),
}


@dataclass(frozen=True)
class LayerInside:
    """One layer over a seed; every array is (steps, units).

    `values` holds by name, in this order, "hidden" (h_t, -1..1), for the LSTM "cell" (c_t, without bounds), and the
    gates of each step: LSTM "input", "forget", "output" (0..1) and "candidate" (-1..1); GRU "update", "reset" (0..1)
    and "candidate" (-1..1); none for the SimpleRNN.
    """

    values: dict[str, np.ndarray]

    @property
    def shape(self) -> tuple[int, int]:
        """Steps and units."""
        steps, units = self.values["hidden"].shape
        return steps, units


@dataclass(frozen=True)
class Inside:
    """A network over a seed. `tokens` has one text a step; `cell` is "rnn", "lstm" or "gru"; bottom layer first.

    `unknown` are the steps whose token the vocabulary lacks; `name` is empty for a network that has learned nothing.
    """

    name: str
    cell: str
    tokens: tuple[str, ...]
    layers: tuple[LayerInside, ...]
    cut: bool  # whether only the first INSIDE_TOKENS tokens were read
    unknown: frozenset[int] = frozenset()

    @property
    def formulas(self) -> tuple[str, ...]:
        """The cell's formulas, as Keras writes them."""
        return FORMULAS[self.cell]


def inside(stored: StoredModel, seed: str) -> Inside:
    """States and gates of a language model for each token of a seed, from the zero state.

    Raises:
        StoreError: a spam checker, a model without a network, or a seed without a token that the model knows.
        ModelDamagedError: the stored parts do not belong together.
    """
    info = stored.info
    if info.kind != "language":
        raise StoreError(f"“{info.name}” checks mails and reads no seed.", "Choose a model that writes.")
    if not stored.weights:
        raise StoreError(f"“{info.name}” counts and has no network to look into.", "Choose a trained model.")
    return _read(info.name, info.model, stored.weights, tokenizer_from_json(stored.tokenizer), seed)


def untrained_inside(cell: Cell, seed: str, *, units: int = UNTRAINED_UNITS, num_layers: int = 1) -> Inside:
    """The same for a network that has learned nothing: it shows the shapes, and where the gates begin.

    Its vocabulary is the characters of the seed, one-hot. The weights begin as those of Keras do (Glorot uniform, an
    orthogonal recurrent kernel, biases of 0, of 1 for the LSTM's forget gate) and are the same each time. Raises
    StoreError for a seed without text.
    """
    tokenizer = CharTokenizer.fit(unicodedata.normalize("NFC", seed))
    config = ModelConfig(unit="char", cell=cell, units=units, num_layers=num_layers, embedding_dim=0)
    return _read("", config, _first_weights(config, len(tokenizer)), tokenizer, seed)


def _read(name: str, config: ModelConfig, weights: Mapping[str, np.ndarray], tokenizer: Tokenizer, seed: str) -> Inside:
    ids = tokenizer.encode(unicodedata.normalize("NFC", seed))
    if not len(ids):
        raise StoreError("There is no text to read.", "Type a few words.")
    cut, ids = len(ids) > INSIDE_TOKENS, ids[:INSIDE_TOKENS]
    layers = RecurrentStack(weights, config).trace(np.asarray(ids))
    return Inside(
        name,
        config.cell,
        tuple(tokenizer.decode([token]) for token in ids),
        tuple(LayerInside(_stacked(steps)) for steps in layers),
        cut,
        frozenset(np.flatnonzero(ids == UNK).tolist()),
    )


def _first_weights(config: ModelConfig, vocabulary: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)
    weights: dict[str, np.ndarray] = {}
    for name, shape in array_shapes(config, vocabulary).items():
        if name.endswith("recurrent_kernel"):
            weights[name] = np.linalg.qr(random.normal(size=shape[::-1]))[0].T
        elif len(shape) == 2 and not name.endswith("bias"):
            limit = np.sqrt(6 / sum(shape))
            weights[name] = random.uniform(-limit, limit, shape)
        else:
            weights[name] = np.zeros(shape)
            if config.cell == "lstm" and name.startswith("layers."):
                weights[name][config.units : 2 * config.units] = 1
        weights[name] = weights[name].astype(np.float32)
    return weights


def _stacked(steps: list[tuple[State, dict[str, np.ndarray]]]) -> dict[str, np.ndarray]:
    names = ("hidden", "cell")
    rows = [dict(zip(names, state, strict=False)) | gates for state, gates in steps]
    return {name: np.stack([row[name][0] for row in rows]) for name in rows[0]}
