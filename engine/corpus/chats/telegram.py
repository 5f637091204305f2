"""Telegram's export as JSON: one chat, or the whole account."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from engine.corpus.encodings import clean
from engine.corpus.messages import Message

_NOBODY = "Deleted Account"


def sniff(head: str) -> bool:
    """Whether a text begins as an export does."""
    return head.lstrip()[:1] == "{" and ('"messages"' in head or '"chats"' in head or '"personal_information"' in head)


def read(text: str) -> list[Message]:
    """The messages of all its chats; none where it is no such export. What was forwarded counts as quoted."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [message for item in _items(content) if (message := _message(item))]


def _items(content: Any) -> Iterator[Any]:
    if not isinstance(content, dict):
        return
    lists = [content.get("messages")]
    for part in ("chats", "left_chats"):
        chats = content.get(part)
        listed = chats.get("list") if isinstance(chats, dict) else None
        if isinstance(listed, list):
            lists += [chat.get("messages") for chat in listed if isinstance(chat, dict)]
    for items in lists:
        if isinstance(items, list):
            yield from items


def _message(item: Any) -> Message | None:
    if not isinstance(item, dict) or item.get("type") != "message" or "from" not in item:
        return None
    text = clean(_plain(item.get("text"))).strip()
    if not text:
        return None
    name = item["from"]
    quoted = ((0, len(text)),) if item.get("forwarded_from") else ()
    return Message(clean(name) if isinstance(name, str) and name else _NOBODY, _when(item.get("date")), text, quoted)


def _plain(text: Any) -> str:
    """A text is a string, or a list of strings and of marked-up pieces."""
    if isinstance(text, str):
        return text
    pieces = text if isinstance(text, list) else []
    return "".join(
        piece if isinstance(piece, str) else str(piece.get("text", "")) if isinstance(piece, dict) else ""
        for piece in pieces
    )


def _when(date: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(date).replace(tzinfo=None)
    except (TypeError, ValueError):
        return None
