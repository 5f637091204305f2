"""The surprise lens: typos stand out, the spans are those of the draft."""

from __future__ import annotations

import pytest

import engine
from engine.inference.surprise import CHECKED_CHARACTERS, LEVELS, surprises

TEXT = "the cat sat on the mat. the dog sat on the log. " * 6


@pytest.fixture(params=["char", "word"])
def writer(request, bigram_model, home):
    return engine.open_completer(home / "data" / "models", bigram_model("tiny", TEXT, unit=request.param))


def test_a_word_that_was_not_expected_stands_out(writer):
    draft = "the cat sat on the mat. the qgo sat on the log."
    found = surprises(writer, draft)
    words = {draft[s.start : s.end].strip("."): s for s in found}
    assert words["qgo"].level > words["cat"].level
    assert words["qgo"].bits >= LEVELS[0]
    offered = [word for word, _ in words["qgo"].expected]
    assert offered
    assert "qgo" not in offered
    assert words["cat"].expected == ()


def test_the_words_are_those_of_the_draft_in_order(writer):
    draft = "  the cat\n\nsat  on 🙂 mat"
    found = surprises(writer, draft)
    assert [draft[s.start : s.end] for s in found] == ["the", "cat", "sat", "on", "🙂", "mat"]


def test_nothing_and_a_stop_are_answered(writer):
    assert surprises(writer, "") == []
    assert surprises(writer, " \n ") == []
    assert surprises(writer, TEXT, should_stop=lambda: True) == []


def test_a_long_draft_is_read_to_a_limit(writer, monkeypatch):
    monkeypatch.setattr("engine.inference.surprise.CHECKED_CHARACTERS", 20)
    assert surprises(writer, TEXT)[-1].end <= 20
    assert CHECKED_CHARACTERS >= 100_000
