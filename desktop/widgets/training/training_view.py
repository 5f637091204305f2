"""The live side of the Train page: plot, progress, a sentence, a sample of the network's writing, and the end card."""

from __future__ import annotations

from math import isfinite
from typing import Any

from PySide6.QtCore import QLocale, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

import engine
from desktop.training.training_text import (
    CurvePoint,
    CurveState,
    curve_sentence,
    curve_state,
    duration,
    expectation_sentence,
    reason_sentence,
)
from desktop.widgets.cards import EmptyState, MessageBar, heading, muted
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.forms import labelled
from desktop.widgets.training.end_card import EndCard
from desktop.widgets.training.loss_plot import LossPlot
from desktop.wording.language import in_words


class TrainingView(QWidget):
    """Shows the events of a run. `take` is the only way in; the page owns the run itself."""

    request_stop = Signal()
    request_pause = Signal(bool)
    request_try = Signal(str, str)  # name of the model, its kind
    request_longer = Signal()
    request_compare = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: CurveState = "starting"
        self.name = ""
        self.kind = "language"
        self.finished: Any = None
        self._points: list[CurvePoint] = []
        self.kept = False
        self.saved = ""  # name of the newest model that this run has saved
        self.paused = False
        self.progress = 0.0  # share of all runs, 0..1
        self.seconds_left = 0.0
        self.runs = 1
        self._run = -1
        self._run_name = ""
        self._can_go_on = False

        self.title = heading("", self)
        self.title.setWordWrap(True)
        self.plot = LossPlot(self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)  # the line below says it in words
        labelled(self.bar, self.tr("Progress of the training"))
        self.numbers = muted("", self)
        self.sentence = QLabel("", self)
        self.sentence.setProperty("role", "subheading")
        self.sentence.setWordWrap(True)
        self.expected = muted("", self)
        self.notices = muted("", self)
        self.trouble = MessageBar(self)
        self._build_buttons()
        self.sample = QPlainTextEdit(self)
        self.sample.setReadOnly(True)
        self.sample.setTabChangesFocus(True)
        self.sample.setMaximumHeight(120)
        self.sample.setPlaceholderText(self.tr("A short text by the network appears here after each round."))
        self.sample_label = QLabel(self.tr("What the network writes now"), self)
        self.sample_label.setBuddy(self.sample)
        labelled(self.sample, self.tr("What the network writes now"))
        self.end = EndCard(self)
        self.end.try_button.clicked.connect(self._try_clicked)
        self.end.longer_button.clicked.connect(self.request_longer)
        self.end.compare_button.clicked.connect(self.request_compare)
        self.idle = EmptyState(
            self.tr("Nothing is training"),
            self.tr(
                "Choose a corpus and press Start. The curve of the training and what the network writes appear here."
            ),
            "",
            self,
        )
        self._lay_out()

    def _build_buttons(self) -> None:
        self.buttons = QWidget(self)
        self.try_now = QPushButton(self.tr("Try it now"), self.buttons)
        self.try_now.setAccessibleDescription(self.tr("Opens the best network so far while the training goes on"))
        self.try_now.clicked.connect(self._try_clicked)
        self.pause = QPushButton(self.tr("Pause"), self.buttons)
        self.pause.setCheckable(True)
        self.pause.setAccessibleDescription(self.tr("Holds the training; the time does not count"))
        self.pause.toggled.connect(self._pause_toggled)
        self.stop = QPushButton(self.tr("S&top and keep best"), self.buttons)
        self.stop.clicked.connect(self._stop_clicked)
        row = FlowLayout(self.buttons, horizontal=8, vertical=6)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.try_now, self.pause, self.stop):
            row.addWidget(button)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.buttons)
        column.addWidget(self.trouble)
        column.addWidget(self.plot, 1000)
        for widget in (self.sentence, self.expected, self.bar, self.numbers, self.notices, self.end):
            column.addWidget(widget)
        column.addWidget(self.sample_label)
        column.addWidget(self.sample)
        column.addWidget(self.idle, 1000)
        column.addStretch(1)  # where there is no plot
        self._live = (self.title, self.plot, self.sentence, self.numbers, self.sample_label, self.sample)
        hidden: tuple[QWidget, ...] = (*self._live, self.end, self.expected, self.notices)
        for hideable in hidden:
            hideable.hide()
        self._show_running(False)

    # -- events -------------------------------------------------------------------------------------------------------

    def begin(self, name: str, kind: str, *, runs: int = 1, can_go_on: bool = False) -> None:
        """Clears the last run and shows that one begins; `runs` more than 1 where a recipe compares networks.

        `can_go_on`: whether “Continue longer” is offered at the end.
        """
        self.runs, self._run = max(1, runs), -1
        self.name, self.kind = name, kind
        self._can_go_on = can_go_on
        self.finished = None
        self.state = "starting"
        self._points = []
        self.kept, self.saved = False, ""
        self.plot.clear()
        self.plot.set_unit(messages=kind == "classifier")
        self.sample.clear()
        for label in (self.notices, self.expected):
            label.clear()
            label.hide()
        self.end.hide()
        self.idle.hide()
        for widget in self._live:
            widget.show()
        for widget in (self.sample_label, self.sample):
            widget.setVisible(kind == "language")
        self.plot.setVisible(kind != "labels")  # it is learned at once, without rounds
        self.title.setText(self.tr("Training “{0}”").format(name))
        self.sentence.setText(self.tr("Reading the texts and building the network…"))
        self.bar.setRange(0, 0)
        self.numbers.clear()
        self.stop.setEnabled(True)
        self.try_now.setEnabled(False)
        self._show_paused(False)
        self.pause.setEnabled(False)
        self.progress = 0.0
        self._show_running(True)

    def take(self, event: object) -> None:
        """Shows one event of the engine."""
        if isinstance(event, engine.TrainingStarted):
            self._started(event)
        elif isinstance(event, engine.Expectation):
            self._expected(event)
        elif isinstance(event, engine.StepEnd):
            self._stepped(event)
        elif isinstance(event, engine.EpochEnd):
            self._validated(event)
        elif isinstance(event, engine.CheckpointSaved):
            self.kept, self.saved = True, self._run_name
            self.try_now.setEnabled(True)
        elif isinstance(event, engine.Notice):
            self.notices.setText(f"{self.notices.text()}\n{in_words(event.text)}".strip())
            self.notices.show()
        elif isinstance(event, engine.Paused):
            self._show_paused(True)
            self.trouble.show_message("error", event.text)
            self.sentence.setText(self.tr("Paused."))
        elif isinstance(event, engine.Resumed):
            self._show_paused(False)
            self.sentence.setText(curve_sentence(self.state))
        elif isinstance(event, engine.TrainingFinished):
            self._ended(event)

    def _started(self, event: Any) -> None:
        self._points = []
        self.state = "starting"
        self._run = min(self._run + 1, self.runs - 1)
        self._run_name = event.name
        # A comparison names its runs after the job; in the legend only what differs is of use.
        self.plot.start_run(event.name.removeprefix(f"{self.name} "))
        self.plot.set_end(event.steps)
        self.pause.setEnabled(True)
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * self._run / self.runs))
        locale = QLocale()
        if self.kind == "labels":
            self.sentence.setText(self.tr("Learning which words go with which label…"))
            self.numbers.setText(
                self.tr("{0} texts to learn from, {1} held out, {2} labels").format(
                    *(locale.toString(n) for n in (event.train_tokens, event.valid_tokens, event.vocabulary))
                )
            )
            return
        self.sentence.setText(curve_sentence("starting"))
        self.numbers.setText(
            self.tr("{0} tokens to learn from, {1} held out, vocabulary {2}, {3} parameters").format(
                *(
                    locale.toString(n)
                    for n in (event.train_tokens, event.valid_tokens, event.vocabulary, event.parameters)
                )
            )
        )

    def _expected(self, event: Any) -> None:
        self.expected.setText(expectation_sentence(event.loss, event.low, event.high, event.seconds))
        self.expected.setVisible(self.runs == 1)
        self.plot.set_expected(event.low, event.high)

    def _stepped(self, event: Any) -> None:
        if self.kind != "labels":
            self.plot.add_step(event.step, event.loss, event.seconds)
        self.bar.setRange(0, 1000)
        own = max(0.0, min(1.0, event.progress))
        if own > 0.02:  # before, the speed of the first steps would set the width of the plot
            self.plot.set_end(event.step / own)
        self.progress = (max(0, self._run) + own) / self.runs
        later = self.runs - 1 - max(0, self._run)
        self.seconds_left = event.seconds_left + later * (event.seconds + event.seconds_left)
        self.bar.setValue(round(self.progress * 1000))
        if self.kind == "labels":
            left = self.tr("{0} % · about {1} left")
            self.numbers.setText(left.format(int(self.progress * 100), duration(self.seconds_left)))
            return
        locale = QLocale()
        speed = locale.toString(round(event.tokens_per_second))
        text = self.tr("{0} % · about {1} left · {2} tokens a second · step {3}").format(
            int(self.progress * 100), duration(self.seconds_left), speed, locale.toString(event.step)
        )
        if self.runs > 1:
            of = self.tr("network {0} of {1}").format(max(0, self._run) + 1, self.runs)
            text = f"{text} · {of}"
        self.numbers.setText(text)

    def _validated(self, event: Any) -> None:
        point = CurvePoint(event.step, event.loss, event.val_loss, event.seconds, event.best, event.epoch)
        self._points.append(point)
        self.plot.add_point(point)
        self.state = curve_state(self._points)
        if not self.paused:
            self.sentence.setText(curve_sentence(self.state))
        if event.sample:
            self.sample.setPlainText(event.sample)

    def _ended(self, event: Any) -> None:
        self.finished = event
        kept = self.kept
        self._show_paused(False)
        self._show_running(False)
        self.plot.set_end(event.step)
        ngram = event.metrics.get("ngram_loss")
        if isinstance(ngram, int | float) and isfinite(ngram) and self.runs == 1:
            self.plot.set_ngram(float(ngram))
        self.expected.hide()  # the end card compares
        self.title.setText(self.tr("“{0}” is ready").format(event.name) if kept else self.tr("Training ended"))
        self.sentence.setText(reason_sentence(event.reason, kept=kept))
        self._say_length(event)
        points = self._points if self.kind == "language" and self.runs == 1 else ()
        self.end.show_result(event, kept=kept, points=points, longer=self._can_go_on)

    def _say_length(self, event: Any) -> None:
        steps = QLocale().toString(event.step)
        self.numbers.setText(self.tr("{0} steps in {1}").format(steps, duration(event.seconds)))

    def retranslate(self) -> None:
        """Says it in the language in use."""
        if self.finished is not None:
            self._say_length(self.finished)

    def show_lines(self, lines: list[str]) -> None:
        """Shows what a recipe does, in the place of the last sample."""
        self.end.show_lines(lines)
        for widget in (self.sample_label, self.sample):
            widget.setVisible(not lines and self.kind == "language")

    def fail(self) -> None:
        """Shows that the run ended with an error; the page shows the sentence itself."""
        self._show_paused(False)
        self._show_running(False)
        self.title.setText(self.tr("Training ended"))
        self.sentence.setText("")
        self.numbers.setText("")
        self.expected.hide()

    def _show_running(self, running: bool) -> None:
        self.buttons.setVisible(running)
        self.bar.setVisible(running)

    def _show_paused(self, paused: bool) -> None:
        """Sets the button without asking for anything: the run itself has paused or goes on."""
        self.paused = paused
        blocker = QSignalBlocker(self.pause)
        self.pause.setChecked(paused)
        blocker.unblock()
        self.pause.setText(self.tr("Continue") if paused else self.tr("Pause"))
        if not paused:
            self.trouble.clear()

    @Slot()
    def _stop_clicked(self) -> None:
        self.stop.setEnabled(False)
        self.pause.setEnabled(False)
        self.sentence.setText(self.tr("Stopping; the best network is being kept…"))
        self.request_stop.emit()

    @Slot(bool)
    def _pause_toggled(self, paused: bool) -> None:
        self.paused = paused
        self.pause.setText(self.tr("Continue") if paused else self.tr("Pause"))
        self.sentence.setText(self.tr("Paused.") if paused else curve_sentence(self.state))
        self.request_pause.emit(paused)

    @Slot()
    def _try_clicked(self) -> None:
        name = self.finished.name if self.finished is not None else self.saved
        if name:
            self.request_try.emit(name, self.kind)
