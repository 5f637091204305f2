"""Rows of a form: every control gets a label that names it, a description, and room for a sentence on a mistake."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop import theme

SPIN_MARGIN = 7  # puts the text of a spin box under that of a combo box


class FormRow(QWidget):
    """One control under its label, with a description and, after a mistake, a sentence beside it.

    The label is the control's buddy, and both names reach a screen reader.

    Args:
        label: the visible label; a `&` marks its mnemonic.
        control: the control; the row becomes its parent.
        description: one sentence under the control; empty for none.
    """

    def __init__(self, label: str, control: QWidget, description: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.label = QLabel(label, self)
        self.label.setBuddy(control)
        name = label.replace("&", "").rstrip(":")
        control.setAccessibleName(name)
        control.setAccessibleDescription(description)
        editor = control.findChild(QLineEdit) if isinstance(control, QAbstractSpinBox) else None
        if editor is not None:
            # Qt leaves the padding of a style sheet out on this side of a spin box.
            editor.setTextMargins(theme.px(SPIN_MARGIN), 0, 0, 0)
        self._description = description
        self._hint = QLabel(description, self)
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._hint.setVisible(bool(description))
        self._error = QLabel("", self)
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._error.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.label, control, self._hint, self._error):
            column.addWidget(widget)

    @property
    def error(self) -> str:
        """The sentence shown at the field; empty when nothing is wrong."""
        return self._error.text()

    def set_error(self, sentence: str) -> None:
        """Shows a sentence at the field, or takes it away when empty."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.control.setAccessibleDescription(f"{sentence} {self._description}".strip())
        if bool(self.control.property("invalid")) == bool(sentence):
            return
        self.control.setProperty("invalid", bool(sentence))
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)

    def retranslate(self) -> None:
        """What a screen reader says of the control, as the label and the sentences say it now."""
        self._description = self._hint.text()
        self.control.setAccessibleName(self.label.text().replace("&", "").rstrip(":"))
        if self.error or self._description:
            self.control.setAccessibleDescription(f"{self.error} {self._description}".strip())

    def set_description(self, description: str) -> None:
        """Replaces the sentence under the control."""
        self._description = description
        self._hint.setText(description)
        self._hint.setVisible(bool(description))
        self.control.setAccessibleDescription(f"{self.error} {description}".strip())


def labelled(widget: QWidget, name: str, description: str = "") -> QWidget:
    """Gives a control that has no label of its own an accessible name and description; returns the control."""
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)
    return widget


def facts_layout(pairs: Sequence[tuple[str, str]], parent: QWidget) -> QFormLayout:
    """A two-column list of facts; the values can be selected and copied."""
    layout = QFormLayout()
    layout.setHorizontalSpacing(20)
    layout.setVerticalSpacing(6)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for name, value in pairs:
        add_fact(layout, name, value, parent)
    return layout


def add_fact(layout: QFormLayout, name: str, value: str, parent: QWidget) -> QLabel:
    """Adds one fact to a list of facts; returns the label of its value."""
    caption = QLabel(name, parent)
    caption.setProperty("role", "muted")
    field = QLabel(value, parent)
    field.setTextFormat(Qt.TextFormat.PlainText)
    field.setWordWrap(True)
    field.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    field.setAccessibleName(f"{name}: {value}")
    layout.addRow(caption, field)
    return field


def fill_choices(combo: QComboBox, choices: Sequence[tuple[str, object]], *, keep: bool = True) -> None:
    """Fills a combo box with (text, data) pairs and keeps the chosen data where it is still offered."""
    chosen = combo.currentData() if keep else None
    combo.blockSignals(True)
    combo.clear()
    for text, data in choices:
        combo.addItem(text, data)
    index = next((i for i, (_text, data) in enumerate(choices) if data == chosen), 0)
    combo.setCurrentIndex(index if choices else -1)
    combo.blockSignals(False)


def choose(combo: QComboBox, data: object) -> bool:
    """Selects the entry that carries `data`; False when there is none."""
    for index in range(combo.count()):
        if combo.itemData(index) == data:
            combo.setCurrentIndex(index)
            return True
    return False
