"""Paragraphs that were already met: the very same, and nearly the same by MinHash (Broder 1997), in linear time."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib

import numpy as np

from engine.corpus.tracked import Edit, TrackedText

# Shorter paragraphs, such as “Yes.” or “Chapter 2”, come again in any text; and few shingles say little.
_SHORTEST, _SHORTEST_NEAR = 20, 40
# Four bands of three of twelve smallest hashes. Of paragraphs that share 90 % of their shingles a band agrees in 99 %
# of all cases and nine hashes in 97 %; of such that share half, in 41 % and 7 %.
_BANDS, _ROWS = 4, 3
_SHINGLE = 5
_ALIKE = 0.75  # of twelve hashes, 9
_PRIME = np.uint64(4294967291)
_FACTORS = np.array(
    [int.from_bytes(hashlib.sha256(bytes([i])).digest()[:4], "big") | 1 for i in range(2 * _BANDS * _ROWS)], np.uint64
).reshape(2, -1, 1)
_MOST_SHINGLES = 4096
_BLANK_LINES = re.compile(r"(\n[ \t]*\n\s*)")

Count = tuple[int, int]


class Duplicates:
    """Remembers paragraphs across documents: 8 bytes of hash each, and for near-duplicates 12 smaller ones."""

    def __init__(self) -> None:
        self._exact: set[bytes] = set()
        self._bands: list[dict[bytes, int]] = [{} for _ in range(_BANDS)]
        self._hashes: list[np.ndarray] = []

    def cut(self, text: TrackedText, *, exact: bool, near: bool, lines: bool = False) -> tuple[Count, Count]:
        """Takes out the paragraphs met before, here or in an earlier text; the first of each stays.

        Args:
            text: paragraphs, parted by blank lines; where there are none, or with `lines`, each line is one.
            exact: take out those that are the same but for blanks.
            near: take out those that are nearly the same.

        Returns (pieces, characters) taken out for being the same and for being nearly so.
        """
        by_line = lines or "\n\n" not in text.text
        parts = text.text.split("\n") if by_line else _BLANK_LINES.split(text.text)
        edits: list[Edit] = []
        same, like = [0, 0], [0, 0]
        step = 1 if by_line else 2
        begin = start = 0  # of what stands between, and of the paragraph
        is_first = True
        for place in range(0, len(parts), step):
            paragraph = parts[place]
            if place:
                start = begin + (1 if by_line else len(parts[place - 1]))
            end = start + len(paragraph)
            count = self._met(paragraph, same if exact else None, like if near else None)
            if count is not None:
                count[0] += 1
                count[1] += end - begin
                edits.append((begin, end, ""))
            elif is_first and start > begin:  # nothing stays before it, nor does what stood between
                edits.append((begin, start, ""))
            is_first = is_first and count is not None
            begin = end
        text.edit(edits)
        return (same[0], same[1]), (like[0], like[1])

    def _met(self, paragraph: str, same: list[int] | None, like: list[int] | None) -> list[int] | None:
        """The count that a paragraph adds to, None where it is new."""
        plain = " ".join(unicodedata.normalize("NFKC", paragraph).casefold().split())
        if len(plain) < _SHORTEST:
            return None
        key = hashlib.blake2b(" ".join(paragraph.split()).encode("utf-8", "replace"), digest_size=8).digest()
        if key in self._exact:
            return like if same is None else same
        self._exact.add(key)
        is_near = like is not None and len(plain) >= _SHORTEST_NEAR and self._nearly_met(plain)
        return like if is_near else None

    def _nearly_met(self, plain: str) -> bool:
        hashes = _smallest(plain)
        bands = [hashes[band * _ROWS : (band + 1) * _ROWS].tobytes() for band in range(_BANDS)]
        for known, band in zip(self._bands, bands, strict=True):
            other = known.get(band)
            if other is not None and np.mean(self._hashes[other] == hashes) >= _ALIKE:
                return True
        for known, band in zip(self._bands, bands, strict=True):
            known.setdefault(band, len(self._hashes))
        self._hashes.append(hashes)
        return False


def _smallest(plain: str) -> np.ndarray:
    """The smallest of each of twelve hashes over the shingles of five characters, uint32 of shape (12,)."""
    starts = range(max(1, min(len(plain), _MOST_SHINGLES) - _SHINGLE + 1))
    shingles = np.array(
        [zlib.crc32(plain[start : start + _SHINGLE].encode("utf-8", "replace")) for start in starts], np.uint64
    )
    mixed = (shingles[None, :] * _FACTORS[0] + _FACTORS[1]) % _PRIME
    return mixed.min(axis=1).astype(np.uint32)
