"""The Settings page: every option in its group, found by typing, in force at once."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop import theme
from desktop.data.stored_files import StoredFiles
from desktop.pages.base import AppContext, Page
from desktop.settings_text import GROUPS, Group, folded, said
from desktop.widgets.areas import ColumnArea
from desktop.widgets.cards import heading, muted
from desktop.widgets.settings.data_section import DataSection
from desktop.widgets.settings.keyboard_section import KeyboardSection
from desktop.widgets.settings.privacy_section import PrivacySection
from desktop.widgets.settings.settings_sections import AboutSection, OptionsSection, Section

LEAST = 340  # of the column of options, in pixels at normal size
WIDEST = 760  # of the column: a longer line is hard to read
GROUPS_FROM = 700  # below this width of the page there is no list of groups beside it


class SettingsPage(Page):
    """A search, the list of groups, and all groups below each other in one column."""

    name: ClassVar[str] = "settings"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setProperty("words", "Settings")  # of desktop.settings_text
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search the settings"))
        self.search.setAccessibleName(self.tr("Search the settings"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.filter)
        self.search.installEventFilter(self)
        self.found = muted("", self)
        self.groups = QListWidget(self)
        self.groups.setObjectName("settings_groups")
        self.groups.setAccessibleName(self.tr("Groups of settings"))
        self.groups.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.groups.currentRowChanged.connect(self._group_chosen)
        self.files = StoredFiles(context, self)
        contents = QWidget(self)
        # The limit is of one widget in a row: of sections in a column Qt would count the height without their limit.
        self._inner = QWidget(contents)
        self._inner.setProperty("role", "scrolled")
        row = QHBoxLayout(contents)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._inner, 1000)
        row.addStretch(1)
        self.column = QVBoxLayout(self._inner)
        self.area = ColumnArea(contents, LEAST, self)
        self.area.setAccessibleName(self.title)
        self.sections: dict[str, Section] = {}
        for group in GROUPS:
            section = self._build(group, self._inner)
            self.sections[group.name] = section
            self.column.addWidget(section)
            item = QListWidgetItem(said(group.title))
            item.setData(Qt.ItemDataRole.UserRole, group.name)
            self.groups.addItem(item)
        self.column.addStretch(1)
        self._title = heading(self.title, self, level=1)
        self._top = QVBoxLayout()
        self._top.addWidget(self._title)
        self._top.addWidget(self.search)
        self._top.addWidget(self.found)
        below = QHBoxLayout()
        below.addWidget(self.groups)
        below.addWidget(self.area, 1)
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(self._top)
        self._whole.addLayout(below, 1)
        context.theme_changed.connect(self._restyle)
        self._restyle()
        self.filter("")

    def _build(self, group: Group, parent: QWidget) -> Section:
        if group.options:
            return OptionsSection(group, self.context.settings, parent)
        if group.name == "keyboard":
            return KeyboardSection(group, self.context.keymap, parent)
        if group.name == "data":
            return DataSection(group, self.context, self.files, parent)
        if group.name == "privacy":
            return PrivacySection(group, self.context, self.files, parent)
        return AboutSection(group, parent)

    def shown(self, argument: object | None) -> None:
        """`argument`: the name of a group to go to, or None."""
        self.files.refresh()
        if isinstance(argument, str) and argument in self.sections:
            self.search.clear()
            self.go_to(argument)
        else:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # Search

    @Slot(str)
    def filter(self, text: str) -> None:
        """Shows the settings that have all words of a text in their words, in either language."""
        words = folded(text).split()
        counts = {name: section.filter(words) for name, section in self.sections.items()}
        total = sum(counts.values())
        for row in range(self.groups.count()):
            item = self.groups.item(row)
            item.setHidden(not counts[item.data(Qt.ItemDataRole.UserRole)])
        if not words:
            self.found.clear()
        elif total:
            self.found.setText(self.tr("Settings found: {0}").format(total))
        else:
            self.found.setText(self.tr("No setting has these words; try another one."))
        self.found.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)

    # Groups

    @Slot(int)
    def _group_chosen(self, row: int) -> None:
        item = self.groups.item(row)
        if item is not None:
            self._scroll_to(item.data(Qt.ItemDataRole.UserRole))

    def go_to(self, name: str) -> None:
        """Scrolls to a group and gives it the keyboard."""
        for row in range(self.groups.count()):
            if self.groups.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self.groups.setCurrentRow(row)
        self._scroll_to(name)
        first = next((child for child in self._controls(self.sections[name]) if child.isEnabled()), None)
        (first or self.search).setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._scroll_again)  # once more, when what was hidden has its place

    @staticmethod
    def _controls(section: QWidget) -> list[QWidget]:
        tabs = Qt.FocusPolicy.TabFocus
        return [child for child in section.findChildren(QWidget) if child.focusPolicy() & tabs and not child.isHidden()]

    @Slot()
    def _scroll_again(self) -> None:
        item = self.groups.currentItem()
        if item is not None:
            self._scroll_to(item.data(Qt.ItemDataRole.UserRole))

    def _scroll_to(self, name: str) -> None:
        self.area.verticalScrollBar().setValue(self.sections[name].y() - self.column.contentsMargins().top())

    # Look

    @Slot()
    def _restyle(self) -> None:
        px = theme.px
        self._top.setSpacing(px(8))
        self._whole.setSpacing(px(12))
        self.column.setSpacing(px(22))
        self.search.setMaximumWidth(px(420))
        self.groups.setFixedWidth(px(170))
        self._inner.setMaximumWidth(px(WIDEST + 16))
        for section in self.sections.values():
            section.restyle()
        self._fit()

    def _fit(self) -> None:
        wide, px = self.width() >= theme.px(GROUPS_FROM), theme.px
        self.groups.setVisible(wide)
        self._whole.setContentsMargins(px(24 if wide else 6), px(20), px(12 if wide else 0), 0)
        self._top.setContentsMargins(0, 0, px(0 if wide else 6), 0)
        self.column.setContentsMargins(px(4 if wide else 0), px(4), px(12 if wide else 6), px(20))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for row, group in enumerate(GROUPS):
                self.groups.item(row).setText(said(group.title))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
