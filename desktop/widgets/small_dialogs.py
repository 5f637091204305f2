"""Small dialogs that do not block: a name, a pasted text, a column of a table, a question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.widgets.cards import set_role
from desktop.widgets.forms import FormRow


class FormDialog(QDialog):
    """A dialog of form rows with a button that does it and one that cancels; deleted when it closes."""

    def __init__(self, title: str, action: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 16)
        self.column.setSpacing(14)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.action = self.buttons.addButton(action, QDialogButtonBox.ButtonRole.AcceptRole)
        set_role(self.action, "primary")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def fit(self, width: int, height: int) -> None:
        """So large, but no larger than the window."""
        parent = self.parentWidget()
        window = parent.window().size() if parent is not None else QSize(width, height)
        self.resize(min(theme.px(width), window.width() - 24), min(theme.px(height), window.height() - 24))

    def finish(self) -> None:
        """Puts the buttons under the rows."""
        self.column.addWidget(self.buttons)


class NameDialog(FormDialog):
    """Asks for a name."""

    def __init__(self, title: str, action: str, name: str, parent: QWidget) -> None:
        super().__init__(title, action, parent)
        self.name = QLineEdit(name, self)
        self.name.setMaxLength(120)
        self.name.selectAll()
        self.name.textChanged.connect(self._check)
        self.column.addWidget(FormRow(self.tr("&Name"), self.name, parent=self))
        self.finish()
        self.setMinimumWidth(380)
        self._check()

    @property
    def value(self) -> str:
        """The name without blanks around it."""
        return self.name.text().strip()

    @Slot()
    def _check(self) -> None:
        self.action.setEnabled(bool(self.value))


class PasteDialog(FormDialog):
    """Takes a name and a pasted text, which may be there already."""

    def __init__(self, parent: QWidget, text: str = "") -> None:
        translate = QCoreApplication.translate
        super().__init__(translate("PasteDialog", "Paste a text"), translate("PasteDialog", "Add"), parent)
        self.name = QLineEdit(self.tr("Pasted text"), self)
        self.name.setMaxLength(120)
        self.text = QPlainTextEdit(text, self)
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(self.tr("Paste or type the text here."))
        self.column.addWidget(FormRow(self.tr("&Name"), self.name, parent=self))
        self.column.addWidget(
            FormRow(self.tr("&Text"), self.text, self.tr("Stays on this computer, as a file of Maeari."), self), 1
        )
        self.finish()
        self.resize(640, 460)
        self.text.textChanged.connect(self._check)
        self.name.textChanged.connect(self._check)
        self.text.setFocus()
        self._check()

    @Slot()
    def _check(self) -> None:
        self.action.setEnabled(bool(self.name.text().strip()) and not self.text.document().isEmpty())


class ColumnDialog(FormDialog):
    """Asks which column of a table holds the text."""

    def __init__(self, file_name: str, columns: Sequence[str], parent: QWidget) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            translate("ColumnDialog", "Which column holds the text?"), translate("ColumnDialog", "Add"), parent
        )
        self.column_box = QComboBox(self)
        for name in columns:
            self.column_box.addItem(name)
        self.column.addWidget(
            FormRow(self.tr("&Column"), self.column_box, self.tr("In the table “{0}”").format(file_name), self)
        )
        self.finish()
        self.setMinimumWidth(380)

    @property
    def value(self) -> str:
        """The chosen column."""
        return self.column_box.currentText()


def question(parent: QWidget, title: str, text: str, details: str, action: str) -> QMessageBox:
    """A question whose safe answer is the default; `accepted` is sent where the person agrees. Open it by `open()`."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(details)
    box.setTextFormat(Qt.TextFormat.PlainText)
    agree = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
    agree.setObjectName("agree")
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    return box
