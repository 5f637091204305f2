"""Where a reader is in the transcript: kept, found again after a change of width, and moved to what was looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Slot
from PySide6.QtWidgets import QListWidgetItem

from desktop.history import Place
from desktop.widgets.writing.chat_rows import CompletionRow, Row, SeedRow

if TYPE_CHECKING:
    from desktop.widgets.writing.chat_view import ChatView


class TranscriptPlace(QObject):
    """Knows the turn at the top edge. A place that was asked for is held until the reader scrolls."""

    def __init__(self, view: ChatView) -> None:
        super().__init__(view)
        self._view = view
        self.held: Place | None = None
        view.verticalScrollBar().actionTriggered.connect(self.let_go)

    @Slot()
    def let_go(self) -> None:
        """The reader scrolls."""
        self.held = None

    def place(self) -> Place | None:
        """The place of the reader; None at the end and in an empty transcript."""
        if self.held is not None:
            return self.held
        return None if self._view.at_end else self.top()

    def top(self) -> Place | None:
        """The turn at the top edge; None in an empty transcript."""
        view = self._view
        seed: tuple[SeedRow, QListWidgetItem] | None = None
        for index in range(view.count()):
            item = view.item(index)
            row = view.itemWidget(item)
            if isinstance(row, SeedRow):
                seed = (row, item)
            if seed is not None and view.visualItemRect(item).bottom() > 0:
                return Place(seed[0].message.id, -view.visualItemRect(seed[1]).top())
        return None

    def go_to(self, place: Place) -> bool:
        """Brings a place to the top edge, as near as there is text below it; False where its seed is not shown."""
        if not self._build(place.seed):
            return False
        self.held = place
        item = self._item(place.seed)
        if item is not None:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + self._view.visualItemRect(item).top() + place.offset)
        return item is not None

    def reveal(self, message: int, number: int = -1) -> bool:
        """Shows a message, its variant where it is one, and brings it into sight; False where it is not in the turns.

        Args:
            message: the id of a seed or a completion.
            number: which of the places that are marked in it; -1 for the message as a whole.
        """
        view = self._view
        for turn in view.turns:
            completions = [completion.id for completion in turn.completions]
            if message == turn.seed.id or message in completions:
                break
        else:
            return False
        self._build(turn.seed.id)
        item = self._item(message if message == turn.seed.id else -turn.seed.id)
        row = view.itemWidget(item) if item is not None else None
        if item is None or not isinstance(row, Row):
            return False
        if isinstance(row, CompletionRow) and not row.show_message(message):
            return False
        view.setCurrentItem(item)
        view.doItemsLayout()
        self._show(self._rect(item, row, number))
        return True

    def _rect(self, item: QListWidgetItem, row: Row, number: int) -> QRect:
        """The box of a marked place, or of a whole row, in the coordinates of the viewport."""
        whole = self._view.visualItemRect(item)
        found = row.text.found_rect(number).toAlignedRect()
        if found.isEmpty():
            return whole
        row.outer.activate()
        row.body.activate()
        return found.translated(row.text.mapTo(row, row.text.viewport().pos())).translated(whole.topLeft())

    def _show(self, rect: QRect) -> None:
        """Scrolls only where the box is not in sight; then to the upper third."""
        height = self._view.viewport().height()
        if rect.top() < 0 or rect.bottom() > height:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + rect.top() - (0 if rect.height() > height else height // 3))
            self.held = None if self._view.at_end else self.top()

    def _build(self, seed: int) -> bool:
        """Builds the rows of earlier turns until a seed is among them."""
        if seed not in [turn.seed.id for turn in self._view.turns]:
            return False
        while self._item(seed) is None and self._view.earlier:
            self._view.show_earlier()
        return True

    def _item(self, seed: int) -> QListWidgetItem | None:
        """The item of a seed by its id; by its negative, that of its card."""
        for index in range(self._view.count()):
            item = self._view.item(index)
            row = self._view.itemWidget(item)
            if isinstance(row, SeedRow) and row.message.id == seed:
                return item
            if isinstance(row, CompletionRow) and row.seed.id == -seed:
                return item
        return None
