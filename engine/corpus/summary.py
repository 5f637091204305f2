"""What a corpus is: how long, in which language, and whether a model can learn from it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from engine.corpus.corpus import Corpus

Language = Literal["ko", "en", "mixed", "other"]
Verdict = Literal["too little", "will recite", "fair", "good"]

# Of a large corpus so many characters are counted, which takes half a second; each file gives its beginning.
SAMPLE_CHARACTERS = 2_000_000
_SHORTEST_SAMPLE = 20_000
RECITE_CHARACTERS = 2_000
FAIR_CHARACTERS = 20_000
GOOD_CHARACTERS = 200_000

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_HANGUL = (
    (0x1100, 0x11FF), (0x3131, 0x318E), (0xA960, 0xA97C), (0xAC00, 0xD7A3), (0xD7B0, 0xD7FB), (0xFFA1, 0xFFDC),
)  # fmt: skip
_ADVICE: dict[Verdict, str] = {
    "too little": "This is too little to learn from: add texts until there are 2,000 characters of different words.",
    "will recite": "A model will mostly repeat this word for word; 20,000 characters or more let it invent.",
    "fair": "A small model learns spelling and tone from this; 200,000 characters or more give better sentences.",
    "good": "This is enough for a model that writes sentences of its own.",
}


@dataclass(frozen=True, slots=True)
class CorpusSummary:
    """Counts over the text of a corpus.

    Words are runs of letters and digits, as they stand; `lines` are those that are not blank, `duplicate_lines` the
    ones among them that stood before already; `hangul_share` is the share of letters in 0..1; `encodings` counts files.
    `sampled` is 0 where the whole text was counted. Of a large corpus only so many characters were, from the beginnings
    of its files; all counts but `characters`, `files`, `bytes`, `encodings` and `replaced` are then of those alone.
    """

    characters: int
    words: int
    distinct_characters: int
    distinct_words: int
    words_once: int
    lines: int
    duplicate_lines: int
    language: Language
    hangul_share: float
    verdict: Verdict
    advice: str
    files: int
    bytes: int
    encodings: dict[str, int]
    replaced: int
    sampled: int = 0


def summarize(corpus: Corpus) -> CorpusSummary:
    """Counts what is in a corpus and judges whether a model can learn from it.

    Raises CorpusError where a file of a large corpus has changed or is gone."""
    text = "\n".join(sample_texts(corpus)) if corpus.large else corpus.text
    characters = Counter(text)
    words = Counter(_WORD.findall(text))
    lines = Counter(line for line in text.split("\n") if line.strip())
    hangul, latin, letters = _scripts(characters)
    distinct = len(words) or len(set(text.split()))  # a text of emoji has tokens but no words
    verdict = _verdict(corpus.characters, distinct)
    return CorpusSummary(
        characters=corpus.characters,
        words=words.total(),
        distinct_characters=len(characters),
        distinct_words=len(words),
        words_once=sum(1 for count in words.values() if count == 1),
        lines=lines.total(),
        duplicate_lines=lines.total() - len(lines),
        language=_language(hangul, latin, letters),
        hangul_share=hangul / letters if letters else 0.0,
        verdict=verdict,
        advice=_ADVICE[verdict],
        files=len(corpus.documents),
        bytes=sum(document.size for document in corpus.documents),
        encodings=dict(Counter(document.encoding for document in corpus.documents)),
        replaced=sum(document.replaced for document in corpus.documents),
        sampled=len(text) if corpus.large else 0,
    )


def language_of(text: str) -> Language:
    """The language of a text by its letters: Korean, English (any in Latin letters), both, or neither."""
    hangul, latin, letters = _scripts(Counter(text))
    return _language(hangul, latin, letters)


def script_shares(text: str) -> dict[str, float]:
    """The shares of Latin, Hangul and other letters among all letters of a text, 0..1; all 0 where it has none."""
    hangul, latin, letters = _scripts(Counter(text))
    other = letters - hangul - latin
    return {name: count / max(1, letters) for name, count in (("latin", latin), ("hangul", hangul), ("other", other))}


def sample_texts(corpus: Corpus, most: int | None = None) -> list[str]:
    """The beginnings of the files, each alike long, in order until there are `most` (SAMPLE_CHARACTERS) characters.

    Raises CorpusError where a file of a large corpus has changed or is gone."""
    most = most or SAMPLE_CHARACTERS
    if corpus.characters <= most:
        return [document.text for document in corpus.documents]
    share = max(_SHORTEST_SAMPLE, most // len(corpus.documents))
    parts: list[str] = []
    left = most
    for document in corpus.documents:
        if left <= 0:
            break
        parts.append(document.beginning(min(share, left)))
        left -= len(parts[-1]) + 1
    return parts


def _verdict(characters: int, distinct_words: int) -> Verdict:
    if characters < RECITE_CHARACTERS or distinct_words < 2:
        return "too little"
    if characters < FAIR_CHARACTERS:
        return "will recite"
    return "fair" if characters < GOOD_CHARACTERS else "good"


def _scripts(characters: Counter[str]) -> tuple[int, int, int]:
    """How many letters are Hangul, Latin, and of any script."""
    hangul = latin = letters = 0
    for character, count in characters.items():
        if not character.isalpha():
            continue
        letters += count
        code = ord(character)
        if any(first <= code <= last for first, last in _HANGUL):
            hangul += count
        elif unicodedata.name(character, "").startswith(("LATIN ", "FULLWIDTH LATIN ")):
            latin += count
    return hangul, latin, letters


def _language(hangul: int, latin: int, letters: int) -> Language:
    """Korean text quotes Latin words now and then; English text hardly ever quotes Hangul."""
    known = hangul + latin
    if not known or 2 * known < letters:
        return "other"
    share = hangul / known
    if share >= 0.7:
        return "ko"
    return "en" if share <= 0.1 else "mixed"
