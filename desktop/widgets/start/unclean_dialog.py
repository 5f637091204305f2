"""The question after a window that never said that it closed: open it with a model, or without one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.errors import system_line
from desktop.widgets.dialogs import TextDialog


class UncleanDialog(TextDialog):
    """`accepted`: without a model; `rejected`: as usual. `details`: what a report may hold, empty for none."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        title = self.tr("Maeari did not close properly the last time")
        self.setWindowTitle("Maeari")
        self.title.setText(title)
        self.title.setWordWrap(True)
        self.text.setText(
            self.tr(
                "What you sent and saved is all there. If the window closes by itself again, open it without a model: "
                "your conversations, corpora and settings can be used, and a model is loaded only when you choose one."
            )
        )
        self._details = f"{system_line()}\n{details}".strip()
        self.without = QPushButton(self.tr("Open &without a model"), self)
        self.without.setProperty("role", "primary")
        self.without.setDefault(True)
        self.without.clicked.connect(self.accept)
        self.usual = QPushButton(self.tr("Open as &usual"), self)
        self.usual.clicked.connect(self.reject)
        self.copy = QPushButton(self.tr("&Copy details"), self)
        self.copy.setAccessibleDescription(self.tr("The details hold no text of yours."))
        self.copy.setToolTip(self.tr("The details hold no text of yours."))
        self.copy.setProperty("role", "flat")
        self.copy.setVisible(bool(details))
        self.copy.clicked.connect(self.copy_details)
        self.buttons.hide()
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.usual)
        row.addWidget(self.without)
        column = QVBoxLayout()
        column.addSpacing(8)
        column.addLayout(row)
        self.body.addLayout(column)
        self.without.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def copy_details(self) -> None:
        """Puts the places of the fault on the clipboard."""
        QGuiApplication.clipboard().setText(self._details)
        self.copy.setText(self.tr("Copied"))
