"""Paints a model in the list: its name, and in smaller type below it what it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop import theme

MARGIN = 10
Index = QModelIndex | QPersistentModelIndex


class ModelDelegate(QStyledItemDelegate):
    """The item's text is the name, a line end, and the description, which wraps."""

    def _fonts(self, font: QFont) -> tuple[QFont, QFont]:
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        return bold, theme.sized(font, 13)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        _name, _line, description = str(index.data() or "").partition("\n")
        view = self.parent()
        width = 300
        if isinstance(view, QListView):
            # As wide as beside a scroll bar, which may only appear once all heights are known.
            bar = view.verticalScrollBar().sizeHint().width()
            width = view.width() - 2 * view.frameWidth() - bar - theme.px(4)
        margin = theme.px(MARGIN)
        bold, small = self._fonts(option.font)
        room = QRect(0, 0, max(40, width - 2 * margin), 10_000)
        below = QFontMetrics(small).boundingRect(room, Qt.TextFlag.TextWordWrap, description).height()
        return QSize(room.width(), QFontMetrics(bold).height() + theme.px(3) + below + 2 * margin)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled = QStyleOptionViewItem(option)
        self.initStyleOption(styled, index)
        name, _line, description = str(index.data() or "").partition("\n")
        styled.text = ""
        style = styled.widget.style() if styled.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, styled, painter, styled.widget)
        tokens, margin = theme.colors(), theme.px(MARGIN)
        bold, small = self._fonts(styled.font)
        chosen = bool(styled.state & QStyle.StateFlag.State_Selected)
        area = styled.rect.adjusted(margin, margin, -margin, -margin)
        painter.save()
        painter.setFont(bold)
        painter.setPen(QColor(tokens.accent_soft_text if chosen else tokens.text))
        metrics = QFontMetrics(bold)
        first = QRect(area.left(), area.top(), area.width(), metrics.height())
        title = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(small)
        painter.setPen(QColor(tokens.accent_soft_text if chosen else tokens.muted))
        painter.drawText(area.adjusted(0, metrics.height() + theme.px(3), 0, 0), Qt.TextFlag.TextWordWrap, description)
        if styled.state & QStyle.StateFlag.State_HasFocus and not chosen:  # the cursor, while several are selected
            painter.setPen(QColor(tokens.focus))
            painter.drawRoundedRect(styled.rect.adjusted(1, 1, -2, -2), theme.px(6), theme.px(6))
        painter.restore()
