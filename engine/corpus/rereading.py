"""A document of a large corpus whose text is not held: it is read anew each time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.config import Cleaning
from engine.corpus.cache import ExtractionCache, known_document
from engine.corpus.cleaning import cleaned_document
from engine.corpus.messages import speakers
from engine.corpus.opening import opening
from engine.corpus.readers import MAX_FILE_BYTES, named, opened
from engine.corpus.streams import StreamedDocument, changed
from engine.corpus.types import Document

# A mailbox may have a hundred thousand; whom one looks for is among the busiest.
MOST_SPEAKERS = 1000


@dataclass(frozen=True, slots=True)
class RereadDocument(StreamedDocument):
    """As `StreamedDocument`, of a file that is more than plain text; while it is read, its text is held whole.

    `column` is that of a table, `cleaning` what is taken out of the text each time, `cache_folder` where its text may
    be kept (see `read_corpus`). `counts` are its busiest speakers with the number of their messages.
    """

    column: str | None = None
    cleaning: Cleaning | None = None
    cache_folder: Path | None = None
    counts: tuple[tuple[str, int], ...] = ()
    has_pages: bool = False

    @classmethod
    def after(
        cls,
        document: Document,
        *,
        column: str | None = None,
        cleaning: Cleaning | None = None,
        cache_folder: Path | None = None,
    ) -> RereadDocument:
        """One for a document that was just read. Raises CorpusError where its file has changed since."""
        with opened(document.path, limit=MAX_FILE_BYTES) as file:
            found = os.fstat(file.fileno())
        if found.st_size != document.size:
            raise changed()
        return cls(
            document.path,
            document.encoding,
            document.replaced,
            document.size,
            document.characters,
            found.st_mtime_ns,
            column,
            cleaning,
            cache_folder,
            tuple(speakers(document.messages).items())[:MOST_SPEAKERS],
            bool(document.pages),
        )

    @property
    def speakers(self) -> dict[str, int]:
        """How many messages each of its busiest speakers wrote."""
        return dict(self.counts)

    @property
    def paged(self) -> bool:
        """Whether it has pages."""
        return self.has_pages

    @property
    def rows(self) -> tuple[str, ...]:
        """The cells of a table, read anew by each call. Raises CorpusError as `chunks` does."""
        return self._read(None).rows

    def opening(self, characters: int) -> Document:
        """The beginning as a document that is held. Raises CorpusError as `chunks` does."""
        return opening(self._read(None), characters)

    def chunks(self, should_stop: Callable[[], bool] | None = None) -> Iterator[str]:
        """The text, cleaned, in pieces of about a megabyte. Raises as `StreamedDocument.chunks` does."""
        yield from self._read(should_stop).chunks(should_stop)

    def _read(self, should_stop: Callable[[], bool] | None) -> Document:
        with named(self.path), opened(self.path, limit=MAX_FILE_BYTES) as file:
            self._check(file)
            cache = ExtractionCache(self.cache_folder) if self.cache_folder is not None else None
            encoding = self.cleaning.encoding_of(self.path) if self.cleaning is not None else ""
            document = known_document(self.path, cache, column=self.column, should_stop=should_stop, encoding=encoding)
            self._check(file)
            if self.cleaning is not None:
                document, _ = cleaned_document(document, self.cleaning)
            if document.characters != self.characters:
                raise changed()
        return document
