"""Reasons that hold: what is named moves the score, and what is said of a sentence was asked and not guessed."""

from __future__ import annotations

import dataclasses
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spam_support import NEUTRAL, PLAIN, SPAMMY, report, toy_model

from engine.spam.classifier import SpamChecker
from engine.spam.counterfactual import ASKED, SHOWN, counterfactuals, sentences_of, without_part
from engine.spam.explain import Evidence
from engine.spam.fingerprint import logit
from engine.spam.message import parse_message

MAIL = "See you at the winner. You see the free prize for you! Your meeting with the a. To see you at the 회의."


@pytest.fixture(scope="module")
def checker() -> SpamChecker:
    return SpamChecker(toy_model())


def without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kind", ["spam", "ham"])
def test_removing_the_top_ten_words_moves_the_score_more_than_ten_random_ones(
    checker: SpamChecker, seed: int, kind: str
) -> None:
    chance = random.Random(seed)
    own = SPAMMY if kind == "spam" else PLAIN
    words = [*chance.sample(own, 5), *(chance.choice(NEUTRAL) + chance.choice(("", "ing", "ly")) for _ in range(45))]
    chance.shuffle(words)
    text = " ".join(words)
    told = checker.check(text)
    spans, place = [], 0
    for word in words:
        spans.append((place, place + len(word)))
        place += len(word) + 1
    # A piece of evidence stands for its word wherever that occurs.
    named = [text[e.start : e.end] for e in told.evidence[:10]]
    top = [span for span in spans if text[span[0] : span[1]] in named]
    moved = abs(logit(checker.check(without(text, top)).probability) - logit(told.probability))
    others = []
    for _ in range(5):
        picked = chance.sample(spans, 10)
        score = logit(checker.check(without(text, picked)).probability)
        others.append(abs(score - logit(told.probability)))
    assert moved > max(others)
    assert moved > 3


def test_disguised_words_are_named_as_they_are_meant(checker: SpamChecker) -> None:
    told = checker.check("see you at the fr\u200bee v1agra to you")
    assert {(e.text, e.shown) for e in told.evidence} >= {("v1agra", "viagra")}


def test_both_directions_are_named_where_there_are_both(checker: SpamChecker) -> None:
    told = checker.check(MAIL)
    assert {e.weight > 0 for e in told.evidence} == {True, False}


def test_a_sentence_is_left_out_and_the_checker_asked_again(checker: SpamChecker) -> None:
    told = checker.check(MAIL)
    found = counterfactuals(checker, MAIL, told)
    assert found
    for item in found:
        assert told.text[item.start : item.end] == item.text
        rest = told.text[: item.start] + told.text[item.end :]
        assert item.after == pytest.approx(checker.check(rest).probability)
        assert item.before == pytest.approx(told.probability)
    moved = [abs(logit(item.after) - logit(item.before)) for item in found]
    assert moved == sorted(moved, reverse=True)
    assert any("free prize" in item.text and item.after < item.before for item in found)


def test_one_sentence_alone_has_no_counterpart(checker: SpamChecker) -> None:
    text = "see the free viagra prize at a winner to you"
    assert counterfactuals(checker, text, checker.check(text)) == ()


def test_where_there_is_no_verdict_there_is_no_counterpart(checker: SpamChecker) -> None:
    text = "Zzz qqq.\nWww eee vvv.\nUuu iii ooo ppp."
    told = checker.check(text)
    assert told.doubtful
    assert counterfactuals(checker, text, told) == ()


def test_the_headers_stay_and_a_link_goes_with_its_sentence(checker: SpamChecker) -> None:
    mail = b"From: a@b.c\nSubject: winner\n\nSee our free prize at http://x.example/a now. See you at the meeting.\n"
    told = checker.check(mail)
    found = counterfactuals(checker, mail, told)
    assert [item.before for item in found] == [told.probability] * len(found)
    assert any(item.text.startswith("See our free prize") for item in found)
    message = parse_message(mail)
    place = message.text.index("See our")
    cut = without_part(message, place, message.text.index(" See you"))
    assert (len(message.facts.links), cut.facts.links, cut.facts.sender) == (1, (), "a@b.c")
    assert "prize" not in cut.text


def test_of_a_long_mail_only_the_strongest_sentences_are_tried() -> None:
    asked: list[int] = []

    class Slow:
        def without(self, source: str, spans: list[tuple[int, int]]) -> list[float]:
            asked.append(len(spans))
            return [0.9, *([0.1] * len(spans))]

    text = "".join(f"Sentence number {i} is here.\n" for i in range(500))
    place = text.index("number 400")
    told: Any = report(text, 0.95)
    strong = Evidence(place, place + 6, "number", "number", 3.0)
    told = dataclasses.replace(told, evidence=(strong,))
    found = counterfactuals(Slow(), text, told)  # type: ignore[arg-type]
    assert asked == [ASKED]
    assert any("number 400" in item.text for item in counterfactuals(Slow(), text, told, shown=ASKED))  # type: ignore[arg-type]
    assert len(found) == SHOWN


@given(st.text(alphabet="ab .!?\n가。…\"'", max_size=200))
def test_sentences_rise_and_never_overlap(text: str) -> None:
    spans = sentences_of(text)
    flat = [place for span in spans for place in span]
    assert flat == sorted(flat)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Hello there. How are you?", ["Hello there.", "How are you?"]),
        ("one line here\n\nanother line", ["one line here", "another line"]),
        (
            "지금 신청하세요! 무료 쿠폰입니다。 끝입니다 여러분…",
            ["지금 신청하세요!", "무료 쿠폰입니다。", "끝입니다 여러분…"],
        ),
        ("It costs 3.50 at www.example.com today.", ["It costs 3.50 at www.example.com today."]),
        ("...\n!!!\nok", []),
        ("", []),
    ],
)
def test_sentences_are_cut_where_people_end_them(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentences_of(text)] == sentences
