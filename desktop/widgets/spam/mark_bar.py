"""The bar under a verdict: it is spam, it is normal, undo, and what the marks have taught so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.announcing import announce
from desktop.widgets.cards import muted
from desktop.widgets.flow_layout import FlowRow
from desktop.widgets.forms import labelled
from desktop.widgets.keyed import add_shortcut, show_keys

if TYPE_CHECKING:
    from desktop.spam.spam_work import Label, Marked, Standing


class MarkBar(QWidget):
    """Asks for marks; the keys work wherever the focus is in the bar's parent, but not in a text field."""

    request_mark = Signal(str)  # "spam" or "normal"
    request_undo = Signal()
    request_forget = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._standing: Standing | None = None
        self.spam_button = QPushButton(self.tr("It is s&pam"), self)
        self.spam_button.setToolTip(self.tr("Marks it as spam"))
        self.spam_button.clicked.connect(self._spam)
        self.normal_button = QPushButton(self.tr("It is no&rmal"), self)
        self.normal_button.setToolTip(self.tr("Marks it as normal"))
        self.normal_button.clicked.connect(self._normal)
        self.undo_button = QPushButton(self.tr("&Undo"), self)
        self.undo_button.setProperty("role", "flat")
        self.undo_button.setToolTip(self.tr("Ctrl+Z takes the last mark back"))
        self.undo_button.clicked.connect(self._undo)
        self.forget_button = QPushButton(self.tr("For&get all marks"), self)
        self.forget_button.setProperty("role", "flat")
        self.forget_button.setToolTip(self.tr("Undo brings them back"))
        self.forget_button.clicked.connect(self.request_forget)
        for button, name in (
            (self.spam_button, self.tr("It is spam")),
            (self.normal_button, self.tr("It is normal")),
            (self.undo_button, self.tr("Undo")),
            (self.forget_button, self.tr("Forget all marks")),
        ):
            labelled(button, name, button.toolTip())
        for button in (self.spam_button, self.normal_button):
            button.setCheckable(True)
        for name, button, slot in (
            ("mark_spam", self.spam_button, self._spam),
            ("mark_normal", self.normal_button, self._normal),
        ):
            add_shortcut(name, slot, page)
            show_keys(button, name, "text", "toolTip", "accessibleDescription")
        undo = QShortcut(QKeySequence("Ctrl+Z"), page)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self._undo)
        self.status = muted("", self)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        row = FlowRow(self)
        for button in (self.spam_button, self.normal_button, self.undo_button, self.forget_button):
            row.flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(row)
        column.addWidget(self.status)
        self.forget_button.hide()
        self.set_target(None, possible=False)

    def set_target(self, label: Label | None, *, possible: bool) -> None:
        """The mark that the message on show has, and whether there is a message that could be marked."""
        for button, own in ((self.spam_button, "spam"), (self.normal_button, "normal")):
            button.setEnabled(possible)
            button.setChecked(possible and label == own)

    def show_standing(self, standing: Standing) -> None:
        """Says how many marks there are, and how many more of which kind are needed."""
        self._standing = standing
        self.undo_button.setEnabled(standing.can_undo)
        self.forget_button.setVisible(standing.spam + standing.normal > 0)
        self.status.setText(self._sentences(standing))

    def retranslate(self) -> None:
        """Says it in the language in use."""
        if self._standing is not None:
            self.status.setText(self._sentences(self._standing))

    def show_marked(self, marked: Marked) -> None:
        """Says what came of a mark, and announces it."""
        if marked.forgotten:
            done = self.tr("All marks are forgotten; Undo brings them back.")
        elif marked.label is not None:
            done = self.tr("Marked as spam.") if marked.label == "spam" else self.tr("Marked as normal.")
        else:
            done = self.tr("The last mark was taken back.") if marked.changed else self.tr("There is no mark to undo.")
        self.show_standing(marked.standing)
        self.status.setText(" ".join(part for part in (done, marked.refused, self.status.text()) if part))
        self.setAccessibleName(self.status.text())
        announce(self, self.accessibleName())

    def _sentences(self, standing: Standing) -> str:
        number = self.locale().toString
        spam, normal = standing.needed
        parts = [standing.problem]
        if standing.active:
            parts.append(
                self.tr("Maeari has learned from your {0} spam and {1} normal marks.").format(
                    number(standing.spam), number(standing.normal)
                )
            )
        elif spam and normal:
            parts.append(
                self.tr(
                    "A mark counts at once; after {0} more spam and {1} more normal ones Maeari learns from them."
                ).format(number(spam), number(normal))
            )
        elif spam:
            parts.append(
                self.tr("A mark counts at once; after {0} more spam ones Maeari learns from them.").format(number(spam))
            )
        elif normal:
            parts.append(
                self.tr("A mark counts at once; after {0} more normal ones Maeari learns from them.").format(
                    number(normal)
                )
            )
        if standing.lopsided == "spam":
            parts.append(self.tr("Far more spam than normal mails are marked: mark some normal ones as well."))
        elif standing.lopsided == "normal":
            parts.append(self.tr("Far more normal mails than spam are marked: mark some spam as well."))
        return " ".join(part for part in parts if part)

    @Slot()
    def _spam(self) -> None:
        self._ask("spam", self.spam_button)

    @Slot()
    def _normal(self) -> None:
        self._ask("normal", self.normal_button)

    def _ask(self, label: str, button: QPushButton) -> None:
        if button.isEnabled() and self.isVisible():
            request = button
            request.setChecked(True)
            self.request_mark.emit(label)

    @Slot()
    def _undo(self) -> None:
        if self.undo_button.isEnabled() and self.isVisible():
            self.request_undo.emit()
