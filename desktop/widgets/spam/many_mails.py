"""The table of many mails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.widgets.forms import labelled
from desktop.widgets.spam.many_rows import ManyRows
from desktop.widgets.spam.message_table import MessageTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine import BatchRow


class ManyMails(ManyRows):
    """Mails by their verdicts."""

    table: MessageTable

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(MessageTable(), parent)
        labelled(self.bar, self.tr("Checking mails"))
        self.filter.setPlaceholderText(self.tr("Filter by subject, sender or file"))
        labelled(self.filter, self.tr("Filter the mails"))
        for text, verdict in (
            (self.tr("All verdicts"), ""),
            (self.tr("Only spam"), "spam"),
            (self.tr("Only unsure"), "unsure"),
            (self.tr("Only normal"), "normal"),
        ):
            self.verdict.addItem(text, verdict)
        labelled(self.verdict, self.tr("Verdicts that are shown"))
        self.end()

    def so_far(self, count: str) -> str:
        return self.tr("{0} mails checked").format(count)

    def summary(self) -> str:
        verdicts = [row.verdict for row in self.table.mails.rows]
        number = self.locale().toString
        return self.tr("{0} mails: {1} spam, {2} unsure, {3} normal").format(
            number(len(verdicts)), *(number(verdicts.count(kind)) for kind in ("spam", "unsure", "normal"))
        )

    def judge_again(self, rows: Sequence[BatchRow]) -> None:
        """Shows mails that the person's marks have changed."""
        current = self.table.current
        self.table.content.update_rows(rows)
        if current is not None and self.table.current is None:
            self.table.choose(current)
        if not self.stop_button.isVisibleTo(self):
            self.end()
