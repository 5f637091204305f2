"""Many texts of ids through a network at once, in bounded memory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.config import ModelConfig
from engine.network import RecurrentStack
from engine.spam.features import UNKNOWN

_CELLS = 20_000_000  # numbers in the largest array of a batch: 80 MB
_GATES = {"rnn": 1, "gru": 3, "lstm": 4}


def logits_of(network: RecurrentStack, texts: Sequence[np.ndarray], *, batch_size: int = 64) -> np.ndarray:
    """Runs texts of (tokens,) ids through the network, texts of like length together.

    A text without tokens counts as one unknown token. Returns the logits (texts,) float64 in the order of `texts`.
    """
    lengths = np.array([max(1, len(ids)) for ids in texts], np.int64)
    out = np.zeros(len(texts))
    order = np.argsort(lengths, kind="stable")
    widest = _GATES[network.config.cell] * network.config.units
    first = 0
    while first < len(order):
        longest = int(lengths[order[min(first + batch_size, len(order)) - 1]])
        rows = order[first : first + max(1, min(batch_size, _CELLS // (longest * widest)))]
        ids = np.zeros((len(rows), int(lengths[rows].max())), np.int64)
        for line, row in zip(ids, rows, strict=True):
            line[: lengths[row]] = texts[row] if len(texts[row]) else UNKNOWN
        out[rows] = network.run(ids, lengths[rows])
        first += len(rows)
    return out


def cost_of(config: ModelConfig, tokens: int) -> float:
    """About how many multiplications one text of that many tokens takes."""
    directions = 2 if config.bidirectional else 1
    width = config.units * (_GATES[config.cell] * config.units * (1 + directions * (config.num_layers > 1)) + 60)
    return float(max(1, tokens) * config.num_layers * directions * width)
