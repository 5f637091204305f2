"""The words of one language as a list: what a shown sentence was in English, and what an engine's sentence is here.

Qt looks a word up by its English; this looks both ways, with the values in a sentence ("{0}") taken along.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ENGINE = "Engine"  # the context of the engine's sentences
BETWEEN = " · "  # of sentences in one line
FEW = 6  # letters of its own that a sentence needs so that its values may be of several words
_DEPTH = 3  # sentences within sentences: “{0}” cannot be read: {1}


@dataclass(frozen=True, slots=True)
class Entry:
    """One finished translation."""

    context: str
    source: str
    translation: str


def read_entries(path: Path) -> tuple[Entry, ...]:
    """The finished entries of a Qt Linguist file (.ts) of Maeari's own."""
    entries = []
    for context in ElementTree.parse(path).getroot().findall("context"):
        name = context.findtext("name") or ""
        for message in context.findall("message"):
            found = message.find("translation")
            if found is not None and found.get("type") is None and found.text:
                entries.append(Entry(name, message.findtext("source") or "", found.text))
    return tuple(entries)


class Sentences:
    """Sentences with values in them, from one language to another."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._exact: dict[str, str] = {}
        self._patterns: list[tuple[re.Pattern[str], dict[str, bool], str]] = []
        for source, target in pairs:
            if "{" not in source:
                self._exact.setdefault(source, target)
            elif re.search(r"\w{2}", re.sub(r"\{\d*\}", "", source)):
                self._patterns.append((*_pattern(source), target))
        # The one with the most words of its own first: “{0}” would fit everything.
        self._patterns.sort(key=lambda item: -len(item[0].pattern))

    def exact(self, text: str) -> str | None:
        """What a sentence without values is; None where it is not listed."""
        return self._exact.get(text)

    def say(self, text: str, depth: int = _DEPTH) -> str | None:
        """The sentence in the other language; None where it is not listed."""
        if text in self._exact:
            return self._exact[text]
        for pattern, names, target in self._patterns:
            match = pattern.fullmatch(text)
            if match:
                said = {
                    name: match[f"v{name}"] if quoted else self._value(match[f"v{name}"], depth)
                    for name, quoted in names.items()
                }
                return _filled(target, said)
        return None

    def _value(self, text: str, depth: int) -> str:
        """A value that is itself a sentence, perhaps in small letters or without its full stop, is taken along."""
        if depth and " " in text:
            begun = text[:1].upper() + text[1:]
            for form, end in ((text, ""), (begun, ""), (begun + ".", ".")):
                said = self.say(form, depth - 1)
                if said is not None:
                    return said.removesuffix(end)
        return text


def _pattern(source: str) -> tuple[re.Pattern[str], dict[str, bool]]:
    """What fits a sentence, and its values: whether each stands in quotation marks, so that it is a name."""
    names: dict[str, bool] = {}
    parts = []
    # No value reaches into the next sentence; beside few words, “{0} of {1}”, it is a number or a word.
    few = len(re.findall(r"\w", re.sub(r"\{\d*\}", "", source))) < FEW
    value = r"\S*" if few else f"(?:(?!{BETWEEN}).)*?"
    for piece in re.split(r"(\{\d+\})", source):
        name = piece[1:-1]
        if not (piece.startswith("{") and name.isdigit()):
            parts.append(re.escape(piece))
        elif name in names:
            parts.append(f"(?P=v{name})")
        else:
            names[name] = f"“{piece}”" in source
            parts.append(f"(?P<v{name}>{value})")
    return re.compile("".join(parts), re.DOTALL), names


def _filled(target: str, values: dict[str, str]) -> str:
    return re.sub(r"\{(\d+)\}", lambda match: values.get(match[1], match[0]), target)
