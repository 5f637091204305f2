"""Conversations in SQLite: every message is on the disk before the call returns.

A seed is a message of role "seed"; its completions are messages of role "completion" whose `parent` is the seed and
whose `variant` counts from 0. Deleting marks, so that it can be undone; `purge` forgets for good.
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

from engine import EngineError

_log = logging.getLogger(__name__)

SCHEMA_VERSION = 1
BUSY_SECONDS = 2.0
TITLE_LENGTH = 60

_SCHEMA = """
CREATE TABLE conversation (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL,
    draft TEXT NOT NULL DEFAULT '', deleted TEXT
);
CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
    parent INTEGER REFERENCES message(id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('seed', 'completion')),
    variant INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL, model TEXT NOT NULL DEFAULT '',
    sampling TEXT NOT NULL DEFAULT '{}', note TEXT NOT NULL DEFAULT '', created TEXT NOT NULL, deleted TEXT
);
CREATE TABLE kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE INDEX message_of_conversation ON message(conversation, id);
"""


class HistoryError(EngineError):
    """The conversations cannot be read or written."""


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
    """A seed or a completion. `sampling` is the plain form of the engine's SamplingConfig."""

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


@dataclass(frozen=True, slots=True)
class Turn:
    """A seed with its completions, in the order of their variants."""

    seed: Message
    completions: tuple[Message, ...]


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
            if not _damaged(error):
                raise _sentence(error, path) from error
            self._set_aside()
            try:
                self._db = self._open()
            except (sqlite3.Error, OSError) as again:
                raise _sentence(again, path) from again
        except OSError as error:
            raise _sentence(error, path) from error

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
            if version == 0:
                db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
            if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("database disk image is malformed")
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
            raise _sentence(error, self.path) from error
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
            raise _sentence(error, self.path) from error

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
            raise _sentence(error, self.path) from error

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
        """The transcript, oldest first."""
        rows = self._rows(
            "SELECT id, conversation, parent, role, variant, text, model, sampling, note, created FROM message "
            "WHERE conversation = ? AND deleted IS NULL ORDER BY id",
            conversation,
        )
        messages = [Message(**{**dict(row), "sampling": _settings(row["sampling"])}) for row in rows]
        answers: dict[int, list[Message]] = {}
        for message in messages:
            if message.role == "completion" and message.parent is not None:
                answers.setdefault(message.parent, []).append(message)
        return [
            Turn(message, tuple(sorted(answers.get(message.id, ()), key=lambda answer: (answer.variant, answer.id))))
            for message in messages
            if message.role == "seed"
        ]

    def add_seed(self, conversation: int, text: str) -> Message:
        """Keeps what was sent, and clears the draft in the same transaction."""
        now = _now()
        with self._writing() as db:
            made = db.execute(
                "INSERT INTO message (conversation, role, text, created) VALUES (?, 'seed', ?, ?)",
                (conversation, text, now),
            )
            db.execute("UPDATE conversation SET changed = ?, draft = '' WHERE id = ?", (now, conversation))
            identity = int(made.lastrowid or 0)
        return Message(identity, conversation, "seed", text, created=now)

    def add_completion(
        self, seed: Message, text: str, *, model: str, sampling: dict[str, Any] | None = None, note: str = ""
    ) -> Message:
        """Keeps a completion as the next variant of its seed."""
        now = _now()
        with self._writing() as db:
            variant = db.execute(
                "SELECT COALESCE(MAX(variant) + 1, 0) FROM message WHERE parent = ?", (seed.id,)
            ).fetchone()[0]
            made = db.execute(
                "INSERT INTO message (conversation, parent, role, variant, text, model, sampling, note, created) "
                "VALUES (?, ?, 'completion', ?, ?, ?, ?, ?, ?)",
                (seed.conversation, seed.id, variant, text, model, json.dumps(sampling or {}), note, now),
            )
            db.execute("UPDATE conversation SET changed = ? WHERE id = ?", (now, seed.conversation))
            identity = int(made.lastrowid or 0)
        return Message(
            identity, seed.conversation, "completion", text, seed.id, variant, model, dict(sampling or {}), note, now
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


def _damaged(error: sqlite3.DatabaseError) -> bool:
    text = str(error)
    return "malformed" in text or "not a database" in text or "encrypted" in text


def _sentence(error: Exception, path: Path) -> EngineError:
    """What happened to the database, for a person."""
    if isinstance(error, EngineError):
        return error
    text = str(error)
    if "locked" in text or "busy" in text:
        return HistoryError(
            "The conversations are in use by another program; nothing was changed.",
            "Close the other Maeari window and try again.",
        )
    if "full" in text:
        return HistoryError(
            "The disk is full, so the conversation could not be saved; your text is still in the window.",
            "Free some space and try again.",
        )
    if "malformed" in text or "not a database" in text:
        return HistoryError(
            "The file of conversations is damaged; it is left as it is.",
            f"Close Maeari and open it again: {path.name} will be set aside.",
        )
    return HistoryError(
        "The conversations cannot be saved here; nothing was changed.", f"Check that {path.parent} can be written."
    )
