"""The transcript: a list of seeds and completion cards that follows the end only while the reader is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListWidget, QListWidgetItem, QPushButton, QWidget

from desktop.history import Message, Place, Turn
from desktop.widgets.writing.chat_rows import CompletionRow, Row, SeedRow
from desktop.widgets.writing.transcript_place import TranscriptPlace
from desktop.widgets.writing.word_asking import WordAsking
from desktop.writing.copied_text import CopiedRun
from desktop.writing.finding import Span

SHOWN_TURNS = 20  # older ones are built on demand: a turn takes about 10 ms, 25 ms on a busy machine
_AT_END = 8  # pixels from the end that still count as the end


class ChatView(QListWidget):
    """Shows the turns of one conversation. Every row is a list item with a spoken name."""

    request_regenerate = Signal(object)
    request_insert = Signal(str, str)
    request_delete = Signal(int)
    copied = Signal()
    request_branch = Signal(object, object, object)  # seed, variant, and the pieces that the new one begins with
    request_edit = Signal(object)  # a seed
    request_show = Signal(int)  # a seed that should stand in the place of its branch that is shown
    variant_shown = Signal(object)  # a saved completion

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transcript")
        self.setAccessibleName(self.tr("Transcript"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAutoScroll(False)
        self.verticalScrollBar().setSingleStep(24)
        self.turns: list[Turn] = []
        self._earlier = 0
        self._shaded = False
        self._found: Mapping[int, Sequence[Span]] = {}
        self._found_place = (0, -1)
        self.places = TranscriptPlace(self)
        self.asking = WordAsking(self)
        self.asking.request_branch.connect(self.request_branch)
        self._fitting = False
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.timeout.connect(self.fit_rows)
        self.hint = QLabel("", self)
        self.hint.setProperty("role", "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self.hint.hide()
        self.currentItemChanged.connect(self._current_changed)

    # Content

    def set_hint(self, text: str) -> None:
        """What an empty transcript says."""
        self.hint.setText(text)
        self._place_hint()

    def set_turns(self, turns: Sequence[Turn], place: Place | None = None) -> None:
        """Shows a conversation at a place, or from its end."""
        self.asking.close()
        self.places.let_go()
        self.clear()
        self.turns = list(turns)
        self._earlier = max(0, len(self.turns) - SHOWN_TURNS)
        if self._earlier:
            self._add_earlier_button()
        for turn in self.turns[self._earlier :]:
            self._add_turn(turn)
        self.fit_rows()
        if self.hasFocus() and self.count():
            self.setCurrentRow(self.count() - 1)
        if place is None or not self.places.go_to(place):
            self.scrollToBottom()
        self._place_hint()

    def add_seed(self, message: Message) -> CompletionRow:
        """Adds what was just sent and an empty card under it, and goes to the end."""
        turn = Turn(message, ())
        self.turns.append(turn)
        self.places.let_go()
        row = self._add_turn(turn)
        self.fit_rows()
        self.scrollToBottom()
        self._place_hint()
        return row

    def remember(self, seed: Message, completions: Sequence[Message]) -> None:
        """Takes what was written into the turn of its seed, where that is in front."""
        for index, turn in enumerate(self.turns):
            if turn.seed.id == seed.id:
                self.turns[index] = replace(turn, completions=(*turn.completions, *completions))

    def rows(self) -> list[Row]:
        """The rows that are built, top to bottom."""
        widgets = (self.itemWidget(self.item(index)) for index in range(self.count()))
        return [widget for widget in widgets if isinstance(widget, Row)]

    def card(self, seed: int) -> CompletionRow | None:
        """The card of a seed, by its id."""
        for row in self.rows():
            if isinstance(row, CompletionRow) and row.seed.id == seed:
                return row
        return None

    def last_card(self) -> CompletionRow | None:
        """The last card; None in an empty transcript."""
        for row in reversed(self.rows()):
            if isinstance(row, CompletionRow):
                return row
        return None

    def current_card(self) -> CompletionRow | None:
        """The card where the keyboard is, or the last one."""
        item = self.currentItem()
        row = self.itemWidget(item) if item is not None and self.hasFocus() else None
        return row if isinstance(row, CompletionRow) else self.last_card()

    def step(self, step: int) -> None:
        """The variant, or the branch where the keyboard is on a seed, before (-1) or after (1) the one shown."""
        item = self.currentItem()
        seed = self.itemWidget(item) if item is not None and self.hasFocus() else None
        row = seed if isinstance(seed, SeedRow) else self.current_card()
        if row is not None:
            row.show_next() if step > 0 else row.show_previous()

    def _add_turn(self, turn: Turn, *, at: int | None = None) -> CompletionRow:
        seed = SeedRow(turn.seed, turn.branches)
        seed.request_edit.connect(self.request_edit)
        seed.request_show.connect(self.request_show)
        self._add_row(seed, at)
        row = CompletionRow(turn.seed, turn.completions, shaded=self._shaded)
        self._wire_card(row)
        self._add_row(row, None if at is None else at + 1)
        if row.current is not None:
            self.variant_shown.emit(row.current)
        return row

    def _wire_card(self, row: CompletionRow) -> None:
        row.request_regenerate.connect(self.request_regenerate)
        row.request_insert.connect(self.request_insert)
        row.request_delete.connect(self.request_delete)
        row.request_copy.connect(self.copied)
        row.resized.connect(self._row_resized)
        row.word_asked.connect(self._word_asked)
        row.shown.connect(self.variant_shown)

    def retranslate(self) -> None:
        """What a screen reader says of each row, in the language in use."""
        for number in range(self.count()):
            row = self.itemWidget(self.item(number))
            said = row.spoken() if isinstance(row, Row) else row.text() if isinstance(row, QPushButton) else ""
            self.item(number).setData(Qt.ItemDataRole.AccessibleTextRole, said)

    def _add_row(self, row: Row, at: int | None = None) -> None:
        item = QListWidgetItem()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken())
        self.insertItem(self.count() if at is None else at, item)
        self.setItemWidget(item, row)
        row.set_found(self._found, self._found_place)
        self._fit_item(item, row)

    @property
    def earlier(self) -> int:
        """How many turns have no rows yet."""
        return self._earlier

    def _add_earlier_button(self) -> None:
        button = QPushButton(self.tr("Show {0} earlier messages").format(self._earlier))
        button.setProperty("role", "flat")
        button.clicked.connect(self.show_earlier)
        item = QListWidgetItem()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, button.text())
        item.setSizeHint(QSize(10, button.sizeHint().height() + 8))
        self.insertItem(0, item)
        self.setItemWidget(item, button)

    @Slot()
    def show_earlier(self) -> None:
        """Builds the rows of the turns before."""
        bar = self.verticalScrollBar()
        from_end = bar.maximum() - bar.value()
        self.places.let_go()
        self.takeItem(0)
        begin = max(0, self._earlier - SHOWN_TURNS)
        at = 0
        for turn in self.turns[begin : self._earlier]:
            before = self.count()
            self._add_turn(turn, at=at)
            at += self.count() - before
        self._earlier = begin
        if begin:
            self._add_earlier_button()
        self.fit_rows()
        bar.setValue(bar.maximum() - from_end)

    # Words

    def set_shaded(self, shaded: bool) -> None:
        """Shades unlikely words, or not."""
        self._shaded = shaded
        for row in self.rows():
            if isinstance(row, CompletionRow):
                row.set_shaded(shaded)

    def set_found(self, found: Mapping[int, Sequence[Span]], place: tuple[int, int]) -> None:
        """Marks what was looked for: the places of each message by its id, and message and place of the reader."""
        self._found, self._found_place = found, place
        for row in self.rows():
            row.set_found(found, place)

    @Slot(object, object)
    def set_copied(self, message: Message, runs: Sequence[CopiedRun]) -> None:
        """Shows the copied runs of a completion, where its conversation is the one in front."""
        card = self.card(message.parent) if message.parent is not None else None
        if card is not None:
            card.set_copied(message.id, runs)

    @Slot(int)
    def _word_asked(self, index: int) -> None:
        row = self.sender()
        if isinstance(row, CompletionRow):
            self.asking.ask(row, index)

    # Geometry

    @property
    def at_end(self) -> bool:
        """Whether the reader is at the end."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - _AT_END

    @Slot()
    def fit_rows(self) -> None:
        """Lays all rows out at the width of the list."""
        follow = self.at_end and self.places.held is None
        place = self.places.place()
        self._fitting = True
        for index in range(self.count()):
            item = self.item(index)
            row = self.itemWidget(item)
            if isinstance(row, Row):
                self._fit_item(item, row)
        self._fitting = False
        self.doItemsLayout()
        if follow:
            self.scrollToBottom()
        elif place is not None:
            held = self.places.held
            self.places.go_to(place)
            self.places.held = held

    def _fit_item(self, item: QListWidgetItem, row: Row) -> None:
        width = self.viewport().width()
        size = QSize(width - 2, row.fit(width))
        if item.sizeHint() != size:
            item.setSizeHint(size)

    @Slot()
    def _row_resized(self) -> None:
        row = self.sender()
        if self._fitting or not isinstance(row, Row):
            return
        follow = self.at_end and self.places.held is None
        for index in range(self.count() - 1, -1, -1):
            item = self.item(index)
            if self.itemWidget(item) is row:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken())
                self._fit_item(item, row)
                break
        if follow:
            self.doItemsLayout()
            self.scrollToBottom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_hint()
        if event.oldSize().width() != event.size().width():
            self._refit.start(0)

    def _place_hint(self) -> None:
        self.hint.setVisible(self.count() == 0 and bool(self.hint.text()))
        width = min(self.width() - 40, 520)
        height = self.hint.heightForWidth(width)
        self.hint.setGeometry((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def restyle(self) -> None:
        """Takes another theme or zoom."""
        for row in self.rows():
            row.restyle()
        self._refit.start(0)

    # Keyboard

    @Slot()
    def _current_changed(self) -> None:
        current = self.currentItem()
        for index in range(self.count()):
            item = self.item(index)
            row = self.itemWidget(item)
            if isinstance(row, Row):
                row.set_current(self.hasFocus() and item is current)
        if current is not None and self.hasFocus():
            self.scrollToItem(current)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.places.let_go()
        super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(self.count() - 1)
        self._current_changed()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._current_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.places.let_go()
        row = self.itemWidget(self.currentItem()) if self.currentItem() is not None else None
        if isinstance(row, Row):
            if event.matches(QKeySequence.StandardKey.Copy):
                QGuiApplication.clipboard().setText(row.whole_text())
                self.copied.emit()
                return
            asks = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
            if asks and isinstance(row, CompletionRow) and self.asking.ask(row, 0):
                return
            if event.key() == Qt.Key.Key_F2 and isinstance(row, SeedRow):
                row.ask_to_edit()
                return
            message = row.message_id()
            if event.key() == Qt.Key.Key_Delete and message is not None:
                self.request_delete.emit(message)
                return
        super().keyPressEvent(event)
