"""A text in NFC, as tokenizers read it, with the way back to the text as it was given."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import numpy as np


@dataclass(frozen=True)
class Normalized:
    """`text` is in NFC. `starts` and `ends` say for each of its characters which ones of the given text it comes from;
    they are None where the given text was in NFC already."""

    text: str
    starts: np.ndarray | None = None
    ends: np.ndarray | None = None

    def start(self, character: int) -> int:
        """Where a span of the given text begins that begins with this character of the normalised one."""
        return character if self.starts is None else int(self.starts[character])

    def end(self, end: int) -> int:
        """Where a span of the given text ends that ends before this character of the normalised one; at least 1."""
        return end if self.ends is None else int(self.ends[end - 1])


def normalized(text: str) -> Normalized:
    """The text in NFC. What several characters make together, such as a syllable of its letters, is one part of it."""
    if unicodedata.is_normalized("NFC", text):
        return Normalized(text)
    cuts = [0, *(i for i in range(1, len(text)) if _stands_alone(text[i])), len(text)]
    parts = [unicodedata.normalize("NFC", text[a:b]) for a, b in pairwise(cuts)]
    lengths = [len(part) for part in parts]
    return Normalized("".join(parts), np.repeat(cuts[:-1], lengths), np.repeat(cuts[1:], lengths))


def _stands_alone(character: str) -> bool:
    """Whether a character never joins one before it: no mark, nor a vowel or final consonant of a Korean syllable."""
    return not (
        unicodedata.combining(character)
        or unicodedata.category(character)[0] == "M"
        or 0x1160 <= ord(character) <= 0x11FF
        or 0xD7B0 <= ord(character) <= 0xD7FF
    )
