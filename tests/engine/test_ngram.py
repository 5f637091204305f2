"""The n-gram against a slow one with dictionaries, on tiny texts; its sums, its edges, its stored form."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import CorpusError, ModelDamagedError
from engine.inference import ngram
from engine.inference.ngram import NgramModel, discounts
from engine.tokens.tokenizer import CharTokenizer, WordTokenizer

TEXT = "the cat sat on the mat. the dog sat on the log. the hen sat in the pen. a cat and a dog sat in a log. "
OTHER = "a hen and the dog sat on a pen. the catalogue of men! "


class Slow:
    """Chen and Goodman's formulas, token by token. A None in front of the text is the place where it begins."""

    def __init__(self, ids, vocabulary, order):
        self.vocabulary, self.order = vocabulary, min(order, len(ids))
        marked = [None, *(int(i) for i in ids)]
        self.counts = []
        for length in range(1, self.order + 1):
            spans = [tuple(marked[i : i + length]) for i in range(1, len(marked) - length + 1)]
            if length == self.order:
                self.counts.append(Counter(spans))
                continue
            before = defaultdict(set)
            for i, span in enumerate(spans, 1):
                before[span].add(marked[i - 1])
            self.counts.append(Counter({span: len(tokens) for span, tokens in before.items()}))

    def probability(self, token, context):
        context = tuple(context)[max(0, len(context) - self.order + 1) :]
        shorter = self.probability(token, context[1:]) if context else 1 / self.vocabulary
        counts = self.counts[len(context)]
        followers = {span[-1]: count for span, count in counts.items() if span[:-1] == context}
        if not followers:
            return shorter
        cut = discounts(np.array(list(counts.values())))
        total = sum(followers.values())
        count = followers.get(token, 0)
        own = count - cut[min(count, 3) - 1] if count else 0.0
        weight = sum(cut[min(n, 3) - 1] for n in followers.values()) / total
        return own / total + weight * shorter

    def log_probs(self, ids):
        ids = [int(i) for i in ids]
        return [math.log(self.probability(ids[i], ids[:i])) for i in range(1, len(ids))]


@pytest.fixture(scope="module")
def tokenizer():
    return CharTokenizer.fit(TEXT)


@pytest.mark.parametrize("order", [1, 2, 3, 5, 8])
def test_probabilities_are_those_of_the_formulas(tokenizer, order):
    train, other = tokenizer.encode(TEXT), tokenizer.encode(OTHER)
    model = NgramModel.fit(train, len(tokenizer), order=order)
    slow = Slow(train, len(tokenizer), order)
    np.testing.assert_allclose(model.log_probs(other), slow.log_probs(other), rtol=1e-10)
    np.testing.assert_allclose(model.log_probs(train), slow.log_probs(train), rtol=1e-10)
    assert model.loss(other) == pytest.approx(-np.mean(slow.log_probs(other)))


def test_by_word_with_unknown_words():
    tokenizer = WordTokenizer.fit(TEXT, min_count=2)
    train, other = tokenizer.encode(TEXT), tokenizer.encode(OTHER)
    assert 1 in train
    assert 1 in other
    model = NgramModel.fit(train, len(tokenizer), order=4)
    np.testing.assert_allclose(model.log_probs(other), Slow(train, len(tokenizer), 4).log_probs(other), rtol=1e-10)


def test_the_discounts_are_estimated_from_counts_of_counts():
    counts = np.repeat([1, 2, 3, 4, 9], [40, 12, 6, 3, 2])
    share = 40 / (40 + 2 * 12)
    assert discounts(counts) == pytest.approx((share, 2 - 3 * share * 6 / 12, 3 - 4 * share * 3 / 6))


@pytest.mark.parametrize(
    "counts", [[1], [2], [7, 8], [1, 1, 1], [1, 2], [1, 2, 3], [2, 2, 3, 3, 3, 4], [1, 2, *[3] * 9]]
)
def test_discounts_never_exceed_the_count_and_never_vanish(counts):
    for most, discount in enumerate(discounts(np.array(counts)), 1):
        assert 0 < discount <= most


@pytest.mark.parametrize("context", ["", "t", "the", "the cat sat", "zzzzzz", "!the", "the pen!", TEXT[-4:], "log. "])
def test_distributions_sum_to_one_and_agree_with_the_scores(tokenizer, context):
    model = NgramModel.fit(tokenizer.encode(TEXT), len(tokenizer), order=5)
    ids = tokenizer.encode(context)
    distribution = model.distribution(ids)
    assert distribution.shape == (len(tokenizer),)
    assert distribution.sum() == pytest.approx(1, abs=1e-12)
    assert (distribution > 0).all()
    if len(ids):
        scored = [model.log_probs(np.append(ids, token))[-1] for token in range(len(tokenizer))]
        np.testing.assert_allclose(np.exp(scored), distribution, rtol=1e-10)


def test_what_followed_is_likelier_than_what_did_not(tokenizer):
    model = NgramModel.fit(tokenizer.encode(TEXT), len(tokenizer), order=6)
    likeliest = int(model.distribution(tokenizer.encode("the cat s")).argmax())
    assert tokenizer.tokens[likeliest] == "a"


def test_padding_and_unknown_ids_are_scored_like_any_other(tokenizer):
    model = NgramModel.fit(tokenizer.encode(TEXT), len(tokenizer), order=4)
    scores = model.log_probs(np.array([5, 1, 0, 1, 1]))
    assert scores.shape == (4,)
    assert np.isfinite(scores).all()


def test_the_end_of_the_text_is_a_context_that_nothing_follows():
    model = NgramModel.fit(np.array([2, 3, 2, 3, 4]), 6, order=3)
    np.testing.assert_allclose(model.distribution(np.array([3, 4])), model.distribution(np.array([], int)))


def test_one_token_and_one_symbol_are_enough():
    one = NgramModel.fit(np.array([3]), 5, order=6)
    assert one.order == 1
    assert one.distribution(np.array([3])).sum() == pytest.approx(1)
    same = NgramModel.fit(np.full(50, 3), 5, order=4)
    assert same.distribution(np.array([3, 3])).argmax() == 3
    assert same.loss(np.full(9, 3)) < 0.1
    assert np.isfinite(same.log_probs(np.array([4, 4, 3, 1]))).all()


def test_a_text_of_nothing_cannot_be_counted_and_one_token_cannot_be_scored(tokenizer):
    with pytest.raises(CorpusError):
        NgramModel.fit(np.array([], np.int32), 5, order=3)
    model = NgramModel.fit(tokenizer.encode(TEXT), len(tokenizer), order=3)
    assert model.log_probs(np.array([4])).shape == (0,)
    assert model.log_probs(np.array([], np.int32)).shape == (0,)
    with pytest.raises(CorpusError):
        model.loss(np.array([4]))


@pytest.mark.parametrize(("ids", "order"), [([0, 1, 9], 2), ([-1, 1], 2), ([1, 2], 0), ([1, 2], 9)])
def test_ids_and_orders_out_of_range_are_refused(ids, order):
    with pytest.raises(ValueError, match="must be"):
        NgramModel.fit(np.array(ids), 9, order=order)


def test_ids_that_are_no_row_of_integers_are_refused():
    model = NgramModel.fit(np.array([1, 2, 1, 2]), 4, order=2)
    for ids in (np.array([[1, 2]]), np.array([1.0, 2.0])):
        with pytest.raises(ValueError, match="integers"):
            model.log_probs(ids)
    with pytest.raises(ValueError, match="0 to 3"):
        model.distribution(np.array([4]))


def test_a_large_vocabulary_fits_at_the_highest_order():
    random = np.random.default_rng(0)
    ids = random.choice(2_000_000_000, 12)[random.integers(12, size=400)]
    model = NgramModel.fit(ids, 2_000_000_000, order=8)
    assert model.order == 8
    assert np.isfinite(model.log_probs(ids[::-1])).all()


def test_long_texts_are_scored_in_blocks_with_their_history(tokenizer, monkeypatch):
    model = NgramModel.fit(tokenizer.encode(TEXT), len(tokenizer), order=5)
    other = tokenizer.encode(OTHER)
    whole = model.log_probs(other)
    for block in (1, 3, 7, len(other) - 1):
        monkeypatch.setattr(ngram, "_BLOCK", block)
        np.testing.assert_array_equal(model.log_probs(other), whole)


def test_arrays_bring_the_same_model_back(tokenizer):
    model = NgramModel.fit(tokenizer.encode(TEXT), len(tokenizer), order=6)
    arrays = model.arrays()
    assert model.nbytes == sum(array.nbytes for array in arrays.values())
    again = NgramModel.from_arrays(arrays)
    assert (again.order, again.vocabulary) == (6, len(tokenizer))
    np.testing.assert_array_equal(again.discounts, model.discounts)
    other = tokenizer.encode(OTHER)
    np.testing.assert_array_equal(again.log_probs(other), model.log_probs(other))
    assert all(np.array_equal(array, arrays[name]) for name, array in again.arrays().items())


def _without(name):
    return lambda arrays: arrays.pop(name)


def _with(name, change):
    return lambda arrays: arrays.update({name: change(arrays[name])})


@pytest.mark.parametrize(
    "damage",
    [
        _without("vocabulary"),
        _without("tokens.1"),
        _without("counts.3"),
        _without("followers.2"),
        _with("vocabulary", lambda a: a * 0),
        _with("vocabulary", lambda a: np.array([3])),
        _with("vocabulary", lambda a: np.array([2**40])),
        _with("vocabulary", lambda a: np.append(a, a)),
        _with("tokens.2", lambda a: a[::-1]),
        _with("tokens.2", lambda a: a.astype(np.float32)),
        _with("tokens.2", lambda a: a[:, None]),
        _with("counts.3", lambda a: a * 0),
        _with("counts.3", lambda a: a[1:]),
        _with("followers.1", lambda a: a[1:]),
        _with("followers.1", lambda a: a + 1),
        lambda arrays: arrays.clear(),
    ],
)
def test_damaged_arrays_are_refused_whole(tokenizer, damage):
    arrays = NgramModel.fit(tokenizer.encode(TEXT), len(tokenizer), order=3).arrays()
    damage(arrays)
    with pytest.raises(ModelDamagedError):
        NgramModel.from_arrays(arrays)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    train=st.lists(st.integers(0, 6), min_size=1, max_size=40),
    other=st.lists(st.integers(0, 6), min_size=2, max_size=12),
    order=st.integers(1, 8),
)
def test_any_text_gives_a_distribution_after_any_other(train, other, order):
    model = NgramModel.fit(np.array(train), 7, order=order)
    slow = Slow(train, 7, order)
    np.testing.assert_allclose(model.log_probs(np.array(other)), slow.log_probs(other), rtol=1e-9)
    distribution = model.distribution(np.array(other))
    assert distribution.sum() == pytest.approx(1, abs=1e-9)
    assert (distribution > 0).all()
    again = NgramModel.from_arrays(model.arrays())
    np.testing.assert_array_equal(again.distribution(np.array(other)), distribution)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.text("abc ", min_size=1, max_size=80), st.text("abc ", min_size=2, max_size=40), st.integers(1, 6))
def test_few_rows_are_those_of_many(train, other, order):
    tokenizer = CharTokenizer.fit(train + other)
    model = NgramModel.fit(tokenizer.encode(train), len(tokenizer), order=order)
    contexts = model.contexts(tokenizer.encode(other))
    many = model.distributions(np.tile(contexts, (ngram._FEW, 1)))[: len(contexts)]
    for _ in range(2):  # the second time from what is kept
        few = np.concatenate([model.distributions(contexts[i : i + 3]) for i in range(0, len(contexts), 3)])
        np.testing.assert_array_equal(few, many)


def test_what_is_kept_of_rows_is_bounded(tokenizer, monkeypatch):
    monkeypatch.setattr(ngram, "_KEPT_BYTES", 10 * 8 * len(tokenizer))
    model = NgramModel.fit(tokenizer.encode(TEXT), len(tokenizer), order=6)
    contexts = model.contexts(tokenizer.encode(OTHER))
    rows = [model.distributions(contexts[i : i + 1])[0] for i in range(len(contexts))]
    assert 0 < len(model._rows) <= 10
    np.testing.assert_allclose(np.sum(rows, axis=1), 1.0)
