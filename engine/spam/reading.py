"""A message taken apart once for all that judges it: tokens, n-grams of the whole and of its windows, its look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engine.spam.features import Piece, Token, tokens_and_pieces
from engine.spam.message import Message
from engine.spam.ngrams import Grams, grams
from engine.spam.surface import surface

WINDOW = 800  # characters, about 130 words
MOST_WINDOWS = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a message: `found` are its tokens, `whole` its n-grams, `windows` those of its windows in their
    order (none where there would be only one), `look` the numbers of `engine.spam.surface`."""

    found: list[Token]
    whole: Grams
    windows: tuple[Grams, ...]
    look: np.ndarray


def read_message(message: Message) -> Reading:
    """Takes the shown text of a message apart."""
    found, pieces = tokens_and_pieces(message.text)
    names = [token.text for token in found]
    look = surface(
        message.text,
        names,
        [piece.plain for piece in pieces],
        message.facts,
        hidden=message.hidden,
        images=message.images,
    )
    whole = grams("\n".join(piece.plain.text for piece in pieces), names)
    return Reading(found, whole, _windows(found, pieces), look)


def _windows(found: Sequence[Token], pieces: Sequence[Piece]) -> tuple[Grams, ...]:
    """The n-grams of each window. Good words that are put behind a text change its own windows by nothing."""
    total = sum(len(piece.plain.text) for piece in pieces)
    size = max(WINDOW, -(-total // MOST_WINDOWS))
    if total < WINDOW * 3 // 2:
        return ()
    windows = []
    for piece in pieces:
        text = piece.plain.text
        # A rest of less than half a window belongs to the one before it.
        count = max(1, round(len(text) / size))
        edges = [_before_word(text, size * i) for i in range(count)] + [len(text)]
        place = 0
        for first, last in pairwise(edges):
            end = piece.offset + (piece.plain.starts[last] if last < len(text) else 1 << 60)
            names = []
            begin = piece.offset + (piece.plain.starts[first] if first < len(text) else 0)
            while place < len(found) and found[place].start < end:
                if found[place].start >= begin:
                    names.append(found[place].text)
                place += 1
            windows.append(grams(text[first:last], names))
    return tuple(windows)


def _before_word(text: str, place: int) -> int:
    """Where the word at a place begins; the place itself where a word is endless."""
    blank = text.rfind(" ", max(0, place - 40), place)
    return blank if blank >= 0 and place else place
