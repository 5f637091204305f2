"""Undisguises a text, and knows for each character that comes out which characters of the shown text it stands for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from engine.spam.confusables import CAPITALS, EMOJI_GLUE, ENCLOSED_BLOCKS, INVISIBLE, LATIN_VARIANTS, LOOK_ALIKE
from engine.spam.disguises import fold_scripts, join_split_words, merge_jamo, undo_leet

_MAX_CLUSTER = 24  # characters; more combining marks on one letter are only noise
_MAX_EXPANSION = 4
# Plain letters and syllables, up to but without one that a combining mark might follow; the end of the text counts too.
_SIMPLE = re.compile(r"[\x00-\x7f가-힣]+(?=[\x00-\x7f가-힣]|\Z)|\Z")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")


@dataclass(frozen=True, slots=True)
class Normalized:
    """A text without its disguises.

    Character i of `text` stands for the characters `starts[i]` up to `ends[i]` (excluded) of the shown text; both rise.
    `disguised` holds the positions in `text` where something was undone. The counts say what: `invisible` characters
    left out, letters `folded` from look-alikes, `joined` words that were written letter by letter, `leet` digits and
    signs read as letters.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    disguised: frozenset[int] = frozenset()
    invisible: int = 0
    folded: int = 0
    joined: int = 0
    leet: int = 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the shown text behind `text[start:end]`; an empty range gives an empty span."""
        if start >= end:
            where = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return where, where
        return self.starts[start], self.ends[end - 1]


class Draft:
    """Characters with their spans while they are being undisguised."""

    __slots__ = ("chars", "disguised", "ends", "starts")

    def __init__(self, chars: list[str], starts: list[int], ends: list[int], disguised: set[int]) -> None:
        self.chars = chars
        self.starts = starts
        self.ends = ends
        self.disguised = disguised

    @property
    def text(self) -> str:
        """The characters as one string, position by position."""
        return "".join(self.chars)

    def rebuilt(self, pieces: list[tuple[int, int, str | None]]) -> None:
        """Replaces ranges (start, end, text) in rising order; each new character spans the whole range it came from.

        None drops a range; the spans around it do not change.
        """
        chars: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        marks: set[int] = set()
        old = sorted(self.disguised)
        taken = position = 0

        def keep(upto: int) -> None:
            nonlocal taken
            while taken < len(old) and old[taken] < upto:
                if old[taken] >= position:
                    marks.add(old[taken] - position + len(chars))
                taken += 1
            chars.extend(self.chars[position:upto])
            starts.extend(self.starts[position:upto])
            ends.extend(self.ends[position:upto])

        for start, end, text in pieces:
            keep(start)
            for letter in text or "":
                marks.add(len(chars))
                chars.append(letter)
                starts.append(self.starts[start])
                ends.append(self.ends[end - 1])
            if text is None and chars:
                marks.add(len(chars) - 1)
            position = end
        keep(len(self.chars))
        self.chars, self.starts, self.ends, self.disguised = chars, starts, ends, marks


def normalize(text: str) -> Normalized:
    """Undisguises a text: compatibility forms, invisible characters, look-alike letters, split words and leet.

    Lower-cases as well. Never raises; linear in the length of the text.
    """
    draft, invisible, folded = _characters(text)
    if not text.isascii():
        merge_jamo(draft)
        folded += fold_scripts(draft)
    joined = join_split_words(draft)
    leet = undo_leet(draft)
    return Normalized(
        draft.text, tuple(draft.starts), tuple(draft.ends), frozenset(draft.disguised), invisible, folded, joined, leet
    )


def _characters(text: str) -> tuple[Draft, int, int]:
    """Each cluster of the text in its plain lower-case form. Also: how many were invisible, how many folded."""
    if text.isascii():
        size = len(text)
        return Draft(list(text.lower()), list(range(size)), list(range(1, size + 1)), set()), 0, 0
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    marks: set[int] = set()
    invisible = folded = 0
    hidden = False
    position = 0
    for run in _SIMPLE.finditer(text):
        # First what stands before the run of simple characters, then the run.
        for start, end in _clusters(text, position, run.start()):
            cluster = text[start:end]
            if len(cluster) == 1 and INVISIBLE.match(cluster):
                if not _is_glue(text, start):
                    invisible += 1
                    hidden = bool(chars) and not chars[-1].isspace()
                continue
            plain, changed = _plain(cluster if end - start <= _MAX_CLUSTER else cluster[:_MAX_CLUSTER])
            if changed:
                folded += 1
            for letter in plain:
                # Only between two letters does an invisible character disguise a word.
                if changed or (hidden and letter.isalnum() and chars and chars[-1].isalnum()):
                    marks.add(len(chars))
                chars.append(letter)
                starts.append(start)
                ends.append(end)
            if plain:
                hidden = False
        position = run.end()
        if run[0]:
            if hidden and run[0][0].isalnum() and chars and chars[-1].isalnum():
                marks.add(len(chars))
            hidden = False
            chars.extend(run[0].lower())
            starts.extend(range(run.start(), run.end()))
            ends.extend(range(run.start() + 1, run.end() + 1))
    return Draft(chars, starts, ends, marks), invisible, folded


def _clusters(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Spans within text[first:last] of what belongs together: a letter with its marks, the jamo of one syllable."""
    spans: list[tuple[int, int]] = []
    start = first
    for position in range(first + 1, last):
        letter = text[position]
        # Nearly every character is no mark; those below U+0300 never are.
        if letter < "\u0300" or not _continues(text[position - 1], letter):
            spans.append((start, position))
            start = position
    if start < last:
        spans.append((start, last))
    return spans


@lru_cache(maxsize=65_536)
def _continues(before: str, letter: str) -> bool:
    """Whether a character belongs to the one before it."""
    if unicodedata.combining(letter):
        return True
    if "\u1161" <= letter <= "\u1175":
        return "\u1100" <= before <= "\u1112"
    if "\u11a8" <= letter <= "\u11c2":
        whole = unicodedata.normalize("NFC", before)
        syllable = "가" <= whole <= "힣" and (ord(whole) - 0xAC00) % 28 == 0 if len(whole) == 1 else False
        return "\u1161" <= before <= "\u1175" or syllable
    return False


@lru_cache(maxsize=65_536)
def _plain(cluster: str) -> tuple[str, bool]:
    """A cluster in its compatibility form and lower case, and whether a disguise was undone."""
    code = ord(cluster[0])
    if len(cluster) == 1:
        if 0x3131 <= code <= 0x318E:  # ㅋㅋ, ㅠㅠ: NFKC would make them halves of syllables
            return cluster, False
        for first, last in ENCLOSED_BLOCKS:
            if first <= code <= last:
                return chr(ord("a") + code - first), True
        if cluster in LATIN_VARIANTS:
            return LATIN_VARIANTS[cluster], True
        if cluster in CAPITALS or cluster in LOOK_ALIKE:
            return cluster, False  # decided word by word, while capitals can still be told
    plain = unicodedata.normalize("NFKC", cluster)
    if len(plain) > _MAX_EXPANSION * len(cluster):
        plain = cluster  # one Arabic ligature stands for 18 characters
    if len(plain) > 1 or unicodedata.combining(plain[:1] or "a"):
        plain = _MARKS.sub("", plain)
    lowered = plain if plain in LOOK_ALIKE or plain in CAPITALS else plain.lower()
    if len(lowered) > 1:
        lowered = _MARKS.sub("", lowered)
    fancy = 0x1D400 <= code <= 0x1D7FF or 0x24B6 <= code <= 0x24E9 or 0x1F110 <= code <= 0x1F149
    return INVISIBLE.sub("", lowered), fancy


def _is_glue(text: str, position: int) -> bool:
    """Whether an invisible character only belongs to an emoji, or is the byte-order mark in front."""
    letter = text[position]
    if letter == "\ufeff" and position == 0:
        return True
    if letter not in EMOJI_GLUE or not position:
        return False
    before = text[position - 1]
    return before in EMOJI_GLUE or before in "#*0123456789" or unicodedata.category(before) in ("So", "Sk", "Sm")
