"""A corpus: the texts of files and folders, decoded and cleaned, and what had to be left out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from engine.corpus.readers import is_text_name, read_document
from engine.corpus.types import Document, Skipped
from engine.errors import CorpusError


@dataclass(frozen=True)
class Corpus:
    """Texts in the order in which they were given; the files of a folder sorted by name."""

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...] = ()

    @cached_property
    def text(self) -> str:
        """All documents, joined by line ends."""
        return "\n".join(document.text for document in self.documents)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


def read_corpus(
    paths: Iterable[Path], *, column: str | None = None, should_stop: Callable[[], bool] | None = None
) -> Corpus:
    """Reads files and folders into one corpus.

    Folders are read with their sub-folders, sorted, without hidden files and without kinds of files that are no text;
    links are followed once. What cannot be used is listed in `skipped`, as is a file met a second time.

    Args:
        paths: files (of any name) and folders.
        column: the column to take from .csv and .tsv files, in any case; None takes their only column of text.
        should_stop: asked before each file.

    Raises:
        CorpusError: nothing usable remains, or `should_stop` answered True.
    """
    given = [Path(path) for path in paths]
    if not given:
        raise CorpusError("No file was chosen.", "Choose a text file or a folder of them.")
    documents: list[Document] = []
    skipped: list[Skipped] = []
    errors: list[CorpusError] = []
    seen: set[str] = set()
    for path in _files(given, skipped, seen):
        if should_stop is not None and should_stop():
            raise CorpusError("Reading the texts was stopped before its end.")
        real = _real(path)
        if real in seen:
            skipped.append(Skipped(path, "It is a file that was already read."))
            continue
        seen.add(real)
        try:
            documents.append(read_document(path, column=column))
        except CorpusError as error:
            errors.append(error)
            skipped.append(Skipped(path, error.message))
    if not documents:
        raise _nothing(given, skipped, errors)
    return Corpus(tuple(documents), tuple(skipped))


def _nothing(given: list[Path], skipped: list[Skipped], errors: list[CorpusError]) -> CorpusError:
    if not skipped:
        where = f"The folder “{given[0].name or given[0]}” has" if len(given) == 1 else "The folders have"
        return CorpusError(f"{where} no text files.", "Choose a folder with .txt, .md or .csv files.")
    first = skipped[0]
    reason = first.reason[:1].lower() + first.reason[1:]
    hint = errors[0].hint if errors else "Choose a text file or a folder of them."
    if len(skipped) == 1:
        return CorpusError(f"“{first.path.name or first.path}” cannot be read: {reason}", hint)
    return CorpusError(f"None of the {len(skipped)} files can be read; the first, “{first.path.name}”: {reason}", hint)


def _files(given: list[Path], skipped: list[Skipped], seen: set[str]) -> Iterator[Path]:
    """The files to read; `seen` takes the real path of each folder, so that no link leads around in a circle."""
    for path in given:
        if os.path.isdir(path):
            yield from _files_of_folder(path, skipped, seen)
        else:
            yield path


def _files_of_folder(folder: Path, skipped: list[Skipped], seen: set[str]) -> Iterator[Path]:
    pending = [folder]
    while pending:
        path = pending.pop()
        if not os.path.isdir(path):
            yield path
            continue
        real = _real(path)
        if real in seen:
            skipped.append(Skipped(path, "It is a folder that was already read, or a link back to one."))
            continue
        seen.add(real)
        try:
            names = sorted(name for name in os.listdir(path) if not name.startswith((".", "__MACOSX")))
        except OSError:
            skipped.append(Skipped(path, "It is a folder that may not be read."))
            continue
        children = [path / name for name in names]
        pending.extend(child for child in reversed(children) if os.path.isdir(child) or _wanted(child, skipped))


def _real(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # such a name cannot be opened either; reading it gives the reason
        return str(path)


def _wanted(path: Path, skipped: list[Skipped]) -> bool:
    wanted = is_text_name(path)
    if not wanted:
        skipped.append(Skipped(path, f"It is a {path.suffix} file; folders are read for text files only."))
    return wanted
