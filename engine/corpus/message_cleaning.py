"""The steps of cleaning that know messages: of one speaker only, without quotations, signatures, times and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.config import Cleaning
from engine.corpus.messages import Message, prefix
from engine.corpus.passages import cut_boilerplate
from engine.corpus.placing import message_places
from engine.corpus.tracked import Span, TrackedText, joined
from engine.corpus.types import Document

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_STEPS = ("speaker", "quoted_replies", "signatures", "boilerplate")


@dataclass(frozen=True, slots=True)
class CleaningStep:
    """What one step took out: `name` is the switch in `Cleaning`, `pieces` how many places, `characters` how much.

    For `mask_secrets` these are the secrets that were masked, and their characters."""

    name: str
    pieces: int
    characters: int


def message_steps(text: TrackedText, document: Document, cleaning: Cleaning) -> list[CleaningStep]:
    """Cleans the text of a document by its messages. Returns the steps that were asked for, also those without effect.

    An export of which nothing is taken stays as it stands.
    """
    places = None if text.sources is None else message_places(document)
    counts = {name: [0, 0] for name in _STEPS if getattr(cleaning, name)}
    kept: list[tuple[Message, TrackedText, TrackedText]] = []
    for number, message in enumerate(document.messages):
        place = None if places is None else places[number]
        words = TrackedText(message.text) if place is None else place.words
        if _message_cleaned(message, words, cleaning, counts):
            head = TrackedText(prefix(message)) if place is None else place.head
            kept.append((message, head, words))
            if place is not None and place.head_span is not None:
                text.wide[place.head_span[0]] = place.head_span[1]
    steps = [CleaningStep(name, *count) for name, count in counts.items()]
    if cleaning.timestamps_and_names:
        plain = joined([words for _, _, words in kept])
        marks = sum(len(prefix(message)) for message, _, _ in kept)
        steps.append(CleaningStep("timestamps_and_names", len(kept), marks))
        text.become(plain)
    elif any(pieces for pieces, _ in counts.values()):
        text.become(joined([joined([head, words], "") for _, head, words in kept]))
    return steps


def _message_cleaned(message: Message, words: TrackedText, cleaning: Cleaning, counts: dict[str, list[int]]) -> bool:
    """Takes out of the words of a message what is asked for, and counts it; whether any words are left."""
    if "speaker" in counts and message.speaker != cleaning.speaker:
        _count(counts["speaker"], 1, len(words.text))
        return False
    quoted: Sequence[Span] = ()
    touched = False
    if "quoted_replies" in counts and message.quoted:
        quoted = message.quoted
        if not _parts_cut(words, quoted, counts["quoted_replies"]):
            return False
        touched = True
    if "signatures" in counts and message.signature is not None:
        start, end = (_place(at, quoted) for at in message.signature)
        if not _parts_cut(words, ((start, end),), counts["signatures"]):
            return False
        touched = True
    if "boilerplate" in counts:
        before = len(words.text)
        pieces = cut_boilerplate(words)
        touched = touched or pieces > 0
        is_left = bool(words.text.strip())
        _count(counts["boilerplate"], pieces, before - (len(words.text) if is_left else 0))
        if not is_left:
            return False
    if touched:
        words.edit([(*found.span(), "\n\n") for found in _BLANK_LINES.finditer(words.text)])
        words.strip()
    return True


def _parts_cut(words: TrackedText, parts: Sequence[Span], count: list[int]) -> bool:
    """Takes parts out, given in order and apart; whether any words are left."""
    before = len(words.text)
    words.edit([(start, end, "") for start, end in parts])
    is_left = bool(words.text.strip())
    _count(count, len(parts), before - (len(words.text) if is_left else 0))
    return is_left


def _place(offset: int, parts: Sequence[Span]) -> int:
    """Where an offset came to lie when these parts were taken out."""
    return offset - sum(min(offset, end) - start for start, end in parts if start < offset)


def _count(count: list[int], pieces: int, characters: int) -> None:
    count[0] += pieces
    count[1] += characters
