"""What the tests of accessibility share: walking every control of a window, and measuring whether its words fit."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QSizeGrip,
    QSlider,
    QTextEdit,
    QWidget,
)

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QSlider,
)


def controls(root: QWidget) -> Iterator[QWidget]:
    """Every visible control that a person can use; parts of a control and rows of a list are left out."""
    for widget in root.findChildren(QWidget):
        if isinstance(widget, INTERACTIVE) and widget.isVisible() and not _is_part(widget, root):
            yield widget


def _is_part(widget: QWidget, root: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if isinstance(parent, QAbstractItemView | QComboBox | QAbstractSpinBox | QLineEdit | QScrollBar | QSizeGrip):
            return True
        parent = parent.parentWidget()
    return widget.objectName().startswith("qt_")


def described(widget: QWidget) -> str:
    """A control for the report of a test."""
    text = getattr(widget, "text", lambda: "")() if isinstance(widget, QAbstractButton | QLabel) else ""
    parent = widget.parentWidget()
    return f"{type(widget).__name__} “{text or widget.accessibleName()}” in {type(parent).__name__}"


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls a control."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def walked(start: QWidget, most: int = 250) -> list[QWidget]:
    """The controls that Tab comes to, in order, until it is back or stays where it is."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = []
    for _step in range(most):
        widget = QApplication.focusWidget()
        if widget is None or (found and widget is found[0]):
            break
        if found and widget is found[-1]:
            raise AssertionError(f"Tab stays in {described(widget)}")
        found.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    return found


def together(widget: QWidget) -> list[QWidget]:
    """The other buttons of an exclusive group: Tab comes to the chosen one, the arrows to the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is not None and group.exclusive():
        return list(group.buttons())
    if isinstance(widget, QAbstractButton) and widget.autoExclusive():
        return widget.parentWidget().findChildren(QAbstractButton)
    return []


def clipped(root: QWidget) -> list[str]:
    """Labels and buttons that have less room than their words need, and those that stand out of what holds them."""
    found = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisible() or _is_part(widget, root):
            continue
        text = widget.text()
        if not text or (isinstance(widget, QLabel) and widget.pixmap() and not widget.pixmap().isNull()):
            continue
        lacking = _lacking(widget)
        if lacking:
            found.append(f"{described(widget)}: {lacking}")
    return found


def _lacking(widget: QLabel | QAbstractButton) -> str:
    need, have = widget.sizeHint(), widget.size()
    if isinstance(widget, QLabel) and widget.wordWrap():
        width = widget.minimumSizeHint().width()
        if width > have.width() + 1:
            return f"{width} wide, has {have.width()}"
        height = widget.heightForWidth(have.width())
        return f"{height} high, has {have.height()}" if height > have.height() + 1 else ""
    if need.width() > have.width() + 1:
        return f"{need.width()} wide, has {have.width()}"
    if need.height() > have.height() + 1:
        return f"{need.height()} high, has {have.height()}"
    return _outside(widget)


def _outside(widget: QWidget) -> str:
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        outer = parent.parentWidget()
        if isinstance(outer, QWidget) and isinstance(outer.parentWidget(), QScrollArea | QAbstractScrollArea):
            return ""  # it scrolls
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()) and parent is widget.parentWidget():
            return f"at {widget.geometry()} outside of {parent.rect()}"
        break
    return ""
