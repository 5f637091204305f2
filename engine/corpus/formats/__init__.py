"""Documents of many kinds to text: which reader takes which ending, and how large such a file may be.

A reader takes the bytes of a file and returns `Extracted`; it imports its library when it is called, and raises
CorpusError with a sentence that begins with “It”.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from engine.corpus.chunks import ReadingStoppedError
from engine.corpus.formats.archive import damaged
from engine.corpus.formats.extracted import Extracted
from engine.errors import CorpusError

_MB = 2**20


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of document: `module` and `function` are its reader, `limit` the bytes that a file may have.

    `stops` tells whether the reader takes `should_stop` as well.
    """

    module: str
    limit: int
    function: str = "read"
    stops: bool = False

    def extracted(self, data: bytes, should_stop: Callable[[], bool] | None = None) -> Extracted:
        """The text of a file. Raises CorpusError whatever the bytes are, and ReadingStoppedError."""
        if not data:
            raise CorpusError("It is empty.", "Choose a file with text in it.")
        try:
            reader = getattr(import_module(f"engine.corpus.formats.{self.module}"), self.function)
            found: Extracted = reader(data, should_stop) if self.stops else reader(data)
        except (CorpusError, ReadingStoppedError, ImportError):
            raise
        except MemoryError as error:
            raise CorpusError(
                "It needs more memory than there is here.", "Close other programs, or split it into smaller files."
            ) from error
        except Exception as error:  # no list of what the libraries raise on damaged files is ever whole
            raise damaged() from error
        return found


_HTML = Format("html", 32 * _MB)
_MARKDOWN = Format("markdown", 32 * _MB, stops=True)
FORMATS: dict[str, Format] = {
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".rtf": Format("rtf", 64 * _MB),
    ".docx": Format("docx", 128 * _MB, stops=True),
    ".odt": Format("odt", 128 * _MB, stops=True),
    ".epub": Format("epub", 256 * _MB, stops=True),
    ".pdf": Format("pdf", 256 * _MB, stops=True),
    ".hwp": Format("hwp", 128 * _MB, stops=True),
    ".hwpx": Format("hwpx", 128 * _MB, stops=True),
    ".srt": Format("subtitles", 32 * _MB, "read_srt"),
    ".vtt": Format("subtitles", 32 * _MB, "read_vtt"),
}
