"""What changed in linked files and folders, told by looking at them only."""

from __future__ import annotations

import errno
import os
import unicodedata
from pathlib import Path

import pytest
from importing_support import make_folder

from engine.corpus import (
    ReadingStoppedError,
    corpus_changes,
    import_files,
)
from engine.corpus.watching import fingerprint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "texts")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "extracted"


def test_what_changed_is_told_without_opening_anything(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "photo.png").write_bytes(b"x")
    (folder / "bad.pdf").write_bytes(b"no pdf")
    report = import_files([folder], cache, column="text")
    before = fingerprint([folder])
    assert corpus_changes([folder], report).count == corpus_changes([folder], before).count == 0
    (folder / "b.txt").write_text("longer than it was", encoding="utf-8")
    (folder / "a.docx").unlink()
    (folder / "new.txt").write_text("new", encoding="utf-8")
    (folder / "other.png").write_bytes(b"x")
    os.utime(folder / "bad.pdf", ns=(0, 10**18))
    monkeypatch.setattr("builtins.open", None)
    for known in (report, before):
        found = corpus_changes([folder], known)
        assert [path.name for path in found.added] == ["new.txt"]
        assert [path.name for path in found.changed] == ["b.txt", "bad.pdf"]
        assert [path.name for path in found.removed] == ["a.docx"]
        assert (found.count, found.unreadable) == (4, ())


def test_a_name_in_another_form_is_the_same_file(tmp_path: Path, cache: Path) -> None:
    name = "메아리 é.txt"
    (tmp_path / unicodedata.normalize("NFD", name)).write_text("words", encoding="utf-8")
    known = {
        path.with_name(unicodedata.normalize("NFC", path.name)): found
        for path, found in fingerprint([tmp_path]).items()
    }
    assert corpus_changes([tmp_path], known).count == 0
    assert import_files([tmp_path], cache).characters == 5


def test_a_disk_that_is_not_there_is_no_deletion(folder: Path, cache: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "x.txt").write_text("x", encoding="utf-8")
    single = folder.parent / "single.txt"
    single.write_text("x", encoding="utf-8")
    report = import_files([folder, single], cache, column="text")
    folder.rename(folder.with_name("moved"))
    single.unlink()
    found = corpus_changes([folder, single], report)
    assert (found.removed, found.unreadable, found.count) == ((single,), (folder,), 1)


def test_a_folder_that_may_not_be_listed_is_no_deletion(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "x.txt").write_text("x", encoding="utf-8")
    report = import_files([folder], cache, column="text")
    listdir = os.listdir

    def refuse(path: Path) -> list[str]:
        if Path(path).name == "sub":
            raise PermissionError(errno.EACCES, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)
    found = corpus_changes([folder], report)
    assert (found.count, found.unreadable) == (0, (folder / "sub",))


def test_looking_for_changes_can_be_stopped(folder: Path) -> None:
    with pytest.raises(ReadingStoppedError):
        corpus_changes([folder], {}, should_stop=lambda: True)
