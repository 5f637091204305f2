"""N-grams, the plane that separates them, and what a damaged one is refused for."""

from __future__ import annotations

import numpy as np
import pytest

from engine.spam.features import tokens
from engine.spam.linear import LinearModel, finished, fit_linear, folds_of, separating
from engine.spam.message import parse_message
from engine.spam.ngrams import CHARACTERS, COLUMNS, Grams, grams
from engine.spam.reading import MOST_WINDOWS, read_message
from engine.spam.surface import NAMES

SPAM = ["win a free prize now", "free cash claim now", "claim your free ringtone", "무료 대출 지금 신청하세요"]
HAM = ["see you at lunch", "the meeting is tomorrow", "call me after lunch", "내일 회의 시간 알려 주세요"]


def counted(text: str) -> Grams:
    return grams(text, [token.text for token in tokens(text)])


@pytest.fixture(scope="module")
def model() -> LinearModel:
    texts = [f"{text} {end}" for end in ("a b", "c d", "e f") for text in (*SPAM, *HAM)]
    readings = [read_message(parse_message(text)) for text in texts]
    labels = np.array([text.startswith(tuple(SPAM)) for text in texts])
    return fit_linear([r.whole for r in readings], np.array([r.look for r in readings]), labels)


def score(model: LinearModel, text: str) -> float:
    reading = read_message(parse_message(text))
    return model.score(reading.whole, reading.look)


def test_grams_are_the_same_everywhere_and_counted() -> None:
    once, twice = counted("free prize"), counted("free prize free prize")
    assert once.columns.tolist() == sorted(set(once.columns.tolist()))
    assert int(once.columns[0]) == 22665
    assert set(once.columns.tolist()) < set(twice.columns.tolist())
    assert twice.counts.max() >= 2
    assert 0 <= once.columns.min() < CHARACTERS <= once.columns[once.words] <= once.columns.max() < COLUMNS


def test_blanks_do_not_count_and_an_empty_text_has_hardly_anything() -> None:
    assert counted("free \n\n prize").columns.tolist() == counted("free prize").columns.tolist()
    assert len(counted("").columns) <= 1


def test_korean_endings_share_jamo() -> None:
    first, second, other = counted("신청하세요"), counted("신청했어요"), counted("abcdefghij")
    shared = set(first.columns.tolist()) & set(second.columns.tolist())
    syllables = {text[i : i + 2] for text in (" 신청하세요 ",) for i in range(6)} & {" 신", "신청", "요 "}
    assert len(shared) > 3 * len(syllables)
    assert not set(first.columns.tolist()) & set(other.columns.tolist())


def test_the_plane_tells_spam_from_ham_it_never_saw(model: LinearModel) -> None:
    assert score(model, "your free cash prize") > 0 > score(model, "lunch tomorrow, see you after the meeting")
    assert score(model, "지금 무료 대출") > 0 > score(model, "회의 시간 내일")


def test_training_is_the_same_again(model: LinearModel) -> None:
    again = LinearModel.from_arrays(*model.arrays())
    for text in (*SPAM, *HAM):
        assert score(again, text) == score(model, text)


def test_the_plane_is_the_optimum() -> None:
    random = np.random.default_rng(0)
    x = random.normal(size=(60, 5)).astype(np.float32)
    labels = x[:, 0] + 0.5 * random.normal(size=60) > 0
    rows = [(np.arange(5, dtype=np.int32), values) for values in x]
    costs = np.where(np.arange(60) % 3, 1.0, 0.2)
    plane = finished(separating(rows, labels, costs=costs, width=5)).astype(np.float64)
    signs = np.where(labels, 1.0, -1.0)

    def loss(w: np.ndarray) -> float:
        return float(w @ w / 2 + costs @ np.maximum(0, 1 - signs * (x @ w)) ** 2)

    lowest = min(loss(plane + 0.2 * random.normal(size=5)) for _ in range(500))
    assert loss(plane) < lowest + 0.05
    assert plane[0] > 2 * np.abs(plane[1:]).max()


def test_contributions_add_up_to_the_score(model: LinearModel) -> None:
    reading = read_message(parse_message("free lunch prize"))
    rest = LinearModel.from_arrays(*model.arrays()).score(counted("zq"), reading.look)
    unknown = model.contributions(counted("zq")).sum()
    assert model.contributions(reading.whole).sum() + rest - unknown == pytest.approx(
        model.score(reading.whole, reading.look), abs=1e-5
    )


@pytest.mark.parametrize("name", ["linear.weight", "linear.look", "linear.bias", "linear.columns"])
def test_a_missing_part_is_refused(model: LinearModel, name: str) -> None:
    numbers, columns = model.arrays()
    numbers.pop(name, None)
    columns.pop(name, None)
    with pytest.raises(ValueError, match=r"linear|look|columns"):
        LinearModel.from_arrays(numbers, columns)


def test_columns_out_of_order_are_refused(model: LinearModel) -> None:
    numbers, columns = model.arrays()
    with pytest.raises(ValueError, match="columns"):
        LinearModel.from_arrays(numbers, {"linear.columns": columns["linear.columns"][::-1]})


def test_duplicates_share_a_fold_and_both_classes_are_in_each() -> None:
    labels = np.array([0, 1] * 20)
    groups = [str(i // 4) + "hs"[i % 2] for i in range(40)]
    folds = folds_of(labels, groups, count=4)
    for group in set(groups):
        assert len({int(folds[i]) for i in range(40) if groups[i] == group}) == 1
    assert all(set(labels[folds == fold].tolist()) == {0, 1} for fold in range(4))


def test_a_long_text_has_windows_that_cover_it() -> None:
    text = "\n".join(f"word{i} and some more of it" for i in range(300))
    reading = read_message(parse_message(text))
    assert 2 <= len(reading.windows) <= MOST_WINDOWS
    covered = set().union(*(window.columns.tolist() for window in reading.windows))
    assert len(set(reading.whole.columns.tolist()) - covered) < 0.02 * len(reading.whole.columns)
    assert read_message(parse_message("short")).windows == ()
    assert len(read_message(parse_message("x" * 90_000)).windows) <= MOST_WINDOWS + 1


def test_the_look_of_any_text_is_finite() -> None:
    for text in ("", "\u200b", "!!!", "한글" * 30_000, "A" * 90_000):
        look = read_message(parse_message(text)).look
        assert look.shape == (len(NAMES),)
        assert np.isfinite(look).all()
        assert look.max() < 20
