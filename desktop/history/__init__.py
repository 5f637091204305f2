"""Conversations in SQLite: every message is on the disk before the call returns.

A seed is a message of role "seed"; its completions are messages of role "completion" whose `parent` is the seed and
whose `variant` counts from 0. A seed follows the one `above` it; of several that follow the same one, branches, one is
shown. Deleting marks, so that it can be undone; the bin forgets for good.
"""

from __future__ import annotations

from desktop.history.bin import Bin, Binned
from desktop.history.conversations import Conversations
from desktop.history.errors import HistoryError
from desktop.history.exchange import Exchange
from desktop.history.filling import Filling
from desktop.history.records import TITLE_LENGTH, Conversation, Message, Place, Turn, title_of
from desktop.history.schema import SCHEMA_VERSION
from desktop.history.search import Found, Search

__all__ = [
    "SCHEMA_VERSION",
    "TITLE_LENGTH",
    "Binned",
    "Conversation",
    "Found",
    "History",
    "HistoryError",
    "Message",
    "Place",
    "Turn",
    "title_of",
]


class History(Conversations, Search, Filling, Bin, Exchange):
    """The conversations of one person in one file. A connection belongs to the thread that opened it."""
