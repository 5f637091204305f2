"""The rows of the transcript: what was sent, and a card with its completions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop import theme
from desktop.announcing import announce
from desktop.history import Message
from desktop.widgets.cards import muted
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.keyed import show_keys
from desktop.widgets.tool_buttons import icon_button, paint_tool, tool_button
from desktop.widgets.writing.seed_row import SeedRow
from desktop.widgets.writing.transcript_row import COLUMN, Row
from desktop.wording.retranslate import as_typed
from desktop.writing import pieces
from desktop.writing.copied_text import CopiedRun, card_lines, run_sentence

__all__ = ["COLUMN", "CURSOR", "CompletionRow", "Row", "SeedRow", "paint_tool", "tool_button"]

CURSOR = " ▍"  # stands after a text that is being written


class CompletionRow(Row):
    """The completions of one seed: one variant at a time, with what one can do with it."""

    request_regenerate = Signal(object)  # the seed
    request_insert = Signal(str, str)  # the seed's text, the completion
    word_asked = Signal(int)  # a word of the variant that is shown
    shown = Signal(object)  # the saved variant that is shown now

    def __init__(
        self, seed: Message, variants: tuple[Message, ...], parent: QWidget | None = None, *, shaded: bool = False
    ) -> None:
        super().__init__(parent)
        self.seed = seed
        self.unit = ""
        self.pieces: tuple[pieces.Kept, ...] = ()
        self._shaded = shaded
        self._read: Message | None = None  # the message that `pieces` and `_words` are of
        self._words: list[pieces.Word] = []
        self._copied: dict[int, tuple[CopiedRun, ...]] = {}
        self.variants: list[Message] = list(variants)
        self.index = 0
        self.writing: tuple[str, ...] = ()
        self._writing_model = ""
        self._writing_note = ""
        self.frame.setProperty("role", "completion")
        self.body.setContentsMargins(theme.px(16), theme.px(9), theme.px(10), theme.px(7))
        self.body.setSpacing(theme.px(6))
        self._build()
        self.refresh()

    def _build(self) -> None:
        self.model_label = as_typed(muted("", self.frame))
        self.model_label.setWordWrap(False)
        self.previous = icon_button(
            "chevron_left", self.tr("The variant before"), self.tr("The variant before"), self.frame
        )
        self.counter = muted("", self.frame)
        self.counter.setWordWrap(False)
        self.next = icon_button("chevron_right", self.tr("The next variant"), self.tr("The next variant"), self.frame)
        show_keys(self.previous, "previous_variant")
        show_keys(self.next, "next_variant")
        self.previous.clicked.connect(self.show_previous)
        self.next.clicked.connect(self.show_next)
        head = QHBoxLayout()
        head.setSpacing(theme.px(4))
        head.addWidget(self.model_label, 1)
        for widget in (self.previous, self.counter, self.next):
            head.addWidget(widget)
        self.note = muted("", self.frame)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.sources = muted("", self.frame)
        self.sources.setTextFormat(Qt.TextFormat.PlainText)
        self.tools = QWidget(self.frame)
        self.tools.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = FlowLayout(self.tools, horizontal=theme.px(2), vertical=0)
        row.setContentsMargins(0, 0, 0, 0)
        self.regenerate = tool_button("regenerate", self.tr("Regenerate"), self.tr("Write another variant"), self.tools)
        show_keys(self.regenerate, "regenerate", "toolTip", "accessibleDescription")
        self.copy = tool_button("copy", self.tr("Copy"), self.tr("Copy the completion"), self.tools)
        self.insert = tool_button(
            "insert",
            self.tr("Insert"),
            self.tr("Put the completion into the composer; into an empty one, together with your beginning"),
            self.tools,
        )
        self.delete = tool_button("trash", self.tr("Delete"), self.tr("Delete this variant"), self.tools)
        self.regenerate.clicked.connect(self._regenerate)
        self.copy.clicked.connect(self._copy)
        self.insert.clicked.connect(self._insert)
        self.delete.clicked.connect(self._delete)
        for button in (self.regenerate, self.copy, self.insert, self.delete):
            row.addWidget(button)
        self.body.addLayout(head)
        self.body.addWidget(self.text)
        self.body.addWidget(self.sources)
        self.body.addWidget(self.note)
        self.body.addWidget(self.tools)
        self.text.word_activated.connect(self.word_asked)

    # State

    @property
    def count(self) -> int:
        """Variants, the ones being written included."""
        return len(self.variants) + len(self.writing)

    @property
    def current(self) -> Message | None:
        """The saved variant that is shown; None where it is still being written."""
        return self.variants[self.index] if self.index < len(self.variants) else None

    def begin_writing(self, model: str) -> None:
        """A new variant begins; it is shown."""
        self._writing_model = model
        self._writing_note = ""
        self.writing = ("",)
        self.index = len(self.variants)
        self.refresh()

    def write(self, texts: tuple[str, ...], note: str = "") -> None:
        """The variants being written, so far."""
        self.writing = texts or ("",)
        self._writing_note = note
        self.refresh()

    def end_writing(self, saved: list[Message]) -> None:
        """The variants written are saved now; the one that was shown stays shown."""
        self.writing = ()
        self.variants.extend(saved)
        if saved:
            announce(self, self.tr("Written: {0}").format(saved[-1].text.strip()))
        self.index = max(0, min(self.index, len(self.variants) - 1))
        self.refresh()

    def refresh(self) -> None:
        """Shows the state."""
        message = self.current
        busy = bool(self.writing)
        if message is not None:
            model, text, note = message.model, message.text, message.note
        else:
            part = self.writing[self.index - len(self.variants)] if self.writing else ""
            last = self.index == self.count - 1
            model, text, note = self._writing_model, part + (CURSOR if last else ""), self._writing_note
        self.model_label.setText(model)
        self.text.set_text(text.strip() if message is not None else text.lstrip())
        self._mark(message)
        if not self.count:
            note = self.tr("No completion yet.")
        self.note.setText(note)
        self.note.setVisible(bool(note))
        several = self.count > 1
        self.text.setVisible(self.count > 0)
        for widget in (self.previous, self.counter, self.next):
            widget.setVisible(several)
        self.counter.setText(self.tr("{0}/{1}").format(self.index + 1, self.count))
        self.counter.setAccessibleName(self.tr("Variant {0} of {1}").format(self.index + 1, self.count))
        self.previous.setEnabled(self.index > 0)
        self.next.setEnabled(self.index < self.count - 1)
        for button in (self.copy, self.insert):
            button.setEnabled(message is not None)
        self.delete.setEnabled(self.message_id() is not None)
        self.regenerate.setEnabled(not busy)
        self.text.setAccessibleName(self.spoken())
        self.resized.emit()
        if message is not None:
            self.shown.emit(message)

    def retranslate(self) -> None:
        """Says it in the language in use."""
        self.refresh()

    def _mark(self, message: Message | None) -> None:
        """Shades the words of a saved variant and underlines what it copied; what is being written has no marks."""
        runs = self._copied.get(message.id, ()) if message is not None else ()
        if message is None:
            self._read, self.unit, self.pieces, self._words = None, "", (), []
        elif message is not self._read:
            self.unit, self.pieces = pieces.load(message.pieces)
            self._read, self._words = message, pieces.words(message.text, self.pieces, self.unit or "word")
        text = message.text if message is not None else ""
        told = [(run.start, run.end, run_sentence(text, run, self.locale())) for run in runs]
        self.text.mark(text, self._words, told, shaded=self._shaded)
        self.mark_found()
        self.sources.setText("\n".join(card_lines(text, runs, self.locale())))
        self.sources.setVisible(bool(runs))

    def set_shaded(self, shaded: bool) -> None:
        """Shades unlikely words, or not."""
        if shaded != self._shaded:
            self._shaded = shaded
            self._mark(self.current)

    def set_copied(self, message: int, runs: Sequence[CopiedRun]) -> None:
        """Takes the copied runs of a variant."""
        if self._copied.get(message, ()) == tuple(runs):
            return
        self._copied[message] = tuple(runs)
        if self.current is not None and self.current.id == message:
            self.refresh()

    # Buttons and keys

    @Slot()
    def show_previous(self) -> None:
        """The variant before."""
        self._show(self.index - 1)

    @Slot()
    def show_next(self) -> None:
        """The next variant."""
        self._show(self.index + 1)

    def _show(self, index: int) -> None:
        if 0 <= index < self.count:
            self.index = index
            self.refresh()

    @Slot()
    def _regenerate(self) -> None:
        self.request_regenerate.emit(self.seed)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.whole_text())
        self.request_copy.emit(self.whole_text())

    @Slot()
    def _insert(self) -> None:
        self.request_insert.emit(self.seed.text, self.whole_text())

    @Slot()
    def _delete(self) -> None:
        identity = self.message_id()
        if identity is not None:
            self.request_delete.emit(identity)

    # Row

    def fit(self, width: int) -> int:
        left, column = self.column(width)
        return self._place(width, left, column) + 2 * theme.px(5) + 2

    def spoken(self) -> str:
        if self.current is None:
            return self.tr("A completion is being written") if self.writing else self.tr("No completion yet.")
        told = self.tr("Completion {0} of {1} by {2}: {3}").format(
            self.index + 1, self.count, self.current.model, self.current.text
        )
        runs = self._copied.get(self.current.id, ())
        return ". ".join((told, *card_lines(self.current.text, runs, self.locale())))

    def whole_text(self) -> str:
        return self.current.text if self.current is not None else ""

    def found_message(self) -> Message | None:
        return self.current

    def show_message(self, identity: int) -> bool:
        """Shows a variant by its id; False where it is none of these."""
        ids = [message.id for message in self.variants]
        if identity in ids:
            self._show(ids.index(identity))
        return identity in ids

    def message_id(self) -> int | None:
        return (self.current.id or None) if self.current is not None else None
