"""Where a message is pasted or opened: a text box and its buttons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.forms import labelled
from desktop.widgets.keyed import add_shortcut, show_keys


class PasteBox(QPlainTextEdit):
    """Takes text; dropped files are left to the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        if source.hasUrls() and any(url.isLocalFile() for url in source.urls()):
            return False
        return super().canInsertFromMimeData(source)


class MailInput(QWidget):
    """Text to check, and files and folders to open."""

    request_check = Signal()
    request_clear = Signal()
    paths_chosen = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paste = PasteBox(self)
        labelled(self.paste, self.tr("Message to check"), self.tr("The button Check checks it"))
        show_keys(self.paste, "check_mail", "accessibleDescription")
        self.check_button = QPushButton(self.tr("&Check"), self)
        self.check_button.setProperty("role", "primary")
        self.check_button.setToolTip(self.tr("Check what stands in the box"))
        show_keys(self.check_button, "check_mail")
        self.check_button.clicked.connect(self.request_check)
        self.open_button = QPushButton(self)
        self.open_button.clicked.connect(self._choose_files)
        self.folder_button = QPushButton(self.tr("Open fol&der…"), self)
        self.folder_button.clicked.connect(self._choose_folder)
        self.clear_button = QPushButton(self.tr("C&lear"), self)
        self.clear_button.setProperty("role", "flat")
        self.clear_button.clicked.connect(self.request_clear)
        add_shortcut("check_mail", self.request_check, self)
        row = FlowRow(self)
        for button in (self.check_button, self.open_button, self.folder_button, self.clear_button):
            row.flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(10)
        column.addWidget(self.paste, 1)
        column.addWidget(row)

        self.show_kind(labels=False)
        self.apply_theme()

    def show_kind(self, *, labels: bool) -> None:
        """Asks for mails, or for texts and tables where a model of labels is chosen."""
        self._labels = labels
        self.paste.setPlaceholderText(
            self.tr("Paste a text here, or drop a text, a table (.csv, .tsv, .jsonl) or a folder.")
            if labels
            else self.tr("Paste a mail or a message here, or drop an .eml or .mbox file or a folder.")
        )
        self.open_button.setText(self.tr("&Open texts or a table…") if labels else self.tr("&Open .eml or .mbox…"))

    @Slot()
    def apply_theme(self) -> None:
        """Keeps room for two lines of text under the zoom in use."""
        self.paste.setMinimumHeight(2 * self.paste.fontMetrics().lineSpacing() + theme.px(26))

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self.paste.toPlainText()

    def set_busy(self, busy: bool, *, can_check: bool) -> None:
        """Whether a check goes on, and whether the text could be checked."""
        self.check_button.setEnabled(can_check and not busy and bool(self.text.strip()))
        self.open_button.setEnabled(not busy)
        self.folder_button.setEnabled(not busy)

    @Slot()
    def _choose_files(self) -> None:
        tables = self.tr("Texts and tables (*.txt *.csv *.tsv *.jsonl *.ndjson);;All files (*)")
        mails = self.tr("Mails (*.eml *.mbox *.txt);;All files (*)")
        title = self.tr("Open texts") if self._labels else self.tr("Open mails")
        names, _filter = QFileDialog.getOpenFileNames(self, title, "", tables if self._labels else mails)
        self.paths_chosen.emit([Path(name) for name in names])

    @Slot()
    def _choose_folder(self) -> None:
        title = self.tr("Open a folder of texts") if self._labels else self.tr("Open a folder of mails")
        name = QFileDialog.getExistingDirectory(self, title)
        if name:
            self.paths_chosen.emit([Path(name)])
