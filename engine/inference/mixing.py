"""How much the network, the n-gram and the cache count, by how much each of them has to go on.

Linear interpolation with weights by bucket, fitted by expectation and maximisation on held-out text (Jelinek and Mercer
1980). A bucket is how many of the last tokens stand in the corpus before something, and how far the cache agrees.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.errors import ModelDamagedError

NETWORK, NGRAM, CACHE = 0, 1, 2
MATCHES = 8
_AGREEMENTS = (1, 4)  # the cache's part of the bucket: nothing, some, at least four tokens
CELLS = len(_AGREEMENTS) + 1
_ROUNDS = 40
# As if each bucket had seen so many tokens at the weights of all together.
_PRIOR_TOKENS = 30.0


def buckets(matched: np.ndarray, agreeing: np.ndarray) -> np.ndarray:
    """matched (n,), agreeing (n,) -> bucket (n,), 0 to MATCHES * CELLS - 1."""
    return np.minimum(matched, MATCHES - 1) * CELLS + np.searchsorted(_AGREEMENTS, agreeing, side="right")


class Mixing:
    """The weights (buckets, parts); where a part is missing or says nothing, the others take its share."""

    def __init__(self, weights: np.ndarray) -> None:
        self.weights = weights

    @classmethod
    def even(cls) -> Mixing:
        """Before anything is fitted."""
        return cls(np.tile([0.55, 0.4, 0.05], (MATCHES * CELLS, 1)))

    @classmethod
    def fitted(cls, scores: np.ndarray, places: np.ndarray, present: np.ndarray) -> Mixing:
        """Fits the weights.

        Args:
            scores: (n, 3) the probability that each part gave to the token that came; 0 where it said nothing.
            places: (n,) buckets.
            present: (3,) bool: which parts there are.
        """
        start = np.where(present, [0.55, 0.4, 0.05], 0.0)
        overall = _maximised(scores, start / start.sum(), np.zeros(3))
        table = np.tile(overall, (MATCHES * CELLS, 1))
        for bucket in np.unique(places):
            table[bucket] = _maximised(scores[places == bucket], overall, overall * _PRIOR_TOKENS)
        return cls(table)

    def of(self, places: np.ndarray, speaking: np.ndarray) -> np.ndarray:
        """places (n,), speaking (n, 3) bool -> weights (n, 3) whose rows sum to 1."""
        weights = self.weights[places] * speaking
        totals = weights.sum(axis=1, keepdims=True)
        even = speaking / np.maximum(1, speaking.sum(axis=1, keepdims=True))
        return np.where(totals > 1e-9, weights / np.maximum(totals, 1e-9), even)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {"weights": np.round(self.weights, 5).tolist()}

    @classmethod
    def from_json(cls, content: dict[str, Any] | None) -> Mixing:
        """Inverse of `to_json`; `even` where there is nothing. Raises ModelDamagedError."""
        if not content:
            return cls.even()
        try:
            weights = np.array(content["weights"], np.float64)
        except (KeyError, TypeError, ValueError) as error:
            raise _damaged() from error
        if weights.shape != (MATCHES * CELLS, 3) or not np.isfinite(weights).all() or (weights < 0).any():
            raise _damaged()
        return cls(weights)


def _maximised(scores: np.ndarray, weights: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Weights (3,) under which the scores (n, 3) are likeliest, beside prior counts (3,)."""
    for _ in range(_ROUNDS):
        shares = scores * weights
        totals = shares.sum(axis=1)
        seen = totals > 0
        counts = (shares[seen] / totals[seen, None]).sum(axis=0) + prior
        if counts.sum() <= 0:
            break
        weights = counts / counts.sum()
    return weights


def _damaged() -> ModelDamagedError:
    return ModelDamagedError("The model's mixing weights cannot be read.", "Train it again, or import it again.")
