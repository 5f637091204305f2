"""Turns what is shown already from one language into another.

Fixed words are turned by the entries of the Linguist file. What a widget builds of values it builds anew: where it has
a method `retranslate`, that is called. What a person has typed stays as it is: see `as_typed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QStatusBar,
    QTabBar,
    QTableView,
    QTableWidget,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from desktop.wording.catalogue import BETWEEN, Entry, Sentences

# What of a widget is words of the program; the text of an editor is the person's own.
_PROPERTIES: tuple[tuple[type, str, str], ...] = (
    (QWidget, "toolTip", "setToolTip"),
    (QWidget, "accessibleName", "setAccessibleName"),
    (QWidget, "accessibleDescription", "setAccessibleDescription"),
    (QWidget, "windowTitle", "setWindowTitle"),
    (QLabel, "text", "setText"),
    (QAbstractButton, "text", "setText"),
    (QGroupBox, "title", "setTitle"),
    (QLineEdit, "placeholderText", "setPlaceholderText"),
    (QPlainTextEdit, "placeholderText", "setPlaceholderText"),
    (QTextEdit, "placeholderText", "setPlaceholderText"),
    (QSpinBox, "suffix", "setSuffix"),
    (QSpinBox, "prefix", "setPrefix"),
    (QSpinBox, "specialValueText", "setSpecialValueText"),
    (QAction, "text", "setText"),
    (QAction, "toolTip", "setToolTip"),
)


MESSAGE_MS = 10_000  # so long a message of the status bar stays
TYPED = "typed"  # the property of a widget whose text, or items, a person has named
W = TypeVar("W", bound=QWidget)


def as_typed(widget: W) -> W:
    """Marks a label or a choice as the person's own words, which no language turns; returns it."""
    widget.setProperty(TYPED, True)
    return widget


class Retranslator:
    """From the entries of one language to those of another; no entries are English.

    A translation may stand for several English words: the entry of the widget's own class counts first.
    """

    def __init__(self, before: Sequence[Entry], after: Sequence[Entry]) -> None:
        to_english: dict[str, list[tuple[str, str]]] = {}
        contexts: dict[str, list[tuple[str, str]]] = {}
        for entry in before:
            to_english.setdefault(entry.context, []).append((entry.translation, entry.source))
        for entry in after:
            contexts.setdefault(entry.context, []).append((entry.source, entry.translation))
        self._back = {name: Sentences(pairs) for name, pairs in to_english.items()}
        self._forth = {name: Sentences(pairs) for name, pairs in contexts.items()}
        self._any_back = Sentences(pair for pairs in to_english.values() for pair in pairs)
        self._any_forth = Sentences(pair for pairs in contexts.values() for pair in pairs)

    def turn(self, roots: Iterable[QWidget]) -> None:
        """Turns these widgets and everything in them; those that can say it anew do so at the end."""
        own: list[Any] = []
        for root in roots:
            for widget in (root, *root.findChildren(QWidget)):
                self._turn_one(widget)
                for action in widget.actions():
                    self._turn_one(action)
                if hasattr(widget, "retranslate"):
                    own.append(widget)
                if widget.property(TYPED):
                    continue
                if isinstance(widget, QComboBox):
                    self._turn_items(widget, widget.count(), widget.itemText, widget.setItemText)
                elif isinstance(widget, QTabBar):
                    self._turn_items(widget, widget.count(), widget.tabText, widget.setTabText)
                elif isinstance(widget, QStatusBar) and widget.currentMessage():
                    widget.showMessage(self.word(widget.currentMessage(), _contexts(widget)), MESSAGE_MS)
                elif isinstance(widget, QTableWidget):
                    self._turn_header(widget)
                elif isinstance(widget, QAbstractItemView):
                    widget.viewport().update()
                    if isinstance(widget, QTableView):
                        widget.horizontalHeader().viewport().update()
        for widget in own:
            if isValid(widget):  # one before it may have made its children anew
                widget.retranslate()

    def _turn_items(
        self, widget: QWidget, count: int, read: Callable[[int], str], write: Callable[[int, str], object]
    ) -> None:
        names = _contexts(widget)
        for index in range(count):
            turned = self.word(read(index), names)
            if turned != read(index):
                write(index, turned)

    def _turn_header(self, table: QTableWidget) -> None:
        names = _contexts(table)
        for column in range(table.columnCount()):
            item = table.horizontalHeaderItem(column)
            if item is not None:
                item.setText(self.word(item.text(), names))

    def _turn_one(self, thing: Any) -> None:
        names, typed = _contexts(thing), thing.property(TYPED)
        for kind, getter, setter in _PROPERTIES:
            if isinstance(thing, kind):
                text = "" if getter == "text" and typed else getattr(thing, getter)()
                if text and (turned := self.word(text, names)) != text:
                    getattr(thing, setter)(turned)

    def word(self, text: str, contexts: Sequence[str]) -> str:
        """One shown text, with its blanks around it, in the other language; as it is where no entry has it."""
        english = self._said(text, contexts, self._back, self._any_back)
        turned = self._said(english, contexts, self._forth, self._any_forth)
        for between in (BETWEEN, "\n"):
            if turned == text and between in text:
                return between.join(self.word(part, contexts) for part in text.split(between))
        if turned == text and ". " in text:
            first, _stop, rest = text.partition(". ")
            said = self.word(f"{first}.", contexts)
            if said == f"{first}.":  # a title and a full stop
                said = f"{self.word(first, contexts)}."
            return f"{said} {self.word(rest, contexts)}"
        return turned

    @staticmethod
    def _said(text: str, contexts: Sequence[str], by_context: dict[str, Sentences], everywhere: Sentences) -> str:
        core = text.strip("\N{EN SPACE}")
        for name in contexts:
            said = by_context[name].say(core) if name in by_context else None
            if said is not None:
                return text.replace(core, said)
        said = everywhere.say(core) if core else None
        return text if said is None else text.replace(core, said)


def _contexts(thing: Any) -> tuple[str, ...]:
    """The names of a thing's classes and of its parents': where its words stand in the Linguist file. The property
    `words` names the place of words that stand elsewhere, in a table of their own."""
    names: dict[str, None] = {}
    while thing is not None:
        if words := thing.property("words"):
            names[words] = None
        names.update(dict.fromkeys(kind.__name__ for kind in type(thing).__mro__))
        thing = thing.parent()
    return tuple(names)
