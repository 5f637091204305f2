"""A text that is cut step by step and still knows where each of its characters stood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

Span = tuple[int, int]
Edit = tuple[int, int, str]  # from here to there stands this instead; mostly nothing

_NOWHERE = -1
_VISIBLE = re.compile(r"\S(?:[\s\S]*\S)?")


class TrackedText:
    """A text and, where that is asked for, the place of each character in the original.

    Args:
        text: what it is now.
        sources: (characters,) int64, the place of each in the original, rising; -1 of what was put in. None where
            nobody asks.

    `wide` are places that stand for more than one character of the original: the end of each by its place.
    """

    def __init__(self, text: str, sources: np.ndarray | None = None) -> None:
        self.text = text
        self.sources = sources
        self.wide: dict[int, int] = {}

    @classmethod
    def whole(cls, text: str, *, start: int = 0) -> TrackedText:
        """A text that stands in the original as it is, from `start` on."""
        return cls(text, np.arange(start, start + len(text)))

    def part(self, start: int, end: int) -> TrackedText:
        """A part of it by itself."""
        return TrackedText(self.text[start:end], None if self.sources is None else self.sources[start:end])

    def become(self, other: TrackedText) -> None:
        """Takes the place of its text, which `other` was made of."""
        self.text, self.sources = other.text, other.sources

    def edit(self, edits: Sequence[Edit]) -> None:
        """Replaces parts of the text; in order and apart."""
        if not edits:
            return
        texts: list[str] = []
        places: list[np.ndarray] = []
        last = 0
        for start, end, new in edits:
            texts += [self.text[last:start], new]
            if self.sources is not None:
                places += [self.sources[last:start], np.full(len(new), _NOWHERE)]
            last = end
        texts.append(self.text[last:])
        self.text = "".join(texts)
        if self.sources is not None:
            self.sources = np.concatenate([*places, self.sources[last:]])

    def strip(self) -> None:
        """Takes blank space off both ends."""
        left = len(self.text) - len(self.text.lstrip())
        right = len(self.text.rstrip())
        if right <= left:
            self.edit([(0, len(self.text), "")] if self.text else [])
        else:
            self.edit([(a, b, "") for a, b in ((0, left), (right, len(self.text))) if b > a])

    def drop_lines(self, lines: Iterable[Span]) -> None:
        """Takes whole lines out, given as (start, end) without their line ends, in order."""
        runs: list[list[int]] = []
        for start, end in lines:
            if runs and runs[-1][1] == start:
                runs[-1][1] = end + 1
            else:
                runs.append([start, end + 1])
        if runs and runs[-1][1] > len(self.text):  # the last line has no line end: that of the line before goes
            runs[-1] = [max(0, runs[-1][0] - 1), len(self.text)]
        self.edit([(start, end, "") for start, end in runs])


def joined(parts: Sequence[TrackedText], separator: str = "\n") -> TrackedText:
    """Texts of one original behind each other."""
    text = separator.join(part.text for part in parts)
    if not parts or any(part.sources is None for part in parts):
        return TrackedText(text, None if parts else np.empty(0, np.int64))
    between = np.full(len(separator), _NOWHERE)
    places = [places for part in parts for places in (between, part.sources) if places is not None]
    return TrackedText(text, np.concatenate(places[1:]))


def line_spans(text: str, start: int = 0) -> list[Span]:
    """The (start, end) of each line, without line ends, of a text that begins at `start`."""
    spans = []
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def lost_spans(original: str, texts: Sequence[TrackedText]) -> tuple[Span, ...]:
    """The parts of a text that are in none of the tracked ones, as (start, end), in order and apart.

    They begin and end with something that is seen.
    """
    lost = np.zeros(len(original) + 2, bool)
    lost[1:-1] = True
    for text in texts:
        places = np.empty(0, np.int64) if text.sources is None else text.sources[text.sources >= 0]
        lost[places + 1] = False
        if text.wide:
            for place in places[np.isin(places, list(text.wide))].tolist():
                lost[place + 1 : text.wide[place] + 1] = False
    edges = np.flatnonzero(lost[1:] != lost[:-1])
    spans = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    seen = (_VISIBLE.search(original, start, end) for start, end in spans)
    return tuple(found.span() for found in seen if found is not None)
