"""From the network's logits to probabilities that can be believed, to the two thresholds, and to figures."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

HAM_LOSS_TARGET = 0.003
NORMAL_BELOW = 0.35  # the highest probability that still counts as ordinary
NORMAL_AT_LEAST = 0.25
SPAM_LOST_AS_NORMAL = 0.01
_MARGIN = 1e-3  # in logits, above the highest ham
_SLOPES = (0.02, 20.0)

Metrics = dict[str, float | int | None]


@dataclass(frozen=True, slots=True)
class Calibration:
    """probability = sigmoid(logit / temperature + bias).

    A message of at least `spam_threshold` is spam, below `normal_threshold` it is ordinary, in between it is unsure.
    `counts` says what it was measured on: ham, spam, and ham_as_spam (the ordinary messages that would be lost).
    `note` is a sentence on how much that tells.
    """

    temperature: float = 1.0
    bias: float = 0.0
    spam_threshold: float = 0.9
    normal_threshold: float = NORMAL_BELOW
    counts: dict[str, int] = field(default_factory=dict)
    note: str = "Not measured: no messages were held out."

    def scaled(self, logits: np.ndarray) -> np.ndarray:
        """Calibrated logits, of the shape of `logits`."""
        return np.asarray(logits, np.float64) / self.temperature + self.bias

    def probability(self, logits: np.ndarray) -> np.ndarray:
        """The probability of spam, 0..1, of the shape of `logits`."""
        return _sigmoid(self.scaled(logits))

    def to_json(self) -> dict[str, Any]:
        """Plain data for the model's folder."""
        return asdict(self)

    @classmethod
    def from_json(cls, content: Any) -> Calibration:
        """Reads it back. Raises ValueError where a number is missing or out of range."""
        if not isinstance(content, dict):
            raise ValueError("no calibration")
        numbers = []
        for name in ("temperature", "bias", "spam_threshold", "normal_threshold"):
            value = content.get(name)
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not -1e6 < value < 1e6:
                raise ValueError(f"{name} is no number")
            numbers.append(float(value))
        temperature, bias, spam, normal = numbers
        if temperature <= 0 or not 0 <= normal <= spam <= 1:
            raise ValueError("calibration out of range")
        counts = content.get("counts")
        plain = {str(k): v for k, v in counts.items() if type(v) is int} if isinstance(counts, dict) else {}
        return cls(temperature, bias, spam, normal, plain, str(content.get("note", "")))


def fit_calibration(logits: np.ndarray, labels: np.ndarray, *, ham_loss: float = HAM_LOSS_TARGET) -> Calibration:
    """Fits temperature, bias and thresholds on held-out messages.

    Newton's method on the likelihood, with Platt's softened labels, so that a set that is told apart without error does
    not end in certainty. The spam threshold lies above all but a share `ham_loss` of the ordinary messages; where there
    are fewer than 1 / ham_loss of them, above every one.

    Args:
        logits: (messages,) of the network.
        labels: (messages,), 1 for spam.
    """
    logits = np.asarray(logits, np.float64)
    labels = np.asarray(labels) > 0.5
    n_spam, n_ham = int(labels.sum()), int((~labels).sum())
    if not n_spam or not n_ham:
        return Calibration()
    slope, bias = _platt(logits, labels)
    return _limited(logits, labels, slope, bias, ham_loss)


def fit_limits(logits: np.ndarray, labels: np.ndarray, *, ham_loss: float = HAM_LOSS_TARGET) -> Calibration:
    """The thresholds of `fit_calibration` for logits (messages,) that are calibrated already."""
    labels = np.asarray(labels) > 0.5
    if labels.all() or not labels.any():
        return Calibration()
    return _limited(np.asarray(logits, np.float64), labels, 1.0, 0.0, ham_loss)


def _limited(logits: np.ndarray, labels: np.ndarray, slope: float, bias: float, ham_loss: float) -> Calibration:
    """A calibration with the thresholds that follow from scaled logits of labelled messages."""
    n_spam, n_ham = int(labels.sum()), int((~labels).sum())
    scaled = slope * logits + bias
    ham = np.sort(scaled[~labels])[::-1]
    allowed = int(ham_loss * n_ham)
    spam_at = float(_sigmoid(np.array(max(0.0, ham[allowed] + _MARGIN))))
    spam_at = min(spam_at, 1.0 - 1e-9)
    weakest = float(_sigmoid(np.quantile(scaled[labels], SPAM_LOST_AS_NORMAL, method="lower")))
    normal_at = min(NORMAL_BELOW, max(NORMAL_AT_LEAST, weakest), spam_at)
    lost = int((_sigmoid(ham) >= spam_at).sum())
    counts = {"ham": n_ham, "spam": n_spam, "ham_as_spam": lost}
    return Calibration(1.0 / slope, bias, spam_at, normal_at, counts, ham_loss_note(lost, n_ham, ham_loss))


def ham_loss_note(lost: int, ham: int, target: float = HAM_LOSS_TARGET) -> str:
    """A sentence on how many ordinary messages were called spam, with its 95 % interval (Wilson's)."""
    if not ham:
        return "Not measured: no ordinary messages were held out."
    z, share = 1.96, lost / ham
    centre = (share + z * z / (2 * ham)) / (1 + z * z / ham)
    half = z * math.sqrt(share * (1 - share) / ham + z * z / (4 * ham * ham)) / (1 + z * z / ham)
    few = " There are too few of them to know better." if ham * target < 1 else ""
    return (
        f"Of {ham:,} held-out ordinary messages {lost:,} would be called spam "
        f"({share:.1%}; the true share is between {max(0.0, centre - half):.1%} and {centre + half:.1%}).{few}"
    )


def _platt(logits: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """Slope and bias of the most likely sigmoid; the slope stays positive: a higher logit never means less spam."""
    n_spam, n_ham = int(labels.sum()), int((~labels).sum())
    target = np.where(labels, (n_spam + 1) / (n_spam + 2), 1 / (n_ham + 2))
    slope, bias = 1.0, 0.0

    def loss(a: float, b: float) -> float:
        z = a * logits + b
        return float(np.sum(np.logaddexp(0.0, z) - target * z)) + 1e-6 * a * a

    current = loss(slope, bias)
    for _ in range(100):
        p = _sigmoid(slope * logits + bias)
        w = np.maximum(p * (1 - p), 1e-12)
        g = np.array([np.sum((p - target) * logits) + 2e-6 * slope, np.sum(p - target)])
        h = np.array([[np.sum(w * logits**2) + 1e-6, np.sum(w * logits)], [np.sum(w * logits), np.sum(w) + 1e-9]])
        step = np.linalg.solve(h, g)
        scale = 1.0
        while scale > 1e-4:
            a = float(np.clip(slope - scale * step[0], *_SLOPES))
            b = bias - scale * float(step[1])
            new = loss(a, b)
            if new < current - 1e-12:
                break
            scale /= 2
        else:
            break
        moved = current - new
        slope, bias, current = a, b, new
        if moved < 1e-9 * len(logits):
            break
    return slope, bias


def evaluate(
    probabilities: np.ndarray,
    labels: np.ndarray,
    calibration: Calibration | None = None,
    doubtful: np.ndarray | None = None,
) -> Metrics:
    """Figures over labelled messages, flat and plain.

    accuracy, precision, recall, f1, ham_loss, spam_loss, errors, ham_errors and spam_errors take a message for spam
    from a probability of 0.5 on. With a calibration, the verdict_* counts and `unsure` (a share) use its thresholds.
    auc, ece (10 bins of equal width) and brier need no threshold. A figure that has no meaning is None.

    Args:
        probabilities: (messages,) calibrated, 0..1.
        labels: (messages,), 1 for spam.
        doubtful: (messages,) bool, those that get no verdict whatever their probability.
    """
    p = np.asarray(probabilities, np.float64)
    spam = np.asarray(labels) > 0.5
    ham = ~spam
    called = p >= 0.5
    tp, fp = int((called & spam).sum()), int((called & ham).sum())
    fn, n = int((~called & spam).sum()), len(p)
    precision, recall = _ratio(tp, tp + fp), _ratio(tp, tp + fn)
    figures: Metrics = {
        "messages": n,
        "ham": int(ham.sum()),
        "spam": int(spam.sum()),
        "accuracy": _ratio(n - fp - fn, n),
        "precision": precision,
        "recall": recall,
        "f1": _ratio(2 * tp, 2 * tp + fp + fn),
        "ham_loss": _ratio(fp, int(ham.sum())),
        "spam_loss": _ratio(fn, int(spam.sum())),
        "errors": fp + fn,
        "ham_errors": fp,
        "spam_errors": fn,
        "auc": _auc(p, spam),
        "ece": _ece(p, spam),
        "brier": float(np.mean((p - spam) ** 2)) if n else None,
    }
    if calibration is not None:
        sure = np.ones(n, bool) if doubtful is None else ~np.asarray(doubtful, bool)
        as_spam, as_normal = sure & (p >= calibration.spam_threshold), sure & (p < calibration.normal_threshold)
        unsure = ~as_spam & ~as_normal
        figures["unsure"] = _ratio(int(unsure.sum()), n)
        for name, verdict in (("spam", as_spam), ("unsure", unsure), ("normal", as_normal)):
            figures[f"verdict_ham_{name}"] = int((verdict & ham).sum())
            figures[f"verdict_spam_{name}"] = int((verdict & spam).sum())
    return figures


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _auc(p: np.ndarray, spam: np.ndarray) -> float | None:
    """The share of (spam, ham) pairs in the right order; ties count half."""
    n_spam, n_ham = int(spam.sum()), int((~spam).sum())
    if not n_spam or not n_ham:
        return None
    _, inverse, sizes = np.unique(p, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(sizes) - (sizes - 1) / 2)[inverse]
    return float((ranks[spam].sum() - n_spam * (n_spam + 1) / 2) / (n_spam * n_ham))


def _ece(p: np.ndarray, spam: np.ndarray, bins: int = 10) -> float | None:
    """The mean distance between the probability said and the share of spam found, over bins of equal width."""
    if not len(p):
        return None
    index = np.minimum((p * bins).astype(int), bins - 1)
    total = 0.0
    for b in range(bins):
        inside = index == b
        if inside.any():
            total += float(inside.sum()) * abs(float(p[inside].mean()) - float(spam[inside].mean()))
    return total / len(p)


def _sigmoid(x: Any) -> np.ndarray:
    return 0.5 * np.tanh(0.5 * np.asarray(x, np.float64)) + 0.5
