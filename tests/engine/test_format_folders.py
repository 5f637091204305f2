"""Documents among other files: by their ending, in folders, in large corpora, and without their libraries loaded."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from format_samples import LINES, docx_of, epub_of, pdf_of, samples

from engine.corpus import ReadingStoppedError, count_characters, read_corpus, summarize
from engine.corpus import readers as readers_module
from engine.corpus import streams as streams_module
from engine.corpus.formats import FORMATS
from engine.corpus.readers import read_document, read_suffixes
from engine.corpus.rereading import RereadDocument
from engine.errors import CorpusError

corpus_module = importlib.import_module("engine.corpus.corpus")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file of each format, and one plain text."""
    for suffix, data in samples().items():
        (tmp_path / f"a{suffix}").write_bytes(data)
    (tmp_path / "b.txt").write_text("plain", encoding="utf-8")
    return tmp_path


def test_a_folder_takes_every_format(folder: Path) -> None:
    corpus = read_corpus([folder])
    assert not corpus.skipped
    assert [document.path.suffix for document in corpus.documents] == [*sorted(samples()), ".txt"]
    assert all(LINES[0] in document.text for document in corpus.documents[:-1])
    assert all(document.size == os.stat(document.path).st_size for document in corpus.documents)


def test_every_ending_is_named() -> None:
    assert set(read_suffixes()) >= {".txt", ".csv", ".tsv", ".jsonl", *FORMATS}
    assert read_suffixes() == sorted(read_suffixes())


def test_endings_in_capitals_and_names_in_the_form_of_a_mac(tmp_path: Path) -> None:
    path = tmp_path / unicodedata.normalize("NFD", "메아리.DOCX")
    path.write_bytes(docx_of(body="<w:p><w:r><w:t>" + unicodedata.normalize("NFD", "산울림") + "</w:t></w:r></w:p>"))
    document = read_corpus([tmp_path]).documents[0]
    assert (document.path, document.text) == (path, "산울림")


def test_a_damaged_document_is_skipped_with_its_reason(folder: Path) -> None:
    (folder / "c.docx").write_bytes(docx_of()[:-30])
    corpus = read_corpus([folder])
    assert [(skipped.path.name, skipped.reason) for skipped in corpus.skipped] == [
        ("c.docx", "It is damaged or was cut off.")
    ]


def test_links_in_a_circle_end(folder: Path) -> None:
    try:
        (folder / "loop").symlink_to(folder, target_is_directory=True)
        (folder / "loop.pdf").symlink_to(folder / "loop.pdf")
        (folder / "again.docx").symlink_to(folder / "a.docx")
    except OSError:
        pytest.skip("links are not allowed here")
    corpus = read_corpus([folder])
    reasons = {skipped.path.name: skipped.reason for skipped in corpus.skipped}
    assert reasons.keys() == {"loop", "loop.pdf", "again.docx"} or reasons.keys() == {"loop", "loop.pdf", "a.docx"}
    assert "link back" in reasons["loop"]


def test_a_document_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with open(path, "wb") as file:
        file.truncate(FORMATS[".md"].limit + 1)
    with pytest.raises(CorpusError, match="larger than 32 MB"):
        read_document(path)


def test_the_limit_of_all_files_is_one_of_documents_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers_module, "MAX_FILE_BYTES", 10)
    with pytest.raises(CorpusError, match="larger than"):
        read_document(folder / "a.pdf")


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    monkeypatch.setattr(streams_module, "LONGEST_LINE", 2**20)
    (tmp_path / "a.txt").write_bytes(b"x" * (3 * 2**20))
    (tmp_path / "b.txt").write_bytes((b"x" * (2**20 - 1) + b"\n") * 3)
    corpus = read_corpus([tmp_path])
    assert [(skipped.path.name, skipped.reason) for skipped in corpus.skipped] == [
        ("a.txt", "It has a line of more than 1 MB.")
    ]


def test_a_large_corpus_reads_its_documents_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_corpus([folder])
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 100)
    corpus = read_corpus([folder])
    assert corpus.large
    kinds = [type(document).__name__ for document in corpus.documents]
    assert kinds[:3] == ["Document", "Document", "RereadDocument"]
    assert (corpus.text, corpus.fingerprint) == (whole.text, whole.fingerprint)
    assert (corpus.characters, corpus.beginning(40)) == (whole.characters, whole.beginning(40))
    assert summarize(corpus).files == len(whole.documents)
    assert count_characters([folder]) == sum(document.characters for document in whole.documents)


def test_the_length_of_many_documents_is_estimated_from_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        (tmp_path / f"{number}.docx").write_bytes(docx_of())
    whole = read_corpus([tmp_path]).characters
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    monkeypatch.setattr(corpus_module, "_SAMPLE_BYTES", 2000)
    (tmp_path / "5.docx").write_bytes(docx_of()[:-1] + bytes(1))  # never opened
    assert abs(count_characters([tmp_path]) - whole) < 20
    answers = iter([False] * 4 + [True])
    with pytest.raises(ReadingStoppedError):
        count_characters([tmp_path], should_stop=lambda: next(answers))


def test_a_document_that_changed_is_not_taken_for_what_was_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx_of())
    document = RereadDocument.after(read_document(path))
    assert document.text == "\n".join(LINES)
    path.write_bytes(docx_of(body="<w:p><w:r><w:t>other</w:t></w:r></w:p>"))
    with pytest.raises(CorpusError, match=r"“a.docx” cannot be read: it has changed"):
        _ = document.text
    path.unlink()
    with pytest.raises(CorpusError, match="does not exist"):
        _ = document.text


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".hwp", ".hwpx"])
def test_reading_stops_within_a_document_in_one_piece(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a{suffix}").write_bytes(samples()[suffix])
    answers = iter([False, True])  # before the file, within it
    with pytest.raises(ReadingStoppedError):
        read_corpus([tmp_path], should_stop=lambda: next(answers))


@pytest.mark.parametrize(("name", "data"), [("a.pdf", pdf_of("One.", "Two.")), ("a.epub", epub_of())])
def test_reading_stops_within_a_document(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    answers = iter([False, False, True])  # before the file, before its first part, before its second
    with pytest.raises(ReadingStoppedError):
        read_corpus([tmp_path], should_stop=lambda: next(answers))


def test_no_library_is_loaded_before_its_format_is_read() -> None:
    code = (
        "import sys, engine.corpus, engine.corpus.formats; "
        "names = 'pypdf docx lxml striprtf pysubs2 markdown_it olefile defusedxml selectolax'.split(); "
        "print([name for name in names if name in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"
