"""Integer streams into the batches that training reads. Time-major: (seq_length, batch_size)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from engine.tokens.idfile import release
from engine.tokens.tokenizer import PAD

# After so many batches the pages of a memory map are given back; reading the current ones again takes microseconds.
_RELEASED = 1000
_COUNTED_AT_ONCE = 2**20


class Batch(NamedTuple):
    """inputs (T, B); targets (T, B), or (B,) where only the last step is predicted; whether a new pass begins here and
    states return to zero; `pads` leading steps of padding that were cut off, the same for every row."""

    inputs: np.ndarray
    targets: np.ndarray
    fresh: bool
    pads: int = 0


def small_ids(ids: np.ndarray) -> np.ndarray:
    """The ids in the smallest unsigned type that holds them."""
    top = int(ids.max(initial=0))
    return ids.astype(np.uint8 if top < 2**8 else np.uint16 if top < 2**16 else np.uint32)


def id_counts(ids: np.ndarray, vocabulary: int) -> np.ndarray:
    """How often each id occurs, (vocabulary,) int64; ids may be a memory map."""
    counts = np.zeros(vocabulary, np.int64)
    for start in range(0, len(ids), _COUNTED_AT_ONCE):
        counts += np.bincount(ids[start : start + _COUNTED_AT_ONCE], minlength=vocabulary)
        release(ids)
    return counts


def lane_count(tokens: int, batch_size: int, seq_length: int) -> int:
    """How many parallel lanes a stream of so many tokens can fill with two windows each, at most batch_size."""
    return max(1, min(batch_size, tokens // (2 * seq_length)))


def stream_batch_count(tokens: int, *, batch_size: int, seq_length: int) -> int:
    """How many batches `stream_batches` gives for so many tokens, without reading one."""
    return -(-((tokens - 1) // lane_count(tokens, batch_size, seq_length)) // seq_length)


def stream_batches(ids: np.ndarray, *, batch_size: int, seq_length: int, shift: int = 0) -> Iterator[Batch]:
    """One pass over a stream cut into contiguous lanes; each batch goes on where the one before ended.

    Args:
        ids: (tokens,), at least 2; may be a memory map.
        shift: where the first lane begins; another one each epoch lets windows fall differently.
    """
    total = len(ids)
    lanes = lane_count(total, batch_size, seq_length)
    length = (total - 1) // lanes
    # Only a batch is ever copied: the ids may be a memory map of gigabytes.
    begins = shift + length * np.arange(lanes)[:, None]
    for number, start in enumerate(range(0, length, seq_length), 1):
        steps = np.arange(start, min(start + seq_length, length) + 1)
        rows = ids[(begins + steps) % total]
        if number % _RELEASED == 0:
            release(ids)
        yield Batch(_time_major(rows[:, :-1]), _time_major(rows[:, 1:]), start == 0)


def _time_major(ids: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(ids.T, np.int32)


def window_batches(
    ids: np.ndarray, *, batch_size: int, seq_length: int, random: np.random.Generator
) -> Iterator[Batch]:
    """Windows side by side, shuffled, each from a zero state; the target of every step is the next token."""
    count = (len(ids) - 1) // seq_length
    if count < 1:
        yield Batch(_time_major(ids[None, :-1]), _time_major(ids[None, 1:]), fresh=True)
        return
    inputs = ids[: count * seq_length].reshape(count, seq_length)
    targets = ids[1 : count * seq_length + 1].reshape(count, seq_length)
    order = random.permutation(count)
    for number, start in enumerate(range(0, count, batch_size), 1):
        rows = order[start : start + batch_size]
        if number % _RELEASED == 0:
            release(ids)
        yield Batch(_time_major(inputs[rows]), _time_major(targets[rows]), fresh=True)


class Samples(NamedTuple):
    """Many-to-one samples: inputs (N, window) padded in front, targets (N,), lengths (N,) without the padding."""

    inputs: np.ndarray
    targets: np.ndarray
    lengths: np.ndarray


def prefix_samples(lines: list[np.ndarray], window: int) -> Samples:
    """Every prefix of every line, padded in front to `window`, with the token that follows it."""
    rows = [(line[max(0, i - window) : i], line[i]) for line in lines for i in range(1, len(line))]
    inputs = np.full((len(rows), window), PAD, np.int32)
    for row, (prefix, _) in zip(inputs, rows, strict=True):
        row[window - len(prefix) :] = prefix
    targets = np.array([target for _, target in rows], np.int32)
    return Samples(inputs, targets, np.array([len(prefix) for prefix, _ in rows], np.int32))


def sliding_samples(ids: np.ndarray, window: int) -> Samples:
    """Every window of a stream with the token that follows it."""
    count = max(0, len(ids) - window)
    if not count:
        return prefix_samples([ids], window)
    inputs = np.lib.stride_tricks.sliding_window_view(ids[:-1], window).astype(np.int32)
    return Samples(inputs, ids[window:].astype(np.int32), np.full(count, window, np.int32))


def sample_batches(samples: Samples, *, batch_size: int, random: np.random.Generator) -> Iterator[Batch]:
    """Many-to-one batches in random order, rows of like length together.

    The padding that all rows of a batch share is cut off and counted in `pads`: the state after so many paddings is the
    same for every row, so the trainer computes it once.
    """
    count, window = samples.inputs.shape
    order = random.permutation(count)
    order = order[np.argsort(samples.lengths[order], kind="stable")]
    batches = [order[i : i + batch_size] for i in range(0, count, batch_size)]
    for b in random.permutation(len(batches)):
        rows = batches[b]
        pads = window - int(samples.lengths[rows].max())
        yield Batch(_time_major(samples.inputs[rows, pads:]), samples.targets[rows], fresh=True, pads=pads)
