"""Reading a corpus for the window: its figures, one row a file, and a preview; called on the import lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import engine

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.tasks import Control
    from engine import CorpusEntry, CorpusSummary

PREVIEW_CHARACTERS = 5000


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line of the table of files; `reason` is set where the file was skipped."""

    name: str
    path: str
    encoding: str = ""
    characters: int = 0
    replaced: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a corpus."""

    id: str
    summary: CorpusSummary
    rows: tuple[FileRow, ...]
    preview: str


def read_entry(entry: CorpusEntry, control: Control) -> Reading | None:
    """Reads and counts a corpus; called on the import lane. None where it was told to stop."""
    corpus = engine.read_corpus(entry.paths, column=entry.column, should_stop=control.should_stop)
    if control.stopped:
        return None
    rows = [
        FileRow(document.path.name, str(document.path), document.encoding, document.characters, document.replaced)
        for document in corpus.documents
    ]
    rows += [FileRow(skipped.path.name, str(skipped.path), reason=skipped.reason) for skipped in corpus.skipped]
    preview = ""
    for document in corpus.documents:
        preview += ("\n" if preview else "") + document.beginning(PREVIEW_CHARACTERS - len(preview))
        if len(preview) >= PREVIEW_CHARACTERS:
            break
    return Reading(entry.id, engine.summarize(corpus), tuple(rows), preview)


def table_columns(path: Path, _control: Control) -> tuple[Path, engine.TableColumns]:
    """A table and its columns. Raises EngineError where it is none."""
    return path, engine.table_columns(path)


def count_characters(entry: CorpusEntry, control: Control) -> tuple[str, int]:
    """The id of a corpus and how many characters it has, roughly for a large one; 0 where it was told to stop."""
    characters = engine.count_characters(entry.paths, column=entry.column, should_stop=control.should_stop)
    return entry.id, 0 if control.stopped else characters
