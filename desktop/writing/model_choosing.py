"""Which models the Write page offers, which one is in use, and what it says where there is none."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from desktop.widgets.writing.composer import ModelChoice
from desktop.writing.generation import Generator, language_models
from desktop.writing.notices import Notices
from engine import EngineError

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.widgets.writing.write_view import WriteView


class ModelChoosing(QObject):
    """Reads the list of models on a lane, and keeps the choice of the person."""

    listed = Signal(object)  # the models, as the selector has them now
    request_train = Signal(object)  # "sample", or None for the person's own texts

    def __init__(
        self,
        context: AppContext,
        view: WriteView,
        generator: Generator,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.known = False  # whether the list has been read
        self._context, self._view, self._generator, self._notices = context, view, generator, notices
        self._composer = view.composer
        self._started = False
        self._has_own = False
        self._asked_for = ""  # a model that another page wants here, until the list of models has it
        context.models_changed.connect(self._changed)
        context.model_selected.connect(self._composer.select_model)
        self._composer.model_chosen.connect(self._chosen)
        view.empty.activated.connect(self._train_first)

    @Slot()
    def load(self) -> None:
        """Lists the models on the lane: the first time the modules that read them are imported there."""
        self._started = True
        work = partial(language_models, self._context)
        with suppress(EngineError):  # the window is closing already
            self._context.tasks.run("inference", work, on_success=self._read, on_error=self._failed)

    def ask_for(self, name: str) -> None:
        """Another page wants a model here, now or as soon as it is listed."""
        self._composer.select_model(name)
        current = self._composer.current_model
        self._asked_for = "" if current is not None and current.name == name else name

    @Slot()
    def _changed(self) -> None:
        self._generator.forget_models()
        if self._started:
            self.load()

    @Slot(object)
    def _read(self, choices: list[ModelChoice]) -> None:
        self.known = True
        self._has_own = any(not choice.sample for choice in choices)
        wanted = self._context.settings.get("write/model")
        if any(choice.name == self._asked_for for choice in choices):
            wanted, self._asked_for = self._asked_for, ""
        self._composer.set_models(choices, wanted, choose=not self._context.without_model)
        if self._context.without_model and choices and not self._view.bar.text:
            self._say_none_loaded()
        self.show_empty_state()
        self.listed.emit(choices)

    @Slot(object)
    def _failed(self, error: EngineError) -> None:
        self._read([])
        self._notices.error(error)

    @Slot(str)
    def _chosen(self, name: str) -> None:
        current = self._composer.current_model
        # A sample that is in use for want of another gives way to the person's first own model.
        kept = "" if current is not None and current.sample and not self._has_own else name
        if name and self._context.without_model:
            self._context.without_model = False
            self._notices.clear()
        if name and kept != self._context.settings.get("write/model"):
            self._context.settings.set("write/model", kept)
        self._context.model_selected.emit(name)
        self.show_empty_state()
        if name and not self._generator.active:
            self._generator.warm(name)

    def show_empty_state(self) -> None:
        """The invitation to train a first model, where there is none and nothing was written yet."""
        model = self._composer.current_model
        self._view.show_empty(
            self.known
            and not self._context.without_model
            and (model is None or not self._has_own)
            and not self._view.chat.turns,
            sample=model.name if model is not None else "",
        )

    def say_none(self) -> None:
        """Tells that nothing can write, and what to do."""
        if self._context.without_model:
            self._say_none_loaded()
            return
        translate = QCoreApplication.translate
        self._notices.show(
            "info",
            translate("WritePage", "There is no model yet that could go on."),
            translate("WritePage", "Train a model"),
            self.train,
        )

    def _say_none_loaded(self) -> None:
        self._notices.show(
            "info",
            QCoreApplication.translate(
                "WritePage", "No model is loaded: choose one under the text when you want to write."
            ),
        )

    @Slot()
    def _train_first(self) -> None:
        """From the sample texts, or where a sample model writes already, from the person's own."""
        self.request_train.emit(None if self._composer.current_model is not None else "sample")

    @Slot()
    def train(self) -> None:
        """Asks for the page that trains."""
        self.request_train.emit(None)
