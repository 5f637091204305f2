"""Write: conversations on the left, the transcript in the middle, the composer under it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.blending import Blend, Voice
from desktop.conversing import Conversing
from desktop.generation import Generator, Progress, Writing, language_models
from desktop.history import Message
from desktop.lensing import Lensing
from desktop.mixing import Mixing
from desktop.pages import NEW_CONVERSATION
from desktop.pages.base import AppContext, Page
from desktop.pieces import Kept
from desktop.suggesting import SuggestionSource
from desktop.suggestion_control import SuggestionControl
from desktop.tracing import Tracing
from desktop.voice_mixer import VoiceMixer
from desktop.widgets.chat_rows import CompletionRow
from desktop.widgets.composer import ModelChoice
from desktop.widgets.write_view import WriteView
from desktop.writing_text import speed_text, unknown_note
from engine import EngineError


class WritePage(Page):
    """A seed goes in, its completion is streamed back; every message is saved when it is sent."""

    name: ClassVar[str] = "write"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._writing: Writing | None = None
        self._bar_action: Callable[[], object] | None = None
        self._started = False
        self._models_known = False
        self._has_own = False
        self._send_when_known = False
        self._model_asked_for = ""  # a model that another page wants here, until the list of models has it
        self.generator = Generator(context.tasks, context.models_dir, parent=self)
        self.generator.progressed.connect(self._progressed)
        self.generator.finished.connect(self._finished)
        self.generator.failed.connect(self._failed)
        self._build()
        self._build_keys()
        context.models_changed.connect(self._models_changed)
        context.theme_changed.connect(self.view.restyle)
        context.model_selected.connect(self.composer.select_model)

    # Building

    def _build(self) -> None:
        self.view = WriteView(self.context.settings, self)
        self.conversations, self.bar, self.chat = self.view.conversations, self.view.bar, self.view.chat
        self.composer, self.footer, self.empty = self.view.composer, self.view.footer, self.view.empty
        self.stack = self.view.stack
        self.conversing = Conversing(self.context, self.view, self)
        self.conversing.opened.connect(self._opened)
        self.conversing.failed.connect(self._show_error)
        self.conversing.history_failed.connect(self._history_failed)
        self.conversing.warned.connect(self._warn)
        self.conversing.undo_offered.connect(self._offer_undo)
        self.conversing.conversation_deleted.connect(self._conversation_deleted)
        self.conversing.message_deleted.connect(self._message_deleted)
        self.conversing.editing_changed.connect(self._editing_changed)
        self.view.editing.request_cancel.connect(self.conversing.end_edit)
        self.conversations.request_new.connect(self.new_conversation)
        self.conversations.request_composer.connect(self.focus_composer)
        self.bar.action_requested.connect(self._do_bar_action)
        self.chat.request_regenerate.connect(self.regenerate)
        self.chat.request_insert.connect(self._insert)
        self.chat.request_branch.connect(self.branch)
        self.tracing = Tracing(self.context, self)
        self.chat.variant_shown.connect(self.tracing.trace)
        self.tracing.traced.connect(self.chat.set_copied)
        self.mixing = Mixing(self.composer, self)
        self.mixing.changed.connect(self.view.tools.set_voice)
        self.view.tools.request_one_voice.connect(self.mixing.use_one)
        self.mixer = VoiceMixer(self.generator, self.mixing, self)
        self.view.tools.request_mixer.connect(self.mixer.open)
        self.lensing = Lensing(self.context, self.view, self.mixing, self)
        self.lensing.opening.connect(self.conversing.end_edit)
        self.lensing.closed.connect(self.focus_composer)
        self.view.lens.request_train.connect(self._train)
        source = SuggestionSource(self.context.tasks, self.generator, self)
        self.suggestions = SuggestionControl(self.composer, source, self.context.settings, self.mixing.writer, self)
        self.suggestions.told.connect(self.request_status)
        self.suggestions.saved_changed.connect(self.view.saved.setText)
        self.mixing.changed.connect(self.suggestions.voice_changed)
        self.chat.copied.connect(self._copied)
        self.empty.activated.connect(self._train_first)
        self.composer.submitted.connect(self.send)
        self.composer.request_stop.connect(self.escape)
        self.composer.model_chosen.connect(self._model_chosen)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.view)

    def _build_keys(self) -> None:
        for keys, slot in (
            ("Esc", self.escape),
            ("Ctrl+L", self.lensing.open),
            ("Ctrl+R", self.regenerate_last),
            ("Ctrl+E", self.focus_composer),
            ("Alt+Left", self.previous_variant),
            ("Alt+Right", self.next_variant),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # Page

    def shown(self, argument: object | None) -> None:
        """`argument`: the id of a conversation, the name of a model, NEW_CONVERSATION, or None."""
        if not self._started:
            self._started = True
            self._load_models()
            self.conversing.load()
        if argument == NEW_CONVERSATION:
            self.new_conversation()
        elif isinstance(argument, int):
            self.conversing.refresh(argument)
            self.conversing.open(argument)
        elif isinstance(argument, str):
            self.composer.select_model(argument)
            current = self.composer.current_model
            self._model_asked_for = "" if current is not None and current.name == argument else argument
        self.composer.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_page(self) -> None:
        """Keeps the draft, and what was written so far of a completion that runs."""
        self.conversing.save_draft()
        self.generator.stop()
        writing = self._writing
        if writing is not None:
            self._writing = None
            self._save_completions(writing)
        self.context.settings.set("write/splitter", self.view.saveState().data())

    # Models

    @Slot()
    def _models_changed(self) -> None:
        self.generator.forget_models()
        if self._started:
            self._load_models()

    def _load_models(self) -> None:
        """Lists the models on the lane: the first time the modules that read them are imported there."""
        work = partial(language_models, self.context)
        with suppress(EngineError):  # the window is closing already
            self.context.tasks.run("inference", work, on_success=self._models_read, on_error=self._no_models)

    @Slot(object)
    def _models_read(self, choices: list[ModelChoice]) -> None:
        self._models_known = True
        self._has_own = any(not choice.sample for choice in choices)
        self.mixer.models = choices
        wanted = self.context.settings.get("write/model")
        if any(choice.name == self._model_asked_for for choice in choices):
            wanted, self._model_asked_for = self._model_asked_for, ""
        self.composer.set_models(choices, wanted, choose=not self.context.without_model)
        if self.context.without_model and choices and not self.bar.text:
            self._say_none_loaded()
        self._show_empty_state()
        if self._send_when_known:
            self._send_when_known = False
            self.composer.edit.submit()

    @Slot(object)
    def _no_models(self, error: EngineError) -> None:
        self._models_read([])
        self._show_error(error)

    @Slot(str)
    def _model_chosen(self, name: str) -> None:
        current = self.composer.current_model
        # A sample that is in use for want of another gives way to the person's first own model.
        kept = "" if current is not None and current.sample and not self._has_own else name
        if name and self.context.without_model:
            self.context.without_model = False
            self.bar.clear()
        if name and kept != self.context.settings.get("write/model"):
            self.context.settings.set("write/model", kept)
        self.context.model_selected.emit(name)
        self._show_empty_state()
        if name and not self.generator.active:
            self.generator.warm(name)

    def _show_empty_state(self) -> None:
        model = self.composer.current_model
        self.view.show_empty(
            self._models_known
            and not self.context.without_model
            and (model is None or not self._has_own)
            and not self.chat.turns,
            sample=model.name if model is not None else "",
        )

    @Slot()
    def _train_first(self) -> None:
        """From the sample texts, or where a sample model writes already, from the person's own."""
        self.request_page.emit("train", None if self.composer.current_model is not None else "sample")

    @Slot()
    def _train(self) -> None:
        self.request_page.emit("train", None)

    # Conversations

    @Slot()
    def _opened(self) -> None:
        """Another transcript is shown: a completion that is being written goes on in its card."""
        writing = self._writing
        card = self._card_of(writing) if writing is not None else None
        if writing is not None and card is not None:
            card.begin_writing(writing.model.name)
            card.write(writing.texts, writing.note)
        self.lensing.close()
        self._show_empty_state()

    @Slot()
    def new_conversation(self) -> None:
        """An empty transcript."""
        self.conversing.refresh(None)
        self.conversing.open(None)
        self.focus_composer()

    @Slot(int)
    def _conversation_deleted(self, identity: int) -> None:
        if self._writing is not None and self._writing.seed.conversation == identity:
            self.generator.stop()

    @Slot(int)
    def _message_deleted(self, identity: int) -> None:
        if self._writing is not None and self._writing.seed.id == identity:
            self.generator.stop()

    @Slot(bool)
    def _editing_changed(self, editing: bool) -> None:
        self.view.editing.setVisible(editing)
        if editing:
            self.focus_composer()

    @Slot(object)
    def _history_failed(self, error: EngineError) -> None:
        self._show_error(error, self.tr("Try again"), self.conversing.load)

    @Slot(str)
    def _warn(self, sentence: str) -> None:
        self._show("warning", sentence)

    @Slot(str, object)
    def _offer_undo(self, sentence: str, undo: Callable[[], object]) -> None:
        self._show("info", sentence, self.tr("Undo"), undo)

    # Writing

    @Slot(str)
    def send(self, text: str) -> None:
        """Saves a seed and has it continued. Where that fails the text stays in the composer."""
        if not text.strip():
            self.request_status.emit(self.tr("Type a few words first; the model goes on from them."))
            return
        if self.generator.active:
            self._say_busy()
            return
        if not self._models_known:
            self._send_when_known = True
            return
        chosen = self.mixing.voice()
        if chosen is None:
            self._say_no_model()
            return
        self.bar.clear()
        seed = self.conversing.add_seed(text)
        if seed is None:
            return
        self._show_empty_state()
        self._begin(seed, chosen, self.composer.variants.value())

    def _begin(self, seed: Message, chosen: tuple[ModelChoice, Voice], count: int, kept: tuple[Kept, ...] = ()) -> None:
        from engine import SamplingConfig  # pydantic takes 0.2 s to import; by now the model list has done so

        model, voice = chosen
        length = self.composer.length.value()
        try:
            sampling = SamplingConfig.checked(
                length=max(1, length // 4, length - len(kept)),
                temperature=self.composer.creativity.value() / 10,
                stop_at_sentence=self.composer.sentence.isChecked(),
            )
        except EngineError as error:
            self._show_error(error)
            return
        settings = sampling.model_dump(exclude_defaults=True)
        if isinstance(voice, Blend):
            settings |= voice.settings()
        before = "".join(piece.text for piece in kept)
        self._writing = Writing(seed, model, sampling, texts=(before,) * bool(kept), settings=settings, kept=kept)
        card = self.chat.card(seed.id)
        if card is not None:
            card.begin_writing(model.name)
            card.write(self._writing.texts)
        self.composer.set_writing(True)
        self.footer.clear()
        self.generator.start(voice, seed.text + before, sampling, count)

    @Slot(object)
    def regenerate(self, seed: Message) -> None:
        """Writes another variant of a seed with the model in use."""
        self._write_another(seed, self.mixing.voice())

    @Slot(object, object, object)
    def branch(self, seed: Message, variant: Message, kept: tuple[Kept, ...]) -> None:
        """Writes another variant that begins with what is kept of one, by the model that wrote it."""
        self._write_another(seed, self.mixing.voice_of(variant), kept)

    def _write_another(
        self, seed: Message, chosen: tuple[ModelChoice, Voice] | None, kept: tuple[Kept, ...] = ()
    ) -> None:
        if self.generator.active:
            self._say_busy()
        elif chosen is None:
            self._say_no_model()
        else:
            self.focus_composer()  # the button that was pressed is about to be disabled
            self._begin(seed, chosen, 1, kept)

    @Slot()
    def regenerate_last(self) -> None:
        """Another variant of the last seed."""
        card = self.chat.last_card()
        if card is not None:
            self.regenerate(card.seed)

    @Slot()
    def stop(self) -> None:
        """Ends the completion that is being written; what there is stays."""
        self.generator.stop()

    @Slot()
    def escape(self) -> None:
        """Ends what is being written; where nothing is, the editing of a seed, or closes the check of a draft."""
        if self.generator.active:
            self.stop()
        elif self.conversing.edited is not None:
            self.conversing.end_edit()
        else:
            self.lensing.close()

    @Slot()
    def previous_variant(self) -> None:
        """The variant or branch before, of the message in front."""
        self.chat.step(-1)

    @Slot()
    def next_variant(self) -> None:
        """The next variant or branch of the message in front."""
        self.chat.step(1)

    @Slot()
    def focus_composer(self) -> None:
        """Puts the cursor into the composer."""
        self.composer.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(int, object)
    def _progressed(self, _identity: int, progress: Progress) -> None:
        writing = self._writing
        if writing is None:
            return
        writing.take(progress)
        writing.note = unknown_note(progress.unknown, writing.model.unit)
        card = self._card_of(writing)
        if card is not None:
            card.write(writing.texts, writing.note)
        self.footer.setText(speed_text(progress, self.locale()))

    @Slot(int, object, bool)
    def _finished(self, _identity: int, progress: Progress, stopped: bool) -> None:
        writing = self._writing
        self._writing = None
        self.composer.set_writing(False)
        if writing is None:
            return
        writing.take(progress)
        writing.note = unknown_note(progress.unknown, writing.model.unit)
        self._end(writing)
        self.footer.setText(speed_text(progress, self.locale()))
        if stopped:
            self.request_status.emit(self.tr("Stopped; what was written is kept."))
        elif not any(text.strip() for text in progress.texts):
            self.request_status.emit(self.tr("The model had nothing to add."))

    @Slot(int, object)
    def _failed(self, _identity: int, error: EngineError) -> None:
        writing = self._writing
        self._writing = None
        self.composer.set_writing(False)
        if writing is not None:
            if not writing.written:  # nothing new stands behind what a branch keeps
                writing.texts = ()
            self._end(writing)
        self._show_error(error)

    def _end(self, writing: Writing) -> None:
        saved = self._save_completions(writing)
        card = self._card_of(writing)
        if card is not None:
            card.end_writing(saved)

    def _card_of(self, writing: Writing) -> CompletionRow | None:
        """The card of a request, where its conversation is the open one."""
        return self.chat.card(writing.seed.id) if writing.seed.conversation == self.conversing.identity else None

    def _save_completions(self, writing: Writing) -> list[Message]:
        """Saves the variants; one that cannot be saved is shown all the same."""
        saved = []
        seed, model = writing.seed, writing.model.name
        for index, text in enumerate(writing.texts):
            if not text.strip():
                continue
            pieces = writing.pieces_json(index)
            try:
                saved.append(
                    self.context.history.add_completion(
                        seed, text, model=model, sampling=writing.settings, note=writing.note, pieces=pieces
                    )
                )
            except EngineError as error:
                self._show_error(error)
                saved.append(Message(0, seed.conversation, "completion", text, seed.id, model=model, pieces=pieces))
        return saved

    # Messages

    def _say_none_loaded(self) -> None:
        self._show("info", self.tr("No model is loaded: choose one under the text when you want to write."))

    def _say_no_model(self) -> None:
        if self.context.without_model:
            self._say_none_loaded()
            return
        self._show("info", self.tr("There is no model yet that could go on."), self.tr("Train a model"), self._train)

    def _say_busy(self) -> None:
        self.request_status.emit(self.tr("One completion at a time: stop the one being written first (Esc)."))

    @Slot(str, str)
    def _insert(self, seed: str, completion: str) -> None:
        edit = self.composer.edit
        edit.insertPlainText(completion if edit.toPlainText().strip() else seed + completion)
        self.focus_composer()

    @Slot()
    def _copied(self) -> None:
        self.request_status.emit(self.tr("Copied."))

    @Slot(object)
    def _show_error(self, error: EngineError, action: str = "", slot: Callable[[], object] | None = None) -> None:
        self._bar_action = slot
        self.bar.show_error(error, action=action)

    def _show(self, kind: str, text: str, action: str = "", slot: Callable[[], object] | None = None) -> None:
        self._bar_action = slot
        self.bar.show_message(kind, text, action=action)

    @Slot()
    def _do_bar_action(self) -> None:
        action, self._bar_action = self._bar_action, None
        self.bar.clear()
        if action is None:
            return
        try:
            action()
        except EngineError as error:
            self._show_error(error)
