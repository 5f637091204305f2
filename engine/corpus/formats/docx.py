"""Text of Word documents (.docx): paragraphs and tables in their order, then footnotes and endnotes."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from engine.corpus.chunks import ReadingStoppedError, ShouldStop, polled
from engine.corpus.formats.archive import Archive, damaged
from engine.corpus.formats.extracted import Extracted, Paragraphs, no_text
from engine.corpus.formats.xml import MAX_DEPTH, refuse_entities
from engine.errors import CorpusError

if TYPE_CHECKING:
    from lxml.etree import _Element

# As trees in memory these take some ten times as much.
MAX_XML_BYTES = 64 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOTES = ("/footnotes", "/endnotes")
# Deleted text and properties; a picture's second form, for older programs, would say everything twice.
_DROPPED = frozenset(["del", "moveFrom", "pPr", "rPr", "tblPr", "tcPr", "trPr", "sectPr", "Fallback", "instrText"])
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(data: bytes, should_stop: ShouldStop | None = None) -> Extracted:
    """The text of a .docx file; `should_stop` is asked now and then.

    Raises CorpusError with a sentence that begins with “It”, and ReadingStoppedError.
    """
    if data.startswith(_OLE):
        raise CorpusError(
            "It is locked with a password, or of an older Word (.doc).",
            "Save it as .docx without a password and choose that file.",
        )
    document = _opened(_checked(Archive(data), should_stop))
    paragraphs = Paragraphs()
    for element in _texts(document):
        _collect(element, paragraphs, should_stop)
    text = paragraphs.text()
    if not text:
        raise no_text()
    return Extracted(text, "docx")


def _checked(archive: Archive, should_stop: ShouldStop | None) -> io.BytesIO:
    """The package again, not packed, with nothing in it but XML that was looked through; pictures become empty."""
    repacked = io.BytesIO()
    total = 0
    with zipfile.ZipFile(repacked, "w") as package:
        for name in archive.names:
            if should_stop is not None and should_stop():
                raise ReadingStoppedError
            is_xml = name.lower().endswith((".xml", ".rels"))
            content = archive.read(name) if is_xml else b""
            total += len(content)
            if total > MAX_XML_BYTES:
                raise CorpusError("It holds far more text than a document does.", "Split it, and choose the parts.")
            if is_xml:
                refuse_entities(content)
            package.writestr(zipfile.ZipInfo(name), content)
    return repacked


def _opened(package: io.BytesIO) -> Any:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return docx.Document(package)
    except PackageNotFoundError as error:
        raise damaged() from error
    except ValueError as error:  # another kind of package: a template, a spreadsheet
        raise CorpusError("It is no Word document, whatever its name says.", "Choose another file.") from error


def _texts(document: Any) -> Iterator[_Element]:
    """The trees that hold text: the body, then the notes."""
    from docx.oxml import parse_xml

    yield document.element.body
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(_NOTES):
            yield parse_xml(relation.target_part.blob)


def _collect(root: _Element, paragraphs: Paragraphs, should_stop: ShouldStop | None) -> None:
    """Walks a tree without recursion."""
    stack: list[tuple[_Element, bool]] = [(root, True)]
    depth = 0
    for _ in polled(itertools.count(), should_stop):
        if not stack:
            break
        element, entering = stack.pop()
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if not entering:
            depth -= 1
            _leave(name, paragraphs)
            continue
        # The two lines that divide notes from the text are notes of their own.
        if name in _DROPPED or not name or (name in ("footnote", "endnote") and _is_divider(element)):
            continue
        depth += 1
        if depth > MAX_DEPTH:
            raise damaged()
        if name == "p":
            paragraphs.begin()
        elif name == "tc":
            paragraphs.begin_cell()
        elif name == "t":
            paragraphs.add(element.text or "")
        elif name in _SIGNS and _is_of_run(element):
            paragraphs.add(_SIGNS[name])
        stack.append((element, False))
        stack.extend((child, True) for child in reversed(element))


def _leave(name: str, paragraphs: Paragraphs) -> None:
    if name == "p":
        paragraphs.end()
    elif name == "tc":
        paragraphs.end_cell()
    elif name == "tr":
        paragraphs.end_row()


def _is_of_run(element: _Element) -> bool:
    """A tab of a run is a sign; a tab of a paragraph's settings is a place."""
    parent = element.getparent()
    return parent is not None and str(parent.tag).endswith("}r")


def _is_divider(element: _Element) -> bool:
    return any(key.endswith("}type") and value != "normal" for key, value in element.attrib.items())
