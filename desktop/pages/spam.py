"""The Spam check page: one message by paste or file, or many in a table; a verdict with its evidence, never without."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

import engine
from desktop.pages.base import AppContext, Page
from desktop.spam.label_work import TABLES, Labelled, LabelWork
from desktop.spam.spam_work import MAILBOXES, Checked, Rows, SpamWork
from desktop.widgets.cards import EmptyState, MessageBar, heading, muted
from desktop.widgets.forms import choose, fill_choices, labelled
from desktop.widgets.path_picker import dropped_paths
from desktop.widgets.remember import SplitterMemory
from desktop.widgets.spam.mail_input import MailInput
from desktop.widgets.spam.spam_results import SpamResults
from desktop.widgets.stacking import TurningRow
from desktop.wording.retranslate import as_typed

if TYPE_CHECKING:
    from desktop.tasks import Control, TaskHandle
    from engine import SpamReport


class SpamPage(Page):
    """Pastes, opens, checks and marks messages with one of the person's spam checkers."""

    name: ClassVar[str] = "spam"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAcceptDrops(True)
        self._work = SpamWork(context.models_dir)
        self._label_work = LabelWork(context.models_dir)
        self._handle: TaskHandle | None = None
        self._asked = ""
        self._many_texts = False  # whether texts are checked with a model of labels, and no mails
        self._labels: set[str] = set()  # names of the models of labels
        self._samples: set[str] = set()
        self.message = MessageBar(self)
        self._build_input()
        self._build_results()
        work = QSplitter(Qt.Orientation.Vertical, self)
        work.addWidget(self._input)
        work.addWidget(self.results)
        work.setStretchFactor(0, 1)
        work.setStretchFactor(1, 4)
        work.setSizes([150, 560])
        work.setChildrenCollapsible(False)
        self.splitter = work
        SplitterMemory(context.settings, "spam/splitter", work)
        self.empty = EmptyState(
            self.tr("No spam checker yet"),
            self.tr(
                "A checker learns from mails that are known to be spam or ordinary. Without one there is no verdict. "
                "The samples that come with Maeari take about a minute."
            ),
            self.tr("Train one from the samples"),
            self,
        )
        self.empty.activated.connect(self._train)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(work)
        self._build_sample_bar()
        self.model = as_typed(QComboBox(self))
        self.model.setMinimumWidth(200)
        self.model.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        labelled(self.model, self.tr("Spam checker"))
        self._model_label = QLabel(self.tr("Chec&ker"), self)
        self._model_label.setBuddy(self.model)
        self.model.currentIndexChanged.connect(self._model_changed)
        top = TurningRow(self)
        top.add(heading(self.tr("Spam check"), self, level=1), 1)
        for widget in (self._model_label, self.model):
            top.add(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(top)
        column.addWidget(self.message)
        column.addWidget(self.sample_bar)
        column.addWidget(self._stack, 1)
        context.models_changed.connect(self._models_changed)
        for part in (self._input, self.results):
            context.theme_changed.connect(part.apply_theme)

    def _build_sample_bar(self) -> None:
        """Says that the checker in use came with the program."""
        self.sample_bar = QWidget(self)
        told = muted(
            self.tr(
                "This checker is a sample: it learned from a few hundred made-up messages. Marks teach it; one that "
                "learned from your own mails judges better."
            ),
            self.sample_bar,
        )
        self.train_button = QPushButton(self.tr("Train my own"), self.sample_bar)
        self.train_button.setProperty("role", "flat")
        self.train_button.clicked.connect(self._train)
        row = QHBoxLayout(self.sample_bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(told, 1)
        row.addWidget(self.train_button)
        self.sample_bar.hide()

    def _build_input(self) -> None:
        self._input = MailInput(self)
        self._input.request_check.connect(self.check)
        self._input.request_clear.connect(self.clear)
        self._input.paths_chosen.connect(self.open_paths)
        self.paste = self._input.paste
        self.paste.textChanged.connect(self._edited)
        self.check_button, self.clear_button = self._input.check_button, self._input.clear_button
        self.open_button, self.folder_button = self._input.open_button, self._input.folder_button

    def _build_results(self) -> None:
        self.results = SpamResults(self.context.tasks, self._work, self._label_work, self.message, self)
        self.results.request_stop.connect(self.stop)
        self.results.request_status.connect(self.request_status)
        self.result, self.many = self.results.result, self.results.many
        self.card, self.evidence, self.back_button = self.result.card, self.result.evidence, self.result.back_button
        self.table, self.count, self.stop_button = self.many.table, self.many.count, self.many.stop_button
        self.marks, self.marking = self.results.marks, self.results.marking

    # -- models -------------------------------------------------------------------------------------------------------

    @property
    def report(self) -> SpamReport | None:
        """The report on show."""
        return self.result.checked.report if self.result.checked is not None else None

    def shown(self, argument: object | None) -> None:
        """`argument`: the name of a spam checker to use, or None."""
        self._refresh_models()
        if isinstance(argument, str):
            choose(self.model, argument)

    @Slot()
    def _models_changed(self) -> None:
        self._work.forget()
        self._label_work.forget()
        if self.isVisible():  # else `shown` does it
            self._refresh_models()

    def _refresh_models(self) -> None:
        try:
            found = [info for info in self.context.store.models() if info.kind != "language"]
        except engine.EngineError as error:
            self.message.show_error(error)
            return
        if any(not info.sample for info in found if info.kind == "classifier"):
            found = [info for info in found if not info.sample]  # the sample gives way to the person's own
        self._samples = {info.name for info in found if info.sample}
        found.sort(key=lambda info: info.kind == "labels")  # spam checkers first
        self._labels = {info.name for info in found if info.kind == "labels"}
        labels = self.tr("{0} (labels)")
        fill_choices(self.model, [(labels.format(i.name) if i.kind == "labels" else i.name, i.name) for i in found])
        for widget in (self.model, self._model_label):
            widget.setVisible(bool(found))
        self._stack.setCurrentIndex(1 if found else 0)
        self._show_checker()
        self._edited()

    def _show_checker(self) -> None:
        self.results.checker = str(self.model.currentData() or "")
        self.sample_bar.setVisible(self.results.checker in self._samples)
        self._input.show_kind(labels=self.results.checker in self._labels)

    @Slot()
    def _model_changed(self) -> None:
        self._show_checker()
        self.marking.stop()
        if self.results.on_message:
            self.results.labels.forget()
            self.results.show_nothing()

    @Slot()
    def _train(self) -> None:
        self.request_page.emit("train", "spam-sample")

    # -- one message --------------------------------------------------------------------------------------------------

    @property
    def checking(self) -> bool:
        """Whether a check goes on."""
        return self._handle is not None

    @Slot()
    def _edited(self) -> None:
        self._input.set_busy(self.checking, can_check=bool(self.model.currentData()))

    @Slot()
    def check(self) -> None:
        """Checks what stands in the box."""
        if self._input.text.strip() and not self.checking:
            self._start_one(self._input.text)

    def _start_one(self, source: str | Path) -> None:
        name = str(self.model.currentData() or "")
        if name:
            self.message.clear()
            self._asked = self._input.text
            check = self._label_work.check_one if name in self._labels else self._work.check_one
            self._begin(partial(check, name, source))

    def _begin(self, work: Callable[[Control], Any]) -> None:
        self._handle = self.context.tasks.run(
            "spam", work, on_success=self._checked, on_error=self._failed, on_progress=self._progress
        )
        self._handle.finished.connect(self._over)
        self._edited()

    @Slot()
    def _over(self) -> None:
        """Work that was stopped before it began is dropped, and tells nothing else."""
        if self._handle is not None and self.sender() is self._handle:
            self._ended()
            self._end_many()

    def _ended(self) -> None:
        self._handle = None
        self._edited()

    @Slot(object)
    def _checked(self, result: Checked | Labelled | int) -> None:
        self._ended()
        if isinstance(result, int):
            self._many_done(result)
        else:
            if isinstance(result, Labelled):
                self.results.labels.show_labels(result)
            else:
                self.results.show_one(result)
            if self.isActiveWindow() and self._input.text == self._asked:
                self.evidence.text.setFocus()  # J marks from here; in the box it would be a letter

    @Slot(object)
    def _failed(self, error: engine.EngineError) -> None:
        self._ended()
        for many in (self.many, self.results.labels.many):
            many.end()
        self.message.show_error(error)

    @Slot()
    def clear(self) -> None:
        """Empties the page."""
        self.stop()
        self.paste.clear()
        for many in (self.many, self.results.labels.many):
            many.table.content.clear()
        self.message.clear()
        self.results.show_nothing()

    # -- many messages ------------------------------------------------------------------------------------------------

    @Slot(list)
    def open_paths(self, paths: list[Path]) -> None:
        """Checks one mail at once; an .mbox, a folder or several files become a table."""
        if not paths or self.checking or not self.model.currentData():
            return
        self.message.clear()
        labels = self.model.currentData() in self._labels
        many = (*MAILBOXES, *TABLES) if labels else MAILBOXES
        self._many_texts = labels
        if len(paths) == 1 and paths[0].is_file() and paths[0].suffix.lower() not in many:
            self._start_one(paths[0])
        elif labels:
            self.results.labels.begin(self.results.checker)
            self._begin(partial(self._label_work.check_many, self.results.checker, tuple(paths)))
        else:
            self.results.begin_many()
            self._begin(partial(self._work.check_many, self.results.checker, tuple(paths)))

    @Slot(object)
    def _progress(self, part: object) -> None:
        if isinstance(part, Rows):
            (self.results.labels if self._many_texts else self.results).add(part)
        elif isinstance(part, str):
            before = self.message.text
            self.message.show_message("warning", f"{before}\n{part}".strip() if before.count("\n") < 4 else before)

    def _many_done(self, count: int) -> None:
        self._end_many()
        if not count and not self.message.text:
            nothing = (
                self.tr("There is no text in there.") if self._many_texts else self.tr("There is no mail in there.")
            )
            self.message.show_message("info", nothing)

    def _end_many(self) -> None:
        if self._many_texts:
            self.results.labels.end()
        else:
            self.results.end_many()

    @Slot()
    def stop(self) -> None:
        """Ends a check of many mails; what was checked stays in the table."""
        if self._handle is not None:
            self._handle.cancel()
            for many in (self.many, self.results.labels.many):
                many.stop_button.setEnabled(False)

    # -- drops --------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.open_paths(paths)

    def close_page(self) -> None:
        """Ends a check that goes on."""
        self.stop()
        self.marking.stop()
