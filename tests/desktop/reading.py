"""What the tests of languages share: every word that a window shows or says to a screen reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QWidget,
)

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def words(root: QWidget) -> Counter[str]:
    """All texts of the visible widgets of a window, each with the kind of thing that shows it."""
    found: Counter[str] = Counter()
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible() or widget.objectName().startswith("qt_") or isinstance(widget, QHeaderView):
            continue
        parent = widget.parentWidget()
        if isinstance(parent, QAbstractSpinBox | QComboBox) or (parent is not None and parent.inherits("QComboBox")):
            continue
        place = f"{type(parent).__name__}/{type(widget).__name__}"
        for text in _of(widget):
            if isinstance(text, str) and text.strip():
                found[f"{place}: {text}"] += 1
    return found


def _of(widget: QWidget) -> Iterator[object]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if widget.isWindow():
        yield widget.windowTitle()
    for action in widget.actions():
        yield from (action.text(), action.toolTip())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QLineEdit):
        yield from (widget.placeholderText(), widget.text() if widget.isReadOnly() else "")
    elif isinstance(widget, QTextEdit | QPlainTextEdit):
        yield from (widget.placeholderText(), widget.toPlainText() if widget.isReadOnly() else "")
    elif isinstance(widget, QComboBox):
        for number in range(widget.count()):
            yield from (widget.itemText(number), widget.itemData(number, Qt.ItemDataRole.ToolTipRole))
    elif isinstance(widget, QTabBar):
        for number in range(widget.count()):
            yield from (widget.tabText(number), widget.tabToolTip(number))
    elif isinstance(widget, QSpinBox):
        yield from (widget.text(), widget.specialValueText())
    elif isinstance(widget, QProgressBar):
        yield widget.text() if widget.isTextVisible() else ""
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_model(widget.model(), QModelIndex(), headers=not isinstance(widget, QListView))


def _of_model(model: QAbstractItemModel, parent: QModelIndex, *, headers: bool) -> Iterator[object]:
    for column in range(model.columnCount(parent) if headers and not parent.isValid() else 0):
        yield model.headerData(column, Qt.Orientation.Horizontal)
        yield model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    columns = model.columnCount(parent) if headers else 1
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in _ROLES:
                yield index.data(role)
        yield from _of_model(model, model.index(row, 0, parent), headers=headers)
