"""Rewrites HTML so that no page, however hostile, makes the tree builder slow.

lexbor is quadratic in the depth of a page and in the attributes of a tag: 100,000 nested tags took it 68 s and 50,000
attributes 13 s. What comes out of here has bounded depth, at most a handful of attributes a tag, and no comments.
"""

from __future__ import annotations

import re
from collections import Counter

MAX_HTML = 1_000_000  # characters
MAX_TAGS = 30_000
MAX_DEPTH = 200
_MAX_FORMATTING = 30
_MAX_VALUE = 2_000
_MAX_ATTRIBUTES = 50

# Possessive throughout: a tag is read once from its "<" to its end, or to the end of the page, as browsers do.
_ATTRIBUTE_TEXT = r"[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+)?)?"
_MARKUP = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(/?)([a-zA-Z][^\s/>]*+)((?:[\s/]++|"
    + _ATTRIBUTE_TEXT
    + r")*+)(?:>|\Z)|<[!?/][^>]*+(?:>|\Z)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\s>\"'][^\s>]*+))?)?")
_KEPT = frozenset(["style", "class", "id", "href", "color", "bgcolor", "background", "text", "hidden", "src", "alt"])
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
_RAW = frozenset(["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"])


def bounded_markup(source: str, *, max_characters: int = MAX_HTML, max_tags: int = MAX_TAGS) -> tuple[str, bool]:
    """The page with tags that are too deep or too many left out, and whether any of it was cut off.

    Text is kept as it stands; a tag keeps only the attributes that decide what is seen or where a link leads.
    """
    out: list[str] = []
    opened: Counter[str] = Counter()
    omitted: Counter[str] = Counter()
    depth = formatting = position = count = 0
    cut = len(source) > max_characters
    source = source[:max_characters]
    while match := _MARKUP.search(source, position):
        out.append(source[position : match.start()])
        position = match.end()
        name = (match[2] or "").lower()
        if not name or len(name) > 30 or name == "plaintext":
            continue
        count += 1
        if count > max_tags and name not in _RAW:
            cut = True
            continue
        if match[1]:
            if omitted[name]:
                omitted[name] -= 1
                continue
            if opened[name]:
                opened[name] -= 1
                depth -= 1
                formatting -= name in _FORMATTING
            out.append(f"</{name}>")
            continue
        if name in _RAW:
            position, kept = _raw_text(source, position, name)
            out.append(kept)
            continue
        if name not in _VOID:
            if depth >= MAX_DEPTH or (name in _FORMATTING and formatting >= _MAX_FORMATTING):
                omitted[name] += 1
                continue
            opened[name] += 1
            depth += 1
            formatting += name in _FORMATTING
        out.append(f"<{name}{_attributes(match[3])}>" if match[3].strip() else f"<{name}>")
    out.append(source[position:])
    return "".join(out), cut


def _attributes(text: str) -> str:
    """The attributes worth keeping, quoted anew."""
    kept: dict[str, str] = {}
    for count, match in enumerate(_ATTRIBUTE.finditer(text[: 20 * _MAX_VALUE])):
        if count >= _MAX_ATTRIBUTES:
            break
        name = match[1].lower()
        if name in _KEPT and name not in kept:
            value = match[2] or match[3] or match[4] or ""
            kept[name] = value[:_MAX_VALUE].replace('"', "&quot;")
    return "".join(f' {name}="{value}"' for name, value in kept.items())


def _raw_text(source: str, position: int, name: str) -> tuple[int, str]:
    """Passes over an element whose content is no markup; a style sheet and a text field are kept."""
    end = re.compile(f"</{name}(?=[\\s/>]|\\Z)[^>]*+(?:>|\\Z)", re.IGNORECASE).search(source, position)
    content = source[position : end.start() if end else len(source)]
    after = end.end() if end else len(source)
    if name in ("style", "textarea", "xmp"):
        tag = "style" if name == "style" else "pre"
        # Within <pre> the content would be read as markup again; a "<" of it is meant as a character.
        content = content[:100_000] if tag == "style" else content.replace("<", "&lt;")
        return after, f"<{tag}>{content}</{tag}>"
    return after, ""
