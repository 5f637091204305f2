"""Text of OpenDocument files (.odt): paragraphs, headings, tables and notes in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.corpus.chunks import ShouldStop
from engine.corpus.formats.archive import Archive, locked
from engine.corpus.formats.extracted import Extracted, Paragraphs, no_text
from engine.corpus.formats.xml import stream

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesImpl

# Deleted text that is still tracked, comments, descriptions of pictures, numbers of notes, formulas of forms.
_DROPPED = frozenset(
    ["tracked-changes", "annotation", "title", "desc", "note-citation", "forms", "script", "binary-data"]
)
_PARAGRAPHS = frozenset(["p", "h"])
_CELLS = frozenset(["table-cell", "covered-table-cell"])
_MAX_SPACES = 100


def read(data: bytes, should_stop: ShouldStop | None = None) -> Extracted:
    """The text of an .odt file; `should_stop` is asked now and then.

    Raises CorpusError with a sentence that begins with “It”, and ReadingStoppedError.
    """
    archive = Archive(data)
    manifest = "META-INF/manifest.xml"
    if manifest in archive.names and b"encryption-data" in archive.read(manifest):
        raise locked()
    reader = _Reader()
    stream(archive.read("content.xml"), reader, should_stop)
    text = reader.paragraphs.text()
    if not text:
        raise no_text()
    return Extracted(text, "odt")


class _Reader:
    def __init__(self) -> None:
        self.paragraphs = Paragraphs()
        self._dropped = 0
        self._within = 0  # open paragraphs: blanks between them are no text

    def begin(self, name: str, attributes: AttributesImpl) -> None:
        if self._dropped or name in _DROPPED:
            self._dropped += 1
        elif name in _PARAGRAPHS:
            self._within += 1
            self.paragraphs.begin()
        elif name == "note":
            self.paragraphs.begin_note()
        elif name in _CELLS:
            self.paragraphs.begin_cell()
        elif name == "s":
            count = next((value for key, value in attributes.items() if key.endswith(":c")), "1")
            self.paragraphs.add(" " * min(int(count) if count.isdecimal() else 1, _MAX_SPACES))
        elif name == "tab":
            self.paragraphs.add("\t")
        elif name == "line-break":
            self.paragraphs.add("\n")

    def end(self, name: str) -> None:
        if self._dropped:
            self._dropped -= 1
        elif name in _PARAGRAPHS:
            self._within -= 1
            self.paragraphs.end()
        elif name == "note":
            self.paragraphs.end_note()
        elif name in _CELLS:
            self.paragraphs.end_cell()
        elif name == "table-row":
            self.paragraphs.end_row()

    def text(self, text: str) -> None:
        if self._within and not self._dropped:
            self.paragraphs.add(text.replace("\n", " "))
