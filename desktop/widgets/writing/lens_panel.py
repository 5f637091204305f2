"""Check a draft: paste a text and see which words the model did not expect, and what it would have written."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.cards import heading, muted
from desktop.widgets.writing.lens_text import LensText
from desktop.widgets.writing.word_popover import WordPopover
from desktop.writing.lens import Reading
from desktop.writing.lens_story import choices_of, count_sentence, cut_sentence, story

PAUSE_MS = 700  # a draft is read again so long after the last key


class LensPanel(QWidget):
    """The panel, without what reads: it asks with the draft, and is told what was found."""

    request_check = Signal(str)
    request_stop = Signal()
    request_close = Signal()
    request_train = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ""
        self._asked = ""  # the draft that is read, or was read last
        self._index = -1
        self.popover: WordPopover | None = None
        self.title = heading(self.tr("Check a draft"), self)
        self.title.setWordWrap(True)
        self.intro = muted("", self)
        self.edit = LensText(self)
        self.edit.setPlaceholderText(self.tr("Paste or type a text here."))
        self.edit.setAccessibleName(self.tr("Draft"))
        self.edit.setAccessibleDescription(self.tr("Alt and Down tell of the next word that was not expected"))
        self.legend = muted("", self)
        self.retranslate()
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("How far the draft is read"))
        self.status = muted("", self)
        self.stop = QPushButton(self.tr("Stop checking"), self)
        self.again = QPushButton(self.tr("Check again"), self)
        self.train = QPushButton(self.tr("Train a model"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.setToolTip(self.tr("Back to the conversation (Esc)"))
        self.stop.clicked.connect(self.request_stop)
        self.again.clicked.connect(self.check)
        self.train.clicked.connect(self.request_train)
        self.close_button.clicked.connect(self.request_close)
        self.edit.textChanged.connect(self._edited)
        self.edit.mark_activated.connect(self.ask)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.check)
        self._lay_out()
        self.set_model("")
        self._show_busy(False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.addWidget(self.status, 1)
        for widget in (self.stop, self.again, self.train):
            foot.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self.intro)
        self._column.addWidget(self.edit, 1)
        self._column.addWidget(self.legend)
        self._column.addWidget(self.progress)
        self._column.addLayout(foot)
        self.restyle()

    def set_model(self, label: str) -> None:
        """Names the model that reads; empty where there is none. Another one reads the draft anew."""
        if label == self._model and label:
            return
        self._model = label
        self.train.setVisible(not label)
        if label:
            self.intro.setText(
                self.tr("“{0}” reads your text and marks the words that it did not expect there.").format(label)
            )
            self._asked = ""
            if self.isVisible():
                self.check()
        else:
            self.intro.setText(self.tr("There is no model yet that could read your text: train one first."))
            self.edit.set_marks("", ())

    # Reading

    @Slot()
    def _edited(self) -> None:
        if self.edit.toPlainText() != self._asked:
            self._timer.start()

    @Slot()
    def check(self) -> None:
        """Asks for the draft to be read."""
        self._timer.stop()
        text = self.edit.toPlainText()
        if not text.strip() or not self._model:
            self._asked = ""
            self.edit.set_marks("", ())
            self.status.setText("")
            self._show_busy(False)
            self.request_stop.emit()
            return
        self._asked = text
        self._show_busy(True)
        self.progress.setValue(0)
        self.status.setText(self.tr("Reading…"))
        self.request_check.emit(text)

    @Slot(object)
    def show_progress(self, reading: Reading) -> None:
        """Marks what was found so far."""
        self.progress.setMaximum(max(1, reading.total))
        self.progress.setValue(reading.done)
        self._mark(reading)

    @Slot(object, bool)
    def show_found(self, reading: Reading, stopped: bool) -> None:
        """Marks what was found and says how much that is."""
        self._show_busy(False)
        if not self._asked:
            return
        self._mark(reading)
        told = [count_sentence(reading, self.locale())]
        if stopped:
            told = [self.tr("Stopped; the rest is not read.")]
        if reading.cut:
            told.append(cut_sentence(reading, self.locale()))
        self.status.setText(" ".join(told))

    @Slot(object)
    def show_error(self, error: Exception) -> None:
        """Says why the draft could not be read."""
        self._show_busy(False)
        self.status.setText(f"{getattr(error, 'message', error)} {getattr(error, 'hint', '')}".strip())

    def _mark(self, reading: Reading) -> None:
        if self.edit.toPlainText() == self._asked:
            self.edit.set_marks(self._asked, reading.found)

    def _show_busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        self.again.setVisible(not busy and bool(self._model))

    # Words

    @Slot(int)
    def ask(self, index: int) -> None:
        """Tells what was expected in the place of a marked word."""
        marks = self.edit.marks
        if not 0 <= index < len(marks):
            return
        word = self.edit.word(index)
        if not word:
            return
        if self.popover is None:
            self.popover = WordPopover(self)
            self.popover.setAccessibleName(self.tr("What was expected"))
            self.popover.chosen.connect(self._chosen)
            self.popover.request_move.connect(self._move)
            self.popover.closed.connect(self._closed)
        self._index = index
        self.popover.show_story(story(word, marks[index], self.locale()), self.edit.place(index))

    @Slot(int)
    def _move(self, step: int) -> None:
        self.ask(self._index + step)

    @Slot(int)
    def _chosen(self, choice: int) -> None:
        text, _probability = choices_of(self.edit.marks[self._index])[choice]
        self.edit.replace(self._index, text.strip())
        self.check()

    @Slot()
    def _closed(self) -> None:
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def retranslate(self) -> None:
        """Says what the marks mean, in the language in use."""
        levels = self.tr("Dots: somewhat unexpected. Dashes: unexpected. Wave: very unexpected.")
        asking = self.tr("Click a word, or press Alt+Down, for what was expected.")
        self.legend.setText(f"{levels} {asking}")

    def restyle(self) -> None:
        """Takes another theme or zoom."""
        side = theme.px(20)
        self._column.setContentsMargins(side, theme.px(8), side, theme.px(12))
        self._column.setSpacing(theme.px(8))
        self.edit.apply_theme()
