"""One file before and after cleaning, and what was taken out of it; called on the analysis lane."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import engine

if TYPE_CHECKING:
    from desktop.tasks import Control
    from engine import Cleaning, CleaningStep, Document

PREVIEW_CHARACTERS = 8_000  # of the beginning; more takes longer to compare than a person waits for
_CLOSELY = 400  # words that are compared each with each
_PIECES = re.compile(r"\s+|\w+|[^\w\s]")

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
            if not isinstance(read, engine.Document):  # one that is not held in memory is read once more, cleaned
                before, corpus = read.beginning(PREVIEW_CHARACTERS), read_corpus(cleaning=cleaning)
                after = corpus.beginning(PREVIEW_CHARACTERS)
                marks, notes = removed(before, after), " ".join(corpus.notes)
                return FilePreview(path, cleaning, before, after, marks, read.characters, corpus.characters, notes)
            original = Original(read, column, encoding, found)
    except engine.EngineError as error:
        return None if control.stopped else FilePreview(path, cleaning, problem=error.message)
    document = original.document
    before, total = document.beginning(PREVIEW_CHARACTERS), document.characters
    try:
        cleaned, steps = engine.cleaned_document(document, cleaning)
    except engine.EngineError as error:
        problem = f"{error.message} {error.hint}".strip()
        return FilePreview(path, cleaning, before, "", ((0, len(before)),), total, 0, problem, original)
    after = cleaned.beginning(PREVIEW_CHARACTERS)
    marks = removed(before, after)
    return FilePreview(path, cleaning, before, after, marks, total, cleaned.characters, original=original, steps=steps)


def stamp(path: str) -> tuple[int, int] | None:
    """When a file was changed and how long it is; None where it is gone."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


def removed(before: str, after: str) -> tuple[Span, ...]:
    """The parts of a text that are not in another one, as (start, end), in order and apart.

    Both are beginnings: what `after` has behind the end of `before` does not count.
    """
    if before == after:
        return ()
    spans: list[Span] = []
    _compare(_PIECES.findall(before), _PIECES.findall(after), 0, spans)
    return tuple(spans)


def _compare(before: list[str], after: list[str], place: int, spans: list[Span]) -> None:
    starts = list(accumulate(map(len, before), initial=place))
    # In long texts words that are everywhere are no anchors: to compare each with each would take seconds. Between the
    # anchors is little, where they count.
    long = len(before) > _CLOSELY
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=long).get_opcodes():
        if kind in ("equal", "insert") or not "".join(before[a:b]).strip():
            continue
        if long and kind == "replace" and max(b - a, d - c) <= _CLOSELY:
            _compare(before[a:b], after[c:d], starts[a], spans)
        else:
            spans.append((starts[a], starts[b]))
