"""How often suggestions of a given probability were right on held-out text, and from which on to show one.

The probability is a model's own; beta calibration (Kull et al. 2017), fitted by Newton's method, says how often such a
suggestion is right. The dial "right about N times in 10" looks up the lowest probability at which the suggestions that
would have been shown are right so often by that curve: counting them would be believing a few dozen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from engine.errors import ModelDamagedError

DIALS = range(1, 10)
# Fewer suggestions than this say nothing about how often such ones are right.
_FEWEST = 12
_ROUNDS, _RIDGE = 50, 1.0
_NEVER = 1.1
_CANDIDATES = 60  # thresholds that are tried


class Trial(NamedTuple):
    """One place of held-out text: for every candidate its probability, and whether it was what followed. Candidates are
    in the order in which they would be shown inline, the most useful first."""

    probabilities: tuple[float, ...]
    right: tuple[bool, ...]


class Confidence:
    """A curve from a model's probability to how often it is right, and a threshold for every turn of the dial."""

    def __init__(self, curve: np.ndarray, thresholds: dict[int, float]) -> None:
        """curve: (3,), the factors of ln p, of -ln(1 - p), and the constant; thresholds: by N of the dial, of the
        model's probability; above 1 means never."""
        self._curve = curve
        self._thresholds = thresholds

    @classmethod
    def unfitted(cls) -> Confidence:
        """Believes the model."""
        return cls(np.array([1.0, 1.0, 0.0]), {dial: dial / 10 for dial in DIALS})

    @classmethod
    def fitted(cls, trials: Sequence[Trial]) -> Confidence:
        """From held-out text; `unfitted` where there is too little."""
        probabilities = np.array([p for trial in trials for p in trial.probabilities], np.float64)
        right = np.array([r for trial in trials for r in trial.right], np.float64)
        if len(probabilities) < 4 * _FEWEST:
            return cls.unfitted()
        curve = cls(_maximised(_features(probabilities), right), {})
        return cls(curve._curve, {dial: curve._lowest(trials, dial / 10) for dial in DIALS})

    def of(self, probability: np.ndarray | float) -> np.ndarray:
        """How often a suggestion of that probability is right, of any shape."""
        return np.asarray(_sigmoid(_features(np.asarray(probability, np.float64)) @ self._curve))

    def threshold(self, right_in_ten: int) -> float:
        """The model's probability from which on a suggestion is shown inline."""
        return self._thresholds[min(max(right_in_ten, DIALS[0]), DIALS[-1])]

    def _lowest(self, trials: Sequence[Trial], wanted: float) -> float:
        """The lowest probability at which the suggestions shown inline are right often enough; above 1 where none is."""
        widest = max(len(trial.probabilities) for trial in trials)
        table = np.zeros((len(trials), widest))
        for row, trial in zip(table, trials, strict=True):
            row[: len(trial.probabilities)] = trial.probabilities
        right = self.of(table)
        for candidate in np.unique(np.quantile(table[table > 0], np.linspace(0, 1, _CANDIDATES))):
            enough = table >= candidate
            shown = enough.any(axis=1)
            picked = right[shown, enough[shown].argmax(axis=1)]
            if len(picked) and float(picked.mean()) >= wanted:
                return float(candidate)
        return _NEVER

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "curve": np.round(self._curve, 5).tolist(),
            "thresholds": [round(self._thresholds[dial], 5) for dial in DIALS],
        }

    @classmethod
    def from_json(cls, content: dict[str, Any] | None) -> Confidence:
        """Inverse of `to_json`; `unfitted` where there is nothing. Raises ModelDamagedError."""
        if not content:
            return cls.unfitted()
        try:
            curve, thresholds = (np.array(content[name], np.float64) for name in ("curve", "thresholds"))
        except (KeyError, TypeError, ValueError) as error:
            raise _damaged() from error
        sound = curve.shape == (3,) and thresholds.shape == (len(DIALS),) and (curve[:2] >= 0).all()
        if not sound or not np.isfinite(curve).all() or not np.isfinite(thresholds).all():
            raise _damaged()
        return cls(curve, dict(zip(DIALS, thresholds.tolist(), strict=True)))


def _features(p: np.ndarray) -> np.ndarray:
    """(...) -> (..., 3): ln p, -ln(1 - p), 1."""
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return np.stack([np.log(p), -np.log1p(-p), np.ones_like(p)], axis=-1)


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 0.5 * np.tanh(0.5 * x) + 0.5


def _maximised(features: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The likeliest curve (3,), drawn a little to the model's own belief; it never falls."""
    prior = np.array([1.0, 1.0, 0.0])
    curve = prior.copy()
    for _ in range(_ROUNDS):
        expected = _sigmoid(features @ curve)
        weights = np.maximum(expected * (1 - expected), 1e-9)
        slope = features.T @ (expected - right) + _RIDGE * (curve - prior)
        bend = (features * weights[:, None]).T @ features + _RIDGE * np.eye(3)
        step = np.linalg.solve(bend, slope)
        curve = curve - np.clip(step, -1.0, 1.0)
        curve[:2] = np.maximum(curve[:2], 0.0)
        if np.abs(step).max() < 1e-6:
            break
    return curve


def _damaged() -> ModelDamagedError:
    return ModelDamagedError("The model's confidence curve cannot be read.", "Train it again, or import it again.")
