from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from engine.cli.library import models as command
from engine.config import ModelConfig
from engine.errors import ModelNotFoundError, StoreError
from engine.models.store import ModelInfo, ModelStore


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def keep(store: ModelStore, name: str) -> None:
    info = ModelInfo(name=name, model=ModelConfig(), created="2026-01-01T00:00:00+00:00", vocabulary=3)
    store.save(info, tokenizer={"tokens": []}, weights={"w": np.ones(3, np.float32)})


def names(store: ModelStore) -> list[str]:
    return sorted(info.name for info in store.models())


@pytest.mark.parametrize("name", ["바다", "a/b", "con", "x.", "가" * 120])
def test_a_discarded_model_comes_back_with_all_it_had(store: ModelStore, name: str) -> None:
    keep(store, name)
    (store.training_dir(name) / "state").write_text("kept")
    entry = store.discard(name)
    assert names(store) == []
    assert store.damaged() == []
    assert store.binned() == [entry]
    assert entry.name == name
    assert entry.size_bytes > 0
    assert store.restore(entry.identity) == name
    assert store.load(name).info.name == name
    assert (store.training_dir(name) / "state").read_text() == "kept"
    assert store.binned() == []


def test_a_name_in_use_by_now_is_not_taken_away(store: ModelStore) -> None:
    keep(store, "me")
    entry = store.discard("me")
    keep(store, "ME")
    assert store.restore(entry.identity) == "me (2)"
    assert names(store) == ["ME", "me (2)"]


def test_one_model_of_the_bin_is_deleted_for_good(store: ModelStore) -> None:
    for name in ("one", "two"):
        keep(store, name)
        store.discard(name)
    gone = next(entry for entry in store.binned() if entry.name == "one")
    assert store.erase(gone.identity) == "one"
    assert [entry.name for entry in store.binned()] == ["two"]
    with pytest.raises(ModelNotFoundError):
        store.erase(gone.identity)


def test_the_same_name_may_lie_in_the_bin_twice_and_is_emptied_for_good(store: ModelStore, tmp_path: Path) -> None:
    for _ in range(2):
        keep(store, "me")
        store.discard("me")
    keep(store, "other")
    assert [entry.name for entry in store.binned()] == ["me", "me"]
    assert store.empty_bin() == 2
    assert store.binned() == []
    assert names(store) == ["other"]
    assert os.listdir(tmp_path / "models" / ".bin") == []


@pytest.mark.parametrize("identity", ["", "..", "../other", "0" * 12])
def test_what_is_not_in_the_bin_is_not_restored(store: ModelStore, identity: str) -> None:
    keep(store, "other")
    with pytest.raises(ModelNotFoundError, match="no longer in the bin"):
        store.restore(identity)
    with pytest.raises(ModelNotFoundError):
        store.discard("nobody")
    assert names(store) == ["other"]


def test_a_damaged_model_can_be_discarded_and_restored(store: ModelStore, tmp_path: Path) -> None:
    keep(store, "me")
    folder = tmp_path / "models" / "me"
    (folder / (folder / "current").read_text() / "model.json").write_text("{")
    entry = store.discard("me")
    assert (entry.name, store.damaged()) == ("me", [])
    assert store.restore(entry.identity) == "me"
    assert [name for name, _ in store.damaged()] == ["me"]


def test_a_refused_move_leaves_the_model_where_it_is(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store, "me")

    def refuse(*_: object) -> None:
        raise OSError(errno.EACCES, "no")

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", refuse)
        with pytest.raises(StoreError, match="not allowed"):
            store.discard("me")
    assert names(store) == ["me"]
    assert store.binned() == []


def test_the_command_line_discards_shows_restores_and_empties(store: ModelStore, tmp_path: Path) -> None:
    def run(*words: str) -> str:
        result = CliRunner().invoke(command, [*words, "--models-dir", str(tmp_path / "models")])
        assert result.exit_code == 0, result.output
        return result.output

    keep(store, "me")
    assert "in the bin" in run("delete", "me", "--to-bin")
    identity = store.binned()[0].identity
    assert identity in run("bin")
    assert "back" in run("restore", identity)
    run("delete", "me", "--to-bin")
    assert "1" in run("empty", "--yes")
    assert "empty" in run("bin")


@pytest.mark.parametrize(
    ("action", "owner", "call"),
    [
        ("restore", os, "rename"),
        ("erase", shutil, "rmtree"),
        ("empty_bin", shutil, "rmtree"),
        ("binned", Path, "iterdir"),
    ],
)
def test_a_bin_that_the_system_refuses_keeps_what_lies_in_it(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch, action: str, owner: object, call: str
) -> None:
    keep(store, "me")
    entry = store.discard("me")

    def refuse(*_: object) -> None:
        raise OSError(errno.EACCES, "no")

    with monkeypatch.context() as patch:
        patch.setattr(owner, call, refuse)
        with pytest.raises(StoreError, match=r"cannot be .*: access to it is not allowed") as caught:
            getattr(store, action)(*([entry.identity] if action in ("restore", "erase") else []))
    assert caught.value.hint
    assert store.binned() == [entry]
    assert store.restore(entry.identity) == "me"
    assert store.load("me").info.name == "me"


def test_a_model_that_another_program_took_out_meanwhile_is_a_sentence(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store, "me")
    entry = store.discard("me")
    monkeypatch.setattr(store, "binned", lambda: [entry])  # as it was read a moment before
    ModelStore(tmp_path / "models").restore(entry.identity)
    with pytest.raises(StoreError, match="cannot be taken out of the bin"):
        store.restore(entry.identity)
    assert names(store) == ["me"]
