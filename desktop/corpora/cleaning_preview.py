"""One file before and after cleaning, and what was taken out of it; called on the analysis lane."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import engine

if TYPE_CHECKING:
    from desktop.tasks import Control
    from engine import Cleaning, CleaningStep, Corpus, Document

PREVIEW_CHARACTERS = 8_000  # of the beginning: some screens of it show what a switch does

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was read, kept while its cleaning is tried out."""

    document: Document
    column: str | None
    encoding: str
    stamp: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class FilePreview:
    """The beginning of a file before and after cleaning, and how long both are.

    `removed` are the parts of `before` that are not in `after`, as (start, end) character offsets. `problem` is a
    sentence where nothing remains or nothing can be read, `steps` is what was taken out of this file.
    """

    path: str
    cleaning: Cleaning
    before: str = ""
    after: str = ""
    removed: tuple[Span, ...] = ()
    characters_before: int = 0
    characters_after: int = 0
    problem: str = ""
    original: Original | None = None
    steps: tuple[CleaningStep, ...] = ()


def preview(
    path: str,
    column: str | None,
    cleaning: Cleaning,
    cache_folder: Path,
    original: Original | None,
    control: Control,
) -> FilePreview | None:
    """Reads a file, or takes `original` where that is still what was read, and cleans it. None where it was told to
    stop."""
    read_corpus = partial(
        engine.read_corpus, [Path(path)], column=column, should_stop=control.should_stop, cache_folder=cache_folder
    )
    try:
        encoding, found = cleaning.encoding_of(Path(path)), stamp(path)
        if original is None or (original.column, original.encoding, original.stamp) != (column, encoding, found):
            read = read_corpus(cleaning=engine.Cleaning.nothing().replaced(encodings=cleaning.encodings)).documents[0]
            if not isinstance(read, engine.Document):
                opening, corpus = read.opening(PREVIEW_CHARACTERS), read_corpus(cleaning=cleaning)
                return _of_large(opening, read.characters, cleaning, corpus)
            original = Original(read, column, encoding, found)
    except engine.EngineError as error:
        return None if control.stopped else FilePreview(path, cleaning, problem=error.message)
    document = original.document
    before, total = document.beginning(PREVIEW_CHARACTERS), document.characters
    try:
        cleaned, steps, removed = engine.compared_document(document, cleaning)
    except engine.EngineError as error:
        problem = f"{error.message} {error.hint}".strip()
        return FilePreview(path, cleaning, before, "", ((0, len(before)),), total, 0, problem, original)
    after, marks = cleaned.beginning(PREVIEW_CHARACTERS), within(removed, len(before))
    return FilePreview(path, cleaning, before, after, marks, total, cleaned.characters, original=original, steps=steps)


def _of_large(opening: Document, total: int, cleaning: Cleaning, corpus: Corpus) -> FilePreview:
    """Of a file that is not held in memory, the beginning is compared. Raises EngineError."""
    masks = {"mask_secrets": cleaning.mask_secrets, "kept_secrets": cleaning.kept_secrets}
    # Where there are notes, it is a plain text, of which nothing but secrets is taken out.
    here = engine.Cleaning.nothing().replaced(**masks) if corpus.notes else cleaning
    cleaned, _, removed = engine.compared_document(opening, here)
    before, after = (document.beginning(PREVIEW_CHARACTERS) for document in (opening, cleaned))
    marks, problem = within(removed, len(before)), " ".join(corpus.notes)
    return FilePreview(str(opening.path), cleaning, before, after, marks, total, corpus.characters, problem)


def stamp(path: str) -> tuple[int, int] | None:
    """When a file was changed and how long it is; None where it is gone."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


def within(spans: Sequence[Span], end: int) -> tuple[Span, ...]:
    """The parts of spans that lie before a place."""
    return tuple((start, min(stop, end)) for start, stop in spans if start < end)
