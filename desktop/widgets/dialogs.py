"""Dialogs of the window: details of an error, the folders of the person's data, the keys, and about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
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
        self.body.addWidget(self.title)
        self.text = QLabel(text, self)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.body.addWidget(self.text)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)

    def finish(self) -> None:
        """Adds the buttons under everything else."""
        self.body.addWidget(self.buttons)


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


class _FolderRow(QPushButton):
    """Opens one folder in the file manager."""

    def __init__(self, folder: Path, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._folder = folder
        self.clicked.connect(self.open_folder)

    @Slot()
    def open_folder(self) -> None:
        """Shows the folder; it is made where it does not exist yet."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            self.setEnabled(False)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


class OfflineDialog(TextDialog):
    """Says that nothing leaves the computer, and where everything lies."""

    def __init__(self, folders: Sequence[tuple[str, Path]], parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        title = self.tr("Maeari is offline")
        self.setWindowTitle(title)
        self.title.setText(title)
        self.text.setText(
            self.tr(
                "Maeari has no code that uses a network. Your texts, mails, conversations and models stay in these "
                "folders; delete a folder, and what it holds is gone."
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, (name, folder) in enumerate(folders):
            caption = QLabel(name, self)
            place = QLineEdit(str(folder), self)  # scrolls where the path is long, and can be copied
            place.setReadOnly(True)
            place.setAccessibleName(name)
            place.setCursorPosition(0)
            button = _FolderRow(folder, self.tr("Open"), self)
            button.setAccessibleName(self.tr("Open {0}").format(name))
            grid.addWidget(caption, row, 0)
            grid.addWidget(place, row, 1)
            grid.addWidget(button, row, 2)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.setMinimumWidth(620)
        self.finish()


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
