"""What senders do to get past a filter, as functions of a text: to train against, and to measure with.

Disguises leave a text readable to a person; good words (Lowd and Meek 2005, "Good word attacks on statistical spam
filters") are put behind it. Every function gives the same result for the same seed.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]{3,}")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_ALIKE = {
    "a": "аα", "c": "сϲ", "e": "еε", "i": "іι", "j": "ј", "o": "оο", "p": "рρ", "s": "ѕ", "x": "хχ", "y": "уγ",
    "h": "һ", "A": "АΑ", "B": "ВΒ", "C": "С", "E": "ЕΕ", "H": "НΗ", "I": "ІΙ", "K": "КΚ", "M": "МΜ", "O": "ОΟ",
    "P": "РΡ", "S": "Ѕ", "T": "ТΤ", "X": "ХΧ", "Y": "Υ",
}  # fmt: skip
_LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7"}
_SEPARATORS = ".-_*"

Attack = Callable[[str, int], str]


def zero_width(text: str, seed: int, *, share: float = 0.6) -> str:
    """Invisible characters inside a share of the words."""
    return _each_word(text, seed, share, lambda word, chance: "".join(_behind(word, chance)))


def _behind(word: str, chance: random.Random) -> Iterable[str]:
    for place, letter in enumerate(word):
        yield letter
        if place < len(word) - 1 and chance.random() < 0.5:
            yield chance.choice(_INVISIBLE)


def homoglyphs(text: str, seed: int, *, share: float = 0.6) -> str:
    """Letters of a share of the words from Cyrillic and Greek that look the same."""

    def swapped(word: str, chance: random.Random) -> str:
        return "".join(chance.choice(_ALIKE[c]) if c in _ALIKE and chance.random() < 0.5 else c for c in word)

    return _each_word(text, seed, share, swapped)


def split_words(text: str, seed: int, *, share: float = 0.6) -> str:
    """A share of the words w.r.i.t.t.e.n like this."""
    return _each_word(text, seed, share, lambda word, chance: chance.choice(_SEPARATORS).join(word))


def leet(text: str, seed: int, *, share: float = 0.6) -> str:
    """Digits and signs for letters inside a share of the words."""

    def swapped(word: str, chance: random.Random) -> str:
        inner = "".join(
            chance.choice(_LEET[c.lower()]) if c.lower() in _LEET and chance.random() < 0.5 else c for c in word[1:-1]
        )
        return word[0] + inner + word[-1]

    return _each_word(text, seed, share, swapped)


DISGUISES: dict[str, Attack] = {
    "zero-width": zero_width,
    "homoglyphs": homoglyphs,
    "w.o.r.d": split_words,
    "leet": leet,
}


def _each_word(text: str, seed: int, share: float, change: Callable[[str, random.Random], str]) -> str:
    """The text with a share of its words changed."""
    chance = random.Random(f"{seed}:{len(text)}")
    return _WORD.sub(lambda match: change(match[0], chance) if chance.random() < share else match[0], text)


def good_words(ham: Iterable[str], spam: Iterable[str], *, count: int = 1000) -> list[str]:
    """The words that speak most for ordinary mail, by their smoothed log-count ratio over messages, the best first."""
    counts: list[Counter[str]] = []
    sizes = []
    for texts in (ham, spam):
        counted: Counter[str] = Counter()
        number = 0
        for text in texts:
            counted.update({word.lower() for word in _WORD.findall(text)})
            number += 1
        counts.append(counted)
        sizes.append(number)
    in_ham, in_spam = counts
    ratio = {
        word: math.log((found + 1) / (sizes[0] + 2)) - math.log((in_spam[word] + 1) / (sizes[1] + 2))
        for word, found in in_ham.items()
    }
    return sorted(ratio, key=lambda word: (-ratio[word], word))[:count]


def with_good_words(text: str, words: Sequence[str], number: int, seed: int) -> str:
    """The text with `number` of the words behind it, in lines of twelve."""
    chance = random.Random(f"{seed}:{len(text)}")
    drawn = [chance.choice(words) for _ in range(number)] if words else []
    lines = [" ".join(drawn[i : i + 12]) for i in range(0, len(drawn), 12)]
    return "\n".join([text, *lines])
