"""One option of the settings in a row: its control, live in both directions, and the way back to its default."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.settings import Option, Settings
from desktop.settings_text import OptionWords, said, searched
from desktop.widgets.cards import muted
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.forms import SPIN_MARGIN, choose

CONTROL_WIDTH = 200


class WheelGuard(QObject):
    """A wheel that scrolls the page must not turn the control that happens to come under it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


class OptionRow(QWidget):
    """Shows the value of an option, takes a new one, and follows changes that come from elsewhere."""

    def __init__(self, settings: Settings, words: OptionWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = words.key
        self._words = words
        self.searched = searched(words)
        self._settings = settings
        self._option: Option = settings.option(words.key)
        self.control = self._build(words)
        self.control.setAccessibleName(said(words.title))
        self.control.setAccessibleDescription(said(words.text))
        self.back = QPushButton(self.tr("Back to default"), self)
        self.back.setProperty("role", "flat")
        self.back.setAccessibleName(self.tr("Back to default: {0}").format(said(words.title)))
        self.back.clicked.connect(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        if not isinstance(self.control, QCheckBox):
            label = QLabel(said(words.title), self)
            label.setBuddy(self.control)
            label.setWordWrap(True)
            column.addWidget(label)
        line = FlowRow(self)
        line.flow.addWidget(self.control)
        line.flow.addWidget(self.back)
        column.addWidget(line)
        column.addWidget(muted(said(words.text), self))
        settings.changed.connect(self._changed)
        self._show(settings.get(self.key))
        self.restyle()

    def _build(self, words: OptionWords) -> QWidget:
        option = self._option
        if isinstance(option.default, bool):
            box = QCheckBox(said(words.title), self)
            box.toggled.connect(self._edited)
            return box
        if words.choices:
            combo = QComboBox(self)
            for value, text in words.choices:
                combo.addItem(said(text), value)
            combo.currentIndexChanged.connect(self._edited)
            combo.installEventFilter(WheelGuard(combo))
            return combo
        spin: QSpinBox | QDoubleSpinBox
        if isinstance(option.default, float):
            spin = QDoubleSpinBox(self)
            spin.setDecimals(1)
            spin.setRange(float(option.low or 0), float(option.high or 0))
            spin.setSingleStep(words.step)
        else:
            spin = QSpinBox(self)
            spin.setRange(int(option.low or 0), int(option.high or 0))
            spin.setSingleStep(int(words.step))
        spin.setSuffix(words.suffix)
        spin.setSpecialValueText(said(words.special))
        spin.setKeyboardTracking(False)  # a number counts when it is whole: not 1, 15 and 150
        spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        spin.valueChanged.connect(self._edited)
        spin.installEventFilter(WheelGuard(spin))
        return spin

    def retranslate(self) -> None:
        """Says it in the language in use; the names of the languages are always their own."""
        title = said(self._words.title)
        self.control.setAccessibleName(title)
        self.back.setAccessibleName(self.tr("Back to default: {0}").format(title))
        if isinstance(self.control, QComboBox):
            for number, (_value, text) in enumerate(self._words.choices):
                self.control.setItemText(number, said(text))

    @property
    def value(self) -> Any:
        """What the control says."""
        control = self.control
        if isinstance(control, QCheckBox):
            return control.isChecked()
        if isinstance(control, QComboBox):
            return control.currentData()
        return control.value() if isinstance(control, QSpinBox | QDoubleSpinBox) else None

    @Slot()
    def _edited(self) -> None:
        self._settings.set(self.key, self.value)

    @Slot()
    def reset(self) -> None:
        """Back to the default."""
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes
        self._settings.reset(self.key)

    @Slot(str, object)
    def _changed(self, key: str, value: object) -> None:
        if key == self.key:
            self._show(value)

    def _show(self, value: Any) -> None:
        control = self.control
        with QSignalBlocker(control):
            if isinstance(control, QCheckBox):
                control.setChecked(value)
            elif isinstance(control, QComboBox):
                choose(control, value)
            elif isinstance(control, QSpinBox | QDoubleSpinBox):
                control.setValue(value)
        self.back.setVisible(value != self._option.default)

    def restyle(self) -> None:
        """Takes another zoom."""
        if isinstance(self.control, QAbstractSpinBox):
            # A style sheet's padding does not reach the text of a spin box.
            self.control.lineEdit().setTextMargins(theme.px(SPIN_MARGIN), 0, 0, 0)
        if not isinstance(self.control, QCheckBox):
            self.control.setFixedWidth(theme.px(CONTROL_WIDTH))
