"""What a file of conversations may hold, and the sentence for one that holds something else."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.history import HistoryError

FILE_BYTES = 64 * 1024 * 1024
CONVERSATIONS = 10_000
MESSAGES = 200_000
TEXT = 4_000_000  # characters of one message
NAME = 1_000  # characters of a title, a name of a model
NOTE = 20_000
_DEPTH = 4
_ITEMS = 500
_WHOLE = 2**53


class NoExportError(HistoryError):
    """A file is no export of conversations, or a damaged one."""


def refused(name: str, reason: str = "") -> NoExportError:
    """What is told of a file.

    Args:
        name: of the file.
        reason: what is wrong with it; empty where it is nothing that Maeari wrote.
    """
    translate = QCoreApplication.translate
    if reason:
        return NoExportError(
            translate("Exchange", "“{0}” cannot be imported: {1}; nothing was changed.").format(name, reason),
            translate("Exchange", "Export the conversations once more."),
        )
    return NoExportError(
        translate("Exchange", "“{0}” is no export of conversations, or it is damaged; nothing was changed.").format(
            name
        ),
        translate("Exchange", "Choose a .json, .md or .txt file that Maeari exported."),
    )


def text_of(value: Any, most: int) -> str:
    """A string that the database can hold. Raises ValueError where it is none or longer than `most`."""
    if not isinstance(value, str) or len(value) > most:
        raise ValueError("a text")
    value.encode("utf-8")  # a lone half of a surrogate pair is no text: UnicodeEncodeError is a ValueError
    return value


def number_of(value: Any) -> int:
    """A whole number, 0 to 2⁵³. Raises ValueError."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _WHOLE:
        raise ValueError("a number")
    return value


def time_of(value: Any) -> str:
    """A time as the database keeps it. Raises ValueError where it is none."""
    time = datetime.fromisoformat(text_of(value, 64))
    time = time.replace(tzinfo=UTC) if time.tzinfo is None else time
    try:
        return time.astimezone(UTC).isoformat(timespec="microseconds")
    except OverflowError as error:
        raise ValueError("a time") from error


def plain_of(value: Any, depth: int = 0) -> Any:
    """Settings: finite numbers, short texts, and small lists and objects of them. Raises ValueError."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        if not math.isfinite(value) or abs(value) > _WHOLE:
            raise ValueError("a number")
        return value
    if isinstance(value, str):
        return text_of(value, NAME)
    if depth < _DEPTH and isinstance(value, list) and len(value) <= _ITEMS:
        return [plain_of(item, depth + 1) for item in value]
    if depth < _DEPTH and isinstance(value, dict) and len(value) <= _ITEMS:
        return {text_of(key, NAME): plain_of(item, depth + 1) for key, item in value.items()}
    raise ValueError("settings")
