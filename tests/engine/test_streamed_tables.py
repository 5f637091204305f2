"""A large table read cell by cell is the table read at once."""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.config import Cleaning
from engine.corpus import ReadingStoppedError, count_characters, csv_columns, import_files, read_corpus
from engine.corpus import chunks as chunks_module
from engine.corpus import streamed_tables as module
from engine.corpus import tables as tables_module
from engine.corpus.readers import read_document
from engine.corpus.streamed_tables import StreamedTable, is_streamed
from engine.errors import CorpusError

corpus_module = importlib.import_module("engine.corpus.corpus")
CELL = st.text(st.characters(categories=["L", "P", "Zs"], include_characters='\n,;\t"'), max_size=12)
ROWS = st.lists(st.tuples(CELL, CELL.map(lambda cell: "글 " + cell)), min_size=1, max_size=12)
NEWS = "id,headline\n" + "".join(f'{n},"The ferry number {n}, late again https://a.example/{n}"\n' for n in range(90))


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every corpus and every table is large, and read 7 bytes at a time."""
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    monkeypatch.setattr(module, "HELD_BYTES", 0)
    monkeypatch.setattr(chunks_module, "READ_BYTES", 7)
    monkeypatch.setattr(module, "_PIECE", 20)


def at_once(path: Path, **options: object):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus_module, "LARGE_BYTES", 2**40)
        return read_corpus([path], **options)  # type: ignore[arg-type]


def written(rows: list[tuple[str, str]], suffix: str) -> str:
    """A table as programs write it."""
    if suffix == ".jsonl":
        return "".join(json.dumps({"id": a, "text": b}) + "\n" for a, b in rows)
    out = io.StringIO()
    csv.writer(out, delimiter="\t" if suffix == ".tsv" else ",", lineterminator="\n").writerows([("id", "text"), *rows])
    return out.getvalue()


@pytest.mark.usefixtures("streams")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    ROWS, st.sampled_from([".csv", ".tsv", ".jsonl"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.booleans()
)
def test_any_table(tmp_path_factory, rows, suffix: str, encoding: str, cleans: bool) -> None:
    path = tmp_path_factory.mktemp("table") / f"t{suffix}"
    path.write_bytes(written(rows, suffix).encode(encoding))
    options = {"column": "TEXT", "cleaning": Cleaning(duplicates=True) if cleans else None}
    streamed, held = read_corpus([path], **options), at_once(path, **options)  # type: ignore[arg-type]
    (table,) = streamed.documents
    assert isinstance(table, StreamedTable)
    assert table.rows == held.documents[0].rows
    assert (streamed.text, streamed.characters) == (held.text, len(held.text))
    assert (streamed.fingerprint, streamed.steps) == (held.fingerprint, held.steps)
    assert table.beginning(9) == held.text[:9]
    keys = [(d.encoding, d.replaced, d.size) for d in held.documents]
    assert [(d.encoding, d.replaced, d.size) for d in streamed.documents] == keys


@pytest.mark.usefixtures("streams")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", 'id,text\n1,"never closed\n2,the second\n3,the third\n'),
        ("t.csv", "1,hello there\n2,good bye\n"),
        ("t.tsv", 'id\ttext\n1\t"unclosed and on\n2\tnext one\n'),
        ("t.tsv", 'id\ttext\n1\t"two\nlines"\n2\tone line\n'),
        ("t.csv", "id;text\n1;well, hello\n2;good, bye\n"),
        ("t.jsonl", '{"text": "some words"}\n\n{"n": 1}\n{"text": "other wo'),
    ],
    ids=["open quote", "no header", "plain quotes", "quoted line ends", "semicolons", "cut off"],
)
def test_odd_tables(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    column = "column 2" if content[0] == "1" else "text"
    streamed, held = read_corpus([path], column=column), at_once(path, column=column)
    assert streamed.documents[0].rows == held.documents[0].rows
    assert streamed.fingerprint == held.fingerprint


@pytest.mark.usefixtures("streams")
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("t.csv", "id,text\n1,\n2,  \n", "no text in that column"),
        ("t.csv", "id,text\n1,https://a.example\n", "nothing left after cleaning"),
        ("t.csv", "id,words\n1,some words\n", "no column “text”"),
        ("t.jsonl", '{"a": "some words"}\n', "no column “text”"),
        ("t.jsonl", "some words\n", "no JSON in line 1"),
        ("t.csv", "", "is empty"),
    ],
)
def test_what_is_no_table_is_said_as_at_once(tmp_path: Path, name: str, content: str, sentence: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=sentence) as streamed:
        read_corpus([path], column="text", cleaning=Cleaning())
    with pytest.raises(CorpusError) as held:
        at_once(path, column="text", cleaning=Cleaning())
    assert (streamed.value.message, streamed.value.hint) == (held.value.message, held.value.hint)


@pytest.mark.usefixtures("streams")
def test_a_table_that_changes_is_said(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(NEWS, encoding="utf-8")
    table = read_corpus([path], column="headline").documents[0]
    reading = table.chunks()
    next(reading)
    path.write_text(NEWS + "99,The ferry sank\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"“t.csv” cannot be read: it has changed"):
        list(reading)
    with pytest.raises(CorpusError, match="it has changed"):
        _ = table.rows


@pytest.mark.usefixtures("streams")
def test_reading_a_table_stops_within_it(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(NEWS, encoding="utf-8")
    for stop in (3, 400, 1000):  # in the first pass, in the second one, and so on
        asked = iter(range(10_000))
        with pytest.raises(ReadingStoppedError):
            read_corpus([path], column="headline", should_stop=lambda asked=asked, stop=stop: next(asked) > stop)


@pytest.mark.usefixtures("streams")
def test_the_beginning_of_a_table_is_a_document_of_its_first_cells(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(NEWS, encoding="utf-8")
    table = read_corpus([path], column="headline").documents[0]
    assert isinstance(table, StreamedTable)
    opening = table.opening(100)
    assert 1 < len(opening.rows) < 5
    assert opening.rows == table.rows[: len(opening.rows)]


def test_a_table_is_imported_and_counted_as_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.csv"
    path.write_text(NEWS, encoding="utf-8")
    held = import_files([path], tmp_path / "cache", column="headline").files[0]
    characters = count_characters([path], column="headline")
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    monkeypatch.setattr(module, "HELD_BYTES", 0)
    streamed = import_files([path], tmp_path / "cache", column="headline").files[0]
    names = ("status", "encoding", "characters", "replaced", "language", "size", "changed")
    assert [getattr(streamed, name) for name in names] == [getattr(held, name) for name in names]
    assert count_characters([path], column="headline") == characters == held.characters
    monkeypatch.setattr("engine.corpus.readers._BEGINNING_BYTES", 2000)
    assert count_characters([path], column="headline") == pytest.approx(characters, rel=0.05)
    (tmp_path / "t.jsonl").write_text('{"a": "four words are here"}\n' * 200, encoding="utf-8")
    assert count_characters([tmp_path / "t.jsonl"]) == pytest.approx(200 * 20 - 1, rel=0.05)


def test_the_table_of_a_chat_is_no_streamed_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HELD_BYTES", 0)
    path = tmp_path / "KakaoTalk_Chat.csv"
    path.write_text('Date,User,Message\n2020-06-28 10:21:00,"친구","안녕"\n', encoding="utf-8")
    assert read_document(path).messages
    assert not is_streamed(path)
    assert not is_streamed(tmp_path / "gone.csv")
    assert not is_streamed(tmp_path / "KakaoTalk_Chat.txt")


def test_a_cell_that_an_open_quote_makes_endless_is_cut_into_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables_module, "LONGEST_CELL", 1000)
    monkeypatch.setattr(chunks_module, "READ_BYTES", 100)
    monkeypatch.setattr(module, "HELD_BYTES", 0)
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    path = tmp_path / "t.csv"
    path.write_text('id,text\n1,"never closed\n' + "2,the second one\n" * 100 + '3,"closed"\n', encoding="utf-8")
    rows = read_corpus([path], column="text").documents[0].rows
    assert rows == ("never closed", *["the second one"] * 100, "closed")
    path.write_text("id,text\n1," + "x " * 1000 + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="has a line of more than"):
        read_corpus([path], column="text")


@pytest.mark.parametrize(
    ("name", "head", "line"),
    [
        ("t.csv", "id,text\n", "1,The ferry was late again and nobody in the harbour wondered about it\n"),
        ("t.jsonl", "", '{"text": "The ferry was late again, and nobody wondered about it"}\n'),
    ],
)
def test_a_table_takes_far_less_memory_than_it_is_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, head: str, line: str
) -> None:
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 2**20)
    monkeypatch.setattr(module, "HELD_BYTES", 2**20)
    monkeypatch.setattr(chunks_module, "READ_BYTES", 2**16)
    monkeypatch.setattr(module, "_PIECE", 2**16)
    path = tmp_path / name
    path.write_text(head + line * 60_000, encoding="utf-8")
    assert os.stat(path).st_size > 4_000_000
    tracemalloc.start()
    corpus = read_corpus([path], column="text")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert corpus.characters > 3_000_000
    assert peak < 2_000_000


def test_the_columns_of_a_large_table_are_read_from_its_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.corpus.readers._BEGINNING_BYTES", 500)
    path = tmp_path / "t.csv"
    path.write_bytes(NEWS.encode() + b"\xff\x00" * 400)
    assert csv_columns(path) == ["id", "headline"]
