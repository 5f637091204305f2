"""Write: conversations on the left, the transcript in the middle, the composer under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.pages import NEW_CONVERSATION
from desktop.pages.base import AppContext, Page
from desktop.widgets.keyed import add_shortcut
from desktop.widgets.writing.composer import ModelChoice
from desktop.widgets.writing.write_view import WriteView
from desktop.writing.binning import Binning
from desktop.writing.completing import Completing
from desktop.writing.conversing import Conversing
from desktop.writing.dropping import Dropping
from desktop.writing.exchanging import Exchanging
from desktop.writing.finding_here import FindingHere
from desktop.writing.generation import Generator
from desktop.writing.lensing import Lensing
from desktop.writing.mixing import Mixing
from desktop.writing.model_choosing import ModelChoosing
from desktop.writing.notices import Notices
from desktop.writing.searching import Searching
from desktop.writing.suggesting import SuggestionSource
from desktop.writing.suggestion_control import SuggestionControl
from desktop.writing.tracing import Tracing
from desktop.writing.voice_mixer import VoiceMixer
from desktop.writing.word_choices import WordChoices
from engine import EngineError


class WritePage(Page):
    """A seed goes in, its completion is streamed back; every message is saved when it is sent.

    What happens is the business of the objects that the page brings together.
    """

    name: ClassVar[str] = "write"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._started = False
        self.view = WriteView(context.settings, self)
        self.conversations, self.bar, self.chat = self.view.conversations, self.view.bar, self.view.chat
        self.composer, self.footer, self.empty = self.view.composer, self.view.footer, self.view.empty
        self.stack = self.view.stack
        self.notices = Notices(self.bar, self)
        self.generator = Generator(context.tasks, context.models_dir, parent=self)
        self._build_conversations()
        self._build_voices()
        self._build_writing()
        self._build_finding()
        self._build_keys()
        context.theme_changed.connect(self.view.restyle)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.view)

    # Building

    def _build_conversations(self) -> None:
        self.conversing = Conversing(self.context, self.view, self)
        self.conversing.failed.connect(self.notices.error)
        self.conversing.history_failed.connect(self._history_failed)
        self.conversing.warned.connect(self.notices.warn)
        self.conversing.undo_offered.connect(self._offer_undo)
        self.conversing.editing_changed.connect(self._editing_changed)
        self.view.editing.request_cancel.connect(self.conversing.end_edit)
        self.conversations.request_new.connect(self.new_conversation)
        self.conversations.request_composer.connect(self.focus_composer)
        self.chat.request_insert.connect(self._insert)
        self.chat.copied.connect(self._copied)

    def _build_finding(self) -> None:
        self.finding = FindingHere(self.view, self.conversing, self)
        self.completing.ended.connect(self.finding.refresh)
        self.searching = Searching(self.context, self.conversations.search, self.conversing, self.finding, self)
        self.searching.failed.connect(self.notices.error)
        self.conversations.search.closed.connect(self.focus_composer)
        self.binning = Binning(self.context, self.conversing, self)
        self.conversations.request_bin.connect(self.binning.open)
        self.binning.restored.connect(self.conversing.brought_in)
        self.binning.forgotten.connect(self.notices.clear)  # what it offers to undo may be gone
        self.exchanging = Exchanging(self.context, self.conversing, self)
        self.conversations.request_export.connect(self.exchanging.ask_export)
        self.conversations.request_import.connect(self.exchanging.ask_import)
        self.exchanging.imported.connect(self.conversing.brought_in)
        self.exchanging.told.connect(self.request_status)
        for part in (self.binning, self.exchanging):
            part.failed.connect(self.notices.error)
        self.dropping = Dropping(self.context, self.composer.edit, self)
        self.dropping.failed.connect(self.notices.error)

    def _build_voices(self) -> None:
        self.models = ModelChoosing(self.context, self.view, self.generator, self.notices, self)
        self.models.request_train.connect(self._train)
        self.mixing = Mixing(self.composer, self.context.settings, self)
        self.mixing.changed.connect(self.view.tools.set_voice)
        self.view.tools.request_one_voice.connect(self.mixing.use_one)
        self.mixer = VoiceMixer(self.generator, self.mixing, self)
        self.models.listed.connect(self._models_listed)
        self.view.tools.request_mixer.connect(self.mixer.open)

    def _build_writing(self) -> None:
        self.completing = Completing(
            self.context, self.view, self.generator, self.conversing, self.mixing, self.models, self.notices, self
        )
        self.completing.told.connect(self.request_status)
        self.conversing.opened.connect(self.models.show_empty_state)
        self.chat.asking.use_choices(WordChoices(self.context.tasks, self.generator, self.mixing, self))
        self.tracing = Tracing(self.context, self)
        self.chat.variant_shown.connect(self.tracing.trace)
        self.tracing.traced.connect(self.chat.set_copied)
        self.lensing = Lensing(self.context, self.view, self.mixing, self)
        self.lensing.opening.connect(self.conversing.end_edit)
        self.lensing.closed.connect(self.focus_composer)
        self.conversing.opened.connect(self.lensing.close)
        self.view.lens.request_train.connect(self.models.train)
        source = SuggestionSource(self.context.tasks, self.generator, self)
        self.suggestions = SuggestionControl(self.composer, source, self.context.settings, self.mixing.writer, self)
        self.suggestions.told.connect(self.request_status)
        self.suggestions.saved_changed.connect(self.view.saved.setText)
        self.mixing.changed.connect(self.suggestions.voice_changed)
        self.composer.request_stop.connect(self.escape)

    def _build_keys(self) -> None:
        for name, slot in (
            ("lens", self.lensing.open),
            ("regenerate", self.completing.regenerate_last),
            ("export", self.export),
            ("find", self.find_here),
            ("search_all", self.conversations.search.focus_field),
            ("find_next", self.find_next),
            ("find_previous", self.find_previous),
            ("previous_variant", self.previous_variant),
            ("next_variant", self.next_variant),
        ):
            add_shortcut(name, slot, self)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.escape)

    # Page

    def shown(self, argument: object | None) -> None:
        """`argument`: the id of a conversation, the name of a model, NEW_CONVERSATION, or None."""
        if not self._started:
            self._started = True
            self.models.load()
            self.conversing.load()
        if argument == NEW_CONVERSATION:
            self.new_conversation()
        elif isinstance(argument, int):
            self.conversing.refresh(argument)
            self.conversing.open(argument)
        elif isinstance(argument, str):
            self.models.ask_for(argument)
        self.composer.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_page(self) -> None:
        """Keeps the draft, and what was written so far of a completion that runs."""
        self.conversing.save()
        self.completing.close()
        if not self.view.stacked:
            self.context.settings.set("write/splitter", self.view.saveState().data())

    @Slot(object)
    def _models_listed(self, choices: list[ModelChoice]) -> None:
        self.mixer.models = choices
        self.mixing.restore()

    @Slot(object)
    def _train(self, argument: object) -> None:
        self.request_page.emit("train", argument)

    # Conversations

    @Slot()
    def new_conversation(self) -> None:
        """An empty transcript."""
        self.conversing.refresh(None)
        self.conversing.open(None)
        self.focus_composer()

    @Slot(bool)
    def _editing_changed(self, editing: bool) -> None:
        self.view.editing.setVisible(editing)
        if editing:
            self.focus_composer()

    @Slot(object)
    def _history_failed(self, error: EngineError) -> None:
        self.notices.error(error, self.tr("Try again"), self.conversing.load)

    @Slot(str, object)
    def _offer_undo(self, sentence: str, undo: Callable[[], object]) -> None:
        self.notices.show("info", sentence, self.tr("Undo"), undo)

    # Keys and buttons

    @Slot()
    def escape(self) -> None:
        """Ends what is being written; where nothing is, the editing of a seed; else closes what was opened last: the
        check of a draft, the line that finds, the search."""
        if self.generator.active:
            self.completing.stop()
        elif self.conversing.edited is not None:
            self.conversing.end_edit()
        elif self.lensing.shown:
            self.lensing.close()
        elif self.view.find_bar.isVisible():
            self.view.find_bar.close_bar()
        elif self.conversations.search.query:
            self.conversations.search.close_search()

    @Slot()
    def find_here(self) -> None:
        """Looks for words in the conversation in front."""
        self.lensing.close()
        self.view.find_bar.open()
        self.view.find_bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def find_next(self) -> None:
        """The next place of what is looked for."""
        self.finding.step(1)

    @Slot()
    def find_previous(self) -> None:
        """The place before."""
        self.finding.step(-1)

    @Slot()
    def export(self) -> None:
        """Writes the selected conversations to a file; where none is selected, the open one."""
        identity = self.conversing.identity
        ids = self.conversations.selected_ids or ([identity] if identity is not None else [])
        if ids:
            self.exchanging.ask_export(ids)
        else:
            self.request_status.emit(self.tr("There is no conversation to export yet."))

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

    @Slot(str, str)
    def _insert(self, seed: str, completion: str) -> None:
        edit = self.composer.edit
        edit.insertPlainText(completion if edit.toPlainText().strip() else seed + completion)
        self.focus_composer()

    @Slot()
    def _copied(self) -> None:
        self.request_status.emit(self.tr("Copied."))
