"""The list of conversations: open, new, rename in place, select several, delete, export, import, and search in all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QPoint, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import assets, theme
from desktop.exchange import FORMATS
from desktop.history import Conversation
from desktop.widgets.keyed import show_keys
from desktop.widgets.path_picker import dropped_paths
from desktop.widgets.tool_buttons import icon_button, paint_tool, tool_button
from desktop.widgets.writing.group_delegate import GROUP_ROLE, GroupDelegate
from desktop.widgets.writing.search_panel import SearchPanel
from desktop.wording.dates import Group, group_of, group_text, person_locale

_ID = Qt.ItemDataRole.UserRole


class _List(QListWidget):
    """Delete and Enter as keys; Qt renames by F2 and double click."""

    request_delete = Signal()
    request_focus = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() != QAbstractItemView.State.EditingState:
            if event.key() == Qt.Key.Key_Delete:
                self.request_delete.emit()
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.request_focus.emit()
                return
        super().keyPressEvent(event)


class ConversationList(QWidget):
    """Shows conversations and asks for changes; the page makes them."""

    opened = Signal(int)
    request_new = Signal()
    request_rename = Signal(int, str)
    request_delete = Signal(object)  # ids
    request_export = Signal(object)  # ids
    request_import = Signal(object)  # paths, none where the person should be asked
    request_bin = Signal()
    request_composer = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conversations")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._opened: int | None = None
        self._groups: list[Group] = []  # of each row
        self.new_button = QPushButton(self.tr("New conversation"), self)
        self.new_button.setToolTip(self.tr("New conversation"))
        show_keys(self.new_button, "new_conversation")
        self.new_button.clicked.connect(self.request_new)
        self.search = SearchPanel(self)
        self._build_list()
        self.search.searching_changed.connect(self._show_searching)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.new_button)
        self._column.addWidget(self.search)
        self._column.addWidget(self.list, 1)
        self._column.addLayout(self._build_foot())
        self._show_buttons()
        self.restyle()

    def _build_list(self) -> None:
        self.list = _List(self)
        self.list.setObjectName("conversation_list")
        self.list.setItemDelegate(GroupDelegate(self.list))
        self.list.setAccessibleName(self.tr("Conversations"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.itemSelectionChanged.connect(self._selection_changed)
        self.list.itemChanged.connect(self._item_changed)
        self.list.request_delete.connect(self._delete)
        self.list.request_focus.connect(self._enter)

    def _build_foot(self) -> QHBoxLayout:
        self.rename_button = icon_button("rename", self.tr("Rename"), self.tr("Rename (F2)"), self)
        self.delete_button = icon_button("trash", self.tr("Delete"), self.tr("Delete (Delete); can be undone"), self)
        self.export_button = icon_button(
            "export", self.tr("Export"), self.tr("Write the selected conversations to a file"), self
        )
        show_keys(self.export_button, "export")
        self.import_button = icon_button(
            "import", self.tr("Import"), self.tr("Read conversations from a file that was exported"), self
        )
        self.bin_button = tool_button("bin", self.tr("Bin"), self.tr("What was deleted: bring it back, or not"), self)
        self.rename_button.clicked.connect(self._rename)
        self.delete_button.clicked.connect(self._delete)
        self.export_button.clicked.connect(self.export)
        self.import_button.clicked.connect(self._import)
        self.bin_button.clicked.connect(self.request_bin)
        self._tools = (
            self.rename_button,
            self.delete_button,
            self.export_button,
            self.import_button,
            self.bin_button,
        )
        foot = QHBoxLayout()
        for button in self._tools[:-1]:
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.bin_button)
        return foot

    # Content

    def set_conversations(self, conversations: Sequence[Conversation], current: int | None) -> None:
        """Shows the conversations; `current` is the id of the open one."""
        self._opened = current
        self._groups = []
        today, first_day = date.today(), person_locale().firstDayOfWeek().value
        group = ""
        with QSignalBlocker(self.list):
            self.list.clear()
            for conversation in conversations:
                item = QListWidgetItem(conversation.title)
                item.setData(_ID, conversation.id)
                item.setToolTip(conversation.title)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                own = group_of(conversation.changed, today, first_day)
                if own != group:
                    item.setData(GROUP_ROLE, own)
                    group = own
                self._groups.append(own)
                self.list.addItem(item)
                if conversation.id == current:
                    self._select(item)
            if current is None:
                self.list.setCurrentRow(-1)
        self.retranslate()
        self._show_buttons()

    def retranslate(self) -> None:
        """Says the group of each conversation in the language in use."""
        with QSignalBlocker(self.list):
            for row, group in enumerate(self._groups):
                said = group_text(group, person_locale())
                self.list.item(row).setData(Qt.ItemDataRole.AccessibleDescriptionRole, said)

    def _select(self, item: QListWidgetItem) -> None:
        """Makes one item the current one and the only one that is selected."""
        self.list.setCurrentItem(item, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @property
    def current_id(self) -> int | None:
        """The id of the conversation that is selected alone, or where the keyboard is."""
        selected = self.selected_ids
        if len(selected) == 1:
            return selected[0]
        item = self.list.currentItem()
        return int(item.data(_ID)) if item is not None else None

    @property
    def selected_ids(self) -> list[int]:
        """The ids of the selected conversations, from the top."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return [int(self.list.item(row).data(_ID)) for row in rows]

    @Slot()
    def _selection_changed(self) -> None:
        self._show_buttons()
        selected = self.selected_ids
        if len(selected) == 1 and selected[0] != self._opened:
            self._opened = selected[0]
            self.opened.emit(selected[0])

    def _show_buttons(self) -> None:
        selected = len(self.list.selectedIndexes())
        self.rename_button.setEnabled(selected == 1)
        self.delete_button.setEnabled(selected > 0)
        self.export_button.setEnabled(selected > 0)

    @Slot(bool)
    def _show_searching(self, searching: bool) -> None:
        """Results stand in the place of the list."""
        self.list.setVisible(not searching)
        for button in self._tools:
            button.setVisible(not searching)

    # Actions

    @Slot()
    def _enter(self) -> None:
        """Of several that are selected, the one where the keyboard is; then on to the composer."""
        item = self.list.currentItem()
        if item is not None and len(self.selected_ids) > 1:
            self._select(item)
        self.request_composer.emit()

    @Slot(QListWidgetItem)
    def _item_changed(self, item: QListWidgetItem) -> None:
        self.request_rename.emit(int(item.data(_ID)), item.text())

    @Slot()
    def _rename(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.list.editItem(item)

    @Slot()
    def _delete(self) -> None:
        if self.selected_ids:
            self.request_delete.emit(self.selected_ids)

    @Slot()
    def export(self) -> None:
        """Asks for the selected conversations in a file."""
        if self.selected_ids:
            self.request_export.emit(self.selected_ids)

    @Slot()
    def _import(self) -> None:
        self.request_import.emit([])

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        if self.list.itemAt(place) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(self.selected_ids) == 1:
            menu.addAction(self.tr("Rename"), self._rename)
        menu.addAction(self.tr("Export…"), self.export)
        menu.addAction(self.tr("Delete"), self._delete)
        menu.popup(self.list.mapToGlobal(place))

    # Files that are dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _exports(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if _exports(event):
            event.acceptProposedAction()
            self.request_import.emit(dropped_paths(event))

    def restyle(self) -> None:
        """Takes another theme or zoom."""
        self._column.setContentsMargins(theme.px(12), theme.px(14), theme.px(12), theme.px(10))
        self._column.setSpacing(theme.px(10))
        self.new_button.setIcon(assets.icon("plus"))
        self.new_button.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.search.restyle()
        for button in self._tools:
            paint_tool(button)
        self.list.scheduleDelayedItemsLayout()


def _exports(event: QDropEvent) -> bool:
    """Whether every file of a drag could be an export."""
    paths = dropped_paths(event)
    return bool(paths) and all(path.suffix.lower() in FORMATS for path in paths)
