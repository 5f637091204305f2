"""What the score would be without single sentences: asked of the checker, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.forms import labelled

if TYPE_CHECKING:
    from engine import Counterfactual

ROWS = 3
MAX_SENTENCE = 60  # characters in the list


class SentenceList(QWidget):
    """A short list; choosing a sentence shows it in the text. Hidden where there is none to name."""

    sentence_chosen = Signal(int, int)  # its characters in the text

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(self.tr("Without one sentence"), self)
        self.title.setProperty("role", "subheading")
        self.list = QListWidget(self)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        labelled(self.list, self.title.text(), self.tr("Choosing a sentence shows it in the text"))
        self.list.currentItemChanged.connect(self._moved)
        self.list.itemClicked.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.list)
        self.hide()

    def fill(self, sentences: Sequence[Counterfactual]) -> None:
        """Lists sentences that are already in order."""
        self.list.clear()
        for item in sentences[:ROWS]:
            told = self._told(item)
            row = QListWidgetItem(f"{told}   {_short(item.text)}")
            row.setToolTip(f"{told}\n{item.text[:500]}")
            row.setData(Qt.ItemDataRole.UserRole, (item.start, item.end))
            row.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("Without “{0}”: {1}").format(item.text[:200], told))
            self.list.addItem(row)
        self.setVisible(bool(sentences))
        if sentences:
            height = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
            self.list.setFixedHeight(height + 2 * self.list.frameWidth() + theme.px(14))

    def _told(self, item: Counterfactual) -> str:
        before, after = (QLocale().toString(p, "f", 2) for p in (item.before, item.after))
        if item.after < item.before:
            return self.tr("falls from {0} to {1}").format(before, after)
        return self.tr("rises from {0} to {1}").format(before, after)

    @Slot(QListWidgetItem)
    def _show(self, row: QListWidgetItem) -> None:
        self.sentence_chosen.emit(*row.data(Qt.ItemDataRole.UserRole))

    @Slot(QListWidgetItem, QListWidgetItem)
    def _moved(self, row: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if row is not None:
            self._show(row)


def _short(text: str) -> str:
    """A sentence in one line; the tooltip has all of it."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_SENTENCE else f"{line[: MAX_SENTENCE - 1]}…"
