"""Words of subtitles (.srt, .vtt): one line a cue, without times, numbers and tags."""

from __future__ import annotations

import html
import re

from engine.corpus.encodings import decode
from engine.corpus.formats.extracted import Extracted, no_text

_BLANK_LINES = re.compile(r"\n(?:[ \t]*+\n)++")
# With a bound, since a sign that opens and never closes must not be looked after again and again to the end.
_TAG = re.compile(r"</?[a-zA-Z\d.:][^<>]{0,200}>|</?[a-zA-Z]>|\{\\[^{}]{0,200}\}")
_LONGEST_LINE = 10_000


def read_srt(data: bytes) -> Extracted:
    """The words of an .srt file. Raises CorpusError with a sentence that begins with “It”."""
    return _read(data, "srt")


def read_vtt(data: bytes) -> Extracted:
    """The words of a .vtt file. Raises CorpusError with a sentence that begins with “It”."""
    return _read(data, "vtt")


def _read(data: bytes, kind: str) -> Extracted:
    from pysubs2 import SSAFile

    if not data:
        raise no_text("subtitles")
    decoded = decode(data)
    source = _BLANK_LINES.sub("\n\n", decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    # No cue has such a line; the library's patterns take the square of its length.
    source = "\n".join(line[:_LONGEST_LINE] for line in source.split("\n"))
    subtitles = SSAFile.from_string(source, format_=kind, keep_html_tags=True)
    lines = []
    for event in subtitles:
        text = event.text
        if kind == "vtt":  # behind the blank line come notes, styles, and the next cue's name
            text = text.partition("\\N\\N")[0]
        words = " ".join(html.unescape(_TAG.sub("", text.replace("\\N", "\n").replace("\\h", " "))).split())
        if words:
            lines.append(words)
    if not lines:
        raise no_text("subtitles")
    return Extracted("\n".join(lines), decoded.encoding, decoded.replaced)
