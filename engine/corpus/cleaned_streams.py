"""A plain text of a large corpus, cleaned: never held whole, and cleaned anew each time it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from engine.config import Cleaning
from engine.corpus.chunks import ShouldStop
from engine.corpus.cleaning import Cleaned, CleaningStep, clean_document, nothing_left, summed
from engine.corpus.secrets import whole_lines
from engine.corpus.streams import Fingerprint, StreamedDocument
from engine.corpus.types import Document


@dataclass(frozen=True, slots=True)
class CleanedStream(StreamedDocument):
    """As `StreamedDocument`; `characters` counts the cleaned text.

    Each piece of about a megabyte, which ends with a line, is cleaned by itself: a paragraph is found again within its
    piece alone, and what goes over the end of a piece without any line end may be missed.
    """

    original: StreamedDocument | None = None
    cleaning: Cleaning = field(default_factory=Cleaning)

    @classmethod
    def of(
        cls, original: StreamedDocument, cleaning: Cleaning, before: Fingerprint, should_stop: ShouldStop | None
    ) -> tuple[CleanedStream, Fingerprint, tuple[CleaningStep, ...]]:
        """Reads a text once more.

        Returns the document, the fingerprint of the texts before and this one (`before` is not changed), and what was
        taken out. Raises as `chunks` does, and CorpusError where nothing remains.
        """
        fingerprint = before.copy()
        fingerprint.begin()
        fields = (original.path, original.encoding, original.replaced, original.size)
        found = cls(*fields, original.characters, original.changed, original=original, cleaning=cleaning)
        characters, is_there = 0, False
        steps: tuple[CleaningStep, ...] = ()
        for piece in found._cleaned(should_stop):
            characters += len(piece.text)
            is_there = is_there or bool(piece.text.strip())
            steps = summed([steps, piece.steps])
            fingerprint.push(piece.text)
        if not is_there:
            raise nothing_left()
        return replace(found, characters=characters), fingerprint, steps

    def chunks(self, should_stop: ShouldStop | None = None) -> Iterator[str]:
        """The cleaned text in pieces of about a megabyte. Raises as `StreamedDocument.chunks` does."""
        return (piece.text for piece in self._cleaned(should_stop))

    def _cleaned(self, should_stop: ShouldStop | None) -> Iterator[Cleaned]:
        if self.original is not None:
            for piece in whole_lines(self.original.chunks(should_stop)):
                yield clean_document(Document(self.path, piece, self.encoding), self.cleaning)
