"""Every test has its own home folder, no display, and fails at a warning of Qt or Python."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import settings

# A busy machine makes any example slow; that is no fault of the program.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of each window that it has no size hints; that is no fault of ours."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """MAEARI_HOME of this test; nothing of the machine's own folders is read or written."""
    folder = tmp_path / "home"
    monkeypatch.setenv("MAEARI_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def short_endings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A training ends by writing 2,000 characters to see what it recites, and by 480 suggestions to see how often they
    are right: two thirds of the time of a tiny one. Here it does less of both."""
    from engine.models import companion
    from engine.runs import tracing

    monkeypatch.setattr(tracing, "_CHARACTERS", 80)
    monkeypatch.setattr(companion, "_STRETCHES", 2)
    monkeypatch.setattr(companion, "_STRETCH", 15)


@pytest.fixture
def warm_trainings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes of training begin at once: TensorFlow is imported already."""
    from warm_python import WarmContext

    monkeypatch.setattr("engine.training.process.multiprocessing", SimpleNamespace(get_context=lambda _: WarmContext()))


@pytest.fixture
def application(qapp: object) -> Iterator[Callable[[], object]]:
    """Builds the whole application as app.py does; closed at the end of the test."""
    from desktop.app import Application

    built: list[Application] = []

    def build() -> Application:
        made = Application(qapp)  # type: ignore[arg-type]
        built.append(made)
        return made

    yield build
    for made in built:
        made.close()
        made.window.deleteLater()
        made.deleteLater()


@pytest.fixture
def bigram_model(home: Path) -> Callable[..., str]:
    """Saves a small model of the real engine without training: each token follows the one before as in the text."""
    import numpy as np

    from engine.config import ModelConfig
    from engine.models.manifest import CorpusInfo, ModelInfo
    from engine.models.store import ModelStore
    from engine.tokens.tokenizer import CharTokenizer, WordTokenizer

    def build(name: str, text: str, *, unit: str = "char", created: str = "2026-01-01T00:00:00+00:00") -> str:
        tokenizer = CharTokenizer.fit(text) if unit == "char" else WordTokenizer.fit(text)
        ids = tokenizer.encode(text)
        size = len(tokenizer)
        counts = np.full((size, size), 1e-6)
        np.add.at(counts, (ids[:-1], ids[1:]), 1.0)
        weights = {
            "layers.0.kernel": np.eye(size) * 8,
            "layers.0.recurrent_kernel": np.zeros((size, size)),
            "layers.0.bias": np.zeros(size),
            "output.kernel": np.log(counts / counts.sum(axis=1, keepdims=True)),
            "output.bias": np.zeros(size),
        }
        info = ModelInfo(
            name=name,
            model=ModelConfig(unit=unit, cell="rnn", units=size, embedding_dim=0),
            created=created,
            parameters=sum(array.size for array in weights.values()),
            vocabulary=size,
            corpus=CorpusInfo(characters=len(text), tokens=len(ids)),
        )
        store = ModelStore(home / "data" / "models")
        store.save(info, tokenizer=tokenizer.to_json(), weights={k: v.astype(np.float32) for k, v in weights.items()})
        return name

    return build
