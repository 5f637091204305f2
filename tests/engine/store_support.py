"""What the tests of the model library share: a small model, and how it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from engine.config import ModelConfig, TrainingConfig
from engine.models.store import CorpusInfo, HistoryPoint, ModelInfo, ModelStore

TOKENIZER: dict[str, Any] = {"unit": "char", "tokens": ["a", "가", "\ud800"]}
WEIGHTS = {"dense/kernel": np.arange(6, dtype=np.float32).reshape(2, 3), "scale": np.float32(2.5)}


def info(name: str = "alice", **changes: Any) -> ModelInfo:
    """A whole description."""
    values: dict[str, Any] = {
        "name": name,
        "model": ModelConfig(),
        "training": TrainingConfig(minutes=1.5),
        "created": "2025-01-01T00:00:00+00:00",
        "recipe": None,
        "parameters": 7,
        "vocabulary": 3,
        "corpus": CorpusInfo(sources=("alice.txt",), characters=10, tokens=10, fingerprint="ab", language="en"),
        "metrics": {"val_loss": 1.25, "epochs": 3, "reason": "completed", "accuracy": None},
        "history": (HistoryPoint(epoch=1.0, step=10, seconds=0.5, loss=2.0, val_loss=2.1),),
    }
    return ModelInfo.checked(**(values | changes))


def keep(store: ModelStore, name: str = "alice", **changes: Any) -> ModelInfo:
    """Saves the small model."""
    return store.save(
        info(name, **changes), tokenizer=TOKENIZER, weights=WEIGHTS, extras={"classifier": {"threshold": 0.5}}
    )


def version(tmp_path: Path, name: str = "alice") -> Path:
    """The folder of the version in use."""
    folder = tmp_path / "models" / name
    return folder / (folder / "current").read_text()
