"""Hangul as it is typed: one letter a key, so that a syllable in the making is a prefix of the finished one.

The tables follow the two-set keyboard (두벌식): compound vowels and finals are two keys each. So 안녕하ㅅ, 안녕핫 and
안녕하세 all begin 안녕하세요, whichever the input method shows on the way.
"""

from __future__ import annotations

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = "\0ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_FIRST, _LAST = 0xAC00, 0xD7A3
_KEYS = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip


def is_syllable(char: str) -> bool:
    """Whether a character is a whole Hangul syllable."""
    return len(char) == 1 and _FIRST <= ord(char) <= _LAST


def is_jamo(char: str) -> bool:
    """Whether a character is a letter of Hangul that stands alone, as an input method shows the first key."""
    return len(char) == 1 and 0x3131 <= ord(char) <= 0x3163


def keys(text: str) -> str:
    """The text with every syllable as the letters that are typed for it; everything else stays."""
    return "".join(map(_keys_of, text))


def _keys_of(char: str) -> str:
    if is_syllable(char):
        lead, rest = divmod(ord(char) - _FIRST, 588)
        vowel, final = divmod(rest, 28)
        letters = _LEADS[lead] + _VOWELS[vowel] + (_FINALS[final] if final else "")
        return "".join(_KEYS.get(letter, letter) for letter in letters)
    return _KEYS.get(char, char)
