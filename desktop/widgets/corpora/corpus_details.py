"""The right side of the Corpora page: what is in the chosen corpus, and what of it is learned."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.areas import ColumnArea
from desktop.widgets.cards import MessageBar, heading, muted
from desktop.widgets.corpora.cleaning_switches import CleaningSwitches
from desktop.widgets.corpora.data_meter import DataMeter
from desktop.widgets.corpora.file_tree import FileTree
from desktop.widgets.corpora.secret_banner import SecretBanner
from desktop.widgets.corpora.text_preview import TextPreview
from desktop.widgets.stacking import TurningRow

SIDE_BY_SIDE = 640  # a narrower page has the switches above the preview


class CorpusDetails(ColumnArea):
    """Caption and buttons, how a reading goes, the data meter, the files, the switches of cleaning and the preview."""

    request_stop = Signal()
    request_read = Signal()
    request_report = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        contents = QWidget()
        super().__init__(contents, 320, parent)
        self.caption = heading("", contents)
        self.caption.setWordWrap(True)
        self.instant_button = QPushButton(self.tr("Write &at once"), contents)
        self.instant_button.setToolTip(self.tr("Suggestions from this corpus in a moment, before any training"))
        self.train_button = QPushButton(self.tr("&Train on this"), contents)
        self.train_button.setProperty("role", "primary")
        self.changes = MessageBar(contents)
        self.changes.action_requested.connect(self.request_read)
        self.secrets = SecretBanner(contents)
        self.state = muted("", contents)
        self.progress = QProgressBar(contents)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress of reading"))
        self.stop_button = QPushButton(self.tr("&Stop reading"), contents)
        self.stop_button.clicked.connect(self.request_stop)
        self.resume_button = QPushButton(self.tr("Go o&n reading"), contents)
        self.resume_button.clicked.connect(self.request_read)
        self.report_button = QPushButton(self.tr("Show the s&kipped files…"), contents)
        self.report_button.clicked.connect(self.request_report)
        self.meter = DataMeter(contents)
        self.files = FileTree(contents)
        self.cleaning = CleaningSwitches(contents)
        self.preview = TextPreview(contents)
        self._lay_out(contents)
        self.show_state("")

    def _lay_out(self, contents: QWidget) -> None:
        column = QVBoxLayout(contents)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        top = TurningRow(contents)
        top.add(self.caption, 1)
        for button in (self.instant_button, self.train_button):
            top.add(button)
        column.addWidget(top)
        column.addWidget(self.changes)
        column.addWidget(self.secrets)
        self._line = TurningRow(contents)
        self._line.add(self.state, 1)
        for button in (self.stop_button, self.resume_button, self.report_button):
            self._line.add(button)
        column.addWidget(self._line)
        column.addWidget(self.progress)
        column.addWidget(self.meter)
        column.addWidget(self.files)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(20)
        self._pair.addWidget(self.cleaning, 4)
        self._pair.addWidget(self.preview, 5)
        column.addLayout(self._pair, 1)

    def show_state(self, text: str, *, running: bool = False, stopped: bool = False, skipped: bool = False) -> None:
        """A sentence on the reading; Stop while it is `running`, Go on where it was `stopped`, and the report where
        files were `skipped`."""
        self.state.setText(text)
        self._line.setVisible(bool(text))
        self.progress.setVisible(running)
        if not running:
            self.progress.setRange(0, 0)
        self.stop_button.setVisible(running)
        self.resume_button.setVisible(stopped)
        self.report_button.setVisible(skipped)

    def clear(self) -> None:
        """Shows nothing of any corpus."""
        self.changes.clear()
        self.meter.clear()
        self.files.clear()
        self.preview.clear()
        self.cleaning.show_steps(())

    @Slot()
    def apply_theme(self) -> None:
        """Takes the colours and sizes of the theme in use."""
        self.files.apply_theme()
        self.preview.apply_theme()
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        beside = self.viewport().width() >= theme.px(SIDE_BY_SIDE)
        kinds = QBoxLayout.Direction
        self._pair.setDirection(kinds.LeftToRight if beside else kinds.TopToBottom)
