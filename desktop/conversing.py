"""The conversation in front of the Write page: opened, listed, drafted, deleted and brought back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.history import History, Message
from engine import EngineError

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.widgets.write_view import WriteView

DRAFT_MS = 600  # a draft is saved this long after the last key


class Conversing(QObject):
    """Keeps the parts of the view and the history on disk together; what goes wrong is told by signals."""

    opened = Signal()  # another transcript is shown
    failed = Signal(object)  # EngineError
    history_failed = Signal(object)  # EngineError; `load` tries again
    warned = Signal(str)
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
        self._draft_timer.timeout.connect(self.save_draft)
        self._list.opened.connect(self.open)
        self._list.request_rename.connect(self.rename)
        self._list.request_delete.connect(self.delete)
        self._chat.request_delete.connect(self.delete_message)
        self._chat.request_edit.connect(self.edit)
        self._chat.request_show.connect(self.show_branch)
        self._edit.textChanged.connect(self._text_changed)

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
        self._loaded = True
        history = self.history()
        if history is None:
            return
        if history.problem:
            self.warned.emit(history.problem)
            history.problem = ""
        self.refresh(self._context.settings.get("write/conversation") or None)
        self.open(self._list.current_id)

    def refresh(self, current: int | None) -> None:
        """Lists the conversations again and selects one."""
        history = self.history()
        if history is None:
            return
        try:
            self._list.set_conversations(history.conversations(), current)
        except EngineError as error:
            self.failed.emit(error)

    @Slot(int)
    def open(self, identity: int | None) -> None:
        """Shows a conversation with its draft; None is a new one."""
        history = self.history()
        if history is None:
            return
        self.end_edit()
        if self._draft_timer.isActive():
            self.save_draft()
        self.identity = identity
        try:
            turns = history.turns(identity) if identity is not None else []
            draft = history.draft(identity)
        except EngineError as error:
            self.failed.emit(error)
            return
        self._context.settings.set("write/conversation", identity or 0)
        self._chat.set_turns(turns)
        self._set_text(draft)
        self.opened.emit()

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
        self.save_draft()
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

    @Slot(int)
    def delete(self, identity: int) -> None:
        """Deletes a conversation and offers to bring it back."""
        history = self.history()
        if history is None:
            return
        self.conversation_deleted.emit(identity)
        try:
            conversation = history.conversation(identity)
            history.delete(identity)
            remaining = history.conversations()
        except EngineError as error:
            self.failed.emit(error)
            return

        def undo() -> None:
            history.restore(identity)
            self.refresh(identity)
            self.open(identity)

        if self.identity == identity:
            following = remaining[0].id if remaining else None
            self.refresh(following)
            self.open(following)
        else:
            self.refresh(self.identity)
        title = conversation.title if conversation else ""
        self._offer(self.tr("“{0}” is deleted.").format(title), undo)

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
        place = self._chat.verticalScrollBar().value()
        self.save_draft()
        self.open(self.identity)
        self._chat.verticalScrollBar().setValue(place)

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
    def save_draft(self) -> None:
        """Saves what stands in the composer."""
        self._draft_timer.stop()
        if not self._loaded or self.edited is not None:
            return
        try:
            self._context.history.set_draft(self.identity, self._edit.toPlainText())
        except EngineError as error:
            self.failed.emit(error)
