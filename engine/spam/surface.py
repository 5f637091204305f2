"""The look of a message as a few numbers: length, capitals, digits, links, and what was found while undisguising it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from engine.spam.facts import Facts, odd_links
from engine.spam.normalize import Normalized

_DIGITS = re.compile(r"\d+")
_CLIPPED = 2.0

# What a pasted text has as well, and what only a whole mail shows.
OF_TEXT = (
    "length", "short", "capitals", "digits", "short_codes", "long_numbers", "years", "exclamations", "questions",
    "currency", "shouted", "phones", "amounts", "dots", "word_length", "repetition", "begins_large", "ends_closed",
    "lines", "links", "odd_links", "invisible", "folded", "joined", "leet",
)  # fmt: skip
OF_MAIL = ("hidden", "images")
NAMES = (*OF_TEXT, *OF_MAIL)


def surface(
    text: str, names: Sequence[str], plain: Sequence[Normalized], facts: Facts, *, hidden: int = 0, images: int = 0
) -> np.ndarray:
    """The numbers of NAMES, (len(NAMES),) float32, most of them logarithms of counts; none above ten.

    Args:
        text: as it is shown.
        names: the texts of its tokens.
        plain: its undisguised pieces.
        hidden, images: characters that the mail hid, and pictures; 0 for a text without headers.
    """
    size, letters = max(1, len(text)), max(1, sum(map(str.isalpha, text)))
    runs = [len(run) for run in _DIGITS.findall(text)]
    tokens = max(1, len(names))
    ended = text.rstrip()
    numbers = (
        math.log1p(size) / 8,
        min(1.0, abs(size - 150) / 150),
        sum(map(str.isupper, text)) / letters,
        3 * sum(runs) / size,
        math.log1p(runs.count(5)),
        math.log1p(sum(1 for run in runs if run >= 10)),
        math.log1p(runs.count(4)),
        math.log1p(text.count("!")),
        math.log1p(text.count("?")),
        math.log1p(sum(text.count(sign) for sign in "£$€₩원")),
        math.log1p(names.count("<caps>")),
        math.log1p(names.count("<phone>")),
        math.log1p(names.count("<money>")),
        math.log1p(text.count("...")),
        sum(map(len, names)) / tokens / 10,
        len(set(names)) / tokens,
        float(text[:1].isupper()),
        float(ended[-1:] in (".", "!")),
        math.log1p(text.count("\n")) / 5,
        math.log1p(len(facts.links)),
        math.log1p(odd_links(facts)),
        *(
            min(_CLIPPED, math.log1p(sum(getattr(piece, found) for piece in plain)))
            for found in ("invisible", "folded", "joined", "leet")
        ),
        min(_CLIPPED, math.log1p(hidden) / 3),
        math.log1p(images) / 2,
    )
    return np.array(numbers, np.float32)
