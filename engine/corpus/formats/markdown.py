"""Text of Markdown files (.md): what is read of them, without the marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from engine.corpus.chunks import ReadingStoppedError
from engine.corpus.encodings import decode
from engine.corpus.formats.extracted import Extracted, no_text
from engine.corpus.formats.html import shown

if TYPE_CHECKING:
    from markdown_it.token import Token

# The parser holds some eighty times its text while it reads.
_PIECE, _LONGEST_PIECE = 2**17, 2**20
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# Fields about a note, which some programs keep at its beginning between two lines of dashes.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:\w[\w-]*:[^\n]*\n|[ \t#-][^\n]*\n|\n)*?---[ \t]*(?:\n|\Z)")


def read(data: bytes, should_stop: Callable[[], bool] | None = None) -> Extracted:
    """The text of a Markdown file: a blank line between blocks, lines and code as they stand, rows with tabs.

    `should_stop` is asked before each piece of a long file.

    Raises CorpusError with a sentence that begins with “It”, and ReadingStoppedError.
    """
    if not data:
        raise no_text()
    decoded = decode(data)
    source = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    texts = []
    for piece in pieces(_FRONT_MATTER.sub("", source, count=1)):
        if should_stop is not None and should_stop():
            raise ReadingStoppedError
        texts.append(plain(piece))
    text = "\n\n".join(filter(None, texts))
    if not text:
        raise no_text()
    return Extracted(text, decoded.encoding, decoded.replaced)


def pieces(source: str) -> Iterator[str]:
    """A long text cut at blank lines that do not stand within code; also elsewhere where there are none for long."""
    held: list[str] = []
    length = 0
    fence = ""
    for line in source.splitlines(keepends=True):
        for start in range(0, len(line), _LONGEST_PIECE):
            part = line[start : start + _LONGEST_PIECE]
            held.append(part)
            length += len(part)
            mark = _FENCE.match(part)
            if mark and (not fence or mark[1].startswith(fence)):
                fence = "" if fence else mark[1]
            if (length >= _PIECE and not fence and not part.strip()) or length >= _LONGEST_PIECE:
                yield "".join(held)
                held, length = [], 0
    if held:
        yield "".join(held)


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
