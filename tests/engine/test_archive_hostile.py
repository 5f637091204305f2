"""Archives whose hashes fit and whose contents are wrong all the same; none leaves anything in the library."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.numpy import load, save

from engine.config import ModelConfig
from engine.errors import ModelDamagedError, StoreError
from engine.models.store import ModelInfo, ModelStore
from engine.network import array_shapes

WEIGHTS = "weights.safetensors"
Files = dict[str, bytes]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """The members of a sound export."""
    config = ModelConfig(cell="gru", units=5, embedding_dim=3)
    store = ModelStore(tmp_path / "origin")
    info = ModelInfo(name="me", model=config, created="2026-01-01T00:00:00+00:00", vocabulary=4)
    weights = {name: np.ones(shape, np.float32) for name, shape in array_shapes(config, 4).items()}
    store.save(info, tokenizer={"tokens": []}, weights=weights)
    store.export_file("me", tmp_path / "me.maeari")
    with zipfile.ZipFile(tmp_path / "me.maeari") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, files: Files, **changes: Any) -> Path:
    """An archive of these files whose description has the right hashes."""
    content = json.loads(files["model.json"]) | changes
    content["files"] = {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        for name, data in files.items()
        if name != "model.json"
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (files | {"model.json": json.dumps(content).encode()}).items():
            archive.writestr(name, data)
    return path


def reshaped(data: bytes) -> bytes:
    return save(load(data) | {"output.bias": np.ones(9, np.float32)})


def missing(data: bytes) -> bytes:
    return save({name: array for name, array in load(data).items() if name != "layers.0.bias"})


def flat(data: bytes) -> bytes:
    return save(load(data) | {"embedding": np.ones(12, np.float32)})


def not_a_number(data: bytes) -> bytes:
    return save(load(data) | {"output.bias": np.full(4, np.nan, np.float32)})


def doubles(data: bytes) -> bytes:
    return save({name: array.astype(np.float64) for name, array in load(data).items()})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (reshaped, "not those of the network"),
        (missing, "not those of the network"),
        (flat, "not those of the network"),
        (not_a_number, "no numbers"),
        (doubles, "not 32-bit"),
        (lambda _data: pickle.dumps({"w": 1}), "too large|cannot be read"),
        (lambda data: (2**40).to_bytes(8, "little") + data[8:], "too large"),
        (lambda data: data[:-4], "cannot be read"),
    ],
)
def test_wrong_weights_are_refused_with_a_sentence_and_nothing_remains(
    files: Files, tmp_path: Path, change: Callable[[bytes], bytes], sentence: str
) -> None:
    path = packed(tmp_path / "bad.maeari", files | {WEIGHTS: change(files[WEIGHTS])})
    store = ModelStore(tmp_path / "mine")
    with pytest.raises(ModelDamagedError, match=f"“bad.maeari” cannot be imported: .*({sentence})"):
        store.import_file(path)
    assert store.models() == []
    assert not (tmp_path / "mine").exists() or os.listdir(tmp_path / "mine") == []


def test_a_description_of_another_network_is_refused(files: Files, tmp_path: Path) -> None:
    model = json.loads(files["model.json"])["model"]
    path = packed(tmp_path / "bad.maeari", files, model=model | {"cell": "lstm"})
    with pytest.raises(ModelDamagedError, match="not those of the network"):
        ModelStore(tmp_path / "mine").import_file(path)


def test_the_sound_archive_is_imported(files: Files, tmp_path: Path) -> None:
    assert ModelStore(tmp_path / "mine").import_file(packed(tmp_path / "good.maeari", files)).name == "me"


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.integers(0, 600), value=st.integers(0, 255), member=st.sampled_from([WEIGHTS, "tokenizer.json"]))
def test_any_changed_byte_with_a_fitting_hash_is_a_model_or_a_sentence(
    files: Files, tmp_path: Path, place: int, value: int, member: str
) -> None:
    data = bytearray(files[member])
    data[place % len(data)] = value
    path = packed(tmp_path / "mutated.maeari", files | {member: bytes(data)})
    store = ModelStore(tmp_path / "mine")
    sentence = ""
    try:
        store.import_file(path)
    except StoreError as error:
        sentence = error.message
    assert len(store.models()) == (0 if sentence else 1)
    assert not sentence or sentence.startswith("“mutated.maeari” cannot be imported")
    for info in store.models():
        store.delete(info.name)
