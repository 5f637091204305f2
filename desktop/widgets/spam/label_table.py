"""The table of many texts with the labels that a model gives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.widgets.forms import labelled
from desktop.widgets.spam.many_rows import ManyRows
from desktop.widgets.spam.row_table import SCORE, RowModel, RowTable
from desktop.widgets.spam.verdict_card import score

if TYPE_CHECKING:
    from engine import LabelRow

LABEL, TEXT, GIVEN, FILE = range(1, 5)
_WIDTHS = {SCORE: 86, LABEL: 170, TEXT: 430, GIVEN: 130, FILE: 160}
UNSURE = "\0unsure"  # no label is called so
MOST = 5  # labels that the summary names


class LabelModel(RowModel):
    """One row a text."""

    KEYS: ClassVar[Mapping[int, Callable[[Any], Any]]] = {
        SCORE: lambda row: row.probability,
        LABEL: lambda row: (row.label.casefold(), row.probability),
        TEXT: lambda row: row.title.casefold(),
        GIVEN: lambda row: row.given.casefold(),
        FILE: lambda row: (str(row.path), row.place),
    }
    rows: list[LabelRow]

    def titles(self) -> tuple[str, ...]:
        return self.tr("Score"), self.tr("Label"), self.tr("Text"), self.tr("Its own label"), self.tr("File")

    def kind_of(self, row: LabelRow) -> str:
        return UNSURE if row.unsure else row.label

    def words_of(self, row: LabelRow) -> str:
        return f"{row.title}\n{row.label}\n{row.given}\n{row.name}"

    def cell(self, row: LabelRow, column: int) -> str:
        if column == LABEL:
            return self.tr("? {0}").format(row.label) if row.unsure else row.label
        return {SCORE: score(row.probability), TEXT: row.title, GIVEN: row.given, FILE: row.name}[column]

    def tint(self, row: LabelRow, column: int) -> QColor | None:
        tokens = theme.colors()
        if column == LABEL and row.unsure:
            return QColor(tokens.warning)
        return QColor(tokens.danger) if column == GIVEN and row.given and row.given != row.label else None

    def tip(self, row: LabelRow, column: int) -> str:
        return str(row.path) if column == FILE else self.cell(row, column)

    def spoken(self, row: LabelRow, column: int) -> str:
        if column == LABEL and row.unsure:
            return self.tr("unsure, perhaps {0}").format(row.label)
        return self.cell(row, column)


class ManyTexts(ManyRows):
    """Texts by their labels. A label of the table's own that differs stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.texts = LabelModel()
        super().__init__(RowTable(self.texts, _WIDTHS), parent)
        labelled(
            self.table, self.tr("Checked texts"), self.tr("Sorted by score; Return shows a text with its evidence")
        )
        labelled(self.bar, self.tr("Checking texts"))
        self.filter.setPlaceholderText(self.tr("Filter by text, label or file"))
        labelled(self.filter, self.tr("Filter the texts"))
        labelled(self.verdict, self.tr("Labels that are shown"))
        self.stop_button.setText(self.tr("Stop"))  # the letters belong to the table of mails
        self.export_button.setText(self.tr("Save as CSV…"))
        self.row.flow.removeWidget(self.count)  # names of labels may be long: a line of their own, which wraps
        self.count.setWordWrap(True)
        self.column.insertWidget(1, self.count)
        self.end()

    def begin(self) -> None:
        self.verdict.blockSignals(True)
        self.verdict.clear()
        self.verdict.addItem(self.tr("All labels"), "")
        self.verdict.blockSignals(False)
        super().begin()

    def end(self) -> None:
        super().end()
        self.verdict.blockSignals(True)
        chosen = self.verdict.currentData()
        self.verdict.clear()
        self.verdict.addItem(self.tr("All labels"), "")
        self.verdict.addItem(self.tr("Only unsure"), UNSURE)
        for label in sorted({row.label for row in self.texts.rows}):
            self.verdict.addItem(self.tr("Only “{0}”").format(label), label)
        place = max(0, self.verdict.findData(chosen))
        self.verdict.setCurrentIndex(place)
        self.verdict.blockSignals(False)

    def so_far(self, count: str) -> str:
        return self.tr("{0} texts checked").format(count)

    def summary(self) -> str:
        number, rows = self.locale().toString, self.texts.rows
        counts = Counter(row.label for row in rows)
        each = ", ".join(f"“{label}” {number(count)}" for label, count in counts.most_common(MOST))
        more = ", …" if len(counts) > MOST else ""
        unsure = sum(row.unsure for row in rows)
        if not rows:
            return self.tr("No texts")
        told = self.tr("{0} texts: {1}; unsure: {2}").format(number(len(rows)), each + more, number(unsure))
        given = [row for row in rows if row.given]
        if given:
            right = sum(row.given == row.label for row in given)
            own = self.tr("As in the table: {0} of {1}").format(number(right), number(len(given)))
            told = f"{told}. {own}"
        return told
