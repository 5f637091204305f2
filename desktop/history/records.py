"""What is kept of a conversation, as plain records."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Conversation:
    """A row of the list. Times are ISO 8601 in UTC."""

    id: int
    title: str
    created: str
    changed: str
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A seed or a completion. `sampling` is the plain form of the engine's SamplingConfig; `pieces` is the JSON of
    desktop/writing/pieces.py, empty for a seed and for a completion of an older version."""

    id: int
    conversation: int
    role: str
    text: str
    parent: int | None = None
    variant: int = 0
    model: str = ""
    sampling: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    created: str = ""
    pieces: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A seed with its completions, in the order of their variants. `branches` are the ids of all seeds that could
    stand here, its own among them."""

    seed: Message
    completions: tuple[Message, ...]
    branches: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader was: the seed whose turn is at the top edge, and how many pixels of the turn are above it."""

    seed: int
    offset: int = 0


def title_of(text: str) -> str:
    """The first line of a text, cut to a title."""
    line = " ".join(text.strip().splitlines()[0].split()) if text.strip() else ""
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1].rstrip() + "…"


def settings_of(text: str) -> dict[str, Any]:
    """The settings of a completion; none where the text is no JSON object."""
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def now() -> str:
    """The time, in ISO 8601 and UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
