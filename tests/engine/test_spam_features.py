"""Tokens, vocabulary and ids."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.spam.features import HEAD, TAIL, UNKNOWN, encode, fit_vocabulary, tokens


def names(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't call me", ["don't", "call", "me"]),
        ("혜택을 보세요", ["혜택을", "혜택", "택을", "보세요", "보세", "세요"]),
        ("수 혼자", ["수", "혼자"]),
        ("멋있어질까", ["멋있", "있어", "어질", "질까"]),
        ("(광고) [Web발신]", ["(광고)", "광고", "(web발신)", "web발신"]),
        ("SK텔레콤", ["sk", "텔레콤", "텔레", "레콤"]),
        ("win £1,000 $5 50% 3,000원", ["win", "£", "<money>", "$", "<money>", "<percent>", "원", "<money>"]),
        ("at 10:30 10am 오후 3시 30분", ["at", "<time>", "<time>", "<time>"]),
        ("2024-01-02 3월 5일", ["<date>", "<date>"]),
        ("7 42 86688", ["<num>", "<num>", "<num>", "<num:5>"]),
        ("010-1234-5678 09061701461", ["<phone>", "<phone>"]),
        ("http://a.bit.ly/x www.naver.co.kr 1.2.3", ["<url>", "<url>.ly", "<url>", "<url>.co.kr", "<num>", "<num:3>"]),
        ("http://10.0.0.1/a me@host.org shop.com", ["<url>", "<url>.ip", "<email>", "<url>", "<url>.com"]),
        ("wow!!! no?? ok! ...", ["wow", "!!!", "no", "??", "ok", "!", "..."]),
        ("FREE now OK", ["<caps>", "free", "now", "ok"]),
        ("v1agra", ["<disguised>", "viagra"]),
        ("ㅋㅋㅋㅋ ★", ["ㅋㅋ", "★"]),
        ("a, b; c.", ["a", "b", "c"]),
        ("x" * 200, ["<long>"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_text_becomes_tokens(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "attacked",
    [
        "fr\u200bee vi\u200bagra",
        "frее viаgra",
        "f.r.e.e v.i.a.g.r.a",
        "fr33 v1agra",
        "ｆｒｅｅ ｖｉａｇｒａ",
        "f r e e  v i a g r a",
    ],
)
def test_disguised_words_become_the_same_tokens(attacked: str) -> None:
    assert [name for name in names(attacked) if name != "<disguised>"] == ["free", "viagra"]


def test_an_unseen_ending_shares_pieces_with_the_seen_word() -> None:
    assert set(names("혜택을")) & set(names("혜택이")) == {"혜택"}


def test_tokens_point_to_the_shown_text() -> None:
    text = "Buy V\u200b1agra, 혜택을 f.r.e.e (광고)"
    spans = {token.text: text[token.start : token.end] for token in tokens(text)}
    assert spans["viagra"] == spans["<disguised>"].strip() or spans["<disguised>"] == "f.r.e.e"
    assert spans["viagra"] == "V\u200b1agra"
    assert spans["free"] == "f.r.e.e"
    assert spans["택을"] == "택을"
    assert spans["(광고)"] == "(광고)"
    assert spans["광고"] == "광고"


def test_long_text_is_cut_at_both_ends_with_true_offsets() -> None:
    text = "start " + "x " * (HEAD + TAIL) + "finish"
    found = tokens(text)
    assert (found[0].text, found[-1].text) == ("start", "finish")
    assert text[found[-1].start : found[-1].end] == "finish"
    assert [token.word for token in found] == sorted(token.word for token in found)


@given(st.text(max_size=200))
def test_any_text_gives_tokens_within_it(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.text
        assert token.word >= last
        last = token.word


@pytest.mark.parametrize(
    "unit",
    ["a", "가", "a.", "a@", "1", "1,", "12-", "(", "1 ", "a-", "a.com", "!?", "$ ", "a'", "漢", "😀", "http://", "0"],
)
def test_time_is_bounded(unit: str) -> None:
    start = time.process_time()
    tokens((unit * 100_000)[:100_000])
    assert time.process_time() - start < 1.5


def test_vocabulary_holds_the_tokens_of_most_messages() -> None:
    documents = [["a", "a", "a"], ["b", "c"], ["b"], ["c", "b"]]
    assert fit_vocabulary(documents, max_size=5) == {"b": 2, "c": 3, "a": 4}
    assert fit_vocabulary(documents, max_size=3) == {"b": 2}
    assert fit_vocabulary(documents, min_count=2) == {"b": 2, "c": 3}
    assert fit_vocabulary([], max_size=2) == {}


def test_unknown_pieces_of_a_known_word_are_left_out() -> None:
    found = tokens("혜택이 외계어 FREE")
    ids, kept = encode(found, {"혜택": 2, "<caps>": 3, "free": 4})
    assert ids.tolist() == [2, UNKNOWN, 3, 4]
    assert [found[index].text for index in kept] == ["혜택", "외계어", "<caps>", "free"]
    assert ids.dtype == kept.dtype == "int32"


def test_long_messages_keep_head_and_tail() -> None:
    found = tokens(" ".join(["head", *["mid"] * 20, "tail"]))
    ids, kept = encode(found, {"head": 2, "mid": 3, "tail": 4}, max_tokens=8)
    assert ids.tolist() == [2, 3, 3, 3, 3, 3, 3, 4]
    assert kept.tolist() == [0, 1, 2, 3, 4, 5, 20, 21]


def test_no_tokens_give_no_ids() -> None:
    ids, kept = encode([], {"a": 2})
    assert ids.shape == kept.shape == (0,)
