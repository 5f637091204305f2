"""Conversations that leave the database for a file, or come in from one."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.history.messages import MESSAGE_COLUMNS, Messages
from desktop.history.records import now, settings_of, title_of
from desktop.writing.finding import fold

_BATCH = 500  # messages of one transaction
_PAUSE_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Part:
    """A message as it travels; ids are those of the file alone, and `above` and `chosen` those of the schema."""

    id: int
    role: str
    text: str
    parent: int | None = None
    above: int | None = None
    variant: int = 0
    chosen: int = 0
    model: str = ""
    sampling: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    created: str = ""
    pieces: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A conversation with all its branches and variants, by their ids, and the ids of the seeds that are shown."""

    title: str
    created: str
    changed: str
    parts: tuple[Part, ...]
    shown: tuple[int, ...] = ()


class Exchange(Messages):
    """Reads conversations whole, and adds whole ones."""

    def whole(self, identities: Sequence[int]) -> list[Whole]:
        """Conversations as they are exported, in that order; what is deleted stays here."""
        return [whole for identity in identities for whole in self._whole(identity)]

    def _whole(self, identity: int) -> list[Whole]:
        named = self._rows(
            "SELECT title, created, changed FROM conversation WHERE id = ? AND deleted IS NULL", identity
        )
        if not named:
            return []
        rows = self._rows(
            f"SELECT {MESSAGE_COLUMNS}, above, chosen, deleted FROM message WHERE conversation = ? ORDER BY id",
            identity,
        )
        above = {row["id"]: row["above"] for row in rows}
        gone = {row["id"] for row in rows if row["deleted"] is not None}

        def left(seed: int | None) -> int | None:
            """The nearest seed above that is not deleted."""
            while seed in gone:
                seed = above.get(seed)
            return seed

        parts = tuple(
            Part(
                row["id"],
                row["role"],
                row["text"],
                row["parent"],
                left(row["above"]),
                row["variant"],
                row["chosen"],
                row["model"],
                settings_of(row["sampling"]),
                row["note"],
                row["created"],
                row["pieces"],
            )
            for row in rows
            if row["id"] not in gone
        )
        shown = tuple(seed for seed, _branches in self._path(identity))
        title, created, changed = named[0]
        return [Whole(title, created, changed, parts, shown)]

    def add_whole(self, conversations: Sequence[Whole]) -> list[int]:
        """Adds conversations, all or none, with ids of their own; those of the conversations.

        A part names only parts before it, as the readers of files have checked. Another connection can write between
        the batches.
        """
        made: list[int] = []
        try:
            for batch in _batches(conversations):
                if made:
                    time.sleep(_PAUSE_SECONDS)
                with self._writing() as db:
                    made += [_add(db, whole) for whole in batch]
        except BaseException:
            with self._writing() as db:
                db.executemany("DELETE FROM conversation WHERE id = ?", [(identity,) for identity in made])
            raise
        return made


def _batches(conversations: Sequence[Whole]) -> Iterator[list[Whole]]:
    batch: list[Whole] = []
    for whole in conversations:
        batch.append(whole)
        if sum(len(one.parts) for one in batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _add(db: sqlite3.Connection, whole: Whole) -> int:
    missing = now()
    conversation = db.execute(
        "INSERT INTO conversation (title, created, changed) VALUES (?, ?, ?)",
        (title_of(whole.title), whole.created or missing, whole.changed or missing),
    ).lastrowid
    ids: dict[int | None, int | None] = {None: None}
    for part in whole.parts:
        ids[part.id] = db.execute(
            "INSERT INTO message (conversation, parent, role, variant, text, model, sampling, note, created, pieces, "
            "above, chosen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                conversation,
                ids[part.parent],
                part.role,
                part.variant,
                part.text,
                part.model,
                json.dumps(part.sampling),
                part.note,
                part.created or missing,
                part.pieces,
                ids[part.above],
                part.chosen,
            ),
        ).lastrowid
        db.execute("INSERT INTO plain (message, text) VALUES (?, ?)", (ids[part.id], fold(part.text)))
    return int(conversation or 0)
