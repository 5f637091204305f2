"""How often suggestions of a given probability were right on held-out text, and from which on to show one.

The probability is a model's own; the curve is isotonic regression by pooling adjacent violators (Ayer et al. 1955). The
dial "right about N times in 10" looks up the lowest probability at which the suggestions that would have been shown were
right so often.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from engine.errors import ModelDamagedError

DIALS = range(1, 10)
# Fewer suggestions than this say nothing about how often such ones are right.
_FEWEST = 12
_KNOTS = 24


class Trial(NamedTuple):
    """One place of held-out text: for every candidate its probability, and whether it was what followed. Candidates are
    in the order in which they would be shown inline, the longest first."""

    probabilities: tuple[float, ...]
    right: tuple[bool, ...]


class Confidence:
    """A curve from a model's probability to how often it is right, and a threshold for every turn of the dial."""

    def __init__(self, knots: np.ndarray, values: np.ndarray, thresholds: dict[int, float]) -> None:
        """knots, values: (n,) rising, 0..1; thresholds: by N of the dial; above 1 means never."""
        self._knots = knots
        self._values = values
        self._thresholds = thresholds

    @classmethod
    def unfitted(cls) -> Confidence:
        """Believes the model."""
        ends = np.array([0.0, 1.0])
        return cls(ends, ends, {dial: dial / 10 for dial in DIALS})

    @classmethod
    def fitted(cls, trials: Sequence[Trial]) -> Confidence:
        """From held-out text; `unfitted` where there is too little."""
        probabilities = np.array([p for trial in trials for p in trial.probabilities], np.float64)
        right = np.array([r for trial in trials for r in trial.right], np.float64)
        if len(probabilities) < 4 * _FEWEST:
            return cls.unfitted()
        knots, values = _isotonic(probabilities, right)
        return cls(knots, values, {dial: _threshold(trials, dial / 10) for dial in DIALS})

    def of(self, probability: np.ndarray | float) -> np.ndarray:
        """How often a suggestion of that probability is right, of any shape."""
        return np.interp(probability, self._knots, self._values)

    def threshold(self, right_in_ten: int) -> float:
        """The model's probability from which on a suggestion is shown inline."""
        return self._thresholds[min(max(right_in_ten, DIALS[0]), DIALS[-1])]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "knots": np.round(self._knots, 5).tolist(),
            "values": np.round(self._values, 5).tolist(),
            "thresholds": [round(self._thresholds[dial], 5) for dial in DIALS],
        }

    @classmethod
    def from_json(cls, content: dict[str, Any] | None) -> Confidence:
        """Inverse of `to_json`; `unfitted` where there is nothing. Raises ModelDamagedError."""
        if not content:
            return cls.unfitted()
        try:
            knots, values, thresholds = (
                np.array(content[name], np.float64) for name in ("knots", "values", "thresholds")
            )
        except (KeyError, TypeError, ValueError) as error:
            raise _damaged() from error
        sound = knots.shape == values.shape and knots.ndim == 1 and len(knots) > 0 and thresholds.shape == (len(DIALS),)
        if not sound or not all(np.isfinite(part).all() for part in (knots, values, thresholds)):
            raise _damaged()
        if (np.diff(knots) < 0).any():
            raise _damaged()
        return cls(knots, values, dict(zip(DIALS, thresholds.tolist(), strict=True)))


def _isotonic(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rising curve nearest to the points: at most `_KNOTS` places and their values."""
    order = np.argsort(x, kind="stable")
    blocks: list[list[float]] = []  # sum of x, sum of y, count
    for part in np.array_split(order, min(len(order), _KNOTS)):
        blocks.append([float(x[part].sum()), float(y[part].sum()), float(len(part))])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    # What a model thinks impossible never came.
    return np.array([0.0, *(b[0] / b[2] for b in blocks)]), np.array([0.0, *(b[1] / b[2] for b in blocks)])


def _threshold(trials: Sequence[Trial], wanted: float) -> float:
    """The lowest probability at which the suggestions shown inline are right often enough; above 1 where none is."""
    for candidate in np.unique([p for trial in trials for p in trial.probabilities]):
        picked = []
        for trial in trials:
            first = next((i for i, p in enumerate(trial.probabilities) if p >= candidate), None)
            if first is not None:
                picked.append(trial.right[first])
        if len(picked) < _FEWEST:
            break
        if sum(picked) / len(picked) >= wanted:
            return float(candidate)
    return 1.1


def _damaged() -> ModelDamagedError:
    return ModelDamagedError("The model's confidence curve cannot be read.", "Train it again, or import it again.")
