"""A text as hashed n-grams of words and of characters: what the linear branch of the spam checker reads.

Hashing trick after Weinberger et al. 2009: a column is a hash, so there is no vocabulary to keep. Character n-grams
over the whole text, spaces included, are what the best linear peers use (Kanaris et al. 2007, "Words versus character
n-grams for anti-spam filtering").
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

CHARACTER_BITS, WORD_BITS = 20, 19
CHARACTERS, WORDS = 1 << CHARACTER_BITS, 1 << WORD_BITS
COLUMNS = CHARACTERS + WORDS
SHORTEST, LONGEST = 2, 5  # characters

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(32)
_HANGUL_FIRST, _HANGUL_LAST = 0xAC00, 0xD7A3
_INITIAL, _VOWEL, _FINAL = 0x1100, 0x1161, 0x11A7


class Grams(NamedTuple):
    """The columns of a text that are not empty: `columns` (n,) int32 rising, `counts` (n,) float32, and `words`, from
    which place on they are those of words."""

    columns: np.ndarray
    counts: np.ndarray
    words: int


def grams(text: str, names: Sequence[str]) -> Grams:
    """Counts the n-grams of a text.

    Args:
        text: undisguised and in lower case, as `engine.spam.normalize` returns it.
        names: the texts of its tokens in their order; pairs of neighbours count beside single ones.
    """
    hashes = np.concatenate([_characters(text), _words(names)])
    # Sorting is faster than counting in a table of all columns: a mail has thousands, the table a million.
    columns, counts = np.unique(hashes, return_counts=True)
    words = int(np.searchsorted(columns, CHARACTERS))
    return Grams(columns.astype(np.int32), counts.astype(np.float32), words)


def _characters(text: str) -> np.ndarray:
    """The columns of all n-grams of SHORTEST to LONGEST characters, and of the same over jamo where there is Hangul."""
    codes = np.frombuffer(f" {' '.join(text.split())} ".encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    found = [_hashed(codes, size, np.ones(len(codes), bool)) for size in range(SHORTEST, LONGEST + 1)]
    hangul = (codes >= _HANGUL_FIRST) & (codes <= _HANGUL_LAST)
    if hangul.any():
        letters, is_jamo = _jamo(codes, hangul)
        # An ending that was never seen shares most of its jamo with ones that were.
        found += [_hashed(letters, size, is_jamo) for size in range(SHORTEST, LONGEST + 1)]
    return np.concatenate(found)


def _hashed(codes: np.ndarray, size: int, wanted: np.ndarray) -> np.ndarray:
    """The columns of the n-grams of one size that hold a wanted character; codes and wanted are (characters,)."""
    count = len(codes) - size + 1
    if count <= 0:
        return np.zeros(0, np.int64)
    total = np.full(count, size, np.uint64)
    keep = np.zeros(count, bool)
    for place in range(size):
        total = (total + codes[place : place + count]) * _MULTIPLIER
        total ^= total >> _SHIFT
        keep |= wanted[place : place + count]
    return _column((total if keep.all() else total[keep]), CHARACTER_BITS)


def _column(hashes: np.ndarray, bits: int) -> np.ndarray:
    """The highest bits of mixed hashes."""
    return ((hashes * _MIX) >> np.uint64(64 - bits)).astype(np.int64)


def _jamo(codes: np.ndarray, hangul: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Syllables taken apart: the codes, and which of them are jamo."""
    index = np.where(hangul, codes - _HANGUL_FIRST, 0).astype(np.int64)
    final = index % 28
    parts = np.stack([_INITIAL + index // 588, _VOWEL + index % 588 // 28, _FINAL + final], axis=1).astype(np.uint64)
    parts[~hangul, 0] = codes[~hangul]
    keep = np.stack([np.ones(len(codes), bool), hangul, hangul & (final > 0)], axis=1)
    return parts[keep], np.repeat(hangul[:, None], 3, axis=1)[keep]


def _words(names: Sequence[str]) -> np.ndarray:
    """The columns of single tokens and of pairs of neighbours."""
    if not names:
        return np.zeros(0, np.int64)
    own = np.array([zlib.crc32(name.encode("utf-8", "replace")) for name in names], np.uint64) * _MULTIPLIER
    own ^= own >> _SHIFT
    pairs = (own[:-1] + np.uint64(1)) * _MULTIPLIER + own[1:]
    pairs ^= pairs >> _SHIFT
    return CHARACTERS + _column(np.concatenate([own, pairs]), WORD_BITS)
