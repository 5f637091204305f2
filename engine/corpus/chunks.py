"""A long text in pieces: decoded as it is read, cut where cleaning each piece gives the same as cleaning the whole."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, TypeVar

from engine.corpus.encodings import clean
from engine.errors import CorpusError

# Pieces of 1 MB stay in the processor's cache; of 4 MB and more took a third longer.
READ_BYTES = 2**20
# A text with neither a line end nor a blank for so many characters is cut within its “word”.
LONGEST_UNCUT = 2**20

ShouldStop = Callable[[], bool]
T = TypeVar("T")


class ReadingStoppedError(CorpusError):
    """Reading was told to stop before its end."""

    def __init__(self, message: str = "Reading the texts was stopped before its end.", hint: str = "") -> None:
        super().__init__(message, hint)


class Decoding:
    """Decodes a file piece by piece. What does not decode becomes U+FFFD and is counted.

    Args:
        encoding: any that Python knows; byte-order marks are left in the text for `clean` to remove.
    """

    def __init__(self, encoding: str) -> None:
        self._make = codecs.getincrementaldecoder(encoding)
        self._decoder = self._make("strict")
        self._lossy = False
        self.replaced = 0

    def push(self, data: bytes, *, final: bool = False) -> str:
        """The text of the bytes so far that was not returned yet; `final` ends it, also within a character."""
        if not self._lossy:
            before = self._decoder.getstate()
            try:
                return self._decoder.decode(data, final)
            except UnicodeDecodeError:
                self._decoder, self._lossy = self._make("replace"), True
                self._decoder.setstate(before)
        text = self._decoder.decode(data, final)
        self.replaced += text.count("\ufffd")
        return text


def read_parts(file: BinaryIO, should_stop: ShouldStop | None = None, *, size: int | None = None) -> Iterator[bytes]:
    """The bytes of an open file from its beginning, `size` (READ_BYTES) at a time.

    Raises ReadingStoppedError where `should_stop`, asked before each part, answers True.
    """
    file.seek(0)
    while True:
        if should_stop is not None and should_stop():
            raise ReadingStoppedError
        data = file.read(size or READ_BYTES)
        if not data:
            return
        yield data


def polled(items: Iterable[T], should_stop: ShouldStop | None) -> Iterator[T]:
    """The same items. Raises ReadingStoppedError where `should_stop`, asked before each thousand, answers True."""
    for number, item in enumerate(items):
        if should_stop is not None and number % 1000 == 0 and should_stop():
            raise ReadingStoppedError
        yield item


def decoded(parts: Iterable[bytes], decoding: Decoding) -> Iterator[str]:
    """The text of the parts, piece by piece."""
    for data in parts:
        yield decoding.push(data)
    yield decoding.push(b"", final=True)


def cleaned(parts: Iterable[str], *, longest: int | None = None) -> Iterator[str]:
    """Cleans a text in pieces that together are `clean` of the whole text, however it was parted.

    Pieces end behind a line end or a blank. Where there is none for `longest` (LONGEST_UNCUT) characters, they end
    before a character that normalisation never joins with what stands before it.
    """
    longest = longest or LONGEST_UNCUT
    held: list[str] = []  # joined only once a cut is found, or a text without blanks would be copied again and again
    length = 0
    for part in parts:
        cut = 1 + max(part.rfind("\n"), part.rfind(" "))
        if cut:
            yield clean("".join((*held, part[:cut])))
            held, length = [], 0
            part = part[cut:]
        if part:
            held.append(part)
            length += len(part)
        if length >= longest:
            text = "".join(held)
            if cut := _last_start(text):
                yield clean(text[:cut])
            held, length = [text[cut:]], len(text) - cut
    if held:
        yield clean("".join(held))


def _last_start(text: str) -> int:
    """The place of the last character but the first that `begins_anew`; 0 where there is none."""
    return next((i for i in range(len(text) - 1, 0, -1) if begins_anew(text[i])), 0)


def begins_anew(character: str) -> bool:
    """Whether normalisation never joins a character to one before it, nor moves it. May be False for others too.

    Printed signs of ASCII, and letters that are not combining; of Hangul only whole syllables, since the parts of one
    are letters that join.
    """
    code = ord(character)
    if code < 0x300:
        return 0x20 <= code < 0x7F or code >= 0xA0
    if 0x1100 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF or code > 0xFFFF:
        return False
    return character.isalpha() and not unicodedata.combining(character)
