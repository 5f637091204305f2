"""Times of the database as a person reads them: the day, and the group of days in a list."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

# "today", "yesterday", "week", or the first day of a month.
Group = str


def person_locale() -> QLocale:
    """How the person writes dates: as the system does, or as the language of the window where that is another."""
    code = QCoreApplication.translate("Dates", "en", "the code of this language, as of a locale")
    system, own = QLocale(), QLocale(code)
    return system if system.language() == own.language() else own


def local_time(time: str) -> datetime | None:
    """A time of the database on the person's clock; None where it is none."""
    try:
        return datetime.fromisoformat(time).astimezone()
    except (ValueError, OverflowError):
        return None


def group_of(time: str, today: date, first_day: int = 1) -> Group:
    """The group of a time.

    Args:
        time: ISO 8601 in UTC.
        today: the day that it is.
        first_day: of a week, 1 is Monday.
    """
    local = local_time(time)
    day = local.date() if local is not None else date(1970, 1, 1)
    if day >= today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    if day >= today - timedelta(days=(today.isoweekday() - first_day) % 7):
        return "week"
    return day.replace(day=1).isoformat()


def group_text(group: Group, locale: QLocale) -> str:
    """The heading of a group in the person's language."""
    translate = QCoreApplication.translate
    if group == "today":
        return translate("Dates", "Today")
    if group == "yesterday":
        return translate("Dates", "Yesterday")
    if group == "week":
        return translate("Dates", "This week")
    month = date.fromisoformat(group)
    pattern = translate("Dates", "MMMM yyyy", "month and year, as a format of Qt")
    return locale.toString(QDate(month.year, month.month, 1), pattern)


def time_text(time: str, locale: QLocale, today: date) -> str:
    """A time for a line of a list: the hour where it was today, else the day."""
    local = local_time(time)
    if local is None:
        return ""
    if local.date() == today:
        return locale.toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    return locale.toString(QDate(local.year, local.month, local.day), QLocale.FormatType.ShortFormat)


def moment_text(time: str, locale: QLocale) -> str:
    """Day and hour of a time; empty where it is none."""
    local = local_time(time)
    if local is None:
        return ""
    day, hour = QDate(local.year, local.month, local.day), QTime(local.hour, local.minute)
    return locale.toString(QDateTime(day, hour), QLocale.FormatType.ShortFormat)
