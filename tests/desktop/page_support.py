"""What the tests of the pages share: a context on a temporary home, and a page built on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QWidget,
)

import engine
from desktop.context import AppContext
from desktop.pages.corpora import CorporaPage
from desktop.pages.write import WritePage
from desktop.settings import Settings
from desktop.tasks import Tasks


def make_context(home: Path) -> AppContext:
    """A context with the real libraries in a temporary home."""
    tasks = Tasks()
    context = AppContext(
        models_dir=home / "data" / "models",
        settings=Settings(home / "config"),
        tasks=tasks,
        open_corpora=lambda: engine.CorpusLibrary(home / "data" / "corpora"),
        open_store=lambda: engine.ModelStore(home / "data" / "models"),
        open_history=lambda: (_ for _ in ()).throw(AssertionError("the pages under test keep no history")),
    )
    tasks.setParent(context)
    return context


def close(page: Any, context: AppContext) -> None:
    """Ends a page as the window does; fails where work does not end."""
    page.close_page()
    assert context.tasks.shutdown(15_000)
    page.close()
    page.deleteLater()
    context.deleteLater()


def shown_corpora_page(context: AppContext, qtbot: Any) -> Iterator[CorporaPage]:
    """For a fixture: the Corpora page with its first corpus read."""
    made = CorporaPage(context)
    made.resize(1100, 800)
    made.show()
    made.shown(None)
    qtbot.waitUntil(lambda: made.reading is not None, timeout=10_000)
    yield made
    close(made, context)


def opened_write_page(qtbot: Any, application: Any) -> WritePage:
    """The Write page of a real window, once it knows its models."""
    window = application().window
    window.resize(1100, 740)
    window.show()
    qtbot.waitUntil(lambda: window.page is not None)
    assert isinstance(window.page, WritePage)
    qtbot.waitUntil(lambda: window.page.models.known)
    return window.page


def drop(widget: QWidget, *paths: Path) -> None:
    """Drops files on a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    widget.dropEvent(event)


def unnamed(page: QWidget) -> list[str]:
    """The controls of a page that a screen reader could not name."""
    kinds = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QSlider, QAbstractButton)
    found = []
    for control in page.findChildren(QWidget):
        if not isinstance(control, kinds) or control.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        parent = control.parentWidget()
        grandparent = parent.parentWidget() if parent is not None else None
        if isinstance(parent, QComboBox | QAbstractSpinBox) or isinstance(grandparent, QComboBox):
            continue  # a part of a control that has a name
        if not control.isVisibleTo(page) and isinstance(control, QAbstractButton) and not control.text():
            continue  # gets its text when it is shown
        named = control.accessibleName() or (isinstance(control, QAbstractButton) and control.text())
        if not named:
            found.append(f"{type(control).__name__} in {type(parent).__name__}")
    return found


def clashing_mnemonics(page: QWidget) -> dict[str, list[str]]:
    """Letters that two controls of a page share, or that belong to a menu of the window (File, View, Help)."""
    found: dict[str, list[str]] = {letter: ["the menu"] for letter in "fvh"}
    for widget in page.findChildren(QWidget):
        has_mnemonic = isinstance(widget, QAbstractButton) or (
            isinstance(widget, QLabel) and widget.buddy() is not None
        )
        text = widget.text().replace("&&", "") if has_mnemonic else ""  # type: ignore[attr-defined]
        if "&" in text:
            found.setdefault(text[text.index("&") + 1].casefold(), []).append(text)
    return {letter: texts for letter, texts in found.items() if len(texts) > 1}
