"""The text that a person sees of an HTML mail: no tags, no comments, no scripts, nothing that was hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from engine.markup import bounded_markup
from engine.spam.visibility import ROOT_STYLE, Rules, Style, hidden_rules, styled

MAX_LINKS = 50

_DROPPED = frozenset(
    [
        "script",
        "style",
        "head",
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
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
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
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "html",
    ]
)
_CELLS = frozenset({"td", "th"})
_NO_STYLE = frozenset({"href", "src", "alt"})
_SPACES = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: the words that are shown and where it leads (never followed)."""

    text: str
    target: str


@dataclass(slots=True)
class HtmlText:
    """The shown text of a page. `hidden` counts characters that were there but not to be seen; `images` counts
    pictures that would be loaded; `cut` tells that the page was larger than is read."""

    text: str = ""
    links: list[Link] = field(default_factory=list)
    hidden: int = 0
    images: int = 0
    cut: bool = False


def html_to_text(source: str) -> HtmlText:
    """Reads a page; never raises, and takes well under a second for any input."""
    bounded, cut = bounded_markup(source)
    found = HtmlText(cut=cut)
    parser = LexborHTMLParser(bounded)
    root = parser.root
    if root is None:
        return found
    rules = hidden_rules("\n".join(node.text() for node in parser.css("style")[:20]))
    writer = _Writer(found)
    links: list[tuple[str, int]] = []
    for node, style, entering in _visit(root, rules):
        tag = node.tag or ""
        if tag == "-text":
            writer.text(node.text_content or "", visible=style.visible, keep=style.keep_spaces)
        elif tag == "a" and style.visible:
            if entering:
                links.append(((node.attributes.get("href") or "").strip(), writer.mark()))
            elif links:
                target, start = links.pop()
                if target and not target.startswith("#") and len(found.links) < MAX_LINKS:
                    found.links.append(Link(writer.since(start)[:200], target[:500]))
        elif entering and tag == "img":
            found.images += 1
        elif tag == "br" and entering:
            writer.newline()
        elif tag in _BLOCKS:
            writer.block()
        elif tag in _CELLS:
            writer.space()
    found.text = writer.finished()
    return found


def _visit(root: LexborNode, rules: Rules) -> Iterator[tuple[LexborNode, Style, bool]]:
    """Every text and element in reading order, without recursion; elements twice, entering and leaving."""
    stack: list[tuple[LexborNode, Style, bool]] = [(root, ROOT_STYLE, True)]
    # Pages repeat the same few styles thousands of times.
    known: dict[tuple[object, ...], Style] = {}
    while stack:
        node, style, entering = stack.pop()
        tag = node.tag or ""
        if tag == "-text" or not entering:
            yield node, style, entering
            continue
        if tag in _DROPPED or tag in ("-comment", "!doctype"):
            continue
        attributes = {name: value for name, value in node.attributes.items() if name not in _NO_STYLE}
        key = (style, tag, *attributes.items())
        if key not in known:
            known[key] = styled(style, tag, attributes, rules)
        style = known[key]
        yield node, style, True
        stack.append((node, style, False))
        children = []
        child = node.first_child
        while child is not None:
            children.append((child, style, True))
            child = child.next
        stack.extend(reversed(children))


class _Writer:
    """Collects text as a browser lays it out: spaces run together, blocks on lines of their own."""

    def __init__(self, found: HtmlText) -> None:
        self._found = found
        self._out: list[str] = []
        self._pending = ""

    def text(self, text: str, *, visible: bool, keep: bool) -> None:
        """Adds the content of a text node."""
        if not visible:
            self._found.hidden += len("".join(text.split()))
            return
        if not keep:
            text = _SPACES.sub(" ", text)
            if text.startswith(" "):
                self.space()
                text = text[1:]
        if not text:
            return
        trailing = text.endswith(" ") and not keep
        body = text[:-1] if trailing else text
        if body:
            if self._out:
                self._out.append(self._pending)
            self._pending = ""
            self._out.append(body)
        if trailing:
            self.space()

    def space(self) -> None:
        """A space, unless something wider stands there."""
        self._pending = self._pending or " "

    def newline(self) -> None:
        """A line end that was asked for; two of them make an empty line."""
        self._pending = (self._pending.strip(" ") + "\n")[:2]

    def block(self) -> None:
        """The edge of a block: what follows begins on a new line."""
        if "\n" not in self._pending:
            self._pending = "\n"

    def mark(self) -> int:
        """A place for `since`."""
        return len(self._out)

    def since(self, mark: int) -> str:
        """The text written since the mark, on one line."""
        return " ".join("".join(self._out[mark:]).split())

    def finished(self) -> str:
        """The whole text."""
        return "".join(self._out)
