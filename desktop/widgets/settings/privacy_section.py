"""The section on privacy: that nothing leaves the computer, and every file that is kept, with Open and Erase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableView, QWidget

import engine
from desktop import theme
from desktop.data.data_jobs import DataJob, close_log
from desktop.data.stored_files import CLOSED_FOR, StoredFiles, purpose
from desktop.errors import start_log
from desktop.models.model_text import date_text
from desktop.training.training_text import file_size
from desktop.widgets.cards import MessageBar, muted
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.settings.settings_sections import Section
from desktop.widgets.small_dialogs import question

if TYPE_CHECKING:
    from desktop.context import AppContext
    from desktop.settings_text import Group
    from desktop.tasks import Control
    from engine import StoredThing

Index = QModelIndex | QPersistentModelIndex
NEVER_ALONE = ("data_note", "window")


class StoredModel(QAbstractTableModel):
    """A row a stored thing: name, what it is, size, date of change."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.things: tuple[StoredThing, ...] = ()
        self._titles = (self.tr("Name"), self.tr("What it is"), self.tr("Size"), self.tr("Changed"))

    def show(self, things: tuple[StoredThing, ...]) -> None:
        """Shows these things."""
        self.beginResetModel()
        self.things = things
        self._titles = (self.tr("Name"), self.tr("What it is"), self.tr("Size"), self.tr("Changed"))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return 0 if parent.isValid() else len(self.things)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        thing = self.things[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(thing)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(thing.path)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(self._texts(thing)) if index.column() == 0 else self._texts(thing)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 2:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @staticmethod
    def _texts(thing: StoredThing) -> tuple[str, str, str, str]:
        return thing.name, purpose(thing), file_size(thing.size_bytes, QLocale()), date_text(thing.changed)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return None


class PrivacySection(Section):
    """The list of files, and what can be done with the one that is selected."""

    def __init__(self, group: Group, context: AppContext, files: StoredFiles, parent: QWidget | None = None) -> None:
        super().__init__(group, parent)
        self._context = context
        self._files = files
        self._asked: StoredThing | None = None
        self.message = MessageBar(self.card)
        self.model = StoredModel(self.card)
        self.table = QTableView(self.card)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Every file that Maeari keeps"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        delete = QShortcut(QKeySequence("Delete"), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.erase)
        self.open_button = QPushButton(self.tr("Open its folder"), self.card)
        self.open_button.clicked.connect(self.open_folder)
        self.erase_button = QPushButton(self.tr("Erase…"), self.card)
        self.erase_button.setProperty("role", "danger")
        self.erase_button.clicked.connect(self.erase)
        row = FlowRow(self.card)
        row.flow.addWidget(self.open_button)
        row.flow.addWidget(self.erase_button)
        self.body.addWidget(self.message)
        self.body.addWidget(
            muted(
                self.tr(
                    "Maeari has no code that uses a network: nothing leaves this computer. This is all that it keeps. "
                    "Texts that are only linked stay where they are and are never changed."
                ),
                self.card,
            )
        )
        self.body.addWidget(self.table)
        self.body.addWidget(row)
        files.looked.connect(self._looked)
        files.failed.connect(self.message.show_error)
        self._selected()
        self.restyle()

    @property
    def current(self) -> StoredThing | None:
        """The thing that is selected."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.things[rows[0].row()] if rows else None

    @Slot()
    def _looked(self) -> None:
        if self._files.on_disk is not None:
            kept = self.current
            self.model.show(self._files.on_disk.things)
            for row, thing in enumerate(self.model.things):
                if kept is not None and thing.path == kept.path:
                    self.table.selectRow(row)
            self._selected()

    def retranslate(self) -> None:
        """Says it in the language in use."""
        self._looked()

    @Slot()
    def _selected(self) -> None:
        thing = self.current
        self.open_button.setEnabled(thing is not None)
        self.erase_button.setEnabled(thing is not None and thing.kind not in NEVER_ALONE)

    @Slot()
    def open_folder(self) -> None:
        """Shows the folder of the selected thing in the file manager."""
        thing = self.current
        if thing is not None:
            folder = thing.path if thing.path.is_dir() else thing.path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    @Slot()
    def erase(self) -> None:
        """Asks, then erases the selected thing."""
        thing = self.current
        if thing is None or not self.erase_button.isEnabled():
            return
        self._asked = thing
        details = self.tr("This cannot be undone.")
        if thing.kind in CLOSED_FOR:
            details = self.tr("This cannot be undone. The window closes for a moment and opens again.")
        box = question(
            self,
            self.tr("Erase"),
            self.tr("Erase “{0}” for good?").format(thing.name),
            f"{purpose(thing)}. {details}",
            self.tr("Erase"),
        )
        box.accepted.connect(self._erase)
        box.open()

    @Slot()
    def _erase(self) -> None:
        thing, self._asked = self._asked, None
        if thing is None:
            return
        if thing.kind in CLOSED_FOR:
            belonging = tuple(other for other in self.model.things if other.kind == thing.kind)
            self._context.request_data_job.emit(DataJob("erase_things", things=belonging))
            return
        if thing.kind == "log":
            close_log()
        corpora = self._context.corpora if thing.kind == "pasted_text" else None

        def work(_control: Control) -> StoredThing:
            engine.erase_thing(thing)
            if corpora is not None:
                for entry in corpora.entries():
                    if entry.paths == (thing.path,):
                        corpora.remove(entry.id)
            return thing

        self._context.tasks.run("data", work, on_success=self._erased, on_error=self.message.show_error)

    @Slot(object)
    def _erased(self, thing: StoredThing) -> None:
        if thing.kind == "log":
            start_log()
        elif thing.kind.startswith("model"):
            self._context.models_changed.emit()
        else:
            self._context.corpora_changed.emit()
        self.message.show_message("info", self.tr("“{0}” is erased.").format(thing.name))
        self._files.refresh()

    @Slot()
    def restyle(self) -> None:
        self.body.setSpacing(theme.px(10))
        self.table.setFixedHeight(theme.px(280))
        self.table.verticalHeader().setDefaultSectionSize(theme.px(34))
