"""The selected model with what can be done with it; of several, their number and size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.training.training_text import file_size
from desktop.widgets.cards import heading, muted
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.models.model_details import ModelDetails
from desktop.wording.retranslate import as_typed

if TYPE_CHECKING:
    from engine import ModelInfo


class ModelPanel(QWidget):
    """The buttons are the page's to connect. A sample stays as it is, so it has no Rename and no Delete."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = as_typed(heading("", self))
        self.caption.setWordWrap(True)
        self.use = QPushButton(self.tr("&Use"), self)
        self.use.setProperty("role", "primary")
        self.go_on = QPushButton(self.tr("Continue training"), self)
        self.go_on.setAccessibleDescription(self.tr("Trains this network further, on a corpus you choose"))
        self.inside = QPushButton(self.tr("Look i&nside…"), self)
        self.inside.setAccessibleDescription(self.tr("Shows the hidden state and the gates at each step of a text"))
        self.rename = QPushButton(self.tr("&Rename…"), self)
        self.duplicate = QPushButton(self.tr("Du&plicate…"), self)
        self.export = QPushButton(self.tr("&Export…"), self)
        self.delete = QPushButton(self.tr("&Delete"), self)
        self.delete.setProperty("role", "danger")
        self.delete.setAccessibleDescription(self.tr("Puts it into the bin"))
        self.summary = muted("", self)
        self.details = ModelDetails(self)
        row = FlowRow(self)
        for button in (self.use, self.go_on, self.inside, self.rename, self.duplicate, self.export, self.delete):
            row.flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.caption)
        column.addWidget(row)
        column.addWidget(self.summary)
        column.addWidget(self.details, 1)
        column.addStretch(0)

    def show_model(self, info: ModelInfo) -> None:
        """Shows one model."""
        self.caption.setText(info.name)
        uses = {"classifier": self.tr("&Check mails"), "labels": self.tr("&Check texts")}
        self.use.setText(uses.get(info.kind) or self.tr("&Write with it"))
        network = info.kind == "language" and bool(info.parameters)
        own = not info.sample
        can_go_on = own and info.kind == "language" and info.recipe is None
        self._show_buttons(one=True, go_on=can_go_on, inside=network, rename=own, delete=own)
        self.summary.hide()
        self.details.show()
        self.details.show_model(info)

    def show_damaged(self, name: str, sentence: str) -> None:
        """Shows a model that cannot be used, and why."""
        self.caption.setText(name)
        self._show_buttons(one=False, delete=True)
        self.summary.hide()
        self.details.show()
        self.details.show_damaged(sentence)

    def show_many(self, infos: Sequence[ModelInfo], count: int) -> None:
        """Shows how many are selected; `infos` are those of them that are no damaged models."""
        number = self.locale().toString
        self.caption.setText(self.tr("{0} models selected").format(number(count)))
        samples = sum(info.sample for info in infos)
        told = [self.tr("Together they take {0}.").format(file_size(sum(info.size_bytes for info in infos)))]
        if samples:
            told.append(self.tr("Samples are not deleted."))
        self.summary.setText(" ".join(told))
        self.summary.show()
        self._show_buttons(one=False, delete=count > samples)
        self.details.hide()

    def show_nothing(self) -> None:
        """Shows that nothing is selected, as where a search finds nothing."""
        self.caption.setText("")
        self.summary.setText(self.tr("Select a model to see what it is."))
        self.summary.show()
        self._show_buttons(one=False)
        self.details.hide()

    def _show_buttons(
        self, *, one: bool, go_on: bool = False, inside: bool = False, rename: bool = False, delete: bool = False
    ) -> None:
        for button, wanted in (
            (self.use, one),
            (self.go_on, go_on),
            (self.inside, inside),
            (self.rename, rename),
            (self.duplicate, one),
            (self.export, one),
            (self.delete, delete),
        ):
            button.setVisible(wanted)
            button.setEnabled(wanted)

    @Slot()
    def apply_theme(self) -> None:
        """Takes the colours of the theme in use."""
        self.details.apply_theme()
