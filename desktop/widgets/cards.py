"""Small building blocks that the pages share: cards, headings, and a message that stays in the page."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.announcing import announce
from desktop.wording.language import in_words


def heading(text: str, parent: QWidget | None = None, *, level: int = 2) -> QLabel:
    """A heading; level 1 is the page's title, 2 a section, 3 a card."""
    label = QLabel(text, parent)
    label.setProperty("role", {1: "title", 2: "heading", 3: "subheading"}[level])
    return label


def muted(text: str, parent: QWidget | None = None) -> QLabel:
    """A quiet sentence that wraps."""
    label = QLabel(text, parent)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label


def set_role(widget: QWidget, role: str) -> None:
    """Changes the role that the theme paints a widget by."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Card(QFrame):
    """A framed box with an inner margin."""

    def __init__(self, parent: QWidget | None = None, *, title: str = "") -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(8)
        self.title = heading(title, self, level=3)
        self.title.setVisible(bool(title))
        self.body.addWidget(self.title)


class MessageBar(QFrame):
    """One sentence in the page: an error, a warning or a piece of news, with a hint and at most one action."""

    action_requested = Signal()
    dismissed = Signal()  # by the person
    ICONS: ClassVar[dict[str, str]] = {"error": "✕", "warning": "!", "info": "i"}

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message-info")
        self._kind = ""
        self._icon = QLabel("", self)
        self._icon.setProperty("role", "message-icon")
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text = QLabel("", self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton(self)
        self._action.clicked.connect(self.action_requested)
        self._close = QPushButton(self.tr("Dismiss"), self)
        self._close.setProperty("role", "flat")
        self._close.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty when there is none."""
        return self._text.text() if self._kind else ""

    @property
    def kind(self) -> str:
        """Either "error", "warning", "info", or empty when nothing is shown."""
        return self._kind

    def show_message(self, kind: str, text: str, *, action: str = "") -> None:
        """Shows a sentence and announces it to a screen reader."""
        self._kind = kind
        self._icon.setText(self.ICONS[kind])
        text = in_words(text)
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        set_role(self, f"message-{kind}")
        names = {"error": self.tr("Error"), "warning": self.tr("Warning"), "info": self.tr("Note")}
        self.setAccessibleName(f"{names[kind]}: {text}")
        self.show()
        announce(self, self.accessibleName())

    def show_error(self, error: BaseException, *, action: str = "") -> None:
        """Shows what an EngineError says; another exception is shown by its type and text."""
        message = in_words(getattr(error, "message", ""))
        hint = in_words(getattr(error, "hint", ""))
        text = (
            f"{message} {hint}".strip()
            if message
            else self.tr("Something went wrong: {0}").format(f"{type(error).__name__}: {error}")
        )
        self.show_message("error", text, action=action)

    @Slot()
    def _dismiss(self) -> None:
        self.clear()
        self.dismissed.emit()

    @Slot()
    def clear(self) -> None:
        """Takes the message away."""
        self._kind = ""
        self._text.clear()
        self.setAccessibleName("")
        self.hide()


class EmptyState(QWidget):
    """What an empty page says: a sentence, an explanation, and the button that changes it."""

    activated = Signal()

    def __init__(self, title: str, text: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = heading(title, self)
        self.text = muted(text, self)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setMaximumWidth(520)
        self.button = QPushButton(button, self)
        self.button.setProperty("role", "primary")
        self.button.setVisible(bool(button))
        self.button.clicked.connect(self.activated)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.title)
        row = QHBoxLayout()  # an alignment would keep the label from growing with its wrapped text
        row.addStretch(1)
        row.addWidget(self.text, 1000)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
