"""The deleted conversations: brought back, deleted for good, or all forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QListWidget, QListWidgetItem, QWidget

from desktop.history import Binned
from desktop.widgets.cards import muted
from desktop.widgets.dialogs import TextDialog
from desktop.widgets.models.model_delegate import ModelDelegate
from desktop.widgets.small_dialogs import question
from desktop.wording.dates import person_locale, time_text

_ID = Qt.ItemDataRole.UserRole


class _List(QListWidget):
    request_forget = Signal()
    request_restore = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.request_forget.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.request_restore.emit()
        else:
            super().keyPressEvent(event)


class BinDialog(TextDialog):
    """Shows what it is given and asks for changes; for good only after a question whose safe answer is the default."""

    request_restore = Signal(object)  # ids
    request_forget = Signal(object)  # ids
    request_empty = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("BinDialog", "Deleted conversations")
        super().__init__(title, "", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text.setText(self.tr("What is deleted stays here until you bring it back or delete it for good."))
        self.list = _List(self)
        self.list.setAccessibleName(title)
        self.list.setItemDelegate(ModelDelegate(self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemSelectionChanged.connect(self._show_buttons)
        self.list.request_forget.connect(self._ask_forget)
        self.list.request_restore.connect(self._restore)
        self.body.addWidget(self.list, 1)
        self.single = muted("", self)
        self.body.addWidget(self.single)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.restore_button = self.buttons.addButton(self.tr("Bring back"), role)
        self.forget_button = self.buttons.addButton(self.tr("Delete for good…"), role)
        self.empty_button = self.buttons.addButton(self.tr("Empty the bin…"), role)
        for button in (self.forget_button, self.empty_button):
            button.setProperty("role", "danger")
        self.restore_button.clicked.connect(self._restore)
        self.forget_button.clicked.connect(self._ask_forget)
        self.empty_button.clicked.connect(self._ask_empty)
        self.resize(560, 460)
        self.finish()
        self._binned: tuple[Binned, ...] = ()
        self._messages = 0

    def show_binned(self, binned: Sequence[Binned], messages: int) -> None:
        """Shows deleted conversations, and how many messages were deleted one by one."""
        self._binned, self._messages = tuple(binned), messages
        row = self.list.currentRow()
        self.list.clear()
        for one in binned:
            day = time_text(one.deleted, person_locale(), date.today())
            messages_in = self.tr("1 message") if one.messages == 1 else self.tr("{0} messages").format(one.messages)
            below = self.tr("{0}, deleted {1}").format(messages_in, day)
            item = QListWidgetItem(f"{one.title}\n{below}")
            item.setData(_ID, one.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, item.text().replace("\n", ", "))
            self.list.addItem(item)
        if binned:
            row = max(0, min(row, len(binned) - 1))
            self.list.setCurrentRow(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if messages == 1:
            self.single.setText(self.tr("Beside these, 1 message of other conversations is deleted."))
        else:
            self.single.setText(
                self.tr("Beside these, {0} messages of other conversations are deleted.").format(messages)
            )
        self.single.setVisible(messages > 0)
        if not binned:
            self.text.setText(self.tr("No conversation is deleted."))
        self.empty_button.setEnabled(bool(binned) or messages > 0)
        self._show_buttons()

    def retranslate(self) -> None:
        """Says it in the language in use."""
        self.show_binned(self._binned, self._messages)

    @property
    def selected_ids(self) -> list[int]:
        """The selected conversations."""
        return [int(item.data(_ID)) for item in self.list.selectedItems()]

    @Slot()
    def _show_buttons(self) -> None:
        for button in (self.restore_button, self.forget_button):
            button.setEnabled(bool(self.list.selectedItems()))

    @Slot()
    def _restore(self) -> None:
        if self.selected_ids:
            self.request_restore.emit(self.selected_ids)

    @Slot()
    def _ask_forget(self) -> None:
        count = len(self.selected_ids)
        if not count:
            return
        title = self.list.selectedItems()[0].text().partition("\n")[0]
        text = (
            self.tr("Delete the conversation “{0}” for good?").format(title)
            if count == 1
            else self.tr("Delete {0} conversations for good?").format(count)
        )
        self._ask(text, self.tr("Delete for good"), self._forget)

    @Slot()
    def _forget(self) -> None:
        self.request_forget.emit(self.selected_ids)

    @Slot()
    def _ask_empty(self) -> None:
        count = self.list.count()
        text = (
            self.tr("Delete all {0} conversations of the bin for good?").format(count)
            if count
            else self.tr("Delete the {0} deleted messages for good?").format(self._messages)
        )
        self._ask(text, self.tr("Empty the bin"), self.request_empty)

    def _ask(self, text: str, action: str, agreed: Any) -> None:
        details = self.tr("This cannot be undone. Files that were exported stay.")
        self.asked = question(self, self.windowTitle(), text, details, action)
        self.asked.accepted.connect(agreed)
        self.asked.open()
