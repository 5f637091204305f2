"""The model library: models saved, listed, renamed, copied and deleted, also where the disk refuses."""

from __future__ import annotations

import errno
import json
import os
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from store_support import TOKENIZER, WEIGHTS, info, keep, version

from engine import atomic
from engine.errors import ModelNotFoundError, StoreError
from engine.models.store import ModelInfo, ModelStore


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def test_a_model_comes_back_as_it_was_saved(store: ModelStore) -> None:
    saved = keep(store)
    loaded = store.load("alice")
    assert loaded.info == saved == store.info("alice") == store.models()[0]
    assert loaded.tokenizer == TOKENIZER
    assert loaded.extras == {"classifier": {"threshold": 0.5}}
    assert loaded.weights.keys() == WEIGHTS.keys()
    for name, array in WEIGHTS.items():
        assert loaded.weights[name].dtype == np.float32
        np.testing.assert_array_equal(loaded.weights[name], array)


def test_the_size_is_counted_on_the_disk_and_not_stored(store: ModelStore, tmp_path: Path) -> None:
    saved = keep(store)
    assert saved.size_bytes == sum(file.stat().st_size for file in version(tmp_path).iterdir())
    assert "size_bytes" not in json.loads((version(tmp_path) / "model.json").read_bytes())


def test_a_description_is_plain_json(store: ModelStore) -> None:
    saved = keep(store)
    assert ModelInfo.model_validate(json.loads(json.dumps(saved.model_dump(mode="json")))) == saved


def test_float64_weights_are_stored_as_float32(store: ModelStore) -> None:
    store.save(info(), tokenizer={}, weights={"w": np.asfortranarray(np.ones((2, 3)))})
    assert store.load("alice").weights["w"].dtype == np.float32


def test_a_new_save_replaces_the_old_and_leaves_one_version(store: ModelStore, tmp_path: Path) -> None:
    keep(store)
    (store.training_dir("alice") / "state").write_text("kept")
    keep(store, vocabulary=4)
    assert store.info("alice").vocabulary == 4
    names = sorted(entry.name for entry in (tmp_path / "models" / "alice").iterdir())
    assert len(names) == 3
    assert names[0] == "current"
    assert names[1] == "training"
    assert (store.training_dir("alice") / "state").read_text() == "kept"


def test_models_are_listed_newest_first_and_other_folders_left_out(store: ModelStore, tmp_path: Path) -> None:
    assert store.models() == []
    keep(store, "old", created="2024-01-01T00:00:00+00:00")
    keep(store, "new", created="2025-06-01T00:00:00+00:00")
    (tmp_path / "models" / "photos").mkdir()
    (tmp_path / "models" / "file.txt").write_text("x")
    store.training_dir("not yet")
    assert [model.name for model in store.models()] == ["new", "old"]
    assert store.damaged() == []


def test_names_that_differ_in_capitals_or_form_are_one_model(store: ModelStore, tmp_path: Path) -> None:
    keep(store, "Café 메아리")
    keep(store, unicodedata.normalize("NFD", "CAFÉ 메아리"))
    assert len(os.listdir(tmp_path / "models")) == 1
    assert store.load("café 메아리").info.name == "CAFÉ 메아리"


@pytest.mark.parametrize("name", ["con", "a/b\\c", "..", "100%25", "%2E", "가" * 120, "x.", "~1"])
def test_odd_names_are_saved_listed_and_deleted(store: ModelStore, name: str) -> None:
    keep(store, name)
    assert [model.name for model in store.models()] == [name]
    assert store.load(name).info.name == name
    store.delete(name)
    assert store.models() == []


def test_a_name_is_not_the_folder_of_another(store: ModelStore) -> None:
    keep(store, "100%")
    with pytest.raises(ModelNotFoundError):
        store.load("100%25")


def test_a_folder_copied_by_hand_is_a_model_of_its_own(store: ModelStore, tmp_path: Path) -> None:
    import shutil

    keep(store, "alice")
    shutil.copytree(tmp_path / "models" / "alice", tmp_path / "models" / "alice copy~1")
    assert sorted(model.name for model in store.models()) == ["alice", "alice copy~1"]
    assert store.load("alice copy~1").info.name == "alice copy~1"
    store.delete("alice copy~1")
    assert [model.name for model in store.models()] == ["alice"]


def test_delete_removes_everything(store: ModelStore, tmp_path: Path) -> None:
    keep(store)
    store.training_dir("alice")
    store.delete("alice")
    assert os.listdir(tmp_path / "models") == []
    with pytest.raises(ModelNotFoundError, match="no model named “alice”"):
        store.delete("alice")


def test_delete_leaves_a_folder_that_is_no_model(store: ModelStore, tmp_path: Path) -> None:
    (tmp_path / "models" / "photos").mkdir(parents=True)
    (tmp_path / "models" / "photos" / "cat.png").write_bytes(b"x")
    with pytest.raises(ModelNotFoundError, match="left alone"):
        store.delete("photos")
    assert (tmp_path / "models" / "photos" / "cat.png").exists()


def test_delete_of_a_linked_folder_removes_the_link_only(store: ModelStore, tmp_path: Path) -> None:
    keep(store)
    (tmp_path / "models" / "alice").rename(tmp_path / "far")
    try:
        (tmp_path / "models" / "alice").symlink_to(tmp_path / "far", target_is_directory=True)
    except OSError:
        pytest.skip("links are not allowed here")
    store.delete("alice")
    assert (tmp_path / "far" / "current").exists()
    assert store.models() == []


def test_rename_takes_training_along(store: ModelStore, tmp_path: Path) -> None:
    keep(store)
    (store.training_dir("alice") / "state").write_text("kept")
    renamed = store.rename("alice", " 앨리스 ")
    assert renamed.name == "앨리스"
    assert os.listdir(tmp_path / "models") == ["앨리스"]
    assert store.load("앨리스").info.name == "앨리스"
    assert (store.training_dir("앨리스") / "state").read_text() == "kept"


def test_rename_may_change_capitals_but_not_take_a_name(store: ModelStore) -> None:
    keep(store)
    keep(store, "bob")
    assert store.rename("alice", "Alice").name == "Alice"
    with pytest.raises(StoreError, match="already a model named “BOB”"):
        store.rename("Alice", "BOB")
    assert sorted(model.name for model in store.models()) == ["Alice", "bob"]


def test_a_rename_cut_off_before_its_end_leaves_the_old_name(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store)

    def refuse(source: Path, target: Path) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(StoreError, match="cannot be renamed: access to it is not allowed"):
        store.rename("alice", "bob")
    assert [model.name for model in store.models()] == ["alice"]
    assert store.load("alice").info.name == "alice"


def test_duplicate_copies_the_model_without_training(store: ModelStore, tmp_path: Path) -> None:
    keep(store)
    store.training_dir("alice")
    copy = store.duplicate("alice", "bob")
    assert copy.name == "bob"
    assert not (tmp_path / "models" / "bob" / "training").exists()
    np.testing.assert_array_equal(store.load("bob").weights["dense/kernel"], WEIGHTS["dense/kernel"])
    with pytest.raises(StoreError, match="already"):
        store.duplicate("alice", "Bob")


def test_what_is_no_model_gives_a_sentence(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="There is no model named “nobody”"):
        store.load("nobody")
    (tmp_path / "models" / "photos").mkdir(parents=True)
    with pytest.raises(ModelNotFoundError, match="The folder of “photos” holds no model"):
        store.load("photos")
    assert not (tmp_path / "models" / "nobody").exists()


@pytest.mark.parametrize("step", ["mkdir", "write_flushed", "replace"])
@pytest.mark.parametrize("existing", [False, True])
def test_a_full_disk_leaves_nothing_partial(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, existing: bool
) -> None:
    if existing:
        keep(store)
    before = sorted(str(path) for path in (tmp_path / "models").rglob("*"))

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path if step == "mkdir" else atomic, step, full)
        with pytest.raises(StoreError, match="cannot be saved: the disk is full") as caught:
            keep(store, vocabulary=9)
    assert "Free some space" in caught.value.hint
    assert sorted(str(path) for path in (tmp_path / "models").rglob("*")) == before
    if existing:
        assert store.load("alice").info.vocabulary == 3


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.EIO])
def test_a_folder_that_cannot_be_written_gives_a_sentence(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "mkdir", refuse)
    for action in (lambda: keep(store), lambda: store.training_dir("alice")):
        with pytest.raises(StoreError, match=r"cannot be (saved|written): ") as caught:
            action()
        assert caught.value.hint


def test_a_file_in_place_of_the_models_folder_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("x")
    store = ModelStore(tmp_path / "models")
    for action in (store.models, lambda: keep(store), lambda: store.load("x"), lambda: store.training_dir("x")):
        with pytest.raises(StoreError, match="a file is in the way"):
            action()


def test_training_folder_before_the_first_save_does_not_stand_in_its_way(store: ModelStore) -> None:
    folder = store.training_dir("alice")
    (folder / "state").write_text("kept")
    keep(store)
    assert (store.training_dir("ALICE") / "state").read_text() == "kept"
    assert [model.name for model in store.models()] == ["alice"]
