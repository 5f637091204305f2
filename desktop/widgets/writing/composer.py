"""The composer: the text field, and beside it what decides how the completion is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from desktop import assets, theme
from desktop.announcing import announce
from desktop.settings import Settings
from desktop.widgets.cards import muted
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.forms import SPIN_MARGIN
from desktop.widgets.stacking import TurningRow
from desktop.widgets.writing.completion_edit import CompletionEdit
from desktop.widgets.writing.suggestion_strip import SuggestionStrip
from desktop.wording.retranslate import as_typed

CREATIVITY_STEPS = 20  # a step is 0.1 of temperature


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model of the selector: its name, its unit, "char" or "word", and whether it came with the program."""

    name: str
    unit: str
    sample: bool = False


class _WideButton(QPushButton):
    """As wide for Stop as for Send, and never narrower than its word."""

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(theme.px(92), 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Composer(QFrame):
    """Text, suggestions, model, creativity, length, variants, Send or Stop. The choices are kept in the settings."""

    submitted = Signal(str)
    request_stop = Signal()
    model_chosen = Signal(str)
    writing_changed = Signal(bool)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._models: tuple[ModelChoice, ...] = ()
        self._writing = False
        self.setObjectName("composer")
        self.edit = CompletionEdit(self)
        self.edit.setPlaceholderText(self.tr("Type the beginning of a sentence…"))
        self.edit.setAccessibleName(self.tr("Composer"))
        self.edit.setAccessibleDescription(
            self.tr("Enter sends, Shift and Enter begin a new line, Tab accepts the suggestion shown in grey")
        )
        self.edit.submitted.connect(self.submitted)
        self.edit.request_stop.connect(self.request_stop)
        self.edit.focus_changed.connect(self._focus_changed)
        self.strip = SuggestionStrip(self)
        self.controls = QWidget()
        self.controls.setProperty("role", "scrolled")
        self._flow = FlowLayout(self.controls)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._build_controls()
        self.button = _WideButton(self)
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self._button_clicked)
        # The controls scroll where the window is low or the text large: nothing is out of reach.
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setProperty("role", "viewport")
        self._area.setWidget(self.controls)
        self._room = 10_000
        below = TurningRow(self)
        below.add(self._area, 1)
        below.add(self.button, low=True)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.edit)
        self._column.addWidget(self.strip)
        self._column.addWidget(below)
        self.set_writing(False)
        self.restyle()

    def _build_controls(self) -> None:
        settings = self._settings
        self.model = as_typed(QComboBox(self.controls))
        self.model.setAccessibleName(self.tr("Model"))
        self.model.setToolTip(self.tr("The model that writes"))
        self.model.setPlaceholderText(self.tr("Choose a model"))
        self.model.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.model.currentIndexChanged.connect(self._model_changed)
        self.creativity = QSlider(Qt.Orientation.Horizontal, self.controls)
        self.creativity.setRange(0, CREATIVITY_STEPS)
        self.creativity.setValue(round(settings.get("write/temperature") * 10))
        self.creativity.setToolTip(self.tr("Left: the likeliest words. Right: bolder ones."))
        self.creativity.valueChanged.connect(self._creativity_changed)
        self._creativity_value = muted("", self.controls)
        self._creativity_value.setWordWrap(False)
        self.length = QSpinBox(self.controls)
        self.length.setRange(1, 5000)
        self.length.setValue(settings.get("write/length"))
        self.length.setToolTip(self.tr("How long a completion may become"))
        self.length.valueChanged.connect(self._length_changed)
        self.variants = QSpinBox(self.controls)
        self.variants.setRange(1, 3)
        self.variants.setValue(settings.get("write/variants"))
        self.variants.setToolTip(self.tr("How many completions are written at once"))
        self.variants.valueChanged.connect(self._variants_changed)
        self.sentence = QCheckBox(self.tr("Stop at a sentence end"), self.controls)
        self.sentence.setChecked(settings.get("write/stop_at_sentence"))
        self.sentence.toggled.connect(self._sentence_changed)
        self.suggestions = QCheckBox(self.tr("Suggest while I type"), self.controls)
        self.suggestions.setChecked(settings.get("write/suggestions"))
        self.suggestions.setToolTip(self.tr("In grey behind the cursor, and three in a row under the text"))
        self.suggestions.toggled.connect(self._suggestions_changed)
        self.right = QSpinBox(self.controls)
        self.right.setRange(1, 9)
        self.right.setValue(settings.get("write/right_in_ten"))
        # One sentence for a translator; the number may stand anywhere in it.
        before, _number, after = self.tr("{0} in 10").partition("{0}")
        self.right.setPrefix(before)
        self.right.setSuffix(after)
        self.right.setToolTip(self.tr("Fewer suggestions that are right more often, or more that are right less often"))
        self.right.valueChanged.connect(self._right_changed)
        self._flow.addWidget(self.model)
        self._add(self.tr("Creativity"), self.creativity, self._creativity_value)
        self._add(self.tr("Length"), self.length)
        self._add(self.tr("Variants"), self.variants)
        self._flow.addWidget(self.sentence)
        self._flow.addWidget(self.suggestions)
        self._add(self.tr("Right about"), self.right)
        self._show_suggesting()
        self._show_creativity()
        settings.changed.connect(self._setting_changed)

    def _add(self, name: str, control: QWidget, *more: QWidget) -> None:
        """A control with its word before it; both stay together when the row wraps."""
        box = QWidget(self.controls)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        label: QLabel = muted(name, box)
        label.setWordWrap(False)
        label.setBuddy(control)
        control.setAccessibleName(name)
        for widget in (label, control, *more):
            row.addWidget(widget)
        self._flow.addWidget(box)

    # Models

    def set_models(self, models: Sequence[ModelChoice], current: str, *, choose: bool = True) -> None:
        """Shows the models there are; `current` is selected, or the first where it is gone.

        `choose` False: none is selected, unless one is already.
        """
        chosen = self.current_model
        self._models = tuple(models)
        with QSignalBlocker(self.model):
            self.model.clear()
            for choice in models:
                self.model.addItem(choice.name)
            names = [choice.name for choice in models]
            first = 0 if names and choose else -1
            if not choose:
                current = chosen.name if chosen is not None else ""
            self.model.setCurrentIndex(names.index(current) if current in names else first)
        self.model.setVisible(bool(models))
        self._model_changed()

    @property
    def current_model(self) -> ModelChoice | None:
        """The model in use; None where there is none."""
        index = self.model.currentIndex()
        return self._models[index] if 0 <= index < len(self._models) else None

    def retranslate(self) -> None:
        """The units and numbers in the language in use."""
        self._show_unit()
        self._show_creativity()
        self._fit_spins()
        self._fit_controls()

    def _show_unit(self) -> None:
        choice = self.current_model
        unit = choice.unit if choice else "char"
        self.length.setSuffix(self.tr(" words") if unit == "word" else self.tr(" characters"))

    def select_model(self, name: str) -> None:
        """Selects a model by its name; an unknown name changes nothing."""
        index = self.model.findText(name, Qt.MatchFlag.MatchExactly)
        if index >= 0:
            self.model.setCurrentIndex(index)

    @Slot()
    def _model_changed(self) -> None:
        choice = self.current_model
        self._show_unit()
        self._fit_spins()
        self._fit_controls()
        self.model_chosen.emit(choice.name if choice else "")

    # Settings

    @Slot()
    def _creativity_changed(self) -> None:
        self._settings.set("write/temperature", self.creativity.value() / 10)
        self._show_creativity()

    def _show_creativity(self) -> None:
        text = self.locale().toString(self.creativity.value() / 10, "f", 1)
        self._creativity_value.setText(text)
        self.creativity.setAccessibleDescription(text)

    @Slot()
    def _fit_spins(self) -> None:
        """Room for the whole text of each spin box, its suffix and the margin that their size hints leave out."""
        for spin in (self.length, self.variants, self.right):
            spin.setMinimumWidth(0)
            spin.setMinimumWidth(spin.sizeHint().width() + spin.lineEdit().textMargins().left())

    @Slot()
    def _length_changed(self) -> None:
        self._settings.set("write/length", self.length.value())

    @Slot()
    def _variants_changed(self) -> None:
        self._settings.set("write/variants", self.variants.value())

    @Slot()
    def _sentence_changed(self) -> None:
        self._settings.set("write/stop_at_sentence", self.sentence.isChecked())

    @Slot()
    def _suggestions_changed(self) -> None:
        self._settings.set("write/suggestions", self.suggestions.isChecked())
        self._show_suggesting()

    @Slot()
    def _right_changed(self) -> None:
        self._settings.set("write/right_in_ten", self.right.value())

    @Slot(str, object)
    def _setting_changed(self, key: str, value: Any) -> None:
        """A choice was made elsewhere, on the Settings page."""
        spins = {"write/length": self.length, "write/variants": self.variants, "write/right_in_ten": self.right}
        boxes = {"write/stop_at_sentence": self.sentence, "write/suggestions": self.suggestions}
        if key in spins:
            spins[key].setValue(value)
        elif key in boxes:
            boxes[key].setChecked(value)
        elif key == "write/temperature":
            with QSignalBlocker(self.creativity):  # its steps are coarser than the value may be
                self.creativity.setValue(round(value * 10))
            self._show_creativity()

    def _show_suggesting(self) -> None:
        self.right.setEnabled(self.suggestions.isChecked())
        self.strip.setVisible(self.suggestions.isChecked())

    # State

    @property
    def writing(self) -> bool:
        """Whether a completion is being written."""
        return self._writing

    def set_writing(self, writing: bool) -> None:
        """Send becomes Stop while something is written."""
        changed, self._writing = writing != self._writing, writing
        self.button.setText(self.tr("Stop") if writing else self.tr("Send"))
        self.button.setToolTip(self.tr("Stop writing (Esc)") if writing else self.tr("Send (Enter)"))
        self.button.setIcon(assets.icon("stop" if writing else "send", theme.colors().accent_text))
        if changed:
            if writing:
                announce(self, self.tr("Sent, the model is writing"))
            self.writing_changed.emit(writing)

    @Slot()
    def _button_clicked(self) -> None:
        if self._writing:
            self.request_stop.emit()
        else:
            self.edit.submit()

    @Slot(bool)
    def _focus_changed(self, focused: bool) -> None:
        self.setProperty("active", focused)
        # Named, so that its class is made when this module is imported, on a lane: that alone takes 20 ms.
        style: QStyle = self.style()
        style.unpolish(self)
        style.polish(self)

    def set_room(self, height: int) -> None:
        """How many pixels the controls may take; above that they scroll."""
        self._room = height
        self._fit_controls()

    def _fit_controls(self) -> None:
        wanted = self._flow.heightForWidth(max(1, self._area.viewport().width()))
        row = self.length.sizeHint().height()
        scrolls = wanted > max(row, self._room)
        bar = self._area.verticalScrollBar().sizeHint().width() if scrolls else 0
        self._area.setMinimumWidth(self._flow.minimumSize().width() + bar)
        self._area.setFixedHeight(max(row, self._room) if scrolls else wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_controls()

    def restyle(self) -> None:
        """Takes another theme or zoom."""
        self._column.setContentsMargins(theme.px(14), theme.px(10), theme.px(10), theme.px(10))
        self._column.setSpacing(theme.px(6))
        self.creativity.setFixedWidth(theme.px(88))
        self.model.setMaximumWidth(theme.px(220))
        self.button.setIconSize(QSize(theme.px(16), theme.px(16)))
        for spin in (self.length, self.variants, self.right):
            # A style sheet's padding does not reach the text of a spin box.
            spin.lineEdit().setTextMargins(theme.px(SPIN_MARGIN), 0, 0, 0)
        self._fit_spins()
        self.strip.restyle()
        self.set_writing(self._writing)
        self._fit_controls()
