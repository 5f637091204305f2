"""Numbers that belong to a person: cards, bank accounts (IBAN), telephones, Korean resident registrations.

All patterns are bounded: from each place they look at most a few dozen characters ahead. They read folded text, where
digits, separators and blanks are those of ASCII (`engine.corpus.secrets`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[str, int, int]

# Patterns that begin with what is rare, such as a digit, are found many times quicker than such that look back first.
DIGITS = re.compile(r"[0-9]++")
_LEFT = r"(?<![0-9A-Za-z_])(?<![0-9][-.,:/])"
_RIGHT = r"(?![0-9A-Za-z_])(?![-.,:/][0-9])"


def lowered(text: str) -> str:
    """The text in small letters, character for character."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


# -- cards -------------------------------------------------------------------------------------------------------------

_CARD_START = re.compile(r"[2-69](?<![0-9A-Za-z_.].)(?=(?:[ -]?[0-9]){12})[0-9]*+")
_GROUP = re.compile(r"[ -]?([0-9]{1,20}+)")
_CARD_DIGITS = (16, 15, 14, 19, 18, 17, 13)


def cards(text: str) -> Iterator[Span]:
    """Card numbers: 13 to 19 digits, alone or in groups, of a known kind of card with a right check digit (Luhn)."""
    end = 0
    for start in _CARD_START.finditer(text):
        if start.start() < end:
            continue
        ends: dict[int, int] = {}
        digits, place = "", start.start()
        while len(digits) < 19 and (group := _GROUP.match(text, place)):
            digits, place = digits + group[1], group.end()
            if not text[place : place + 1].isascii() or not text[place : place + 1].isalnum():
                ends[len(digits)] = place
        for length in _CARD_DIGITS:
            if length in ends and _is_card(digits[:length]):
                end = ends[length]
                yield "card", start.start(), end
                break


def _is_card(digits: str) -> bool:
    four, length = int(digits[:4]), len(digits)
    known = (
        (digits[0] == "4" and length in (13, 16, 19))
        or (digits[0] == "5" and length == 16)
        or ((digits[0] == "6" or digits[:2] in ("50", "56", "57", "58")) and length >= 16)
        or (2221 <= four <= 2720 and length == 16)
        or (digits[:2] in ("34", "37") and length == 15)
        or (digits[:2] in ("30", "36", "38", "39") and 14 <= length <= 19)
        or (3528 <= four <= 3589 and length >= 16)
        or (digits[0] == "9" and length == 16)  # cards that are used in Korea alone
    )
    return known and len(set(digits)) > 1 and luhn(digits)


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


# -- bank accounts -----------------------------------------------------------------------------------------------------

_IBAN_START = re.compile(r"(?<![0-9A-Za-z_])[A-Za-z]{2}[0-9]{2}(?=(?:[ -]?[0-9A-Za-z]){11})")
_IBAN_LENGTHS = {
    code: int(length)
    for length, codes in (
        ("15", "NO"), ("16", "BE"), ("18", "DK FI FO GL NL"), ("19", "MK SI"), ("20", "AT BA EE KZ LT LU XK"),
        ("21", "CH HR LI LV"), ("22", "BG BH CR DE GB GE IE ME RS VA"), ("23", "AE GI IL IQ OM TL"),
        ("24", "AD CZ ES MD PK RO SA SE SK TN VG"), ("25", "LY PT ST"), ("26", "IS TR"),
        ("27", "BI DJ FR GR IT MC MR SM"), ("28", "AL AZ BY CY DO GT HU LB NI PL SV"), ("29", "BR EG PS QA UA"),
        ("30", "JO KW MU YE"), ("31", "MT SC"), ("32", "LC"), ("33", "RU"),
    )
    for code in codes.split()
}  # fmt: skip


def ibans(text: str) -> Iterator[Span]:
    """International bank account numbers of the right length for their country, with right check digits (mod 97)."""
    for found in _IBAN_START.finditer(text):
        length = _IBAN_LENGTHS.get(found[0][:2].upper())
        if length is None:
            continue
        account, place = "", found.start()
        while len(account) < length and place < len(text):
            character = text[place]
            if character.isascii() and character.isalnum():
                account += character
            elif character not in " -" or text[place - 1] in " -":
                break
            place += 1
        behind = text[place : place + 1]
        if len(account) == length and not (behind.isascii() and behind.isalnum()) and _mod_97(account) == 1:
            yield "iban", found.start(), place


def _mod_97(account: str) -> int:
    """The remainder of ISO 13616, 1 where the check digits are right."""
    return int("".join(str(int(character, 36)) for character in account[4:] + account[:4])) % 97


# -- resident registrations --------------------------------------------------------------------------------------------

_RESIDENT = re.compile(_LEFT + r"([0-9]{6})( ?- ?| ?)([1-8][0-9]{6})" + _RIGHT)
_RESIDENT_CUE = re.compile(r"주민|등록\s?번호|resident|\brrn\b", re.IGNORECASE)
_CUE_CHARACTERS = 24
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def residents(text: str) -> Iterator[Span]:
    """Korean resident (and foreigner) registration numbers.

    The birthday must exist. Since October 2020 the last six digits are drawn by lot and have no check digit: a number
    that is wrong by the check digit counts only where it is written with its hyphen and is either of somebody born
    since then, or said to be one by the words before it. So a date with a serial number behind it is mostly left alone.
    """
    for run in DIGITS.finditer(text):
        found = _RESIDENT.match(text, run.start())
        if found is None:
            continue
        birthday, separator, tail = found.groups()
        if not _is_day(birthday):
            continue
        drawn = tail[0] in "3478" and birthday[:4] >= "2010"
        said = _RESIDENT_CUE.search(text, max(0, found.start() - _CUE_CHARACTERS), found.start()) is not None
        if resident_checksum(birthday + tail) or ("-" in separator and (drawn or said)):
            yield "resident", found.start(), found.end()


def _is_day(birthday: str) -> bool:
    month, day = int(birthday[2:4]), int(birthday[4:])
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]


def resident_checksum(digits: str) -> bool:
    """Whether the last of 13 digits is the check digit that was given until October 2020."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    base = 13 if digits[6] in "5678" else 11
    return (base - total % 11) % 10 == int(digits[12])


# -- telephones --------------------------------------------------------------------------------------------------------

_SEPARATOR = r"(?:[ ]?[-.)/][ ]?|[ ])"
_PHONES = re.compile(
    rf"""{_LEFT}(?:
      010[0-9]{{8}}                                                                 # mobile, Korea
    | \(?01[016-9]{_SEPARATOR}[0-9]{{3,4}}{_SEPARATOR}[0-9]{{4}}
    | \(?0(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|80|50[0-9]?){_SEPARATOR}[0-9]{{3,4}}(?:[ ]?[-.][ ]?|[ ])[0-9]{{4}}
    | (?:1[ .-])?(?:\([2-9][0-9]{{2}}\)[ ]?|[2-9][0-9]{{2}}[-.])[2-9][0-9]{{2}}[-.][0-9]{{4}}    # North America
    | 0[0-9]{{1,3}}-[0-9]{{2,4}}-[0-9]{{4}}                                         # Japan
    | 0[1-9][0-9]{{1,3}}[ ][0-9]{{3,4}}[ ][0-9]{{3,4}} | 0[1-9][0-9]{{3}}[ ][0-9]{{6}}  # Britain
    | 0[1-9][0-9]{{1,4}}/[0-9]{{5,8}}                                               # Germany
    | (?<![0-9][ ])00[1-9][0-9]{{0,2}}[ -](?:[ ().-]{{0,2}}[0-9]){{7,12}}
    ){_RIGHT}""",
    re.VERBOSE,
)
_WITH_PLUS = re.compile(
    rf"""\+(?<![0-9A-Za-z_+]\+)[ ]?(?:
      82[ -]?(?:\(0\)|0)?[ -]?[1-9](?:[ -]?[0-9]){{7,9}}
    | 1[ .-]?\(?[2-9][0-9]{{2}}\)?[ .-]?[0-9]{{3}}[ .-]?[0-9]{{4}}
    | [2-9][0-9]{{0,2}}(?:[ ().\-/]{{0,3}}[0-9]){{6,12}}
    ){_RIGHT}""",
    re.VERBOSE,
)
_CUE = re.compile(
    rf"""(?:tel(?:ephone)?|phone|mobile|cell|fax|call|전화|휴대폰|핸드폰|연락처)(?:[ ]?(?:no|nr|number))?\.?
    (?:[ ]?번호)?(?:는|은)?[ ]?:?[ ]{{0,2}}(?:[ ]?at[ ])?
    (?P<number>\(?[0-9]{{2}}(?:[ ().\-/]{{0,2}}[0-9]){{5,13}}){_RIGHT}""",
    re.VERBOSE,
)
_DATE = re.compile(r"(?:(?:19|20)[0-9]{2}[-./ ][01]?[0-9]|[0-3]?[0-9][-./ ][01]?[0-9][-./ ](?:19|20)[0-9]{2}(?![0-9]))")
_FEWEST_DIGITS = 9


def phones(text: str) -> Iterator[Span]:
    """Telephone numbers: with a plus, as Korea and some other countries write them, or behind a word that says so.

    Dates, years, decimals, and book numbers (ISBN) have none of these shapes; runs of digits alone are left alone
    unless they begin with 010 and are of the length of a mobile number.
    """
    end = 0
    for run in DIGITS.finditer(text):
        start = run.start() - (text[run.start() - 1 : run.start()] == "(")
        found = _PHONES.match(text, start) if start >= end else None
        if found is None:
            continue
        end = found.end()
        digits = sum(map(str.isdigit, found[0]))
        if _FEWEST_DIGITS <= digits <= 17 and not _DATE.match(found[0]):
            yield "phone", found.start(), found.end()
    for found in _WITH_PLUS.finditer(text):
        yield "phone", found.start(), found.end()
    for found in _CUE.finditer(lowered(text)):
        if text[found.start() - 1 : found.start()].isalpha() and found[0].isascii():
            continue  # “hotel 0123456”
        if not _DATE.match(found["number"]):
            yield "phone", found.start("number"), found.end("number")
