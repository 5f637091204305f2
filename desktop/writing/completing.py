"""Sends a seed, has it continued, and keeps what is written: the work of the Write page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from desktop.history import Message
from desktop.widgets.writing.chat_rows import CompletionRow
from desktop.widgets.writing.composer import ModelChoice
from desktop.writing.blending import Blend, Voice
from desktop.writing.conversing import Conversing
from desktop.writing.generation import Generator, Progress, Writing
from desktop.writing.mixing import Mixing
from desktop.writing.model_choosing import ModelChoosing
from desktop.writing.notices import Notices
from desktop.writing.pieces import Kept
from desktop.writing.writing_text import speed_text, unknown_note
from engine import EngineError

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.widgets.writing.write_view import WriteView


class Completing(QObject):
    """One completion at a time. What is written is saved when it ends, however it ends."""

    told = Signal(str)  # one sentence for the status bar
    ended = Signal()  # what was written stands in the transcript

    def __init__(
        self,
        context: AppContext,
        view: WriteView,
        generator: Generator,
        conversing: Conversing,
        mixing: Mixing,
        models: ModelChoosing,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.writing: Writing | None = None
        self._context, self._view, self._generator = context, view, generator
        self._composer, self._chat, self._footer = view.composer, view.chat, view.footer
        self._conversing, self._mixing, self._models, self._notices = conversing, mixing, models, notices
        self._send_when_known = False
        generator.progressed.connect(self._progressed)
        generator.finished.connect(self._finished)
        generator.failed.connect(self._failed)
        conversing.opened.connect(self._opened)
        conversing.conversation_deleted.connect(self._conversation_deleted)
        conversing.message_deleted.connect(self._message_deleted)
        models.listed.connect(self._models_listed)
        self._chat.request_regenerate.connect(self.regenerate)
        self._chat.request_branch.connect(self.branch)
        self._composer.submitted.connect(self.send)

    # Beginning

    @Slot(str)
    def send(self, text: str) -> None:
        """Saves a seed and has it continued. Where that fails the text stays in the composer."""
        if not text.strip():
            self.told.emit(
                QCoreApplication.translate("WritePage", "Type a few words first; the model goes on from them.")
            )
            return
        if self._generator.active:
            self._say_busy()
            return
        if not self._models.known:
            self._send_when_known = True
            return
        chosen = self._mixing.voice()
        if chosen is None:
            self._models.say_none()
            return
        self._notices.clear()
        seed = self._conversing.add_seed(text)
        if seed is None:
            return
        self._models.show_empty_state()
        self._begin(seed, chosen, self._composer.variants.value())

    @Slot()
    def _models_listed(self) -> None:
        if self._send_when_known:
            self._send_when_known = False
            self._composer.edit.submit()

    @Slot(object)
    def regenerate(self, seed: Message) -> None:
        """Writes another variant of a seed with the model in use."""
        self._write_another(seed, self._mixing.voice())

    @Slot()
    def regenerate_last(self) -> None:
        """Another variant of the last seed."""
        card = self._chat.last_card()
        if card is not None:
            self.regenerate(card.seed)

    @Slot(object, object, object)
    def branch(self, seed: Message, variant: Message, kept: tuple[Kept, ...]) -> None:
        """Writes another variant that begins with what is kept of one, by the model that wrote it."""
        self._write_another(seed, self._mixing.voice_of(variant), kept)

    def _write_another(
        self, seed: Message, chosen: tuple[ModelChoice, Voice] | None, kept: tuple[Kept, ...] = ()
    ) -> None:
        if self._generator.active:
            self._say_busy()
        elif chosen is None:
            self._models.say_none()
        else:
            # The button that was pressed is about to be disabled.
            self._composer.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._begin(seed, chosen, 1, kept)

    def _begin(self, seed: Message, chosen: tuple[ModelChoice, Voice], count: int, kept: tuple[Kept, ...] = ()) -> None:
        from engine import SamplingConfig  # pydantic takes 0.2 s to import; by now the model list has done so

        model, voice = chosen
        length = self._composer.length.value()
        try:
            sampling = SamplingConfig.checked(
                length=max(1, length // 4, length - len(kept)),
                temperature=self._composer.creativity.value() / 10,
                stop_at_sentence=self._composer.sentence.isChecked(),
                finish_word=True,
                avoid_loops=True,
            )
        except EngineError as error:
            self._notices.error(error)
            return
        settings = sampling.model_dump(exclude_defaults=True)
        if isinstance(voice, Blend):
            settings |= voice.settings()
        before = "".join(piece.text for piece in kept)
        self.writing = Writing(seed, model, sampling, texts=(before,) * bool(kept), settings=settings, kept=kept)
        card = self._chat.card(seed.id)
        if card is not None:
            card.begin_writing(model.name)
            card.write(self.writing.texts)
        self._composer.set_writing(True)
        self._footer.clear()
        self._generator.start(voice, seed.text + before, sampling, count)

    def _say_busy(self) -> None:
        self.told.emit(
            QCoreApplication.translate("WritePage", "One completion at a time: stop the one being written first (Esc).")
        )

    # While it is written

    @Slot()
    def stop(self) -> None:
        """Ends the completion that is being written; what there is stays."""
        self._generator.stop()

    @Slot()
    def _opened(self) -> None:
        """Another transcript is shown: a completion that is being written goes on in its card."""
        writing = self.writing
        card = self._card_of(writing) if writing is not None else None
        if writing is not None and card is not None:
            card.begin_writing(writing.model.name)
            card.write(writing.texts, writing.note)

    @Slot(int)
    def _conversation_deleted(self, identity: int) -> None:
        if self.writing is not None and self.writing.seed.conversation == identity:
            self.stop()

    @Slot(int)
    def _message_deleted(self, identity: int) -> None:
        if self.writing is not None and self.writing.seed.id == identity:
            self.stop()

    @Slot(int, object)
    def _progressed(self, _identity: int, progress: Progress) -> None:
        writing = self.writing
        if writing is None:
            return
        writing.take(progress)
        writing.note = unknown_note(progress.unknown, writing.model.unit)
        card = self._card_of(writing)
        if card is not None:
            card.write(writing.texts, writing.note)
        self._footer.setText(speed_text(progress, self._view.locale()))

    def _card_of(self, writing: Writing) -> CompletionRow | None:
        """The card of a request, where its conversation is the open one."""
        return self._chat.card(writing.seed.id) if writing.seed.conversation == self._conversing.identity else None

    # Its end

    @Slot(int, object, bool)
    def _finished(self, _identity: int, progress: Progress, stopped: bool) -> None:
        writing = self.writing
        self.writing = None
        self._composer.set_writing(False)
        if writing is None:
            return
        writing.take(progress)
        writing.note = unknown_note(progress.unknown, writing.model.unit)
        self._end(writing)
        self._footer.setText(speed_text(progress, self._view.locale()))
        if stopped:
            self.told.emit(QCoreApplication.translate("WritePage", "Stopped; what was written is kept."))
        elif not any(text.strip() for text in progress.texts):
            self.told.emit(QCoreApplication.translate("WritePage", "The model had nothing to add."))

    @Slot(int, object)
    def _failed(self, _identity: int, error: EngineError) -> None:
        writing = self.writing
        self.writing = None
        self._composer.set_writing(False)
        if writing is not None:
            if not writing.written:  # nothing new stands behind what a branch keeps
                writing.texts = ()
            self._end(writing)
        self._notices.error(error)

    def _end(self, writing: Writing) -> None:
        saved = self._save(writing)
        card = self._card_of(writing)
        if card is not None:
            card.end_writing(saved)
        self._chat.remember(writing.seed, saved)
        self.ended.emit()

    def close(self) -> None:
        """Stops, and keeps what was written so far of a completion that runs."""
        self.stop()
        writing, self.writing = self.writing, None
        if writing is not None:
            self._save(writing)

    def _save(self, writing: Writing) -> list[Message]:
        """Saves the variants; one that cannot be saved is shown all the same."""
        saved = []
        seed, model = writing.seed, writing.model.name
        for index, text in enumerate(writing.texts):
            if not text.strip():
                continue
            pieces = writing.pieces_json(index)
            try:
                saved.append(
                    self._context.history.add_completion(
                        seed, text, model=model, sampling=writing.settings, note=writing.note, pieces=pieces
                    )
                )
            except EngineError as error:
                self._notices.error(error)
                saved.append(Message(0, seed.conversation, "completion", text, seed.id, model=model, pieces=pieces))
        return saved
