"""The tables of the conversations, and how a file of an older version becomes one of this."""

from __future__ import annotations

import sqlite3
from pathlib import Path

SCHEMA_VERSION = 2

# `pieces` is the JSON of desktop/pieces.py. `above` is the seed that a seed follows, `chosen` grows with each choice
# among the seeds that follow the same one: the highest is shown.
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
    sampling TEXT NOT NULL DEFAULT '{}', note TEXT NOT NULL DEFAULT '', created TEXT NOT NULL, deleted TEXT,
    pieces TEXT NOT NULL DEFAULT '', above INTEGER, chosen INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE INDEX message_of_conversation ON message(conversation, id);
"""

_FROM_1 = """
ALTER TABLE message ADD COLUMN pieces TEXT NOT NULL DEFAULT '';
ALTER TABLE message ADD COLUMN above INTEGER;
ALTER TABLE message ADD COLUMN chosen INTEGER NOT NULL DEFAULT 0;
UPDATE message SET above = (
    SELECT MAX(earlier.id) FROM message AS earlier
    WHERE earlier.conversation = message.conversation AND earlier.role = 'seed' AND earlier.id < message.id
) WHERE role = 'seed';
"""


def copy_before(path: Path) -> Path:
    """Where the file of the version before is kept."""
    return path.with_name(f"{path.name}.before-{SCHEMA_VERSION}")


def bring_up(db: sqlite3.Connection, path: Path, version: int) -> None:
    """Makes the tables in an empty file, or those of version 1 into these; the older file is copied first.

    Raises sqlite3.Error or OSError; the file is then as it was.
    """
    if version == 0:
        _run(db, _SCHEMA)
    elif version == 1:
        _copy(db, copy_before(path))
        _run(db, _FROM_1)


def _run(db: sqlite3.Connection, script: str) -> None:
    try:
        db.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
    except sqlite3.Error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


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
