"""How long a training may take: three presets, the minutes as a number and as a slider."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSlider, QSpinBox, QVBoxLayout, QWidget

from desktop.widgets.forms import FormRow, labelled
from desktop.widgets.stacking import TurningRow
from desktop.widgets.training.training_fields import PRESETS

MAX_MINUTES = 120


class TimeFields(QWidget):
    """`minutes` is the value; presets and slider set it and show it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presets = QButtonGroup(self)
        self.presets.setExclusive(True)
        self.preset_buttons: dict[str, QPushButton] = {}
        titles = {"quick": self.tr("Quick"), "balanced": self.tr("Balanced"), "thorough": self.tr("Thorough")}
        for key, title in titles.items():
            button = QPushButton(title, self)
            button.setCheckable(True)
            self.presets.addButton(button)
            self.preset_buttons[key] = button
        self.retranslate()
        self.minutes = QSpinBox(self)
        self.minutes.setRange(1, MAX_MINUTES)
        self.minutes.setSuffix(self.tr(" min"))
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(1, MAX_MINUTES)
        labelled(self.slider, self.tr("Minutes, as a slider"))
        self.slider.valueChanged.connect(self.minutes.setValue)
        self.minutes.valueChanged.connect(self.slider.setValue)
        self.minutes.valueChanged.connect(self._show_preset)
        self.presets.buttonClicked.connect(self._preset_clicked)
        self.minutes_row = FormRow(self.tr("I have time for (&minutes)"), self.minutes, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        buttons = TurningRow(self, spacing=6)
        for button in self.preset_buttons.values():
            buttons.add(button, 1)
        column.addWidget(buttons)
        row = TurningRow(self, spacing=12)
        row.add(self.minutes_row)
        row.add(self.slider, 1, low=True)
        column.addWidget(row)

    def retranslate(self) -> None:
        """Says in the language in use how long each preset takes."""
        for key, button in self.preset_buttons.items():
            labelled(button, button.text(), self.tr("{0} minutes").format(PRESETS[key]))

    def set_preset(self, key: str) -> None:
        """Chooses Quick, Balanced or Thorough."""
        self.minutes.setValue(PRESETS[key])

    @Slot()
    def _show_preset(self) -> None:
        """Marks the preset that has the chosen minutes, or none."""
        self.presets.setExclusive(False)
        for key, button in self.preset_buttons.items():
            button.setChecked(PRESETS[key] == self.minutes.value())
        self.presets.setExclusive(True)

    @Slot(object)
    def _preset_clicked(self, button: object) -> None:
        for key, candidate in self.preset_buttons.items():
            if candidate is button:
                self.set_preset(key)
