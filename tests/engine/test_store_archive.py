from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import atomic
from engine.config import ModelConfig
from engine.errors import ModelDamagedError, ModelNotFoundError, ModelTooNewError, StoreError
from engine.models import archive
from engine.models.store import ModelInfo, ModelStore
from engine.network import array_shapes

SMALL = ModelConfig(cell="rnn", units=12, embedding_dim=8)
Members = list[tuple[zipfile.ZipInfo, bytes]]


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    store = ModelStore(tmp_path / "models")
    store.save(
        ModelInfo(name="alice", model=SMALL, created="2025-01-01T00:00:00+00:00", vocabulary=3),
        tokenizer={"tokens": ["a", "가"]},
        weights={name: np.ones(shape, np.float32) for name, shape in array_shapes(SMALL, 3).items()},
        extras={"classifier": {"threshold": 0.5}},
    )
    return store


@pytest.fixture
def exported(store: ModelStore, tmp_path: Path) -> Path:
    path = tmp_path / "alice.maeari"
    store.export_file("alice", path)
    return path


def members_of(path: Path) -> Members:
    with zipfile.ZipFile(path) as file:
        return [(member, file.read(member)) for member in file.infolist()]


def rewritten(path: Path, members: Members) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of duplicates
        with zipfile.ZipFile(path, "w") as file:
            for member, data in members:
                file.writestr(member, data)
    return path


def described(members: Members, **changes: Any) -> Members:
    """The members with a description that is changed and whose hashes fit the files."""
    result = []
    for member, data in members:
        if member.filename == "model.json":
            content = json.loads(data)
            others = {m.filename: d for m, d in members if m.filename != "model.json"}
            content["files"] = {
                name: {"sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body)} for name, body in others.items()
            }
            data = json.dumps(content | changes).encode()
        result.append((member, data))
    return result


def test_a_model_travels_and_training_stays(store: ModelStore, exported: Path, tmp_path: Path) -> None:
    (store.training_dir("alice") / "state").write_text("private")
    store.export_file("alice", exported)
    assert sorted(member.filename for member, _ in members_of(exported)) == [
        "classifier.json", "model.json", "tokenizer.json", "weights.safetensors",
    ]  # fmt: skip
    other = ModelStore(tmp_path / "other")
    imported = other.import_file(exported)
    first, second = store.load("alice"), other.load("alice")
    assert imported == second.info == first.info
    assert (first.tokenizer, first.extras) == (second.tokenizer, second.extras)
    for name, array in first.weights.items():
        np.testing.assert_array_equal(array, second.weights[name])


def test_an_export_is_deterministic(store: ModelStore, exported: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.maeari"
    store.export_file("alice", again)
    assert again.read_bytes() == exported.read_bytes()


def test_an_import_takes_no_name_in_use(store: ModelStore, exported: Path) -> None:
    assert store.import_file(exported).name == "alice (2)"
    assert store.import_file(exported).name == "alice (3)"
    assert store.import_file(exported, name="ALICE").name == "ALICE (4)"
    assert store.import_file(exported, name="bob").name == "bob"


def test_a_long_name_in_use_stays_within_its_limit(store: ModelStore, exported: Path) -> None:
    names = [store.import_file(exported, name="가" * 120).name for _ in range(2)]
    assert names == ["가" * 120, "가" * 116 + " (2)"]


def test_a_name_that_does_not_work_gives_way_to_the_name_of_the_file(store: ModelStore, exported: Path) -> None:
    path = rewritten(exported.with_name("friend.maeari"), described(members_of(exported), name="a\nb" * 100))
    assert store.import_file(path).name == "friend"


def test_names_inside_cannot_leave_the_models_folder(store: ModelStore, exported: Path, tmp_path: Path) -> None:
    path = rewritten(exported, described(members_of(exported), name="../../outside"))
    assert store.import_file(path).name == "../../outside"
    assert sorted(os.listdir(tmp_path)) == ["alice.maeari", "models"]
    assert len(os.listdir(tmp_path / "models")) == 2


def renamed(name: str) -> Callable[[Members], Members]:
    def change(members: Members) -> Members:
        return [*members, (zipfile.ZipInfo(name), b"{}")]

    return change


def linked(members: Members) -> Members:
    member = zipfile.ZipInfo("notes.json")
    member.create_system = 3
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return [*members, (member, b"/etc/passwd")]


def without(name: str) -> Callable[[Members], Members]:
    return lambda members: [pair for pair in members if pair[0].filename != name]


def packed_by(method: int) -> Callable[[Members], Members]:
    def change(members: Members) -> Members:
        member = zipfile.ZipInfo("notes.json")
        member.compress_type = method
        return [*members, (member, b"{}")]

    return change


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (renamed("../evil.json"), "does not belong"),
        (renamed("/etc/passwd"), "does not belong"),
        (renamed("sub/notes.json"), "does not belong"),
        (renamed("sub/"), "does not belong"),
        (renamed("C:\\evil.json"), "does not belong"),
        (renamed("Notes.json"), "does not belong"),
        (renamed("code.py"), "does not belong"),
        (renamed("notes.json\x00.py"), "does not belong|exactly"),
        (renamed("model.json"), "twice"),
        (renamed("notes.json"), "exactly the files"),
        (linked, "does not belong"),
        (without("model.json"), "has no model.json"),
        (without("weights.safetensors"), r"has no weights.safetensors"),
        (without("classifier.json"), "exactly the files"),
        (packed_by(zipfile.ZIP_LZMA), "packed in a way"),
        (lambda members: members + [(zipfile.ZipInfo(f"{'x' * n}.json"), b"{}") for n in range(1, 30)], "more than"),
        (lambda members: described(members, files={}), "does not list"),
        (lambda members: described(members, model={"units": 10**9}), "model.units"),
    ],
)
def test_a_hostile_archive_is_refused_in_words(
    store: ModelStore, exported: Path, change: Callable[[Members], Members], what: str
) -> None:
    rewritten(exported, change(members_of(exported)))
    with pytest.raises(ModelDamagedError, match=f"“alice.maeari” cannot be imported: it.*({what})") as caught:
        store.import_file(exported)
    assert caught.value.hint
    assert [model.name for model in store.models()] == ["alice"]


def test_a_locked_archive_is_refused(store: ModelStore, exported: Path) -> None:
    data = bytearray(exported.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    exported.write_bytes(data)
    with pytest.raises(ModelDamagedError, match="password"):
        store.import_file(exported)


def test_altered_content_is_found_by_its_hash(store: ModelStore, exported: Path) -> None:
    members = [
        (m, d.replace(b"0.5", b"0.6") if m.filename == "classifier.json" else d) for m, d in members_of(exported)
    ]
    rewritten(exported, members)
    with pytest.raises(ModelDamagedError, match=r"its file classifier.json is not what was saved"):
        store.import_file(exported)


def test_unsound_weights_are_refused(store: ModelStore, exported: Path) -> None:
    members = members_of(exported)
    bad = []
    for member, data in members:
        if member.filename == "weights.safetensors":
            data = data[:-4] + np.float32("inf").tobytes()
        bad.append((member, data))
    rewritten(exported, described(bad))
    with pytest.raises(ModelDamagedError, match="no numbers"):
        store.import_file(exported)


def test_deep_json_is_refused(store: ModelStore, exported: Path) -> None:
    deep = [(m, b'{"a":' * 100_000 if m.filename == "tokenizer.json" else d) for m, d in members_of(exported)]
    rewritten(exported, described(deep))
    with pytest.raises(ModelDamagedError, match=r"its file tokenizer.json cannot be read|unpacks to far more"):
        store.import_file(exported)


def test_a_bomb_is_stopped_while_it_unpacks(store: ModelStore, exported: Path) -> None:
    bomb = [(m, b" " * 2**24 + d if m.filename == "tokenizer.json" else d) for m, d in members_of(exported)]
    rewritten(exported, bomb)
    assert exported.stat().st_size < 2**18
    with pytest.raises(ModelDamagedError, match="unpacks to far more"):
        store.import_file(exported)


def test_sizes_are_counted_and_not_believed(store: ModelStore, exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MAX_TOTAL_BYTES", exported.stat().st_size)
    monkeypatch.setattr(archive, "_FREE_BYTES", 10)
    monkeypatch.setattr(archive, "_MAX_RATIO", 0)
    with pytest.raises(ModelDamagedError, match="unpacks to far more"):
        store.import_file(exported)


def test_a_million_members_are_refused_before_they_are_read(
    store: ModelStore, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: Any) -> None:
        raise AssertionError("the directory of the archive was read")

    data = exported.read_bytes()
    at = data.rindex(b"PK\x05\x06")
    for count, size in ((60_000, 100), (4, 10**8), (0xFFFF, 0xFFFFFFFF)):
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, 0, 0)
        exported.write_bytes(data[:at] + end)
        with monkeypatch.context() as patch:
            patch.setattr(zipfile, "ZipFile", read)
            with pytest.raises(ModelDamagedError, match="more than a model has"):
                store.import_file(exported)


def test_a_newer_model_is_told(store: ModelStore, exported: Path) -> None:
    rewritten(exported, described(members_of(exported), format_version=2))
    with pytest.raises(ModelTooNewError, match="written by a newer version") as caught:
        store.import_file(exported)
    assert "Update" in caught.value.hint


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", b"PK\x05\x06", b"\x80\x04\x95pickle"])
def test_what_is_no_archive_gives_a_sentence(store: ModelStore, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.maeari"
    path.write_bytes(content)
    with pytest.raises(ModelDamagedError, match=r"“x.maeari” cannot be imported: it is no .maeari file"):
        store.import_file(path)


def test_a_missing_file_or_a_folder_gives_a_sentence(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        store.import_file(tmp_path / "gone.maeari")
    with pytest.raises(StoreError, match="is no file"):
        store.import_file(tmp_path)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_any_damage_to_an_archive_gives_a_sentence(store: ModelStore, exported: Path, data: st.DataObject) -> None:
    content = bytearray(exported.read_bytes())
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(0, len(content) - 1))]
    else:
        for _ in range(data.draw(st.integers(1, 4))):
            # the ends hold the structure
            place = data.draw(st.integers(0, 200) | st.integers(len(content) - 400, len(content) - 1))
            content[place] = data.draw(st.integers(0, 255))
    path = exported.with_name("damaged.maeari")
    path.write_bytes(content)
    sentence = "“damaged.maeari” cannot be told from the original."
    try:
        assert archive.read_archive(path).info.name == "alice"
    except StoreError as error:
        sentence = error.message
    assert sentence.startswith("“damaged.maeari” cannot be")


def test_export_of_no_model_or_to_no_place_gives_a_sentence(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError):
        store.export_file("nobody", tmp_path / "x.maeari")
    with pytest.raises(StoreError, match=r"“x.maeari” cannot be written: the folder does not exist"):
        store.export_file("alice", tmp_path / "no" / "x.maeari")


def test_an_export_to_a_full_disk_keeps_the_old_file(
    store: ModelStore, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = exported.read_bytes()

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic, "replace", full)
    with pytest.raises(StoreError, match="the disk is full"):
        store.export_file("alice", exported)
    assert exported.read_bytes() == before
    assert sorted(os.listdir(exported.parent)) == ["alice.maeari", "models"]


def test_a_damaged_model_is_not_exported(store: ModelStore, tmp_path: Path) -> None:
    folder = tmp_path / "models" / "alice"
    weights = folder / (folder / "current").read_text() / "weights.safetensors"
    weights.write_bytes(weights.read_bytes()[:-4] + bytes(4))
    with pytest.raises(ModelDamagedError, match="“alice” is damaged"):
        store.export_file("alice", tmp_path / "x.maeari")
    assert not (tmp_path / "x.maeari").exists()


def test_a_plain_zip_is_what_it_says(exported: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(exported.read_bytes())) as file:
        assert file.testzip() is None
        kinds = {member.filename: member.compress_type for member in file.infolist()}
    assert kinds["weights.safetensors"] == zipfile.ZIP_STORED
    assert kinds["model.json"] == zipfile.ZIP_DEFLATED
