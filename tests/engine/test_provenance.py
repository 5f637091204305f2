"""The index of copied runs against a search through everything, on tiny texts; its edges and its bounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference import provenance
from engine.inference.provenance import CopyIndex, Run, covered, entries, samples
from engine.tokens.tokenizer import UNK


def slow_runs(corpus, text, shortest):
    """Every longest run of the text that the corpus holds, by looking everywhere."""
    corpus, text = [int(i) for i in corpus], [int(i) for i in text]
    found = set()
    for place in range(len(corpus)):
        for start in range(len(text)):
            if start and place and text[start - 1] == corpus[place - 1] and text[start - 1] != UNK:
                continue
            end = start
            while (
                end < len(text)
                and place + end - start < len(corpus)
                and text[end] == corpus[place + end - start]
                and text[end] != UNK
            ):
                end += 1
            if end - start >= shortest:
                found.add((start, end, place))
    outer = {(s, e) for s, e, _ in found if not any(a <= s and e <= b and (a, b) != (s, e) for a, b, _ in found)}
    return sorted(Run(s, e, min(p for a, b, p in found if (a, b) == (s, e))) for s, e in outer)


few = st.lists(st.integers(0, 3), max_size=60)


@given(corpus=few, text=few, cuts=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=4))
def test_exactly_the_longest_runs_are_found(corpus, text, cuts):
    for start, length in cuts:
        text = text + corpus[start : start + length]
    for minimum, shortest in ((2, 2), (3, 3), (4, 6), (6, 6), (7, 9)):
        index = CopyIndex.build(np.array(corpus, np.uint8), minimum=minimum)
        found = index.runs(np.array(text, np.int32), min_tokens=shortest)
        assert found == slow_runs(corpus, text, shortest)


@given(corpus=few, text=few, repeats=st.integers(1, 6))
def test_nothing_is_missed_where_windows_are_frequent(corpus, text, repeats):
    corpus = corpus * repeats
    before = provenance._FREQUENT, provenance._HASHED, provenance._COMPARED, provenance._HELD, provenance._SORTED
    provenance._FREQUENT, provenance._HASHED, provenance._COMPARED, provenance._HELD, provenance._SORTED = 1, 3, 5, 4, 4
    try:
        found = CopyIndex.build(np.array(corpus, np.uint8), minimum=5).runs(np.array(text, np.int64))
    finally:
        (
            provenance._FREQUENT,
            provenance._HASHED,
            provenance._COMPARED,
            provenance._HELD,
            provenance._SORTED,
        ) = before
    wanted = slow_runs(corpus, text, 5)
    assert (covered(found, len(text)) == covered(wanted, len(text))).all()
    for run in found:
        assert corpus[run.place : run.place + run.end - run.start] == text[run.start : run.end]


def test_keys_are_sorted_and_few():
    ids = np.random.default_rng(0).integers(2, 90, 50_000).astype(np.uint8)
    keys = np.concatenate(list(entries(ids, minimum=20)))
    assert len(keys) == samples(len(ids), minimum=20) == 4_999
    assert (keys[1:] > keys[:-1]).all()


def test_parts_together_are_the_whole(monkeypatch):
    ids = np.random.default_rng(1).integers(2, 9, 9_000).astype(np.uint16)
    whole = np.concatenate(list(entries(ids, minimum=6)))
    monkeypatch.setattr(provenance, "_SORTED", 100)
    monkeypatch.setattr(provenance, "_HASHED", 77)
    parts = list(entries(ids, minimum=6))
    assert len(parts) > 8
    assert (np.concatenate(parts) == whole).all()


def test_a_text_of_one_character_takes_no_index():
    ids = np.full(200_000, 5, np.uint8)
    index = CopyIndex.build(ids, minimum=20)
    assert len(index.keys) <= 4
    assert index.runs(ids[:3000]) == [Run(0, 3000, 0)]


def test_of_several_places_the_first_is_given():
    ids = np.random.default_rng(2).integers(2, 90, 400)
    corpus = np.concatenate([ids[:100], ids[50:100], ids]).astype(np.uint8)
    index = CopyIndex.build(corpus, minimum=20)
    assert index.runs(ids[55:95]) == [Run(0, 40, 55)]
    # The longer one stands later.
    assert index.runs(ids[55:120]) == [Run(0, 65, 205)]


def test_unknown_tokens_are_not_copied():
    ids = np.arange(2, 62)
    ids[30] = UNK
    index = CopyIndex.build(ids.astype(np.uint8), minimum=20)
    assert index.runs(ids) == [Run(0, 30, 0), Run(31, 60, 31)]


@pytest.mark.parametrize("length", [0, 1, 19, 20])
def test_texts_shorter_than_a_run_are_taken(length):
    ids = np.arange(2, 2 + length)
    index = CopyIndex.build(ids.astype(np.uint8), minimum=20)
    assert index.runs(ids) == ([Run(0, 20, 0)] if length == 20 else [])
    assert index.runs(np.arange(2, 99)) == index.runs(ids)


def test_shorter_runs_than_indexed_are_refused():
    index = CopyIndex.build(np.arange(2, 99, dtype=np.uint8), minimum=20)
    with pytest.raises(ValueError, match="20 tokens or more"):
        index.runs(np.arange(2, 50), min_tokens=19)
    with pytest.raises(ValueError, match="two tokens"):
        CopyIndex.build(np.arange(9, dtype=np.uint8), minimum=1)
