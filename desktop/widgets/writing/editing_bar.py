"""Says above the composer that a beginning is being edited, with a way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.widgets.cards import muted


class EditingBar(QWidget):
    """One line; hidden while nothing is edited."""

    request_cancel = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = muted(self.tr("Editing a beginning: sending it makes a branch, and the old one stays."), self)
        self.cancel = QPushButton(self.tr("Cancel editing"), self)
        self.cancel.setProperty("role", "flat")
        self.cancel.setToolTip(self.tr("Leave the beginning as it is (Esc)"))
        self.cancel.clicked.connect(self.request_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 1)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()
