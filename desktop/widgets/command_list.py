"""The command list (Ctrl+Shift+P): a few letters find what can be done, Return does it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from desktop import theme
from desktop.announcing import announce
from desktop.commands import Offer, conversation_offers, found, menu_offers, model_offers, page_offers, read_models
from desktop.pages import page_title
from desktop.widgets.cards import muted
from engine import EngineError

if TYPE_CHECKING:
    from desktop.main_window import MainWindow
    from engine import ModelInfo

KEYS_ROLE = Qt.ItemDataRole.UserRole
KIND_ROLE = Qt.ItemDataRole.UserRole + 1
MOST = 200  # rows; more are found by another letter
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
Index = QModelIndex | QPersistentModelIndex


class _Row(QStyledItemDelegate):
    """What it does at the left; where it belongs and its keys at the right, in small letters."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(200), QFontMetrics(option.font).height() + theme.px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled = QStyleOptionViewItem(option)
        self.initStyleOption(styled, index)
        text, styled.text = styled.text, ""
        style = styled.widget.style() if styled.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, styled, painter, styled.widget)
        tokens = theme.colors()
        chosen = bool(styled.state & QStyle.StateFlag.State_Selected)
        area = styled.rect.adjusted(theme.px(10), 0, -theme.px(10), 0)
        small = theme.sized(styled.font, 13)
        right = " · ".join(part for part in (index.data(KIND_ROLE), index.data(KEYS_ROLE)) if part)
        width = min(QFontMetrics(small).horizontalAdvance(right), area.width() // 2)
        painter.save()
        painter.setFont(small)
        painter.setPen(QColor(tokens.accent_soft_text if chosen else tokens.muted))
        place = QRect(area.right() - width, area.top(), width, area.height())
        shown = QFontMetrics(small).elidedText(right, Qt.TextElideMode.ElideMiddle, width + 1)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        painter.setFont(styled.font)
        painter.setPen(QColor(tokens.accent_soft_text if chosen else tokens.text))
        room = area.width() - width - theme.px(16)
        shown = QFontMetrics(styled.font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(area.left(), area.top(), room, area.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class _Typed(QLineEdit):
    """A line that also tells what an input method still composes: 스패 finds while the syllable is open."""

    typed = Signal(str)

    def __init__(self, parent: QDialog) -> None:
        super().__init__(parent)
        self._preedit = ""
        self.textChanged.connect(self._tell)

    @property
    def whole(self) -> str:
        """The text with what is being composed at its place."""
        text, at = self.text(), self.cursorPosition()
        return text[:at] + self._preedit + text[at:]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self.typed.emit(self.whole)


class CommandList(QDialog):
    """Offers what the window can do now; deleted when it closes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._window = window
        self._offers: list[Offer] = []
        self._shown: list[Offer] = []
        self._infos: tuple[ModelInfo, ...] = ()
        self.edit = _Typed(self)
        self.edit.setPlaceholderText(self.tr("What do you want to do?"))
        self.edit.setAccessibleName(self.tr("Commands"))
        self.edit.setAccessibleDescription(self.tr("Type to find a command, Up and Down choose, Return does it"))
        self.edit.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Found commands"))
        self.list.setItemDelegate(_Row(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys go through the line above
        self.none = muted("", self)
        self.none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(14) for _side in range(4)))
        column.setSpacing(theme.px(8))
        for widget in (self.edit, self.none, self.list):
            column.addWidget(widget)
        self.resize(min(theme.px(620), window.width()), min(theme.px(460), window.height()))
        self.edit.typed.connect(self._filter)
        self.list.itemActivated.connect(self.do)
        self.list.itemClicked.connect(self.do)
        self.list.currentRowChanged.connect(self._say_row)
        self._collect(())
        work = partial(read_models, window.context.store)
        window.context.tasks.run("library", work, on_success=self._models_read, on_error=self._no_models)

    def _collect(self, infos: Sequence[ModelInfo]) -> None:
        window = self._window
        page = window.page
        offers = menu_offers(window)
        if page is not None:
            words = {offer.text for offer in offers}
            offers += [offer for offer in page_offers(page, page_title(page.name)) if offer.text not in words]
        offers += model_offers(window, infos)
        with contextlib.suppress(EngineError):  # the Write page says what is wrong with them
            offers += conversation_offers(window)
        self._offers = offers
        self._filter(self.edit.whole)

    @Slot(object)
    def _models_read(self, infos: list[ModelInfo]) -> None:
        self._infos = tuple(infos)
        self._collect(infos)

    def retranslate(self) -> None:
        """Lists it in the language in use."""
        row = self.list.currentRow()
        self._collect(self._infos)
        self.list.setCurrentRow(min(row, self.list.count() - 1))

    @Slot(object)
    def _no_models(self, _error: EngineError) -> None:
        """The Models page says what is wrong with them."""

    @Slot(str)
    def _filter(self, typed: str) -> None:
        self._shown = found(typed, self._offers)[:MOST]
        self.list.blockSignals(True)
        self.list.clear()
        for offer in self._shown:
            item = QListWidgetItem(offer.text)
            item.setData(KEYS_ROLE, offer.keys)
            item.setData(KIND_ROLE, offer.kind)
            spoken = ", ".join(part for part in (offer.text, offer.kind, offer.keys) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if self._shown else -1)
        self.list.blockSignals(False)
        self.none.setVisible(not self._shown)
        if self._shown:
            self._say_row(0)
        else:
            self.none.setText(self.tr("Nothing fits “{0}”. Other words may.").format(typed.strip()))
            announce(self.edit, self.none.text())

    @Slot(int)
    def _say_row(self, row: int) -> None:
        """The focus stays in the line, so that a screen reader has to be told which row is chosen."""
        if self.isVisible() and 0 <= row < len(self._shown):
            spoken = self.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole)
            announce(self.edit, self.tr("{0}, {1} of {2}").format(spoken, row + 1, len(self._shown)))

    @Slot()
    def do(self) -> None:
        """Closes the list and does what is chosen."""
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            offer = self._shown[row]
            self.accept()
            offer.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in MOVES:
                QApplication.sendEvent(self.list, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.do()
                return True
        return super().eventFilter(watched, event)
