"""What the tests of corrections and batches share: a stand-in for a checker, and a real one of known weights."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import numpy as np

from engine.config import ModelConfig
from engine.manifest import ModelInfo, StoredModel
from engine.spam.calibration import Calibration
from engine.spam.classifier import BETWEEN, SpamReport

SPAMMY = ("free", "viagra", "winner", "prize", "무료", "대출")
PLAIN = ("lunch", "meeting", "tomorrow", "내일", "회의", "regards")
NEUTRAL = ("the", "a", "to", "see", "you", "at", "our", "your", "with", "for")


def report(text: str, probability: float = 0.5, *, reason: str = "", facts: tuple[str, ...] = ()) -> SpamReport:
    """A report as a checker with the limits 0.2 and 0.9 would give it; with a reason it is doubtful."""
    verdict: Any = "spam" if probability >= 0.9 else "normal" if probability < 0.2 else "unsure"
    if reason:
        verdict = "unsure"
    elif verdict == "unsure":
        reason = BETWEEN
    return SpamReport(verdict, probability, reason, text, (), "", facts, ())


def limits_only(*, created: str = "2026-01-01T00:00:00+00:00", guard: Any = None) -> Any:
    """All of a checker that corrections look at."""
    return SimpleNamespace(limits=(0.2, 0.9), guard=guard, info=SimpleNamespace(created=created, name="toy"))


def toy_model(**extras: Any) -> StoredModel:
    """A network whose unit 0 rises with spammy words and unit 1 with plain ones; the largest of each decides."""
    config = ModelConfig(
        kind="classifier", unit="word", cell="rnn", num_layers=1, units=2, embedding_dim=2, pooling="max",
        bidirectional=False,
    )  # fmt: skip
    names = [*SPAMMY, *PLAIN, *NEUTRAL]
    vocabulary = {name: index for index, name in enumerate(names, 2)}
    embedding = np.zeros((len(names) + 2, 2), np.float32)
    for words, unit in ((SPAMMY, 0), (PLAIN, 1)):
        for rank, name in enumerate(words):
            embedding[vocabulary[name], unit] = 0.6 + 0.1 * rank
    weights = {
        "embedding": embedding,
        "layers.0.kernel": np.eye(2, dtype=np.float32),
        "layers.0.recurrent_kernel": np.eye(2, dtype=np.float32) * 0.5,
        "layers.0.bias": np.zeros(2, np.float32),
        "output.kernel": np.array([[8.0], [-8.0]], np.float32),
        "output.bias": np.zeros(1, np.float32),
    }
    info = ModelInfo(name="toy", kind="classifier", model=config, created="2026-01-01T00:00:00+00:00")
    tokenizer = {"type": "spam", "version": 1, "max_tokens": 400, "vocabulary": vocabulary}
    classifier = Calibration(spam_threshold=0.9, normal_threshold=0.2).to_json()
    return StoredModel(info, tokenizer, weights, {"classifier": classifier, **extras})


def logistic(x: float) -> float:
    """The probability of a logit."""
    return 1 / (1 + math.exp(-x))
