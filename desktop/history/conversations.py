"""The list of conversations: made, named, deleted and brought back, each with its draft and the reader's place."""

from __future__ import annotations

from desktop.history.database import Database
from desktop.history.errors import no_name
from desktop.history.records import Conversation, Place, now, title_of


class Conversations(Database):
    """What concerns a conversation as a whole."""

    def conversations(self) -> list[Conversation]:
        """All that are not deleted, the last changed first."""
        rows = self._rows(
            "SELECT id, title, created, changed, draft FROM conversation "
            "WHERE deleted IS NULL ORDER BY changed DESC, id DESC"
        )
        return [Conversation(**dict(row)) for row in rows]

    def conversation(self, identity: int) -> Conversation | None:
        """One of them, or None where it is gone or deleted."""
        rows = self._rows(
            "SELECT id, title, created, changed, draft FROM conversation WHERE id = ? AND deleted IS NULL", identity
        )
        return Conversation(**dict(rows[0])) if rows else None

    def new(self, title: str) -> Conversation:
        """A new conversation. The title is cut to one short line."""
        time = now()
        with self._writing() as db:
            made = db.execute(
                "INSERT INTO conversation (title, created, changed) VALUES (?, ?, ?)", (title_of(title), time, time)
            )
            identity = int(made.lastrowid or 0)
        return Conversation(identity, title_of(title), time, time)

    def rename(self, identity: int, title: str) -> None:
        """Gives another title. Raises HistoryError where it is empty."""
        if not title.strip():
            raise no_name()
        with self._writing() as db:
            db.execute("UPDATE conversation SET title = ? WHERE id = ?", (title_of(title), identity))

    def delete(self, *identities: int) -> None:
        """Takes them out of the list, into the bin; `restore` brings them back whole."""
        time = now()
        with self._writing() as db:
            db.executemany(
                "UPDATE conversation SET deleted = ? WHERE id = ? AND deleted IS NULL",
                [(time, identity) for identity in identities],
            )

    def restore(self, *identities: int) -> None:
        """Undoes `delete`."""
        with self._writing() as db:
            db.executemany("UPDATE conversation SET deleted = NULL WHERE id = ?", [(each,) for each in identities])

    def draft(self, identity: int | None) -> str:
        """What stood in the composer of a conversation; None is the one that has no message yet."""
        if identity is None:
            rows = self._rows("SELECT value FROM kept WHERE name = 'draft'")
        else:
            rows = self._rows("SELECT draft FROM conversation WHERE id = ?", identity)
        return str(rows[0][0]) if rows else ""

    def set_draft(self, identity: int | None, text: str) -> None:
        """Keeps what stands in the composer; writes only what is new."""
        if text == self.draft(identity):
            return
        with self._writing() as db:
            if identity is None:
                db.execute("INSERT OR REPLACE INTO kept (name, value) VALUES ('draft', ?)", (text,))
            else:
                db.execute("UPDATE conversation SET draft = ? WHERE id = ?", (text, identity))

    def place(self, identity: int) -> Place | None:
        """Where the reader of a conversation was; None is its end."""
        rows = self._rows("SELECT place, place_offset FROM conversation WHERE id = ?", identity)
        return Place(*rows[0]) if rows and rows[0][0] is not None else None

    def set_place(self, identity: int, place: Place | None) -> None:
        """Keeps the place of the reader; writes only what is new."""
        if place == self.place(identity):
            return
        seed, offset = (place.seed, place.offset) if place is not None else (None, 0)
        with self._writing() as db:
            db.execute("UPDATE conversation SET place = ?, place_offset = ? WHERE id = ?", (seed, offset, identity))
