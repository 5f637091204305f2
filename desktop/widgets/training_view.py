"""The live side of the Train page: plot, progress, a sentence, a sample of the network's writing, and the end card."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

import engine
from desktop.training_text import (
    CurvePoint,
    CurveState,
    curve_sentence,
    curve_state,
    duration,
    reason_sentence,
)
from desktop.widgets.cards import EmptyState, heading, muted
from desktop.widgets.end_card import EndCard
from desktop.widgets.forms import labelled
from desktop.widgets.loss_plot import LossPlot


class TrainingView(QWidget):
    """Shows the events of a run. `take` is the only way in; the page owns the run itself."""

    request_stop = Signal()
    request_pause = Signal(bool)
    request_try = Signal(str, str)  # name of the model, its kind

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: CurveState = "starting"
        self.name = ""
        self.kind = "language"
        self.finished: Any = None
        self._points: list[CurvePoint] = []
        self.kept = False
        self.progress = 0.0  # share of all runs, 0..1
        self.seconds_left = 0.0
        self.runs = 1
        self._run = -1

        self.title = heading("", self)
        self.plot = LossPlot(self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)  # the line below says it in words
        labelled(self.bar, self.tr("Progress of the training"))
        self.numbers = muted("", self)
        self.sentence = QLabel("", self)
        self.sentence.setProperty("role", "subheading")
        self.sentence.setWordWrap(True)
        self.notices = muted("", self)
        self.notices.hide()
        self.pause = QPushButton(self.tr("Pause"), self)
        self.pause.setCheckable(True)
        self.pause.setAccessibleDescription(self.tr("Holds the training; the time does not count"))
        self.pause.toggled.connect(self._pause_toggled)
        self.stop = QPushButton(self.tr("S&top and keep best"), self)
        self.stop.clicked.connect(self._stop_clicked)
        self.sample = QPlainTextEdit(self)
        self.sample.setReadOnly(True)
        self.sample.setMaximumHeight(120)
        self.sample.setPlaceholderText(self.tr("A short text by the network appears here after each round."))
        self.sample_label = QLabel(self.tr("What the network writes now"), self)
        self.sample_label.setBuddy(self.sample)
        labelled(self.sample, self.tr("What the network writes now"))
        self.end = EndCard(self)
        self.end.try_button.clicked.connect(self._try_clicked)
        self.end.hide()

        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.pause)
        top.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.plot, 1)
        column.addWidget(self.sentence)
        column.addWidget(self.bar)
        column.addWidget(self.numbers)
        column.addWidget(self.notices)
        column.addWidget(self.end)
        column.addWidget(self.sample_label)
        column.addWidget(self.sample)
        self.idle = EmptyState(
            self.tr("Nothing is training"),
            self.tr(
                "Choose a corpus and press Start. The curve of the training and what the network writes appear here."
            ),
            "",
            self,
        )
        column.addWidget(self.idle, 1)
        self._live = (self.title, self.plot, self.sentence, self.numbers, self.sample_label, self.sample)
        for widget in self._live:
            widget.hide()
        self._show_running(False)

    # -- events -------------------------------------------------------------------------------------------------------

    def begin(self, name: str, kind: str, *, runs: int = 1) -> None:
        """Clears the last run and shows that one begins; `runs` more than 1 where a recipe compares networks."""
        self.runs, self._run = max(1, runs), -1
        self.name, self.kind = name, kind
        self.finished = None
        self.state = "starting"
        self._points = []
        self.kept = False
        self.plot.clear()
        per = self.tr("nats per message") if kind == "classifier" else self.tr("nats per token")
        self.plot.set_unit(per)
        self.sample.clear()
        self.notices.clear()
        self.notices.hide()
        self.end.hide()
        self.idle.hide()
        for widget in self._live:
            widget.show()
        for widget in (self.sample_label, self.sample):
            widget.setVisible(kind == "language")
        self.title.setText(self.tr("Training “{0}”").format(name))
        self.sentence.setText(self.tr("Reading the texts and building the network…"))
        self.bar.setRange(0, 0)
        self.numbers.clear()
        self.stop.setEnabled(True)
        self.pause.setChecked(False)
        self.pause.setEnabled(False)
        self.progress = 0.0
        self._show_running(True)

    def take(self, event: object) -> None:
        """Shows one event of the engine."""
        if isinstance(event, engine.TrainingStarted):
            self._started(event)
        elif isinstance(event, engine.StepEnd):
            self._stepped(event)
        elif isinstance(event, engine.EpochEnd):
            self._validated(event)
        elif isinstance(event, engine.CheckpointSaved):
            self.kept = True
        elif isinstance(event, engine.Notice):
            self.notices.setText(f"{self.notices.text()}\n{event.text}".strip())
            self.notices.show()
        elif isinstance(event, engine.TrainingFinished):
            self._ended(event)

    def _started(self, event: Any) -> None:
        self._points = []
        self.state = "starting"
        self._run = min(self._run + 1, self.runs - 1)
        # A comparison names its runs after the job; in the legend only what differs is of use.
        self.plot.start_run(event.name.removeprefix(f"{self.name} "))
        self.pause.setEnabled(True)
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * self._run / self.runs))
        self.sentence.setText(curve_sentence("starting"))
        locale = QLocale()
        self.numbers.setText(
            self.tr("{0} tokens to learn from, {1} held out, vocabulary {2}, {3} parameters").format(
                *(
                    locale.toString(n)
                    for n in (event.train_tokens, event.valid_tokens, event.vocabulary, event.parameters)
                )
            )
        )

    def _stepped(self, event: Any) -> None:
        self.plot.add_step(event.step, event.loss)
        self.bar.setRange(0, 1000)
        own = max(0.0, min(1.0, event.progress))
        self.progress = (max(0, self._run) + own) / self.runs
        later = self.runs - 1 - max(0, self._run)
        self.seconds_left = event.seconds_left + later * (event.seconds + event.seconds_left)
        self.bar.setValue(round(self.progress * 1000))
        locale = QLocale()
        speed = locale.toString(round(event.tokens_per_second))
        self.numbers.setText(
            self.tr("{0} % · about {1} left · {2} tokens a second · step {3}").format(
                int(self.progress * 100), duration(self.seconds_left), speed, locale.toString(event.step)
            )
        )
        if self.runs > 1:
            of = self.tr("network {0} of {1}").format(max(0, self._run) + 1, self.runs)
            self.numbers.setText(f"{self.numbers.text()} · {of}")

    def _validated(self, event: Any) -> None:
        point = CurvePoint(event.step, event.loss, event.val_loss, event.seconds, event.best, event.epoch)
        self._points.append(point)
        self.plot.add_point(point)
        self.state = curve_state(self._points)
        self.sentence.setText(curve_sentence(self.state))
        if event.sample:
            self.sample.setPlainText(event.sample)

    def _ended(self, event: Any) -> None:
        self.finished = event
        kept = self.kept
        self._show_running(False)
        self.title.setText(self.tr("“{0}” is ready").format(event.name) if kept else self.tr("Training ended"))
        self.sentence.setText(reason_sentence(event.reason, kept=kept))
        self.numbers.setText(
            self.tr("{0} steps in {1}").format(QLocale().toString(event.step), duration(event.seconds))
        )
        self.end.show_result(event, kept=kept)

    def show_lines(self, lines: list[str]) -> None:
        """Shows what a recipe does, in the place of the last sample."""
        self.end.show_lines(lines)
        for widget in (self.sample_label, self.sample):
            widget.setVisible(not lines and self.kind == "language")

    def fail(self) -> None:
        """Shows that the run ended with an error; the page shows the sentence itself."""
        self._show_running(False)
        self.title.setText(self.tr("Training ended"))
        self.sentence.setText("")
        self.numbers.setText("")

    def _show_running(self, running: bool) -> None:
        self.stop.setVisible(running)
        self.pause.setVisible(running)
        self.bar.setVisible(running)

    @Slot()
    def _stop_clicked(self) -> None:
        self.stop.setEnabled(False)
        self.pause.setEnabled(False)
        self.sentence.setText(self.tr("Stopping; the best network is being kept…"))
        self.request_stop.emit()

    @Slot(bool)
    def _pause_toggled(self, paused: bool) -> None:
        self.pause.setText(self.tr("Continue") if paused else self.tr("Pause"))
        self.sentence.setText(self.tr("Paused.") if paused else curve_sentence(self.state))
        self.request_pause.emit(paused)

    @Slot()
    def _try_clicked(self) -> None:
        if self.finished is not None:
            self.request_try.emit(self.finished.name, self.kind)
