"""The personal head: a logistic regression on the checker's score and the words of the mails that a person marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.spam.fingerprint import WORD_HASHES, Fingerprint

ITERATIONS = 250
_DECAY = 0.05  # holds the words at nothing until several marks agree
# People mark above all what the checker got wrong. Held as loosely as the words, the score counted for nothing after 50
# such marks of each kind, and ordinary mails at -3.9 came out at -0.4. Measured on 1,679 mails of SpamAssassin with a
# checker of the short samples, which calls 706 of 1,217 ordinary ones spam: after 10 + 10 marks it is 5 to 20, after
# 50 + 50 it is 0 to 8; after 10 + 10 marks on mistakes alone 107 to 158 (123 to 194 with 10 in place of 3).
_DECAY_SCORE = 3.0
_SCALE = 8.0  # logits; puts the score on the footing of the words
_LEAST = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class PersonalHead:
    """logit = slope · score + bias + the mean effect of the words; `weights` (WORD_HASHES,) float64.

    Slope 1 and nothing else is the checker itself.
    """

    slope: float
    bias: float
    weights: np.ndarray

    def logits(self, prints: Sequence[Fingerprint]) -> np.ndarray:
        """The person's logits (messages,) of messages."""
        if not prints:
            return np.zeros(0)
        scores = np.array([p.score for p in prints])
        rows, columns, values = _sparse(prints)
        return self.slope * scores + self.bias + np.bincount(rows, self.weights[columns] * values, len(prints))

    def to_json(self) -> dict[str, Any]:
        """Plain data; weights near nothing are left out."""
        kept = np.flatnonzero(np.abs(self.weights) > _LEAST)
        return {
            "slope": self.slope,
            "bias": self.bias,
            "words": kept.tolist(),
            "weights": [round(float(w), 5) for w in self.weights[kept]],
        }

    @classmethod
    def from_json(cls, content: Any) -> PersonalHead:
        """Reads it back. Raises ValueError where a number is missing or out of range."""
        if not isinstance(content, dict):
            raise ValueError("no head")
        words, values = content.get("words"), content.get("weights")
        numbers = [content.get("slope"), content.get("bias"), *(values if isinstance(values, list) else [None])]
        if not all(isinstance(n, (int, float)) and not isinstance(n, bool) and abs(n) < 1e4 for n in numbers):
            raise ValueError("a weight is no number")
        if not isinstance(words, list) or len(words) != len(numbers) - 2:
            raise ValueError("words and weights differ")
        if not all(type(w) is int and 0 <= w < WORD_HASHES for w in words):
            raise ValueError("a word is no hash")
        weights = np.zeros(WORD_HASHES)
        weights[np.array(words, np.int64)] = numbers[2:]
        return cls(float(numbers[0]), float(numbers[1]), weights)


def fit(prints: Sequence[Fingerprint], spam: Sequence[bool]) -> PersonalHead:
    """Learns from marked messages, all of them at once: the same marks give the same head, in whatever order.

    Both kinds count the same in sum. Nesterov's method from the checker's own answer; a thousand marks take half a
    second.

    Args:
        prints: of the marked messages; spam: what the person said of each.
    """
    order = sorted(range(len(prints)), key=lambda i: prints[i].key)
    prints, labels = [prints[i] for i in order], np.array([spam[i] for i in order], np.float64)
    n = len(prints)
    n_spam = float(labels.sum())
    share = np.where(labels > 0, n / (2 * max(1.0, n_spam)), n / (2 * max(1.0, n - n_spam)))
    rows, columns, values = _sparse(prints)
    scores = np.array([p.score for p in prints])
    scaled = scores / _SCALE
    # Steps of 1 / L never overshoot; the trace bounds the curvature L of the loss.
    norms = np.bincount(rows, values * values, n) + scaled * scaled + 1
    decay = np.full(WORD_HASHES + 2, _DECAY)
    decay[-2:] = _DECAY_SCORE
    step = 1.0 / (0.25 * float(share @ norms) + _DECAY_SCORE)
    theta = np.zeros(WORD_HASHES + 2)  # the words, the score, the bias
    before = theta
    for round_ in range(ITERATIONS):
        ahead = theta + round_ / (round_ + 3) * (theta - before)
        logits = scores + ahead[-2] * scaled + ahead[-1] + np.bincount(rows, ahead[columns] * values, n)
        error = share * (0.5 * np.tanh(0.5 * logits) + 0.5 - labels)
        gradient = np.empty_like(theta)
        gradient[:-2] = np.bincount(columns, error[rows] * values, WORD_HASHES)
        gradient[-2], gradient[-1] = error @ scaled, error.sum()
        before, theta = theta, ahead - step * (gradient + decay * ahead)
    return PersonalHead(float(1 + theta[-2] / _SCALE), float(theta[-1]), theta[:-2])


def _sparse(prints: Sequence[Fingerprint]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The words of messages as rows, columns and values; the values of a message have the length 1."""
    sizes = np.array([len(p.words) for p in prints], np.int64)
    rows = np.repeat(np.arange(len(prints)), sizes)
    columns = np.concatenate([p.words for p in prints]).astype(np.int64) if len(prints) else np.zeros(0, np.int64)
    return rows, columns, np.repeat(1 / np.sqrt(np.maximum(sizes, 1)), sizes)
