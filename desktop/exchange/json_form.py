"""Conversations as JSON: everything of them, all branches and variants."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any, NoReturn

from PySide6.QtCore import QCoreApplication

from desktop.exchange.checks import (
    CONVERSATIONS,
    MESSAGES,
    NAME,
    NOTE,
    TEXT,
    number_of,
    plain_of,
    refused,
    text_of,
    time_of,
)
from desktop.history.exchange import Part, Whole
from desktop.writing import pieces

FORMAT = "maeari-conversations"
VERSION = 1


def dump(conversations: Sequence[Whole]) -> str:
    """The text of a file."""
    value = {
        "format": FORMAT,
        "version": VERSION,
        "conversations": [
            {
                "title": whole.title,
                "created": whole.created,
                "changed": whole.changed,
                "messages": [_row(part) for part in whole.parts],
            }
            for whole in conversations
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _row(part: Part) -> dict[str, Any]:
    row: dict[str, Any] = {"id": part.id, "role": part.role, "text": part.text, "created": part.created}
    if part.role == "seed":
        return row | {"above": part.above, "chosen": part.chosen}
    row |= {"parent": part.parent, "variant": part.variant, "model": part.model, "sampling": part.sampling}
    return row | {"note": part.note, "pieces": part.pieces}


def load(text: str, name: str) -> list[Whole]:
    """The conversations of a file, checked: of their types, within their limits, and naming only what is there.

    Raises NoExportError, with one sentence.
    """
    translate = QCoreApplication.translate
    try:
        value = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise refused(name) from error
    if not isinstance(value, dict) or value.get("format") != FORMAT or not isinstance(value.get("conversations"), list):
        raise refused(name)
    if not isinstance(value.get("version"), int) or value["version"] != VERSION:
        raise refused(name, translate("Exchange", "it was written by another version of Maeari"))
    rows = value["conversations"]
    if len(rows) > CONVERSATIONS:
        raise refused(name, translate("Exchange", "it holds more than {0} conversations").format(CONVERSATIONS))
    found: list[Whole] = []
    left = MESSAGES
    for row in rows:
        try:
            whole = _whole(row, left)
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
            raise refused(
                name, translate("Exchange", "its conversation {0} is damaged").format(len(found) + 1)
            ) from error
        left -= len(whole.parts)
        found.append(whole)
    return found


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _whole(row: dict[str, Any], left: int) -> Whole:
    messages = row["messages"]
    if not isinstance(messages, list) or len(messages) > left:
        raise ValueError("messages")
    roles: dict[int, str] = {}
    parts = []
    for message in messages:
        part = _part(message)
        names = part.parent if part.role == "completion" else part.above
        # Only seeds before it: that rules out cycles as well.
        if part.id in roles or (names is not None and roles.get(names) != "seed"):
            raise ValueError("ids")
        roles[part.id] = part.role
        parts.append(part)
    title = text_of(row["title"], NAME)
    return Whole(title, time_of(row["created"]), time_of(row["changed"]), tuple(parts))


def _part(row: dict[str, Any]) -> Part:
    identity, role = number_of(row["id"]), row["role"]
    text, created = text_of(row["text"], TEXT), time_of(row["created"])
    if role == "seed":
        above = row.get("above")
        return Part(
            identity,
            role,
            text,
            above=None if above is None else number_of(above),
            chosen=number_of(row.get("chosen", 0)),
            created=created,
        )
    if role != "completion" or not isinstance(row.get("sampling", {}), dict):
        raise ValueError("role")
    return Part(
        identity,
        role,
        text,
        parent=number_of(row["parent"]),
        variant=number_of(row.get("variant", 0)),
        model=text_of(row.get("model", ""), NAME),
        sampling=plain_of(row.get("sampling", {})),
        note=text_of(row.get("note", ""), NOTE),
        created=created,
        pieces=_pieces(text_of(row.get("pieces", ""), 10 * TEXT)),
    )


def _pieces(text: str) -> str:
    """The pieces of a completion, written anew; without ones that can be read the completion is still whole."""
    unit, kept = pieces.load(text)
    numbers = [number for piece in kept for number in (piece.probability, *piece.shares)]
    numbers += [chance for piece in kept for _text, chance in piece.alternatives]
    return pieces.dump(kept, unit) if all(map(math.isfinite, numbers)) else ""
