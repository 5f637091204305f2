"""The Corpora page: the person's texts and the samples, what is in them, and how much a network can make of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

import engine
from desktop.corpora.corpus_changes import CorpusChanges
from desktop.corpora.corpus_cleaning import CorpusCleaning
from desktop.corpora.corpus_encoding import CorpusEncoding
from desktop.corpora.corpus_names import corpus_name
from desktop.corpora.corpus_reader import CorpusReader
from desktop.corpora.corpus_secrets import CorpusSecrets
from desktop.corpora.instant import InstantModels
from desktop.pages.base import AppContext, Page
from desktop.widgets.cards import EmptyState, MessageBar
from desktop.widgets.corpora.corpus_details import CorpusDetails
from desktop.widgets.corpora.corpus_list import CorpusList
from desktop.widgets.path_picker import dropped_paths
from desktop.widgets.remember import SplitterMemory
from desktop.widgets.stacking import StackingSplitter

if TYPE_CHECKING:
    from desktop.corpora.corpus_reading import Reading
    from desktop.widgets.corpora.import_report import ImportReportDialog
    from engine import CorpusEntry


class CorporaPage(Page):
    """Lists corpora on the left and shows the chosen one on the right."""

    name: ClassVar[str] = "corpora"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAcceptDrops(True)
        self.changes = CorpusChanges(context, self)
        self.instant = InstantModels(context, self)
        self.side = CorpusList(self)
        self._right = QWidget(self)
        self.message = MessageBar(self._right)
        self.details = CorpusDetails(self._right)
        self.reader = CorpusReader(context, self.details, self)
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
        self.splitter = StackingSplitter(self)
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
        self.reader.found.connect(self._show)
        self.empty.activated.connect(self.changes.choose_files)
        self.changes.began.connect(self.message.clear)
        self.changes.added.connect(self._added)
        self.changes.failed.connect(self.message.show_error)
        self.cleaning.failed.connect(self.message.show_error)
        self.secrets.failed.connect(self.message.show_error)
        self.instant.ready.connect(self._ready_to_write)
        self.instant.failed.connect(self.message.show_error)
        self.instant.busy_changed.connect(self._counting)
        self.context.corpora_changed.connect(self.refresh)
        self.context.theme_changed.connect(details.apply_theme)

    # -- the list -----------------------------------------------------------------------------------------------------

    def shown(self, argument: object | None) -> None:
        """`argument`: the id of a corpus to select, or None."""
        self.refresh()
        self.reader.watch.check()
        if isinstance(argument, str):
            self.select(argument)

    @property
    def reading(self) -> Reading | None:
        """What was read of the selected corpus."""
        return self.reader.reading

    @property
    def report_dialog(self) -> ImportReportDialog | None:
        """The list of skipped files that was opened last."""
        return self.reader.report_dialog

    @Slot()
    def show_report(self) -> None:
        """Opens the list of skipped files."""
        self.reader.show_report()

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
        self.reader.say_again()

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
        self.details.caption.setText(corpus_name(entry))
        if self.reader.source is not None and self.reader.source.id != entry.id:
            self.cleaning.keep()  # which lists the corpora anew, and then comes here first
        if self.reader.source is None or self.reader.source.id != entry.id:
            self.reader.forget()
            self.details.clear()
            self.secrets.clear()
            self.cleaning.show_entry(entry)
        self.reader.read(entry)
        self._allow()

    @Slot(object)
    def _show(self, reading: Reading) -> None:
        entry = self.current
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

    def _allow(self) -> None:
        readable = self.reading is not None and self.reading.summary is not None
        self.train_button.setEnabled(readable)
        self.instant_button.setEnabled(readable and not self.instant.busy)

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
        self.instant.stop()
        self.reader.close()
