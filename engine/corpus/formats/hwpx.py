"""Text of Hangul's newer documents (.hwpx, KS X 6101): the paragraphs of its sections in their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.corpus.chunks import ShouldStop
from engine.corpus.formats.archive import Archive, damaged, locked
from engine.corpus.formats.extracted import Extracted, Paragraphs, no_text
from engine.corpus.formats.xml import stream

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesImpl

_SECTION = re.compile(r"Contents/section(\d{1,6})\.xml", re.IGNORECASE)
# What is repeated on each page or not printed, scripts of equations, descriptions of pictures, and values of fields.
_DROPPED = frozenset(["header", "footer", "hiddenComment", "script", "shapeComment", "parameters", "stringParam"])
_NOTES = frozenset(["footNote", "endNote"])
_SIGNS = {"tab": "\t", "lineBreak": "\n", "nbSpace": "\xa0", "fwSpace": "\u3000", "hyphen": "-"}


def read(data: bytes, should_stop: ShouldStop | None = None) -> Extracted:
    """The text of an .hwpx file; `should_stop` is asked now and then.

    Raises CorpusError with a sentence that begins with “It”, and ReadingStoppedError.
    """
    archive = Archive(data)
    manifest = "META-INF/manifest.xml"
    if manifest in archive.names and b"encryption-data" in archive.read(manifest):
        raise locked()
    sections = sorted((int(match[1]), name) for name in archive.names if (match := _SECTION.fullmatch(name)))
    if not sections:
        raise damaged()
    reader = _Reader()
    for _, name in sections:
        stream(archive.read(name), reader, should_stop)
    text = reader.paragraphs.text()
    if not text:
        raise no_text()
    return Extracted(text, "hwpx")


class _Reader:
    def __init__(self) -> None:
        self.paragraphs = Paragraphs()
        self._dropped = 0
        self._letters = 0  # open <hp:t>

    def begin(self, name: str, attributes: AttributesImpl) -> None:
        if self._dropped or name in _DROPPED:
            self._dropped += 1
        elif name == "p":
            self.paragraphs.begin()
        elif name == "t":
            self._letters += 1
        elif name == "tc":
            self.paragraphs.begin_cell()
        elif name in _NOTES:
            self.paragraphs.begin_note()
        elif self._letters and name in _SIGNS:
            self.paragraphs.add(_SIGNS[name])

    def end(self, name: str) -> None:
        if self._dropped:
            self._dropped -= 1
        elif name == "p":
            self.paragraphs.end()
        elif name == "t":
            self._letters -= 1
        elif name == "tc":
            self.paragraphs.end_cell()
        elif name == "tr":
            self.paragraphs.end_row()
        elif name in _NOTES:
            self.paragraphs.end_note()

    def text(self, text: str) -> None:
        if self._letters and not self._dropped:
            self.paragraphs.add(text)
