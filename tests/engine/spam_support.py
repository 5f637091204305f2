"""What the tests of corrections and batches share: a stand-in for a checker, and a real one of known weights."""

from __future__ import annotations

import math
import random
from types import SimpleNamespace
from typing import Any

import numpy as np

from engine.config import ModelConfig
from engine.models.manifest import ModelInfo, StoredModel
from engine.spam.calibration import Calibration
from engine.spam.classifier import BETWEEN, SpamReport
from engine.spam.corrections import NEEDED, Corrections

SPAMMY = ("free", "viagra", "winner", "prize", "무료", "대출")
PLAIN = ("lunch", "meeting", "tomorrow", "내일", "회의", "regards")
NEUTRAL = ("the", "a", "to", "see", "you", "at", "our", "your", "with", "for")
LETTER = (
    "Dear {name}, your parcel {number} could not be delivered on {day}. Please pay the customs fee of {number} dollars "
    "through the form of our office, or the parcel goes back to where it came from. Your delivery service."
)
OFFERS = ["webinar", "seminar", "discount", "voucher", "upgrade", "exclusive", "download", "agenda", "sponsor", "quota"]
WORK = ["patch", "commit", "kernel", "review", "branch", "merge", "compile", "driver", "release", "maintainer"]


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
    """A network with a unit of its own for each telling word: spammy ones add 2 to the logit, plain ones take 2."""
    telling = [*SPAMMY, *PLAIN]
    size = len(telling)
    config = ModelConfig(
        kind="classifier", unit="word", cell="rnn", num_layers=1, units=size, embedding_dim=size, pooling="max",
        bidirectional=False,
    )  # fmt: skip
    vocabulary = {name: index for index, name in enumerate([*telling, *NEUTRAL], 2)}
    embedding = np.zeros((len(vocabulary) + 2, size), np.float32)
    embedding[2 : 2 + size] = np.eye(size) * 4
    signs = np.array([[2.0]] * len(SPAMMY) + [[-2.0]] * len(PLAIN), np.float32)
    weights = {
        "embedding": embedding,
        "layers.0.kernel": np.eye(size, dtype=np.float32),
        "layers.0.recurrent_kernel": np.zeros((size, size), np.float32),
        "layers.0.bias": np.zeros(size, np.float32),
        "output.kernel": signs,
        "output.bias": np.zeros(1, np.float32),
    }
    info = ModelInfo(name="toy", kind="classifier", model=config, created="2026-01-01T00:00:00+00:00")
    tokenizer = {"type": "spam", "version": 1, "max_tokens": 400, "vocabulary": vocabulary}
    classifier = Calibration(spam_threshold=0.9, normal_threshold=0.2).to_json()
    return StoredModel(info, tokenizer, weights, {"classifier": classifier, **extras})


def logistic(x: float) -> float:
    """The probability of a logit."""
    return 1 / (1 + math.exp(-x))


def letter(name: str, number: int, day: str) -> str:
    """One of many letters that differ in little."""
    return LETTER.format(name=name, number=number, day=day)


def mail(words: list[str], number: int) -> str:
    """A mail of some words of one kind among many that say nothing; no two are nearly the same."""
    chance = random.Random(number)
    filler = [f"{chance.choice('bcdfglmnprst')}{chance.choice('aeiou')}{chance.choice('bdglmnrt')}" for _ in range(25)]
    return " ".join(chance.sample([*chance.sample(words, 6), *filler], 31))


def teach(corrections: Corrections, spam: int = NEEDED, normal: int = NEEDED) -> None:
    """The checker takes offers for normal and patches for unsure; the person knows better."""
    for i in range(spam):
        corrections.mark(report(mail(OFFERS, i), 0.1), "spam")
    for i in range(normal):
        corrections.mark(report(mail(WORK, 1000 + i), 0.6), "normal")
