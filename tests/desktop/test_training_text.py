"""What the numbers of a run mean, in words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop.training.training_text import (
    CurvePoint,
    best_help,
    expectation_sentence,
    ngram_sentence,
    reached_sentence,
    result_sentences,
)


def points(held_out: Sequence[float], training: Sequence[float] | None = None) -> list[CurvePoint]:
    losses = training or [3.0 - 0.1 * step for step in range(len(held_out))]
    return [CurvePoint(10 * i, loss, val) for i, (loss, val) in enumerate(zip(losses, held_out, strict=True), start=1)]


STILL_FALLING = points([4.0, 3.4, 3.0, 2.7, 2.5, 2.3, 2.15, 2.0])
FLAT = points([4.0, 3.0, 2.5, 2.2, 2.05, 2.0, 1.995, 1.992])
BY_HEART = points([4.0, 3.0, 2.5, 2.4, 2.5, 2.6, 2.7])


def test_what_is_expected_is_one_sentence() -> None:
    assert expectation_sentence(1.52, 1.45, 1.6, 300.0) == "Expected: about 1.52 (1.45–1.60) after 5 min."


@pytest.mark.parametrize(
    ("reached", "sentence"),
    [
        (1.5, "Reached 1.50, as expected (1.45–1.60)."),
        (1.4, "Reached 1.40, better than expected (1.45–1.60)."),
        (1.7, "Reached 1.70, short of what was expected (1.45–1.60)."),
    ],
)
def test_what_was_reached_is_compared_with_what_was_expected(reached: float, sentence: str) -> None:
    assert reached_sentence(reached, 1.45, 1.6) == sentence


def test_the_network_is_compared_with_a_plain_ngram_in_words() -> None:
    assert ngram_sentence(1.52, 1.73) == "Better than a plain n-gram by 0.21 nats (1.52 against 1.73)."
    worse = ngram_sentence(1.9, 1.73)
    assert worse == "A plain n-gram does better here by 0.17 nats (1.73 against 1.90): more text helps most."
    assert ngram_sentence(1.73, 1.731).startswith("As good as a plain n-gram")


def test_what_helps_most_is_time_while_it_learns_text_once_it_memorises_and_nothing_when_flat() -> None:
    assert best_help(STILL_FALLING) == "time"
    assert best_help(BY_HEART) == "text"
    assert best_help(FLAT) == ""
    assert best_help(FLAT[:2]) == ""


def test_an_early_best_asks_for_text_even_before_it_counts_as_memorising() -> None:
    assert best_help(points([3.0, 2.0, 2.1, 2.1, 2.1, 2.1], [2.0] * 6)) == "text"


def test_the_end_card_says_everything_that_is_known_and_no_more() -> None:
    metrics = {"val_loss": 1.52, "ngram_loss": 1.73, "expected_loss": 1.5, "expected_low": 1.45, "expected_high": 1.6}
    assert result_sentences(metrics, STILL_FALLING) == [
        "Better than a plain n-gram by 0.21 nats (1.52 against 1.73).",
        "Reached 1.52, as expected (1.45–1.60).",
        "More time would help most: the network was still learning at the end.",
    ]
    assert result_sentences({"val_loss": 1.52}, FLAT) == []
    assert result_sentences({"val_loss": float("nan"), "ngram_loss": 1.0}, ()) == []


def test_more_text_is_asked_for_once() -> None:
    lines = result_sentences({"val_loss": 2.0, "ngram_loss": 1.7}, BY_HEART)
    assert len(lines) == 1
    assert "more text helps most" in lines[0]
    assert result_sentences({"val_loss": 2.0}, BY_HEART)[0].startswith("More text would help most")
