"""The menus of the window: what is in them, the choice of theme and language, and the size of everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from desktop import theme
from desktop.pages import PAGES
from desktop.settings import ZOOM_STEPS
from desktop.widgets.keyed import build_action
from desktop.wording.language import LANGUAGES

if TYPE_CHECKING:
    from desktop.main_window import MainWindow


class Menus(QObject):
    """Builds the menu bar of a window, and shows in it what was chosen elsewhere."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._settings = window.context.settings
        bar = window.menuBar()
        file_menu = bar.addMenu(self.tr("&File"))
        file_menu.addAction(build_action("new_conversation", window.new_conversation, window))
        file_menu.addSeparator()
        file_menu.addAction(build_action("quit", window.close, window))
        self._build_view(bar.addMenu(self.tr("&View")))
        help_menu = bar.addMenu(self.tr("&Help"))
        for name, slot in (
            ("commands", window.show_commands),
            ("first_steps", window.show_first_steps),
            ("keys", window.show_keys),
            ("offline", window.show_offline),
            ("about", window.show_about),
        ):
            help_menu.addAction(build_action(name, slot, window))
        self._settings.changed.connect(self._setting_changed)

    def _build_view(self, view: QMenu) -> None:
        window = self._window
        self._sections = QActionGroup(self)
        self._sections.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        for spec in PAGES:
            action = build_action(f"page_{spec.name}", None, window)
            action.setData(spec.name)
            view.addAction(self._sections.addAction(action))
        self._sections.triggered.connect(self._section_chosen)
        view.addSeparator()
        self._themes = QActionGroup(self)
        self._fill(view.addMenu(self.tr("Th&eme")), self._themes, "theme", theme.THEMES)
        self._themes.triggered.connect(self._theme_chosen)
        self._languages = QActionGroup(self)
        self._fill(view.addMenu(self.tr("Lan&guage")), self._languages, "language", LANGUAGES)
        self._languages.triggered.connect(self._language_chosen)
        view.addSeparator()
        for name, slot in (("zoom_in", self.zoom_in), ("zoom_out", self.zoom_out), ("zoom_reset", self.zoom_reset)):
            view.addAction(build_action(name, slot, window))

    def _fill(self, menu: QMenu, group: QActionGroup, kind: str, names: Sequence[str]) -> None:
        for name in names:
            action = build_action(f"{kind}_{name}", None, self._window)
            action.setCheckable(True)
            action.setData(name)
            action.setChecked(self._settings.get(f"appearance/{kind}") == name)
            group.addAction(action)
            menu.addAction(action)

    @Slot(QAction)
    def _section_chosen(self, action: QAction) -> None:
        self._window.show_page(action.data())

    @Slot(QAction)
    def _theme_chosen(self, action: QAction) -> None:
        self._settings.set("appearance/theme", action.data())

    @Slot(QAction)
    def _language_chosen(self, action: QAction) -> None:
        self._settings.set("appearance/language", action.data())

    @Slot(str, object)
    def _setting_changed(self, key: str, value: object) -> None:
        group = {"appearance/theme": self._themes, "appearance/language": self._languages}.get(key)
        for action in group.actions() if group is not None else ():
            action.setChecked(action.data() == value)

    # Size

    @Slot()
    def zoom_in(self) -> None:
        """The next larger size."""
        current = self._settings.get("appearance/zoom")
        self._zoom(next((step for step in ZOOM_STEPS if step > current), ZOOM_STEPS[-1]))

    @Slot()
    def zoom_out(self) -> None:
        """The next smaller size."""
        current = self._settings.get("appearance/zoom")
        self._zoom(next((step for step in reversed(ZOOM_STEPS) if step < current), ZOOM_STEPS[0]))

    @Slot()
    def zoom_reset(self) -> None:
        """The normal size."""
        self._zoom(100)

    def _zoom(self, percent: int) -> None:
        self._settings.set("appearance/zoom", percent)
        self._window.show_status(self.tr("Size {0} %").format(percent))
