"""The linear branch: hashed n-grams and the look of a message, separated by the widest margin. NumPy only.

A message is weighted twice, side by side: by TF-IDF, and by how differently ham and spam use an n-gram (the log-count
ratio of Wang and Manning 2012). Both together beat each alone: SMS, five folds, 37 errors; 43 with TF-IDF, 42 with the
ratio. The weights are those of a support vector machine with squared hinge loss, found by dual coordinate descent
(Hsieh et al. 2008), one message at a time.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from engine.spam.ngrams import COLUMNS, Grams

COST = 3.0
SEEN_IN = 2  # messages; what stands in one alone only makes the model large
_LOOK_SCALE = 0.05  # of one standard deviation; 0.1 and 0.2 cost ham on the SMS folds
_LOOK_LIMIT = 3.0
_PASSES = 40
_TOLERANCE = (
    0.1  # of the gradient of one message, whose margin is 1; 0.02 takes three times as long for the same errors
)
_FOLDS = 4

_ARRAYS = ("inverse", "ratio", "weight", "ratio_weight")

T = TypeVar("T")
Steps = Generator[float, None, T]  # yields how far it is, 0..1, and returns the result


@dataclass(frozen=True)
class LinearModel:
    """A separating plane.

    `columns` (n,) int32 rising are those it knows; `inverse` (n,) and `ratio` (n,) weigh their counts, `weight` (n,)
    and `ratio_weight` (n,) are what the plane says of each; `look` (3, numbers): mean, deviation, weight; all float32.
    """

    columns: np.ndarray
    inverse: np.ndarray
    ratio: np.ndarray
    weight: np.ndarray
    ratio_weight: np.ndarray
    look: np.ndarray
    bias: float

    def score(self, grams: Grams, look: np.ndarray) -> float:
        """The signed distance from the plane, in margins; above 0 is spam."""
        places, known = self._places(grams.columns)
        values = self._values(grams, places, known)
        total = float(values[0] @ self.weight[places[known]] + values[1] @ self.ratio_weight[places[known]])
        return total + float(scaled_look(look, self.look) @ self.look[2]) + self.bias

    def contributions(self, grams: Grams) -> np.ndarray:
        """What each column adds to the score, (n,) in the order of `grams.columns`; unknown ones add nothing."""
        places, known = self._places(grams.columns)
        values = self._values(grams, places, known)
        result = np.zeros(len(grams.columns))
        result[known] = values[0] * self.weight[places[known]] + values[1] * self.ratio_weight[places[known]]
        return result

    def _places(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where columns stand among the known ones, and which are known."""
        places = np.minimum(np.searchsorted(self.columns, columns), len(self.columns) - 1)
        return places, self.columns[places] == columns

    def _values(self, grams: Grams, places: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        counts = 1 + np.log(grams.counts[known])
        words = int(known[: grams.words].sum())
        own = places[known]
        return _unit(counts * self.inverse[own], words), _unit(counts * self.ratio[own], words)

    def arrays(self) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
        """For the model's folder: the numbers, and the columns as whole numbers."""
        numbers = {f"linear.{name}": np.asarray(getattr(self, name), np.float32) for name in _ARRAYS}
        numbers |= {"linear.look": self.look, "linear.bias": np.array([self.bias], np.float32)}
        return numbers, {"linear.columns": self.columns}

    @classmethod
    def from_arrays(cls, numbers: Mapping[str, np.ndarray], counts: Mapping[str, np.ndarray]) -> LinearModel:
        """Reads it back. Raises ValueError where an array is missing or of another shape."""
        columns = counts.get("linear.columns")
        if columns is None or columns.ndim != 1 or not len(columns) or not _rising(columns):
            raise ValueError("no columns")
        parts = [numbers.get(f"linear.{name}") for name in _ARRAYS]
        look, bias = numbers.get("linear.look"), numbers.get("linear.bias")
        if any(part is None or part.shape != columns.shape for part in parts):
            raise ValueError("a linear weight is missing")
        if look is None or look.ndim != 2 or len(look) != 3 or bias is None or bias.shape != (1,):
            raise ValueError("no weights for the look")
        inverse, ratio, weight, ratio_weight = (np.asarray(part) for part in parts)
        return cls(columns, inverse, ratio, weight, ratio_weight, look, float(bias[0]))


def _rising(columns: np.ndarray) -> bool:
    rises = bool((np.diff(columns.astype(np.int64)) > 0).all())
    return rises and int(columns[0]) >= 0 and int(columns[-1]) < COLUMNS


def _unit(values: np.ndarray, words: int) -> np.ndarray:
    """Characters (before place `words`) and words, each of Euclidean length 1."""
    for part in (values[:words], values[words:]):
        length = float(np.sqrt(part @ part))
        if length > 0:
            part /= length
    return values


def scaled_look(look: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """(numbers,) or (messages, numbers) in deviations from the mean, bounded."""
    return _LOOK_SCALE * np.clip((look - scale[0]) / scale[1], -_LOOK_LIMIT, _LOOK_LIMIT)


def fit_linear(
    found: Sequence[Grams],
    looks: np.ndarray,
    labels: np.ndarray,
    *,
    seed: int = 0,
) -> LinearModel:
    """Learns from messages.

    Args:
        found: the n-grams of each message.
        looks: (messages, numbers) their look.
        labels: (messages,), 1 for spam.
    """
    return finished(fitting_linear(found, looks, labels, seed=seed))


def finished(steps: Steps[T]) -> T:
    """The result of all steps at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


def fitting_linear(
    found: Sequence[Grams], looks: np.ndarray, labels: np.ndarray, *, seed: int = 0
) -> Steps[LinearModel]:
    """`fit_linear` in steps, so that a person can stop between two."""
    labels = np.asarray(labels) > 0.5
    holds = np.zeros((2, COLUMNS), np.int64)
    for grams, label in zip(found, labels, strict=True):
        holds[int(label), grams.columns] += 1
    columns = np.flatnonzero(holds.sum(0) >= min(SEEN_IN, len(found))).astype(np.int32)
    ham, spam = holds[:, columns]
    n_spam = int(labels.sum())
    n_ham = len(labels) - n_spam
    inverse = np.log((1 + len(found)) / (1.0 + ham + spam)) + 1
    ratio = np.abs(np.log(((spam + 1) / (n_spam + 2)) / ((ham + 1) / (n_ham + 2))))
    look = np.stack([looks.mean(0), looks.std(0) + 1e-3, np.zeros(looks.shape[1])]).astype(np.float32)
    zeros = np.zeros(len(columns), np.float32)
    empty = LinearModel(columns, inverse.astype(np.float32), ratio.astype(np.float32), zeros, zeros, look, 0.0)
    rows = [_row(empty, grams, own) for grams, own in zip(found, looks, strict=True)]
    width = 2 * len(columns) + looks.shape[1] + 1
    found_plane = yield from separating(rows, labels, costs=np.full(len(labels), COST), width=width, seed=seed)
    plane = found_plane.astype(np.float32)
    n = len(columns)
    look = np.stack([look[0], look[1], plane[2 * n : -1]])
    return LinearModel(columns, empty.inverse, empty.ratio, plane[:n], plane[n : 2 * n], look, float(plane[-1]))


Row = tuple[np.ndarray, np.ndarray]


def _row(model: LinearModel, grams: Grams, look: np.ndarray) -> Row:
    """The places and values of a message: both weightings, the look, and 1 for the bias."""
    places, known = model._places(grams.columns)
    first, second = model._values(grams, places, known)
    own, n = places[known], len(model.columns)
    rest = np.arange(2 * n, 2 * n + len(look) + 1)
    values = np.concatenate([first, second, scaled_look(look, model.look), [1.0]])
    return np.concatenate([own, own + n, rest]).astype(np.int32), values.astype(np.float32)


def separating(
    rows: Sequence[Row], labels: np.ndarray, *, costs: np.ndarray, width: int, seed: int = 0
) -> Steps[np.ndarray]:
    """The plane (width,) of a linear support vector machine with squared hinge loss; a step after each pass.

    Minimises |w|² / 2 + Σ costs · max(0, 1 - y (w · x))². Deterministic for a seed. Every other pass visits only the
    messages that already push the plane.
    """
    plane = np.zeros(width, np.float32)
    signs = np.where(labels, 1.0, -1.0)
    push = np.zeros(len(rows))
    soft = 0.5 / costs
    squares = np.array([float(values @ values) for _, values in rows]) + soft
    random = np.random.default_rng(seed)
    for turn in range(_PASSES):
        yield turn / _PASSES
        whole = turn % 3 == 0
        visited = np.arange(len(rows)) if whole else np.flatnonzero(push)
        worst = 0.0
        for i in random.permutation(visited):
            places, values = rows[i]
            slope = signs[i] * float(plane[places] @ values) - 1 + soft[i] * push[i]
            if push[i] == 0 and slope >= 0:
                continue
            worst = max(worst, abs(slope))
            new = max(0.0, push[i] - slope / squares[i])
            plane[places] += np.float32((new - push[i]) * signs[i]) * values
            push[i] = new
        if whole and worst < _TOLERANCE:
            break
    return plane


def folds_of(labels: np.ndarray, groups: Sequence[str], *, seed: int = 0, count: int = _FOLDS) -> np.ndarray:
    """(messages,) a fold for each, 0..count-1; messages of one group share it, and each class is spread evenly."""
    random = np.random.default_rng(seed)
    result = np.zeros(len(labels), np.int64)
    known: dict[str, int] = {}
    turns = [0, 0]
    for i in random.permutation(len(labels)):
        label = int(labels[i] > 0.5)
        if groups[i] not in known:
            known[groups[i]] = turns[label] % count
            turns[label] += 1
        result[i] = known[groups[i]]
    return result
