"""Text of electronic books (.epub): the chapters in the order in which they are read."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from urllib.parse import unquote

from engine.corpus.chunks import ReadingStoppedError
from engine.corpus.formats.archive import Archive, damaged
from engine.corpus.formats.extracted import Extracted, no_text
from engine.corpus.formats.html import html_text
from engine.corpus.formats.xml import tree
from engine.errors import CorpusError

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"


def read(data: bytes, should_stop: Callable[[], bool] | None = None) -> Extracted:
    """The text of an .epub file, without its table of contents. `should_stop` is asked before each chapter.

    Raises CorpusError with a sentence that begins with “It”, and ReadingStoppedError.
    """
    archive = Archive(data)
    chapters = _chapters(archive)
    if _ENCRYPTION in archive.names and not _locked(archive).isdisjoint(chapters):
        raise CorpusError("It is locked by its seller, so its text cannot be read.", "Choose a book without a lock.")
    texts = []
    replaced = 0
    for name in chapters:
        if should_stop is not None and should_stop():
            raise ReadingStoppedError
        found = html_text(archive.read(name))
        replaced += found.replaced
        if found.text:
            texts.append(found.text)
    if not texts:
        raise no_text()
    return Extracted("\n\n".join(texts), "epub", replaced)


def _chapters(archive: Archive) -> list[str]:
    """The names of the entries that are read, in order and each once."""
    package = next(
        (unquote(path) for element in tree(archive.read(_CONTAINER)).iter() if (path := element.get("full-path"))), ""
    )
    root = tree(archive.read(package))
    items: dict[str, str] = {}
    order: list[str] = []
    folder = posixpath.dirname(package)
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name == "item":
            is_page = element.get("media-type", "") in _PAGES and "nav" not in element.get("properties", "").split()
            if is_page:
                href = unquote(element.get("href", "").partition("#")[0])
                items[element.get("id", "")] = posixpath.normpath(posixpath.join(folder, href))
        elif name == "itemref":
            order.append(element.get("idref", ""))
    known = set(archive.names)
    chapters = list(dict.fromkeys(items[id_] for id_ in order if id_ in items))
    if not chapters:
        raise no_text("chapters")
    if not known.issuperset(chapters):
        raise damaged()
    return chapters


def _locked(archive: Archive) -> set[str]:
    """The entries that are encrypted; often these are only its fonts."""
    return {
        unquote(element.get("URI", ""))
        for element in tree(archive.read(_ENCRYPTION)).iter()
        if str(element.tag).endswith("CipherReference")
    }
