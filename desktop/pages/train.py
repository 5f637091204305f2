"""The Train page: a form on the left, the running training on the right; training goes on under other pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

import engine
from desktop.corpora.corpus_reading import count_characters, table_columns
from desktop.pages.base import AppContext, Page
from desktop.training.recipe_results import recipe_results
from desktop.training.training_jobs import can_go_on, longer_job
from desktop.training.training_text import duration
from desktop.training.training_work import TrainingWork
from desktop.widgets.areas import ColumnArea
from desktop.widgets.cards import MessageBar, heading
from desktop.widgets.models.compare_view import CompareView
from desktop.widgets.remember import SplitterMemory
from desktop.widgets.stacking import StackingSplitter
from desktop.widgets.training.training_form import SPAM, TEXTS, TrainingForm
from desktop.widgets.training.training_view import TrainingView
from desktop.wording.language import in_words

if TYPE_CHECKING:
    from desktop.tasks import TaskHandle
    from engine import CorpusEntry, TrainingJob


class TrainPage(Page):
    """Trains one model at a time."""

    name: ClassVar[str] = "train"
    training_finished = Signal(object)  # TrainingFinished, or None after an error or a stop before the start

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._work: TrainingWork | None = None
        self._handle: TaskHandle | None = None
        self._counting: TaskHandle | None = None
        self._ready = False
        self._announced = False
        self._hold_reason = ""  # why the run waits, or is to wait once it can
        self._waits = False  # for that reason, and not because the person pressed Pause
        self._last_job: TrainingJob | None = None
        self.compare: CompareView | None = None  # built when it is first wanted
        # Outside in: what is moved to another parent is styled once more, with everything inside it.
        self.stack = QStackedWidget(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.stack)
        self.splitter = StackingSplitter()
        self.stack.addWidget(self.splitter)
        left, right = QWidget(), QWidget()
        self.splitter.addWidget(ColumnArea(left, 340, self.splitter))
        self.splitter.addWidget(ColumnArea(right, 420, self.splitter))
        self.form = TrainingForm(left)
        self.view = TrainingView(right)
        self.message = MessageBar(right)
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 20, 20, 20)
        column.setSpacing(14)
        self.compare_button = QPushButton(self.tr("Compare models"), left)
        self.compare_button.setProperty("role", "flat")
        title = QHBoxLayout()
        title.addWidget(heading(self.tr("Train"), left, level=1), 1)
        title.addWidget(self.compare_button)
        column.addLayout(title)
        column.addWidget(self.form, 1)
        live = QVBoxLayout(right)
        live.setContentsMargins(20, 20, 24, 20)
        live.setSpacing(12)
        live.addWidget(self.message)
        live.addWidget(self.view, 1)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([430, 680])
        self.splitter.setChildrenCollapsible(False)
        SplitterMemory(context.settings, "train/splitter", self.splitter)

        self.form.start_requested.connect(self.start)
        self.form.corpus_chosen.connect(self._count)
        self.form.table.path_chosen.connect(self._look_at_table)
        self.message.action_requested.connect(self._make_smaller)
        self.view.request_pause.connect(self._pause)
        self.view.request_stop.connect(self.stop)
        self.view.request_try.connect(self._try)
        self.view.request_longer.connect(self.go_on)
        self.view.request_compare.connect(self.show_comparison)
        self.compare_button.clicked.connect(self.show_comparison)
        context.request_hold.connect(self.hold)
        context.models_changed.connect(self._refresh_models)
        context.corpora_changed.connect(self._refresh_corpora)
        context.theme_changed.connect(self.view.plot.apply_theme)
        self.view.plot.controls.remember(context.settings)

    # -- the page -----------------------------------------------------------------------------------------------------

    def shown(self, argument: object | None) -> None:
        """`argument`: a corpus id, "sample" (English prose, one minute), "spam-sample", ("continue", name of a
        language model), or None."""
        if not self._ready:
            self._ready = True
            self._load_recipes()
        if argument is not None:
            self.show_training()
        self._refresh_corpora()
        self._refresh_models()
        if argument == "sample":
            self.form.select(mode=TEXTS, corpus=self._sample_id(), minutes=1)
        elif argument == "spam-sample":
            self.form.select(mode=SPAM, minutes=1)
        elif isinstance(argument, tuple):
            self._prepare_continuing(str(argument[1]))
        elif isinstance(argument, str) and argument:
            self.form.select(mode=TEXTS, corpus=argument)

    def _prepare_continuing(self, name: str) -> None:
        if self.training:
            self.message.show_message("info", self.tr("One training at a time: wait for this one, or stop it."))
            return
        try:
            info = next((info for info in self.context.store.models() if info.name == name), None)
        except engine.EngineError as error:
            self.message.show_error(error)
            return
        if info is not None:
            self.form.continue_with(info)

    def _sample_id(self) -> str | None:
        samples = [entry for entry in self._entries() if entry.sample]
        english = [e for e in samples if any(path.name == "english_prose.txt" for path in e.paths)]
        return (english or samples)[0].id if samples else None

    def _entries(self) -> Sequence[Any]:
        try:
            return list(self.context.corpora.entries())
        except engine.EngineError as error:
            self.message.show_error(error)
            return []

    def _load_recipes(self) -> None:
        try:
            self.form.set_recipes(engine.recipes())
        except engine.EngineError as error:
            self.message.show_error(error)

    @Slot()
    def _refresh_corpora(self) -> None:
        if self._ready:
            self.form.set_corpora(self._entries())

    @Slot()
    def _refresh_models(self) -> None:
        if not self._ready or self.training:
            return
        try:
            names = {info.name for info in self.context.store.models()}
            names |= {name for name, _sentence in self.context.store.damaged()}
        except engine.EngineError as error:
            self.message.show_error(error)
            return
        self.form.set_taken_names(names)

    @Slot(object)
    def _count(self, entry: CorpusEntry) -> None:
        """Counts the chosen corpus on a worker thread, so that the suggested network suits it."""
        if self._counting is not None:
            self._counting.cancel()
        work = partial(count_characters, entry, cache_folder=self.context.corpora.cache_folder)
        self._counting = self.context.tasks.run("import", work, on_success=self._counted, on_error=self._not_counted)

    @Slot(object)
    def _counted(self, result: tuple[str, int]) -> None:
        entry = self.form.entry
        if entry is not None and entry.id == result[0] and result[1]:
            self.form.corpus_row.set_description(self.tr("{0} characters").format(self.locale().toString(result[1])))
            self.form.set_characters(result[1])

    @Slot(object)
    def _look_at_table(self, path: Path) -> None:
        """Reads the columns of a table on a worker thread."""
        work = partial(table_columns, path)
        self.context.tasks.run("import", work, on_success=self._table_known, on_error=self._no_table)

    @Slot(object)
    def _table_known(self, result: tuple[Path, engine.TableColumns]) -> None:
        self.form.set_columns(*result)

    @Slot(object)
    def _no_table(self, error: engine.EngineError) -> None:
        self.form.table.path_row.set_error(" ".join(map(in_words, (error.message, error.hint))))

    @Slot(object)
    def _not_counted(self, error: engine.EngineError) -> None:
        self.form.corpus_row.set_error(str(error))

    # -- the run ------------------------------------------------------------------------------------------------------

    @property
    def training(self) -> bool:
        """Whether a run goes on."""
        return self._work is not None

    @Slot()
    def start(self) -> None:
        """Starts what the form describes; a mistake is shown at its field."""
        if self.training:
            return
        self.message.clear()
        try:
            job = self.form.job(self.context.models_dir)
        except engine.EngineError as error:
            self.message.show_error(error)
            return
        if job is None:
            return
        self._run(job)

    @Slot()
    def go_on(self) -> None:
        """Trains the network of the last run for the minutes that are now in the form."""
        if not self.training and self._last_job is not None:
            self.message.clear()
            self._run(longer_job(self._last_job, float(self.form.minutes.value())))

    def _run(self, job: TrainingJob) -> None:
        recipe = self.form.recipe if job.recipe is not None else None
        runs = len(recipe.cells) * len(recipe.shares) if recipe is not None and recipe.cells else 1
        self.view.begin(job.name, job.model.kind, runs=runs, can_go_on=can_go_on(job))
        self._last_job = job
        self.form.setEnabled(False)
        self._announced = False
        self._work = TrainingWork(job, self)
        self.context.training_changed.emit(0.0, self.tr("starting"))
        self._handle = self.context.tasks.run(
            "training",
            self._work.perform,
            on_success=self._finished,
            on_error=self._failed,
            on_progress=self._progress,
        )

    @Slot()
    def stop(self) -> None:
        """Asks the run to end and to keep the best."""
        if self._work is not None:
            self._work.stop()

    @Slot(bool)
    def _pause(self, paused: bool) -> None:
        if not paused:
            self._hold_reason, self._waits = "", False
            if self.view.trouble.kind == "info":  # a reason of `hold`; a run that paused itself says when it goes on
                self.view.trouble.clear()
        if self._work is not None:
            self._work.pause(paused)
            self.context.training_changed.emit(self.view.progress, self.tr("paused") if paused else "")

    @Slot(str)
    def hold(self, reason: str) -> None:
        """Lets the run wait for a reason, told in a sentence; empty: a run that waits for one goes on.

        The person's own Pause and Continue count more: neither is undone.
        """
        pause = self.view.pause
        if not reason:
            waits, self._waits, self._hold_reason = self._waits, False, ""
            if waits and pause.isChecked():
                pause.setChecked(False)
        elif self.training:
            self._hold_reason = reason
            if pause.isEnabled() and not pause.isChecked():
                self._waits = True
                pause.setChecked(True)
                self.view.trouble.show_message("info", reason)

    @Slot(object)
    def _progress(self, event: object) -> None:
        self.view.take(event)
        if isinstance(event, engine.TrainingStarted) and self._hold_reason:
            self.hold(self._hold_reason)
        if isinstance(event, engine.StepEnd):
            text = self.tr("{0} left").format(duration(self.view.seconds_left))
            self.context.training_changed.emit(self.view.progress, text)
        elif isinstance(event, engine.Paused | engine.Resumed):
            paused = isinstance(event, engine.Paused)
            self.context.training_changed.emit(self.view.progress, self.tr("paused") if paused else "")
        elif isinstance(event, engine.CheckpointSaved) and not self._announced:
            self._announced = True  # from the first checkpoint on, the model can be used
            self.context.models_changed.emit()

    @Slot(object)
    def _finished(self, finished: object) -> None:
        job = self._work.job if self._work is not None else None
        recipe = self.form.recipe if job is not None and job.recipe is not None else None
        self._end()
        if finished is None:
            self.view.fail()
        else:
            if self.form.continuing is not None:
                self.form.stop_continuing()
            self.request_status.emit(self.view.sentence.text())
            self.context.training_ended.emit(self.view.title.text(), self.view.sentence.text())
            if recipe is not None and job is not None and self.view.kept:
                work = partial(recipe_results, job, self.view.finished.name)
                self.context.tasks.run("training", work, on_success=self._recipe_shown, on_error=self._recipe_failed)
        self.training_finished.emit(finished)

    @Slot(object)
    def _recipe_shown(self, lines: list[str]) -> None:
        if not self.training:
            self.view.show_lines(lines)

    @Slot(object)
    def _recipe_failed(self, error: engine.EngineError) -> None:
        self.message.show_error(error)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self._end()
        self.view.fail()
        smaller = isinstance(error, engine.MemoryShortError) and self.form.sizeable
        self.message.show_error(error, action=self.tr("Use a smaller size") if smaller else "")
        self.context.training_ended.emit(self.view.title.text(), self.message.text)
        self.training_finished.emit(None)

    @Slot()
    def _make_smaller(self) -> None:
        self.message.clear()
        self.form.make_smaller()

    def _end(self) -> None:
        if self._work is not None:
            self._work.deleteLater()
        self._work = None
        self._handle = None
        self._hold_reason, self._waits = "", False
        self.form.setEnabled(True)
        self.context.training_changed.emit(None, "")
        self.context.models_changed.emit()

    @Slot(str, str)
    def _try(self, name: str, kind: str) -> None:
        self.request_page.emit("write" if kind == "language" else "spam", name)

    # -- the comparison -----------------------------------------------------------------------------------------------

    @Slot()
    def show_comparison(self) -> None:
        """Shows the curves and the writing of several models; what trains goes on."""
        if self.compare is None:
            self.compare = CompareView(self.context)
            self.compare.request_back.connect(self.show_training)
            self.stack.addWidget(self.compare)
        self.stack.setCurrentWidget(self.compare)
        self.compare.refresh()
        self.compare.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def show_training(self) -> None:
        """Back from the comparison."""
        if self.compare is not None and self.stack.currentWidget() is self.compare:
            self.compare.stop()
            self.stack.setCurrentWidget(self.splitter)
            self.compare_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_page(self) -> None:
        """Asks a run that goes on to end and keep the best; where its process is slow, it still does so by itself."""
        if self.compare is not None:
            self.compare.stop()
        if self._work is not None:
            self._work.stop()
