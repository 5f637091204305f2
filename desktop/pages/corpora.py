"""The Corpora page: the person's texts and the samples, what is in them, and how much a network can make of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

import engine
from desktop.corpus_reading import FileRow, Reading, read_entry
from desktop.instant import InstantModels
from desktop.pages.base import AppContext, Page
from desktop.widgets.cards import EmptyState, MessageBar, heading, muted
from desktop.widgets.data_meter import DataMeter
from desktop.widgets.forms import labelled
from desktop.widgets.path_picker import dropped_paths
from desktop.widgets.remember import SplitterMemory
from desktop.widgets.small_dialogs import ColumnDialog, FormDialog, NameDialog, PasteDialog, question

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from desktop.tasks import TaskHandle
    from engine import CorpusEntry

TABLES = (".csv", ".tsv", ".jsonl", ".ndjson")


class CorporaPage(Page):
    """Lists corpora on the left and shows the chosen one on the right."""

    name: ClassVar[str] = "corpora"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAcceptDrops(True)
        self._entries: dict[str, CorpusEntry] = {}
        self._handle: TaskHandle | None = None
        self._read_entry: CorpusEntry | None = None
        self._pending: list[Path] = []
        self.dialog: FormDialog | QMessageBox | None = None
        self.reading: Reading | None = None
        self.message = MessageBar(self)
        self._build_list()
        self._build_details()
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(self._left)
        self.splitter.addWidget(self._right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([300, 800])
        self.splitter.setChildrenCollapsible(False)
        SplitterMemory(context.settings, "corpora/splitter", self.splitter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        context.corpora_changed.connect(self.refresh)

    def _build_list(self) -> None:
        self._left = QWidget(self)
        self.list = QListWidget(self._left)
        labelled(self.list, self.tr("Corpora"), self.tr("Files and folders can be dropped here"))
        self.list.currentItemChanged.connect(self._selected)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.add_files_button = QPushButton(self.tr("Add fi&les…"), self._left)
        self.add_folder_button = QPushButton(self.tr("Add f&older…"), self._left)
        self.paste_button = QPushButton(self.tr("&Paste text…"), self._left)
        self.add_folder_button.setAccessibleDescription(self.tr("The folder is linked, not copied"))
        self.add_files_button.clicked.connect(self._choose_files)
        self.add_folder_button.clicked.connect(self._choose_folder)
        self.paste_button.clicked.connect(self.paste)
        self.rename_button = QPushButton(self.tr("&Rename…"), self._left)
        self.remove_button = QPushButton(self.tr("Re&move"), self._left)
        self.rename_button.clicked.connect(self.rename)
        self.remove_button.clicked.connect(self.remove)
        for keys, slot in (("F2", self.rename), ("Delete", self.remove)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(24, 20, 16, 20)
        column.setSpacing(10)
        column.addWidget(heading(self.tr("Corpora"), self._left, level=1))
        column.addWidget(self.list, 1)
        for buttons in ((self.add_files_button, self.add_folder_button), (self.paste_button,)):
            line = QHBoxLayout()
            line.setSpacing(8)
            for button in buttons:
                line.addWidget(button, 1)
            column.addLayout(line)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.rename_button, 1)
        line.addWidget(self.remove_button, 1)
        column.addLayout(line)
        column.addWidget(muted(self.tr("Files stay where they are: Maeari only links to them."), self._left))

    def _build_details(self) -> None:
        self._right = QWidget(self)
        self.caption = heading("", self._right)
        self.train_button = QPushButton(self.tr("&Train on this"), self._right)
        self.train_button.setProperty("role", "primary")
        self.train_button.clicked.connect(self._train)
        self.instant_button = QPushButton(self.tr("Write &at once"), self._right)
        self.instant_button.setToolTip(self.tr("Suggestions from this corpus in a moment, before any training"))
        self.instant_button.clicked.connect(self._write_at_once)
        self.instant = InstantModels(self.context, self)
        self.instant.ready.connect(self._ready_to_write)
        self.instant.failed.connect(self._not_counted)
        self.instant.busy_changed.connect(self._counting)
        self.meter = DataMeter(self._right)
        self.files = QTableWidget(0, 5, self._right)
        labelled(self.files, self.tr("Files of the corpus"))
        self.files.setHorizontalHeaderLabels(
            [self.tr("File"), self.tr("Encoding"), self.tr("Characters"), self.tr("Replaced"), self.tr("State")]
        )
        header = self.files.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        for number in (2, 3):
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            self.files.model().setHeaderData(
                number, Qt.Orientation.Horizontal, right, Qt.ItemDataRole.TextAlignmentRole
            )
        self.files.horizontalScrollBar().rangeChanged.connect(self._fit_files)
        self.files.verticalHeader().hide()
        self.files.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.files.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.files.setShowGrid(False)
        self.files.setTabKeyNavigation(False)
        self._fit_files()
        self.preview = QPlainTextEdit(self._right)
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        labelled(self.preview, self.tr("Preview of the text"))
        self.preview_label = QLabel(self.tr("Previe&w"), self._right)
        self.preview_label.setBuddy(self.preview)
        self.preview_label.setProperty("role", "subheading")
        self.state = muted("", self._right)
        details = QWidget(self._right)
        inner = QVBoxLayout(details)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        top = QHBoxLayout()
        top.addWidget(self.caption, 1)
        top.addWidget(self.instant_button)
        top.addWidget(self.train_button)
        inner.addLayout(top)
        inner.addWidget(self.state)
        inner.addWidget(self.meter)
        inner.addWidget(self.files)
        inner.addWidget(self.preview_label)
        inner.addWidget(self.preview, 1)
        self._details = details
        self.empty = EmptyState(
            self.tr("No corpus yet"),
            self.tr("Drop files or folders here, or paste a text. Documents, tables, mails and chats are read."),
            self.tr("Add files…"),
            self._right,
        )
        self.empty.activated.connect(self._choose_files)
        self._stack = QStackedWidget(self._right)
        self._stack.addWidget(self._details)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(16, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.message)
        column.addWidget(self._stack, 1)

    # -- the list -----------------------------------------------------------------------------------------------------

    def shown(self, argument: object | None) -> None:
        """`argument`: the id of a corpus to select, or None."""
        self.refresh()
        if isinstance(argument, str):
            self.select(argument)

    @property
    def current(self) -> CorpusEntry | None:
        """The selected corpus."""
        item = self.list.currentItem()
        return self._entries.get(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def select(self, corpus_id: str) -> None:
        """Selects a corpus by its id."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == corpus_id:
                self.list.setCurrentRow(row)

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
        chosen = self.current.id if self.current is not None else None
        before = self._entries
        self._entries = {entry.id: entry for entry in entries}
        if before == self._entries and self.list.count():
            return
        self.list.blockSignals(True)
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem(self._entry_text(entry))
            item.setData(Qt.ItemDataRole.UserRole, entry.id)
            item.setToolTip("\n".join(str(path) for path in entry.paths[:20]))
            self.list.addItem(item)
        self.list.blockSignals(False)
        if chosen in self._entries:
            self.select(str(chosen))
        elif entries:
            self.list.setCurrentRow(0)
        self._stack.setCurrentWidget(self._details if entries else self.empty)
        self._selected()

    def _entry_text(self, entry: CorpusEntry) -> str:
        if entry.sample:
            return self.tr("{0} (sample)").format(entry.name)
        return self.tr("{0} (missing)").format(entry.name) if entry.missing else entry.name

    @Slot()
    def _selected(self) -> None:
        entry = self.current
        own = entry is not None and not entry.sample
        self.rename_button.setEnabled(own)
        self.remove_button.setEnabled(own)
        self.train_button.setEnabled(False)
        self.instant_button.setEnabled(False)
        if entry is None:
            return
        self.caption.setText(entry.name)
        if self.reading is not None and self.reading.id == entry.id and entry == self._read_entry:
            self.train_button.setEnabled(True)
            self.instant_button.setEnabled(not self.instant.busy)
            return
        self.reading = None
        self.meter.clear()
        self.files.setRowCount(0)
        self.preview.clear()
        self.state.setText(self.tr("Reading…"))
        self.state.show()
        self._read_entry = entry
        if self._handle is not None:
            self._handle.cancel()
        self._handle = self.context.tasks.run(
            "import", partial(read_entry, entry), on_success=self._read, on_error=self._not_read
        )

    @Slot(object)
    def _read(self, reading: Reading | None) -> None:
        entry = self.current
        if reading is None or entry is None or reading.id != entry.id:
            return
        self.reading = reading
        self.state.hide()
        self.train_button.setEnabled(True)
        self.instant_button.setEnabled(not self.instant.busy)
        self.meter.show_summary(reading.summary)
        self._fill_files(reading.rows)
        self.preview.setPlainText(reading.preview)
        skipped = sum(1 for row in reading.rows if row.reason)
        if skipped:
            self.state.setText(self.tr("{0} files were skipped; the table says why.").format(skipped))
            self.state.show()

    @Slot(object)
    def _not_read(self, error: engine.EngineError) -> None:
        self._read_entry = None
        self.state.setText(str(error))
        self.state.show()

    def _fill_files(self, rows: Sequence[FileRow]) -> None:
        locale = self.locale()
        shown = rows[:2000]  # a table of widgets; more files than this are only counted
        self.files.setRowCount(len(shown))
        for number, row in enumerate(shown):
            state = row.reason or (self.tr("read, with replacements") if row.replaced else self.tr("read"))
            cells = (
                row.name,
                row.encoding or "–",
                "–" if row.reason else locale.toString(row.characters),
                "–" if row.reason else locale.toString(row.replaced),
                state,
            )
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(row.path if column == 0 else text)
                if column in (2, 3):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.files.setItem(number, column, item)
        self._fit_files()

    @Slot()
    def _fit_files(self) -> None:
        """The table is as high as its rows, up to six; the rest belongs to the preview."""
        row = max(self.files.verticalHeader().defaultSectionSize(), self.fontMetrics().height() + 10)
        header = self.files.horizontalHeader().sizeHint().height()
        bar = self.files.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.files.setFixedHeight(header + row * max(1, min(6, self.files.rowCount())) + below + 6)

    # -- changes ------------------------------------------------------------------------------------------------------

    def add_paths(self, paths: Sequence[Path], *, column: str | None = None) -> None:
        """Adds files and folders as one corpus; asks for the column where one of them is a table."""
        if not paths:
            return
        self.message.clear()
        table = next((path for path in paths if path.suffix.lower() in TABLES and path.is_file()), None)
        if table is not None and column is None:
            try:
                columns = engine.csv_columns(table)
            except engine.EngineError as error:
                self.message.show_error(error)
                return
            dialog = ColumnDialog(table.name, columns, self)
            self.dialog = dialog
            self._pending = list(paths)
            dialog.accepted.connect(self._column_chosen)
            dialog.open()
            return
        name = paths[0].stem if paths[0].is_file() else paths[0].name
        if len(paths) > 1:
            name = self.tr("{0} and {1} more").format(name, len(paths) - 1)
        self._change(partial(self.context.corpora.add, name or self.tr("Corpus"), list(paths), column=column))

    @Slot()
    def _column_chosen(self) -> None:
        if isinstance(self.dialog, ColumnDialog):
            self.add_paths(self._pending, column=self.dialog.value)

    def _change(self, change: partial[CorpusEntry]) -> None:
        """Does a change of the library and shows its entry, or the error."""
        try:
            entry = change()
        except engine.EngineError as error:
            self.message.show_error(error)
            return
        self.context.corpora_changed.emit()
        self.refresh()
        self.select(entry.id)
        self.request_status.emit(self.tr("“{0}” was added").format(entry.name))

    @Slot()
    def _choose_files(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(
            self,
            self.tr("Add files"),
            "",
            self.tr("Texts and documents ({0});;All files (*)").format(
                " ".join(f"*{suffix}" for suffix in engine.read_suffixes())
            ),
        )
        self.add_paths([Path(name) for name in names])

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Add a folder"))
        if name:
            self.add_paths([Path(name)])

    @Slot()
    def paste(self) -> None:
        """Opens the dialog that takes a pasted text."""
        dialog = PasteDialog(self)
        self.dialog = dialog
        dialog.accepted.connect(self._pasted)
        dialog.open()

    @Slot()
    def _pasted(self) -> None:
        if isinstance(self.dialog, PasteDialog):
            name, text = self.dialog.name.text().strip(), self.dialog.text.toPlainText()
            self.message.clear()
            self._change(partial(self.context.corpora.add_text, name, text))

    @Slot()
    def rename(self) -> None:
        """Asks for another name of the selected corpus."""
        entry = self.current
        if entry is None or entry.sample:
            return
        dialog = NameDialog(self.tr("Rename the corpus"), self.tr("Rename"), entry.name, self)
        self.dialog = dialog
        dialog.accepted.connect(self._renamed)
        dialog.open()

    @Slot()
    def _renamed(self) -> None:
        entry = self.current
        if entry is None or not isinstance(self.dialog, NameDialog):
            return
        try:
            self.context.corpora.rename(entry.id, self.dialog.value)
        except engine.EngineError as error:
            self.message.show_error(error)
            return
        self.context.corpora_changed.emit()

    @Slot()
    def remove(self) -> None:
        """Asks whether the selected corpus should leave the list."""
        entry = self.current
        if entry is None or entry.sample:
            return
        box = question(
            self,
            self.tr("Remove the corpus"),
            self.tr("Remove “{0}” from the list?").format(entry.name),
            self.tr("Your own files stay where they are. Models trained on it stay too."),
            self.tr("Remove"),
        )
        self.dialog = box
        box.accepted.connect(self._removed)
        box.open()

    @Slot()
    def _removed(self) -> None:
        entry = self.current
        if entry is None:
            return
        try:
            self.context.corpora.remove(entry.id)
        except engine.EngineError as error:
            self.message.show_error(error)
            return
        self.context.corpora_changed.emit()

    @Slot()
    def _train(self) -> None:
        if self.current is not None:
            self.request_page.emit("train", self.current.id)

    @Slot()
    def _write_at_once(self) -> None:
        if self.current is not None:
            self.message.clear()
            self.instant.start(self.current)

    @Slot(str)
    def _ready_to_write(self, name: str) -> None:
        self.request_page.emit("write", name)

    @Slot(object)
    def _not_counted(self, error: engine.EngineError) -> None:
        self.message.show_error(error)

    @Slot(bool)
    def _counting(self, busy: bool) -> None:
        self.instant_button.setEnabled(not busy and self.current is not None)
        self.instant_button.setText(self.tr("Counting…") if busy else self.tr("Write &at once"))

    @Slot(QPoint)
    def _menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Train on this"), self._train)
        menu.addAction(self.tr("Write at once"), self._write_at_once)
        entry = self.current
        if entry is not None and not entry.sample:
            menu.addAction(self.tr("Rename…"), self.rename)
            menu.addAction(self.tr("Remove"), self.remove)
        menu.popup(self.list.mapToGlobal(position))

    # -- drag and drop, end -------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.add_paths(paths)

    def close_page(self) -> None:
        """Ends a reading that goes on."""
        self.instant.stop()
        if self._handle is not None:
            self._handle.cancel()
