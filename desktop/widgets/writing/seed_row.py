"""What the person sent, with its branches and the way to write another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import theme
from desktop.history import Message
from desktop.widgets.cards import muted
from desktop.widgets.keyed import show_keys
from desktop.widgets.tool_buttons import icon_button
from desktop.widgets.writing.transcript_row import Row

SHOWN_CHARACTERS = 20_000  # of a seed; the whole stays saved and is what Copy takes


class SeedRow(Row):
    """A beginning. `branches` are the ids of all that could stand in its place, its own among them."""

    request_edit = Signal(object)  # the seed
    request_show = Signal(int)  # the seed that should stand here instead

    def __init__(self, message: Message, branches: Sequence[int] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = message
        self.branches = tuple(branches) or (message.id,)
        self.frame.setProperty("role", "seed")
        self.body.setContentsMargins(theme.px(14), theme.px(9), theme.px(14), theme.px(9))
        shown = message.text if len(message.text) <= SHOWN_CHARACTERS else message.text[:SHOWN_CHARACTERS] + " …"
        self.text.set_text(shown)
        self.body.addWidget(self.text)
        self._build_tools()

    def _build_tools(self) -> None:
        self.tools = QWidget(self)
        self.previous = icon_button(
            "chevron_left", self.tr("The beginning before"), self.tr("The beginning before"), self.tools
        )
        self.counter = muted("", self.tools)
        self.counter.setWordWrap(False)
        self.next = icon_button(
            "chevron_right", self.tr("The next beginning"), self.tr("The next beginning"), self.tools
        )
        show_keys(self.previous, "previous_variant")
        show_keys(self.next, "next_variant")
        self.edit = icon_button(
            "rename", self.tr("Edit"), self.tr("Change this beginning; the old one stays as a branch (F2)"), self.tools
        )
        self.previous.clicked.connect(self.show_previous)
        self.next.clicked.connect(self.show_next)
        self.edit.clicked.connect(self.ask_to_edit)
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        for widget in (self.previous, self.counter, self.next, self.edit):
            row.addWidget(widget)
        index, count = self.index, len(self.branches)
        self.retranslate()
        for widget in (self.previous, self.counter, self.next):
            widget.setVisible(count > 1)
        self.previous.setEnabled(index > 0)
        self.next.setEnabled(index < count - 1)
        self.edit.setVisible(bool(self.message.id))
        self.outer.insertWidget(0, self.tools, 0, Qt.AlignmentFlag.AlignVCenter)

    def retranslate(self) -> None:
        """Says in the language in use which branch this is."""
        index, count = self.index, len(self.branches)
        self.counter.setText(self.tr("{0}/{1}").format(index + 1, count))
        self.counter.setAccessibleName(self.tr("Branch {0} of {1}").format(index + 1, count))
        self.text.setAccessibleName(self.spoken())

    @property
    def index(self) -> int:
        """Which of the branches this one is."""
        return self.branches.index(self.message.id) if self.message.id in self.branches else 0

    @Slot()
    def show_previous(self) -> None:
        """Asks for the branch before."""
        self._show(self.index - 1)

    @Slot()
    def show_next(self) -> None:
        """Asks for the next branch."""
        self._show(self.index + 1)

    def _show(self, index: int) -> None:
        if 0 <= index < len(self.branches):
            self.request_show.emit(self.branches[index])

    @Slot()
    def ask_to_edit(self) -> None:
        """Asks for the text in the composer."""
        if self.message.id:
            self.request_edit.emit(self.message)

    def fit(self, width: int) -> int:
        left, column = self.column(width)
        tools, gap = self.tools.sizeHint().width(), theme.px(6)
        sides = 2 * self.body.contentsMargins().left() + 2
        wanted = self.text.natural_width() + sides + 6
        frame = max(theme.px(60), min(wanted, column * 4 // 5, column - tools - gap))
        place = left + column - frame
        height = self._place(width, place, frame)
        margins = self.outer.contentsMargins()
        self.outer.setSpacing(gap)
        self.outer.setContentsMargins(max(0, place - tools - gap), margins.top(), margins.right(), margins.bottom())
        return max(height, self.tools.sizeHint().height()) + 2 * theme.px(5) + 2

    def spoken(self) -> str:
        if len(self.branches) > 1:
            return self.tr("You, branch {0} of {1}: {2}").format(self.index + 1, len(self.branches), self.message.text)
        return self.tr("You: {0}").format(self.message.text)

    def whole_text(self) -> str:
        return self.message.text

    def found_message(self) -> Message | None:
        return self.message

    def message_id(self) -> int | None:
        return self.message.id
