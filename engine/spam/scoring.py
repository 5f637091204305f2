"""Many texts of ids through a network at once, in bounded memory."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from engine.config import ModelConfig
from engine.network import RecurrentStack
from engine.spam.features import UNKNOWN

WINDOW = 64  # tokens
MOST_WINDOWS = 10
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


def windows_of(ids: np.ndarray, marked: np.ndarray | None = None) -> list[np.ndarray]:
    """A text of (tokens,) ids as the windows that are scored: all of a short one; else its head, those with a link, its
    tail and what fits between, at most MOST_WINDOWS.

    Args:
        marked: (tokens,) bool, the tokens of links.
    """
    if len(ids) <= WINDOW * 5 // 4:
        return [ids]
    count = -(-len(ids) // WINDOW)
    parts = np.array_split(np.arange(len(ids)), count)
    order = [0, count - 1, *range(1, count - 1)]
    if marked is not None:
        order = [0, count - 1, *sorted(range(1, count - 1), key=lambda i: (not marked[parts[i]].any(), i))]
    return [ids[parts[i]] for i in sorted(order[:MOST_WINDOWS])]


def network_views(network: RecurrentStack, texts: Sequence[Sequence[np.ndarray]]) -> np.ndarray:
    """The mean and the highest logit over the windows of each text, (texts, 2). Windows also run side by side, so that
    a mail of 400 tokens takes a third of the time that it takes in one piece."""
    logits = logits_of(network, [window for windows in texts for window in windows])
    edges = np.cumsum([0, *map(len, texts)])
    views = [(logits[a:b].mean(), logits[a:b].max()) for a, b in pairwise(edges)]
    return np.array(views).reshape(-1, 2)


def cost_of(config: ModelConfig, tokens: int) -> float:
    """About how many multiplications one text of that many tokens takes."""
    directions = 2 if config.bidirectional else 1
    width = config.units * (_GATES[config.cell] * config.units * (1 + directions * (config.num_layers > 1)) + 60)
    return float(max(1, tokens) * config.num_layers * directions * width)
