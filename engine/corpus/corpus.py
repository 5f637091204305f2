"""A corpus: the texts of files and folders, decoded and cleaned, and what had to be left out."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from engine.config import Cleaning
from engine.corpus.cache import ExtractionCache, known_document
from engine.corpus.chunks import ReadingStoppedError
from engine.corpus.cleaned_streams import CleanedStream
from engine.corpus.cleaning import CleaningStep, cleaned_document, summed
from engine.corpus.duplicates import Duplicates
from engine.corpus.encodings import GUESS_BYTES, decode
from engine.corpus.folders import AGAIN_REASON, real_path, walk
from engine.corpus.messages import speakers
from engine.corpus.readers import (
    MAX_TEXT_BYTES,
    is_chat,
    is_document,
    is_mail,
    is_table,
    mail_characters,
    opened,
    read_document,
)
from engine.corpus.rereading import RereadDocument
from engine.corpus.streamed_tables import estimated_characters, is_streamed, look_through_table
from engine.corpus.streams import Fingerprint, StreamedDocument, look_through
from engine.corpus.types import Document, Skipped
from engine.errors import CorpusError

# Files that together are larger stay on the disk and are read piece by piece. Below, the text and its ids take at most
# 15 bytes a byte of text, half a gigabyte, and reading each file once is quicker.
LARGE_BYTES = 32 * 2**20
LARGE_NOTE = "In the plain texts of a large corpus repeats are found within a megabyte only."
# Of the documents of each ending so much is read to estimate the others; of PDFs that takes some seconds.
_SAMPLE_BYTES = 2 * 2**20


@dataclass(frozen=True)
class Corpus:
    """Texts in the order in which they were given; the files of a folder sorted by name.

    The plain texts of a large corpus stay on the disk: `text` then reads all of it, and `chunks` and `beginning` only
    what is asked for. `digest` is the fingerprint where it was taken while the files were looked through.
    `steps` is what cleaning took out of all of them, `notes` are sentences on what it left.
    """

    documents: tuple[Document | StreamedDocument, ...]
    skipped: tuple[Skipped, ...] = ()
    digest: str = ""
    steps: tuple[CleaningStep, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def large(self) -> bool:
        """Whether any of its texts is not held in memory."""
        return any(isinstance(document, StreamedDocument) for document in self.documents)

    @property
    def characters(self) -> int:
        """The length of `text`, known without reading it."""
        return sum(document.characters for document in self.documents) + max(0, len(self.documents) - 1)

    @property
    def speakers(self) -> dict[str, int]:
        """How many messages each speaker of its chats and mails wrote, the busiest first."""
        counts: Counter[str] = Counter()
        for document in self.documents:
            counts.update(speakers(document.messages) if isinstance(document, Document) else document.speakers)
        return dict(counts.most_common())

    @property
    def has_pages(self) -> bool:
        """Whether any of its documents has pages."""
        return any(document.pages if isinstance(document, Document) else document.paged for document in self.documents)

    @cached_property
    def _held_text(self) -> str:
        return "\n".join(document.text for document in self.documents)

    @property
    def text(self) -> str:
        """All documents, joined by line ends. A large corpus is read anew by each call, and may raise CorpusError."""
        return "\n".join(document.text for document in self.documents) if self.large else self._held_text

    def beginning(self, characters: int) -> str:
        """The first characters of `text`."""
        parts: list[str] = []
        for document in self.documents:
            if characters < 0:  # at 0 the line end between two texts is still wanted
                break
            parts.append(document.beginning(characters))
            characters -= len(parts[-1]) + 1
        return "\n".join(parts)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
        return self.digest or hashlib.sha256(self.text.encode("utf-8")).hexdigest()


def read_corpus(
    paths: Iterable[Path],
    *,
    column: str | None = None,
    cleaning: Cleaning | None = None,
    should_stop: Callable[[], bool] | None = None,
    cache_folder: Path | None = None,
) -> Corpus:
    """Reads files and folders into one corpus.

    Folders are read with their sub-folders, sorted, without hidden files and without kinds of files that are no text;
    links are followed once. What cannot be used is listed in `skipped`, as is a file met a second time. Files of more
    than LARGE_BYTES together are looked through but not held, nor are large tables; of documents, chats and other
    tables, whose text is not in the file as it stands, the first are held, as many characters as LARGE_BYTES has bytes,
    and the others read anew.

    Args:
        paths: files (of any name) and folders.
        column: the column to take from .csv, .tsv and .jsonl files, in any case; None takes their only column of text.
        cleaning: what is taken out of the texts; None leaves them whole. In a large corpus duplicates are found within
            a file only, and in plain texts, which are not held, within a megabyte; `notes` says so.
        should_stop: asked before each file, and before each megabyte of a large corpus.
        cache_folder: where `import_files` kept what it found in documents, which is then taken from there; nothing is
            written.

    Raises:
        CorpusError: nothing usable remains, or `should_stop` answered True.
    """
    given = [Path(path) for path in paths]
    if not given:
        raise CorpusError("No file was chosen.", "Choose a text file or a folder of them.")
    fingerprint = Fingerprint() if _size(given) > LARGE_BYTES else None
    documents: list[Document | StreamedDocument] = []
    skipped: list[Skipped] = []
    errors: list[CorpusError] = []
    seen: set[str] = set()
    held = 0
    steps: list[tuple[CleaningStep, ...]] = []
    notes: dict[str, None] = {}
    duplicates = Duplicates() if fingerprint is None else None
    cache = ExtractionCache(cache_folder) if cache_folder is not None else None
    chosen = dict(cleaning.encodings) if cleaning is not None else {}

    def read(path: Path) -> Document:
        encoding = chosen.get(str(path), "")
        document = known_document(path, cache, column=column, should_stop=should_stop, encoding=encoding)
        if cleaning is None:
            return document
        document, taken = cleaned_document(document, cleaning, duplicates)
        steps.append(taken)
        return document

    for path in walk(given, skipped, seen):
        if should_stop is not None and should_stop():
            raise ReadingStoppedError
        real = real_path(path)
        if real in seen:
            skipped.append(Skipped(path, AGAIN_REASON))
            continue
        seen.add(real)
        try:
            if fingerprint is None:
                documents.append(read(path))
            elif is_streamed(path):
                table, fingerprint, taken = look_through_table(
                    path, fingerprint, column=column, cleaning=cleaning, should_stop=should_stop,
                    encoding=chosen.get(str(path), ""),
                )  # fmt: skip
                steps.append(taken)
                documents.append(table)
            elif is_table(path) or is_document(path) or is_chat(path):
                document = read(path)
                held += document.characters
                documents.append(
                    document
                    if held <= LARGE_BYTES
                    else RereadDocument.after(document, column=column, cleaning=cleaning, cache_folder=cache_folder)
                )
                fingerprint.begin()
                fingerprint.push(document.text)
            else:
                encoding = chosen.get(str(path), "")
                streamed, after = look_through(path, fingerprint, should_stop, encoding=encoding)
                if cleaning is not None and cleaning.of_plain_text:
                    streamed, after, taken = CleanedStream.of(streamed, cleaning, fingerprint, should_stop)
                    steps.append(taken)
                    if cleaning.duplicates or cleaning.near_duplicates:
                        notes[LARGE_NOTE] = None
                fingerprint = after
                documents.append(streamed)
        except ReadingStoppedError:
            raise
        except CorpusError as error:
            errors.append(error)
            skipped.append(Skipped(path, error.message))
    if not documents:
        raise _nothing(given, skipped, errors)
    digest = fingerprint.hexdigest() if fingerprint else ""
    return Corpus(tuple(documents), tuple(skipped), digest, summed(steps), tuple(notes))


def count_characters(
    paths: Iterable[Path],
    *,
    column: str | None = None,
    cleaning: Cleaning | None = None,
    should_stop: Callable[[], bool] | None = None,
    cache_folder: Path | None = None,
) -> int:
    """How many characters a corpus has: exactly up to LARGE_BYTES, else estimated from the beginning of each file.

    The estimate takes milliseconds a file: its first 256 KB say how many bytes a character takes, of a large table or a
    mailbox its first 4 MB how long the cells or the mails are. Small tables are counted, and of documents the first few
    of each ending, which say how much text such a file holds. The estimate is of the texts before cleaning.
    `cache_folder` is that of `read_corpus`.

    Raises:
        CorpusError: as `read_corpus` does.
    """
    given = [Path(path) for path in paths]
    if _size(given) <= LARGE_BYTES:
        return read_corpus(
            given, column=column, cleaning=cleaning, should_stop=should_stop, cache_folder=cache_folder
        ).characters
    total = 0
    known: dict[str, tuple[int, int]] = {}
    for path in dict.fromkeys(walk(given, [], set())):
        if should_stop is not None and should_stop():
            raise ReadingStoppedError
        try:
            if is_mail(path):
                total += mail_characters(path, should_stop)
            elif is_document(path):
                total += _estimated_document(path, known, should_stop)
            else:
                total += _estimated(path, column)
        except ReadingStoppedError:
            raise
        except CorpusError:
            continue  # what cannot be read is left out, and named when it is read
    return total or read_corpus(given, column=column, should_stop=should_stop).characters


def _estimated(path: Path, column: str | None) -> int:
    if is_streamed(path):
        return estimated_characters(path, column)
    if is_table(path):
        return read_document(path, column=column).characters
    with opened(path, limit=MAX_TEXT_BYTES) as file:
        head = file.read(GUESS_BYTES)
        size = os.fstat(file.fileno()).st_size
    return round(len(decode(head).text) / len(head) * size) if head else 0


def _estimated_document(path: Path, known: dict[str, tuple[int, int]], should_stop: Callable[[], bool] | None) -> int:
    """Reads a document until so many bytes of its ending were, and adds what it found to `known`: bytes, characters."""
    size, characters = known.get(path.suffix.lower(), (0, 0))
    if size < _SAMPLE_BYTES:
        document = read_document(path, should_stop=should_stop)
        known[path.suffix.lower()] = size + document.size, characters + document.characters
        return document.characters
    with opened(path, limit=MAX_TEXT_BYTES) as file:
        return round(os.fstat(file.fileno()).st_size * characters / size)


def _size(given: list[Path]) -> int:
    """Bytes of all the files that would be read."""
    total = 0
    for path in walk(given, [], set()):
        with contextlib.suppress(OSError, ValueError):
            total += os.stat(path).st_size
    return total


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
