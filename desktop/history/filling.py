"""Puts the messages of an older version into the search, some at a time, while the window is used."""

from __future__ import annotations

from desktop.history.database import Database
from desktop.history.schema import UNSEARCHED
from desktop.writing.finding import fold

MESSAGES, CHARACTERS = 200, 100_000  # of one transaction, so that what is sent meanwhile does not wait for it

_PART = "SELECT id, text FROM message WHERE id <= ? ORDER BY id DESC LIMIT ?"
_FILL = "INSERT OR IGNORE INTO plain (message, text) SELECT id, ? FROM message WHERE id = ?"


class Filling(Database):
    """The newest messages come first. A kill at any moment loses nothing: the next start goes on from there."""

    @property
    def unsearched(self) -> bool:
        """Whether there are messages that a search does not see yet."""
        return bool(self._rows("SELECT 1 FROM kept WHERE name = ?", UNSEARCHED))

    def fill_search(self) -> bool:
        """Puts the next messages into the search; whether there are more."""
        rows = self._rows("SELECT value FROM kept WHERE name = ?", UNSEARCHED)
        if not rows:
            return False
        texts, characters = [], 0
        for row in self._rows(_PART, int(rows[0][0]), MESSAGES):
            texts.append((fold(row["text"]), row["id"]))
            characters += len(row["text"])
            if characters >= CHARACTERS:
                break
        with self._writing() as db:
            db.executemany(_FILL, texts)  # one that was forgotten since is not there, one sent since is in it already
            if texts and texts[-1][1] > 1:
                db.execute("UPDATE kept SET value = ? WHERE name = ?", (texts[-1][1] - 1, UNSEARCHED))
            else:
                db.execute("DELETE FROM kept WHERE name = ?", (UNSEARCHED,))
        return bool(texts) and texts[-1][1] > 1
