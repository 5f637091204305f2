"""Models whose files are damaged, unsound or too new: each is told in a sentence, and none is loaded."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from store_support import info, keep, version

from engine.errors import ModelDamagedError, ModelTooNewError, StoreError
from engine.models import versions
from engine.models.store import ModelStore


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def edited(path: Path, **changes: Any) -> None:
    content = json.loads(path.read_bytes())
    path.write_text(json.dumps(content | changes))


def test_a_newer_model_is_refused_and_told(store: ModelStore, tmp_path: Path) -> None:
    keep(store)
    edited(version(tmp_path) / "model.json", format_version=2, unheard="of")
    with pytest.raises(ModelTooNewError, match="“alice” cannot be used: it was written by a newer version"):
        store.load("alice")
    assert store.damaged()[0][0] == "alice"


@pytest.mark.parametrize(
    "changes",
    [
        {"format_version": 0}, {"format_version": "1"}, {"model": {"units": -1}}, {"name": 3}, {"files": None},
        {"files": {}}, {"files": {"../../etc/passwd": {"sha256": "", "bytes": 1}}}, {"extra": 1},
        {"metrics": {"a": [1]}},
        {"files": {"tokenizer.json": {}, "weights.safetensors": {}}},
    ],
)  # fmt: skip
def test_a_wrong_description_is_damage(store: ModelStore, tmp_path: Path, changes: dict[str, Any]) -> None:
    keep(store)
    edited(version(tmp_path) / "model.json", **changes)
    with pytest.raises(
        ModelDamagedError, match=r"The model “alice” is damaged: its description \(model.json\)"
    ) as caught:
        store.load("alice")
    assert caught.value.hint
    assert store.models() == []
    assert store.damaged() == [("alice", str(caught.value))]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xff", b'{"a":' * 50_000, b'{"format_version": NaN}'])
def test_an_unreadable_description_is_damage(store: ModelStore, tmp_path: Path, content: bytes) -> None:
    keep(store)
    (version(tmp_path) / "model.json").write_bytes(content)
    with pytest.raises(ModelDamagedError, match=r"its file model.json cannot be read"):
        store.info("alice")


@pytest.mark.parametrize("file", ["tokenizer.json", "weights.safetensors", "classifier.json", "model.json"])
def test_a_missing_file_is_named(store: ModelStore, tmp_path: Path, file: str) -> None:
    keep(store)
    (version(tmp_path) / file).unlink()
    with pytest.raises(ModelDamagedError, match=f"its file {file} is missing"):
        store.load("alice")
    assert len(store.damaged()) == 1


@pytest.mark.parametrize("file", ["tokenizer.json", "weights.safetensors", "classifier.json"])
def test_a_changed_byte_or_a_cut_is_found(store: ModelStore, tmp_path: Path, file: str) -> None:
    keep(store)
    path = version(tmp_path) / file
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelDamagedError, match=f"its file {file} is not what was saved"):
        store.load("alice")
    path.write_bytes(data[:-1])
    with pytest.raises(ModelDamagedError, match=f"its file {file} has"):
        store.info("alice")


@pytest.mark.parametrize("content", [b"", b"../../secret", b"\xff\x00", b"v-1/../x", b"x" * 5000])
def test_a_damaged_pointer_is_told(store: ModelStore, tmp_path: Path, content: bytes) -> None:
    keep(store)
    (tmp_path / "models" / "alice" / "current").write_bytes(content)
    with pytest.raises(ModelDamagedError, match="“current” names no version"):
        store.load("alice")
    keep(store)
    assert store.load("alice").info.name == "alice"


def test_a_pointer_to_a_lost_version_is_damage(store: ModelStore, tmp_path: Path) -> None:
    keep(store)
    version(tmp_path).rename(tmp_path / "elsewhere")
    with pytest.raises(ModelDamagedError, match=r"its file model.json is missing"):
        store.load("alice")


def with_weights(tmp_path: Path, data: bytes) -> None:
    import hashlib

    (version(tmp_path) / "weights.safetensors").write_bytes(data)
    content = json.loads((version(tmp_path) / "model.json").read_bytes())
    content["files"]["weights.safetensors"] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    (version(tmp_path) / "model.json").write_text(json.dumps(content))


def safetensors_of(header: str, body: bytes = b"") -> bytes:
    return len(header).to_bytes(8, "little") + header.encode() + body


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "cannot be read"),
        ((20_000_000).to_bytes(8, "little") + b" " * 100, "table that is too large"),
        (safetensors_of('{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,400]}}'), "cannot be read"),
        (safetensors_of('{"w":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}', bytes(8)), "not 32-bit numbers"),
        (safetensors_of('{"w":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}', bytes(2)), "cannot be read"),
        (
            safetensors_of('{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', np.float32("nan").tobytes()),
            "no numbers",
        ),
    ],
)
def test_unsound_weights_are_refused_even_with_the_right_hash(
    store: ModelStore, tmp_path: Path, data: bytes, what: str
) -> None:
    keep(store)
    with_weights(tmp_path, data)
    with pytest.raises(ModelDamagedError, match=what):
        store.load("alice")


@pytest.mark.parametrize("bad", [np.array([1.0, np.nan]), np.array([np.inf]), np.array([1e300])])
def test_weights_that_are_no_numbers_are_not_saved(store: ModelStore, tmp_path: Path, bad: np.ndarray) -> None:
    with pytest.raises(StoreError, match="no longer numbers"):
        store.save(info(), tokenizer={}, weights={"w": bad})
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize("name", ["model", "tokenizer", "../x", "A", "a b", "", "nul", "a\n"])
def test_parts_with_names_that_do_not_work_are_refused(store: ModelStore, name: str) -> None:
    with pytest.raises(StoreError, match="cannot be the name of a part"):
        store.save(info(), tokenizer={}, weights={}, extras={name: {}})


def test_parts_that_are_no_plain_data_are_refused(store: ModelStore) -> None:
    for bad in ({"x": object()}, {"x": float("nan")}):
        with pytest.raises(StoreError, match="not plain data"):
            store.save(info(), tokenizer=bad, weights={})


def test_a_model_that_may_not_be_read_is_told(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store)
    import engine.models.reading as module

    def refuse(*_: Any) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(module, "_read", refuse)
    with pytest.raises(StoreError, match="“alice” cannot be read: access to it is not allowed"):
        store.load("alice")


def save_while_read(store: ModelStore, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """So many looks at which version is in use are each followed by a save of another program."""
    honest, left = versions.current, [times]

    def current(folder: Path) -> Path | None:
        found = honest(folder)
        if left[0] > 0:
            rest, left[0] = left[0] - 1, 0  # the save looks too
            keep(store, parameters=rest)
            left[0] = rest
        return found

    monkeypatch.setattr(versions, "current", current)


def test_a_model_that_is_saved_while_it_is_read_is_read_again(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store)
    save_while_read(store, monkeypatch, 3)
    assert store.load("alice").info.parameters == 0


def test_one_that_is_saved_again_and_again_ends_with_a_sentence(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store)
    save_while_read(store, monkeypatch, 10**6)
    with pytest.raises(StoreError, match="again and again") as caught:
        store.load("alice")
    assert not isinstance(caught.value, ModelDamagedError)


def test_a_file_longer_than_any_may_be_is_not_read_whole(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store)
    monkeypatch.setattr("engine.models.reading.limit_of", lambda file: 20)
    with pytest.raises(ModelDamagedError, match=r"model\.json is too large"):
        store.info("alice")
    assert [name for name, _ in store.damaged()] == ["alice"]
