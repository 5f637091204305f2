"""Every token of a pass is a target once, and windows go on where they should."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.tokens.batching import (
    id_counts,
    lane_count,
    prefix_samples,
    sample_batches,
    sliding_samples,
    small_ids,
    stream_batch_count,
    stream_batches,
    window_batches,
)
from engine.tokens.tokenizer import PAD


@given(st.integers(2, 400), st.integers(1, 9), st.integers(2, 17), st.integers(0, 500))
def test_a_stream_is_read_once_and_each_lane_goes_on(tokens, batch_size, seq_length, shift):
    ids = np.arange(tokens)
    batches = list(stream_batches(ids, batch_size=batch_size, seq_length=seq_length, shift=shift))
    inputs = np.concatenate([b.inputs for b in batches])
    targets = np.concatenate([b.targets for b in batches])
    lanes = inputs.shape[1]
    assert [b.fresh for b in batches] == [True] + [False] * (len(batches) - 1)
    np.testing.assert_array_equal(targets, (inputs + 1) % tokens)
    assert inputs.size > (tokens - 1) - lanes
    assert len(np.unique(inputs)) == inputs.size


@given(st.integers(2, 400), st.integers(1, 9), st.integers(2, 17), st.integers(0, 900))
def test_a_shifted_stream_is_the_stream_rolled(tokens, batch_size, seq_length, shift):
    ids = np.arange(tokens, dtype=np.uint16)
    batches = list(stream_batches(ids, batch_size=batch_size, seq_length=seq_length, shift=shift))
    lanes = lane_count(tokens, batch_size, seq_length)
    rolled = np.roll(ids, -shift)[: (tokens - 1) // lanes * lanes].reshape(lanes, -1)
    np.testing.assert_array_equal(np.concatenate([b.inputs for b in batches]).T, rolled)
    assert len(batches) == stream_batch_count(tokens, batch_size=batch_size, seq_length=seq_length)
    assert all(b.inputs.dtype == b.targets.dtype == np.int32 for b in batches)


def test_a_memory_map_is_read_like_an_array(tmp_path, monkeypatch):
    monkeypatch.setattr("engine.tokens.batching._RELEASED", 2)
    ids = np.random.default_rng(0).integers(0, 9, 5000).astype(np.uint8)
    ids.tofile(tmp_path / "ids")
    mapped = np.memmap(tmp_path / "ids", np.uint8, mode="r")
    for batches in (
        lambda ids: stream_batches(ids, batch_size=4, seq_length=8, shift=77),
        lambda ids: window_batches(ids, batch_size=4, seq_length=8, random=np.random.default_rng(1)),
    ):
        for one, other in zip(batches(ids), batches(mapped), strict=True):
            np.testing.assert_array_equal(one.inputs, other.inputs)
            np.testing.assert_array_equal(one.targets, other.targets)
            assert not isinstance(other.inputs, np.memmap)
    np.testing.assert_array_equal(id_counts(mapped, 12), np.bincount(ids, minlength=12))


def test_windows_stand_side_by_side_and_are_shuffled():
    random = np.random.default_rng(0)
    batches = list(window_batches(np.arange(101), batch_size=3, seq_length=10, random=random))
    starts = np.concatenate([b.inputs[0] for b in batches])
    assert sorted(starts) == list(range(0, 100, 10))
    assert starts.tolist() != sorted(starts)
    assert all(b.fresh and (b.targets == b.inputs + 1).all() for b in batches)


def test_prefixes_are_padded_in_front():
    samples = prefix_samples([np.array([5, 6, 7]), np.array([8, 9])], 4)
    np.testing.assert_array_equal(samples.inputs, [[PAD, PAD, PAD, 5], [PAD, PAD, 5, 6], [PAD, PAD, PAD, 8]])
    np.testing.assert_array_equal(samples.targets, [6, 7, 9])


def test_long_prefixes_keep_their_end():
    samples = prefix_samples([np.arange(2, 9)], 3)
    np.testing.assert_array_equal(samples.inputs[-1], [5, 6, 7])


@given(st.lists(st.integers(2, 9), min_size=1, max_size=12), st.integers(1, 7), st.integers(1, 5))
def test_cut_padding_and_rows_together_are_the_samples(lengths, window, batch_size):
    samples = prefix_samples([np.arange(1, n + 1) for n in lengths], window)
    seen = []
    for batch in sample_batches(samples, batch_size=batch_size, random=np.random.default_rng(0)):
        rows = batch.inputs.T
        whole = np.concatenate([np.full((len(rows), batch.pads), PAD), rows], axis=1)
        assert whole.shape[1] == window
        seen += [(*row, target) for row, target in zip(whole.tolist(), batch.targets.tolist(), strict=True)]
    expected = [(*row, t) for row, t in zip(samples.inputs.tolist(), samples.targets.tolist(), strict=True)]
    assert sorted(seen) == sorted(expected)


def test_sliding_windows_have_the_next_token_behind_them():
    samples = sliding_samples(np.arange(10), 4)
    np.testing.assert_array_equal(samples.inputs[2], [2, 3, 4, 5])
    assert samples.targets[2] == 6
    assert len(samples.targets) == 6


def test_ids_take_the_smallest_type():
    assert small_ids(np.array([0, 255])).dtype == np.uint8
    assert small_ids(np.array([256])).dtype == np.uint16
    assert small_ids(np.array([70_000])).dtype == np.uint32
