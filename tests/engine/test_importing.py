"""Importing: a report on every file, stopping and going on, and what no file should be."""

from __future__ import annotations

import itertools
import os
import socket
from pathlib import Path
from typing import Any

import pytest
from format_samples import LAUGHS, docx_of, pdf_of, zipped
from importing_support import MAILBOX, make_folder, reasons, statuses

from engine.corpus import (
    import_files,
    read_corpus,
)
from engine.corpus import importing as importing_module
from engine.corpus import readers as readers_module
from engine.errors import CorpusError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "texts")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "extracted"


def test_every_file_is_reported_as_it_is_read(folder: Path, cache: Path) -> None:
    report = import_files([folder], cache, column="text")
    corpus = read_corpus([folder], column="text")
    assert not report.stopped
    assert not report.notes
    assert [file.path for file in report.files] == [document.path for document in corpus.documents]
    for file, document in zip(report.files, corpus.documents, strict=True):
        assert (file.status, file.reason) == ("read", "")
        assert (file.encoding, file.characters, file.replaced) == (
            document.encoding, document.characters, document.replaced,
        )  # fmt: skip
        assert file.size == os.stat(file.path).st_size
        assert file.seconds > 0
    assert report.bytes == sum(file.size for file in report.files)
    assert report.characters == sum(document.characters for document in corpus.documents)
    assert {file.language for file in report.files} == {"en", "mixed"}


def test_stopping_keeps_what_was_read_and_the_next_import_goes_on(folder: Path, cache: Path) -> None:
    answers = itertools.chain([False] * 625, itertools.repeat(True))
    stopped = import_files([folder], cache, column="text", should_stop=lambda: next(answers))
    assert stopped.stopped
    assert 0 < len(stopped.files) < 14
    again = import_files([folder], cache, column="text")
    assert not again.stopped
    kept = [file for file in stopped.files if file.path.suffix in importing_module._SLOW]
    assert kept
    assert all(statuses(again)[file.path.name] == "cached" for file in kept)
    assert again.characters == import_files([folder], cache, column="text").characters


@pytest.mark.parametrize("name", ["long.txt", "long.pdf", "long.mbox"])
def test_stopping_works_within_a_file(tmp_path: Path, cache: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(
        {".txt": b"words " * 10**6, ".pdf": pdf_of("One.", "Two.", "Three."), ".mbox": MAILBOX}[path.suffix]
    )
    answers = iter([False, False, False, True])  # in the folder, before the file, before its first part and its second
    report = import_files([path], cache, should_stop=lambda: next(answers))
    assert (report.stopped, report.files, report.bytes) == (True, (), 0)


def test_progress_rises_to_the_end(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing_module, "_PROGRESS_SECONDS", 0.0)
    (folder / "d.txt").write_bytes(b"words " * 10**6)
    (folder / "photo.png").write_bytes(b"x")
    told: list[tuple[int, int, int, int, Path]] = []
    report = import_files([folder], cache, column="text", progress=lambda *now: told.append(now))
    assert told == sorted(told, key=lambda now: now[:4])
    assert told[0][0] == told[0][2] == 0
    assert told[-1][0] == told[-1][1] == report.bytes
    assert told[-1][2] == told[-1][3] == len(report.files) - 1
    assert {now[4] for now in told} == {file.path for file in report.files[:-1]}
    within = {now[0] for now in told if now[4].name == "d.txt"}
    assert len(within) > 4, "a long file moves on by the megabyte"


def test_progress_is_limited_but_for_long_files(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing_module, "_PROGRESS_SECONDS", 1000.0)
    monkeypatch.setattr(importing_module.time, "monotonic", lambda: 5000.0)
    told: list[Path] = []
    import_files([folder], cache, column="text", progress=lambda *now: told.append(now[4]))
    assert [path.name for path in told] == ["Inbox", "c.csv"]


def test_without_a_path_there_is_nothing_to_import(cache: Path) -> None:
    with pytest.raises(CorpusError, match="No file was chosen"):
        import_files([], cache)


def test_what_no_file_should_be_is_named_and_the_rest_is_read(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "empty.txt").touch()
    (folder / "laughs.docx").write_bytes(docx_of(extra={"word/document.xml": f"{LAUGHS}<l>&l9;</l>"}))
    (folder / "bomb.odt").write_bytes(zipped({"content.xml": "<a>" + " " * (20 * 2**20) + "</a>"}))
    (folder / "sub").mkdir()
    try:
        os.mkfifo(folder / "pipe.txt")
        (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)
        (folder / "self.txt").symlink_to(folder / "self.txt")
        (folder / "gone.txt").symlink_to(folder / "nothing")
        (folder / "twice.txt").symlink_to(folder / "b.txt")
        (folder / "zero.txt").symlink_to("/dev/zero")
        plug = socket.socket(socket.AF_UNIX)
        monkeypatch.chdir(folder)  # the path of a socket is short
        plug.bind("plug.txt")
        plug.close()
    except (OSError, AttributeError):
        pytest.skip("such files cannot be made here")
    report = import_files([folder], cache, column="text")
    assert len([file for file in report.files if file.status == "read"]) == 14
    found = reasons(report)
    assert found.pop("bomb.odt").startswith("It unpacks to far more")
    assert found.pop("laughs.docx").startswith("It defines entities")
    assert found.pop("self.txt").startswith("It cannot be opened (")
    assert found == {
        "empty.txt": "It is empty.",
        "pipe.txt": "It is no ordinary file.",
        "plug.txt": "It is no ordinary file.",
        "zero.txt": "It is no ordinary file.",
        "gone.txt": "It is a link to a file that is gone.",
        "twice.txt": "It is a file that was already read.",
        "loop": "It is a folder that was already read, or a link back to one.",
    }
    assert all(file.hint for file in report.skipped if file.reason.startswith(("It is empty", "It is no ", "It def")))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may read everything")
def test_what_may_not_be_read_is_named(folder: Path, cache: Path) -> None:
    (folder / "b.txt").chmod(0)
    (folder / "sub").mkdir(mode=0)
    try:
        found = reasons(import_files([folder], cache, column="text"))
        assert found == {"b.txt": "It may not be read.", "sub": "It is a folder that may not be read."}
    finally:
        (folder / "sub").chmod(0o700)


@pytest.mark.parametrize("name", ["a.docx", "b.txt"])
@pytest.mark.parametrize("what", ["vanishes", "changes", "grows"])
def test_a_file_that_does_not_hold_still_is_named_and_not_kept(
    folder: Path, cache: Path, name: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / name
    real = importing_module.read_document

    def meanwhile(chosen: Path, **options: Any) -> Any:
        if chosen != path:
            return real(chosen, **options)
        if what == "vanishes":
            path.unlink()
            return real(chosen, **options)
        found = real(chosen, **options)
        if what == "changes":
            os.utime(path, ns=(0, 10**18))
        else:
            path.write_bytes(path.read_bytes() + b"more")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(importing_module, "read_document", meanwhile)
        found = reasons(import_files([folder], cache, column="text"))
    assert found == {name: "It does not exist." if what == "vanishes" else "It changed while it was read."}
    if what == "changes":
        assert statuses(import_files([folder], cache, column="text"))[name] == "read"


def test_a_file_that_grows_while_it_is_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("words", encoding="utf-8")
    real = os.fstat
    calls: list[int] = []

    def growing(descriptor: int) -> os.stat_result:
        calls.append(descriptor)
        if len(calls) == 2:
            path.write_text("more words", encoding="utf-8")
        return real(descriptor)

    monkeypatch.setattr(readers_module.os, "fstat", growing)
    with pytest.raises(CorpusError, match="It changed while it was read"):
        readers_module.read_document(path)


def test_too_little_memory_for_one_file_ends_nothing(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importing_module.read_document

    def greedy(path: Path, **options: Any) -> Any:
        if path.suffix == ".docx":
            raise MemoryError
        return real(path, **options)

    monkeypatch.setattr(importing_module, "read_document", greedy)
    report = import_files([folder], cache, column="text")
    assert reasons(report) == {"a.docx": "It needs more memory than there is here."}
    monkeypatch.undo()
    assert statuses(import_files([folder], cache, column="text"))["a.docx"] == "read"


def test_a_line_without_end_is_refused_piece_by_piece(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing_module, "_SMALL_BYTES", 2**20)
    monkeypatch.setattr("engine.corpus.streams.LONGEST_LINE", 2**20)
    (tmp_path / "a.txt").write_bytes(b"x" * (3 * 2**20))
    (tmp_path / "b.txt").write_bytes((b"x" * (2**20 - 1) + b"\n") * 3)
    (tmp_path / "c.json").write_bytes(b"")
    os.truncate(tmp_path / "c.json", readers_module.MAX_FILE_BYTES + 1)  # takes no room on the disk
    report = import_files([tmp_path], cache)
    assert reasons(report) == {"a.txt": "It has a line of more than 1 MB.", "c.json": "It is larger than 512 MB."}
    assert report.characters == 3 * 2**20
