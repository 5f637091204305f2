"""Looks for words in the conversation in front, and leads from one place to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.writing.finding import Folded, Span, fold

if TYPE_CHECKING:
    from desktop.history import Message
    from desktop.widgets.writing.write_view import WriteView
    from desktop.writing.conversing import Conversing


class FindingHere(QObject):
    """Seeds and all variants of their completions, those in sight or not, from the top to the end."""

    def __init__(self, view: WriteView, conversing: Conversing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar, self._chat = view.find_bar, view.chat
        self._folded: dict[int, Folded] = {}
        self._places: list[tuple[int, int]] = []  # the id of a message, and the number of a place in it
        self._at = -1
        self._bar.query_changed.connect(self._look)
        self._bar.request_step.connect(self.step)
        self._bar.closed.connect(self._closed)
        conversing.opened.connect(self._opened)

    def _messages(self) -> list[Message]:
        return [message for turn in self._chat.turns for message in (turn.seed, *turn.completions) if message.id]

    @Slot(str)
    def _look(self, query: str) -> None:
        """Marks all places, and goes to the first from the top edge on."""
        top = self._chat.places.top()
        self._mark(query)
        after = False
        for number, (message, _place) in enumerate(self._places):
            after = after or top is None or message >= top.seed
            if after:
                self._go(number)
                return
        self._go(0)

    def _mark(self, query: str) -> None:
        wanted = fold(query)
        found: dict[int, list[Span]] = {}
        if wanted:
            for message in self._messages():
                if message.id not in self._folded:
                    self._folded[message.id] = Folded(message.text)
                spans = self._folded[message.id].spans(wanted)
                if spans:
                    found[message.id] = spans
        self._places = [(message, number) for message, spans in found.items() for number in range(len(spans))]
        self._at = -1
        self._found = found
        self._chat.set_found(found, (0, -1))

    def _go(self, number: int) -> None:
        if self._places:
            self._at = number % len(self._places)
            place = self._places[self._at]
            self._chat.set_found(self._found, place)
            self._chat.places.reveal(*place)
        self._bar.show_count(self._at + 1, len(self._places))

    @Slot(int)
    def step(self, step: int) -> None:
        """The next place (1) or the one before (-1); behind the last comes the first."""
        if self._bar.query:
            self._go(self._at + step)

    def show(self, query: str, message: int) -> None:
        """Opens the bar with a query, at its first place in a message, or at the message where it has none."""
        self._bar.open(query)
        for number, (identity, _place) in enumerate(self._places):
            if identity == message:
                self._go(number)
                return
        self._chat.places.reveal(message)

    @Slot()
    def refresh(self) -> None:
        """The transcript has changed: marks anew, and the reader stays where they are."""
        if not self._bar.query:
            return
        place = self._places[self._at] if 0 <= self._at < len(self._places) else None
        self._mark(self._bar.query)
        if place in self._places:
            self._at = self._places.index(place)
            self._chat.set_found(self._found, place)
        self._bar.show_count(self._at + 1, len(self._places))

    @Slot()
    def _opened(self) -> None:
        """Another conversation, or the same one anew."""
        self._folded.clear()
        self.refresh()

    @Slot()
    def _closed(self) -> None:
        self._folded.clear()
        self._mark("")
        self._chat.setFocus()
