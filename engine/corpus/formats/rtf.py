"""Text of rich text files (.rtf)."""

from __future__ import annotations

import re

from engine.corpus.formats.extracted import Extracted, no_text
from engine.errors import CorpusError

_WIDE = re.compile("[\x80-\xff]")
# striprtf looks for links with a pattern that goes over a line again and again; without that word it never begins.
_LINK = re.compile("HYPERLINK", re.IGNORECASE)
_FIELD = re.compile(r"\{\\field", re.IGNORECASE)
# Reading the table of fonts takes the square of its length; that of a document with a thousand of them is less.
_MAX_FONTS = 2**16
_LINES = re.compile(r"[ \t]*\n[ \t\n]*")


def read(data: bytes) -> Extracted:
    """The text of an .rtf file, one line a paragraph, with tabs between the cells of a row.

    Raises CorpusError with a sentence that begins with “It”.
    """
    if not data.lstrip()[:5].startswith(b"{\\rtf"):
        raise CorpusError("It is not a rich text file, whatever its name says.", "Choose another file.")
    from striprtf.striprtf import font_table_group, rtf_to_text

    # Bytes above ASCII stand for themselves in some files; as escapes they are decoded like the others.
    source = _WIDE.sub(lambda match: f"\\'{ord(match[0]):02x}", data.decode("latin-1"))
    source = _FIELD.sub(r"\n{\\field", _LINK.sub("LINK", source)).replace("\\cell", "\\tab")
    fonts = font_table_group(source)
    if len(fonts) > _MAX_FONTS:
        source = source.replace(fonts, "", 1)
    text = rtf_to_text(source, errors="replace")
    # Signs beyond 16 bits are written as two halves.
    text = text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")
    text = _LINES.sub("\n", text).strip()
    if not text:
        raise no_text()
    return Extracted(text, "rtf", text.count("\ufffd"))
