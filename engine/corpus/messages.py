"""The messages of a chat or a mailbox: who wrote what, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Message:
    """One message of one person.

    `when` is local time as the export states it, None where it states none. Of a mail, `quoted` are the parts of `text`
    that the writer only quotes, and `signature` is the part with the signature, as (start, end) character offsets.
    """

    speaker: str
    when: datetime | None
    text: str
    quoted: tuple[tuple[int, int], ...] = ()
    signature: tuple[int, int] | None = None


def speakers(messages: Iterable[Message]) -> dict[str, int]:
    """How many messages each speaker wrote, the busiest first."""
    return dict(Counter(message.speaker for message in messages).most_common())


def rendered(messages: Iterable[Message], *, names: bool = True) -> str:
    """The messages as one text, each beginning a line of its own; with `names` behind its time and its speaker."""
    return "\n".join(prefix(message) + message.text if names else message.text for message in messages)


def prefix(message: Message) -> str:
    """The time and the speaker that stand before the words of a message."""
    when = f"{message.when:%Y-%m-%d %H:%M} " if message.when else ""
    return f"{when}{message.speaker}: "
