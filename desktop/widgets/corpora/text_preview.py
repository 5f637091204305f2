"""A file as it will be learned, or as it is with what is taken out struck through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.widgets.cards import muted
from desktop.widgets.corpora.file_tree import shown_name
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.forms import labelled
from desktop.wording.language import in_words

if TYPE_CHECKING:
    from desktop.corpora.cleaning_preview import FilePreview


class TextPreview(QWidget):
    """Shows a FilePreview."""

    request_encoding = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview: FilePreview | None = None
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.px(180))
        labelled(self.text, self.tr("Preview of the text"))
        self.label = QLabel(self.tr("Previe&w"), self)
        self.label.setBuddy(self.text)
        self.label.setProperty("role", "subheading")
        self.after_button = QRadioButton(self.tr("Cleane&d"), self)
        self.before_button = QRadioButton(self.tr("Ori&ginal"), self)
        self.after_button.setAccessibleDescription(self.tr("The text as it will be learned"))
        self.before_button.setAccessibleDescription(self.tr("The text as it is; what is taken out is struck through"))
        for button in (self.after_button, self.before_button):
            button.setToolTip(button.accessibleDescription())
        self.after_button.setChecked(True)
        self._group = QButtonGroup(self)
        self._group.addButton(self.after_button)
        self._group.addButton(self.before_button)
        self.after_button.toggled.connect(self._show)
        self.encoding_button = QPushButton(self.tr("Wrong l&etters…"), self)
        self.encoding_button.setProperty("role", "flat")
        self.encoding_button.setToolTip(self.tr("Choose the encoding in which this file is read"))
        self.encoding_button.clicked.connect(self.request_encoding)
        self.encoding_button.hide()
        self.status = muted("", self)
        top = FlowRow(self, horizontal=14)
        for widget in (self.label, self.after_button, self.before_button):
            top.flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(top)
        column.addWidget(self.text, 1)
        below = QHBoxLayout()
        below.addWidget(self.status, 1)
        below.addWidget(self.encoding_button)
        column.addLayout(below)

    def show_preview(self, preview: FilePreview) -> None:
        """Shows a file; the place that is read stays where only the cleaning changed."""
        again = self.preview is not None and self.preview.path == preview.path
        bar = self.text.verticalScrollBar()
        place = bar.value() if again else 0
        self.preview = preview
        self._show()
        bar.setValue(place)

    def clear(self) -> None:
        """Shows nothing."""
        self.preview = None
        self.encoding_button.hide()
        self.text.clear()
        self.text.setExtraSelections([])
        self.status.clear()

    @Slot()
    def apply_theme(self) -> None:
        """Takes the colours and sizes of the theme in use."""
        self.text.setMinimumHeight(theme.px(180))
        self._mark()

    @Slot()
    def _show(self) -> None:
        if self.preview is None:
            return
        self.text.setPlainText(self.preview.before if self.before_button.isChecked() else self.preview.after)
        self._mark()
        self._say()

    def retranslate(self) -> None:
        """Says the figures in the language in use."""
        self._say()

    def _say(self) -> None:
        preview, locale = self.preview, QLocale()
        if preview is None:
            return
        name = shown_name(preview.path.rpartition("/")[2].rpartition("\\")[2])
        if preview.problem:
            said = in_words(preview.problem)
        elif preview.characters_after == preview.characters_before:
            said = self.tr("“{0}”: nothing is taken out.").format(name)
        else:
            counts = locale.toString(preview.characters_after), locale.toString(preview.characters_before)
            said = self.tr("“{0}”: {1} of {2} characters stay.").format(name, *counts)
        if len(preview.before) < preview.characters_before:
            said = " ".join((said, self.tr("Only the beginning is shown.")))
        self.status.setText(said)

    def _mark(self) -> None:
        """Strikes through what is taken out, on a ground of its own: not by colour alone."""
        marks = []
        if self.preview is not None and self.before_button.isChecked():
            style = QTextCharFormat()
            style.setFontStrikeOut(True)
            style.setBackground(QColor(theme.colors().danger_soft))
            style.setForeground(QColor(theme.colors().danger_text))
            shown = self.text.toPlainText()
            wide = any(ord(character) > 0xFFFF for character in shown)
            for start, end in self.preview.removed:
                if wide:  # Qt counts in UTF-16
                    start, end = (len(shown[:at].encode("utf-16-le")) // 2 for at in (start, end))
                cursor = QTextCursor(self.text.document())
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, style
                marks.append(mark)
        self.text.setExtraSelections(marks)
