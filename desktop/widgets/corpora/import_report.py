"""The report of an import: which files were skipped, and why."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.cards import muted
from desktop.widgets.corpora.file_tree import shown_name
from desktop.widgets.forms import labelled
from desktop.wording.language import in_words

if TYPE_CHECKING:
    from desktop.corpora.corpus_reading import FileRow


def report_text(rows: Sequence[FileRow]) -> str:
    """The skipped files under their reasons, in the person's language; the commonest reason first.

    The folder that holds all of them stands once, above.
    """
    folder = _folder(rows)
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        name = os.path.relpath(row.path, folder) if folder else row.path
        found.setdefault((row.reason, row.hint), []).append(shown_name(name))
    parts = [shown_name(folder)] if folder else []
    for (reason, hint), paths in sorted(found.items(), key=lambda item: -len(item[1])):
        said = " ".join(in_words(sentence) for sentence in (reason, hint) if sentence)
        parts.append("\n".join([f"{said} ({QLocale().toString(len(paths))})", *(f"    {path}" for path in paths)]))
    return "\n\n".join(parts)


def _folder(rows: Sequence[FileRow]) -> str:
    """The folder that holds all of several files; "" where that is none, or the whole disk."""
    try:
        folder = os.path.commonpath([os.path.dirname(row.path) for row in rows]) if len(rows) > 1 else ""
    except ValueError:  # on several drives
        return ""
    return "" if folder == os.path.dirname(folder) else folder


class ImportReportDialog(QDialog):
    """Lists skipped files; the whole list can be copied. Deleted when it closes."""

    def __init__(self, name: str, rows: Sequence[FileRow], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = tuple(rows)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Skipped files of “{0}”").format(name))
        self.text = QPlainTextEdit(report_text(rows), self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        labelled(self.text, self.tr("Skipped files and their reasons"))
        count = QLocale().toString(len(rows))
        self.summary = muted(self.tr("Files that were skipped: {0}. All others are read.").format(count), self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy_button = self.buttons.addButton(self.tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.clicked.connect(self._copy)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.summary)
        column.addWidget(self.text, 1)
        column.addWidget(self.buttons)
        window = parent.window().size()
        self.resize(min(theme.px(680), window.width() - 24), min(theme.px(440), window.height() - 24))

    def retranslate(self) -> None:
        """Says it in the language in use."""
        self.text.setPlainText(report_text(self._rows))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
