"""The file of conversations: opened, checked, set aside where it is damaged, and written one transaction at a time."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.history.errors import damaged, sentence_of, set_aside, too_new
from desktop.history.schema import SCHEMA_VERSION, bring_up, index_words

_log = logging.getLogger(__name__)

BUSY_SECONDS = 2.0


class Database:
    """One connection to the file. What stands in the tables is the business of the classes built on it."""

    def __init__(self, path: Path, *, check: bool = True) -> None:
        """Opens or creates the database. A damaged file is set aside and `problem` says so.

        Args:
            path: the file.
            check: False for another connection to a file that is open already, on a lane.

        Raises HistoryError where it cannot be opened, is locked, or was written by a newer version.
        """
        self.path = path
        self.problem = ""
        try:
            if not check:
                self._db = self._connect()
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = self._open()
        except sqlite3.DatabaseError as error:
            if not check or not damaged(error):
                raise sentence_of(error, path) from error
            self._set_aside()
            try:
                self._db = self._open()
            except (sqlite3.Error, OSError) as again:
                raise sentence_of(again, path) from again
        except OSError as error:
            raise sentence_of(error, path) from error

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
        except BaseException:
            db.close()
            raise
        return db

    def _open(self) -> sqlite3.Connection:
        db = self._connect()
        try:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA_VERSION:
                raise too_new()
            if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("database disk image is malformed")
            bring_up(db, self.path, version)
            index_words(db)
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
        self.problem = set_aside(aside.name)

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

    def close(self) -> None:
        """Closes the file. Nothing may be called afterwards."""
        self._db.close()
