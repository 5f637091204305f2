"""The conversation in front of the Write page: opened, listed, drafted, deleted and brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.history import History, Message
from engine import EngineError

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.widgets.writing.write_view import WriteView

DRAFT_MS = 600  # a draft is saved this long after the last key


class Conversing(QObject):
    """Keeps the parts of the view and the history on disk together; what goes wrong is told by signals."""

    opened = Signal()  # another transcript is shown
    failed = Signal(object)  # EngineError
    history_failed = Signal(object)  # EngineError; `load` tries again
    warned = Signal(str)
    listed = Signal()  # the conversations have changed
    undo_offered = Signal(str, object)  # what was deleted, and a function that brings it back
    conversation_deleted = Signal(int)
    message_deleted = Signal(int)
    editing_changed = Signal(bool)  # whether the composer holds a seed that is edited

    def __init__(self, context: AppContext, view: WriteView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.identity: int | None = None  # None is a new one, which is saved with its first message
        self._context = context
        self._list, self._chat, self._edit = view.conversations, view.chat, view.composer.edit
        self.edited: Message | None = None  # the seed in the composer; what is sent takes its place, as a branch
        self._draft = ""  # what stood in the composer before
        self._loaded = False
        self._loading = False
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_MS)
        self._draft_timer.timeout.connect(self.save)
        self._list.opened.connect(self.open)
        self._list.request_rename.connect(self.rename)
        self._list.request_delete.connect(self.delete)
        self._chat.request_delete.connect(self.delete_message)
        self._chat.request_edit.connect(self.edit)
        self._chat.request_show.connect(self.show_branch)
        self._edit.textChanged.connect(self._text_changed)
        self._chat.verticalScrollBar().valueChanged.connect(self._text_changed)

    def history(self) -> History | None:
        """The conversations on disk, or None after their error was told."""
        try:
            return self._context.history
        except EngineError as error:
            self.history_failed.emit(error)
            return None

    @Slot()
    def load(self) -> None:
        """Lists the conversations and opens the one that was open last."""
        history = self.history()
        if history is None:
            return
        if history.problem:
            self.warned.emit(history.problem)
            history.problem = ""
        self.refresh(self._context.settings.get("write/conversation") or None)
        self._loaded = bool(self._edit.toPlainText())  # typed while there was no history: the draft of a new one
        self.open(self._list.current_id)
        self._loaded = True

    def refresh(self, current: int | None) -> None:
        """Lists the conversations again and selects one."""
        history = self.history()
        if history is None:
            return
        try:
            self._list.set_conversations(history.conversations(), current)
        except EngineError as error:
            self.failed.emit(error)
            return
        self.listed.emit()

    @Slot(int)
    def open(self, identity: int | None) -> None:
        """Shows a conversation with its draft, where its reader was; None is a new one."""
        history = self.history()
        if history is None:
            return
        self.end_edit()
        self.save()
        self.identity = identity
        try:
            turns = history.turns(identity) if identity is not None else []
            draft = history.draft(identity)
            place = history.place(identity) if identity is not None else None
        except EngineError as error:
            self.failed.emit(error)
            return
        self._context.settings.set("write/conversation", identity or 0)
        self._loading = True  # scrolling by the program
        self._chat.set_turns(turns, place)
        self._loading = False
        self._set_text(draft)
        self.opened.emit()

    def show(self, conversation: int, message: int | None) -> bool:
        """Opens a conversation with the branches that lead to a message; False where it is gone."""
        history = self.history()
        if history is None:
            return False
        self.save()
        try:
            there = history.conversation(conversation) is not None
            if there and message is not None:
                history.show_message(message)
        except EngineError as error:
            self.failed.emit(error)
            return False
        if there:
            self.refresh(conversation)
            self.open(conversation)
        return there

    def add_seed(self, text: str) -> Message | None:
        """Saves a seed in the open conversation, or in a new one, and shows it. None after its error was told."""
        history = self.history()
        if history is None:
            return None
        self._draft_timer.stop()
        try:
            is_new = self.identity is None
            if self.identity is None:
                self.identity = history.new(text).id
                history.set_draft(None, "")
            beside = self.edited.id if self.edited is not None else None
            seed = history.add_seed(self.identity, text, beside=beside)
            if beside is not None:
                history.set_draft(self.identity, self._draft)
                turns = history.turns(self.identity)
        except EngineError as error:
            self.failed.emit(error)
            return None
        if is_new:
            self._context.settings.set("write/conversation", self.identity)
        self.refresh(self.identity)
        if beside is None:
            self._set_text("")
            self._chat.add_seed(seed)
        else:
            self.end_edit()
            self._chat.set_turns(turns)
        return seed

    @Slot(object)
    def edit(self, seed: Message) -> None:
        """Puts a seed into the composer; what is sent then takes its place, and the old one stays as a branch."""
        if self.edited is None:
            self._draft = self._edit.toPlainText()
        self.save()
        self.edited = seed
        self._set_text(seed.text)
        self.editing_changed.emit(True)

    @Slot()
    def end_edit(self) -> None:
        """The composer has its draft again."""
        if self.edited is not None:
            self.edited = None
            self._set_text(self._draft)
            self.editing_changed.emit(False)

    @Slot(int)
    def show_branch(self, seed: int) -> None:
        """Shows another branch of the conversation, and what follows it."""
        history = self.history()
        if history is None:
            return
        try:
            history.choose(seed)
        except EngineError as error:
            self.failed.emit(error)
            return
        self._reload()

    @Slot(int, str)
    def rename(self, identity: int, title: str) -> None:
        """Gives a conversation another title."""
        history = self.history()
        if history is None:
            return
        try:
            history.rename(identity, title)
        except EngineError as error:
            self.failed.emit(error)
        self.refresh(self.identity)

    @Slot(object)
    def delete(self, identities: Sequence[int]) -> None:
        """Deletes conversations and offers to bring them back."""
        history = self.history()
        if history is None or not identities:
            return
        for identity in identities:
            self.conversation_deleted.emit(identity)
        before = self.identity
        try:
            first = history.conversation(identities[0])
            history.delete(*identities)
            remaining = history.conversations()
        except EngineError as error:
            self.failed.emit(error)
            return

        def undo() -> None:
            history.restore(*identities)
            self.show(before if before in identities and before is not None else identities[0], None)

        if before in identities:
            following = remaining[0].id if remaining else None
            self.refresh(following)
            self.open(following)
        else:
            self.refresh(before)
        if len(identities) == 1:
            sentence = self.tr("“{0}” is deleted.").format(first.title if first else "")
        else:
            sentence = self.tr("{0} conversations are deleted.").format(len(identities))
        self._offer(sentence, undo)

    @Slot(object)
    def brought_in(self, identities: Sequence[int]) -> None:
        """Conversations came out of the bin or out of a file: they are listed, and the first is opened."""
        if identities:
            self.show(identities[0], None)

    @Slot(int)
    def delete_message(self, identity: int) -> None:
        """Deletes a message and offers to bring it back."""
        history = self.history()
        if history is None or self.identity is None:
            return
        self.message_deleted.emit(identity)
        try:
            history.delete_message(identity)
        except EngineError as error:
            self.failed.emit(error)
            return
        conversation = self.identity

        def undo() -> None:
            history.restore_message(identity)
            if self.identity == conversation:
                self._reload()

        self._reload()
        self._offer(self.tr("The message is deleted."), undo)

    def _offer(self, sentence: str, undo: Callable[[], object]) -> None:
        self.undo_offered.emit(sentence, undo)

    def _reload(self) -> None:
        """Shows the transcript anew, where it was."""
        place, bar = self._chat.places.place(), self._chat.verticalScrollBar()
        value = bar.value()
        self.open(self.identity)
        if place is not None and self._chat.places.held is None:  # the turn at the top edge is gone
            bar.setValue(value)

    # Drafts

    def _set_text(self, text: str) -> None:
        self._loading = True
        self._edit.setPlainText(text)
        self._edit.moveCursor(self._edit.textCursor().MoveOperation.End)
        self._loading = False

    @Slot()
    def _text_changed(self) -> None:
        if not self._loading:
            self._draft_timer.start()

    @Slot()
    def save(self) -> None:
        """Saves what stands in the composer, and where the reader is."""
        self._draft_timer.stop()
        if not self._loaded:
            return
        try:
            if self.edited is None:
                self._context.history.set_draft(self.identity, self._edit.toPlainText())
            if self.identity is not None:
                self._context.history.set_place(self.identity, self._chat.places.place())
        except EngineError as error:
            self.failed.emit(error)
