"""The strongest phrases of one direction, and how a piece of evidence is said in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.forms import labelled

if TYPE_CHECKING:
    from engine import Evidence

MAX_PHRASES = 12
MAX_PHRASE = 24  # characters of a phrase in the list


def explanation(item: Evidence) -> str:
    """What a piece of evidence says, in one line."""
    translate = QCoreApplication.translate
    weight = signed(item.weight)
    if item.label:
        labels = (translate("evidence", "speaks for “{0}”"), translate("evidence", "speaks against “{0}”"))
        return f"“{item.text}”{_read_as(item)} {labels[item.weight <= 0].format(item.label)}: {weight}"
    direction = (
        translate("evidence", "speaks for spam")
        if item.weight > 0
        else translate("evidence", "speaks for an ordinary message")
    )
    return f"“{item.text}”{_read_as(item)} {direction}: {weight}"


def _read_as(item: Evidence) -> str:
    if item.shown == item.text:
        return ""
    return " " + QCoreApplication.translate("evidence", "(read as “{0}”)").format(item.shown)


def signed(weight: float) -> str:
    """A weight with its sign."""
    return ("+" if weight > 0 else "−") + QLocale().toString(abs(weight), "f", 2)


def _short(phrase: str) -> str:
    """A phrase in one line that fits the list; the tooltip has all of it."""
    line = " ".join(phrase.split())
    return line if len(line) <= MAX_PHRASE else f"{line[: MAX_PHRASE - 1]}…"


class PhraseList(QWidget):
    """A titled list of phrases with their weights, the strongest first; the same phrase is listed once."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        # What it wishes for would make the page scroll; it takes what is left.
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.list.setMinimumSize(theme.px(130), theme.px(56))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = QLabel(title, self)
        self.title.setProperty("role", "subheading")
        self.title.setBuddy(self.list)
        labelled(self.list, title.replace("&", ""), self.tr("Choosing a phrase shows it in the text"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)

    def set_title(self, title: str) -> None:
        """Says which direction the list is of."""
        self.title.setText(title)
        self.list.setAccessibleName(title.replace("&", ""))

    def fill(self, evidence: Sequence[Evidence], nothing: str) -> None:
        """Lists evidence that is already in order; where there is none, the sentence `nothing`."""
        self.list.clear()
        seen: set[str] = set()
        for item in evidence:
            key = item.shown.casefold()
            if key in seen or len(seen) >= MAX_PHRASES:
                continue
            seen.add(key)
            phrase, plain = _short(item.text), _short(item.shown)
            text = phrase if phrase.casefold() == plain.casefold() else f"{phrase} → {plain}"
            row = QListWidgetItem(f"{signed(item.weight)}   {text}")
            row.setToolTip(explanation(item))
            row.setData(Qt.ItemDataRole.UserRole, item)
            row.setData(Qt.ItemDataRole.AccessibleTextRole, explanation(item))
            self.list.addItem(row)
        if not seen:
            row = QListWidgetItem(nothing)
            row.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(row)
