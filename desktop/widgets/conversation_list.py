"""The list of conversations: open, new, rename in place, delete."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
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
from desktop.history import Conversation
from desktop.widgets.chat_rows import paint_tool, tool_button

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
    request_delete = Signal(int)
    request_composer = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conversations")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.new_button = QPushButton(self.tr("New conversation"), self)
        self.new_button.setToolTip(self.tr("New conversation (Ctrl+N)"))
        self.new_button.clicked.connect(self.request_new)
        self.list = _List(self)
        self.list.setObjectName("conversation_list")
        self.list.setAccessibleName(self.tr("Conversations"))
        self.list.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.currentItemChanged.connect(self._current_changed)
        self.list.itemChanged.connect(self._item_changed)
        self.list.request_delete.connect(self._delete)
        self.list.request_focus.connect(self.request_composer)
        self.rename_button = tool_button("rename", self.tr("Rename"), self.tr("Rename (F2)"), self)
        self.delete_button = tool_button("trash", self.tr("Delete"), self.tr("Delete (Delete); can be undone"), self)
        self.rename_button.clicked.connect(self._rename)
        self.delete_button.clicked.connect(self._delete)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.rename_button)
        self._foot.addWidget(self.delete_button)
        self._foot.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.new_button)
        self._column.addWidget(self.list, 1)
        self._column.addLayout(self._foot)
        self._show_buttons()
        self.restyle()

    def set_conversations(self, conversations: Sequence[Conversation], current: int | None) -> None:
        """Shows the conversations; `current` is the id of the open one."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for conversation in conversations:
                item = QListWidgetItem(conversation.title)
                item.setData(_ID, conversation.id)
                item.setToolTip(conversation.title)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                self.list.addItem(item)
                if conversation.id == current:
                    self.list.setCurrentItem(item)
            if current is None:
                self.list.setCurrentRow(-1)
        self._show_buttons()

    @property
    def current_id(self) -> int | None:
        """The id of the selected conversation."""
        item = self.list.currentItem()
        return int(item.data(_ID)) if item is not None else None

    @Slot()
    def _current_changed(self) -> None:
        self._show_buttons()
        identity = self.current_id
        if identity is not None:
            self.opened.emit(identity)

    def _show_buttons(self) -> None:
        selected = self.list.currentItem() is not None
        self.rename_button.setEnabled(selected)
        self.delete_button.setEnabled(selected)

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
        identity = self.current_id
        if identity is not None:
            self.request_delete.emit(identity)

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        if self.list.itemAt(place) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rename"), self._rename)
        menu.addAction(self.tr("Delete"), self._delete)
        menu.popup(self.list.mapToGlobal(place))

    def restyle(self) -> None:
        """Takes another theme or zoom."""
        self._column.setContentsMargins(theme.px(12), theme.px(14), theme.px(12), theme.px(10))
        self._column.setSpacing(theme.px(10))
        self.new_button.setIcon(assets.icon("plus"))
        self.new_button.setIconSize(QSize(theme.px(16), theme.px(16)))
        for button in (self.rename_button, self.delete_button):
            paint_tool(button)
