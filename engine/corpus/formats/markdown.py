"""Text of Markdown files (.md): what is read of them, without the marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.corpus.encodings import decode
from engine.corpus.formats.extracted import Extracted, no_text
from engine.corpus.formats.html import shown

if TYPE_CHECKING:
    from markdown_it.token import Token

# Fields about a note, which some programs keep at its beginning between two lines of dashes.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[\w-]+:[^\n]*\n|[ \t#-][^\n]*\n|\n)*?---[ \t]*(?:\n|\Z)")


def read(data: bytes) -> Extracted:
    """The text of a Markdown file: a blank line between blocks, lines and code as they stand, rows with tabs.

    Raises CorpusError with a sentence that begins with “It”.
    """
    if not data:
        raise no_text()
    decoded = decode(data)
    source = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = plain(_FRONT_MATTER.sub("", source, count=1))
    if not text:
        raise no_text()
    return Extracted(text, decoded.encoding, decoded.replaced)


def plain(source: str) -> str:
    """Markdown without its marks."""
    from markdown_it import MarkdownIt

    out: list[str] = []
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for token in parser.parse(source):
        kind = token.type
        if kind == "inline":
            out.append(_inline(token.children or []))
        elif kind in ("fence", "code_block"):
            out.append(token.content)
        elif kind == "html_block":
            out.append(shown(token.content) + "\n")
        elif kind in ("td_close", "th_close"):
            out.append("\t")
        elif kind == "tr_close":
            out[-1:] = ["\n"]
        elif kind in ("paragraph_close", "heading_close"):
            out.append("\n")
        if token.level == 0 and token.nesting <= 0 and kind not in ("inline", "hr"):
            out.append("\n")
    return re.sub(r"\n{3,}", "\n\n", "".join(out)).strip("\n")


def _inline(tokens: list[Token]) -> str:
    """The words of a line: links by their text, pictures and tags not at all."""
    out: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            out.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            out.append("\n")
    return "".join(out)
