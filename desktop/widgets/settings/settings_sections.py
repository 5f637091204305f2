"""The sections of the Settings page: what they have in common, the one of options, and the one about Maeari."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.about import about_text, licence_rows
from desktop.settings import Settings
from desktop.settings_text import Group, folded, in_both_languages, said
from desktop.widgets.cards import Card, heading, muted
from desktop.widgets.forms import facts_layout
from desktop.widgets.settings.option_row import OptionRow


class Section(QWidget):
    """A heading and a card. `filter` shows what a search is for, and hides the section where it has none of it."""

    def __init__(self, group: Group, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = group.name
        self.setAccessibleName(said(group.title))
        self.searched = folded(f"{in_both_languages(group.title)} {group.keywords}")
        self.card = Card(self)
        self.body = self.card.body
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(said(group.title), self))
        column.addWidget(self.card)

    def filter(self, words: Sequence[str]) -> int:
        """Shows what has all these words, everything where there are none; how many things that are."""
        found = int(all(word in self.searched for word in words))
        self.setVisible(bool(found))
        return found

    @Slot()
    def restyle(self) -> None:
        """Takes another theme or zoom."""


class OptionsSection(Section):
    """A section of plain options."""

    def __init__(self, group: Group, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(group, parent)
        self.body.setSpacing(16)
        self.rows = [OptionRow(settings, words, self.card) for words in group.options]
        for row in self.rows:
            self.body.addWidget(row)

    def filter(self, words: Sequence[str]) -> int:
        whole = all(word in self.searched for word in words)
        found = [row for row in self.rows if whole or all(word in row.searched for word in words)]
        for row in self.rows:
            row.setVisible(row in found)
        self.setVisible(bool(found))
        return len(found)

    @Slot()
    def restyle(self) -> None:
        self.body.setSpacing(theme.px(16))
        for row in self.rows:
            row.restyle()


class AboutSection(Section):
    """Version, and the parts with their licences."""

    def __init__(self, group: Group, parent: QWidget | None = None) -> None:
        super().__init__(group, parent)
        self.text = muted(about_text(), self.card)
        self.body.addWidget(self.text)
        self.body.addLayout(facts_layout(licence_rows(), self.card))
