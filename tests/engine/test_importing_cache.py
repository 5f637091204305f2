"""What an import keeps is trusted only as far as it holds, and goes with the corpus that it belongs to."""

from __future__ import annotations

import errno
import gzip
import json
import os
import shutil
import zlib
from pathlib import Path
from typing import Any

import pytest
from format_samples import LINES, docx_of, pdf_of
from hypothesis import given, settings
from hypothesis import strategies as st
from importing_support import make_folder, reasons, statuses

from engine.config import Cleaning, TrainingJob
from engine.corpus import (
    CorpusLibrary,
    corpus_changes,
    import_files,
    read_corpus,
)
from engine.corpus import cache as cache_module
from engine.corpus import importing as importing_module
from engine.corpus import readers as readers_module
from engine.corpus.cache import ExtractionCache
from engine.corpus.importing import ImportedFile, ImportReport
from engine.errors import CorpusError
from engine.runs.showing import job_texts
from engine.tokens.dataset import language_data


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "texts")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "extracted"


def _fields(file: ImportedFile) -> dict[str, Any]:
    return {name: getattr(file, name) for name in ImportedFile.__slots__}


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


def test_names_that_are_no_unicode_are_kept(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    path = folder / os.fsdecode(b"\xff\xfe.docx")
    try:
        path.write_bytes(docx_of())
    except OSError:
        pytest.skip("such names are not allowed here")
    (folder / "t.csv").write_text("a,b\nsome words,x\n" * 9000, encoding="utf-8")
    library = CorpusLibrary(tmp_path / "corpora", samples=tmp_path)
    report = import_files([folder], library.cache_folder, column="\udcff")
    assert [file.status for file in report.files] == ["skipped", "read"]
    library.keep_report("a", report)
    kept = library.report("a")
    assert kept == report
    assert corpus_changes([folder], report).count == 0
    assert import_files([folder], library.cache_folder, column="a").count("cached") == 1
