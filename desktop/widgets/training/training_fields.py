"""The folded fields of the training form, and sentences for values that a config refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QPushButton, QSpinBox, QWidget

from desktop.widgets.forms import FormRow

if TYPE_CHECKING:
    from engine import TrainingJob

PRESETS: dict[str, int] = {"quick": 1, "balanced": 5, "thorough": 20}  # minutes
LEAST_UNITS = 16  # a smaller network hardly learns to spell
NETWORK = ("num_layers", "units", "embedding_dim")


def problem_sentence(problem: dict[str, Any]) -> str:
    """One problem of a pydantic error as a sentence in the person's language."""
    context = problem.get("ctx", {})
    kind = str(problem.get("type", ""))
    translate = QCoreApplication.translate
    bounds = {
        "greater_than": (translate("fields", "This must be more than {0}."), "gt"),
        "greater_than_equal": (translate("fields", "This must be at least {0}."), "ge"),
        "less_than": (translate("fields", "This must be less than {0}."), "lt"),
        "less_than_equal": (translate("fields", "This must be at most {0}."), "le"),
    }
    if kind in bounds:
        sentence, key = bounds[kind]
        return sentence.format(context.get(key, ""))
    if kind == "string_too_short":
        return translate("fields", "Please give a name.")
    if kind == "string_too_long":
        return translate("fields", "This is too long: at most {0} characters.").format(context.get("max_length", ""))
    return str(problem.get("msg", "")).removeprefix("Value error, ").rstrip(".") + "."


class NetworkFields(QWidget):
    """Layers, units, embedding, dropout, learning rate, batch, sequence length and seed, each in its row."""

    edited = Signal()  # a value was changed by hand; not sent by `suggest`

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, FormRow] = {}
        self._placed: list[FormRow] = []
        self._columns = 2
        self._quiet = False
        self._by_hand: set[str] = set()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        self.num_layers = self._whole(1, 8, 1)
        self.units = self._whole(1, 4096, 256, step=32)
        self.embedding_dim = self._whole(0, 4096, 128, step=16)
        self.dropout = self._number(0.0, 1.0, 0.1, 2, 0.05)
        self.learning_rate = self._number(0.0, 1.0, 0.004, 5, 0.001)
        self.batch_size = self._whole(1, 65_536, 32)
        self.seq_length = self._whole(1, 4096, 64)
        self.seed = self._whole(0, 2**31 - 1, 0)
        for name, label, description in (
            ("num_layers", self.tr("&Layers"), self.tr("Depth of the network")),
            ("units", self.tr("Un&its"), self.tr("Width of each layer")),
            ("embedding_dim", self.tr("Em&bedding"), self.tr("0: one-hot input")),
            ("dropout", self.tr("&Dropout"), self.tr("Share left out at random")),
            ("learning_rate", self.tr("Learnin&g rate"), self.tr("Size of the first steps")),
            ("batch_size", self.tr("B&atch"), self.tr("Sequences in a step")),
            ("seq_length", self.tr("Se&quence length"), self.tr("Tokens read in a row")),
            ("seed", self.tr("&Random seed"), self.tr("Same seed, same run")),
        ):
            row = FormRow(label, getattr(self, name), description, self)
            self.rows[name] = row
        self.reset = QPushButton(self.tr("Bac&k to the suggested values"), self)
        self.reset.setProperty("role", "flat")
        self.reset.setEnabled(False)
        self.reset.clicked.connect(self._reset)
        self._grid = grid
        self.show_network(True)

    def show_network(self, shown: bool) -> None:
        """Shows or hides the fields of the network's shape; those of a finished network are fixed."""
        for name in NETWORK:
            self.rows[name].setVisible(shown)
        self._placed = [row for name, row in self.rows.items() if shown or name not in NETWORK]
        self._place()

    def _place(self) -> None:
        for row in (*self.rows.values(), self.reset):
            self._grid.removeWidget(row)
        for position, row in enumerate(self._placed):
            self._grid.addWidget(row, *divmod(position, self._columns), Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.reset, len(self._placed) // self._columns + 1, 0, 1, self._columns)

    def _least(self) -> int:
        return max(part.minimumSizeHint().width() for part in (*self._placed, self.reset))

    def minimumSizeHint(self) -> QSize:
        """As wide as one column, which is what a narrow form has."""
        return QSize(self._least(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if 2 * self._least() + self._grid.horizontalSpacing() <= self.width() else 1
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _whole(self, low: int, high: int, value: int, *, step: int = 1) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(low, high)
        box.setSingleStep(step)
        box.setValue(value)
        box.valueChanged.connect(self._changed)
        return box

    def _number(self, low: float, high: float, value: float, decimals: int, step: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setDecimals(decimals)
        box.setRange(low, high)
        box.setSingleStep(step)
        box.setValue(value)
        box.valueChanged.connect(self._changed)
        return box

    @Slot()
    def _changed(self) -> None:
        if self._quiet:
            return
        sender = self.sender()
        self._by_hand |= {name for name in self.rows if getattr(self, name) is sender}
        self.reset.setEnabled(True)
        self.edited.emit()

    @Slot()
    def _reset(self) -> None:
        self._by_hand.clear()
        self.reset.setEnabled(False)
        self.edited.emit()

    def halve(self) -> None:
        """Half the units and half the batch, as if changed by hand: about a third of the memory."""
        self.units.setValue(max(LEAST_UNITS, self.units.value() // 2))
        self.batch_size.setValue(max(1, self.batch_size.value() // 2))

    def suggest(self, job: TrainingJob) -> None:
        """Takes the values of a suggested job for every field that was not changed by hand."""
        self._quiet = True
        values = {**job.model.model_dump(), **job.training.model_dump()}
        for name in self.rows:
            if name not in self._by_hand:
                getattr(self, name).setValue(values[name])
        self._quiet = False

    def model_values(self) -> dict[str, Any]:
        """The values that belong to a ModelConfig."""
        return {name: getattr(self, name).value() for name in NETWORK}

    def training_values(self) -> dict[str, Any]:
        """The values that belong to a TrainingConfig."""
        return {
            "dropout": round(self.dropout.value(), 4),
            "learning_rate": round(self.learning_rate.value(), 6),
            "batch_size": self.batch_size.value(),
            "seq_length": self.seq_length.value(),
            "seed": self.seed.value(),
        }
