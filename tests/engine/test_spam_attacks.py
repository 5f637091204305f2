"""Disguises are repeatable, hide what they should from a plain reader, and are undone by the normaliser."""

from __future__ import annotations

import pytest

from engine.spam.attacks import DISGUISES, good_words, with_good_words
from engine.spam.features import tokens
from engine.spam.normalize import normalize

TEXT = "Congratulations, claim your exclusive cash prize: cheap pharmacy offers, winner! Call 09061701461 for details"


@pytest.mark.parametrize("name", sorted(DISGUISES))
def test_a_disguise_is_the_same_for_a_seed_and_changes_the_words(name: str) -> None:
    attack = DISGUISES[name]
    disguised = attack(TEXT, 1)
    assert disguised == attack(TEXT, 1) != attack(TEXT, 2)
    assert sum(word in disguised.split() for word in TEXT.split()) < len(TEXT.split())
    assert "09061701461" in disguised


@pytest.mark.parametrize("name", sorted(DISGUISES))
@pytest.mark.parametrize("seed", range(5))
def test_the_normaliser_undoes_most_of_it(name: str, seed: int) -> None:
    wanted = {token.text for token in tokens(TEXT) if token.text.isalpha()}
    got = {token.text for token in tokens(DISGUISES[name](TEXT, seed))}
    assert len(wanted & got) >= (0.9 if name != "leet" else 0.6) * len(wanted)


def test_the_normaliser_counts_what_it_undid() -> None:
    assert normalize(DISGUISES["zero-width"](TEXT, 1)).invisible > 0
    assert normalize(DISGUISES["homoglyphs"](TEXT, 1)).folded > 0
    assert normalize(DISGUISES["w.o.r.d"](TEXT, 1)).joined > 0
    assert normalize(DISGUISES["leet"](TEXT, 1)).leet > 0


@pytest.mark.parametrize("name", sorted(DISGUISES))
def test_texts_without_words_pass_through(name: str) -> None:
    for text in ("", "12 34", "!?"):
        assert DISGUISES[name](text, 0) == text


def test_good_words_are_those_of_ordinary_messages() -> None:
    ham = ["see you at the meeting", "the meeting is over", "meeting notes of the day"]
    spam = ["win the prize", "claim the prize now"]
    best = good_words(ham, spam, count=3)
    assert best[0] == "meeting"
    assert "the" not in best
    assert "prize" not in good_words(ham, spam)


def test_good_words_are_put_behind() -> None:
    padded = with_good_words(TEXT, ["meeting", "lunch"], 30, 3)
    assert padded.startswith(TEXT)
    assert len(padded.split()) == len(TEXT.split()) + 30
    assert padded == with_good_words(TEXT, ["meeting", "lunch"], 30, 3)
    assert with_good_words(TEXT, [], 30, 3).strip() == TEXT
