"""Columns of files with a JSON object a line (.jsonl, .ndjson): a column is a key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from engine.corpus.chunks import ShouldStop, polled
from engine.corpus.tables import chosen_column, lines_of
from engine.errors import CorpusError

_SAMPLE = 200  # objects that tell which key is of texts
_HINT = "Write one JSON object a line, or choose a plain text."


def key_names(text: str) -> list[str]:
    """The keys whose values are texts, in the order in which they first appear.

    Raises CorpusError with a sentence that begins with “It”.
    """
    return _names(_objects(lines_of(text)))


def key_values(text: str, key: str | None, should_stop: ShouldStop | None = None) -> tuple[str, ...]:
    """The texts under one key that hold anything, in order; `text` is the cleaned file. See `chosen_key`."""
    name = chosen_key(lines_of(text), key, should_stop)
    return tuple(values_again(lines_of(text), name, should_stop))


def chosen_key(lines: Iterator[str], key: str | None, should_stop: ShouldStop | None = None) -> str:
    """The key that is meant, as the file writes it.

    Args:
        lines: of the cleaned file.
        key: its name in any case; None takes the only one that looks like text.
        should_stop: asked before each thousand lines.

    Raises:
        CorpusError: a line is no JSON object, there is no such key, or not exactly one that looks like text.
        ReadingStoppedError: `should_stop` answered True.
    """
    sample: list[dict[str, Any]] = []
    found: dict[str, None] = {}
    for item in _objects(lines, should_stop):  # all of them: a key may come late
        if len(sample) < _SAMPLE:
            sample.append(item)
        found.update(dict.fromkeys(name for name, value in item.items() if isinstance(value, str)))
        if key is not None and key in found:
            return key
    if not found:
        raise CorpusError("It has no text under any of its keys.", _HINT)
    names = list(found)
    rows = [[value if isinstance(value := item.get(name), str) else "" for name in names] for item in sample]
    return names[chosen_column(names, rows, key)]


def values_again(lines: Iterator[str], key: str, should_stop: ShouldStop | None = None) -> Iterator[str]:
    """The texts under a key that hold anything, in order. Raises as `chosen_key` does."""
    texts = (item.get(key) for item in _objects(lines, should_stop))
    values = (text.strip(" \t\n") for text in texts if isinstance(text, str))
    return (value for value in values if value)


def key_rows(text: str) -> tuple[list[str], list[list[str]]]:
    """Every key whose values are texts, numbers or yes and no, and the rows under them; "" where there is none.

    Raises CorpusError with a sentence that begins with “It”.
    """
    objects = list(_objects(lines_of(text)))
    plain = (str, int, float)
    names = list(dict.fromkeys(name for item in objects for name, value in item.items() if isinstance(value, plain)))
    if not names:
        raise CorpusError("It has no text under any of its keys.", _HINT)
    cells = [[item.get(name) for name in names] for item in objects]
    return names, [[str(value) if isinstance(value, plain) else "" for value in row] for row in cells]


def _names(objects: Iterable[dict[str, Any]]) -> list[str]:
    names = list(dict.fromkeys(name for item in objects for name, value in item.items() if isinstance(value, str)))
    if not names:
        raise CorpusError("It has no text under any of its keys.", _HINT)
    return names


def _objects(texts: Iterator[str], should_stop: ShouldStop | None = None) -> Iterator[dict[str, Any]]:
    """The object of each line; a last line that was cut off is left out."""
    lines = enumerate(texts, start=1)
    found = False
    for number, line in polled(lines, should_stop):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            if found and not any(later.strip() for _, later in lines):
                break
            raise CorpusError(f"It has no JSON in line {number}.", _HINT) from error
        if not isinstance(item, dict):
            raise CorpusError(f"It has no JSON object in line {number}.", _HINT)
        found = True
        yield item
    if not found:
        raise CorpusError("It has no rows.", "Choose a file with text in it.")
