"""The table of many checked mails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.widgets.forms import labelled
from desktop.widgets.spam.row_table import RowModel, RowTable
from desktop.widgets.spam.verdict_card import score

if TYPE_CHECKING:
    from engine import BatchRow

SCORE, VERDICT, SUBJECT, SENDER, DATE, MAIL = range(6)
_WIDTHS = {SCORE: 86, VERDICT: 150, SUBJECT: 265, SENDER: 170, DATE: 190, MAIL: 140}
_RANK = {"spam": 2, "unsure": 1, "normal": 0}


@lru_cache(maxsize=20_000)
def moment(date: str) -> float:
    """The date of a mail in seconds since 1970; 0 where it is none."""
    try:
        return max(0.0, parsedate_to_datetime(date).timestamp())
    except (ValueError, OverflowError, TypeError, IndexError):
        return 0.0


# What each column is sorted by. Sorting by a key is ten times as fast as asking a proxy for every pair.
_KEYS: dict[int, Callable[[BatchRow], Any]] = {
    SCORE: lambda row: row.probability,
    VERDICT: lambda row: (_RANK[row.verdict], row.probability),
    SUBJECT: lambda row: row.subject.casefold(),
    SENDER: lambda row: row.sender.casefold(),
    DATE: lambda row: moment(row.date),
    MAIL: lambda row: (str(row.path), row.place),
}


class MessageModel(RowModel):
    """One row a mail."""

    KEYS: ClassVar[Mapping[int, Callable[[Any], Any]]] = _KEYS
    rows: list[BatchRow]

    def titles(self) -> tuple[str, ...]:
        return (
            self.tr("Score"),
            self.tr("Verdict"),
            self.tr("Subject"),
            self.tr("Sender"),
            self.tr("Date"),
            self.tr("Mail"),
        )

    def kind_of(self, row: BatchRow) -> str:
        return row.verdict

    def words_of(self, row: BatchRow) -> str:
        return f"{row.subject}\n{row.sender}\n{row.name}"

    def tint(self, row: BatchRow, column: int) -> QColor | None:
        if column != VERDICT:
            return None
        tokens = theme.colors()
        return QColor({"spam": tokens.danger, "unsure": tokens.warning, "normal": tokens.success}[row.verdict])

    def tip(self, row: BatchRow, column: int) -> str:
        return {MAIL: str(row.path), DATE: row.date}.get(column) or self.cell(row, column)

    def spoken(self, row: BatchRow, column: int) -> str:
        return self._verdict_text(row)[2:] if column == VERDICT else self.cell(row, column)

    def cell(self, row: BatchRow, column: int) -> str:
        if column == SCORE:
            return score(row.probability)
        if column == VERDICT:
            return self._verdict_text(row)
        if column == DATE:
            seconds = moment(row.date)
            if not seconds:
                return row.date
            return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(seconds)), QLocale.FormatType.ShortFormat)
        return {SUBJECT: row.subject, SENDER: row.sender, MAIL: row.name}[column]

    def _verdict_text(self, row: BatchRow) -> str:
        words = {"spam": self.tr("✕ spam"), "unsure": self.tr("? unsure"), "normal": self.tr("✓ normal")}
        text = words[row.verdict]
        if row.decided_by == "mark":
            return self.tr("{0}, marked").format(text)
        return self.tr("{0}, alike").format(text) if row.decided_by == "similar" else text


class MessageTable(RowTable):
    """The table, with the mails that are most probably spam on top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.mails = MessageModel()
        super().__init__(self.mails, _WIDTHS, parent)
        labelled(
            self,
            self.tr("Checked mails"),
            self.tr("Sorted by score; Return shows a mail, J marks it as spam, Shift+J as normal"),
        )
