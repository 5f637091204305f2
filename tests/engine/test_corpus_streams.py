"""A large corpus read piece by piece is the corpus read at once."""

from __future__ import annotations

import importlib
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.corpus import Corpus, ReadingStoppedError, StreamedDocument, count_characters, read_corpus, summarize
from engine.corpus import chunks as chunks_module
from engine.corpus.chunks import Decoding, begins_anew, cleaned, decoded
from engine.corpus.encodings import CONTROL_BYTES, clean, decode
from engine.errors import CorpusError

corpus_module = importlib.import_module("engine.corpus.corpus")

# Line ends of all systems, marks that join, parts of Hangul syllables, what is removed, letters of one to four bytes.
LETTERS = st.sampled_from("aé\r\n \t\u0301\u0323ᄀ가ᅡᆨ한\ufeff\x00\x85ㄱ文😀\u2028")
TEXTS = st.lists(st.one_of(LETTERS, st.just("\r\n"), st.characters()), max_size=60).map("".join)
KOREAN = "옛날 옛적에 호랑이가 살았다. 그 호랑이는 떡을 좋아했다.\n"


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every corpus is large, and read 7 bytes at a time."""
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    monkeypatch.setattr(chunks_module, "READ_BYTES", 7)


def at_once(path: Path, **options: str) -> Corpus:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus_module, "LARGE_BYTES", 2**40)
        return read_corpus([path], **options)


@given(TEXTS, st.integers(1, 9), st.integers(1, 30))
def test_cleaning_in_pieces_is_cleaning_the_whole(text: str, size: int, longest: int) -> None:
    parts = [text[i : i + size] for i in range(0, len(text), size)]
    assert "".join(cleaned(parts, longest=longest)) == clean(text)


@given(TEXTS.filter(lambda t: not any("\ud800" <= c <= "\udfff" for c in t)), st.integers(1, 9), st.data())
def test_decoding_in_pieces_is_decoding_the_whole(text: str, size: int, data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(["utf-8", "utf-16", "utf-32", "cp949"]))
    broken = data.draw(st.binary(max_size=3))
    encoded = text.encode(encoding, errors="ignore")
    middle = max(4, len(encoded) // 2)  # not within a byte-order mark
    encoded = encoded[:middle] + broken + encoded[middle:]
    decoding = Decoding(encoding)
    pieces = "".join(decoded((encoded[i : i + size] for i in range(0, len(encoded), size)), decoding))
    assert pieces == encoded.decode(encoding, errors="replace")
    try:
        encoded.decode(encoding)
    except UnicodeDecodeError:
        assert decoding.replaced
    else:
        assert not decoding.replaced


def test_no_text_is_cut_where_normalising_joins() -> None:
    seconds, first = set(), {}
    for code in range(0x110000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and "<" not in parts[0]:
            seconds.add(chr(int(parts[1], 16)))
        first[chr(code)] = unicodedata.normalize("NFD", chr(code))[0]
    safe = [c for c in first if begins_anew(c)]
    assert len(safe) > 30_000
    assert not [c for c in safe if first[c] in seconds or unicodedata.combining(first[c])]


@pytest.mark.usefixtures("streams")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(TEXTS.map(lambda t: "이 글 " + t), min_size=1, max_size=3), st.sampled_from(["utf-8", "utf-16"]))
def test_a_folder_streamed_is_the_folder_held(tmp_path_factory, texts: list[str], encoding: str) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    for number, text in enumerate(texts):
        plain = text.translate(dict.fromkeys(CONTROL_BYTES))  # many of them would make it a binary file
        (folder / f"{number}.txt").write_bytes(plain.encode(encoding, errors="replace"))
    streamed, held = read_corpus([folder]), at_once(folder)
    assert streamed.large
    assert not held.large
    assert streamed.text == held.text
    assert streamed.characters == held.characters == len(held.text)
    assert streamed.fingerprint == held.fingerprint
    assert streamed.beginning(9) == held.beginning(9) == held.text[:9]
    keys = [(d.encoding, d.replaced, d.size, d.characters) for d in held.documents]
    assert [(d.encoding, d.replaced, d.size, d.characters) for d in streamed.documents] == keys


@pytest.mark.usefixtures("streams")
@pytest.mark.parametrize(
    "content",
    [
        KOREAN.encode("cp949") * 3,
        ("plain letters first\n" * 40_000).encode() + KOREAN.encode("cp949"),
        "Wer reitet so spät durch Nacht und Wind? Es ist der Vater mit seinem Kind.\n".encode("cp1252") * 4,
        KOREAN.encode() * 20 + b"\xff\xfe broken in the middle \n" + KOREAN.encode() * 20,
        KOREAN.encode() * 3 + "끝".encode()[:2],
        KOREAN.encode("utf-16-le").join([b"\xff\xfe", b"\x00\xd8"]),
        b"\xef\xbb\xbf" + KOREAN.encode(),
    ],
    ids=["cp949", "cp949 late", "cp1252", "broken", "cut off", "utf-16 broken", "marked"],
)
def test_every_encoding_is_found_and_read_as_at_once(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    streamed, held = read_corpus([path]), at_once(path)
    assert streamed.text == held.text == clean(decode(content).text)
    assert streamed.fingerprint == held.fingerprint
    for key in ("encoding", "replaced", "characters", "size"):
        assert getattr(streamed.documents[0], key) == getattr(held.documents[0], key)


@pytest.mark.usefixtures("streams")
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "It is empty"),
        (b" \n" * 30, "It has nothing but blank space in it"),
        (b"\x89PNG\r\n\x1a\n\x00", "It is a PNG picture"),
        (b"text for long\n" * 30 + b"a\x00b", "It is a binary file"),
        (b"\x01\x02\x03 " * 30, "It is a binary file"),
        (b"\xff\xfe" + b"\x00\xdc" * 30, "It is a binary file"),
    ],
    ids=["empty", "blank", "picture", "zero", "controls", "utf-16 broken"],
)
def test_what_is_no_text_is_said_as_at_once(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    with pytest.raises(CorpusError, match=sentence) as streamed:
        corpus_module.look_through(path, corpus_module.Fingerprint())
    with pytest.raises(CorpusError) as held:
        at_once(path)
    assert held.value.message.endswith(streamed.value.message[1:])


@pytest.mark.usefixtures("streams")
def test_an_empty_file_among_large_ones_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(KOREAN, encoding="utf-8")
    (tmp_path / "t.csv").write_text("title,text\n1,first row\n2,second row\n", encoding="utf-8")
    corpus = read_corpus([tmp_path], column="text")
    assert [d.path.name for d in corpus.documents] == ["b.txt", "t.csv"]
    assert [s.reason for s in corpus.skipped] == ["It is empty."]
    assert corpus.text == KOREAN + "\nfirst row\nsecond row"
    assert corpus.documents[1].rows == ("first row", "second row")


@pytest.mark.usefixtures("streams")
def test_a_file_that_changes_or_vanishes_between_two_readings_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(KOREAN, encoding="utf-8")
    document = read_corpus([path]).documents[0]
    assert isinstance(document, StreamedDocument)
    path.write_text(KOREAN + "!", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"“x.txt” cannot be read: it has changed since it was counted"):
        list(document.chunks())
    path.write_text(KOREAN.replace("옛", "갯"), encoding="utf-8")
    os.utime(path, ns=(document.changed + 1, document.changed + 1))
    with pytest.raises(CorpusError, match="it has changed"):
        document.beginning(3)
    path.unlink()
    with pytest.raises(CorpusError, match=r"“x.txt” cannot be read: it does not exist"):
        list(document.chunks())


@pytest.mark.usefixtures("streams")
def test_a_file_that_changes_while_it_is_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(KOREAN * 100, encoding="utf-8")
    reading = read_corpus([path]).documents[0].chunks()
    next(reading)
    with path.open("a", encoding="utf-8") as file:
        file.write("more")
    with pytest.raises(CorpusError, match="it has changed"):
        list(reading)


@pytest.mark.usefixtures("streams")
def test_reading_stops_within_a_file(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(KOREAN * 100, encoding="utf-8")
    asked = iter(range(100))
    with pytest.raises(ReadingStoppedError, match="stopped"):
        read_corpus([path], should_stop=lambda: next(asked) > 5)
    with pytest.raises(ReadingStoppedError):
        list(read_corpus([path]).documents[0].chunks(lambda: True))


def test_a_text_without_any_blank_is_cut_and_stays_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    monkeypatch.setattr(chunks_module, "READ_BYTES", 100)
    monkeypatch.setattr(chunks_module, "LONGEST_UNCUT", 300)
    text = unicodedata.normalize("NFD", "산울림메아리é" * 500)
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    document = read_corpus([tmp_path]).documents[0]
    pieces = list(document.chunks())
    assert "".join(pieces) == unicodedata.normalize("NFC", text)
    assert max(map(len, pieces)) <= 400


def test_only_tables_keep_the_limit_of_what_is_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    monkeypatch.setattr("engine.corpus.readers.MAX_FILE_BYTES", 20)
    for name in ("x.txt", "x.tsv"):
        (tmp_path / name).write_text("title\nthis is more than twenty letters\n")
    corpus = read_corpus([tmp_path])
    assert [document.path.name for document in corpus.documents] == ["x.txt"]
    assert "larger than" in corpus.skipped[0].reason


def test_a_large_corpus_is_summarised_from_its_beginnings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(KOREAN * 50, encoding="utf-8")
    held = summarize(read_corpus([tmp_path]))
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    monkeypatch.setattr("engine.corpus.summary.SAMPLE_CHARACTERS", 300)
    monkeypatch.setattr("engine.corpus.summary._SHORTEST_SAMPLE", 90)
    found = summarize(read_corpus([tmp_path]))
    assert held.sampled == 0
    assert 290 <= found.sampled <= 300
    for exact in ("characters", "files", "bytes", "language", "verdict", "encodings"):
        assert getattr(found, exact) == getattr(held, exact)
    assert found.words < held.words


def test_characters_are_counted_or_estimated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.txt").write_text(KOREAN * 500, encoding="utf-8")
    (tmp_path / "y.txt").write_bytes(b"")
    (tmp_path / "t.csv").write_text("text\nfirst row\n", encoding="utf-8")
    exact = len(KOREAN) * 500 + 1 + len("first row")
    assert count_characters([tmp_path]) == exact
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    monkeypatch.setattr(corpus_module, "GUESS_BYTES", 1000)
    assert count_characters([tmp_path]) == pytest.approx(exact, rel=0.02)
    with pytest.raises(ReadingStoppedError):
        count_characters([tmp_path], should_stop=lambda: True)
    with pytest.raises(CorpusError, match="it is empty"):
        count_characters([tmp_path / "y.txt"])
