"""A file whose encoding is not recognised rightly is read in the one that was chosen for it."""

from __future__ import annotations

from pathlib import Path

import pytest

import engine
from engine.config import Cleaning
from engine.corpus import beginning_in, encoding_choices, import_files, read_corpus
from engine.corpus.corpus import Corpus
from engine.corpus.encodings import ENCODINGS, decode

KOREAN = "아침에 바다가 조용했다. 등대지기는 편지를 썼다.\n" * 30


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "letters.txt"
    made.write_bytes(KOREAN.encode("johab"))
    return made


def chosen(file: Path, encoding: str) -> Cleaning:
    return Cleaning(encodings=((str(file), encoding),))


def read(file: Path, encoding: str) -> Corpus:
    return read_corpus([file], cleaning=chosen(file, encoding))


def test_the_chosen_encoding_is_read_and_named(file: Path) -> None:
    assert KOREAN.strip() not in decode(file.read_bytes(), "cp1252").text
    corpus = read(file, "johab")
    assert (corpus.text, corpus.documents[0].encoding, corpus.documents[0].replaced) == (KOREAN, "johab", 0)


def test_what_does_not_decode_is_replaced_and_counted(file: Path) -> None:
    document = read(file, "utf-8").documents[0]
    assert document.encoding == "utf-8"
    assert document.replaced > 100


def test_an_encoding_that_is_not_offered_counts_as_none(file: Path) -> None:
    assert read(file, "rot13").text == read_corpus([file]).text
    assert chosen(file, "johab").encoding_of(file.parent / "other.txt") == ""


def test_a_large_corpus_is_read_in_it_too(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.corpus.corpus.LARGE_BYTES", 100)
    corpus = read(file, "johab")
    assert corpus.large
    assert corpus.text == KOREAN


def test_an_import_reports_the_chosen_encoding(file: Path, tmp_path: Path) -> None:
    report = import_files([file], tmp_path / "cache", encodings=dict(chosen(file, "johab").encodings))
    assert (report.files[0].encoding, report.files[0].characters) == ("johab", len(KOREAN))
    assert report.files[0].language == "ko"


def test_a_table_is_read_in_the_chosen_encoding(tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_bytes("제목\n바다가 조용했다\n".encode("johab"))
    corpus = read_corpus([table], column="제목", cleaning=chosen(table, "johab"))
    assert corpus.text.strip() == "바다가 조용했다"


def test_the_beginning_can_be_looked_at_in_each_encoding(file: Path, tmp_path: Path) -> None:
    assert beginning_in(file, "johab", 5) == KOREAN[:5]
    assert all(len(beginning_in(file, encoding, 9)) <= 9 for encoding in ENCODINGS)
    assert encoding_choices(file) == ENCODINGS
    assert encoding_choices(tmp_path / "a.pdf") == ()
    with pytest.raises(engine.CorpusError, match="gone"):
        beginning_in(tmp_path / "gone.txt", "", 9)


def test_what_was_chosen_is_remembered(file: Path, tmp_path: Path) -> None:
    library = engine.CorpusLibrary(tmp_path / "library")
    entry = library.add("letters", [file])
    library.set_cleaning(entry.id, chosen(file, "johab"))
    assert library.get(entry.id).cleaning.encoding_of(file) == "johab"
