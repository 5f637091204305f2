"""What went wrong with the file of conversations, for a person."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from PySide6.QtCore import QCoreApplication

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
    text, translate = str(error), QCoreApplication.translate
    if "locked" in text or "busy" in text:
        return HistoryError(
            translate("History", "The conversations are in use by another program; nothing was changed."),
            translate("History", "Close the other Maeari window and try again."),
        )
    if "full" in text:
        return HistoryError(
            translate(
                "History",
                "The disk is full, so the conversation could not be saved; your text is still in the window.",
            ),
            translate("History", "Free some space and try again."),
        )
    if "malformed" in text or "not a database" in text:
        return HistoryError(
            translate("History", "The file of conversations is damaged; it is left as it is."),
            translate("History", "Close Maeari and open it again: {0} will be set aside.").format(path.name),
        )
    return HistoryError(
        translate("History", "The conversations cannot be saved here; nothing was changed."),
        translate("History", "Check that {0} can be written.").format(path.parent),
    )


def not_brought_up(path: Path) -> HistoryError:
    """The file of an older version could not be made into one of this."""
    translate = QCoreApplication.translate
    return HistoryError(
        translate("History", "The conversations of an older version could not be taken over; they are as they were."),
        translate("History", "A copy stands beside them as {0}; open them with the version before.").format(path.name),
    )


def too_new() -> HistoryError:
    """The file is of a version that is not known yet."""
    translate = QCoreApplication.translate
    return HistoryError(
        translate("History", "The conversations were written by a newer version of Maeari; they are left as they are."),
        translate("History", "Open them with that version."),
    )


def set_aside(name: str) -> str:
    """The sentence for a damaged file that was renamed."""
    return QCoreApplication.translate(
        "History", "The file of conversations was damaged; it is kept as {0}, and a new one was begun."
    ).format(name)


def no_name() -> HistoryError:
    """A conversation would be without a name."""
    translate = QCoreApplication.translate
    return HistoryError(
        translate("History", "A conversation needs a name."), translate("History", "Type at least one character.")
    )
