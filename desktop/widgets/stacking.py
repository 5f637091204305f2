"""Parts side by side, with or without a divider; where the window is too narrow, they stand below each other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QSplitter, QWidget

from desktop import theme

LEAST_HEIGHT = 220  # of a part that stands above another, in pixels at normal size


class StackingSplitter(QSplitter):
    """Horizontal where all parts have the width that they need, else vertical; the sizes side by side come back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._beside: list[int] = []  # the widths before the parts were put below each other
        self.splitterMoved.connect(self._moved)

    @Slot()
    def _moved(self) -> None:
        if not self.stacked:
            self._beside = []

    @property
    def stacked(self) -> bool:
        """Whether the parts stand below each other."""
        return self.orientation() == Qt.Orientation.Vertical

    def _parts(self) -> list[QSize]:
        parts = [part for number in range(self.count()) if (part := self.widget(number)) is not None]
        return [part.minimumSizeHint().expandedTo(part.minimumSize()) for part in parts if not part.isHidden()]

    def _width_beside(self, parts: list[QSize]) -> int:
        return sum(size.width() for size in parts) + max(0, len(parts) - 1) * self.handleWidth()

    def minimumSizeHint(self) -> QSize:
        parts = self._parts()
        width = max((size.width() for size in parts), default=0)
        if not self.stacked:
            return QSize(width, max((size.height() for size in parts), default=0))
        least = theme.px(LEAST_HEIGHT)
        heights = sum(max(least, size.height()) for size in parts)
        return QSize(width, heights + max(0, len(parts) - 1) * self.handleWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self.stacked and event.size().width() < event.oldSize().width() and not self._beside:
            self._beside = self.sizes()  # while it becomes narrow step by step, the first ones are those to come back
        super().resizeEvent(event)
        self._arrange()
        if not self.stacked and event.size().width() > event.oldSize().width():
            self._beside = []

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return handled

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        parts = self._parts()
        stacked = self._width_beside(parts) > self.width()
        if stacked == self.stacked or not self.isVisible():
            return
        if stacked:
            self._beside = self._beside or self.sizes()
            self.setOrientation(Qt.Orientation.Vertical)
            self.setSizes([max(theme.px(LEAST_HEIGHT), size.height()) for size in parts[:-1]] + [self.height()])
        else:
            self.setOrientation(Qt.Orientation.Horizontal)
            self.setSizes(self._beside)
        self.updateGeometry()


class TurningRow(QWidget):
    """Widgets side by side; where the row is too narrow for that, below each other."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)

    def add(self, widget: QWidget, stretch: int = 0, *, low: bool = False) -> None:
        """Adds a widget at the end; `low` puts it at the lower edge of a row whose others are higher."""
        self._row.addWidget(widget, stretch)
        if low:
            self._row.setAlignment(widget, Qt.AlignmentFlag.AlignBottom)

    @property
    def stacked(self) -> bool:
        """Whether the widgets stand below each other."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def _widths(self) -> list[int]:
        items = [self._row.itemAt(number) for number in range(self._row.count())]
        return [item.minimumSize().width() for item in items if item is not None and not item.isEmpty()]

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widths(), default=0), self._row.minimumSize().height())

    def sizeHint(self) -> QSize:
        """As wide as side by side, also while stacked: what holds it may have the room again."""
        items = [self._row.itemAt(number) for number in range(self._row.count())]
        wide = [item.sizeHint().width() for item in items if item is not None and not item.isEmpty()]
        return QSize(sum(wide) + max(0, len(wide) - 1) * self._row.spacing(), self._row.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return handled

    def _arrange(self) -> None:
        widths = self._widths()
        stacked = sum(widths) + max(0, len(widths) - 1) * self._row.spacing() > self.width()
        if stacked != self.stacked:
            directions = (QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom)
            self._row.setDirection(directions[stacked])
            self.updateGeometry()
