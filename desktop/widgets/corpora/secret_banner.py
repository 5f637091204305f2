"""The banner over a corpus in which secrets were found: mask them, look at each, or keep them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.corpora.secret_words import counted_words
from desktop.widgets.cards import set_role
from desktop.widgets.flow_layout import FlowRow


class SecretBanner(QFrame):
    """Says how many secrets of which kinds there are, or that they are masked."""

    request_mask = Signal()
    request_review = Signal()
    request_keep = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message-warning")
        self.icon = QLabel("!", self)
        self.icon.setProperty("role", "message-icon")
        self.icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text = QLabel("", self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.mask_button = QPushButton(self.tr("Mask"), self)
        self.mask_button.setToolTip(self.tr("A model then learns that an address stood there, and not which"))
        self.review_button = QPushButton(self.tr("Review…"), self)
        self.review_button.setToolTip(self.tr("Shows each of them, to choose which are masked"))
        self.keep_button = QPushButton(self.tr("Keep"), self)
        self.keep_button.setToolTip(self.tr("They are learned like everything else, and not mentioned again"))
        self.mask_button.clicked.connect(self.request_mask)
        self.review_button.clicked.connect(self.request_review)
        self.keep_button.clicked.connect(self.request_keep)
        buttons = FlowRow(self)
        for button in (self.mask_button, self.review_button, self.keep_button):
            button.setAccessibleDescription(button.toolTip())
            buttons.flow.addWidget(button)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.text)
        column.addWidget(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self.icon)
        row.addLayout(column, 1)
        self.hide()

    def show_found(self, counts: Mapping[str, int], *, whole: bool) -> None:
        """Secrets that are neither masked nor kept; nothing is shown where there are none."""
        words = counted_words(counts)
        if not words:
            self.hide()
            return
        sentence = (
            self.tr("Secrets were found ({0}). A model may repeat them word for word.")
            if whole
            else self.tr(
                "Secrets were found in the part that was looked at ({0}). A model may repeat them word for word."
            )
        )
        self._show("message-warning", "!", sentence.format(words), masked=False)

    def show_masked(self, count: int) -> None:
        """Secrets that are masked."""
        sentence = self.tr("Secrets that are masked when a model is trained: {0}. Your files stay as they are.")
        self._show("message-info", "i", sentence.format(QLocale().toString(count)), masked=True)

    def _show(self, role: str, icon: str, text: str, *, masked: bool) -> None:
        set_role(self, role)
        self.icon.setText(icon)
        for button in (self.mask_button, self.keep_button):
            button.setVisible(not masked)
        if text == self.text.text() and not self.isHidden():
            return
        self.text.setText(text)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
