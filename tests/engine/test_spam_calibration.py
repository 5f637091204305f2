"""Probabilities, thresholds and figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.spam.calibration import Calibration, evaluate, fit_calibration, ham_loss_note


def drawn(n: int, *, temperature: float, bias: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Logits whose true probability is sigmoid(logit / temperature + bias)."""
    random = np.random.default_rng(seed)
    logits = random.normal(0, 4, n)
    return logits, (random.random(n) < 1 / (1 + np.exp(-(logits / temperature + bias)))).astype(int)


def test_temperature_and_bias_of_the_data_are_found() -> None:
    calibration = fit_calibration(*drawn(40_000, temperature=2.5, bias=-0.7))
    assert calibration.temperature == pytest.approx(2.5, rel=0.05)
    assert calibration.bias == pytest.approx(-0.7, abs=0.05)


def test_calibrated_probabilities_are_believable() -> None:
    logits, labels = drawn(20_000, temperature=3, bias=0.5)
    calibration = fit_calibration(logits, labels)
    before = evaluate(1 / (1 + np.exp(-logits)), labels)["ece"]
    after = evaluate(calibration.probability(logits), labels)["ece"]
    assert before is not None
    assert after is not None
    assert after < 0.01 < before


def test_large_set_loses_no_more_ham_than_the_target() -> None:
    logits, labels = drawn(20_000, temperature=1, bias=0)
    calibration = fit_calibration(logits, labels, ham_loss=0.003)
    p = calibration.probability(logits)
    lost = int((p[labels == 0] >= calibration.spam_threshold).sum())
    ham = int((labels == 0).sum())
    assert 0.002 < lost / ham <= 0.003
    assert calibration.counts == {"ham": ham, "spam": len(labels) - ham, "ham_as_spam": lost}


def test_small_set_puts_the_threshold_above_every_ham() -> None:
    logits = np.array([-3.0, -2.0, 2.5, 3.0, 4.0, -1.0])
    labels = np.array([0, 0, 0, 1, 1, 1])
    calibration = fit_calibration(logits, labels)
    p = calibration.probability(logits)
    assert p[2] < calibration.spam_threshold < p[3]
    assert calibration.counts["ham_as_spam"] == 0
    assert "too few" in calibration.note


def test_sets_told_apart_without_error_stay_finite_and_ordered() -> None:
    calibration = fit_calibration(np.array([-50.0] * 20 + [50.0] * 20), np.array([0] * 20 + [1] * 20))
    assert np.isfinite([calibration.temperature, calibration.bias]).all()
    assert 0.25 <= calibration.normal_threshold <= 0.35
    assert 0.5 <= calibration.spam_threshold < calibration.probability(np.array([50.0]))[0] < 1


def test_a_network_that_is_wrong_throughout_is_not_turned_round() -> None:
    assert fit_calibration(np.array([3.0, 2.0, -2.0, -3.0]), np.array([0, 0, 1, 1])).temperature > 0


@pytest.mark.parametrize("labels", [[], [0, 0], [1, 1]])
def test_without_both_classes_nothing_is_claimed(labels: list[int]) -> None:
    calibration = fit_calibration(np.zeros(len(labels)), np.array(labels))
    assert calibration == Calibration()
    assert calibration.note.startswith("Not measured")


def test_calibration_goes_to_json_and_back() -> None:
    calibration = fit_calibration(*drawn(500, temperature=1, bias=0))
    assert Calibration.from_json(calibration.to_json()) == calibration


@pytest.mark.parametrize(
    "change",
    [
        {"temperature": 0},
        {"temperature": "1"},
        {"bias": float("nan")},
        {"spam_threshold": 1.5},
        {"normal_threshold": 0.95},
        {"bias": None},
        {"temperature": True},
    ],
)
def test_damaged_calibration_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Calibration.from_json({**Calibration().to_json(), **change})


def test_figures_of_a_small_case_by_hand() -> None:
    p = np.array([0.9, 0.6, 0.4, 0.2, 0.7])
    labels = np.array([1, 1, 1, 0, 0])
    figures = evaluate(p, labels, Calibration(spam_threshold=0.8, normal_threshold=0.35))
    expected = {
        "messages": 5, "ham": 2, "spam": 3, "accuracy": 0.6, "precision": 2 / 3, "recall": 2 / 3, "f1": 2 / 3,
        "ham_loss": 0.5, "spam_loss": 1 / 3, "errors": 2, "ham_errors": 1, "spam_errors": 1, "auc": 4 / 6,
        "ece": (0.1 + 0.4 + 0.6 + 0.2 + 0.7) / 5, "brier": (0.01 + 0.16 + 0.36 + 0.04 + 0.49) / 5, "unsure": 0.6,
        "verdict_ham_spam": 0, "verdict_ham_unsure": 1, "verdict_ham_normal": 1,
        "verdict_spam_spam": 1, "verdict_spam_unsure": 2, "verdict_spam_normal": 0,
    }  # fmt: skip
    assert figures == pytest.approx(expected)


def test_figures_without_meaning_are_none() -> None:
    figures = evaluate(np.array([]), np.array([]))
    assert figures["messages"] == 0
    assert all(
        figures[name] is None for name in ("accuracy", "precision", "recall", "f1", "ham_loss", "auc", "ece", "brier")
    )
    assert evaluate(np.array([0.1]), np.array([0]))["auc"] is None


@given(st.lists(st.tuples(st.floats(-40, 40), st.booleans()), max_size=30))
def test_any_logits_give_usable_thresholds(pairs: list[tuple[float, bool]]) -> None:
    logits, labels = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs], int)
    calibration = fit_calibration(logits, labels)
    assert Calibration.from_json(calibration.to_json()) == calibration
    p = calibration.probability(logits)
    assert ((p >= 0) & (p <= 1)).all()


def test_note_gives_the_interval() -> None:
    assert ham_loss_note(0, 100) == (
        "Of 100 held-out ordinary messages 0 would be called spam (0.0%; the true share is between 0.0% and 3.7%). "
        "There are too few of them to know better."
    )
