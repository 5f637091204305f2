"""One file of a large corpus: looked through once, and then read again piece by piece, never held whole."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from engine.corpus.chunks import Decoding, ShouldStop, cleaned, decoded, read_parts
from engine.corpus.encodings import (
    BROKEN_SHARE,
    CONTROL_BYTES,
    ENCODINGS,
    GUESS_BYTES,
    binary,
    decode,
    encoding_by_mark,
    guessed_encoding,
    is_nearly_utf8,
    refuse_binary,
)
from engine.corpus.readers import MAX_TEXT_BYTES, named, opened
from engine.corpus.types import Document
from engine.errors import CorpusError

# A line this long is no personal text but a file of something else; even a dump of an encyclopedia on one line is less.
LONGEST_LINE = 2**30

_WIDE = re.compile(rb"[\x80-\xff]")
_WIDE_BYTES = bytes(range(0x80, 0x100))


class Fingerprint:
    """SHA-256 of texts joined by line ends, as `Corpus.fingerprint` has it, taken while they are read."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._begun = False

    def copy(self) -> Fingerprint:
        """One that goes on from here on its own."""
        other = Fingerprint()
        other._hash, other._begun = self._hash.copy(), self._begun
        return other

    def begin(self) -> None:
        """The next text begins."""
        if self._begun:
            self._hash.update(b"\n")
        self._begun = True

    def push(self, text: str) -> None:
        """Takes the next piece of a text."""
        self._hash.update(text.encode("utf-8"))

    def hexdigest(self) -> str:
        """64 hexadecimal digits."""
        return self._hash.hexdigest()


@dataclass(frozen=True, slots=True)
class StreamedDocument:
    """A file whose text stays on the disk. The fields are those of `Document`; `characters` is the text's length.

    `changed` is the time of the file's last change in nanoseconds: what is read later must be what was counted.
    """

    path: Path
    encoding: str
    replaced: int
    size: int
    characters: int
    changed: int

    @property
    def rows(self) -> tuple[str, ...]:
        """A plain text has none."""
        return ()

    @property
    def speakers(self) -> dict[str, int]:
        """How many messages each speaker wrote; a plain text has none."""
        return {}

    @property
    def paged(self) -> bool:
        """Whether it has pages; a plain text has none."""
        return False

    @property
    def text(self) -> str:
        """The whole text, read anew by each call. Raises CorpusError as `chunks` does."""
        return "".join(self.chunks())

    def beginning(self, characters: int) -> str:
        """The first characters of the text. Raises CorpusError as `chunks` does."""
        parts: list[str] = []
        for part in self.chunks():
            parts.append(part[:characters])
            characters -= len(part)
            if characters <= 0:
                break
        return "".join(parts)

    def opening(self, characters: int) -> Document:
        """The beginning as a document that is held. Raises CorpusError as `chunks` does."""
        return Document(self.path, self.beginning(characters), self.encoding, size=self.size)

    def chunks(self, should_stop: ShouldStop | None = None) -> Iterator[str]:
        """The text, cleaned, in pieces of about a megabyte.

        Raises:
            CorpusError: the file is gone or has changed since it was counted.
            ReadingStoppedError: `should_stop`, asked before each piece, answered True.
        """
        with named(self.path), opened(self.path, limit=MAX_TEXT_BYTES) as file:
            self._check(file)
            characters = 0
            for text in cleaned(decoded(read_parts(file, should_stop), Decoding(self.encoding))):
                characters += len(text)
                yield text
            self._check(file)
            if characters != self.characters:
                raise changed()

    def _check(self, file: BinaryIO) -> None:
        found = os.fstat(file.fileno())
        if (found.st_size, found.st_mtime_ns) != (self.size, self.changed):
            raise changed()


def changed() -> CorpusError:
    """What is raised where a file is no longer what was counted."""
    return CorpusError("It has changed since it was counted.", "Leave it alone while it is read, and begin again.")


def look_through(
    path: Path, before: Fingerprint, should_stop: ShouldStop | None = None, *, encoding: str = ""
) -> tuple[StreamedDocument, Fingerprint]:
    """Reads a plain text once: in which encoding it is, and how long.

    The encoding is found as `decode` does, from the first 256 KB, or where these are plain ASCII from those around the
    first byte that is not; where it does not hold for the whole file, the others are tried.

    Args:
        before: the fingerprint of the texts before this one, which is not changed.
        should_stop: asked before each piece.
        encoding: one of ENCODINGS that it is read in, whatever it seems to be; anything else counts as none.

    Returns the document, and the fingerprint with it. Raises CorpusError with a sentence that begins with “It”, to
    stand behind the file's name.
    """
    with opened(path, limit=MAX_TEXT_BYTES) as file:
        if not os.fstat(file.fileno()).st_size:
            raise CorpusError("It is empty.", "Choose a file with text in it.")
        chosen = encoding if encoding in ENCODINGS else ""
        marked = chosen or encoding_by_mark(file.read(4))
        for one in [marked] if marked else _candidates(file, should_stop):
            after = before.copy()
            after.begin()
            document = _Look(file, one, marked=bool(marked), chosen=bool(chosen)).taken(path, after, should_stop)
            if document is not None:
                return document, after
    raise CorpusError("It is in an encoding that could not be recognised.", "Save it as UTF-8.")


def _candidates(file: BinaryIO, should_stop: ShouldStop | None) -> Iterator[str]:
    """The encodings that a file without a mark may be in, likely ones first."""
    sample = _sample(file, should_stop)
    likely = decode(sample).encoding
    yield likely
    yield from (encoding for encoding in ("utf-8", "cp949") if encoding != likely)
    yield guessed_encoding(sample)


def _sample(file: BinaryIO, should_stop: ShouldStop | None) -> bytes:
    """256 KB that show the encoding: the first, or from the first byte on that is not ASCII."""
    file.seek(0)
    head = file.read(GUESS_BYTES)
    refuse_binary(head)
    if head.isascii():
        place = 0
        for data in read_parts(file, should_stop):
            found = None if data.isascii() else _WIDE.search(data)
            if found is not None:
                file.seek(place + found.start())
                head = file.read(GUESS_BYTES)
                break
            place += len(data)
    if len(head) < GUESS_BYTES:
        return head
    # Not cut within a character.
    return head[: head.rindex(b"\n") + 1] if b"\n" in head else head.rstrip(_WIDE_BYTES) or head


class _Look:
    """One pass over a file in one encoding, with what tells whether it is the right one."""

    def __init__(self, file: BinaryIO, encoding: str, *, marked: bool, chosen: bool) -> None:
        self._file = file
        self._encoding = encoding
        self._marked = marked
        self._chosen = chosen
        self._decoding = Decoding(encoding)
        self._controls = self._ascii = self._decoded = 0
        self._last = ""
        self._line = 0

    def taken(self, path: Path, fingerprint: Fingerprint, should_stop: ShouldStop | None) -> StreamedDocument | None:
        """The document; None where the encoding does not fit. Raises CorpusError where it is no text."""
        found = os.fstat(self._file.fileno())
        characters, blank = 0, True
        texts = self._tallied_text(decoded(self._tallied(read_parts(self._file, should_stop)), self._decoding))
        for text in cleaned(texts):
            characters += len(text)
            blank = blank and not text.strip()
            fingerprint.push(text)
        if not self._marked and self._controls > BROKEN_SHARE * found.st_size:
            raise binary()
        if not self._fits():
            return None
        if blank:
            raise CorpusError("It has nothing but blank space in it.", "Choose a file with text in it.")
        replaced = self._decoding.replaced
        name = self._encoding.removesuffix("-sig").replace("_", "-")
        return StreamedDocument(path, name, replaced, found.st_size, characters, found.st_mtime_ns)

    def _tallied(self, parts: Iterator[bytes]) -> Iterator[bytes]:
        for data in parts:
            end = max(data.rfind(b"\n"), data.rfind(b"\r"))
            self._line = len(data) - end - 1 if end >= 0 else self._line + len(data)
            if self._line > LONGEST_LINE:
                raise CorpusError(
                    f"It has a line of more than {LONGEST_LINE // 2**20} MB.",
                    "Split it into lines and choose that file.",
                )
            if not self._marked:
                if b"\x00" in data:
                    raise binary()
                self._controls += len(data) - len(data.translate(None, CONTROL_BYTES))
            self._ascii += int(np.count_nonzero(np.frombuffer(data, np.int8) >= 0))
            yield data

    def _tallied_text(self, texts: Iterator[str]) -> Iterator[str]:
        for text in texts:
            self._decoded += len(text)
            self._last = text[-1:] or self._last
            yield text

    def _fits(self) -> bool:
        replaced = self._decoding.replaced
        if self._chosen:
            return True
        if self._marked:
            if replaced > 1 + BROKEN_SHARE * self._decoded:
                raise binary()
            return True
        if self._encoding == "utf-8":
            whole = self._decoded - self._ascii - replaced
            return not replaced or is_nearly_utf8(replaced, whole, self._last == "\ufffd")
        return not replaced or self._encoding != "cp949"
