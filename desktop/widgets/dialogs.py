"""Dialogs of the window: details of an error, the folders of the person's data, the keys, and about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.cards import heading, muted


class TextDialog(QDialog):
    """A title, a wrapped text, room for more, and Close."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)
        self.title = heading(title, self)
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.addWidget(self.title)
        self.text = QLabel(text, self)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.body.addWidget(self.text)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)

    def finish(self) -> None:
        """Adds the buttons under everything else."""
        self.body.addWidget(self.buttons)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            QTimer.singleShot(0, self._fit)

    @Slot()
    def _fit(self) -> None:
        """As high as its text at the width that it has; Qt guesses before it knows how the words wrap."""
        self.resize(self.width(), max(self.minimumHeight(), self.body.totalHeightForWidth(self.width())))


class DetailsDialog(TextDialog):
    """An error that nobody foresaw, with a button that copies the details."""

    def __init__(self, title: str, text: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(title, text, parent)
        self.details = QPlainTextEdit(details, self)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setMinimumHeight(160)
        self.body.addWidget(self.details)
        self.body.addWidget(muted(self.tr("The details hold no text of yours."), self))
        self.copy = self.buttons.addButton(self.tr("Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self.copy_details)
        self.finish()

    @Slot()
    def copy_details(self) -> None:
        """Puts the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copy.setText(self.tr("Copied"))


class TableDialog(TextDialog):
    """Two columns that scroll: keys and what they do, parts and their licences."""

    def __init__(self, title: str, text: str, rows: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(title, text, parent)
        self.text.setVisible(bool(text))
        self.rows = tuple(rows)
        inner = QWidget(self)
        inner.setProperty("role", "scrolled")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        for row, (left, right) in enumerate(rows):
            first = QLabel(left, inner)
            first.setProperty("role", "subheading")
            second = QLabel(right, inner)
            second.setWordWrap(True)
            grid.addWidget(first, row, 0, Qt.AlignmentFlag.AlignTop)
            second.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(second, row, 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setAccessibleName(title)
        self.body.addWidget(scroll, 1)
        self.resize(640, 560)
        self.finish()
