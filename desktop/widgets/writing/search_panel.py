"""A field that searches all conversations, and under it what was found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.history import Found
from desktop.widgets.cards import muted
from desktop.widgets.keyed import show_keys
from desktop.widgets.tool_buttons import icon_button, paint_tool
from desktop.widgets.writing.found_marks import found_format
from desktop.wording.dates import moment_text, person_locale, time_text

WAIT_MS = 150  # after the last key
LINES = 2  # of an excerpt
_FOUND = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class FoundDelegate(QStyledItemDelegate):
    """A title with its day, and the excerpt with what was looked for marked in it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = 200
        if isinstance(view, QListWidget):
            width = view.width() - 2 * view.frameWidth() - view.verticalScrollBar().sizeHint().width()
        found: Found = index.data(_FOUND)
        metrics = QFontMetrics(option.font)
        height = metrics.height() + theme.px(2) + QFontMetrics(theme.sized(option.font, 13)).height()
        if found.message is not None:
            excerpt = self._layout(found, option.font, width - 2 * theme.px(8), marks=False)
            height += round(excerpt.boundingRect().height())
        return QSize(max(40, width), height + 2 * theme.px(6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled = QStyleOptionViewItem(option)
        self.initStyleOption(styled, index)
        styled.text = ""
        style = styled.widget.style() if styled.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, styled, painter, styled.widget)
        found: Found = index.data(_FOUND)
        tokens = theme.colors()
        chosen = bool(styled.state & QStyle.StateFlag.State_Selected)
        side = theme.px(8)
        area = styled.rect.adjusted(side, theme.px(6), -side, -theme.px(6))
        bold, small = theme.sized(styled.font, 14, bold=True), theme.sized(styled.font, 13)
        day = time_text(found.created, person_locale(), date.today())
        metrics = QFontMetrics(bold)
        line = QRect(area.left(), area.top(), area.width(), metrics.height())
        painter.save()
        painter.setFont(bold)
        painter.setPen(QColor(tokens.accent_soft_text if chosen else tokens.text))
        title = metrics.elidedText(found.title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        line.translate(0, line.height() + theme.px(2))
        line.setHeight(QFontMetrics(small).height())
        painter.setFont(small)
        painter.setPen(QColor(tokens.accent_soft_text if chosen else tokens.muted))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, day)
        painter.setPen(QColor(tokens.accent_soft_text if chosen else tokens.text))
        if found.message is not None:
            excerpt = self._layout(found, styled.font, area.width(), marks=True)
            excerpt.draw(painter, QPointF(area.left(), line.bottom() + 1))
        painter.restore()

    @staticmethod
    def _layout(found: Found, font: QFont, width: int, *, marks: bool) -> QTextLayout:
        layout = QTextLayout(found.excerpt, theme.sized(font, 13))
        if marks:
            ranges = []
            for start, end in found.spans:
                part = QTextLayout.FormatRange()
                # The layout counts UTF-16 units.
                part.start = len(found.excerpt[:start].encode("utf-16-le")) // 2
                part.length = len(found.excerpt[start:end].encode("utf-16-le")) // 2
                part.format = found_format()
                ranges.append(part)
            layout.setFormats(ranges)
        layout.beginLayout()
        top = 0.0
        for _ in range(LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(20, width))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout


class _Results(QListWidget):
    """Enter opens, Esc leaves, Up on the first goes back to the field."""

    request_open = Signal()
    request_field = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.request_open.emit()
        elif event.key() == Qt.Key.Key_Up and self.currentRow() <= 0:
            self.request_field.emit()
        else:
            super().keyPressEvent(event)


class _Field(QLineEdit):
    """Enter and Down lead to what was found."""

    request_results = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.request_results.emit()
        else:
            super().keyPressEvent(event)


class SearchPanel(QWidget):
    """Asks for a search a moment after the last key, and shows what comes back."""

    request_search = Signal(str)
    request_open = Signal(object)  # Found
    searching_changed = Signal(bool)  # whether results are shown
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.field = _Field(self)
        self.field.setPlaceholderText(self.tr("Search all conversations"))
        self.field.setAccessibleName(self.tr("Search all conversations"))
        self.field.setToolTip(self.tr("Search all conversations"))
        show_keys(self.field, "search_all")
        self.count = muted("", self)
        self.preparing = muted(
            self.tr("Older messages are being made ready for the search, once; until then not all are found."), self
        )
        self._preparing = False
        self.close_button = icon_button(
            "close", self.tr("Close the search"), self.tr("Back to the conversations (Esc)"), self
        )
        self.close_button.clicked.connect(self.close_search)
        self.results = _Results(self)
        self.results.setObjectName("search_results")
        self.results.setAccessibleName(self.tr("Found messages"))
        self.results.setItemDelegate(FoundDelegate(self.results))
        self.results.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.results.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self._shown: tuple[Found, ...] = ()
        self._most = 0
        self._waiting = False  # for the results of what was asked last
        self._open_next = False  # Enter was pressed before the results were there
        self.field.textChanged.connect(self._changed)
        self.field.request_results.connect(self._to_results)
        self.results.request_open.connect(self._open_current)
        self.results.request_field.connect(self.focus_field)
        self.results.itemClicked.connect(self._open_current)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.field)
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(self.close_button)
        self._column.addLayout(line)
        self._column.addWidget(self.preparing)
        self._column.addWidget(self.results, 1)
        self._show(False)

    @property
    def query(self) -> str:
        """What is looked for."""
        return self.field.text().strip()

    @property
    def searching(self) -> bool:
        """Whether results stand in the place of the conversations."""
        return not self.results.isHidden()

    @Slot()
    def focus_field(self) -> None:
        """Puts the cursor into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    @Slot()
    def close_search(self) -> None:
        """Shows the conversations again."""
        self.field.clear()
        self.closed.emit()

    @Slot()
    def _changed(self) -> None:
        self._open_next = False
        if self.query:
            self._timer.start()
        else:
            self._timer.stop()
            self.results.clear()
            self._show(False)

    @Slot()
    def _ask(self) -> None:
        self._timer.stop()
        if self.query:
            self._waiting = True
            self.request_search.emit(self.query)

    @Slot()
    def repeat(self) -> None:
        """Searches anew: the conversations have changed."""
        if self.searching:
            self._timer.start()

    def set_preparing(self, preparing: bool) -> None:
        """Says under a search that not all messages can be found yet, or no longer."""
        self._preparing = preparing
        self.preparing.setVisible(preparing and self.searching)

    def show_found(self, query: str, found: Sequence[Found], *, most: int) -> None:
        """Shows what was found; one of an older query is left out.

        Args:
            most: how many are shown at most.
        """
        if query != self.query:
            return
        self._waiting = False
        self._shown, self._most = tuple(found), most
        kept = self.results.currentItem().data(_FOUND) if self.results.currentItem() is not None else None
        self.results.clear()
        for one in found:
            item = QListWidgetItem()
            item.setData(_FOUND, one)
            self.results.addItem(item)
            if one == kept:
                self.results.setCurrentItem(item)
        self.retranslate()
        self._show(True)
        QAccessible.updateAccessibility(QAccessibleEvent(self.count, QAccessible.Event.NameChanged))
        if self._open_next:
            self._to_results()

    def retranslate(self) -> None:
        """Says in the language in use how many were found, and when each was written."""
        for row, one in enumerate(self._shown[: self.results.count()]):
            moment = moment_text(one.created, person_locale())
            said = [one.title, moment] + [one.excerpt] * (one.message is not None)
            self.results.item(row).setToolTip(moment)
            self.results.item(row).setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(said))
        count = len(self._shown)
        if not count:
            self.count.setText(self.tr("Nothing found"))
        elif count < self._most:
            self.count.setText(self.tr("{0} found").format(count))
        else:
            self.count.setText(self.tr("The first {0}").format(count))

    def _show(self, shown: bool) -> None:
        self.results.setVisible(shown)
        self.count.setVisible(shown)
        self.close_button.setVisible(shown)
        self.preparing.setVisible(shown and self._preparing)
        vertical = QSizePolicy.Policy.Expanding if shown else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self.searching_changed.emit(shown)

    @Slot()
    def _to_results(self) -> None:
        """The first result where the list is there already; else as soon as it is."""
        self._open_next = self._timer.isActive() or self._waiting
        if not self._open_next and self.results.count():
            self.results.setFocus(Qt.FocusReason.OtherFocusReason)
            self.results.setCurrentRow(max(0, self.results.currentRow()))

    @Slot()
    def _open_current(self) -> None:
        item = self.results.currentItem()
        if item is not None:
            self.request_open.emit(item.data(_FOUND))

    def restyle(self) -> None:
        """Takes another theme or zoom."""
        self._column.setSpacing(theme.px(6))
        paint_tool(self.close_button)
        self.results.scheduleDelayedItemsLayout()
