"""Times of day and dates as chats write them."""

from __future__ import annotations

import re
from datetime import datetime

# With the narrow and the wide blanks that stand between a time and its half of the day.
BLANK = r"[ \t\u00a0\u202f\u2009]"
_AFTERNOON = re.compile(r"p|오후|下午|午後|μμ", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def moment(year: int, month: int, day: int, clock: str = "0:00", half: str = "") -> datetime | None:
    """A date and a time such as "9:51" or "21:51:07", with its half of the day where it has one; None if impossible."""
    parts = [int(part) for part in clock.split(":")]
    hour = parts[0]
    if half:
        hour = hour % 12 + (12 if _AFTERNOON.match(half) else 0)
    minute, second = (parts[1], parts[2] if len(parts) > 2 else 0)
    try:
        return datetime(year + 2000 if year < 100 else year, month, day, hour, minute, second)
    except ValueError:
        return None


def month_number(name: str) -> int:
    """1..12 for an English name of a month or its beginning; 0 for anything else, which no date accepts."""
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0
