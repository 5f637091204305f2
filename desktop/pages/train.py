"""The Train page: a form on the left, the running training on the right; training goes on under other pages."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

import engine
from desktop.corpus_reading import count_characters
from desktop.pages.base import AppContext, Page
from desktop.recipe_results import recipe_results
from desktop.training_text import duration
from desktop.widgets.areas import ColumnArea
from desktop.widgets.cards import MessageBar, heading
from desktop.widgets.loss_plot import import_plotting
from desktop.widgets.remember import SplitterMemory
from desktop.widgets.training_form import SPAM, TEXTS, TrainingForm
from desktop.widgets.training_view import TrainingView

if TYPE_CHECKING:
    from desktop.tasks import Control, TaskHandle
    from engine import CorpusEntry, TrainingJob, TrainingRun


class TrainingWork(QObject):
    """One run on the training lane: hands its events on, and takes Stop from the window's thread at any moment."""

    def __init__(self, job: TrainingJob, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.job = job
        self._run: TrainingRun | None = None
        self._stopping = threading.Event()

    def perform(self, control: Control) -> Any:
        """Trains; called on the lane's thread. Returns the TrainingFinished, or None where stopped before the start."""
        if self._stopping.is_set() or control.stopped:
            return None
        run = self._run = engine.start_training(self.job)
        finished = None
        try:
            if self._stopping.is_set():
                run.stop()  # Stop was pressed while the process started
            for event in run.events():
                control.report(event, final=not isinstance(event, engine.StepEnd))
                if isinstance(event, engine.TrainingFinished):
                    finished = event
        finally:
            run.close()
        return finished

    def stop(self) -> None:
        """Asks the run to end and to keep the best."""
        self._stopping.set()
        if self._run is not None:
            self._run.stop()

    def pause(self, paused: bool) -> None:
        """Holds the run between two steps, or lets it go on."""
        if self._run is not None:
            if paused:
                self._run.pause()
            else:
                self._run.resume_run()


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
        # Outside in: what is moved to another parent is styled once more, with everything inside it.
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        left, right = QWidget(), QWidget()
        self.splitter.addWidget(ColumnArea(left, 340, self.splitter))
        self.splitter.addWidget(ColumnArea(right, 420, self.splitter))
        self.form = TrainingForm(left)
        self.view = TrainingView(right)
        self.message = MessageBar(right)
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 20, 20, 20)
        column.setSpacing(14)
        column.addWidget(heading(self.tr("Train"), left, level=1))
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
        self.view.request_pause.connect(self._pause)
        self.view.request_stop.connect(self.stop)
        self.view.request_try.connect(self._try)
        context.models_changed.connect(self._refresh_models)
        context.corpora_changed.connect(self._refresh_corpora)
        context.theme_changed.connect(self.view.plot.apply_theme)
        self.view.plot.apply_theme()

    # -- the page -----------------------------------------------------------------------------------------------------

    def shown(self, argument: object | None) -> None:
        """`argument`: a corpus id, "sample" (English prose, one minute), "spam-sample", or None."""
        if not self._ready:
            self._ready = True
            self._load_recipes()
            # Importing pyqtgraph takes about half a second: not on the window's thread.
            self.context.tasks.run("import", import_plotting, on_success=self._plotting_imported)
        self._refresh_corpora()
        self._refresh_models()
        if argument == "sample":
            self.form.select(mode=TEXTS, corpus=self._sample_id(), minutes=1)
        elif argument == "spam-sample":
            self.form.select(mode=SPAM, minutes=1)
        elif isinstance(argument, str) and argument:
            self.form.select(mode=TEXTS, corpus=argument)

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
    def _plotting_imported(self, _result: object) -> None:
        self.view.plot.prepare()

    @Slot(object)
    def _count(self, entry: CorpusEntry) -> None:
        """Counts the chosen corpus on a worker thread, so that the suggested network suits it."""
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self.context.tasks.run(
            "import", partial(count_characters, entry), on_success=self._counted, on_error=self._not_counted
        )

    @Slot(object)
    def _counted(self, result: tuple[str, int]) -> None:
        entry = self.form.entry
        if entry is not None and entry.id == result[0] and result[1]:
            self.form.corpus_row.set_description(self.tr("{0} characters").format(self.locale().toString(result[1])))
            self.form.set_characters(result[1])

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
        recipe = self.form.recipe
        runs = len(recipe.cells) * len(recipe.shares) if recipe is not None and recipe.cells else 1
        self.view.begin(job.name, job.model.kind, runs=runs)
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
        if self._work is not None:
            self._work.pause(paused)
            self.context.training_changed.emit(self.view.progress, self.tr("paused") if paused else "")

    @Slot(object)
    def _progress(self, event: object) -> None:
        self.view.take(event)
        if isinstance(event, engine.StepEnd):
            text = self.tr("{0} left").format(duration(self.view.seconds_left))
            self.context.training_changed.emit(self.view.progress, text)
        elif isinstance(event, engine.CheckpointSaved) and not self._announced:
            self._announced = True  # from the first checkpoint on, the model can be used
            self.context.models_changed.emit()

    @Slot(object)
    def _finished(self, finished: object) -> None:
        recipe, job = self.form.recipe, self._work.job if self._work is not None else None
        self._end()
        if finished is None:
            self.view.fail()
        else:
            self.request_status.emit(self.view.sentence.text())
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
        self.message.show_error(error)
        self.training_finished.emit(None)

    def _end(self) -> None:
        if self._work is not None:
            self._work.deleteLater()
        self._work = None
        self._handle = None
        self.form.setEnabled(True)
        self.context.training_changed.emit(None, "")
        self.context.models_changed.emit()

    @Slot(str, str)
    def _try(self, name: str, kind: str) -> None:
        self.request_page.emit("spam" if kind == "classifier" else "write", name)

    def close_page(self) -> None:
        """Asks a run that goes on to end and keep the best; where its process is slow, it still does so by itself."""
        if self._work is not None:
            self._work.stop()
