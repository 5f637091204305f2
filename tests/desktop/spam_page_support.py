"""A spam checker for the tests of the window, saved without any training: its words decide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from page_support import make_context

import engine
from desktop.context import AppContext
from desktop.pages.spam import SpamPage
from engine.config import ModelConfig
from engine.models.manifest import ModelInfo
from engine.models.store import ModelStore
from engine.spam.calibration import Calibration

SPAMMY = ("free", "viagra", "winner", "prize", "무료", "쿠폰", "대출")
PLAIN = ("lunch", "meeting", "tomorrow", "draft", "회의", "내일", "점심")
NEUTRAL = ("the", "a", "to", "see", "you", "at", "our", "your", "with", "for", "we", "is", "지금", "오늘")


def save_checker(models_dir: Path, name: str = "Words") -> engine.ModelInfo:
    """Spammy words add 2 to the logit, plain ones take 2; below 0.2 is normal, from 0.9 on spam."""
    telling = [*SPAMMY, *PLAIN]
    size = len(telling)
    config = ModelConfig(
        kind="classifier", unit="word", cell="rnn", num_layers=1, units=size, embedding_dim=size, pooling="max",
        bidirectional=False,
    )  # fmt: skip
    vocabulary = {word: index for index, word in enumerate([*telling, *NEUTRAL], 2)}
    embedding = np.zeros((len(vocabulary) + 2, size), np.float32)
    embedding[2 : 2 + size] = np.eye(size) * 4
    weights = {
        "embedding": embedding,
        "layers.0.kernel": np.eye(size, dtype=np.float32),
        "layers.0.recurrent_kernel": np.zeros((size, size), np.float32),
        "layers.0.bias": np.zeros(size, np.float32),
        "output.kernel": np.array([[2.0]] * len(SPAMMY) + [[-2.0]] * len(PLAIN), np.float32),
        "output.bias": np.zeros(1, np.float32),
    }
    info = ModelInfo(name=name, kind="classifier", model=config, created="2026-01-01T00:00:00+00:00")
    tokenizer = {"type": "spam", "version": 1, "max_tokens": 400, "vocabulary": vocabulary}
    extras = {"classifier": Calibration(spam_threshold=0.9, normal_threshold=0.2).to_json()}
    return ModelStore(models_dir).save(info, tokenizer=tokenizer, weights=weights, extras=extras)


def mail(subject: str, body: str, sender: str = "Anna <anna@example.org>") -> bytes:
    """A plain mail."""
    head = f"From: {sender}\nTo: john@example.org\nSubject: {subject}\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{body}\n".encode()


def mbox(path: Path, *mails: bytes) -> Path:
    """A mailbox of the mails."""
    path.write_bytes(b"".join(b"From a@b.c Mon Jan  1 00:00:00 2026\n" + one + b"\n" for one in mails))
    return path


def row(number: int, probability: float, subject: str = "", **changes: Any) -> engine.BatchRow:
    """A row of the table that no mail stands behind."""
    verdict: Any = "spam" if probability >= 0.9 else "normal" if probability < 0.2 else "unsure"
    values = {
        "path": Path("box.mbox"), "place": number, "subject": subject or f"mail {number}", "sender": "Anna",
        "date": "", "verdict": verdict, "probability": probability, "checked": probability, "mailbox": True,
    }  # fmt: skip
    return engine.BatchRow(**{**values, **changes})


def checker_context(home: Path) -> AppContext:
    """A context whose library holds the checker."""
    made = make_context(home)
    save_checker(made.models_dir)
    return made


def opened_spam_page(context: AppContext, qtbot: Any) -> SpamPage:
    """The Spam page, shown; to be closed with `page_support.close`."""
    made = SpamPage(context)
    made.resize(1100, 850)
    made.show()
    qtbot.waitExposed(made)
    made.shown(None)
    return made
