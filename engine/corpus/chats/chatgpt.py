"""ChatGPT's export: conversations.json, where each conversation is a tree of messages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from engine.corpus.encodings import clean
from engine.corpus.messages import Message

_SPEAKERS = ("user", "assistant")


def sniff(head: str) -> bool:
    """Whether a text may be such an export: JSON with the keys of a conversation, or one that shows none so early."""
    return head.lstrip()[:1] in ("[", "{") and ('"mapping"' in head or '"title"' in head or '"conversation' in head)


def read(text: str) -> list[Message]:
    """The messages of the branch of each conversation that was shown last; none where it is no such export."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if isinstance(content, dict):
        content = content.get("conversations", [content])
    conversations = content if isinstance(content, list) else []
    return [message for conversation in conversations for message in _branch(conversation)]


def _branch(conversation: Any) -> Iterator[Message]:
    nodes = conversation.get("mapping") if isinstance(conversation, dict) else None
    if not isinstance(nodes, dict):
        return
    place = conversation.get("current_node")
    if not isinstance(place, str) or place not in nodes:
        place = next(reversed(nodes), None)
    path: list[Any] = []
    seen: set[str] = set()
    while isinstance(place, str) and place in nodes and place not in seen:
        seen.add(place)
        node = nodes[place]
        if not isinstance(node, dict):
            break
        path.append(node.get("message"))
        place = node.get("parent")
    for item in reversed(path):
        message = _message(item)
        if message is not None:
            yield message


def _message(item: Any) -> Message | None:
    if not isinstance(item, dict):
        return None
    author, content, metadata = (_dict(item.get(name)) for name in ("author", "content", "metadata"))
    parts = content.get("parts")
    speaker = author.get("role")
    if speaker not in _SPEAKERS or not isinstance(parts, list) or metadata.get("is_visually_hidden_from_conversation"):
        return None
    if item.get("recipient", "all") != "all":  # to a tool, not to the person
        return None
    text = clean("\n".join(part for part in parts if isinstance(part, str))).strip()
    return Message(speaker, _when(item.get("create_time")), text) if text else None


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _when(seconds: Any) -> datetime | None:
    """The time in UTC: the export does not say where it was written."""
    try:
        return datetime.fromtimestamp(float(seconds), UTC).replace(tzinfo=None)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
