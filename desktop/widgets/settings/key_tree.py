"""The commands of the window in their groups, each with its keys; a row takes new keys from the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop import keymap, theme
from desktop.actions import COMMANDS, GROUP_TITLES, command_text, group_title, plain
from desktop.settings_text import folded, in_both_languages

NAME = Qt.ItemDataRole.UserRole
SIDES = 18  # what the theme leaves free beside the words of a row
HIGHEST = 420  # of the list, in pixels at normal size; what is more scrolls
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_Hangul,
        Qt.Key.Key_Hangul_Hanja, Qt.Key.Key_unknown,
    }
)  # fmt: skip


def row_text(name: str) -> str:
    """The words of a command within its group: without “Write: ” before them."""
    words = plain(command_text(name))
    _group, colon, rest = words.partition(": ")
    return rest[:1].upper() + rest[1:] if colon else words


def searched(name: str) -> str:
    """All that a search for a command looks through."""
    title = in_both_languages(GROUP_TITLES[COMMANDS[name].group], "Actions")
    words = in_both_languages(COMMANDS[name].text, "Actions")
    return folded(f"{title} {words} {' '.join(keymap.keys_of(name))} {keymap.shown(name)}")


class _Wrapping(QStyledItemDelegate):
    """Rows as high as their words need in the width of the column, which a tree does not ask for by itself."""

    def __init__(self, tree: KeyTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        depth = 0 if index.column() or not index.parent().isValid() else 1
        room = self._tree.columnWidth(index.column()) - depth * self._tree.indentation() - theme.px(SIDES)
        metrics = QFontMetrics(option.font)
        area = QRect(0, 0, max(1, room), 10_000)
        needed = metrics.boundingRect(area, Qt.TextFlag.TextWordWrap, str(index.data() or "")).height()
        return QSize(size.width(), size.height() + max(0, needed - metrics.height()))


class KeyTree(QTreeWidget):
    """The list. While `recording` is a command, the next keys are its own: no shortcut of the window sees them."""

    request_change = Signal()
    pressed_keys = Signal(object)  # a QKeyCombination
    removed = Signal()
    kept = Signal()  # the person wants the old keys after all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recording = ""
        self.setColumnCount(2)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(theme.px(12))
        self.setItemDelegate(_Wrapping(self))
        self.setWordWrap(True)  # in a narrow window, or a large size, no word is cut off
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Commands and their keys"))
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.rows: dict[str, QTreeWidgetItem] = {}
        self.heads: dict[str, QTreeWidgetItem] = {}
        bold = QFont()
        bold.setBold(True)
        for group in GROUP_TITLES:
            names = [name for name, command in COMMANDS.items() if command.group == group]
            if not names:
                continue
            head = QTreeWidgetItem(self)
            head.setData(0, NAME, "")
            self.heads[group] = head
            head.setFont(0, bold)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for name in names:
                row = QTreeWidgetItem(head)
                row.setData(0, NAME, name)
                self.rows[name] = row
        self.write()
        self.expandAll()
        self.setCurrentItem(next(iter(self.rows.values())))
        self.doubleClicked.connect(self.request_change)

    @property
    def current(self) -> str:
        """The command that is selected; empty where it is none."""
        item = self.currentItem()
        return str(item.data(0, NAME)) if item is not None and not item.isHidden() else ""

    def write(self) -> None:
        """Writes every word anew."""
        self.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        for group, head in self.heads.items():
            head.setText(0, group_title(group))
        for name in self.rows:
            self.write_row(name)

    @Slot(str)
    def write_row(self, name: str) -> None:
        """Writes the keys of a command anew."""
        row, words = self.rows[name], row_text(name)
        keys = " · ".join(keymap.native(key) for key in keymap.keys_of(name))
        shown, spoken = keys or "–", keys or self.tr("no keys")
        if keymap.keys_of(name) != COMMANDS[name].keys:
            shown, spoken = self.tr("{0} (changed)").format(shown), self.tr("{0} (changed)").format(spoken)
        if name == self.recording:
            shown = spoken = self.tr("Press the new keys…")
        row.setText(0, words)
        row.setToolTip(0, words)
        row.setText(1, shown)
        row.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{words}, {spoken}")
        row.setData(1, Qt.ItemDataRole.AccessibleTextRole, spoken)

    def filter(self, words: Sequence[str], *, whole: bool) -> int:
        """Shows the commands that have all these words, all of them where `whole`; how many that are."""
        found = {name for name in self.rows if whole or all(word in searched(name) for word in words)}
        groups = {COMMANDS[name].group for name in found}
        for name, row in self.rows.items():
            row.setHidden(name not in found)
        for group, head in self.heads.items():
            head.setHidden(group not in groups)
        item = self.currentItem()
        if found and (item is None or item.isHidden()):
            self.setCurrentItem(next(row for row in self.rows.values() if not row.isHidden()))
        self.fit()
        return len(found)

    def fit(self) -> None:
        """As high as its rows, up to HIGHEST; takes another zoom."""
        self.setIndentation(theme.px(12))
        self._fit_columns()
        shown = [row for row in (*self.heads.values(), *self.rows.values()) if not row.isHidden()]
        heights = [self.visualItemRect(row).height() for row in shown]
        whole = self.header().sizeHint().height() + sum(heights) + 2 * self.frameWidth()
        self.setFixedHeight(min(whole, theme.px(HIGHEST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_columns()

    def _fit_columns(self) -> None:
        """The keys in one line where the commands keep the larger half."""
        room = self.viewport().width()
        wanted = max(self.sizeHintForColumn(1), self.header().sectionSizeHint(1)) + theme.px(8)
        self.header().resizeSection(1, min(wanted, room * 45 // 100))
        self.scheduleDelayedItemsLayout()  # words wrap elsewhere

    # New keys

    def record(self, name: str) -> None:
        """The next keys are for this command; empty ends it."""
        before, self.recording = self.recording, name
        for one in {before, name} - {""}:
            self.write_row(one)
        self._fit_columns()

    def event(self, event: QEvent) -> bool:
        if self.recording and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
                self._take(event)
            event.accept()  # the shortcuts of the window do not see it
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _MODIFIERS or not event.key():
            return
        if bare and event.key() == Qt.Key.Key_Escape:
            self.kept.emit()
        elif bare and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.removed.emit()
        else:
            self.pressed_keys.emit(keymap.normal(event.keyCombination()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.request_change.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.recording:
            self.kept.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.rows:
            self.write()
