"""The disguises that span several characters: mixed scripts, loose jamo, w.o.r.d and v1agra."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from engine.spam.confusables import CAPITALS, LOOK_ALIKE

if TYPE_CHECKING:
    from engine.spam.normalize import Draft

# Addresses are left as they are: "a.b.c" and digits mean something there.
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]{1,500}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_WORD = re.compile(r"[^\W_]+")

_SEPARATOR = r"[.\-_*·•|~+^,'`:;=/\\]"
_SPLIT = re.compile(
    r"(?<![\w.])(?:"
    rf"[^\W\d_]({_SEPARATOR})(?:[^\W\d_]\1){{1,30}}[^\W\d_]"  # w.o.r.d: one sign between single letters
    # w o r d: four or more, because "a b c" may be meant
    rf"|[^\W\d_]( )(?:[^\W\d_]\2){{2,30}}[^\W\d_](?!{_SEPARATOR}[^\W\d_])"
    r"|[가-힣]([*^|~·•_])[가-힣]"  # 대*출
    r")(?![^\W_])"
)
_LEET = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"}
_LEET_WORD = re.compile(r"(?<![^\W_])(?=[a-z]{0,20}[0-9@$!])[a-z0-9@$!]{3,20}(?![^\W_])")
_DIGITS_INSIDE = re.compile(r"(?<=[a-z])[013457]{1,2}(?=[a-z])")
_SIGN_INSIDE = re.compile(
    r"(?<=[a-z])[@$](?=[a-z])|(?<=^[b-df-hj-np-tv-xz])!(?=[a-z])|(?<=^[b-df-hj-np-tv-xz]{2})!(?=[a-z])"
)
_DOUBLE_E = re.compile(r"(?<=[a-z])33$")
_JAMO_RUN = re.compile("[ㄱ-ㅎㅏ-ㅣ]{2,}")
_LOOSE = re.compile("(?:[ㄱ-ㅎ][ㅏ-ㅣ](?:[ㄱ-ㅎ](?![ㅏ-ㅣ]))?)+")
_ONE_LOOSE = re.compile("[ㄱ-ㅎ][ㅏ-ㅣ](?:[ㄱ-ㅎ](?![ㅏ-ㅣ]))?")
_EMOTIVE = frozenset("ㅠㅜㅡㅗ")
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"


def fold_scripts(draft: Draft) -> int:
    """Folds look-alike letters of words that mix scripts, or that stand alone in a text of Latin letters.

    Whole words of Cyrillic or Greek are kept where the text really uses that script. Lower-cases what it keeps.
    Returns how many letters were folded.
    """
    text = draft.text
    foreign = sum(1 for letter in text if letter in LOOK_ALIKE or letter in CAPITALS)
    if not foreign:
        return 0
    latin = sum(1 for letter in text if "a" <= letter <= "z")
    # A text that has other letters of those scripts too is written in them.
    native = sum(1 for letter in text if _is_foreign(letter) and letter not in LOOK_ALIKE)
    rare = foreign + native < 0.3 * latin and native <= 0.1 * foreign
    folded = 0
    for match in _WORD.finditer(text):
        word = match[0]
        alike = [i for i, letter in enumerate(word) if letter in LOOK_ALIKE or letter in CAPITALS]
        if not alike:
            continue
        plain = sum(1 for letter in word if "a" <= letter <= "z")
        other = sum(1 for letter in word if _is_foreign(letter) and letter not in LOOK_ALIKE)
        fold = not other and (plain > 0 or rare)
        for i in alike:
            place = match.start() + i
            letter = word[i]
            if fold:
                draft.chars[place] = CAPITALS.get(letter) or LOOK_ALIKE[letter]
                draft.disguised.add(place)
                folded += 1
            else:
                draft.chars[place] = letter.lower() if len(letter.lower()) == 1 else letter
    return folded


def _is_foreign(letter: str) -> bool:
    """Whether a character is of Greek, Cyrillic, Armenian or Cherokee."""
    return "\u0370" <= letter <= "\u058f" or "\u13a0" <= letter <= "\u13ff"


def merge_jamo(draft: Draft) -> None:
    """Puts loose jamo together to syllables: ㄷㅐ출 becomes 대출; ㅋㅋ and ㅠㅠ stay."""
    pieces: list[tuple[int, int, str | None]] = []
    for run in _JAMO_RUN.finditer(draft.text):
        if not _LOOSE.fullmatch(run[0]):
            continue
        syllables = list(_ONE_LOOSE.finditer(run[0]))
        if len(syllables) == 1 and run[0][1] in _EMOTIVE:
            continue
        for part in syllables:
            whole = _syllable(part[0])
            if whole:
                pieces.append((run.start() + part.start(), run.start() + part.end(), whole))
    if pieces:
        draft.rebuilt(pieces)


def _syllable(jamo: str) -> str | None:
    """The syllable that two or three compatibility jamo make; None where there is none."""
    first = _INITIALS.find(jamo[0])
    last = _FINALS.find(jamo[2]) if len(jamo) == 3 else 0
    if first < 0 or last < 0:
        return None
    return unicodedata.normalize("NFC", chr(0xAC00 + (first * 21 + ord(jamo[1]) - ord("ㅏ")) * 28 + last))


def join_split_words(draft: Draft) -> int:
    """Joins words written letter by letter. Returns how many."""
    text = draft.text
    pieces: list[tuple[int, int, str | None]] = []
    joined = 0
    for match in _outside_addresses(_SPLIT, text):
        joined += 1
        for place in range(match.start() + 1, match.end() - 1, 2):
            pieces.append((place, place + 1, None))
    if pieces:
        draft.rebuilt(pieces)
    return joined


def undo_leet(draft: Draft) -> int:
    """Reads digits and signs within words as the letters they stand for: v1agra, fr33, ca$h.

    Numbers, times, amounts, and words that only begin or end with digits (10am, mp3, b4) stay. Returns how many
    characters changed.
    """
    text = draft.text
    changed = 0
    for match in _outside_addresses(_LEET_WORD, text):
        word = match[0]
        letters = sum(1 for letter in word if letter.isalpha())
        if letters == len(word) or letters * 2 < len(word) or letters < 2:
            continue
        places: list[int] = []
        digits = sum(1 for letter in word if letter.isdigit())
        inside = [place for found in _DIGITS_INSIDE.finditer(word) for place in range(found.start(), found.end())]
        double = _DOUBLE_E.search(word)
        if double:
            inside += [double.start(), double.start() + 1]
        if word[0] == "0" and letters >= 3:
            inside.append(0)
        if len(inside) == digits:  # any digit that is no letter means that the word is a name or a code
            places += inside
        places += [found.start() for found in _SIGN_INSIDE.finditer(word)]
        for place in places:
            letter = _LEET[word[place]]
            beside = word[max(0, place - 1) : place] + word[place + 1 : place + 2]
            if word[place] == "1" and "i" in beside:
                letter = "l"  # c1ick
            draft.chars[match.start() + place] = letter
            draft.disguised.add(match.start() + place)
        changed += len(places)
    return changed


def _outside_addresses(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """The matches that touch no web or mail address."""
    if not ("@" in text or "www." in text or "://" in text):
        return list(pattern.finditer(text))
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    kept = []
    place = 0
    for match in pattern.finditer(text):
        while place < len(addresses) and addresses[place][1] <= match.start():
            place += 1
        if place == len(addresses) or addresses[place][0] >= match.end():
            kept.append(match)
    return kept
