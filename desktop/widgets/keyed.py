"""Actions, shortcuts and tips that follow the keys in force: each carries the name of its command."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QWidget

from desktop import keymap
from desktop.actions import command_text
from desktop.wording.catalogue import BETWEEN

COMMAND = "command"  # the property with the name
KEYED = "keyed"  # the properties of a widget whose words end with the keys


def build_action(name: str, slot: Callable[[], object] | None, parent: QWidget) -> QAction:
    """An action of the table, wired to `slot`, a bound method; to nothing where its group is."""
    action = QAction(command_text(name), parent)
    action.setObjectName(f"action_{name}")
    action.setProperty(COMMAND, name)
    action.setShortcuts(keymap.sequences(name))
    if slot is not None:
        action.triggered.connect(slot)
    return action


def add_shortcut(name: str, slot: Callable[[], object] | SignalInstance, parent: QWidget) -> QShortcut:
    """The keys of a command of the table within `parent`, wired to `slot`, a bound method or a signal."""
    shortcut = QShortcut(parent)
    shortcut.setProperty(COMMAND, name)
    shortcut.setKeys(keymap.sequences(name))
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(slot)
    return shortcut


def show_keys(widget: QWidget, name: str, *properties: str) -> None:
    """Writes the keys of a command behind the words of a widget, from now on.

    Args:
        widget: has its words already.
        name: of the command.
        properties: which words of it: "toolTip" where none are named.
    """
    widget.setProperty(COMMAND, name)
    widget.setProperty(KEYED, list(properties or ("toolTip",)))
    widget.setProperty("tail", "")
    _write_tail(widget)


def _write_tail(widget: QWidget) -> None:
    before = widget.property("tail")
    keys = keymap.shown(widget.property(COMMAND))
    now = f"{BETWEEN}{keys}" if keys else ""
    for prop in widget.property(KEYED) or ():
        words = str(widget.property(prop) or "")
        if words:
            widget.setProperty(prop, words.removesuffix(before) + now)
    widget.setProperty("tail", now)
    widget.update()


def follow(root: QWidget, name: str) -> None:
    """After the keys of a command are others: everything within `root` that carries its name has them."""
    for action in root.findChildren(QAction):
        if action.property(COMMAND) == name:
            action.setShortcuts(keymap.sequences(name))
    for shortcut in root.findChildren(QShortcut):
        if shortcut.property(COMMAND) == name:
            shortcut.setKeys(keymap.sequences(name))
    for widget in root.findChildren(QWidget):
        if widget.property(COMMAND) == name:
            _write_tail(widget)


def renew(root: QWidget) -> None:
    """Writes the keys behind all words within `root` anew: in another language they are called otherwise."""
    for widget in root.findChildren(QWidget):
        if widget.property(KEYED):
            _write_tail(widget)
