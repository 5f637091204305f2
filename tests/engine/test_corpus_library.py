from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from engine import atomic
from engine.corpus import CorpusLibrary, read_corpus
from engine.errors import CorpusError


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text("hello")
    return path


@pytest.fixture
def library(tmp_path: Path) -> CorpusLibrary:
    return CorpusLibrary(tmp_path / "library", samples=tmp_path / "samples")


def again(tmp_path: Path) -> CorpusLibrary:
    return CorpusLibrary(tmp_path / "library", samples=tmp_path / "samples")


def test_a_new_library_is_empty_and_writes_nothing(library: CorpusLibrary, tmp_path: Path) -> None:
    assert library.entries() == []
    assert not (tmp_path / "library").exists()
    assert library.problem == ""


def test_linked_files_are_kept_over_a_restart(library: CorpusLibrary, tmp_path: Path, note: Path) -> None:
    entry = library.add(" My  notes ", [note], column="text")
    assert (entry.name, entry.paths, entry.column, entry.sample, entry.missing) == (
        "My notes", (note,), "text", False, False,
    )  # fmt: skip
    assert entry.created.endswith("+00:00")
    assert again(tmp_path).entries() == [entry]
    assert again(tmp_path).get(entry.id) == entry


def test_a_file_that_went_away_is_missing(library: CorpusLibrary, note: Path) -> None:
    entry = library.add("notes", [note])
    note.unlink()
    assert library.get(entry.id).missing


def test_a_name_in_use_gets_a_number(library: CorpusLibrary, note: Path) -> None:
    names = [library.add(name, [note]).name for name in ("Notes", "notes", "Notes")]
    assert names == ["Notes", "notes (2)", "Notes (3)"]


def test_a_pasted_text_is_stored_and_moves_to_the_bin(library: CorpusLibrary, tmp_path: Path) -> None:
    entry = library.add_text("일기: 오늘/내일", "비가\r\n왔다.\ud800")
    assert read_corpus(entry.paths).text == "비가\n왔다.\ufffd"
    assert entry.paths[0].parent == tmp_path / "library"
    library.remove(entry.id)
    assert library.entries() == []
    assert not entry.paths[0].exists()
    assert (tmp_path / "library" / "bin" / entry.paths[0].name).exists()


def test_the_folder_with_pasted_texts_can_be_moved(library: CorpusLibrary, tmp_path: Path) -> None:
    library.add_text("diary", "It rained.")
    (tmp_path / "library").rename(tmp_path / "elsewhere")
    entry = CorpusLibrary(tmp_path / "elsewhere", samples=tmp_path).entries()[0]
    assert not entry.missing


def test_linked_files_are_never_touched_by_remove(library: CorpusLibrary, note: Path) -> None:
    entry = library.add("notes", [note])
    library.remove(entry.id)
    assert note.read_text() == "hello"


def test_rename_refuses_a_name_in_use(library: CorpusLibrary, note: Path) -> None:
    library.add("one", [note])
    entry = library.add("two", [note])
    with pytest.raises(CorpusError, match="already a corpus named"):
        library.rename(entry.id, "ONE")
    library.rename(entry.id, "Two")
    assert library.get(entry.id).name == "Two"


@pytest.mark.parametrize("name", ["", "  ", "\x00", "x" * 121])
def test_names_that_do_not_work_give_a_sentence(library: CorpusLibrary, note: Path, name: str) -> None:
    with pytest.raises(CorpusError) as caught:
        library.add(name, [note])
    assert caught.value.hint


def test_blank_texts_and_absent_files_are_refused(library: CorpusLibrary, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no text to keep"):
        library.add_text("x", " \n")
    with pytest.raises(CorpusError, match="does not exist"):
        library.add("x", [tmp_path / "gone"])
    with pytest.raises(CorpusError, match="No file was chosen"):
        library.add("x", [])
    with pytest.raises(CorpusError, match="no longer in the list"):
        library.remove("nothing")
    assert not (tmp_path / "library").exists()


def test_samples_have_titles_and_cannot_be_changed(library: CorpusLibrary, tmp_path: Path, note: Path) -> None:
    samples = tmp_path / "samples"
    samples.mkdir()
    for name in ("english_prose.txt", "korean_headlines.csv", "english_messages.tsv", "poem.txt"):
        (samples / name).write_text("x")
    own = library.add("mine", [note])
    entries = library.entries()
    assert [entry.name for entry in entries] == ["mine", "English prose", "Korean headlines", "A short poem"]
    assert [entry.column for entry in entries] == [None, None, "headline", None]
    assert [entry.sample for entry in entries] == [False, True, True, True]
    for change in (lambda: library.remove(entries[1].id), lambda: library.rename(entries[1].id, "x")):
        with pytest.raises(CorpusError, match="is a sample"):
            change()
    assert library.get(own.id) == own


def test_the_shipped_samples_are_the_default(tmp_path: Path) -> None:
    entries = CorpusLibrary(tmp_path / "library").entries()
    assert {"English prose", "Korean prose"} <= {entry.name for entry in entries}
    assert not any(entry.missing for entry in entries)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b'{"version": 1}', b"[" * 100_000, b'{"version": "x"}'])
def test_a_damaged_list_is_set_aside_and_told(tmp_path: Path, content: bytes, note: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "corpora.json").write_bytes(content)
    library = again(tmp_path)
    assert library.entries() == []
    assert "corpora.json.damaged-1" in library.problem
    assert (folder / "corpora.json.damaged-1").read_bytes() == content
    library.add("new", [note])
    assert [entry.name for entry in again(tmp_path).entries()] == ["new"]
    (folder / "corpora.json").write_bytes(content)
    assert "damaged-2" in (library.entries(), library.problem)[1]


def test_the_good_entries_of_a_damaged_list_survive(library: CorpusLibrary, tmp_path: Path, note: Path) -> None:
    library.add("good", [note])
    file = tmp_path / "library" / "corpora.json"
    content = json.loads(file.read_bytes())
    content["corpora"] += [{"id": 3}, None, {"id": "a", "name": "b", "created": "c", "paths": "abc", "column": None}]
    file.write_text(json.dumps(content))
    fresh = again(tmp_path)
    assert [entry.name for entry in fresh.entries()] == ["good"]
    assert "1 of its corpora could be read" in fresh.problem
    assert [entry.name for entry in again(tmp_path).entries()] == ["good"]


def test_a_newer_list_is_left_alone(tmp_path: Path, note: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "corpora.json").write_text('{"version": 2, "corpora": []}')
    library = again(tmp_path)
    assert library.entries() == []
    assert "newer version" in library.problem
    with pytest.raises(CorpusError, match="newer version"):
        library.add("x", [note])
    with pytest.raises(CorpusError, match="newer version"):
        library.add_text("x", "text")
    assert sorted(os.listdir(folder)) == ["corpora.json"]


def test_a_full_disk_changes_nothing(
    library: CorpusLibrary, tmp_path: Path, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add("one", [note])
    before = (tmp_path / "library" / "corpora.json").read_bytes()

    def full(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic, "replace", full)
    with pytest.raises(CorpusError, match="the disk is full"):
        library.add("two", [note])
    with pytest.raises(CorpusError, match="the disk is full"):
        library.add_text("three", "text")
    assert (tmp_path / "library" / "corpora.json").read_bytes() == before
    assert sorted(os.listdir(tmp_path / "library")) == ["corpora.json"]


def test_a_pasted_text_without_a_place_in_the_list_leaves_nothing(
    library: CorpusLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, value: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic, "write_json", full)
    with pytest.raises(CorpusError, match="the disk is full"):
        library.add_text("three", "text")
    assert os.listdir(tmp_path / "library") == []


def test_an_unreadable_list_is_not_overwritten(
    library: CorpusLibrary, tmp_path: Path, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add("one", [note])

    def refuse(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        with pytest.raises(CorpusError, match="cannot be read"):
            library.add("two", [note])
    assert [entry.name for entry in library.entries()] == ["one"]
    assert library.problem == ""


@pytest.mark.skipif(os.name == "nt", reason="names of files are Unicode there")
def test_a_name_that_is_no_unicode_is_kept(library: CorpusLibrary, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("hello")
    entry = library.add("old name", [path])
    assert again(tmp_path).get(entry.id).paths == (path,)
    assert not again(tmp_path).get(entry.id).missing
