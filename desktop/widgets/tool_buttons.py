"""Small quiet buttons of the transcript and of what stands around it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from desktop import assets, theme


def tool_button(icon: str, text: str, tip: str, parent: QWidget) -> QPushButton:
    """A small quiet button with an icon and a word."""
    button = QPushButton(text, parent)
    button.setProperty("role", "tool")
    button.setProperty("icon_name", icon)
    button.setToolTip(tip)
    button.setAccessibleName(text)
    button.setAccessibleDescription(tip)
    paint_tool(button)
    return button


def icon_button(icon: str, name: str, tip: str, parent: QWidget) -> QToolButton:
    """A button that is an icon only, with a name for a screen reader."""
    button = QToolButton(parent)
    button.setProperty("role", "icon")
    button.setProperty("icon_name", icon)
    button.setToolTip(tip)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    paint_tool(button)
    return button


def paint_tool(button: QAbstractButton) -> None:
    """Gives a button of the two above the icon in the colour of the theme in use."""
    tokens = theme.colors()
    button.setIcon(assets.icon(str(button.property("icon_name")), tokens.muted, tokens.disabled))
    button.setIconSize(QSize(theme.px(16), theme.px(16)))
