"""What went wrong with the file of conversations, for a person."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from engine import EngineError


class HistoryError(EngineError):
    """The conversations cannot be read or written."""


def damaged(error: sqlite3.DatabaseError) -> bool:
    """Whether an error says that the file is no database, or a broken one."""
    text = str(error)
    return "malformed" in text or "not a database" in text or "encrypted" in text


def sentence_of(error: Exception, path: Path) -> EngineError:
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


def not_brought_up(path: Path) -> HistoryError:
    """The file of an older version could not be made into one of this."""
    return HistoryError(
        "The conversations of an older version could not be taken over; they are left as they were.",
        f"A copy stands beside them as {path.name}; open them with the version before.",
    )
