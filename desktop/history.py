"""Conversations in SQLite: every message is on the disk before the call returns.

A seed is a message of role "seed"; its completions are messages of role "completion" whose `parent` is the seed and
whose `variant` counts from 0. A seed follows the one `above` it; of several that follow the same one, branches, one is
shown. Deleting marks, so that it can be undone; `purge` forgets for good.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.branches import shown_path
from desktop.history_errors import HistoryError, damaged, sentence_of
from desktop.history_schema import SCHEMA_VERSION, bring_up

_log = logging.getLogger(__name__)

BUSY_SECONDS = 2.0
TITLE_LENGTH = 60


_PASS_OVER_DELETED = (
    "UPDATE message SET above = (SELECT gone.above FROM message AS gone WHERE gone.id = message.above) "
    "WHERE deleted IS NULL AND above IN (SELECT id FROM message WHERE deleted IS NOT NULL)"
)
_LAST_BELOW = (
    "SELECT MAX(id) FROM message WHERE conversation = ? AND role = 'seed' AND above IS ? AND deleted IS NOT NULL"
)


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
    desktop/pieces.py, empty for a seed and for a completion of an older version."""

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


class History:
    """The conversations of one person in one file. Used on the GUI thread."""

    def __init__(self, path: Path) -> None:
        """Opens or creates the database. A damaged file is set aside and `problem` says so.

        Raises HistoryError where it cannot be opened, is locked, or was written by a newer version.
        """
        self.path = path
        self.problem = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = self._open()
        except sqlite3.DatabaseError as error:
            if not damaged(error):
                raise sentence_of(error, path) from error
            self._set_aside()
            try:
                self._db = self._open()
            except (sqlite3.Error, OSError) as again:
                raise sentence_of(again, path) from again
        except OSError as error:
            raise sentence_of(error, path) from error

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA_VERSION:
                raise HistoryError(
                    "The conversations were written by a newer version of Maeari; they are left as they are.",
                    "Open them with that version.",
                )
            if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("database disk image is malformed")
            bring_up(db, self.path, version)
        except BaseException:
            db.close()
            raise
        return db

    def _set_aside(self) -> None:
        number = 1
        while (aside := self.path.with_name(f"{self.path.name}.damaged-{number}")).exists():
            number += 1
        try:
            self.path.rename(aside)
            for suffix in ("-wal", "-shm"):
                side = self.path.with_name(self.path.name + suffix)
                if side.exists():
                    side.rename(aside.with_name(aside.name + suffix))
        except OSError as error:
            raise sentence_of(error, self.path) from error
        _log.error("The database of conversations was damaged and is set aside")
        self.problem = f"The file of conversations was damaged; it is kept as {aside.name}, and a new one was begun."

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed and flushed at the end, or undone."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db_open and self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise sentence_of(error, self.path) from error

    @property
    def _db_open(self) -> bool:
        try:
            return self._db.total_changes >= 0
        except sqlite3.ProgrammingError:
            return False

    def _rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise sentence_of(error, self.path) from error

    # Conversations

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
        now = _now()
        with self._writing() as db:
            made = db.execute(
                "INSERT INTO conversation (title, created, changed) VALUES (?, ?, ?)", (title_of(title), now, now)
            )
            identity = int(made.lastrowid or 0)
        return Conversation(identity, title_of(title), now, now)

    def rename(self, identity: int, title: str) -> None:
        """Gives another title. Raises HistoryError where it is empty."""
        if not title.strip():
            raise HistoryError("A conversation needs a name.", "Type at least one character.")
        with self._writing() as db:
            db.execute("UPDATE conversation SET title = ? WHERE id = ?", (title_of(title), identity))

    def delete(self, identity: int) -> None:
        """Takes it out of the list; `restore` brings it back whole."""
        with self._writing() as db:
            db.execute("UPDATE conversation SET deleted = ? WHERE id = ?", (_now(), identity))

    def restore(self, identity: int) -> None:
        """Undoes `delete`."""
        with self._writing() as db:
            db.execute("UPDATE conversation SET deleted = NULL WHERE id = ?", (identity,))

    def purge(self) -> int:
        """Forgets for good what was deleted; how many conversations and messages went."""
        with self._writing() as db:
            while db.execute(_PASS_OVER_DELETED).rowcount:
                pass
            gone = db.execute("DELETE FROM message WHERE deleted IS NOT NULL").rowcount
            gone += db.execute("DELETE FROM conversation WHERE deleted IS NOT NULL").rowcount
        return gone

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

    # Messages

    def turns(self, conversation: int) -> list[Turn]:
        """The transcript as it is shown: of the branches the chosen ones, oldest first."""
        rows = self._rows(
            "SELECT id, conversation, parent, role, variant, text, model, sampling, note, created, pieces FROM message "
            "WHERE conversation = ? AND deleted IS NULL ORDER BY id",
            conversation,
        )
        messages = [Message(**{**dict(row), "sampling": _settings(row["sampling"])}) for row in rows]
        answers: dict[int, list[Message]] = {}
        for message in messages:
            if message.role == "completion" and message.parent is not None:
                answers.setdefault(message.parent, []).append(message)
        seeds = {message.id: message for message in messages if message.role == "seed"}
        return [
            Turn(
                seeds[seed],
                tuple(sorted(answers.get(seed, ()), key=lambda answer: (answer.variant, answer.id))),
                branches,
            )
            for seed, branches in self._path(conversation)
        ]

    def _path(self, conversation: int) -> list[tuple[int, tuple[int, ...]]]:
        """The seeds that are shown, from the first on, each with all that could stand in its place."""
        rows = self._rows(
            "SELECT id, above, chosen, deleted FROM message WHERE conversation = ? AND role = 'seed' ORDER BY id",
            conversation,
        )
        return shown_path((row["id"], row["above"], row["chosen"], row["deleted"] is not None) for row in rows)

    def add_seed(self, conversation: int, text: str, *, beside: int | None = None) -> Message:
        """Keeps what was sent, and clears the draft in the same transaction.

        It stands at the end of what is shown, or in the place of the seed `beside`, as a branch that is shown now.
        """
        now = _now()
        path = self._path(conversation)
        with self._writing() as db:
            chosen = 0
            if beside is not None:
                above, chosen = self._place_of(conversation, beside)
            else:
                above = path[-1][0] if path else None
                # Behind a deleted one that stood last: it comes back to its own place.
                while gone := db.execute(_LAST_BELOW, (conversation, above)).fetchone()[0]:
                    above = gone
            made = db.execute(
                "INSERT INTO message (conversation, role, text, created, above, chosen) VALUES (?, 'seed', ?, ?, ?, ?)",
                (conversation, text, now, above, chosen),
            )
            db.execute("UPDATE conversation SET changed = ?, draft = '' WHERE id = ?", (now, conversation))
            identity = int(made.lastrowid or 0)
        return Message(identity, conversation, "seed", text, created=now)

    def choose(self, seed: int) -> None:
        """Shows a seed, and what follows it, in the place of the branches beside it."""
        with self._writing() as db:
            conversation = db.execute("SELECT conversation FROM message WHERE id = ?", (seed,)).fetchone()
            if conversation is not None:
                chosen = self._place_of(conversation[0], seed)[1]
                db.execute("UPDATE message SET chosen = ? WHERE id = ?", (chosen, seed))

    def _place_of(self, conversation: int, seed: int) -> tuple[int | None, int]:
        """The seed above a seed, and a number that makes a branch the chosen one."""
        above = self._db.execute("SELECT above FROM message WHERE id = ?", (seed,)).fetchone()
        most = self._db.execute(
            "SELECT COALESCE(MAX(chosen), 0) FROM message WHERE conversation = ?", (conversation,)
        ).fetchone()
        return (above[0] if above is not None else None), most[0] + 1

    def add_completion(
        self,
        seed: Message,
        text: str,
        *,
        model: str,
        sampling: dict[str, Any] | None = None,
        note: str = "",
        pieces: str = "",
    ) -> Message:
        """Keeps a completion as the next variant of its seed."""
        now = _now()
        with self._writing() as db:
            variant = db.execute(
                "SELECT COALESCE(MAX(variant) + 1, 0) FROM message WHERE parent = ?", (seed.id,)
            ).fetchone()[0]
            made = db.execute(
                "INSERT INTO message "
                "(conversation, parent, role, variant, text, model, sampling, note, created, pieces) "
                "VALUES (?, ?, 'completion', ?, ?, ?, ?, ?, ?, ?)",
                (seed.conversation, seed.id, variant, text, model, json.dumps(sampling or {}), note, now, pieces),
            )
            db.execute("UPDATE conversation SET changed = ? WHERE id = ?", (now, seed.conversation))
            identity = int(made.lastrowid or 0)
        return Message(
            identity,
            seed.conversation,
            "completion",
            text,
            seed.id,
            variant,
            model,
            dict(sampling or {}),
            note,
            now,
            pieces,
        )

    def delete_message(self, identity: int) -> None:
        """Takes a message out of the transcript, a seed with its completions; `restore_message` brings it back."""
        with self._writing() as db:
            db.execute(
                "UPDATE message SET deleted = ? WHERE deleted IS NULL AND (id = ? OR parent = ?)",
                (_now_of(identity), identity, identity),
            )

    def restore_message(self, identity: int) -> None:
        """Undoes `delete_message`: what went with that message, and only that."""
        with self._writing() as db:
            mark = db.execute("SELECT deleted FROM message WHERE id = ?", (identity,)).fetchone()
            if mark is not None and mark[0] is not None:
                db.execute(
                    "UPDATE message SET deleted = NULL WHERE deleted = ? AND (id = ? OR parent = ?)",
                    (mark[0], identity, identity),
                )

    def close(self) -> None:
        """Closes the file. Nothing may be called afterwards."""
        self._db.close()


def title_of(text: str) -> str:
    """The first line of a text, cut to a title."""
    line = " ".join(text.strip().splitlines()[0].split()) if text.strip() else ""
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1].rstrip() + "…"


def _settings(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _now_of(identity: int) -> str:
    """A time that also says by which deletion a row went."""
    return f"{_now()} {identity}"
