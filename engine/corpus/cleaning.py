"""Cleaning: what is taken out of a text before it is learned, and how much that was. The original is never changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.config import Cleaning
from engine.corpus.duplicates import Duplicates
from engine.corpus.message_cleaning import CleaningStep, message_steps
from engine.corpus.messages import speakers
from engine.corpus.passages import cut_page_headers, cut_urls, join_hyphens
from engine.corpus.secrets import MASKS, put_masks
from engine.corpus.tracked import Span, TrackedText, lost_spans
from engine.corpus.types import Document
from engine.errors import CorpusError

__all__ = ["Cleaned", "Cleaning", "CleaningStep", "clean_document", "cleaned_document", "compared_document"]


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
    text = TrackedText(document.text)
    steps = run_steps(text, document, cleaning, duplicates)
    return Cleaned(text.text, steps)


def run_steps(
    text: TrackedText, document: Document, cleaning: Cleaning, duplicates: Duplicates | None = None
) -> tuple[CleaningStep, ...]:
    """As `clean_document`, on the document's text, which may be tracked. Returns the steps."""
    steps = message_steps(text, document, cleaning) if document.messages else []

    def took(name: str, before: int, pieces: int) -> None:
        steps.append(CleaningStep(name, pieces, max(0, before - len(text.text))))

    if cleaning.page_headers and document.pages:
        took("page_headers", len(text.text), cut_page_headers(text, document.pages))
    if cleaning.hyphenation:
        took("hyphenation", len(text.text), join_hyphens(text))
    if cleaning.urls:
        took("urls", len(text.text), cut_urls(text))
    if cleaning.duplicates or cleaning.near_duplicates:
        known = duplicates if duplicates is not None else Duplicates()
        exact, near = known.cut(
            text, exact=cleaning.duplicates, near=cleaning.near_duplicates, lines=bool(document.messages)
        )
        if cleaning.duplicates:
            steps.append(CleaningStep("duplicates", *exact))
        if cleaning.near_duplicates:
            steps.append(CleaningStep("near_duplicates", *near))
    if cleaning.mask_secrets:
        before = len(text.text)
        counts = put_masks(text, kept=frozenset(cleaning.kept_secrets))
        masks = sum(len(MASKS[kind]) * count for kind, count in counts.items())
        steps.append(CleaningStep("mask_secrets", sum(counts.values()), before - len(text.text) + masks))
    return tuple(steps)


def cleaned_document(
    document: Document, cleaning: Cleaning, duplicates: Duplicates | None = None
) -> tuple[Document, tuple[CleaningStep, ...]]:
    """A copy of a document with its text, and the cells of a table one by one, cleaned; and what was taken out.

    Raises CorpusError, with a sentence that begins with “It”, where nothing remains.
    """
    cleaned, steps, _ = _cleaned(document, cleaning, duplicates, tracked=False)
    return cleaned, steps


def compared_document(
    document: Document, cleaning: Cleaning
) -> tuple[Document, tuple[CleaningStep, ...], tuple[Span, ...]]:
    """As `cleaned_document`; and the parts of the document's text that are not in the copy, as (start, end) offsets.

    What stays is the cleaned text but for blank space, for masks, which stand in place of what is named, and for the
    times and names of an export, which stay in their own way of writing. Takes time linear in the text.
    """
    cleaned, steps, texts = _cleaned(document, cleaning, None, tracked=True)
    return cleaned, steps, lost_spans(document.text, texts)


def _cleaned(
    document: Document, cleaning: Cleaning, duplicates: Duplicates | None, *, tracked: bool
) -> tuple[Document, tuple[CleaningStep, ...], list[TrackedText]]:
    texts: list[TrackedText] = []
    steps: list[tuple[CleaningStep, ...]] = []
    start = 0
    for row in document.rows or (document.text,):
        text = TrackedText.whole(row, start=start) if tracked else TrackedText(row)
        alone = replace(document, text=row, rows=()) if document.rows else document
        steps.append(run_steps(text, alone, cleaning, duplicates))
        if text.text.strip():
            texts.append(text)
        start += len(row) + 1
    if not texts:
        raise _nothing_left(document, cleaning)
    kept = tuple(text.text for text in texts)
    return replace(document, text="\n".join(kept), rows=kept if document.rows else ()), summed(steps), texts


def _nothing_left(document: Document, cleaning: Cleaning) -> CorpusError:
    counts = speakers(document.messages)
    if counts and cleaning.speaker is not None and cleaning.speaker not in counts:
        names = ", ".join(f"“{name}”" for name in list(counts)[:3])
        return CorpusError(f"It has no message of “{cleaning.speaker}”.", f"Choose one of its speakers: {names}.")
    return nothing_left()


def nothing_left() -> CorpusError:
    """What is raised where cleaning takes everything."""
    return CorpusError("It has nothing left after cleaning.", "Take less out of it, or choose another file.")


def summed(steps: list[tuple[CleaningStep, ...]]) -> tuple[CleaningStep, ...]:
    """The steps of several texts, each name once."""
    total: dict[str, CleaningStep] = {}
    for step in (step for some in steps for step in some):
        before = total.get(step.name, CleaningStep(step.name, 0, 0))
        total[step.name] = CleaningStep(step.name, before.pieces + step.pieces, before.characters + step.characters)
    return tuple(total.values())
