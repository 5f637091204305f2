"""Undisguising, and the way back to the shown text."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.spam.normalize import normalize


@pytest.mark.parametrize(
    ("shown", "plain"),
    [
        ("FREE Money", "free money"),
        ("vi\u200bag\u200dra fr\u00adee", "viagra free"),
        ("\u202efree\u202c mo\u2066ney\u2069", "free money"),
        ("fr\U000e0065\U000e0065ee", "free"),
        ("раураl оnlinе", "paypal online"),
        ("Ναтιοηαl", "national"),
        ("ＦＲＥＥ　１２３", "free 123"),
        ("𝐅𝐫𝐞𝐞 🅵🆁🅴🅴 ⓒⓐⓢⓗ ᴄᴀsʜ", "free free cash cash"),
        ("z̸̢a̷l̵g̶o", "zalgo"),
        ("café Straße", "café straße"),
        ("İ", "i"),
        ("㈜대한", "(주)대한"),
        (unicodedata.normalize("NFD", "대출 상담 값"), "대출 상담 값"),
        ("ㄷㅐ출 ㅎㅏ루 ㄷㅐㅊㅜㄹ", "대출 하루 대출"),
        ("ㅋㅋㅋ ㅠㅠ ㅋㅋㅠㅠ ㅇㅋ ㅋㅠ", "ㅋㅋㅋ ㅠㅠ ㅋㅋㅠㅠ ㅇㅋ ㅋㅠ"),
        ("w.o.r.d w o r d F-R-E-E n.o.w", "word word free now"),
        ("무.료.체.험 대*출", "무료체험 대출"),
        ("a.m. e.g. I a m", "a.m. e.g. i a m"),
        ("V1agra FR33 ca$h c@sh v!agra c1ick m0ney 0ffer", "viagra free cash cash viagra click money offer"),
        (
            "10am 3rd mp3 b4 1,000 2024-01-02 12:30 i18n a1b2c3d4 £5",
            "10am 3rd mp3 b4 1,000 2024-01-02 12:30 i18n a1b2c3d4 £5",
        ),
        ("http://a.b.c.d/x1y p0st.m3@c1.com", "http://a.b.c.d/x1y p0st.m3@c1.com"),
        ("hello!world ok!thanks", "hello!world ok!thanks"),
        ("👨\u200d👩\u200d👧 ❤\ufe0f", "👨👩👧 ❤"),
        ("Привет, как дела? Это текст.", "привет, как дела? это текст."),
        ("Καλημέρα σας", "καλημέρα σας"),
        ("", ""),
    ],
)
def test_disguises_are_undone_and_plain_text_is_kept(shown: str, plain: str) -> None:
    assert normalize(shown).text == plain


def test_counts_say_what_was_undone() -> None:
    plain = normalize("vi\u200bagra раypаl w.o.r.d m0ney")
    assert (plain.invisible, plain.folded, plain.joined, plain.leet) == (1, 3, 1, 1)
    clean = normalize("\ufeffplain text 안녕 👨\u200d👩")
    assert (clean.invisible, clean.folded, clean.joined, clean.leet, clean.disguised) == (0, 0, 0, 0, frozenset())


def test_spans_lead_back_to_the_shown_characters() -> None:
    shown = "a V\u200b1\u00adagra w.o.r.d ㈜ " + unicodedata.normalize("NFD", "값")
    plain = normalize(shown)

    def span(word: str) -> str:
        start = plain.text.index(word)
        first, last = plain.span(start, start + len(word))
        return shown[first:last]

    assert span("viagra") == "V\u200b1\u00adagra"
    assert span("word") == "w.o.r.d"
    assert span("(주)") == "㈜"
    assert span("값") == unicodedata.normalize("NFD", "값")


def test_disguised_words_are_marked_where_they_stand() -> None:
    plain = normalize("good m0ney")
    assert plain.disguised == {plain.text.index("o", 5)}


@given(st.text(max_size=200))
def test_offsets_are_consistent_for_any_text(text: str) -> None:
    plain = normalize(text)
    assert len(plain.text) == len(plain.starts) == len(plain.ends)
    for start, end in zip(plain.starts, plain.ends, strict=True):
        assert 0 <= start < end <= len(text)
    assert list(plain.starts) == sorted(plain.starts)
    assert list(plain.ends) == sorted(plain.ends)
    assert all(0 <= place < len(plain.text) for place in plain.disguised)
    assert plain.span(0, 0)[0] <= len(text)


DISGUISING = st.sampled_from(list("a1@$!.- \u200bаοㄱㅏ가\u1100\u1161\u11a8\u0301ﷺ①👨\u200d\ufe0f0sw|*i3"))


@given(st.text(DISGUISING, max_size=80))
def test_offsets_are_consistent_for_disguises(text: str) -> None:
    test_offsets_are_consistent_for_any_text.hypothesis.inner_test(text)  # type: ignore[attr-defined]


@given(st.text(st.characters(codec="ascii"), max_size=200))
def test_spans_of_ascii_text_without_disguises_are_the_text(text: str) -> None:
    plain = normalize(text)
    if not plain.joined and not plain.leet:
        assert plain.text == text.lower()


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "가나다 ",
        unicodedata.normalize("NFD", "값"),
        "\u0301",
        "a\u200b",
        "a.",
        "a ",
        "ㄱㅏ",
        "a@",
        "a1",
        "аa",
        "ﷺ",
        "www.",
    ],
)
def test_time_is_linear(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    start = time.process_time()
    normalize(text)
    assert time.process_time() - start < 1.5
