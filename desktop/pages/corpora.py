"""The Corpora page: the person's texts and the samples, what is in them, and how much a network can make of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

import engine
from desktop.corpora.corpus_changes import CorpusChanges
from desktop.corpora.corpus_cleaning import CorpusCleaning
from desktop.corpora.corpus_encoding import CorpusEncoding
from desktop.corpora.corpus_reading import Reading, ReadingProgress, read_entry
from desktop.corpora.corpus_secrets import CorpusSecrets
from desktop.corpora.corpus_watch import CorpusWatch
from desktop.corpora.instant import InstantModels
from desktop.pages.base import AppContext, Page
from desktop.widgets.cards import EmptyState, MessageBar
from desktop.widgets.corpora.corpus_details import CorpusDetails
from desktop.widgets.corpora.corpus_list import CorpusList
from desktop.widgets.corpora.import_report import ImportReportDialog
from desktop.widgets.path_picker import dropped_paths
from desktop.widgets.remember import SplitterMemory
from desktop.wording.language import in_words

if TYPE_CHECKING:
    from desktop.tasks import TaskHandle
    from engine import CorpusEntry


class CorporaPage(Page):
    """Lists corpora on the left and shows the chosen one on the right."""

    name: ClassVar[str] = "corpora"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAcceptDrops(True)
        self._handle: TaskHandle | None = None
        self._read_entry: CorpusEntry | None = None
        self._stop_asked = False
        self._closed = False  # what is still reported then starts nothing new
        self.reading: Reading | None = None
        self.report_dialog: ImportReportDialog | None = None
        self.watch = CorpusWatch(context.tasks, self)
        self.changes = CorpusChanges(context, self)
        self.instant = InstantModels(context, self)
        self.side = CorpusList(self)
        self._right = QWidget(self)
        self.message = MessageBar(self._right)
        self.details = CorpusDetails(self._right)
        self.cleaning = CorpusCleaning(context, self.details, self)
        self.encoding = CorpusEncoding(context, self.details, self.cleaning, self)
        self.secrets = CorpusSecrets(context, self.details.secrets, self.cleaning, self)
        self.empty = EmptyState(
            self.tr("No corpus yet"),
            self.tr("Drop files or folders here, or paste a text. Documents, tables, mails and chats are read."),
            self.tr("Add files…"),
            self._right,
        )
        self._stack = QStackedWidget(self._right)
        self._stack.addWidget(self.details)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(16, 20, 16, 20)
        column.setSpacing(12)
        column.addWidget(self.message)
        column.addWidget(self._stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(self.side)
        self.splitter.addWidget(self._right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([300, 800])
        self.splitter.setChildrenCollapsible(False)
        SplitterMemory(context.settings, "corpora/splitter", self.splitter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        self.list, self.files, self.meter, self.state = (
            self.side.list,
            self.details.files,
            self.details.meter,
            self.details.state,
        )
        self.train_button, self.instant_button = self.details.train_button, self.details.instant_button
        self._connect()

    def _connect(self) -> None:
        side, details = self.side, self.details
        side.chosen.connect(self._selected)
        side.add_files_button.clicked.connect(self.changes.choose_files)
        side.add_folder_button.clicked.connect(self.changes.choose_folder)
        side.paste_button.clicked.connect(self.changes.paste)
        side.request_open.connect(self._go_to_files)
        side.request_rename.connect(self._rename)
        side.request_remove.connect(self._remove)
        side.request_train.connect(self._train)
        side.request_writing.connect(self._write_at_once)
        details.train_button.clicked.connect(self._train)
        details.instant_button.clicked.connect(self._write_at_once)
        details.request_stop.connect(self.stop_reading)
        details.request_read.connect(self.read_again)
        details.request_report.connect(self.show_report)
        self.empty.activated.connect(self.changes.choose_files)
        self.changes.began.connect(self.message.clear)
        self.changes.added.connect(self._added)
        self.changes.failed.connect(self.message.show_error)
        self.cleaning.failed.connect(self.message.show_error)
        self.secrets.failed.connect(self.message.show_error)
        self.watch.changed.connect(self._files_changed)
        self.instant.ready.connect(self._ready_to_write)
        self.instant.failed.connect(self.message.show_error)
        self.instant.busy_changed.connect(self._counting)
        self.context.corpora_changed.connect(self.refresh)
        self.context.theme_changed.connect(details.apply_theme)

    # -- the list -----------------------------------------------------------------------------------------------------

    def shown(self, argument: object | None) -> None:
        """`argument`: the id of a corpus to select, or None."""
        self.refresh()
        self.watch.check()
        if isinstance(argument, str):
            self.select(argument)

    @property
    def current(self) -> CorpusEntry | None:
        """The selected corpus."""
        return self.side.current

    def select(self, corpus_id: str) -> None:
        """Selects a corpus by its id."""
        self.side.select(corpus_id)

    @Slot()
    def refresh(self) -> None:
        """Lists the corpora again and keeps the selection."""
        try:
            entries = list(self.context.corpora.entries())
            problem = self.context.corpora.problem
        except engine.EngineError as error:
            self.message.show_error(error)
            return
        if problem:
            self.message.show_message("warning", problem)
        self._stack.setCurrentWidget(self.details if entries else self.empty)
        self.side.show_entries(entries)
        if self.reading is not None and self._handle is None and self._is_wanted(self.reading):
            self._show(self.reading)  # its figures and sentences, in the language in use
            self._say(self.reading)

    @Slot()
    def _go_to_files(self) -> None:
        self.files.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- reading ------------------------------------------------------------------------------------------------------

    @Slot()
    def _selected(self) -> None:
        entry = self.current
        if entry is None:
            self.cleaning.show_entry(None)
            return
        self.details.caption.setText(entry.name)
        if self._read_entry is not None and self._read_entry.id != entry.id:
            self.cleaning.keep()  # which lists the corpora anew, and then comes here first
        before = self._read_entry
        if before is None or before.id != entry.id:
            self.watch.stop()
            self.reading = None
            self.details.clear()
            self.secrets.clear()
            self.cleaning.show_entry(entry)
        if before is None or _source(before) != _source(entry):
            self._read_entry = entry
            self._start_reading(entry)
        self._read_entry = entry
        self._allow()

    def _start_reading(self, entry: CorpusEntry) -> None:
        if self._handle is not None:
            self._handle.cancel()
        self._stop_asked = False
        self.details.changes.clear()
        self.details.show_state(self.tr("Reading…"), running=True)
        self._handle = self.context.tasks.run(
            "import",
            partial(read_entry, entry, self.context.corpora),
            on_success=self._read,
            on_error=self._not_read,
            on_progress=self._went_on,
        )

    @Slot()
    def read_again(self) -> None:
        """Reads the chosen corpus anew; what is known of its documents is not read twice."""
        entry = self.current
        if entry is not None:
            self.watch.stop()
            self._start_reading(entry)

    @Slot()
    def stop_reading(self) -> None:
        """Ends the reading; what was read until then is shown, and kept for the next time."""
        if self._handle is None:
            return
        self._stop_asked = True
        if self._handle.state == "queued":
            self.details.show_state(self.tr("Reading was stopped before it began."), stopped=True)
        self._handle.cancel()

    @Slot(object)
    def _went_on(self, progress: ReadingProgress | Reading) -> None:
        locale = self.locale()
        if self._stop_asked or self._handle is None:
            return
        if isinstance(progress, Reading):
            if progress.earlier:
                self._show_earlier(progress)
            elif self._is_wanted(progress):
                self._show(progress)
                self._watch(progress)
                self._say(progress, examined=False)
            return
        counts = locale.toString(progress.files), locale.toString(progress.all_files)
        said = self.tr("Reading file {0} of {1}: {2}").format(*counts, progress.name)
        skipped = self.reading is not None and bool(self.reading.skipped)
        self.details.show_state(said, running=True, skipped=skipped)
        thousandths = round(1000 * progress.bytes / max(1, progress.all_bytes))
        self.details.progress.setRange(0, 1000)
        self.details.progress.setValue(min(1000, thousandths))

    def _show_earlier(self, reading: Reading) -> None:
        """The files as they were found the last time, until they are read anew."""
        if self.reading is None and self._is_wanted(reading):
            self._show(reading)
            self.details.show_state(self.tr("Reading…"), running=True, skipped=bool(reading.skipped))

    @Slot(object)
    def _read(self, reading: Reading) -> None:
        ended = reading.diagnosis is not None or reading.error is not None
        if not self._is_wanted(reading) or not (ended or self._stop_asked):
            return  # another reading took its place
        self._handle = None
        self._show(reading)
        if reading.diagnosis is None:  # else it is watched since it was read
            self._watch(reading)
        self._say(reading)

    def _watch(self, reading: Reading) -> None:
        if self.current is not None and not reading.report.stopped:
            self.watch.watch(self.current, reading.report)

    def _is_wanted(self, reading: Reading) -> bool:
        entry = self.current
        return not self._closed and entry is not None and reading.id == entry.id and reading.cleaning == entry.cleaning

    def _show(self, reading: Reading) -> None:
        before, self.reading, entry = self.reading, reading, self.current
        if before is None or before.rows != reading.rows:
            self.files.show_rows(reading.rows)
        if reading.summary is None:
            self.meter.clear()
        elif reading.diagnosis is None:
            self.meter.show_summary(reading.summary)
            self.cleaning.show_reading(reading)
        else:
            self.meter.show_summary(reading.summary)
            self.meter.show_diagnosis(reading.diagnosis)
        if entry is not None:
            self.secrets.show_reading(entry, reading)
        self._allow()

    def _say(self, reading: Reading, *, examined: bool = True) -> None:
        skipped = len(reading.skipped)
        parts = []
        if reading.report.stopped:
            parts.append(
                self.tr("Reading was stopped. Files that are read: {0}.").format(
                    self.locale().toString(len(reading.rows) - skipped)
                )
            )
        if reading.error is not None:
            parts += [in_words(reading.error.message), in_words(reading.error.hint)]
        elif skipped:
            parts.append(self.tr("Files that were skipped: {0}.").format(self.locale().toString(skipped)))
        parts += [in_words(note) for note in (*reading.report.notes, *reading.notes)]
        if not examined:
            parts.append(self.tr("The texts are being examined…"))
        said = " ".join(part for part in parts if part)
        self.details.show_state(said, running=not examined, stopped=reading.report.stopped, skipped=bool(skipped))

    @Slot(object)
    def _not_read(self, error: engine.EngineError) -> None:
        self._handle = None
        self._read_entry = None
        self.details.show_state(f"{in_words(error.message)} {in_words(error.hint)}".strip(), stopped=True)

    def _allow(self) -> None:
        readable = self.reading is not None and self.reading.summary is not None
        self.train_button.setEnabled(readable)
        self.instant_button.setEnabled(readable and not self.instant.busy)

    @Slot(int)
    def _files_changed(self, count: int) -> None:
        said = (
            self.tr("A file changed since it was read.")
            if count == 1
            else self.tr("{0} files changed since they were read.").format(self.locale().toString(count))
        )
        self.details.changes.show_message("info", said, action=self.tr("Read again"))

    @Slot()
    def show_report(self) -> None:
        """Opens the list of skipped files."""
        if self.reading is not None:
            self.report_dialog = ImportReportDialog(self.details.caption.text(), self.reading.skipped, self)
            self.report_dialog.open()

    # -- changes ------------------------------------------------------------------------------------------------------

    @property
    def dialog(self) -> QDialog | None:
        """The dialog that a change of the list opened last."""
        return self.changes.dialog

    def add_paths(self, paths: Sequence[Path], *, column: str | None = None) -> None:
        """Adds files and folders as one corpus; asks for the column where one of them is a table."""
        self.changes.add_paths(paths, column=column)

    @Slot(object)
    def _added(self, entry: CorpusEntry) -> None:
        self.refresh()
        self.select(entry.id)
        self.request_status.emit(self.tr("“{0}” was added").format(entry.name))

    @Slot()
    def _rename(self) -> None:
        self.changes.rename(self.current)

    @Slot()
    def _remove(self) -> None:
        self.changes.remove(self.current)

    @Slot()
    def _train(self) -> None:
        self.cleaning.keep()
        if self.current is not None and self.train_button.isEnabled():
            self.request_page.emit("train", self.current.id)

    @Slot()
    def _write_at_once(self) -> None:
        self.cleaning.keep()
        if self.current is not None:
            self.message.clear()
            self.instant.start(self.current)

    @Slot(str)
    def _ready_to_write(self, name: str) -> None:
        self.request_page.emit("write", name)

    @Slot(bool)
    def _counting(self, busy: bool) -> None:
        self._allow()
        self.instant_button.setText(self.tr("Counting…") if busy else self.tr("Write &at once"))

    # -- drag and drop, paste, end ------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.add_paths(paths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.changes.paste_clipboard()
        else:
            super().keyPressEvent(event)

    def close_page(self) -> None:
        """Ends a reading that goes on, and keeps what was switched."""
        self.cleaning.show_entry(None)
        self.secrets.clear()
        self.watch.stop()
        self.instant.stop()
        if self._handle is not None:
            self._handle.cancel()
        self._closed = True


def _source(entry: CorpusEntry) -> tuple[object, ...]:
    """What a reading depends on: another name of a corpus needs no other reading."""
    return entry.id, entry.paths, entry.column, entry.cleaning
