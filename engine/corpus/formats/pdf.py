"""Text of PDF documents (.pdf): their text layer, page by page."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable

from engine.corpus.chunks import ReadingStoppedError
from engine.corpus.formats.archive import damaged, locked
from engine.corpus.formats.extracted import Extracted
from engine.errors import CorpusError

MAX_PAGES = 20_000
MAX_CHARACTERS = 256 * 2**20
_MAC_BLANK = "\t\r \xa0"  # what stands between two words in documents that Word for Mac printed
_HEAD_BYTES = 1024  # other programs too look for the mark so far


def read(data: bytes, should_stop: Callable[[], bool] | None = None) -> Extracted:
    """The text of a .pdf file by pages; `should_stop` is asked before each.

    A page that cannot be read is left out as long as others can.

    Raises CorpusError with a sentence that begins with “It”, and ReadingStoppedError.
    """
    if b"%PDF-" not in data[:_HEAD_BYTES]:
        raise CorpusError("It is not a PDF document, whatever its name says.", "Choose another file.")
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it tells of each damaged object, with text of the file
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked()
        count = len(reader.pages)
    except DependencyError as error:
        raise CorpusError(
            "It is encrypted in a way that cannot be read here.", "Save it without protection and choose that file."
        ) from error
    except PyPdfError as error:
        raise damaged() from error
    if count > MAX_PAGES:
        raise CorpusError(f"It has more than {MAX_PAGES:,} pages.", "Split it, and choose the parts.")
    pages: list[str] = []
    failed = characters = 0
    for number in range(count):
        if should_stop is not None and should_stop():
            raise ReadingStoppedError
        try:
            text = reader.pages[number].extract_text().replace(_MAC_BLANK, " ")
        except Exception:  # noqa: BLE001 - a damaged page makes pypdf raise anything
            failed += 1
            text = ""
        characters += len(text)
        if characters > MAX_CHARACTERS:
            raise CorpusError("It holds far more text than a document does.", "Split it, and choose the parts.")
        pages.append(text)
    if not any(page.strip() for page in pages):
        if failed:
            raise damaged()
        raise CorpusError(
            "It has no text layer: its pages are pictures.", "Let a program recognise its text (OCR) and choose that."
        )
    return Extracted("\n".join(pages), "pdf", pages=tuple(pages))
