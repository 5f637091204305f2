"""How the scores of both branches over a message and its windows become one logit.

Stacking (Wolpert 1992): a logistic regression over scores that their models gave to messages they had not learned. Of a
long message the highest window speaks for the whole where it is more spam by a margin, and less that margin: words put
behind spam cannot hide it. The plain maximum over windows lost five times as many ordinary mails.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.spam.linear import LinearModel
from engine.spam.reading import Reading

# What the mix looks at; all but the first are only looked at by models that were trained before there was a margin.
VIEWS = ("strongest", "whole", "highest", "second", "mean")
_EARLIER = VIEWS[1:]
# Of a window, in margins of the plane: less finds more spam behind good words, and loses more ordinary mail.
MARGIN = 0.75
_RIDGE = 1.0
_TRUST = 4.0  # how strongly the mix of the branches holds on to the linear one where few messages are held out
LOGIT = 25.0


@dataclass(frozen=True)
class Mix:
    """`linear` (len(VIEWS) + 1,) makes a logit of the views of the linear branch, `alone` (3,) one of the network's
    mean and highest window, `both` (3,) one of the two logits; the last number of each is the bias."""

    linear: np.ndarray
    both: np.ndarray
    alone: np.ndarray

    def linear_logits(self, views: np.ndarray) -> np.ndarray:
        """(messages, len(VIEWS)) -> calibrated logits (messages,)."""
        return np.clip(views @ self.linear[:-1] + self.linear[-1], -LOGIT, LOGIT)

    def network_logits(self, scores: np.ndarray) -> np.ndarray:
        """(messages, 2) raw logits of the network -> calibrated ones (messages,)."""
        return np.clip(scores @ self.alone[:-1] + self.alone[-1], -LOGIT, LOGIT)

    def logits(self, linear: np.ndarray, network: np.ndarray) -> np.ndarray:
        """The calibrated logits of both branches -> one, (messages,)."""
        return self.both[0] * linear + self.both[1] * network + self.both[2]

    def to_json(self) -> dict[str, Any]:
        """Plain data for the model's folder."""
        return {name: [float(v) for v in getattr(self, name)] for name in ("linear", "both", "alone")}

    @classmethod
    def from_json(cls, content: Any) -> Mix:
        """Reads it back. Raises ValueError where a number is missing."""
        if not isinstance(content, Mapping):
            raise ValueError("no mix of the branches")
        parts = []
        for name, sizes in (("linear", (len(VIEWS) + 1, len(_EARLIER) + 1)), ("both", (3,)), ("alone", (3,))):
            values = content.get(name)
            if not isinstance(values, list) or len(values) not in sizes or not all(_is_number(v) for v in values):
                raise ValueError(f"{name} is no list of {sizes[0]} numbers")
            parts.append(np.array(values, np.float64))
        if len(parts[0]) <= len(VIEWS):
            parts[0] = np.array([0.0, *parts[0]])
        return cls(*parts)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e6


def scores_of(model: LinearModel, reading: Reading) -> np.ndarray:
    """The linear scores of a message as a whole and of each of its windows, (1 + windows,)."""
    return np.array([model.score(part, reading.look) for part in (reading.whole, *reading.windows)])


def views_of(scores: np.ndarray) -> np.ndarray:
    """What the mix looks at, of scores (..., 1 + windows) as `scores_of` gives them: (..., len(VIEWS))."""
    whole = scores[..., 0]
    windows = np.sort(scores[..., 1:] if scores.shape[-1] > 1 else scores, axis=-1)
    highest, second = windows[..., -1], windows[..., -min(2, windows.shape[-1])]
    return np.stack([np.maximum(whole, highest - MARGIN), whole, highest, second, windows.mean(axis=-1)], axis=-1)


def fit_linear_mix(views: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The `linear` of a Mix.

    Args:
        views: (messages, len(VIEWS)), each from a model that had not learned the message.
        labels: (messages,), 1 for spam.
    """
    slope, bias = _logistic(views[:, :1], labels, np.zeros(1), _RIDGE / 10)
    return np.array([max(0.0, slope), *np.zeros(len(_EARLIER)), bias])


def fit_both(linear: np.ndarray, network: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The `both` of a Mix from calibrated logits (messages,) of held-out messages. Few of them change the linear branch
    by little."""
    together = np.stack([linear, network], axis=1)
    # Both are calibrated already: without the hold on the bias, 400 messages moved it by a whole unit.
    found = _logistic(together, labels, np.array([1.0, 0.0]), _TRUST, hold=_TRUST)
    return found if (found[:-1] >= 0).all() else np.array([1.0, 0.0, 0.0])


def fit_alone(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Slopes, none below zero, and the bias that calibrate raw logits (messages, columns)."""
    columns = scores.shape[1]
    used = list(range(columns))
    while True:
        own = _logistic(scores[:, used], labels, np.full(len(used), 1 / columns), _RIDGE)
        if (own[:-1] >= 0).all() or len(used) == 1:
            break
        del used[int(np.argmin(own[:-1]))]
    result = np.zeros(columns + 1)
    result[used], result[-1] = np.maximum(own[:-1], 0.0), own[-1]
    return result


def _logistic(x: np.ndarray, labels: np.ndarray, start: np.ndarray, ridge: float, *, hold: float = 1e-6) -> np.ndarray:
    """Slopes and bias, (columns + 1,): the likeliest, each slope held near `start` by `ridge`, the bias near 0 by
    `hold`. Newton's method with halved steps; targets softened as Platt (1999) does."""
    spam = np.asarray(labels) > 0.5
    n_spam, n_ham = float(spam.sum()), float((~spam).sum())
    target = np.where(spam, (n_spam + 1) / (n_spam + 2), 1 / (n_ham + 2))
    full = np.hstack([x, np.ones((len(x), 1))])
    held = np.append(np.full(x.shape[1], ridge), hold)
    centre = np.append(start, 0.0)
    beta = centre.copy()

    def loss(b: np.ndarray) -> float:
        z = full @ b
        return float(np.sum(np.logaddexp(0.0, z) - target * z) + 0.5 * held @ (b - centre) ** 2)

    current = loss(beta)
    for _ in range(60):
        p = 0.5 + 0.5 * np.tanh(0.5 * (full @ beta))
        gradient = full.T @ (p - target) + held * (beta - centre)
        curve = (full * np.maximum(p * (1 - p), 1e-9)[:, None]).T @ full + np.diag(held + 1e-9)
        step = np.linalg.solve(curve, gradient)
        scale = 1.0
        while (new := loss(beta - scale * step)) > current and scale > 1e-6:
            scale /= 2
        beta = beta - scale * step
        if current - new < 1e-9 * (1 + abs(current)):
            break
        current = new
    return beta


def all_views(model: LinearModel, readings: Sequence[Reading]) -> np.ndarray:
    """`views_of` for many messages, (messages, len(VIEWS))."""
    return np.array([views_of(scores_of(model, reading)) for reading in readings]).reshape(-1, len(VIEWS))
