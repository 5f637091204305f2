"""Ids in a file without a name."""

from __future__ import annotations

import errno
import os

import numpy as np
import pytest

from engine.errors import StoreError
from engine.tokens import idfile
from engine.tokens.idfile import IdFile, release, smallest_type


def test_ids_come_back_and_no_file_is_seen(tmp_path):
    file = IdFile(tmp_path / "models", np.dtype(np.uint16))
    file.append(np.arange(5))
    file.append(np.array([70, 80], np.int32))
    ids = file.mapped()
    assert isinstance(ids, np.memmap)
    assert ids.dtype == np.uint16
    assert ids.tolist() == [0, 1, 2, 3, 4, 70, 80]
    release(ids)
    assert ids[-1] == 80
    if os.name != "nt":
        assert not list((tmp_path / "models").iterdir())


def test_numbers_are_exchanged_in_place(tmp_path, monkeypatch):
    monkeypatch.setattr(idfile, "_BLOCK", 7)
    numbers = np.random.default_rng(0).integers(0, 50, 100)
    table = np.random.default_rng(1).integers(0, 200, 50).astype(np.uint8)
    file = IdFile(tmp_path, np.dtype(np.uint32))
    file.append(numbers)
    with pytest.raises(ValueError, match="overtake"):
        file.exchange(table.astype(np.uint64))
    file.exchange(table)
    np.testing.assert_array_equal(file.mapped(), table[numbers])


def test_no_ids_are_an_empty_array(tmp_path):
    file = IdFile(tmp_path, np.dtype(np.uint8))
    assert file.mapped().tolist() == []
    file.close()


class FullDisk:
    """Takes some bytes, then no more."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, data: memoryview) -> int:
        if not self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        taken = min(len(data), self.room)
        self.room -= taken
        return taken

    def close(self) -> None:
        """Nothing to close."""


def test_a_full_disk_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(idfile.tempfile, "TemporaryFile", lambda **_: FullDisk(10))
    file = IdFile(tmp_path, np.dtype(np.uint8))
    file.append(np.arange(8))
    with pytest.raises(StoreError, match=r"cannot be made ready for training: the disk is full\. Free some space"):
        file.append(np.arange(8))


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "models").write_text("a file")
    with pytest.raises(StoreError, match="a file is in the way"):
        IdFile(tmp_path / "models", np.dtype(np.uint8))


def test_the_smallest_type_holds_every_id():
    assert [smallest_type(n) for n in (256, 257, 65536, 65537)] == [np.uint8, np.uint16, np.uint16, np.uint32]
