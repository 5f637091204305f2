"""Text of Hangul's documents (.hwp, version 5): the paragraph records of its BodyText streams.

After the published description of the format (“한글 문서 파일 형식 5.0”). A file is an OLE container; a section is a
run of records, mostly deflated. A record begins with 32 bits: tag (10), level (10), size (12; 4095: the size follows).
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.corpus.chunks import ShouldStop, polled
from engine.corpus.formats.archive import damaged, locked
from engine.corpus.formats.extracted import Extracted, no_text
from engine.errors import CorpusError

if TYPE_CHECKING:
    from olefile import OleFileIO

PARA_TEXT = 0x10 + 51
CTRL_HEADER = 0x10 + 55
MAX_SECTION_BYTES = 128 * 2**20
MAX_TOTAL_BYTES = 512 * 2**20
_SIGNATURE = b"HWP Document File"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_COMPRESSED, _PASSWORD, _DISTRIBUTION, _RIGHTS = 0x1, 0x2, 0x4, 0x10
_SECTION = re.compile(r"Section(\d{1,6})", re.IGNORECASE)
# Names of controls, backwards as in the file: page header, page footer, hidden comment.
_DROPPED = frozenset([b"daeh", b"toof", b"tmct"])
# Signs that take one place of 16 bits; every other code below 32 takes eight, the first and the last being the code.
_SINGLE = {0: "", 10: "\n", 13: "\n", 24: "-", 30: "\xa0", 31: " "}
_TAB = 9
_CODES = re.compile("[\x00-\x1f]")


def read(data: bytes, should_stop: ShouldStop | None = None) -> Extracted:
    """The text of an .hwp file; where its body has none, the preview that Hangul keeps beside it.

    Raises CorpusError with a sentence that begins with “It”, and ReadingStoppedError where `should_stop`, asked now and
    then, answers True.
    """
    if data.startswith(_SIGNATURE):
        raise CorpusError(
            "It is of Hangul 97 or older, which cannot be read here.", "Save it as .hwpx and choose that file."
        )
    if not data.startswith(_OLE):
        raise CorpusError("It is not a Hangul document, whatever its name says.", "Choose another file.")
    _check_counts(data)
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as container:
        flags = _flags(container, len(data))
        sections = _sections(container, len(data), should_stop, deflated=bool(flags & _COMPRESSED))
        text = "\n".join(filter(None, sections))
        if not text.strip() and container.exists("PrvText"):
            text = _stream(container, "PrvText", len(data)).decode("utf-16-le", errors="replace")
    if not text.strip():
        raise no_text()
    return Extracted(text, "hwp", text.count("\ufffd"))


def _check_counts(data: bytes) -> None:
    """The tables of sectors may not claim more of them than the file has: olefile would follow a circle that long."""
    if len(data) < 512:
        raise damaged()
    (shift,) = struct.unpack_from("<H", data, 30)
    most = len(data) >> 9
    if shift not in (9, 12) or any(struct.unpack_from("<I", data, at)[0] > most for at in (44, 64, 72)):
        raise damaged()


def _stream(container: OleFileIO, path: str | list[str], limit: int) -> bytes:
    """A stream that claims at most `limit` bytes, the size of the file."""
    if container.root.size > limit or container.get_size(path) > limit:
        raise damaged()
    return bytes(container.openstream(path).read())


def _flags(container: OleFileIO, size: int) -> int:
    if not container.exists("FileHeader"):
        raise CorpusError("It is not a Hangul document, whatever its name says.", "Choose another file.")
    header = _stream(container, "FileHeader", size)
    if len(header) < 40 or not header.startswith(_SIGNATURE):
        raise damaged()
    (flags,) = struct.unpack_from("<I", header, 36)
    if flags & _PASSWORD:
        raise locked()
    if flags & (_DISTRIBUTION | _RIGHTS):
        raise CorpusError(
            "It was saved for distribution, which locks its text.", "Ask for the document it was made from."
        )
    return int(flags)


def _sections(container: OleFileIO, size: int, should_stop: ShouldStop | None, *, deflated: bool) -> Iterator[str]:
    """The texts of the sections in their order."""
    found = []
    for path in container.listdir(streams=True, storages=False):
        match = _SECTION.fullmatch(path[-1])
        if len(path) == 2 and path[0].lower() == "bodytext" and match:
            found.append((int(match[1]), path))
    total = 0
    for _, path in sorted(found):
        data = _stream(container, path, size)
        if deflated:
            data = inflated(data, min(MAX_SECTION_BYTES, MAX_TOTAL_BYTES - total))
        total += len(data)
        yield section_text(data, should_stop)


def inflated(data: bytes, limit: int) -> bytes:
    """A raw deflate stream of at most `limit` bytes when unpacked. Raises CorpusError."""
    unpacking = zlib.decompressobj(-15)
    try:
        found = unpacking.decompress(data, max(limit, 1))
    except zlib.error as error:
        raise damaged() from error
    if unpacking.unconsumed_tail:
        raise CorpusError(
            "It unpacks to far more than a document holds, so it was not unpacked.", "Save it anew in Hangul."
        )
    if not unpacking.eof:
        raise damaged()
    return found


def records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Tag, level and content of each record of a section. Raises CorpusError where one is cut off."""
    at = 0
    while at + 4 <= len(data):
        (head,) = struct.unpack_from("<I", data, at)
        at += 4
        size = head >> 20
        if size == 0xFFF:
            if at + 4 > len(data):
                raise damaged()
            (size,) = struct.unpack_from("<I", data, at)
            at += 4
        if at + size > len(data):
            raise damaged()
        yield head & 0x3FF, head >> 10 & 0x3FF, data[at : at + size]
        at += size


def section_text(data: bytes, should_stop: ShouldStop | None = None) -> str:
    """The paragraphs of a section, one a line, without page headers, page footers and hidden comments.

    What stands in a table, a note or a frame follows the paragraph that holds it.
    """
    lines: list[str] = []
    dropped_level: int | None = None
    for tag, level, content in polled(records(data), should_stop):
        if dropped_level is not None:
            if level > dropped_level:
                continue
            dropped_level = None
        if tag == CTRL_HEADER and content[:4] in _DROPPED:
            dropped_level = level
        elif tag == PARA_TEXT:
            line = paragraph_text(content).strip()
            if line:
                lines.append(line)
    return "\n".join(lines)


def paragraph_text(content: bytes) -> str:
    """The letters of one paragraph record: UTF-16, little end first, without its controls."""
    codes = content[: len(content) // 2 * 2]
    # One place a code, so that the eight of a control can be counted; pairs are joined at the end.
    places = codes.decode("utf-16-le", errors="surrogatepass")
    if places and max(places) > "\uffff":
        places = "".join(map(chr, struct.unpack(f"<{len(codes) // 2}H", codes)))
    out: list[str] = []
    at = 0
    while match := _CODES.search(places, at):
        out.append(places[at : match.start()])
        code = ord(match[0])
        if code in _SINGLE or 25 <= code <= 29:
            out.append(_SINGLE.get(code, ""))
            at = match.end()
        else:
            out.append("\t" if code == _TAB else "")
            at = match.start() + 8
    out.append(places[at:])
    return "".join(out).encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")
