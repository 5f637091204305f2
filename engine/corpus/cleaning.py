"""Cleaning: what is taken out of a text before it is learned, and how much that was. The original is never changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from engine.config import Cleaning
from engine.corpus.duplicates import Duplicates
from engine.corpus.messages import Message, rendered, speakers
from engine.corpus.passages import (
    joined_hyphens,
    without_boilerplate,
    without_page_headers,
    without_parts,
    without_urls,
)
from engine.corpus.secrets import MASKS, mask_secrets
from engine.corpus.types import Document
from engine.errors import CorpusError

__all__ = ["Cleaned", "Cleaning", "CleaningStep", "clean_document", "cleaned_document"]

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True, slots=True)
class CleaningStep:
    """What one step took out: `name` is the switch in `Cleaning`, `pieces` how many places, `characters` how much.

    For `mask_secrets` these are the secrets that were masked, and their characters."""

    name: str
    pieces: int
    characters: int


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text, and every step that ran, in order, also those that found nothing."""

    text: str
    steps: tuple[CleaningStep, ...] = ()


def clean_document(document: Document, cleaning: Cleaning, duplicates: Duplicates | None = None) -> Cleaned:
    """The text of a document as it would be learned. The document stays as it is.

    Steps that do not apply, such as page headers where there are no pages, do not run. A text that no step touches
    comes back as it is, character by character.

    Args:
        document: a text, with its messages or pages where it has any.
        cleaning: which steps run.
        duplicates: the paragraphs of the documents before this one, which are added to; None looks only within it.
    """
    work = _Work(document)
    work.messages_cleaned(document, cleaning)
    if cleaning.page_headers and document.pages:
        pages, pieces = without_page_headers(document.pages)
        work.took("page_headers", "\n".join(pages), pieces)
    if cleaning.hyphenation:
        work.run("hyphenation", joined_hyphens)
    if cleaning.urls:
        work.run("urls", without_urls)
    if cleaning.duplicates or cleaning.near_duplicates:
        known = duplicates if duplicates is not None else Duplicates()
        text, exact, near = known.removed(
            work.text, exact=cleaning.duplicates, near=cleaning.near_duplicates, lines=bool(document.messages)
        )
        if cleaning.duplicates:
            work.steps.append(CleaningStep("duplicates", *exact))
        if cleaning.near_duplicates:
            work.steps.append(CleaningStep("near_duplicates", *near))
        work.text = text
    if cleaning.mask_secrets:
        text, counts = mask_secrets(work.text, kept=frozenset(cleaning.kept_secrets))
        masks = sum(len(MASKS[kind]) * count for kind, count in counts.items())
        work.steps.append(CleaningStep("mask_secrets", sum(counts.values()), len(work.text) - len(text) + masks))
        work.text = text
    return Cleaned(work.text, tuple(work.steps))


def cleaned_document(
    document: Document, cleaning: Cleaning, duplicates: Duplicates | None = None
) -> tuple[Document, tuple[CleaningStep, ...]]:
    """A copy of a document with its text, and the cells of a table one by one, cleaned; and what was taken out.

    Raises CorpusError, with a sentence that begins with “It”, where nothing remains.
    """
    if not document.rows:
        cleaned = clean_document(document, cleaning, duplicates)
        if not cleaned.text.strip():
            raise _nothing_left(document, cleaning)
        return replace(document, text=cleaned.text), cleaned.steps
    rows = [clean_document(replace(document, text=row, rows=()), cleaning, duplicates) for row in document.rows]
    kept = tuple(row.text for row in rows if row.text.strip())
    if not kept:
        raise _nothing_left(document, cleaning)
    return replace(document, text="\n".join(kept), rows=kept), summed([row.steps for row in rows])


def _nothing_left(document: Document, cleaning: Cleaning) -> CorpusError:
    counts = speakers(document.messages)
    if counts and cleaning.speaker is not None and cleaning.speaker not in counts:
        names = ", ".join(f"“{name}”" for name in list(counts)[:3])
        return CorpusError(f"It has no message of “{cleaning.speaker}”.", f"Choose one of its speakers: {names}.")
    return CorpusError("It has nothing left after cleaning.", "Take less out of it, or choose another file.")


def summed(steps: list[tuple[CleaningStep, ...]]) -> tuple[CleaningStep, ...]:
    """The steps of several texts, each name once."""
    total: dict[str, CleaningStep] = {}
    for step in (step for some in steps for step in some):
        before = total.get(step.name, CleaningStep(step.name, 0, 0))
        total[step.name] = CleaningStep(step.name, before.pieces + step.pieces, before.characters + step.characters)
    return tuple(total.values())


class _Work:
    """The text so far, and the steps that made it."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.steps: list[CleaningStep] = []

    def took(self, name: str, text: str, pieces: int, before: int | None = None) -> None:
        before = len(self.text) if before is None else before
        self.steps.append(CleaningStep(name, pieces, max(0, before - len(text))))
        self.text = text

    def run(self, name: str, step: Callable[[str], tuple[str, int]]) -> None:
        self.took(name, *step(self.text))

    def messages_cleaned(self, document: Document, cleaning: Cleaning) -> None:
        """The steps that know messages, and then the text of those that are left."""
        messages = list(document.messages)
        if not messages:
            return
        touched = False
        for name, step in _MESSAGE_STEPS.items():
            if not getattr(cleaning, name):
                continue
            before = sum(len(message.text) for message in messages)
            kept, pieces = step(messages, cleaning)
            touched = touched or pieces > 0
            after = sum(len(message.text) for message in kept)
            self.steps.append(CleaningStep(name, pieces, before - after))
            messages = kept
        originals = set(map(id, document.messages))
        messages = [message if id(message) in originals else _tidied(message) for message in messages]
        if cleaning.timestamps_and_names:
            marked = len(rendered(messages))
            self.took("timestamps_and_names", rendered(messages, names=False), len(messages), marked)
        elif touched:  # else the export stays as it stands
            self.text = rendered(messages)


_Kept = tuple[list[Message], int]


def _of_speaker(messages: list[Message], cleaning: Cleaning) -> _Kept:
    kept = [message for message in messages if message.speaker == cleaning.speaker]
    return kept, len(messages) - len(kept)


def _without_marked(messages: list[Message], cleaning: Cleaning, *, signature: bool) -> _Kept:
    kept, pieces = [], 0
    for message in messages:
        parts = message.quoted if not signature else (message.signature,) if message.signature else ()
        if not parts:
            kept.append(message)
            continue
        pieces += len(parts)
        text, place = without_parts(message.text, parts)
        other = () if not signature else tuple((place(start), place(end)) for start, end in message.quoted)
        mark = message.signature
        left = None if signature or mark is None else (place(mark[0]), place(mark[1]))
        if text.strip():
            kept.append(replace(message, text=text, quoted=other, signature=left))
    return kept, pieces


def _tidied(message: Message) -> Message:
    """A message that something was cut from, without the blank lines that this left."""
    return replace(message, text=_BLANK_LINES.sub("\n\n", message.text).strip(), quoted=(), signature=None)


def _without_quotes(messages: list[Message], cleaning: Cleaning) -> _Kept:
    return _without_marked(messages, cleaning, signature=False)


def _without_signatures(messages: list[Message], cleaning: Cleaning) -> _Kept:
    return _without_marked(messages, cleaning, signature=True)


def _without_boilerplate(messages: list[Message], cleaning: Cleaning) -> _Kept:
    kept, pieces = [], 0
    for message in messages:
        text, found = without_boilerplate(message.text)
        pieces += found
        if text.strip():
            kept.append(replace(message, text=text, quoted=(), signature=None) if found else message)
    return kept, pieces


_MESSAGE_STEPS: dict[str, Callable[[list[Message], Cleaning], _Kept]] = {
    "speaker": _of_speaker,
    "quoted_replies": _without_quotes,
    "signatures": _without_signatures,
    "boilerplate": _without_boilerplate,
}
