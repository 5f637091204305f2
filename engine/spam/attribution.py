"""How much of the network's score each token brings: integrated gradients, in NumPy.

Sundararajan et al. 2017, "Axiomatic attribution for deep networks". The way leads from a text in which every word is
unknown to the text itself; what the tokens bring adds up to the difference of the two scores (completeness).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.network import RecurrentStack
from engine.spam.features import UNKNOWN
from engine.spam.gradients import logits_and_gradients

POINTS = 16
_CELLS = 5_000_000  # numbers in the largest array of a batch


def integrated_gradients(
    network: RecurrentStack, windows: Sequence[np.ndarray], mean: float, highest: float, *, points: int = POINTS
) -> list[np.ndarray]:
    """What each token adds to `mean` times the mean logit of the windows plus `highest` times the highest of them.

    Args:
        windows: each (tokens,) ids, at least one token.
        mean, highest: how much each of the two counts.
        points: at how many points of the way the gradient is taken (Gauss and Legendre's, which need the fewest).

    Returns:
        Of each window (tokens,), in its order. Their sum is the score of the text less that of unknown words, but for
        what `points` are too few for.
    """
    places, shares = np.polynomial.legendre.leggauss(points)
    places, shares = (places + 1) / 2, shares / 2
    lengths = np.array([len(window) for window in windows])
    ids = np.full((len(windows), int(lengths.max())), UNKNOWN, np.int64)
    for row, window in zip(ids, windows, strict=True):
        row[: len(window)] = window
    ends = network.first_projections(ids)
    starts = network.first_projections(np.full_like(ids, UNKNOWN))
    found = np.zeros(ids.shape)
    together = max(1, _CELLS // max(1, ends[0].size))
    for first in range(0, points, together):
        some = slice(first, first + together)
        found += _brought(network, starts, ends, lengths, places[some], shares[some], mean, highest)
    return [row[:length] for row, length in zip(found, lengths, strict=True)]


def _brought(
    network: RecurrentStack,
    starts: tuple[np.ndarray, ...],
    ends: tuple[np.ndarray, ...],
    lengths: np.ndarray,
    places: np.ndarray,
    shares: np.ndarray,
    mean: float,
    highest: float,
) -> np.ndarray:
    """The part (windows, tokens) of the sum that some points of the way give, all of them run side by side."""
    count, number = len(places), len(lengths)
    moves = [end - start for start, end in zip(starts, ends, strict=True)]
    way = places.astype(moves[0].dtype)[:, None, None, None]
    between = [(start + way * move).reshape(-1, *start.shape[1:]) for start, move in zip(starts, moves, strict=True)]
    logits, gradients = logits_and_gradients(network, tuple(between), np.tile(lengths, count))
    weights = np.full((count, number), mean / number)
    weights[np.arange(count), logits.reshape(count, number).argmax(axis=1)] += highest
    weights *= shares[:, None]
    brought = np.zeros(starts[0].shape[:2])
    for move, gradient in zip(moves, gradients, strict=True):
        slopes = np.einsum("kw,kwtg->wtg", weights, gradient.reshape(count, number, *gradient.shape[1:]))
        brought += (move * slopes).sum(axis=-1)
    return brought
