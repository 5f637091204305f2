"""The tables of the conversations, and how a file of an older version becomes one of this, a step a version."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop.history.errors import not_brought_up

_log = logging.getLogger(__name__)

SCHEMA_VERSION = 3

# `pieces` is the JSON of desktop/writing/pieces.py. `above` is the seed that a seed follows, `chosen` grows with each
# choice among the seeds that follow the same one: the highest is shown. `place` is the seed at the top edge of the
# transcript (NULL is its end). `plain` has the text of each message as it is searched, apart from its long pieces.
_SCHEMA = (
    """CREATE TABLE conversation (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL,
        draft TEXT NOT NULL DEFAULT '', deleted TEXT, place INTEGER, place_offset INTEGER NOT NULL DEFAULT 0
    )""",
    """CREATE TABLE message (
        id INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
        parent INTEGER REFERENCES message(id) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('seed', 'completion')),
        variant INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL, model TEXT NOT NULL DEFAULT '',
        sampling TEXT NOT NULL DEFAULT '{}', note TEXT NOT NULL DEFAULT '', created TEXT NOT NULL, deleted TEXT,
        pieces TEXT NOT NULL DEFAULT '', above INTEGER, chosen INTEGER NOT NULL DEFAULT 0
    )""",
    "CREATE TABLE kept (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE INDEX message_of_conversation ON message(conversation, id)",
    "CREATE INDEX message_of_parent ON message(parent)",
    """CREATE TABLE plain (
        message INTEGER PRIMARY KEY REFERENCES message(id) ON DELETE CASCADE, text TEXT NOT NULL
    )""",
)

_WORDS = (
    "CREATE VIRTUAL TABLE plain_words USING fts5(text, content='plain', content_rowid='message', tokenize='trigram')",
    """CREATE TRIGGER plain_added AFTER INSERT ON plain BEGIN
        INSERT INTO plain_words(rowid, text) VALUES (new.message, new.text);
    END""",
    """CREATE TRIGGER plain_gone AFTER DELETE ON plain BEGIN
        INSERT INTO plain_words(plain_words, rowid, text) VALUES ('delete', old.message, old.text);
    END""",
    """CREATE TRIGGER plain_changed AFTER UPDATE ON plain BEGIN
        INSERT INTO plain_words(plain_words, rowid, text) VALUES ('delete', old.message, old.text);
        INSERT INTO plain_words(rowid, text) VALUES (new.message, new.text);
    END""",
)
UNSEARCHED = "unsearched"  # in `kept`: the highest message without its searched text, as those below it
_TRIGGERS = ("plain_added", "plain_gone", "plain_changed")
INDEX_KEPT_UP = "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = 'plain_added'"


def _from_nothing(db: sqlite3.Connection) -> None:
    for statement in _SCHEMA:
        db.execute(statement)


def _from_1(db: sqlite3.Connection) -> None:
    """Pieces of completions, and branches: each seed follows the one before it."""
    db.execute("ALTER TABLE message ADD COLUMN pieces TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE message ADD COLUMN above INTEGER")
    db.execute("ALTER TABLE message ADD COLUMN chosen INTEGER NOT NULL DEFAULT 0")
    db.execute(
        "UPDATE message SET above = (SELECT MAX(earlier.id) FROM message AS earlier WHERE "
        "earlier.conversation = message.conversation AND earlier.role = 'seed' AND earlier.id < message.id) "
        "WHERE role = 'seed'"
    )


def _from_2(db: sqlite3.Connection) -> None:
    """The searched text of each message, which is filled in later, and the place of the reader."""
    db.execute("ALTER TABLE conversation ADD COLUMN place INTEGER")
    db.execute("ALTER TABLE conversation ADD COLUMN place_offset INTEGER NOT NULL DEFAULT 0")
    db.execute("CREATE INDEX message_of_parent ON message(parent)")
    db.execute(_SCHEMA[-1])
    _leave_to_filling(db)


def _leave_to_filling(db: sqlite3.Connection) -> None:
    """Notes that all messages there are have no searched text yet."""
    db.execute(
        "INSERT OR REPLACE INTO kept (name, value) SELECT ?, MAX(id) FROM message HAVING MAX(id) IS NOT NULL",
        (UNSEARCHED,),
    )


# What makes a file of a version into one of the next.
_STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _from_1, 2: _from_2}


def copy_before(path: Path) -> Path:
    """Where the file of the version before is kept."""
    return path.with_name(f"{path.name}.before-{SCHEMA_VERSION}")


def bring_up(db: sqlite3.Connection, path: Path, version: int) -> None:
    """Makes the tables in an empty file, or those of an older version into these; the older file is copied first.

    All steps are one transaction. Raises sqlite3.Error or OSError where no copy can be made, HistoryError where a step
    fails; the file is then as it was.
    """
    if version == SCHEMA_VERSION:
        return
    if version:
        _copy(db, copy_before(path))
    db.execute("BEGIN IMMEDIATE")
    try:
        for step in [_STEPS[number] for number in range(version, SCHEMA_VERSION)] if version else [_from_nothing]:
            step(db)
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.execute("COMMIT")
    except Exception as error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        if not version or "full" in str(error):
            raise
        _log.error("A file of conversations of version %d could not be brought up: %s", version, type(error).__name__)
        raise not_brought_up(copy_before(path)) from error


def index_words(db: sqlite3.Connection) -> bool:
    """Makes the index of words where this SQLite can and there is none; without it every text is read through.

    Where this SQLite cannot, an index of another one is no longer kept up to date, and made anew there. No text is put
    into it here, which takes long for many: see filling.py.
    """
    kept_up = db.execute(INDEX_KEPT_UP).fetchone() is not None
    try:
        db.execute("CREATE VIRTUAL TABLE temp.try_trigram USING fts5(text, tokenize='trigram')")
        db.execute("DROP TABLE temp.try_trigram")
    except sqlite3.OperationalError:
        if kept_up:
            for name in _TRIGGERS:
                db.execute(f"DROP TRIGGER IF EXISTS {name}")
        return False
    if not kept_up:
        db.execute("BEGIN IMMEDIATE")
        try:
            for name in _TRIGGERS:
                db.execute(f"DROP TRIGGER IF EXISTS {name}")
            db.execute("DROP TABLE IF EXISTS plain_words")
            if db.execute("SELECT 1 FROM plain LIMIT 1").fetchone() is not None:
                db.execute("DROP TABLE plain")
                db.execute(_SCHEMA[-1])
                _leave_to_filling(db)
            for statement in _WORDS:
                db.execute(statement)
            db.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                db.execute("ROLLBACK")
            raise
    return True


def _copy(db: sqlite3.Connection, target: Path) -> None:
    """Copies the whole database, what is still in its journal included."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    copy = sqlite3.connect(part)
    try:
        db.backup(copy)
    finally:
        copy.close()
    part.replace(target)
