"""From the scores of the planes to probabilities that can be believed, and figures over labelled texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

Metrics = dict[str, float | int | None]

LEAD = 0.3  # of the likeliest label before the next; with less the text is unsure (for two labels: below 0.65)
_HOLD = 0.1  # on the slope, so that a few texts told apart without error do not end in certainty
_HOLD_BIAS = 0.5


@dataclass(frozen=True)
class Softmax:
    """probabilities = softmax(slope * scores + biases); `biases` has one number a label."""

    slope: float
    biases: tuple[float, ...]

    def logits(self, scores: np.ndarray) -> np.ndarray:
        """(texts, labels), of scores (texts, labels)."""
        return self.slope * np.asarray(scores, np.float64) + np.array(self.biases)

    def probabilities(self, scores: np.ndarray) -> np.ndarray:
        """(texts, labels), each row of sum 1."""
        logits = self.logits(scores)
        power = np.exp(logits - logits.max(axis=1, keepdims=True))
        result: np.ndarray = power / power.sum(axis=1, keepdims=True)
        return result

    def to_json(self) -> dict[str, Any]:
        """Plain data for the model's folder."""
        return {**asdict(self), "biases": list(self.biases)}

    @classmethod
    def from_json(cls, content: Any, labels: int) -> Softmax:
        """Reads it back. Raises ValueError where a number is missing or out of range."""
        if not isinstance(content, dict):
            raise ValueError("no calibration")
        slope, biases = content.get("slope"), content.get("biases")
        if not isinstance(biases, list) or len(biases) != labels:
            raise ValueError("no bias for each label")
        if not all(isinstance(n, (int, float)) and not isinstance(n, bool) and abs(n) < 1e6 for n in (slope, *biases)):
            raise ValueError("a number is missing")
        if not isinstance(slope, (int, float)) or slope <= 0:
            raise ValueError("the slope is not above zero")
        return cls(float(slope), tuple(map(float, biases)))


def fit_softmax(scores: np.ndarray, labels: np.ndarray) -> Softmax:
    """The likeliest slope and biases on held-out texts, by Newton's method with halved steps; targets are softened as
    Platt (1999) does.

    Args:
        scores: (texts, labels) of the planes.
        labels: (texts,) the place of each text's label.
    """
    scores = np.asarray(scores, np.float64)
    n, size = scores.shape
    counts = np.bincount(labels, minlength=size)
    sure = (counts + 1.0) / (counts + 2.0)
    target = np.repeat(((1 - sure[labels]) / max(1, size - 1))[:, None], size, axis=1)
    target[np.arange(n), labels] = sure[labels]
    held = np.append(_HOLD, np.full(size, _HOLD_BIAS))
    centre = np.append(1.0, np.zeros(size))
    theta = centre.copy()

    def loss(t: np.ndarray) -> float:
        logits = t[0] * scores + t[1:]
        top = logits.max(axis=1, keepdims=True)
        whole = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
        return float((whole - (target * logits).sum(axis=1)).sum() + 0.5 * held @ (t - centre) ** 2)

    current = loss(theta)
    for _ in range(50):
        p = Softmax(float(theta[0]), tuple(theta[1:])).probabilities(scores)
        mean = (p * scores).sum(axis=1, keepdims=True)
        wrong = p - target
        gradient = np.append((wrong * scores).sum(), wrong.sum(axis=0)) + held * (theta - centre)
        curve = np.diag(held)
        curve[0, 0] += float((p * (scores - mean) ** 2).sum())
        curve[0, 1:] += (p * (scores - mean)).sum(axis=0)
        curve[1:, 0] = curve[0, 1:]
        curve[1:, 1:] += np.diag(p.sum(axis=0)) - p.T @ p
        step = np.linalg.solve(curve, gradient)
        scale = 1.0
        while (new := loss(theta - scale * step)) > current and scale > 1e-6:
            scale /= 2
        if new >= current:
            break
        theta = theta - scale * step
        moved, current = current - new, new
        if moved < 1e-9 * n:
            break
    return Softmax(max(float(theta[0]), 0.02), tuple(float(b) for b in theta[1:]))


def evaluate(probabilities: np.ndarray, labels: np.ndarray) -> Metrics:
    """Figures over labelled texts: accuracy, the share of the commonest label beside it, macro F1, log loss (nats per
    text), ECE (10 bins, of the likeliest label), and the share of unsure texts with the accuracy among the others.

    Args:
        probabilities: (texts, labels), each row of sum 1.
        labels: (texts,) the place of each text's label.
    """
    n, size = probabilities.shape
    said, best = probabilities.argmax(axis=1), probabilities.max(axis=1)
    right = said == labels
    sure = leads(probabilities) >= LEAD
    bins = np.minimum((best * 10).astype(int), 9)
    gaps = [abs(float(best[bins == b].mean()) - float(right[bins == b].mean())) * int((bins == b).sum())
            for b in range(10) if (bins == b).any()]  # fmt: skip
    rows = per_label(probabilities, labels)
    return {
        "texts": n,
        "labels": size,
        "accuracy": float(right.mean()),
        "majority_share": float(np.bincount(labels, minlength=size).max() / n),
        "macro_f1": float(np.mean([row["f1"] for row in rows if row["texts"]])),
        "log_loss": float(-np.log(np.maximum(probabilities[np.arange(n), labels], 1e-12)).mean()),
        "ece": sum(gaps) / n,
        "errors": int((~right).sum()),
        "unsure": float((~sure).mean()),
        "sure_accuracy": float(right[sure].mean()) if sure.any() else None,
    }


def per_label(probabilities: np.ndarray, labels: np.ndarray) -> list[dict[str, float]]:
    """For each label: how many texts have it, and the precision, recall and F1 of saying it."""
    said = probabilities.argmax(axis=1)
    rows = []
    for label in range(probabilities.shape[1]):
        right = int(((said == label) & (labels == label)).sum())
        called, held = int((said == label).sum()), int((labels == label).sum())
        precision, recall = right / max(1, called), right / max(1, held)
        f1 = 2 * precision * recall / max(1e-12, precision + recall)
        rows.append({"texts": held, "precision": precision, "recall": recall, "f1": f1})
    return rows


def leads(probabilities: np.ndarray) -> np.ndarray:
    """How far the likeliest label is before the next, (texts,) in 0..1."""
    two = np.sort(probabilities, axis=1)[:, -2:]
    result: np.ndarray = two[:, 1] - two[:, 0]
    return result


def best_first(probabilities: np.ndarray, names: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """The labels of one text (labels,) with their probabilities, the likeliest first."""
    order = np.argsort(-probabilities, kind="stable")
    return tuple((names[i], float(probabilities[i])) for i in order)
