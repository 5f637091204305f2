"""What is remembered of a message: no word of it, only hashes by which it, its near-duplicates and its words are known
again."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.spam.normalize import normalize

if TYPE_CHECKING:
    from engine.spam.classifier import SpamReport

WORD_HASHES = 1 << 13
BINS = 128  # of a sketch: its similarity is right within 0.04
MAX_WORDS = 300
SCORE_LIMIT = 12.0  # logits

_READ = 8_000  # characters; beyond them mails of one text hardly differ
_SHINGLE = 5  # characters: one other name in a short message leaves most of them as they were
_FEWEST_SHINGLES = 24
_EMPTY = np.uint32(0xFFFFFFFF)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,64}@\S+")
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"[\W_]+")
_WORD = re.compile(r"[가-힣]{2,30}|[^\W\d_]{2,30}")


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """The hashes of one message.

    `key` is of its whole text and tells the very same message. `sketch` (BINS,) uint32 is of its shingles. `words` (n,)
    uint16, rising, are hashes below WORD_HASHES. `score` is the checker's own logit, within ±SCORE_LIMIT.
    """

    key: str
    sketch: np.ndarray
    words: np.ndarray
    score: float

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "key": self.key,
            "sketch": base64.b64encode(self.sketch.astype("<u4").tobytes()).decode() if self.has_sketch else "",
            "words": self.words.tolist(),
            "score": round(self.score, 4),
        }

    @property
    def has_sketch(self) -> bool:
        """Whether the message is long enough to have near-duplicates."""
        return bool((self.sketch != _EMPTY).any())

    @classmethod
    def from_json(cls, content: Any) -> Fingerprint:
        """Reads it back. Raises ValueError for anything else."""
        if not isinstance(content, dict) or not isinstance(content.get("key"), str):
            raise ValueError("no fingerprint")
        words, score, sketch = content.get("words"), content.get("score"), content.get("sketch")
        if not isinstance(words, list) or not all(type(w) is int and 0 <= w < WORD_HASHES for w in words[:MAX_WORDS]):
            raise ValueError("words are no hashes")
        if isinstance(score, bool) or not isinstance(score, (int, float)) or not math.isfinite(score):
            raise ValueError("the score is no number")
        if not isinstance(sketch, str):
            raise ValueError("no sketch")
        try:
            raw = base64.b64decode(sketch, validate=True)
        except binascii.Error as error:
            raise ValueError("no sketch") from error
        if raw and len(raw) != 4 * BINS:
            raise ValueError("a sketch of another size")
        values = np.frombuffer(raw, "<u4").astype(np.uint32) if raw else np.full(BINS, _EMPTY, np.uint32)
        clipped = max(-SCORE_LIMIT, min(SCORE_LIMIT, float(score)))
        return cls(content["key"], values, np.array(words[:MAX_WORDS], np.uint16), clipped)


def fingerprint(report: SpamReport) -> Fingerprint | None:
    """The fingerprint of a checked message; None where it holds nothing to know it by."""
    probability = report.probability if report.checked is None else report.checked
    return fingerprint_of(report.text, probability, (report.subject, *report.facts))


def fingerprint_of(text: str, probability: float, facts: Sequence[str] = ()) -> Fingerprint | None:
    """The fingerprint of a shown text. `facts` know a mail without text, such as pictures, by its headers."""
    plain = normalize(text[:_READ]).text
    flat = _SPACE.sub(" ", _DIGITS.sub("0", _ADDRESS.sub(" url ", plain))).strip()
    whole = flat if len(flat) > 2 else "\n".join((plain.strip(), *facts)).strip()
    if not whole:
        return None
    key = hashlib.sha256(f"{whole}\n{text[_READ:]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return Fingerprint(key, _sketch(flat), _words(plain), logit(probability))


def logit(probability: float) -> float:
    """A probability as a logit within ±SCORE_LIMIT."""
    if probability <= 0 or probability >= 1:
        return SCORE_LIMIT if probability >= 1 else -SCORE_LIMIT
    return max(-SCORE_LIMIT, min(SCORE_LIMIT, math.log(probability / (1 - probability))))


def similarity(sketch: np.ndarray, sketches: np.ndarray) -> np.ndarray:
    """The share of shingles that messages have in common, about: (BINS,) and (n, BINS) to (n,) in 0..1."""
    present = sketch != _EMPTY
    same = ((sketches == sketch) & present).sum(axis=1)
    either = ((sketches != _EMPTY) | present).sum(axis=1)
    return same / np.maximum(either, 1)


def _sketch(flat: str) -> np.ndarray:
    """The smallest hash of the shingles in each of BINS classes."""
    sketch = np.full(BINS, _EMPTY, np.uint32)
    codes = np.frombuffer(flat.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    count = len(codes) - _SHINGLE + 1
    if count < _FEWEST_SHINGLES:
        return sketch
    mixed = np.zeros(count, np.uint64)
    for i in range(_SHINGLE):
        mixed = mixed * np.uint64(0x100000001B3) + codes[i : i + count]
    for shift, factor in ((33, 0xFF51AFD7ED558CCD), (29, 0xC4CEB9FE1A85EC53)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(32)
    values = (mixed >> np.uint64(32)).astype(np.uint32)
    np.minimum.at(sketch, (mixed % np.uint64(BINS)).astype(np.int64), values)
    return sketch


def _words(plain: str) -> np.ndarray:
    """Hashes of the words; a longer Korean word counts by its pairs of syllables, so that endings do not matter."""
    found: dict[int, None] = {}
    for match in _WORD.finditer(plain):
        word = match[0]
        pairs = "가" <= word[0] <= "힣" and len(word) > 2
        for piece in [word[i : i + 2] for i in range(len(word) - 1)] if pairs else [word]:
            found[zlib.crc32(piece.encode("utf-8", "surrogatepass")) % WORD_HASHES] = None
        if len(found) >= MAX_WORDS:
            break
    return np.array(sorted(list(found)[:MAX_WORDS]), np.uint16)
