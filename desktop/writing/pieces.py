"""What is kept of each written token: its probability, what else could have stood there, and where it came from.

A completion is kept with its pieces as compact JSON; a word is what a person sees and points at.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

NETWORK_ONLY = (1.0, 0.0, 0.0)
# A word less likely than these is of level 1, 2, 3. Written letter by letter, each word is less likely than as a whole.
LEVELS = {"word": (0.05, 0.015, 0.004), "char": (0.01, 0.002, 0.0004)}
_DIGITS = 4
_MARKS = re.escape(".,;:!?…\"'’”“‘()[]{}«»、。，！？「」『』")
_WORD = re.compile(rf"\w+(?:['’]\w+)*|[{_MARKS}]+|[^\w\s{_MARKS}]+")
_SPECIAL = re.compile(r"< ?\w+ ?>")  # what a vocabulary calls the tokens that write nothing
_SPACE_AFTER = frozenset(".,;:!?)]}\"'”’»…%、。，！？」』")


@dataclass(frozen=True, slots=True)
class Kept:
    """A written token as it is kept; the fields are those of the engine's Piece."""

    text: str
    probability: float
    alternatives: tuple[tuple[str, float], ...] = ()
    shares: tuple[float, float, float] = NETWORK_ONLY
    matched: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a completion: its characters [start, end), its pieces [first, last), and the least likely of them.

    `probability` is that of the whole word, 0..1; `level` is 0 for an expected word up to 3.
    """

    start: int
    end: int
    first: int
    last: int
    weakest: int
    probability: float
    level: int


def level_of(probability: float, unit: str = "word") -> int:
    """0 for an expected word, 1 to 3 for less and less likely ones; `unit` is that of the pieces."""
    return sum(probability < limit for limit in LEVELS[unit])


def kept(piece: Any) -> Kept:
    """The record of an engine's Piece; tokens that write nothing are no alternatives."""
    alternatives = tuple(
        (str(text), float(probability))
        for text, probability in piece.alternatives
        if probability > 0 and text and not _SPECIAL.fullmatch(text)
    )
    network, phrases, just_written = map(float, getattr(piece, "shares", NETWORK_ONLY))
    shares = (network, phrases, just_written)
    return Kept(piece.text, float(piece.probability), alternatives, shares, int(getattr(piece, "matched", 0)))


def dump(pieces: Iterable[Kept], unit: str) -> str:
    """Compact JSON of the pieces of a completion; `unit` is "char" or "word". Defaults at the end are left out."""
    rows = []
    for piece in pieces:
        row: list[Any] = [
            piece.text,
            _short(piece.probability),
            [[text, _short(probability)] for text, probability in piece.alternatives],
        ]
        if piece.shares != NETWORK_ONLY or piece.matched:
            row += [[_short(share) for share in piece.shares], piece.matched]
        rows.append(row)
    if not rows:
        return ""
    return json.dumps({"unit": unit, "pieces": rows}, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> tuple[str, tuple[Kept, ...]]:
    """Unit and pieces of what `dump` wrote; ("", ()) for a message without any, or with something else there."""
    if not text:
        return "", ()
    try:
        value = json.loads(text)
        if value["unit"] not in LEVELS:
            return "", ()
        return str(value["unit"]), tuple(_piece(*row) for row in value["pieces"])
    except (ValueError, TypeError, KeyError):
        return "", ()


def _piece(
    text: str, probability: float, alternatives: list[Any], shares: Any = NETWORK_ONLY, matched: int = 0
) -> Kept:
    network, phrases, just_written = map(float, shares)
    others = tuple((str(other), float(chance)) for other, chance in alternatives)
    return Kept(str(text), float(probability), others, (network, phrases, just_written), int(matched))


def _short(probability: float) -> float:
    return float(f"{probability:.{_DIGITS}g}")


def cut(pieces: Sequence[Kept], length: int) -> tuple[Kept, ...]:
    """The pieces of the first `length` characters; the rest was written after the text was taken."""
    end = 0
    for count, piece in enumerate(pieces):
        if end + len(piece.text) > length:
            return tuple(pieces[:count])
        end += len(piece.text)
    return tuple(pieces)


def words(text: str, pieces: Sequence[Kept], unit: str = "word") -> list[Word]:
    """The words of a completion, in their order; none where the pieces, of `unit`, are not those of the text."""
    if not pieces or "".join(piece.text for piece in pieces) != text:
        return []
    starts, place = [], 0
    for piece in pieces:
        starts.append(place)
        place += len(piece.text)
    found = []
    for match in _WORD.finditer(text):
        first = bisect_right(starts, match.start()) - 1
        last = bisect_right(starts, match.end() - 1)
        own = [index for index in range(first, last) if pieces[index].text]
        probability = 1.0
        for index in own:
            probability *= pieces[index].probability
        weakest = min(own, key=lambda index: pieces[index].probability)
        level = level_of(probability, unit)
        found.append(Word(match.start(), match.end(), first, last, weakest, probability, level))
    return found


def joined(before: str, written: str, other: str, unit: str) -> str:
    """The characters that `other`, a token, takes where `written` stands behind `before`: with its blank, or without.

    Args:
        before: all of the text in front, the seed included.
        written: the characters of the piece whose place it takes.
        other: the token, one of the piece's alternatives.
        unit: "char" or "word"; only words have blanks that are not written down.
    """
    after_blank = not before or before[-1].isspace()
    if unit != "word" or not other or other.isspace():
        return other
    if other[0] == " ":
        return other[1:] if after_blank else other
    if after_blank or not (other[0].isalnum() or other[0] == "_"):
        return other
    if written[:1].isspace():
        return " " + other
    if written[:1].isalnum() or written[:1] == "_":
        return other
    implied = before[-1].isalnum() or before[-1] == "_" or before[-1] in _SPACE_AFTER
    return " " + other if implied else other


def edit_positions(text: str, offsets: Sequence[int]) -> list[int]:
    """Character offsets as positions of a text edit, which counts UTF-16 units; in one pass over the text."""
    if text.isascii() or all(ord(character) < 0x10000 for character in text):
        return list(offsets)
    wide = [index for index, character in enumerate(text) if ord(character) >= 0x10000]
    return [offset + bisect_right(wide, offset - 1) for offset in offsets]
