"""Mix voices: two or three models with a slider each, which write together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QGridLayout, QLabel, QSlider, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.cards import heading, muted
from desktop.widgets.writing.composer import ModelChoice
from desktop.wording.retranslate import as_typed
from desktop.writing.blending import Blend, percents

VOICES = 3
_EVEN = 50


class MixerDialog(QDialog):
    """Chooses models and shares. It asks with `request_blend` and closes when it is told that the blend writes."""

    request_blend = Signal(object, str)  # Blend, and the unit of its first model

    def __init__(
        self, models: Sequence[ModelChoice], current: str, blend: Blend | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._models = tuple(models)
        self.setWindowTitle(self.tr("Mix voices"))
        self.combos: list[QComboBox] = []
        self.sliders: list[QSlider] = []
        self.shares: list[QLabel] = []
        self.title = heading(self.tr("Mix voices"), self)
        self.text = muted(
            self.tr("Two or three models write together: for each word all are asked, and each counts by its share."),
            self,
        )
        self.sum = muted("", self)
        self.error = QLabel("", self)
        self.error.setProperty("role", "error")
        self.error.setTextFormat(Qt.TextFormat.PlainText)
        self.error.setWordWrap(True)
        self.error.hide()
        self.buttons = QDialogButtonBox(self)
        self.use = self.buttons.addButton(self.tr("Use this blend"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._ask)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(side) for side in (24, 20, 24, 20)))
        column.setSpacing(theme.px(10))
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(self._rows())
        column.addWidget(self.sum)
        column.addWidget(self.error)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self._fill(current, blend)
        self.retranslate()
        if len(self._models) < 2:
            self.show_error(self.tr("Mixing needs two models; there is only one. Train another."))
            self.use.setEnabled(False)

    def _rows(self) -> QGridLayout:
        names = (
            (self.tr("First voice"), self.tr("Share of the first voice")),
            (self.tr("Second voice"), self.tr("Share of the second voice")),
            (self.tr("Third voice"), self.tr("Share of the third voice")),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(2, 1)
        for row, (name, share) in enumerate(names):
            label = QLabel(name, self)
            combo = as_typed(QComboBox(self))
            combo.setAccessibleName(name)
            combo.setMinimumContentsLength(12)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            label.setBuddy(combo)
            slider = QSlider(Qt.Orientation.Horizontal, self)
            slider.setRange(0, 100)
            slider.setPageStep(10)
            slider.setAccessibleName(share)
            slider.setMinimumWidth(theme.px(150))
            policy = slider.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            slider.setSizePolicy(policy)
            value = muted("", self)
            value.setWordWrap(False)
            value.setMinimumWidth(value.fontMetrics().horizontalAdvance("100 %") + theme.px(4))
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for place, widget in enumerate((label, combo, slider, value)):
                grid.addWidget(widget, row, place)
            self.combos.append(combo)
            self.sliders.append(slider)
            self.shares.append(value)
        return grid

    def _fill(self, current: str, blend: Blend | None) -> None:
        names = [choice.name for choice in self._models]
        wanted = [name for name in (blend.names if blend is not None else (current,)) if name in names]
        wanted += [name for name in names if name not in wanted][: 2 - len(wanted)]
        weights = dict(blend.parts) if blend is not None else {}
        for row, (combo, slider) in enumerate(zip(self.combos, self.sliders, strict=True)):
            if row >= 2:
                combo.addItem("", "")
            for name in names:
                combo.addItem(name, name)
            combo.setCurrentIndex(max(0, combo.findData(wanted[row])) if row < len(wanted) else 0)
            slider.setValue(weights.get(wanted[row], _EVEN) if row < len(wanted) else _EVEN)
            combo.currentIndexChanged.connect(self._changed)
            slider.valueChanged.connect(self._changed)
        self._changed()

    def retranslate(self) -> None:
        """Says it in the language in use."""
        for combo in self.combos[2:]:
            combo.setItemText(0, self.tr("None"))

    # Shares

    def _chosen(self) -> list[int]:
        """The rows that have a model."""
        return [row for row in range(VOICES) if self.combos[row].currentData()]

    @Slot()
    def _changed(self) -> None:
        rows = self._chosen()
        shares = percents([self.sliders[row].value() for row in rows])
        for row in range(VOICES):
            self.sliders[row].setVisible(row in rows)
            share = self.tr("{0} %").format(self.locale().toString(shares[rows.index(row)])) if row in rows else ""
            self.shares[row].setText(share)
            self.sliders[row].setAccessibleDescription(share)
        self.sum.setText(self.tr("Together: {0} %").format(self.locale().toString(sum(shares))))
        self.show_error("")

    def blend(self) -> Blend:
        """What is chosen; models without any share are left out."""
        rows = self._chosen()
        shares = percents([self.sliders[row].value() for row in rows])
        parts = zip((str(self.combos[row].currentData()) for row in rows), shares, strict=True)
        return Blend(tuple((name, share) for name, share in parts if share))

    @Slot()
    def _ask(self) -> None:
        blend = self.blend()
        if len(blend.parts) < 2:
            self.show_error(self.tr("Give at least two models a share."))
        elif len(set(blend.names)) < len(blend.names):
            self.show_error(self.tr("Choose each model once."))
        else:
            self._set_busy(True)
            unit = next((choice.unit for choice in self._models if choice.name == blend.names[0]), "char")
            self.request_blend.emit(blend, unit)

    def _set_busy(self, busy: bool) -> None:
        self.use.setEnabled(not busy)
        self.use.setText(self.tr("Opening…") if busy else self.tr("Use this blend"))

    def show_error(self, sentence: str) -> None:
        """Says why this cannot be mixed; the choice can be changed. Empty: nothing is wrong."""
        if len(self._models) >= 2:
            self._set_busy(False)
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.error.setAccessibleName(sentence)
        if sentence:
            QAccessible.updateAccessibility(QAccessibleEvent(self.error, QAccessible.Event.Alert))
