"""Importing: a report on every file, a cache that is trusted only as far as it holds, stopping and going on."""

from __future__ import annotations

import errno
import gzip
import itertools
import json
import os
import shutil
import socket
import unicodedata
import zlib
from pathlib import Path
from typing import Any

import pytest
from format_samples import LAUGHS, LINES, docx_of, pdf_of, samples, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.config import Cleaning, TrainingJob
from engine.corpus import (
    CorpusLibrary,
    ReadingStoppedError,
    corpus_changes,
    import_files,
    read_corpus,
)
from engine.corpus import cache as cache_module
from engine.corpus import importing as importing_module
from engine.corpus import readers as readers_module
from engine.corpus.cache import ExtractionCache
from engine.corpus.importing import ImportedFile, ImportReport
from engine.corpus.watching import fingerprint
from engine.dataset import language_data
from engine.errors import CorpusError
from engine.jobs import job_texts

MAILBOX = b"".join(
    b"From a@b Thu Jan 1 00:00:00 2026\nFrom: Ann <a@b>\nDate: Thu, 1 Jan 2026 10:00:00 +0000\nSubject: x\n\n"
    b"Hello number %d.\n\n> quoted words\n\n-- \nAnn\n\n" % number
    for number in range(600)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file of each format, a mailbox without an ending, a plain text and a table."""
    place = tmp_path / "texts"
    place.mkdir()
    for suffix, data in samples().items():
        (place / f"a{suffix}").write_bytes(data)
    (place / "Inbox").write_bytes(MAILBOX)
    (place / "b.txt").write_text("plain 글", encoding="utf-8")
    (place / "c.csv").write_text("name,text\n1,some words here\n2,other words there\n", encoding="utf-8")
    return place


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "extracted"


def statuses(report: ImportReport) -> dict[str, str]:
    return {file.path.name: file.status for file in report.files}


def reasons(report: ImportReport) -> dict[str, str]:
    return {file.path.name: file.reason for file in report.skipped}


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


def test_a_second_import_takes_documents_apart_no_more(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = import_files([folder], cache, column="text")
    read: list[str] = []
    real = importing_module.read_document

    def noted(path: Path, **options: Any) -> Any:
        read.append(path.suffix)
        return real(path, **options)

    monkeypatch.setattr(importing_module, "read_document", noted)
    second = import_files([folder], cache, column="text")
    assert set(read) == {".md", ".html", ".srt", ".vtt", ".txt", ".csv"}
    assert statuses(second)["a.pdf"] == statuses(second)["Inbox"] == "cached"
    forget = {"status": "read", "seconds": 0.0}
    assert [{**_fields(file), **forget} for file in first.files] == [
        {**_fields(file), **forget} for file in second.files
    ]


def _fields(file: ImportedFile) -> dict[str, Any]:
    return {name: getattr(file, name) for name in ImportedFile.__slots__}


def test_what_the_cache_says_is_what_the_file_says(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = read_corpus([folder], column="text")
    import_files([folder], cache, column="text")
    monkeypatch.setattr("engine.corpus.readers.FORMATS", {**readers_module.FORMATS, ".pdf": None, ".docx": None})
    cached = read_corpus([folder], column="text", cache_folder=cache)
    assert cached.documents == plain.documents
    mailbox = next(document for document in cached.documents if document.path.name == "Inbox")
    assert len(mailbox.messages) == 600
    assert mailbox.messages[0].quoted
    assert mailbox.messages[0].signature
    assert next(document for document in cached.documents if document.path.suffix == ".pdf").pages


def test_a_large_corpus_takes_its_documents_from_the_cache(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_files([folder], cache)
    corpus_module = __import__("importlib").import_module("engine.corpus.corpus")
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    plain = read_corpus([folder], column="text")
    corpus = read_corpus([folder], column="text", cache_folder=cache)
    kinds = {document.path.suffix: type(document).__name__ for document in corpus.documents}
    assert kinds == {**dict.fromkeys(kinds, "RereadDocument"), ".txt": "StreamedDocument"}
    assert (corpus.text, corpus.fingerprint) == (plain.text, plain.fingerprint)
    table = next(document for document in corpus.documents if document.path.suffix == ".csv")
    assert table.rows == ("some words here", "other words there")


def test_reading_writes_nothing(folder: Path, cache: Path) -> None:
    read_corpus([folder], column="text", cache_folder=cache)
    assert not cache.exists()


@pytest.mark.parametrize("how", ["content", "time", "version", "cut", "garbage", "other text", "list"])
def test_an_entry_that_does_not_hold_is_no_entry(
    tmp_path: Path, cache: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx_of())
    import_files([path], cache)
    (entry,) = cache.iterdir()
    head, _, _ = entry.read_bytes().partition(b"\n")
    if how == "content":
        path.write_bytes(docx_of(body="<w:p><w:r><w:t>changed words</w:t></w:r></w:p>"))
    elif how == "time":
        os.utime(path, ns=(0, 10**18))
    elif how == "version":
        monkeypatch.setattr(cache_module, "READERS_VERSION", 99)
    elif how == "cut":
        entry.write_bytes(entry.read_bytes()[:-5])
    elif how == "garbage":
        entry.write_bytes(b"\xff{[" * 50)
    elif how == "other text":
        entry.write_bytes(head + b"\n" + gzip.compress(b'"short"\n'))
    else:
        entry.write_bytes(b"%08x []\n" % zlib.crc32(b"[]"))
    document = read_corpus([path], cache_folder=cache).documents[0]
    assert document.text == ("changed words" if how == "content" else "\n".join(LINES))
    if how not in ("cut", "other text"):  # what is behind the head is looked at where the text is wanted
        assert statuses(import_files([path], cache)) == {"a.docx": "read"}
    assert statuses(import_files([path], cache)) == {"a.docx": "cached"}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, bytes]:
    """A document, its entry, and what is in the entry."""
    folder = tmp_path_factory.mktemp("known")
    path = folder / "a.pdf"
    path.write_bytes(pdf_of("One page.", "Another page."))
    import_files([path], folder / "extracted")
    (entry,) = (folder / "extracted").iterdir()
    return path, entry, entry.read_bytes()


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, 2**16), content=st.binary(min_size=1, max_size=4), cut=st.integers(0, 2**16) | st.none())
def test_a_damaged_entry_never_gives_another_text(
    known: tuple[Path, Path, bytes], place: int, content: bytes, cut: int | None
) -> None:
    path, entry, good = known
    changed = bytearray(good)
    at = place % len(changed)
    changed[at : at + len(content)] = content
    entry.write_bytes(changed[: len(changed) if cut is None else cut % len(changed)])
    found = ExtractionCache(entry.parent).document(path)
    assert found is None or found == readers_module.read_document(path)


def test_a_refusal_is_known_too_but_not_one_of_the_system(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(pdf_of(""))
    with monkeypatch.context() as patch:

        def refuse(path: Path, *_: object) -> None:
            raise PermissionError(errno.EACCES, "no")

        patch.setattr(readers_module, "open", refuse, raising=False)
        assert "may not be read" in reasons(import_files([tmp_path / "b.pdf"], cache))["b.pdf"]
    first = import_files([tmp_path / "a.pdf", tmp_path / "b.pdf"], cache)
    assert set(reasons(first).values()) == {"It has no text layer: its pages are pictures."}
    monkeypatch.setattr(importing_module, "read_document", None)
    second = import_files([tmp_path / "a.pdf", tmp_path / "b.pdf"], cache)
    assert reasons(second) == reasons(first)
    assert second.files[0].hint == first.files[0].hint != ""
    with pytest.raises(CorpusError, match="no text layer"):
        read_corpus([tmp_path / "a.pdf"], cache_folder=cache)


def test_tables_are_known_by_their_column(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing_module, "_CHEAP_BYTES", 0)
    path = tmp_path / "a.csv"
    path.write_text("one,two\nfirst words,other\nmore words,longer text\n", encoding="utf-8")
    lengths = [import_files([path], cache, column=column).characters for column in ("one", "two", "one", "two")]
    assert lengths[:2] == lengths[2:]
    assert lengths[0] != lengths[1]
    assert import_files([path], cache, column="one").count("cached") == 1
    assert "no column" in reasons(import_files([path], cache, column="three"))["a.csv"]
    assert read_corpus([path], column="one", cache_folder=cache).text == "first words\nmore words"


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


def test_a_cache_that_cannot_be_written_is_said_and_ends_nothing(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "extracted").write_text("in the way")
    report = import_files([folder], tmp_path / "extracted", column="text")
    assert not report.skipped
    assert [note[:40] for note in report.notes] == ["What was read could not be kept (a file "]


def test_a_full_disk_leaves_no_half_entry(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cache_module, "_write", full)
    report = import_files([folder], cache, column="text")
    assert "the disk is full" in report.notes[0]
    assert list(cache.iterdir()) == []


def test_the_cache_forgets_the_files_of_no_corpus_and_what_is_too_much(tmp_path: Path, cache: Path) -> None:
    for place in ("one", "two"):
        (tmp_path / place / "sub").mkdir(parents=True)
        (tmp_path / place / "sub" / "a.docx").write_bytes(docx_of())
    import_files([tmp_path / "one", tmp_path / "two"], cache)
    kept = ExtractionCache(cache)
    assert kept.prune([tmp_path / "one", tmp_path / "two" / "sub" / "a.docx"]) == 0
    assert kept.prune([tmp_path / "one"]) == 1
    assert import_files([tmp_path / "one"], cache).count("cached") == 1
    leftover, fresh = cache / ".old.tmp", cache / ".new.tmp"
    leftover.touch()
    fresh.touch()
    os.utime(leftover, (0, 0))
    assert ExtractionCache(cache, limit=1).prune() == 1
    assert [path.name for path in cache.iterdir()] == [".new.tmp"]


def test_a_full_cache_drops_what_was_not_used_for_longest(tmp_path: Path, cache: Path) -> None:
    paths = [tmp_path / f"{number}.docx" for number in range(4)]
    for path in paths:
        path.write_bytes(docx_of())
    import_files(paths[:3], cache)
    one = ExtractionCache(cache).size() // 3
    for number, path in enumerate(paths[:3]):
        os.utime(ExtractionCache(cache)._place(path, None), (number, number))
    assert read_corpus(paths[:1], cache_folder=cache).text  # used now
    small = ExtractionCache(cache, limit=3 * one + one // 2)
    document = readers_module.read_document(paths[3])
    small.keep(paths[3], None, cache_module.Facts(1, 1, "docx", document.characters), document)
    assert import_files(paths, cache).count("cached") == 2
    assert statuses(import_files(paths, cache))["0.docx"] == "cached"


def test_a_removed_corpus_takes_its_texts_and_its_report_along(tmp_path: Path, folder: Path) -> None:
    library = CorpusLibrary(tmp_path / "corpora", samples=tmp_path / "none")
    own, other = library.add("one", [folder]), library.add("two", [folder / "a.docx"])
    report = import_files(own.paths, library.cache_folder)
    library.keep_report(own.id, report)
    assert library.report(own.id) == report
    assert library.report(other.id) is None
    assert library.prune() == 0
    library.remove(own.id)
    assert library.report(own.id) is None
    assert [json.loads(path.read_bytes().split(b"\n")[0][9:])["path"] for path in library.cache_folder.iterdir()] == [
        str(folder / "a.docx")
    ]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"version": 2}', b"\xff", b'{"version": 1, "fields": []}'])
def test_a_damaged_report_is_none(tmp_path: Path, content: bytes) -> None:
    library = CorpusLibrary(tmp_path, samples=tmp_path)
    library.keep_report("a", ImportReport((ImportedFile(Path("x"), "read"),), False, 1, 1.0))
    (file,) = (tmp_path / "reports").iterdir()
    good = file.read_bytes()
    file.write_bytes(content)
    assert library.report("a") is None
    file.write_bytes(good.replace(b'"read"', b"17"))
    assert library.report("a") is None
    shutil.rmtree(tmp_path / "reports")
    (tmp_path / "reports").write_text("in the way")
    with pytest.raises(CorpusError, match="cannot be kept"):
        library.keep_report("a", ImportReport((), False, 0, 0.0))


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


def test_training_takes_documents_from_the_cache(home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "b.txt").write_text("plain words again " * 200, encoding="utf-8")
    library = CorpusLibrary(home / "data" / "corpora")
    import_files([folder], library.cache_folder, column="text")
    monkeypatch.setattr("engine.corpus.readers.FORMATS", {**readers_module.FORMATS, ".pdf": None, ".docx": None})
    job = TrainingJob(name="x", models_dir=home, sources=(folder,), column="text", cleaning=Cleaning.nothing())
    assert (
        language_data(job).corpus.text == read_corpus([folder], column="text", cache_folder=library.cache_folder).text
    )
    assert LINES[0] in job_texts(job)


def test_a_line_without_end_is_refused_piece_by_piece(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing_module, "_SMALL_BYTES", 2**20)
    monkeypatch.setattr("engine.corpus.streams.LONGEST_LINE", 2**20)
    (tmp_path / "a.txt").write_bytes(b"x" * (3 * 2**20))
    (tmp_path / "b.txt").write_bytes((b"x" * (2**20 - 1) + b"\n") * 3)
    (tmp_path / "c.csv").write_bytes(b"")
    os.truncate(tmp_path / "c.csv", readers_module.MAX_FILE_BYTES + 1)  # takes no room on the disk
    report = import_files([tmp_path], cache)
    assert reasons(report) == {"a.txt": "It has a line of more than 1 MB.", "c.csv": "It is larger than 512 MB."}
    assert report.characters == 3 * 2**20
