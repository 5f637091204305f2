"""Scroll areas that give their contents what they need: no page sets the least size of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from desktop import theme

LEAST_WIDTH, LEAST_HEIGHT = 360, 260


class PageArea(QScrollArea):
    """Holds the pages. Where the one in front needs more room than there is, at a large zoom, it scrolls.

    Qt's own resizing would scroll for the height that wrapped labels wish for, and for pages that are not in front.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setProperty("role", "viewport")
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self.setWidget(self.stack)
        self.stack.show()
        self.stack.currentChanged.connect(self.fit)

    @Slot()
    def fit(self) -> None:
        """Makes the page in front as large as the area, and never smaller than it needs."""
        page = self.stack.currentWidget()
        least = page.minimumSizeHint().expandedTo(page.minimumSize()) if page is not None else QSize(0, 0)
        room = self.maximumViewportSize()
        if least.width() > room.width():
            room.setHeight(room.height() - self.horizontalScrollBar().sizeHint().height())
        if least.height() > room.height():
            room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
        self.stack.resize(room.expandedTo(least))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handled = super().eventFilter(watched, event)
        if watched is self.stack and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return handled


class ColumnArea(QScrollArea):
    """A column that scrolls up and down, and is never narrower than its contents: nothing is cut off at the side."""

    def __init__(self, contents: QWidget, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._contents = contents
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        contents.setProperty("role", "scrolled")
        self.setWidget(contents)

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(max(self._least, self._contents.minimumSizeHint().width() + bar), theme.px(120))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handled = super().eventFilter(watched, event)
        if watched is self._contents and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return handled
