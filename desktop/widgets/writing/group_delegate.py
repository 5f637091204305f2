"""Paints an item of a list with the heading of its group above it, where it is the first of the group."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import theme
from desktop.wording.dates import group_text, person_locale

GROUP_ROLE = Qt.ItemDataRole.UserRole + 1  # the group of the first item of each, see desktop/wording/dates.py
Index = QModelIndex | QPersistentModelIndex


class GroupDelegate(QStyledItemDelegate):
    """The heading is no item: the keyboard never stops there, and rows count the items alone."""

    def heading_height(self, option: QStyleOptionViewItem, index: Index) -> int:
        """Pixels of the heading above an item; 0 where it has none."""
        if not index.data(GROUP_ROLE):
            return 0
        above = theme.px(4) if index.row() == 0 else theme.px(12)
        return QFontMetrics(theme.sized(option.font, 12, bold=True)).height() + above + theme.px(3)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), size.height() + self.heading_height(option, index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        height = self.heading_height(option, index)
        styled = QStyleOptionViewItem(option)
        styled.rect = option.rect.adjusted(0, height, 0, 0)
        if height:
            painter.save()
            painter.setFont(theme.sized(option.font, 12, bold=True))
            painter.setPen(QColor(theme.colors().muted))
            place = QRect(
                option.rect.left() + theme.px(8), option.rect.top(), option.rect.width(), height - theme.px(3)
            )
            text = group_text(str(index.data(GROUP_ROLE)), person_locale())
            painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)
            painter.restore()
        super().paint(painter, styled, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        styled = QStyleOptionViewItem(option)
        styled.rect = option.rect.adjusted(0, self.heading_height(option, index), 0, 0)
        super().updateEditorGeometry(editor, styled, index)
