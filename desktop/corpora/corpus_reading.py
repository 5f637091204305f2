"""Reading a corpus for the window: what became of each file, its figures, and what changed since; called on lanes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import engine

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.tasks import Control
    from engine import (
        Cleaning,
        CleaningStep,
        Corpus,
        CorpusEntry,
        CorpusLibrary,
        CorpusSummary,
        Diagnosis,
        EngineError,
        ImportReport,
        SecretReport,
    )


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line of the tree of files; `reason` is set where the file was skipped, `hint` is then one thing to do."""

    name: str
    path: str
    encoding: str = ""
    characters: int = 0
    replaced: int = 0
    size: int = 0
    language: str = ""
    reason: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ReadingProgress:
    """How far a reading is, in bytes and in files; `name` is the file that is read now."""

    bytes: int
    all_bytes: int
    files: int
    all_files: int
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a corpus.

    `summary` is that of its texts as they would be learned; None where it was stopped, or where `error` says why
    nothing of it can be learned. `steps` is what cleaning took out of all its files, `notes` are sentences on what it
    left. `speakers` are those of all its chats and mails with the number of their messages. `diagnosis` comes after the
    rest, since it takes some seconds. `earlier` tells that it is only the report that an earlier reading kept.
    """

    id: str
    cleaning: Cleaning
    report: ImportReport
    rows: tuple[FileRow, ...]
    summary: CorpusSummary | None = None
    steps: tuple[CleaningStep, ...] = ()
    notes: tuple[str, ...] = ()
    speakers: dict[str, int] | None = None
    has_pages: bool = False
    diagnosis: Diagnosis | None = None
    error: EngineError | None = None
    earlier: bool = False

    @property
    def skipped(self) -> tuple[FileRow, ...]:
        """The files that were left out."""
        return tuple(row for row in self.rows if row.reason)


def read_entry(entry: CorpusEntry, library: CorpusLibrary, control: Control) -> Reading:
    """Reads every file of a corpus and counts its texts as they would be learned; called on the import lane.

    Where it was told to stop, the reading has the files until then; what documents say is kept, so that the next one
    goes on from there. Two readings are reported to `control` before: what an earlier one kept, and what is known
    before the doctor has looked at the corpus. The report of a person's own corpus is kept, unless it was stopped.
    """
    kept = None if entry.sample else library.report(entry.id)
    if kept is not None:
        control.report(Reading(entry.id, entry.cleaning, kept, _rows(kept), earlier=True), final=True)
    report = engine.import_files(
        entry.paths,
        library.cache_folder,
        column=entry.column,
        encodings=dict(entry.cleaning.encodings),
        progress=partial(_tell, control),
        should_stop=control.should_stop,
    )
    rows = _rows(report)
    reading = Reading(entry.id, entry.cleaning, report, rows)
    if report.stopped:
        return reading
    if not entry.sample:
        reading = replace(reading, notes=_kept(library, entry, report))
    try:
        corpus = engine.read_corpus(
            entry.paths,
            column=entry.column,
            cleaning=entry.cleaning,
            should_stop=control.should_stop,
            cache_folder=library.cache_folder,
        )
        summary = engine.summarize(corpus)
    except engine.EngineError as error:
        if control.stopped:
            return replace(reading, report=replace(report, stopped=True))
        return replace(reading, error=error)
    reading = replace(
        reading,
        rows=_with_reasons(rows, corpus),
        summary=summary,
        steps=corpus.steps,
        notes=(*reading.notes, *corpus.notes),
        speakers=corpus.speakers,
        has_pages=corpus.has_pages,
    )
    control.report(reading, final=True)
    try:
        diagnosis = engine.examine(corpus, kept_secrets=entry.cleaning.kept_secrets, should_stop=control.should_stop)
    except engine.EngineError as error:
        return reading if control.stopped else replace(reading, error=error)
    return replace(reading, diagnosis=diagnosis)


def find_secrets(
    entry: CorpusEntry, cache_folder: Path, most: int, control: Control
) -> tuple[CorpusEntry, SecretReport] | None:
    """The corpus, and its secrets, also those that are masked or kept: at most so many different ones; called on the
    analysis lane. None where it was told to stop. Raises EngineError."""
    cleaning = entry.cleaning.replaced(mask_secrets=False)
    try:
        corpus = engine.read_corpus(
            entry.paths,
            column=entry.column,
            cleaning=cleaning,
            should_stop=control.should_stop,
            cache_folder=cache_folder,
        )
        return entry, engine.scan_secrets(corpus, limit=most, should_stop=control.should_stop)
    except engine.EngineError:
        if control.stopped:
            return None
        raise


def _kept(library: CorpusLibrary, entry: CorpusEntry, report: ImportReport) -> tuple[str, ...]:
    """Keeps a report; a sentence where that fails, which ends no reading."""
    try:
        library.keep_report(entry.id, report)
    except engine.EngineError as error:
        return (error.message,)
    return ()


def _tell(control: Control, done: int, total: int, files: int, all_files: int, path: Path) -> None:
    control.report(ReadingProgress(done, total, files, all_files, path.name))


def _rows(report: ImportReport) -> tuple[FileRow, ...]:
    return tuple(
        FileRow(
            name=file.path.name or str(file.path),
            path=str(file.path),
            encoding=file.encoding,
            characters=file.characters,
            replaced=file.replaced,
            size=file.size,
            language=file.language,
            reason=file.reason,
            hint=file.hint,
        )
        for file in report.files
    )


def _with_reasons(rows: Sequence[FileRow], corpus: Corpus) -> tuple[FileRow, ...]:
    """The rows, with the reasons of files of which cleaning leaves nothing."""
    reasons = {str(skipped.path): skipped.reason for skipped in corpus.skipped}
    return tuple(row if row.reason else replace(row, reason=reasons.get(row.path, "")) for row in rows)


def changed_files(paths: Sequence[Path], report: ImportReport, control: Control) -> tuple[ImportReport, int]:
    """The report, and how many files differ from what it says; called on the analysis lane."""
    try:
        return report, engine.corpus_changes(paths, report, should_stop=control.should_stop).count
    except engine.EngineError:
        return report, 0  # it was told to stop


def table_columns(path: Path, _control: Control) -> tuple[Path, engine.TableColumns]:
    """A table and its columns. Raises EngineError where it is none."""
    return path, engine.table_columns(path)


def count_characters(entry: CorpusEntry, control: Control, *, cache_folder: Path | None = None) -> tuple[str, int]:
    """The id of a corpus and how many characters it has as it would be learned, roughly for a large one; 0 where it was
    told to stop."""
    characters = engine.count_characters(
        entry.paths,
        column=entry.column,
        cleaning=entry.cleaning,
        should_stop=control.should_stop,
        cache_folder=cache_folder,
    )
    return entry.id, 0 if control.stopped else characters
