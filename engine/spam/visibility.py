"""Which styles hide text in a mail: not displayed, too small, the colour of its background, or off the screen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

Colour = tuple[int, int, int]

_MAX_RULES = 300
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*)?(?:[.#][\w-]{1,60})?$", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LENGTH = re.compile(r"(-?\d{0,6}(?:\.\d{0,4})?)\s*(px|pt|em|rem|ex|%|cm|mm|in|vw|vh)?$")
_PIXELS = {
    "px": 1.0,
    "": 1.0,
    "pt": 1.33,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "%": 0.16,
    "cm": 38.0,
    "mm": 3.8,
    "in": 96.0,
}
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/]\s*([\d.]{1,6}%?)\s*)?\)$")
_NAMES: dict[str, Colour] = {
    "white": (255, 255, 255),
    "black": (0, 0, 0),
    "red": (255, 0, 0),
    "lime": (0, 255, 0),
    "green": (0, 128, 0),
    "blue": (0, 0, 255),
    "navy": (0, 0, 128),
    "yellow": (255, 255, 0),
    "aqua": (0, 255, 255),
    "cyan": (0, 255, 255),
    "fuchsia": (255, 0, 255),
    "magenta": (255, 0, 255),
    "silver": (192, 192, 192),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "maroon": (128, 0, 0),
    "olive": (128, 128, 0),
    "purple": (128, 0, 128),
    "teal": (0, 128, 128),
    "orange": (255, 165, 0),
    "pink": (255, 192, 203),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245),
}
_OFF_SCREEN = 500.0  # pixels beyond the left or upper edge
_SMALLEST = 2.0  # pixels
_NEAR = 24  # sum of the three colour differences that an eye does not see


@dataclass(frozen=True, slots=True)
class Style:
    """What of a style decides whether text is seen. `gone` is never undone by a child; the rest is inherited."""

    gone: bool = False
    invisible: bool = False
    small: bool = False
    colour: Colour | None = (0, 0, 0)
    background: Colour | None = (255, 255, 255)
    keep_spaces: bool = False

    @property
    def visible(self) -> bool:
        """Whether a person sees text of this style."""
        return not (self.gone or self.invisible or self.small or self.camouflaged)

    @property
    def camouflaged(self) -> bool:
        """Text in the colour of what is behind it; unknown colours are taken to differ."""
        if self.colour is None or self.background is None:
            return False
        return sum(abs(a - b) for a, b in zip(self.colour, self.background, strict=True)) <= _NEAR


ROOT_STYLE = Style()
Rules = dict[str, dict[str, str]]


def hidden_rules(sheet: str) -> Rules:
    """The simple rules of a style sheet (a tag, a class or an id; no combinations): selector -> declarations."""
    rules: Rules = {}
    text = _COMMENT.sub("", sheet[:50_000])
    for count, match in enumerate(_RULE.finditer(text)):
        if count >= _MAX_RULES:
            break
        declarations = _declarations(match[2])
        for selector in match[1].split(",")[:20]:
            selector = selector.strip().lower()
            if selector and _SIMPLE.match(selector):
                rules.setdefault(selector, {}).update(declarations)
    return rules


def styled(style: Style, tag: str, attributes: Mapping[str, str | None], rules: Rules) -> Style:
    """The style of an element within one of `style`."""
    declared: dict[str, str] = {}
    if rules:
        for selector in _selectors(tag, attributes):
            declared.update(rules.get(selector, {}))
    inline = attributes.get("style")
    if inline:
        declared.update(_declarations(inline[:4000]))
    if not declared and not attributes and tag != "pre":
        return style
    changes: dict[str, object] = {}
    if "hidden" in attributes or _is_gone(declared):
        changes["gone"] = True
    if "visibility" in declared:
        changes["invisible"] = declared["visibility"] in ("hidden", "collapse")
    size = _pixels(declared.get("font-size", ""))
    if size is not None:
        changes["small"] = size < _SMALLEST
    colour = declared.get("color") or (attributes.get("color") if tag == "font" else None)
    if tag == "body" and not colour:
        colour = attributes.get("text")
    if colour:
        changes["colour"] = _colour(colour)
    background = declared.get("background-color") or declared.get("background") or attributes.get("bgcolor")
    if "background-image" in declared or attributes.get("background"):
        changes["background"] = None
    elif background and background not in ("transparent", "none", "inherit", "initial"):
        changes["background"] = _colour(background)
    if tag == "pre" or declared.get("white-space", "").startswith("pre"):
        changes["keep_spaces"] = True
    return replace(style, **changes) if changes else style  # type: ignore[arg-type]


def _selectors(tag: str, attributes: Mapping[str, str | None]) -> list[str]:
    """The simple selectors that an element answers to, the weaker ones first."""
    names = [tag]
    for name in (attributes.get("class") or "").lower().split()[:10]:
        names += ["." + name, f"{tag}.{name}"]
    identity = (attributes.get("id") or "").strip().lower()
    return [*names, "#" + identity, f"{tag}#{identity}"] if identity else names


def _declarations(text: str) -> dict[str, str]:
    """`name: value; ...` in lower case, without !important."""
    found = {}
    for declaration in text.split(";")[:60]:
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = value.lower().replace("!important", "").strip()
    return found


def _is_gone(declared: Mapping[str, str]) -> bool:
    """Whether the element and everything in it is out of sight."""
    if declared.get("display") == "none" or declared.get("mso-hide") == "all":
        return True
    opacity = declared.get("opacity", "")
    if re.fullmatch(r"0?\.?0{1,6}\d?", opacity) and float(opacity or 1) < 0.05:
        return True
    if declared.get("overflow") == "hidden":
        for name in ("height", "max-height", "width", "max-width"):
            size = _pixels(declared.get(name, ""))
            if size is not None and size < _SMALLEST:
                return True
    moved: tuple[str, ...] = ("text-indent", "margin-left", "margin-top")
    if declared.get("position") in ("absolute", "fixed", "relative"):
        moved = (*moved, "left", "top")
    return any((_pixels(declared.get(name, "")) or 0.0) <= -_OFF_SCREEN for name in moved)


def _pixels(value: str) -> float | None:
    """A length in pixels, roughly; None where it is none."""
    match = _LENGTH.match(value.strip())
    if match is None or not any(letter.isdigit() for letter in match[1]):
        return None
    return float(match[1]) * _PIXELS.get(match[2] or "", 10.0)


def _colour(value: str) -> Colour | None:
    """A colour as red, green and blue in 0..255; None where it is not known or lets the background through."""
    value = value.strip().lower()
    if value in _NAMES:
        return _NAMES[value]
    digits = value.removeprefix("#")
    if re.fullmatch(r"[0-9a-f]{3}", digits):
        digits = "".join(letter * 2 for letter in digits)
    if re.fullmatch(r"[0-9a-f]{6}", digits):
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    match = _RGB.match(value)
    if match and match[4] in (None, "1", "1.0", "100%"):
        return int(match[1]), int(match[2]), int(match[3])
    return None
