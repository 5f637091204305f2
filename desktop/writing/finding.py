"""Where a text holds what is looked for: upper or lower case, composed or decomposed, is all one."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

EXCERPT = 120  # characters of an excerpt
_BEFORE = 32  # of them before what was found

Span = tuple[int, int]


def fold(text: str) -> str:
    """A text as it is compared: case folded, composed (NFC)."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _joins(character: str) -> bool:
    """Whether a character goes together with the one before it: an accent, a vowel or final of a Hangul syllable."""
    return unicodedata.combining(character) != 0 or "\u1160" <= character <= "\u11ff"


def _clusters(text: str) -> Iterator[Span]:
    start = 0
    for index in range(1, len(text)):
        if not _joins(text[index]):
            yield start, index
            start = index
    if text:
        yield start, len(text)


class Folded:
    """A text folded once, in which several things can be looked for."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self.text = fold(text)
        self._starts: list[int] = []  # of each cluster, in the folded text; empty where the two texts run alike
        self._places: list[int] = []  # of each cluster, in the text
        # Folding a case never makes a text shorter: of the same length, and composed as it is, both run alike.
        if text.isascii() or (len(self.text) == len(text) and self.text == text.casefold()):
            return
        parts, length = [], 0
        for start, end in _clusters(text):
            part = fold(text[start:end])
            self._starts.append(length)
            self._places.append(start)
            parts.append(part)
            length += len(part)
        self.text = "".join(parts)

    def spans(self, wanted: str) -> list[Span]:
        """All places of `wanted`, which is folded already: start and end as characters of the text."""
        found: list[Span] = []
        place = self.text.find(wanted) if wanted else -1
        while place >= 0:
            end = place + len(wanted)
            found.append((self._back(place), self._back_end(end)))
            place = self.text.find(wanted, end)
        return found

    def first(self, wanted: str) -> Span | None:
        """The first of them."""
        place = self.text.find(wanted) if wanted else -1
        return (self._back(place), self._back_end(place + len(wanted))) if place >= 0 else None

    def _back(self, place: int) -> int:
        return self._places[bisect_right(self._starts, place) - 1] if self._starts else place

    def _back_end(self, place: int) -> int:
        if not self._starts:
            return place
        cluster = bisect_right(self._starts, place - 1)
        return self._places[cluster] if cluster < len(self._places) else self._length


def spans(text: str, query: str) -> list[Span]:
    """All places of a query in a text, none where it is empty."""
    return Folded(text).spans(fold(query.strip()))


def words_of(query: str) -> tuple[str, ...]:
    """The words of a query, folded; a text is found that has them all."""
    return tuple(fold(query.replace("\0", " ")).split())


def excerpt(text: str, query: str) -> tuple[str, list[Span]]:
    """A line of a text around what was found: the query as a whole, or the longest of its words.

    Returns:
        The line, at most EXCERPT characters and two ellipses, and where it holds the words, as characters of it.
    """
    folded = Folded(text)
    wanted = [fold(query.strip()), *sorted(words_of(query), key=len, reverse=True)]
    start = next((span[0] for word in wanted if (span := folded.first(word)) is not None), 0)
    begin = max(0, start - _BEFORE)
    blank = text.find(" ", begin, start)
    begin = blank + 1 if begin and blank >= 0 else begin
    cut = text[begin : begin + EXCERPT]
    line = " ".join(cut.split())
    line = ("… " if begin else "") + line + (" …" if begin + EXCERPT < len(text) else "")
    whole = spans(line, query)
    shown = whole or [span for word in words_of(query) for span in spans(line, word)]
    return line, sorted(shown)
