from __future__ import annotations

import codecs
import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.corpus.encodings import clean, decode
from engine.errors import CorpusError

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "text" / "ko"
KOREAN = "산 너머 마을에는 작은 우체국이 하나 있었다. 뷁이라는 글자는 좀처럼 쓰이지 않는다."


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_utf8_text_without_many_controls_is_read_as_it_is(text: str) -> None:
    data = ("A plain beginning of a hundred letters keeps controls rare. " * 50 + text).encode()
    decoded = decode(data)
    assert decoded.text.endswith(text)
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 0


# a UTF-16 text that begins with a zero character has the byte-order mark of UTF-32
@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
    st.sampled_from(["utf-8", "utf-16", "utf-32"]),
)
def test_a_byte_order_mark_decides(text: str, encoding: str) -> None:
    data = text.encode("utf-8-sig" if encoding == "utf-8" else encoding)
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.replaced) == (text, encoding, 0)


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")])
def test_big_endian_marks_are_known(mark: bytes, encoding: str) -> None:
    assert decode(mark + KOREAN.encode(encoding)).text == KOREAN


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_sentence(data: bytes) -> None:
    try:
        decoded = decode(data)
    except CorpusError as error:
        sentence = str(error)
    else:
        sentence = "It is a text."
        decoded.text.encode("utf-8", errors="surrogatepass")
        assert decoded.replaced >= 0
    assert sentence.startswith("It ")


def test_korean_of_older_windows_is_cp949_with_its_rare_syllables() -> None:
    decoded = decode(KOREAN.encode("cp949"))
    assert (decoded.text, decoded.encoding) == (KOREAN, "cp949")


def test_one_rare_syllable_alone_is_cp949() -> None:
    assert decode("뷁".encode("cp949")).text == "뷁"


@pytest.mark.parametrize("name", ["광염소나타.txt", "레디메이드인생.txt"])
def test_whole_stories_in_cp949_are_read_without_loss(name: str) -> None:
    path = SHARED / "cp949" / name
    if not path.exists():
        pytest.skip("the shared stories are not here")
    decoded = decode(path.read_bytes())
    assert (decoded.encoding, decoded.replaced) == ("cp949", 0)
    twin = SHARED / name
    if twin.exists():
        assert clean(decoded.text) == clean(twin.read_text("utf-8"))


def test_curly_apostrophes_of_western_windows_are_not_hangul() -> None:
    text = "It’s a fine day and don’t you forget it. She wasn’t there, he’s gone. " * 5
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "cp1252")


def test_accents_of_western_windows_are_recognised() -> None:
    text = "Größe und Übermut tun selten gut, und die Straße ist naß. " * 3
    assert decode(text.encode("cp1252")).text == text


def test_a_few_broken_bytes_leave_utf8_and_are_counted() -> None:
    data = KOREAN.encode() * 3
    decoded = decode(data[:30] + b"\xff" + data[30:])
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 1
    assert decoded.text.replace("\ufffd", "") == KOREAN * 3


def test_a_text_cut_within_its_last_character_stays_utf8() -> None:
    decoded = decode("메아리".encode()[:-1])
    assert (decoded.text, decoded.encoding, decoded.replaced) == ("메아\ufffd", "utf-8", 1)


def test_a_broken_utf16_text_counts_what_is_lost() -> None:
    decoded = decode(("가나다라마바사" * 20).encode("utf-16") + b"\x00")
    assert decoded.replaced == 1


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG picture"),
        (b"%PDF-1.7\n", "PDF document"),
        (b"PK\x03\x04\x14\x00", "ZIP archive or an office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "Hangul"),
        (b"{\\rtf1\\ansi hello}", "RTF document"),
        (b"hello\x00world", "binary"),
        (bytes(range(1, 32)) * 4, "binary"),
        (codecs.BOM_UTF16_LE + random.Random(1).randbytes(4000), "binary"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    with pytest.raises(CorpusError, match=what) as caught:
        decode(data)
    assert caught.value.hint


@pytest.mark.parametrize("text", ["ID3 tags are a nuisance.", "RIFF is a word of musicians."])
def test_a_text_may_begin_like_a_sound_file(text: str) -> None:
    assert decode(text.encode()).text == text


@given(st.text())
def test_cleaning_is_complete_and_done_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in cleaned)
    assert "\ufeff" not in cleaned


def test_cleaning_keeps_tabs_and_hard_spaces_and_unifies_line_ends() -> None:
    assert clean("a\r\nb\rc\n\td\u00a0e\x00\x07\ufefff\x85") == "a\nb\nc\n\td\u00a0ef"


def test_cleaning_composes_hangul_of_a_mac() -> None:
    assert clean(unicodedata.normalize("NFD", "메아리")) == "메아리"
