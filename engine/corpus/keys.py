"""E-mail addresses, and strings that open something: passwords behind their label, keys, tokens, private keys.

Each place of a text is looked at a bounded number of times: what repeats is matched possessively or has a limit.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from engine.corpus.numbers import Span, lowered

# -- e-mail addresses --------------------------------------------------------------------------------------------------

_LOCAL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.+_%'-")
_AT = re.compile(r"[A-Za-z0-9.+_%'-]@[A-Za-z0-9가-힣]")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9-]{1,63}+\.){1,8}(?:[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,59})(?![A-Za-z0-9])")
_KOREAN_DOMAIN = re.compile(r"[A-Za-z0-9가-힣-]{1,63}\.(?:한국|닷컴)")
_LONGEST_LOCAL = 64


def emails(text: str) -> Iterator[Span]:
    """E-mail addresses. A Korean word that stands right before or behind one is not part of it."""
    if "@" not in text:
        return
    for found in _AT.finditer(text):
        at = found.start() + 1
        domain = _DOMAIN.match(text, at + 1) or _KOREAN_DOMAIN.match(text, at + 1)
        if domain is None:
            continue
        start = at
        while start > max(0, at - _LONGEST_LOCAL) and text[start - 1] in _LOCAL:
            start -= 1
        while start < at and not (text[start].isalnum() or text[start] == "_"):
            start += 1
        if start < at:
            yield "email", start, domain.end()


# -- private keys ------------------------------------------------------------------------------------------------------

_PEM_BEGIN = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_PEM_END = re.compile(r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_PEM_LINES = re.compile(r"(?:\s{1,8}[A-Za-z0-9+/=]{16,100}+(?![^\s]))*+")
_LONGEST_PEM = 20_000


def private_keys(text: str) -> Iterator[Span]:
    """Private keys in PEM, from their first line to the last, or as far as their lines go where the last is missing."""
    if "-----BEGIN" not in text:
        return
    ends = [found.end() for found in _PEM_END.finditer(text)]
    place, last = 0, 0
    for found in _PEM_BEGIN.finditer(text):
        if found.start() < last:
            continue
        while place < len(ends) and ends[place] < found.end():
            place += 1
        if place < len(ends) and ends[place] - found.start() <= _LONGEST_PEM:
            last = ends[place]
        else:
            lines = _PEM_LINES.match(text, found.end())
            last = lines.end() if lines else found.end()
        yield "key", found.start(), last


# -- passwords and tokens behind their label ---------------------------------------------------------------------------

# In small letters; what stands before an English label is looked at afterwards, since a pattern that begins with a word
# is found several times quicker.
_LABEL = re.compile(
    r"""(?P<label>password|passwd|passphrase|passcode|pwd|pw|비밀[ ]?번호|패스워드|비번
      |api[ _-]?key|api[ _-]?token|secret[ _-]?key|private[ _-]?key
      |(?:access|auth|bearer|refresh|client|bot)[ _-]?(?:key|token|secret)
      |secret|token|암호|api[ ]?키|인증[ ]?키|토큰)
    (?P<link>["']?[ ]{0,3}[:=][ ]{0,3}|[ ](?:is|was)[ ](?:now[ ])?|(?:은|는|가|이)[ ])
    ["'`“‘]?(?P<value>[^\s"'`“”‘’<>]{4,128})""",
    re.VERBOSE,
)
_PIN = re.compile(
    r"""(?:pin|otp|cvc|cvv|security[ ]?code|verification[ ]?code|access[ ]?code|door[ ]?code|passcode
      |인증[ ]?번호|비밀[ ]?번호|비번|핀[ ]?번호|보안[ ]?코드)
    (?:[ ]?(?:is|was|은|는))?[ ]?[:=]?[ ]?[\[("']?(?P<value>[0-9]{3,8})(?![0-9A-Za-z%])""",
    re.VERBOSE,
)
_OF_PASSWORDS = re.compile(r"pass|pw|비|패")
_VALUE_END = ".,;:!?)]}"
_NO_PASSWORDS = frozenset(
    {"required", "none", "null", "optional", "forgotten", "forgot", "changed", "wrong", "incorrect"}
)


def labelled(text: str) -> Iterator[Span]:
    """What stands behind “password:”, “token=”, “비밀번호는” and the like, and has the look of one; not the label."""
    small = lowered(text)
    for found in _LABEL.finditer(small):
        start, end = found.span("value")
        value = text[start:end].rstrip(_VALUE_END)
        end = start + len(value)
        sure = ":" in found["link"] or "=" in found["link"]
        alone = sure and _OF_PASSWORDS.match(found["label"]) is not None and _ends_line(text, end)
        if _begins(text, found.start()) and _is_password(value, sure=sure, alone=alone):
            yield "key", start, end
    for found in _PIN.finditer(small):
        if _begins(text, found.start()):
            yield "key", *found.span("value")


def _begins(text: str, place: int) -> bool:
    """Whether no English word goes on here."""
    return not (text[place].isascii() and place and text[place - 1].isascii() and text[place - 1].isalpha())


def _ends_line(text: str, end: int) -> bool:
    return text[end : end + 2].strip(" \"'`”’" + _VALUE_END)[:1] in ("", "\n")


def _is_password(value: str, *, sure: bool, alone: bool) -> bool:
    """Words of a sentence are none. Behind a colon a single word at the end of a line is one."""
    if len(value) < 4 or (value.startswith("_") and value.endswith("_")) or not any(map(str.isascii, value)):
        return False
    if any("가" <= character <= "힣" for character in value) or "://" in value:
        return False
    has_digit = any(map(str.isdigit, value))
    letters = sum(map(str.isalpha, value))
    if has_digit and letters:
        return True
    if not sure:
        return False
    if has_digit or any(character in "!@#$%^&*+=_" for character in value):
        return True
    mixed = value[1:] != value[1:].lower() and value != value.upper()
    return mixed or (alone and value.isalpha() and value.casefold() not in _NO_PASSWORDS)


# -- keys by their shape -----------------------------------------------------------------------------------------------

_TOKEN = re.compile(r"(?<![A-Za-z0-9+/_=.~-])[A-Za-z0-9+/_=.~-]{20,}+")
_PREFIXED = re.compile(
    r"(?:sk|pk|rk)[-_][A-Za-z0-9_-]{18,}|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{22,}|glpat-[\w-]{18,}"
    r"|xox[abeprs]-[A-Za-z0-9-]{10,}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,}|ya29\.[\w.-]{20,}|hf_[A-Za-z0-9]{20,}"
    r"|npm_[A-Za-z0-9]{30,}|pypi-[\w-]{30,}|SG\.[\w-]{16,}\.[\w-]{16,}|eyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?"
    r"|AGE-SECRET-KEY-1[A-Z0-9]{40,}|dop_v1_[a-f0-9]{40,}|shp(?:at|ss|ca)_[a-fA-F0-9]{20,}|whsec_\w{20,}"
)
_HEXADECIMAL = re.compile(r"[0-9a-f]{32,}|[0-9A-F]{32,}")
_SEGMENT, _PART = re.compile(r"[^.~]++"), re.compile(r"[^/=]++")
_SPELLED = re.compile(r"[a-z]{3,}")
_LOOKED_AT = 200
_SHORTEST_KEY, _LEAST_BITS, _LEAST_CHANGES = 20, 3.5, 0.25


def keys(text: str) -> Iterator[Span]:
    """Keys that are known by how they begin, and long strings that look drawn by lot."""
    for token in _TOKEN.finditer(text):
        if _PREFIXED.match(text, token.start(), min(token.end(), token.start() + _LOOKED_AT)):
            yield "key", token.start(), token.start() + len(token[0].rstrip(".="))
            continue
        for segment in _SEGMENT.finditer(text, *token.span()):
            # A path has keys between its slashes, a key may have slashes too.
            parts = [
                part.span()
                for part in _PART.finditer(text, *segment.span())
                if _PREFIXED.match(part[0][:_LOOKED_AT]) or is_random(part[0])
            ]
            if not parts and is_random(segment[0]):
                parts = [segment.span()]
            yield from (("key", *part) for part in parts)


def is_random(word: str) -> bool:
    """Whether a string looks drawn by lot: hexadecimal digits, or capitals, small letters and digits well mixed."""
    if len(word) < _SHORTEST_KEY:
        return False
    word = word[:_LOOKED_AT]
    if _HEXADECIMAL.fullmatch(word):
        return len(set(word)) >= 8 and any(map(str.isdigit, word)) and any(map(str.isalpha, word))
    kinds = [_kind(character) for character in word]
    counts = Counter(kinds)
    if min(2 * counts["digit"], counts["upper"], counts["lower"]) < 2:
        return False
    # Words with capitals in front, as in a path, change seldom.
    changes = sum(1 for a, b in pairwise(kinds) if a != b and "sign" not in (a, b))
    spelled = sum(len(run) for run in _SPELLED.findall(word))
    return changes >= _LEAST_CHANGES * len(word) and spelled <= len(word) / 2 and _bits(word) >= _LEAST_BITS


def _kind(character: str) -> str:
    if character.isdigit():
        return "digit"
    return ("upper" if character.isupper() else "lower") if character.isalpha() else "sign"


def _bits(word: str) -> float:
    """The entropy of a word's characters, bits each."""
    return -sum(n / len(word) * math.log2(n / len(word)) for n in Counter(word).values())
