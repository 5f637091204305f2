"""XML of documents: read as a stream or as a small tree, never with entities or anything from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from xml.sax.handler import ContentHandler

from engine.corpus.chunks import ReadingStoppedError, ShouldStop
from engine.corpus.formats.archive import damaged
from engine.errors import CorpusError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element
    from xml.sax.xmlreader import AttributesImpl

# Deeper than any document; what nests without end is made to exhaust a reader.
MAX_DEPTH = 1_000
# Descriptions of a package are small; as a tree in memory they take some thirty times their size.
MAX_TREE_BYTES = 8 * 2**20


class Reader(Protocol):
    """What `stream` tells about a document, in its order; names are without their prefix: `text:p` is `p`."""

    def begin(self, name: str, attributes: AttributesImpl) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


class _Handler(ContentHandler):
    def __init__(self, reader: Reader, should_stop: ShouldStop | None) -> None:
        super().__init__()
        self._reader = reader
        self._should_stop = should_stop
        self._depth = 0
        self._begun = 0

    def characters(self, content: str) -> None:
        self._reader.text(content)

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise damaged()
        if self._should_stop is not None and self._begun % 1000 == 0 and self._should_stop():
            raise ReadingStoppedError
        self._begun += 1
        self._reader.begin(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:  # noqa: N802
        self._depth -= 1
        self._reader.end(name.rpartition(":")[2])


def stream(data: bytes, reader: Reader, should_stop: ShouldStop | None = None) -> None:
    """Tells a reader what a document holds, piece by piece; `should_stop` is asked before each thousand elements.

    Raises:
        CorpusError: it is no sound XML, or it defines entities, as a document made to fill the memory does.
        ReadingStoppedError: `should_stop` answered True.
    """
    from xml.sax import SAXException, SAXParseException

    import defusedxml.sax
    from defusedxml import DefusedXmlException

    try:
        defusedxml.sax.parseString(data, _Handler(reader, should_stop))
    except DefusedXmlException as error:
        raise _entities() from error
    except (SAXParseException, SAXException, ValueError, LookupError) as error:
        raise damaged() from error


def tree(data: bytes) -> Element:
    """The root of a small document. Raises CorpusError as `stream` does, and above MAX_TREE_BYTES."""
    import defusedxml.ElementTree
    from defusedxml import DefusedXmlException

    if len(data) > MAX_TREE_BYTES:
        raise damaged()
    try:
        root: Element = defusedxml.ElementTree.fromstring(data)
    except DefusedXmlException as error:
        raise _entities() from error
    except (SyntaxError, ValueError, LookupError) as error:  # ParseError is a SyntaxError
        raise damaged() from error
    return root


def refuse_entities(data: bytes) -> None:
    """Raises CorpusError where a document defines entities or is no sound XML; for what another library then reads."""
    from xml.parsers.expat import ExpatError, ParserCreate

    def refuse(*_: object) -> None:
        raise _entities()

    parser = ParserCreate()
    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError) as error:
        raise damaged() from error


def _entities() -> CorpusError:
    return CorpusError(
        "It defines entities, as a document made to fill the memory does, so it was not read.",
        "Open it in its own program, save it anew, and choose that file.",
    )
