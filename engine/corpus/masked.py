"""A plain text of a large corpus with its secrets masked: never held whole, masked anew each time it is read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from engine.corpus.chunks import ShouldStop
from engine.corpus.secrets import MASKS, mask_secrets, whole_lines
from engine.corpus.streams import Fingerprint, StreamedDocument


@dataclass(frozen=True, slots=True)
class MaskedDocument(StreamedDocument):
    """As `StreamedDocument`; `characters` counts the masked text. `kept` are the digests of secrets that stay.

    A secret that goes over the end of a piece of a megabyte without any line end may be missed.
    """

    original: StreamedDocument | None = None
    kept: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, original: StreamedDocument, kept: Collection[str], before: Fingerprint, should_stop: ShouldStop | None
    ) -> tuple[MaskedDocument, Fingerprint, int, int]:
        """Reads a text once more.

        Returns the document, the fingerprint of the texts before and this one (`before` is not changed), how many
        secrets were masked, and how many characters these had. Raises as `chunks` does.
        """
        fingerprint = before.copy()
        fingerprint.begin()
        found = cls(
            original.path,
            original.encoding,
            original.replaced,
            original.size,
            original.characters,
            original.changed,
            original=original,
            kept=frozenset(kept),
        )
        characters = pieces = masks = 0
        for text, counts in found._masked(should_stop):
            characters += len(text)
            pieces += sum(counts.values())
            masks += sum(len(MASKS[kind]) * count for kind, count in counts.items())
            fingerprint.push(text)
        taken = original.characters - characters + masks
        return replace(found, characters=characters), fingerprint, pieces, taken

    def chunks(self, should_stop: ShouldStop | None = None) -> Iterator[str]:
        """The text, cleaned and masked, in pieces of about a megabyte. Raises as `StreamedDocument.chunks` does."""
        return (text for text, _ in self._masked(should_stop))

    def _masked(self, should_stop: ShouldStop | None) -> Iterator[tuple[str, dict[str, int]]]:
        if self.original is not None:
            for piece in whole_lines(self.original.chunks(should_stop)):
                yield mask_secrets(piece, kept=self.kept)
