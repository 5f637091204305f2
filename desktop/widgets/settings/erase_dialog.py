"""The question before everything is erased: what goes, and a word that has to be typed."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from desktop.data.stored_files import OnDisk, purpose
from desktop.training.training_text import file_size
from desktop.widgets.cards import heading, set_role
from desktop.widgets.forms import FormRow, facts_layout
from desktop.widgets.small_dialogs import FormDialog


class EraseDialog(FormDialog):
    """Lists the kinds of things with number and size; the button works once the word is there."""

    def __init__(self, found: OnDisk, parent: QWidget) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Erase everything"))
        self.action.setText(self.tr("Erase for good"))
        set_role(self.action, "danger")
        self.column.addWidget(heading(self.tr("Erase everything that Maeari keeps?"), self))
        text = QLabel(
            self.tr("This cannot be undone. Files that are only linked, and exports and backups elsewhere, stay."), self
        )
        text.setWordWrap(True)
        self.column.addWidget(text)
        self._found = found
        self._facts = facts_layout(self._pairs(), self)
        self.column.addLayout(self._facts)
        self._word = ""
        self.word = QLineEdit(self)
        self._row = FormRow("", self.word, parent=self)
        self.retranslate()
        self.word.textChanged.connect(self._check)
        self.column.addWidget(self._row)
        self.finish()
        self.setMinimumWidth(420)
        self.word.setFocus()
        self._check()

    def retranslate(self) -> None:
        """The word that has to be typed is one of the language in use."""
        self._word = self.tr("erase")
        said = self.tr("Type “{0}” to go on").format(self._word)
        self._row.label.setText(said)
        self.word.setAccessibleName(said)
        for row, (name, value) in enumerate(self._pairs()):
            for role, text in ((QFormLayout.ItemRole.LabelRole, name), (QFormLayout.ItemRole.FieldRole, value)):
                item = self._facts.itemAt(row, role)
                label = item.widget() if item is not None else None
                if isinstance(label, QLabel):
                    label.setText(text)
                    label.setAccessibleName(f"{name}: {value}" if role == QFormLayout.ItemRole.FieldRole else "")

    def _pairs(self) -> list[tuple[str, str]]:
        locale = QLocale()
        kinds: dict[str, tuple[int, int]] = {}
        for thing in self._found.things:
            count, size = kinds.get(purpose(thing), (0, 0))
            kinds[purpose(thing)] = (count + 1, size + thing.size_bytes)
        return [(name, f"{locale.toString(count)} · {file_size(size)}") for name, (count, size) in kinds.items()]

    @Slot()
    def _check(self) -> None:
        self.action.setEnabled(self.word.text().strip().casefold() == self._word.casefold())
