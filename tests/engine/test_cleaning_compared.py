"""What is named as taken out is what was taken out: what is left of the original is the cleaned text."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.config import Cleaning
from engine.corpus import Document, Message, cleaned_document, compared_document
from engine.corpus.chats import chat_messages
from engine.corpus.messages import rendered
from engine.corpus.opening import opening
from engine.corpus.tracked import Span
from engine.errors import CorpusError

NAMES = ("이하늘", "메아리", "Ann", "1")
SAID = (
    "응",
    "ㅋㅋㅋㅋ",
    "사진",
    "1",
    "보러 갈까?",
    "See https://a.example/b now",
    "https://a.example/b.",
    "ok\n\n2줄",
    "9:14",
)

words = st.sampled_from(
    ["the", "lamp", "lamp-\nlight", "www.a.example", "https://b.example/c).", "가", "-\n", ".", "\n"]
)
prose = st.lists(words | st.sampled_from(["\n\n", "\t", "A paragraph of more than forty letters, said again.\n\n"]))
cleanings = st.builds(
    Cleaning,
    speaker=st.none() | st.just("메아리"),
    **{name: st.booleans() for name in ("quoted_replies", "signatures", "boilerplate", "urls", "duplicates")},
    near_duplicates=st.booleans(),
    hyphenation=st.booleans(),
    page_headers=st.booleans(),
)


def plain(text: str) -> str:
    return "".join(text.split())


def left(text: str, removed: Iterable[Span]) -> str:
    """A text without some parts, which must stand in order and apart."""
    parts, last = [], 0
    for start, end in removed:
        assert last <= start < end <= len(text)
        parts.append(text[last:start])
        last = end
    return plain("".join([*parts, text[last:]]))


def check(document: Document, cleaning: Cleaning) -> None:
    try:
        cleaned, steps, removed = compared_document(document, cleaning)
    except CorpusError:
        with pytest.raises(CorpusError):
            cleaned_document(document, cleaning)
        return
    assert left(document.text, removed) == plain(cleaned.text)
    assert all(document.text[start:end] == document.text[start:end].strip() != "" for start, end in removed)
    assert all(first[1] < second[0] for first, second in pairwise(removed))
    assert (cleaned, steps) == cleaned_document(document, cleaning)


def kakaotalk(said: list[tuple[str, str]]) -> Document:
    """An export, as the program for Windows writes it."""
    lines = ["이하늘 님과 카카오톡 대화", "저장한 날짜 : 2026년 11월 3일 오후 9:14", ""]
    for number, (name, text) in enumerate(said):
        if number % 50 == 0:
            lines.append("--------------- 2026년 11월 1일 일요일 ---------------")
        lines.append(f"[{name}] [오전 {number % 11 + 1}:{number % 60:02}] {text}")
    text = "\n".join(lines) + "\n"
    path = Path("KakaoTalk.txt")
    return Document(path, text, "utf-8", messages=chat_messages(path, text) or ())


@given(prose.map(" ".join), cleanings)
def test_prose(text: str, cleaning: Cleaning) -> None:
    check(Document(Path("a.txt"), text, "utf-8"), cleaning)


@given(st.lists(st.text(alphabet="ab .\n-", max_size=30), min_size=1, max_size=8), cleanings)
def test_cells(rows: list[str], cleaning: Cleaning) -> None:
    check(Document(Path("a.csv"), "\n".join(rows), "utf-8", rows=tuple(rows)), cleaning)


@given(st.lists(prose.map(" ".join), min_size=3, max_size=5), cleanings)
def test_pages(pages: list[str], cleaning: Cleaning) -> None:
    pages = [f"My Book\n{page}\n- {number} -" for number, page in enumerate(pages)]
    check(Document(Path("a.pdf"), "\n".join(pages), "pdf", pages=tuple(pages)), cleaning)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(SAID)), min_size=1, max_size=40), cleanings)
def test_chats(said: list[tuple[str, str]], cleaning: Cleaning) -> None:
    check(kakaotalk(said), cleaning)


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), prose.map(" ".join), st.data()), min_size=1, max_size=6),
    cleanings,
)
def test_mails(mails: list[tuple[str, str, st.DataObject]], cleaning: Cleaning) -> None:
    messages = []
    for name, text, data in mails:
        places = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
        quoted = ((places[0], places[1]),) if places[0] < places[1] else ()
        signature = (places[2], places[3]) if places[1] < places[2] < places[3] else None
        messages.append(Message(name, datetime(2020, 1, 2, 3, 4), text, quoted, signature))
    check(Document(Path("a.mbox"), rendered(messages), "mail", messages=tuple(messages)), cleaning)


def test_a_long_chat_that_says_the_same_again_and_again() -> None:
    random.seed(1)
    chat = kakaotalk([(random.choice(NAMES), random.choice(SAID)) for _ in range(20_000)])
    assert len(chat.text) > 500_000
    cleaned, _, removed = compared_document(chat, Cleaning(speaker="메아리"))
    assert left(chat.text, removed) == plain(cleaned.text)
    # Line by line, what is left is one's own, behind the name and the time.
    struck = [False] * len(chat.text)
    for start, end in removed:
        struck[start:end] = [True] * (end - start)
    is_own, at = False, 0
    for line in chat.text.split("\n"):
        is_own = is_own if line[:1] not in ("[", "-") else line.startswith("[메아리]")
        stays = "".join(sign for place, sign in enumerate(line, at) if not struck[place])
        assert is_own or not stays.strip()
        assert "[" not in stays
        at += len(line) + 1


def test_names_that_stay_are_not_struck_though_they_are_written_otherwise() -> None:
    chat = kakaotalk([("이하늘", "응"), ("메아리", "https://a.example"), ("메아리", "보러 갈까?"), ("Ann", "사진")])
    cleaned, _, removed = compared_document(chat, Cleaning(timestamps_and_names=False))
    assert cleaned.text.endswith("메아리: 보러 갈까?")
    struck = [chat.text[start:end].strip() for start, end in removed]
    assert "https://a.example" in struck
    assert any(part.endswith("[Ann] [오전 4:03] 사진") for part in struck)
    assert not any("이하늘]" in part or "보러" in part for part in struck)


def test_a_mask_strikes_the_secret() -> None:
    document = Document(Path("a.txt"), "Write to anna@example.com, please.", "utf-8")
    cleaned, _, removed = compared_document(document, Cleaning(mask_secrets=True))
    assert cleaned.text == "Write to _email_, please."
    assert [document.text[start:end] for start, end in removed] == ["anna@example.com"]


def test_messages_that_the_text_does_not_have_strike_all_of_it() -> None:
    document = Document(Path("a.txt"), "something else", "utf-8", messages=(Message("Ann", None, "words"),))
    cleaned, _, removed = compared_document(document, Cleaning())
    assert cleaned.text == "words"
    assert removed == ((0, len(document.text)),)


def test_the_opening_of_a_document_keeps_its_kind() -> None:
    chat = kakaotalk([("메아리", f"{number}번") for number in range(99)])
    first = opening(chat, 400)
    assert len(first.text) <= 400
    assert 5 < len(first.messages) < 20
    assert first.messages == chat.messages[: len(first.messages)]
    messages = tuple(Message("Ann", None, f"mail {number}") for number in range(99))
    mail = opening(Document(Path("a.mbox"), rendered(messages), "mail", messages=messages), 30)
    assert mail.text == rendered(mail.messages)
    assert len(mail.messages) == 5
    cells = opening(Document(Path("a.csv"), "ab\ncd\nef", "utf-8", rows=("ab", "cd", "ef")), 5)
    assert (cells.rows, cells.text) == (("ab", "cd"), "ab\ncd")
    assert opening(cells, 99) is cells
