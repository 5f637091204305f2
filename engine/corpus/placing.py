"""Where the messages of a chat or a mailbox stand in the text that they were read from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from engine.corpus.messages import Message, prefix
from engine.corpus.tracked import Span, TrackedText, joined, line_spans
from engine.corpus.types import Document

# Between two lines of messages stand so many others at most: days, who came and went, what the program says.
_MOST_BETWEEN = 400


@dataclass(frozen=True, slots=True)
class Place:
    """The words of a message and what stands before them as `rendered` has both, each with its places.

    `head_span` is what an export has there in its own way of writing, of which only the first character is tracked;
    None where the text is as `rendered` has it.
    """

    head: TrackedText
    words: TrackedText
    head_span: Span | None = None


def message_places(document: Document) -> list[Place]:
    """Where each message stands. What cannot be found in the text stands nowhere, and all its places are -1."""
    places: list[Place] = []
    at = 0
    for message in document.messages:
        head = prefix(message)
        if not document.text.startswith(head + message.text, at):
            return list(_export_places(document.text, document.messages))
        words = TrackedText.whole(message.text, start=at + len(head))
        places.append(Place(TrackedText.whole(head, start=at), words))
        at += len(head) + len(message.text) + 1
    return places


def _export_places(text: str, messages: Iterable[Message]) -> Iterable[Place]:
    """The places in an export, in which messages begin lines that name their speaker."""
    lines = line_spans(text)
    next_line = 0
    for message in messages:
        wanted = message.text.split("\n")
        head = _nowhere(prefix(message))
        found = _first_line(text, lines, next_line, message.speaker, wanted[0])
        if found is None:
            yield Place(head, _nowhere(message.text))
            continue
        next_line, start = found
        line = lines[next_line]
        if head.sources is not None and start > line[0]:
            head.sources[0] = line[0]
        parts = [TrackedText.whole(wanted[0], start=start)]
        next_line += 1
        for words in wanted[1:]:
            place = _same_line(text, lines, next_line, words)
            if place is None:
                parts.append(_nowhere(words))
            else:
                next_line = place[0] + 1
                parts.append(TrackedText.whole(words, start=place[1]))
        yield Place(head, joined(parts) if len(parts) > 1 else parts[0], (line[0], start))


def _nowhere(text: str) -> TrackedText:
    return TrackedText(text, np.full(len(text), -1))


def _first_line(text: str, lines: list[Span], first: int, speaker: str, words: str) -> tuple[int, int] | None:
    """The number of the line that has a speaker and the words behind, and where the words begin."""
    named = False
    for number in range(first, min(len(lines), first + _MOST_BETWEEN)):
        start, end = lines[number]
        line = text[start:end]
        named = named or speaker in line
        if not named or words not in line:
            continue
        bare = line.rstrip()
        behind = line.find(speaker) + len(speaker) if speaker in line else 0
        at = len(bare) - len(words) if bare.endswith(words) else line.find(words, behind)
        if at >= (behind if speaker in line else 0):
            return number, start + at
    return None


def _same_line(text: str, lines: list[Span], first: int, words: str) -> tuple[int, int] | None:
    """The number of the next line that says the same, and where that begins."""
    bare = words.strip()
    for number in range(first, min(len(lines), first + _MOST_BETWEEN)) if bare else ():
        start, end = lines[number]
        if text[start:end].strip() == bare:
            at = text.find(words, start, end)
            return (number, at) if at >= 0 else None
    return None
