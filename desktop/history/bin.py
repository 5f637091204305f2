"""What was deleted: looked at, taken back, or forgotten for good."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from desktop.history.database import Database

_PASS_OVER_DELETED = (
    "UPDATE message SET above = (SELECT gone.above FROM message AS gone WHERE gone.id = message.above) "
    "WHERE deleted IS NULL AND above IN (SELECT id FROM message WHERE deleted IS NOT NULL)"
)


@dataclass(frozen=True, slots=True)
class Binned:
    """A deleted conversation; `deleted` is ISO 8601 in UTC, `messages` how many it has."""

    id: int
    title: str
    deleted: str
    messages: int


class Bin(Database):
    """Deleted conversations; `restore` of Conversations takes one back."""

    def binned(self) -> list[Binned]:
        """The deleted conversations, the last deleted first."""
        rows = self._rows(
            "SELECT id, title, deleted, (SELECT COUNT(*) FROM message WHERE conversation = conversation.id "
            "AND message.deleted IS NULL) AS messages FROM conversation "
            "WHERE deleted IS NOT NULL ORDER BY deleted DESC, id DESC"
        )
        return [Binned(**dict(row)) for row in rows]

    def binned_messages(self) -> int:
        """How many messages were deleted one by one, out of conversations that stay."""
        return int(
            self._rows(
                "SELECT COUNT(*) FROM message JOIN conversation ON conversation.id = message.conversation "
                "WHERE message.deleted IS NOT NULL AND conversation.deleted IS NULL"
            )[0][0]
        )

    def forget(self, identities: Sequence[int]) -> int:
        """Forgets deleted conversations for good; how many went. One that is not deleted stays."""
        with self._writing() as db:
            gone = sum(
                db.execute("DELETE FROM conversation WHERE id = ? AND deleted IS NOT NULL", (identity,)).rowcount
                for identity in identities
            )
        self._wipe()
        return gone

    def purge(self) -> int:
        """Forgets for good all that was deleted; how many conversations and messages went."""
        with self._writing() as db:
            while db.execute(_PASS_OVER_DELETED).rowcount:
                pass
            gone = db.execute("DELETE FROM message WHERE deleted IS NOT NULL").rowcount
            gone += db.execute("DELETE FROM conversation WHERE deleted IS NOT NULL").rowcount
        self._wipe()
        return gone

    def _wipe(self) -> None:
        """What is gone also leaves the index of words and the journal; where that fails, a later time does it."""
        with suppress(sqlite3.Error):
            self._db.execute("INSERT INTO plain_words(plain_words) VALUES ('optimize')")
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
