from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from engine import atomic


def test_a_file_is_replaced_whole_and_no_other_remains(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    atomic.write_text(path, "old")
    atomic.write_json(path, {"가": [1, 2.5, None]})
    assert json.loads(path.read_bytes()) == {"가": [1, 2.5, None]}
    assert os.listdir(tmp_path) == ["a.json"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "a.txt"
    atomic.write_text(path, "old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, full)
        with pytest.raises(OSError, match="No space"):
            atomic.write_text(path, "new")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_what_is_no_json_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    atomic.write_json(path, [])
    with pytest.raises(ValueError, match="JSON"):
        atomic.write_json(path, float("nan"))
    with pytest.raises(TypeError):
        atomic.write_json(path, object())
    assert json.loads(path.read_text()) == []


def test_a_folder_that_cannot_be_flushed_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    atomic.flush_folder(tmp_path)


def test_a_busy_target_is_tried_again_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def busy(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) < 3:
            raise PermissionError(errno.EACCES, "in use")

    class Windows:
        name = "nt"
        replace = staticmethod(busy)

    monkeypatch.setattr(atomic, "os", Windows)
    monkeypatch.setattr(atomic.time, "sleep", lambda seconds: None)
    atomic.replace(tmp_path / "a", tmp_path / "b")
    assert len(calls) == 3


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "access to it is not allowed"),
        (errno.ENOTDIR, "a file is in the way of its folder"),
        (errno.ENOENT, "the folder does not exist"),
        (errno.EIO, "input/output error"),
    ],
)
def test_reasons_of_the_system_become_words(code: int, reason: str) -> None:
    found, hint = atomic.why(OSError(code, os.strerror(code)))
    assert found == reason
    assert hint.endswith(".")
