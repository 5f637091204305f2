"""How well a few typed letters fit a line: whole words, beginnings, letters in their order; Hangul key by key.

A syllable counts as the keys that type it, so that 안녕하ㅅ and 안녕핫 both find 안녕하세요, and ㅅㅍ finds 스팸.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = "\0ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"  # the first stands for none
_KEYS = str.maketrans(
    {
        "\0": "",
        **dict(zip("ㅘㅙㅚㅝㅞㅟㅢ", ("ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅜㅓ", "ㅜㅔ", "ㅜㅣ", "ㅡㅣ"), strict=True)),
        **dict(zip("ㄳㄵㄶㄺㄻㄼㄽ", ("ㄱㅅ", "ㄴㅈ", "ㄴㅎ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ"), strict=True)),
        **dict(zip("ㄾㄿㅀㅄ", ("ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅂㅅ"), strict=True)),
    }
)
_FIRST = 0xAC00


@lru_cache(maxsize=4096)
def strokes(text: str) -> tuple[str, str]:
    """The keys of a text in small letters, and for each what begins there: "W"ord, "S"yllable or letter, or " "."""
    keys: list[str] = []
    begins: list[str] = []
    before = " "
    for letter in unicodedata.normalize("NFC", text).casefold():
        code = ord(letter) - _FIRST
        if 0 <= code < 11172:
            letters = _INITIALS[code // 588] + _VOWELS[code % 588 // 28] + _FINALS[code % 28]
        else:
            letters = letter
        parts = letters.translate(_KEYS)
        kind = "S" if before.isalnum() else "W"
        keys.append(parts)
        begins.append((kind + " " * len(parts))[: len(parts)])
        before = letter
    return "".join(keys), "".join(begins)


def fits(typed: str, line: str) -> float | None:
    """How well every typed word fits the line, larger is better; None where one does not. Nothing typed fits: 0."""
    total = 0.0
    for word in typed.split():
        found = _fits_word(strokes(word)[0], *strokes(line))
        if found is None:
            return None
        total += found
    return total


def _fits_word(word: str, keys: str, begins: str) -> float | None:
    best: float | None = None
    place = keys.find(word)
    while place >= 0:
        value = {"W": 100.0, "S": 60.0}.get(begins[place], 40.0) - min(place, 90) / 10
        best = value if best is None else max(best, value)
        place = keys.find(word, place + 1)
    if best is not None:
        return best
    if all(letter in _INITIALS for letter in word):  # first consonants alone: ㅅㅍ for 스팸
        place = "".join(key for key, begin in zip(keys, begins, strict=True) if begin != " ").find(word)
        return None if place < 0 else 50.0 - min(place, 90) / 10
    return _in_order(word, keys, begins)


def _in_order(word: str, keys: str, begins: str) -> float | None:
    """All letters in their order with others between them, from the beginning of a word, not too far apart."""
    if len(word) < 2:
        return None
    best: float | None = None
    for start in (index for index, begin in enumerate(begins) if begin == "W" and keys[index] == word[0]):
        place = start
        for letter in word[1:]:
            place = keys.find(letter, place + 1)
            if place < 0:
                break
        else:
            spread = place - start + 1 - len(word)
            if spread <= 4 * len(word):
                best = max(best or 0.0, 30.0 - spread)
    return best
