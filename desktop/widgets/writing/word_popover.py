"""A small window beside a word: what is told of it, and what could stand there instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.cards import heading, muted

# What happens elsewhere in the window and takes the popover away.
_ELSEWHERE = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.FocusIn, QEvent.Type.Shortcut})


@dataclass(frozen=True, slots=True)
class Choice:
    """What could stand there: how it is shown, how likely it is in words, and what it is called aloud."""

    text: str
    chance: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Story:
    """What is told of a word."""

    word: str
    lines: tuple[str, ...]
    choices: tuple[Choice, ...]
    hint: str = ""


class WordPopover(QFrame):
    """Opens beside a word; Left and Right ask for the neighbours. It closes with Esc, with a click elsewhere, and where
    what it speaks of is no longer shown.

    A part of the window that it speaks of, not a window of its own: a platform may refuse those the keyboard.
    """

    chosen = Signal(int)
    request_move = Signal(int)  # -1 the word before, 1 the next one
    closed = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner.window())
        self.hide()
        self._owner = owner
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("role", "popover")
        self.setAccessibleName(self.tr("Why this word"))
        self.title = heading("", self, level=3)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.lines = QLabel("", self)
        self.lines.setTextFormat(Qt.TextFormat.PlainText)
        self.lines.setWordWrap(True)
        self.hint = muted("", self)
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._choices = QVBoxLayout()
        self._column.addWidget(self.title)
        self._column.addWidget(self.lines)
        self._column.addLayout(self._choices)
        self._column.addWidget(self.hint)

    def show_story(self, story: Story, place: QRect) -> None:
        """Tells of a word; `place` is its box on the screen."""
        self.title.setText(story.word)
        self.lines.setText("\n".join(story.lines))
        self.lines.setVisible(bool(story.lines))
        self.hint.setText(story.hint)
        self.hint.setVisible(bool(story.hint))
        told = " ".join((story.word, *story.lines, story.hint))
        self.setAccessibleDescription(told)
        self._fill(story.choices)
        if self.buttons:
            self.buttons[0].setAccessibleDescription(told)  # what a screen reader says when the focus comes here
        self._column.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(12))
        self._column.setSpacing(theme.px(6))
        self._choices.setSpacing(theme.px(4))
        host = self._owner.window()
        if self.parentWidget() is not host:
            self.setParent(host)
        place = QRect(host.mapFromGlobal(place.topLeft()), place.size())
        width = min(theme.px(300), host.width() - 2 * theme.px(8))
        self.setFixedWidth(width)
        self._column.activate()
        self.setFixedHeight(max(1, self._column.totalHeightForWidth(width)))
        self.move(self._corner(place))
        self.raise_()
        if not self.isVisible():
            self._watch(True)
        self.show()
        (self.buttons[0] if self.buttons else self).setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self, choices: Sequence[Choice]) -> None:
        self.setFocus()  # so that it does not leave with the button that has it
        for button in self.buttons:
            self._choices.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for choice in choices:
            button = QPushButton(self)
            button.setText(f"{choice.text}    {choice.chance}".replace("&", "&&"))
            button.setAccessibleName(choice.spoken)
            button.clicked.connect(self._clicked)
            self.buttons.append(button)
            self._choices.addWidget(button)
            button.show()  # the layout would do so only later, and leave it out of the height until then

    @Slot()
    def _clicked(self) -> None:
        index = next((number for number, button in enumerate(self.buttons) if button is self.sender()), -1)
        self.close()
        if index >= 0:
            self.chosen.emit(index)

    def _corner(self, place: QRect) -> QPoint:
        """Under the word, or above it where there is no room; never out of the window."""
        room, gap = self._owner.window().rect(), theme.px(6)
        top = place.bottom() + gap
        if top + self.height() > room.bottom():
            top = min(place.top() - gap, room.bottom()) - self.height()
        left = max(room.left() + gap, min(place.left(), room.right() - self.width() - gap))
        return QPoint(left, max(room.top(), top))

    def retranslate(self) -> None:
        """What it tells was put together in the language before."""
        self.close()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif not self._moved(event):
            super().keyPressEvent(event)

    def _watch(self, on: bool) -> None:
        """Sees what happens in the window, to close when it happens elsewhere."""
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self) if on else app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget):
            inside = watched is self or self.isAncestorOf(watched)
            # A push button takes the arrow keys for itself before the popover sees them.
            if inside and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._moved(event)
            resized = watched is self.parentWidget() and event.type() == QEvent.Type.Resize
            left = watched is self._owner and event.type() == QEvent.Type.Hide
            if resized or left or (not inside and event.type() in _ELSEWHERE and watched.window() is self.window()):
                self.close()
        return False

    def _moved(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.request_move.emit(step)
        return bool(step)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._watch(False)
        self.closed.emit()
