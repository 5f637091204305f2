"""A line above the transcript that looks for words in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop import theme
from desktop.widgets.cards import muted
from desktop.widgets.tool_buttons import icon_button, paint_tool

WAIT_MS = 80  # after the last key


class _Field(QLineEdit):
    """Enter is the next place, Shift and Enter the one before."""

    request_step = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.request_step.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Field, count, and the way to the next place and the one before; hidden while nothing is looked for."""

    query_changed = Signal(str)
    request_step = Signal(int)  # 1 for the next place, -1 for the one before
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _Field(self)
        self.field.setPlaceholderText(self.tr("Find in this conversation"))
        self.field.setAccessibleName(self.tr("Find in this conversation"))
        self.count = muted("", self)
        self.count.setWordWrap(False)
        self.previous = icon_button(
            "chevron_up", self.tr("The place before"), self.tr("The place before (Shift+F3)"), self
        )
        self.next = icon_button("chevron_down", self.tr("The next place"), self.tr("The next place (F3)"), self)
        self.close_button = icon_button("close", self.tr("Close"), self.tr("Close (Esc)"), self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.field.textChanged.connect(self._timer.start)
        self.field.request_step.connect(self._step)
        self.previous.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self.close_button.clicked.connect(self.close_bar)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.field, 1)
        for widget in (self.count, self.previous, self.next, self.close_button):
            self._row.addWidget(widget)
        self.show_count(0, 0)
        self.restyle()
        self.hide()

    @property
    def query(self) -> str:
        """What is looked for; empty while the bar is hidden."""
        return "" if self.isHidden() else self.field.text().strip()

    def open(self, query: str = "") -> None:
        """Shows the bar; a query is taken at once, else the last one is selected."""
        self.show()
        if query:
            self.field.setText(query)
        self.field.selectAll()
        self._ask()

    @Slot()
    def close_bar(self) -> None:
        """Hides the bar, and takes the marks away."""
        if not self.isHidden():
            self._timer.stop()
            self.hide()
            self.closed.emit()

    @Slot()
    def _ask(self) -> None:
        self._timer.stop()
        self.query_changed.emit(self.query)

    @Slot(int)
    def _step(self, step: int) -> None:
        if self._timer.isActive():
            self._ask()  # what was typed last has not been looked for yet; its first place is shown
        else:
            self.request_step.emit(step)

    @Slot()
    def _go_back(self) -> None:
        self._step(-1)

    @Slot()
    def _go_on(self) -> None:
        self._step(1)

    def show_count(self, place: int, count: int) -> None:
        """Says which of how many places is shown; places count from 1."""
        text = self.tr("{0}/{1}").format(self.locale().toString(place), self.locale().toString(count))
        self.count.setText(text if count else self.tr("Nothing found") if self.query else "")
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)
        QAccessible.updateAccessibility(QAccessibleEvent(self.count, QAccessible.Event.NameChanged))

    def event(self, event: QEvent) -> bool:
        # Without this the Esc of the page would come first.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def restyle(self) -> None:
        """Takes another theme or zoom."""
        side = theme.px(20)
        self._row.setContentsMargins(side, theme.px(6), side, 0)
        self._row.setSpacing(theme.px(4))
        for button in (self.previous, self.next, self.close_button):
            paint_tool(button)
