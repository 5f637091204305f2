"""How often suggestions of a given probability were right on held-out text.

The probability is a model's own; beta calibration (Kull et al. 2017), fitted by Newton's method, says how often such a
suggestion is right. The dial "right about N times in 10" shows those that are right so often at least.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from engine.errors import ModelDamagedError

# Fewer suggestions than this say nothing about how often such ones are right.
_FEWEST = 48
_ROUNDS, _RIDGE = 50, 1.0
_BELIEVED = np.array([1.0, 1.0, 0.0])


class Trial(NamedTuple):
    """One place of held-out text: for every candidate its probability, and whether it was what followed. Candidates are
    in the order in which they would be shown inline, the most useful first."""

    probabilities: tuple[float, ...]
    right: tuple[bool, ...]


class Confidence:
    """A curve from a model's probability to how often it is right; both 0..1, rising."""

    def __init__(self, curve: np.ndarray) -> None:
        """curve: (3,), the factors of ln p and of -ln(1 - p), not below 0, and the constant."""
        self._curve = curve

    @classmethod
    def unfitted(cls) -> Confidence:
        """Believes the model."""
        return cls(_BELIEVED)

    @classmethod
    def fitted(cls, trials: Sequence[Trial]) -> Confidence:
        """From held-out text; `unfitted` where there is too little."""
        probabilities = np.array([p for trial in trials for p in trial.probabilities], np.float64)
        right = np.array([r for trial in trials for r in trial.right], np.float64)
        if len(probabilities) < _FEWEST:
            return cls.unfitted()
        return cls(_maximised(_features(probabilities), right))

    def of(self, probability: np.ndarray | float) -> np.ndarray:
        """How often a suggestion of that probability is right, of any shape."""
        return np.asarray(_sigmoid(_features(np.asarray(probability, np.float64)) @ self._curve))

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {"curve": np.round(self._curve, 5).tolist()}

    @classmethod
    def from_json(cls, content: dict[str, Any] | None) -> Confidence:
        """Inverse of `to_json`; `unfitted` where there is nothing. Raises ModelDamagedError."""
        if not content:
            return cls.unfitted()
        try:
            curve = np.array(content["curve"], np.float64)
        except (KeyError, TypeError, ValueError) as error:
            raise _damaged() from error
        if curve.shape != (3,) or not np.isfinite(curve).all() or (curve[:2] < 0).any():
            raise _damaged()
        return cls(curve)


def _features(p: np.ndarray) -> np.ndarray:
    """(...) -> (..., 3): ln p, -ln(1 - p), 1."""
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return np.stack([np.log(p), -np.log1p(-p), np.ones_like(p)], axis=-1)


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 0.5 * np.tanh(0.5 * x) + 0.5


def _maximised(features: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The likeliest curve (3,), drawn a little to the model's own belief; it never falls."""
    curve = _BELIEVED.copy()
    for _ in range(_ROUNDS):
        expected = _sigmoid(features @ curve)
        weights = np.maximum(expected * (1 - expected), 1e-9)
        slope = features.T @ (expected - right) + _RIDGE * (curve - _BELIEVED)
        bend = (features * weights[:, None]).T @ features + _RIDGE * np.eye(3)
        step = np.linalg.solve(bend, slope)
        curve = curve - np.clip(step, -1.0, 1.0)
        curve[:2] = np.maximum(curve[:2], 0.0)
        if np.abs(step).max() < 1e-6:
            break
    return curve


def _damaged() -> ModelDamagedError:
    return ModelDamagedError("The model's confidence curve cannot be read.", "Train it again, or import it again.")
