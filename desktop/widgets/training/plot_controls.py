"""The row above a loss plot: smoothing, horizontal axis, log scale, and the switch to the table."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QWidget

from desktop.settings import Option, Settings
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.forms import choose, fill_choices, labelled
from desktop.widgets.training.curves import SMOOTHING

LOG_KEY, SMOOTHING_KEY = "plot/log_scale", "plot/smoothing"


class PlotControls(QWidget):
    """Says by `changed` that the plot looks different now."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings: Settings | None = None
        row = FlowLayout(self, horizontal=12, vertical=2)
        row.setContentsMargins(0, 0, 0, 0)
        self.smoothing = QComboBox(self)
        choices: list[tuple[str, object]] = [
            (self.tr("Smoothing: off"), "off"),
            (self.tr("Smoothing: light"), "light"),
            (self.tr("Smoothing: strong"), "strong"),
        ]
        fill_choices(self.smoothing, choices)
        labelled(self.smoothing, self.tr("Smoothing"), self.tr("Evens out the training curve; its points stay behind"))
        self.smoothing.currentIndexChanged.connect(self._smoothing_chosen)
        self.axis = QComboBox(self)
        fill_choices(self.axis, [(self.tr("By steps"), "steps"), (self.tr("By seconds"), "seconds")])
        labelled(self.axis, self.tr("Horizontal axis"))
        self.axis.currentIndexChanged.connect(self.changed)
        self.axis.hide()
        self.log = QCheckBox(self.tr("Log scale"), self)
        labelled(self.log, self.tr("Log scale"), self.tr("Shows differences of small losses as large as those of big"))
        self.log.toggled.connect(self._log_toggled)
        self.toggle = QPushButton(self.tr("Show as table"), self)
        self.toggle.setCheckable(True)
        self.toggle.setProperty("role", "flat")
        self.toggle.setAccessibleDescription(self.tr("Lists the points of the plot as rows"))
        self.toggle.toggled.connect(self._toggled)
        for control in (self.smoothing, self.axis, self.log, self.toggle):
            row.addWidget(control)

    @property
    def share(self) -> float:
        """The chosen smoothing, for `smoothed`."""
        return SMOOTHING[str(self.smoothing.currentData())]

    @property
    def by_seconds(self) -> bool:
        """Whether the horizontal axis is the time."""
        return bool(self.axis.currentData() == "seconds")

    def remember(self, settings: Settings) -> None:
        """Takes log scale and smoothing from the settings, keeps them there, and follows the other plots."""
        settings.register(Option(LOG_KEY, "Losses on a log scale", False))
        settings.register(Option(SMOOTHING_KEY, "How much the training curve is evened", "off", tuple(SMOOTHING)))
        for key in (LOG_KEY, SMOOTHING_KEY):
            self._setting_changed(key, settings.get(key))
        self._settings = settings
        settings.changed.connect(self._setting_changed)

    @Slot(str, object)
    def _setting_changed(self, key: str, value: object) -> None:
        if key == LOG_KEY:
            self.log.setChecked(bool(value))
        elif key == SMOOTHING_KEY:
            choose(self.smoothing, value)

    @Slot(bool)
    def _log_toggled(self, checked: bool) -> None:
        if self._settings is not None:
            self._settings.set(LOG_KEY, checked)
        self.changed.emit()

    @Slot()
    def _smoothing_chosen(self) -> None:
        if self._settings is not None:
            self._settings.set(SMOOTHING_KEY, str(self.smoothing.currentData()))
        self.changed.emit()

    @Slot(bool)
    def _toggled(self, table: bool) -> None:
        self.toggle.setText(self.tr("Show as plot") if table else self.tr("Show as table"))
