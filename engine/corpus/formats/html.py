"""Text of web pages (.html, .xhtml): what is shown of them, without scripts, styles and what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.corpus.encodings import Decoded, decode
from engine.corpus.formats.extracted import Extracted, no_text
from engine.markup import bounded_markup

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_TAGS = 3_000_000
_DROPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "title",
        "template",
        "noembed",
        "noframes",
        "iframe",
        "object",
        "applet",
        "svg",
        "math",
        "select",
        "datalist",
        "audio",
        "video",
        "canvas",
        "-comment",
        "!doctype",
        "rt",
        "rp",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset(["td", "th"])
_SPACES = re.compile(r"[ \t\n\r\f]+")
_HIDING = re.compile(r"(?:\A|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
# Encodings that a page may name and that would not be recognised from its bytes; each decodes in linear time.
_NAMED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
_KNOWN = re.compile(r"(?:iso-8859-\d+|windows-125\d|koi8-[ru]|shift_jis|euc-jp|gb2312|gbk|gb18030|big5)", re.IGNORECASE)
_HEAD_BYTES = 4096
_XHTML = re.compile(r"<\?xml|xmlns\s{0,9}=")
_EMPTY = re.compile(r"<([a-zA-Z][^\s<>/]*+)([^<>]*+)>")


def read(data: bytes) -> Extracted:
    """The text of a web page, one line a block. Raises CorpusError with a sentence that begins with “It”."""
    found = html_text(data)
    if not found.text:
        raise no_text()
    return found


def html_text(data: bytes) -> Extracted:
    """As `read`, but a page without text gives none."""
    decoded = _decoded(data)
    return Extracted(shown(decoded.text), decoded.encoding, decoded.replaced)


def shown(source: str) -> str:
    """The text that a page shows."""
    from selectolax.lexbor import LexborHTMLParser

    if _XHTML.search(source, 0, _HEAD_BYTES):
        source = _EMPTY.sub(_opened_and_closed, source)
    bounded, _ = bounded_markup(source, max_characters=len(source), max_tags=MAX_TAGS)
    root = LexborHTMLParser(bounded).root
    return _walked(root) if root is not None else ""


def _opened_and_closed(match: re.Match[str]) -> str:
    """In XHTML `<title/>` is whole; in HTML it would take the rest of the page for its content."""
    name, attributes = match[1], match[2]
    if not attributes.endswith("/") or name.lower() in ("br", "hr", "img", "link", "meta", "col", "input"):
        return match[0]
    return f"<{name}{attributes[:-1]}></{name}>"


def _decoded(data: bytes) -> Decoded:
    """Where the bytes are no UTF-8, the encoding that the page names counts, if its bytes are of it."""
    if not data:
        raise no_text()
    named = _NAMED.search(data[:_HEAD_BYTES])
    encoding = named[1].decode("ascii").lower() if named else ""
    if _KNOWN.fullmatch(encoding):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return Decoded(data.decode(encoding), encoding)
            except (UnicodeDecodeError, LookupError):
                pass
    return decode(data)


def _walked(root: LexborNode) -> str:
    """Every text in reading order, without recursion."""
    out: list[str] = []
    pending = ""  # the blank or line end that comes before the next text
    stack: list[tuple[LexborNode, bool, bool]] = [(root, False, True)]
    while stack:
        node, keep, entering = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            body = text if keep else _SPACES.sub(" ", text)
            if not keep and body[:1] == " ":
                pending = pending or " "
            body = body if keep else body.strip(" ")
            if body:
                out.append(pending if out else "")
                out.append(body)
                pending = " " if not keep and text[-1] in " \t\n\r\f" else ""
            continue
        if tag in _BLOCKS:
            pending = pending if "\n" in pending else "\n"
        elif tag in _CELLS:
            pending = pending if "\n" in pending else "\t"
        elif tag == "br" and entering:
            pending = (pending.strip(" \t") + "\n")[:2]
        if not entering or tag in _DROPPED or _hidden(node):
            continue
        stack.append((node, keep, False))
        keep = keep or tag in ("pre", "textarea")
        children = list(node.iter(include_text=True))
        stack.extend((child, keep, True) for child in reversed(children))
    return "".join(out).strip()


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    return "hidden" in attributes or bool(_HIDING.search(attributes.get("style") or ""))
